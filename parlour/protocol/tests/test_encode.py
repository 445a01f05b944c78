"""Frames become structs and back; a fault becomes a sentence."""

from typing import get_args

import msgspec
import pytest

from parlour.protocol import commands, events
from parlour.protocol.encode import encoded, fault, operator_commands, visitor_commands

CHAT = "cht_" + "0" * 32


def tags(union: object) -> set[object]:
    return {kind.__struct_config__.tag for kind in get_args(union)}


def test_only_a_visitor_starts_rates_and_identifies_and_only_an_operator_takes() -> None:
    visitors, operators = tags(commands.VisitorCommand), tags(commands.OperatorCommand)
    assert visitors - operators == {
        "authenticate", "start_chat", "rate_chat", "identify", "describe_visitor", "visit_page", "sign_out",
    }  # fmt: skip
    assert operators - visitors == {"take_chat", "set_availability"}


def test_every_event_has_a_name_of_its_own() -> None:
    assert len(tags(events.ServerEvent)) == len(get_args(events.ServerEvent))


@pytest.mark.parametrize(
    "command",
    [commands.SendMessage("client-1", CHAT, "😀 \u2028 \"'<"), commands.Ping(), commands.Mark(CHAT, 1, 2)],
)
def test_a_command_comes_back_as_it_went(command: commands.Command) -> None:
    assert visitor_commands.decode(encoded(command)) == operator_commands.decode(encoded(command)) == command


@pytest.mark.parametrize(
    ("frame", "field"),
    [
        ('{"type":"describe_visitor","client_id":"client-1","fields":{"phone":7}}', "fields[...]"),
        ('{"type":"identify","client_id":"client-1","identity":{"external_id":"1"}}', "identity.signature"),
        ('{"type":"identify","client_id":"client-1","identity":{"colour":1}}', "identity.colour"),
        ('{"type":"visit_page","page":{"url":7}}', "page.url"),
        ("{", None),
    ],
)
def test_a_fault_is_a_sentence_and_the_path_of_its_field(frame: str, field: str | None) -> None:
    with pytest.raises(msgspec.MsgspecError) as broken:
        visitor_commands.decode(frame)
    message, path = fault(broken.value)
    assert path == field
    assert message.endswith(".")
    assert "$" not in message
