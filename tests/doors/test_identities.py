"""Claiming to be somebody: signatures that do not hold, keys that were planted, keys that are over."""

import hashlib
import hmac
import time
import uuid
from typing import Any

import pytest

from parlour.lib.ids import new_secret
from parlour.protocol import commands
from parlour.simulation.stage import Stage
from tests.doors.callers import Caller, Heard, calling, name, visiting
from tests.doors.conftest import House
from tests.doors.web import Web

SOON = 3600


def new_secret_of(web: Web) -> str:
    """Rotate the identity secret of the organization's first site."""
    site = web.ask("GET", "/api/v1/sites").shape["sites"][0]["id"]
    return str(web.ask("POST", f"/api/v1/sites/{site}/identity-secret").shape["secret"])


@pytest.fixture
def secret(house: House) -> str:
    return new_secret_of(house.ada)


def identity(secret: str, external_id: str, *, expires_in: float = SOON, **more: Any) -> Heard:
    expires_at = int(time.time() + expires_in)
    signed = f"{external_id}\n{expires_at}".encode()
    signature = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return {"external_id": external_id, "signature": signature, "expires_at": expires_at, **more}


async def identify(caller: Caller, shape: Heard) -> Heard:
    client_id = name()
    await caller.send({"type": "identify", "client_id": client_id, "identity": shape})
    return await caller.answer(client_id)


async def with_a_secret_chat(stage: Stage, secret: str, external_id: str) -> str:
    """Be the victim: identify, and say something that nobody else may read. Returns the chat."""
    async with visiting(stage) as victim:
        assert (await identify(victim, identity(secret, external_id)))["type"] == "welcome_visitor"
        opened = await victim.ask(commands.StartChat(name(), "My card was charged twice"))
        return str(opened["chat"]["id"])


def forgeries(house: House, secret: str, victim: str) -> list[tuple[str, Any]]:
    """Return what is wrong with each claim, and the claim."""
    good = identity(secret, victim)
    signature = good["signature"]
    return [
        ("no signature", {"external_id": victim, "expires_at": good["expires_at"]}),
        ("an empty one", {**good, "signature": ""}),
        ("zeros", {**good, "signature": "0" * 64}),
        ("upper case", {**good, "signature": signature.upper()}),
        ("cut short", {**good, "signature": signature[:-1]}),
        ("a list", {**good, "signature": [signature]}),
        ("true", {**good, "signature": True}),
        ("another organization's secret", identity(new_secret_of(house.cleo), victim)),
        ("an empty secret", identity("", victim)),
        ("somebody else's", {**identity(secret, "me"), "external_id": victim}),
        ("over", identity(secret, victim, expires_in=-120)),
        ("its time moved", {**good, "expires_at": good["expires_at"] + 1}),
        ("a field of ours", {**good, "is_verified": True}),
    ]


async def test_only_the_hosts_signature_shows_earlier_chats_wid_01(house: House, secret: str) -> None:
    """WID-01: every forged claim is refused, tells nothing of the victim and writes nothing."""
    victim = f"victim-{uuid.uuid4().hex}"
    chat_id = await with_a_secret_chat(house.ours, secret, victim)
    claims = forgeries(house, secret, victim)
    before = house.written()
    for what, claim in claims:
        async with visiting(house.ours) as attacker:
            refused = await identify(attacker, claim)
            assert refused["type"] == "refused", what
            assert refused["code"] in ("invalid_input", "not_allowed"), what
            await attacker.send({"type": "describe_visitor", "client_id": name(), "email": f"{victim}@example.com"})
            await attacker.fence()
            assert chat_id not in repr(attacker.heard), what
        async with calling(
            house.ours, f"/realtime/v1/sites/{house.ours.public_keys[0]}", origin=house.ours.origin
        ) as attacker:
            await attacker.send({"type": "authenticate", "visitor_key": new_secret(), "identity": claim})
            assert (await attacker.hear("refused"))["code"] in ("invalid_input", "not_allowed"), what
    assert house.written() == before


@pytest.mark.parametrize("look_alike", [" {}", "{} ", "{}\x00", "{}\n", "{}\t", "\x1f{}", "\u00a0{}", "{}\x7f"])
async def test_an_id_that_only_looks_like_the_victims_is_not_the_victim_wid_01(
    house: House, secret: str, look_alike: str
) -> None:
    """WID-01: the host signs what its members call themselves; blanks and control characters make nobody another."""
    victim = f"victim-{uuid.uuid4().hex}"
    chat_id = await with_a_secret_chat(house.ours, secret, victim)
    async with visiting(house.ours) as attacker:
        await identify(attacker, identity(secret, look_alike.format(victim)))
        await attacker.fence()
        assert chat_id not in repr(attacker.heard)


async def test_a_signature_is_worth_nothing_after_the_secret_was_replaced_wid_02(house: House, secret: str) -> None:
    """WID-02: replayed from another device after rotation, or on the organization's other site, it is refused."""
    member = f"member-{uuid.uuid4().hex}"
    proof = identity(secret, member)
    async with visiting(house.ours, site=1) as elsewhere:
        assert (await identify(elsewhere, proof))["code"] == "not_allowed"
    async with visiting(house.ours) as device:
        assert (await identify(device, proof))["type"] == "welcome_visitor"
    replacing = new_secret_of(house.ada)
    async with visiting(house.ours) as device:
        assert (await identify(device, proof))["code"] == "not_allowed"
        assert (await identify(device, identity(replacing, member)))["type"] == "welcome_visitor"


async def test_a_planted_key_opens_nothing_once_the_victim_is_known_wid_03(house: House, secret: str) -> None:
    """WID-03: the key is replaced on identify; the attacker's open line ends, and the old key is a stranger's."""
    planted, member = new_secret(), f"member-{uuid.uuid4().hex}"
    async with visiting(house.ours, key=planted) as attacker, visiting(house.ours, key=planted) as victim:
        await attacker.ask(commands.StartChat(name(), "Planted"))
        welcome = await identify(victim, identity(secret, member))
        assert welcome["visitor_key"] != planted
        await attacker.hear("goodbye")
    async with visiting(house.ours, key=welcome["visitor_key"]) as victim:
        chat_id = victim.heard[0]["chat"]["id"]
        await victim.ask(commands.SendMessage(name(), chat_id, "My card was charged twice"))
    async with visiting(house.ours, key=planted) as attacker:
        assert "chat" not in attacker.heard[0]
        assert (await attacker.ask(commands.OpenChat(name(), chat_id)))["code"] == "not_found"


async def test_an_attacker_who_is_busy_identifying_is_sent_away_all_the_same_wid_03(house: House, secret: str) -> None:
    """WID-03: commands of one's own that fail are no way around the order to leave."""
    for _ in range(10):
        planted = new_secret()
        async with visiting(house.ours, key=planted) as attacker, visiting(house.ours, key=planted) as victim:
            await attacker.ask(commands.StartChat(name(), "Planted"))
            bogus = [
                {"type": "identify", "client_id": name(), "identity": {**identity("", "me"), "signature": "0" * 64}}
                for _ in range(100)
            ]
            await victim.send(
                {"type": "identify", "client_id": name(), "identity": identity(secret, f"member-{uuid.uuid4().hex}")}
            )
            await attacker.send(*bogus)
            await attacker.hear("goodbye")
            await victim.until(lambda event: event["type"] == "welcome_visitor" and "client_id" in event)


async def test_a_key_that_was_signed_out_opens_nothing_wid_03(house: House) -> None:
    """WID-03: its old chat is not shown, and whoever comes with it is given another key."""
    key = new_secret()
    async with visiting(house.ours, key=key) as vic:
        chat_id = (await vic.ask(commands.StartChat(name(), "Hello")))["chat"]["id"]
        await vic.ask(commands.SignOut(name()))
    async with visiting(house.ours, key=key) as again:
        assert "chat" not in again.heard[0]
        assert (await again.ask(commands.OpenChat(name(), chat_id)))["type"] == "refused"
        opened = await again.ask(commands.StartChat(name(), "Hello again"))
        assert opened["chat"]["id"] != chat_id
    async with visiting(house.ours, key=key) as third:
        assert "chat" not in third.heard[0]
