"""Ids sort by their birth, and have one shape outside."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from parlour.lib.ids import fingerprint, inside, new_id, new_secret, outside
from parlour.lib.refusals import NotFound


def test_ids_are_version_7_and_each_sorts_after_the_one_before() -> None:
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {(each.version, each.variant) for each in made} == {(7, "specified in RFC 4122")}


def test_ids_do_not_step_back_with_the_clock() -> None:
    before = new_id()
    with time_machine.travel("2001-01-01T00:00:00+00:00", tick=False):
        assert new_id() > before


def test_ids_of_many_threads_are_never_the_same() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = [each for batch in threads.map(lambda _: [new_id() for _ in range(500)], range(8)) for each in batch]
    assert len(set(made)) == 4_000


@given(identifier=st.uuids(), prefix=st.from_regex(r"[a-z]{3}", fullmatch=True))
def test_what_goes_outside_comes_back_inside(identifier: UUID, prefix: str) -> None:
    assert inside(prefix, outside(prefix, identifier)) == identifier


@given(anything=st.text(max_size=50))
def test_any_other_text_is_an_id_that_does_not_exist(anything: str) -> None:
    with pytest.raises(NotFound):
        inside("cht", anything)


@pytest.mark.parametrize(
    "spelled",
    [
        "vis_{}",
        "cht-{}",
        "CHT_{}",
        "cht_{}0",
        "cht_{}\n",
        " cht_{}",
        "{}",
        "cht_",
        "cht_" + "g" * 32,
        "cht_" + "٣" * 32,
    ],
)
def test_another_shape_is_not_found(spelled: str) -> None:
    with pytest.raises(NotFound):
        inside("cht", spelled.format("0" * 32))


def test_capital_digits_are_another_shape() -> None:
    with pytest.raises(NotFound):
        inside("cht", "cht_" + "A" * 32)


def test_a_secret_has_256_bits_and_only_its_fingerprint_is_kept() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(secret) for secret in secrets} == {43}
    assert len({fingerprint(secret) for secret in secrets}) == 100
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
