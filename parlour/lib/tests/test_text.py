"""Text from outside is kept as it is, or refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.lib import text
from parlour.lib.refusals import InvalidInput

storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=60)


@given(value=storable)
def test_what_can_be_kept_is_unchanged(value: str) -> None:
    assert text.checked(value, field="text", at_most=60) == value


@given(value=st.text(max_size=60))
def test_what_is_accepted_can_be_kept_and_is_stable(value: str) -> None:
    try:
        kept = text.checked(value, field="text", at_most=60)
    except InvalidInput as refused:
        assert refused.field == "text"  # noqa: PT017  # most values are accepted
        return
    assert "\x00" not in kept.encode().decode()
    assert text.checked(kept, field="text", at_most=60) == kept


@given(value=st.text(max_size=60))
def test_a_line_is_one_line(value: str) -> None:
    try:
        line = text.one_line(value, field="name", at_most=60)
    except InvalidInput:
        return
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert text.one_line(line, field="name", at_most=60) == line


def test_line_ends_become_one_kind() -> None:
    assert text.checked("a\r\nb\rc\n", field="text", at_most=10) == "a\nb\nc\n"


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "12345678901", "   ", "\u3000\n"])
def test_what_cannot_be_kept_is_refused_by_its_field(value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        text.checked(value, field="fields.phone", at_most=10, at_least=1)
    assert refused.value.field == "fields.phone"


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", "x" * 11, " \n "])
def test_a_name_that_cannot_be_kept_is_refused_too(value: str) -> None:
    with pytest.raises(InvalidInput):
        text.one_line(value, field="name", at_most=10, at_least=1)


def test_control_characters_of_a_name_become_spaces() -> None:
    assert text.one_line(" Vic\t\n\x1b[31m Miller\x7f ", field="name", at_most=40) == "Vic [31m Miller"


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u200b", "\u200d", "\u2066\u2069"])
def test_a_name_that_nobody_sees_is_none(name: str) -> None:
    with pytest.raises(InvalidInput):
        text.one_line(name, field="name", at_most=40, at_least=1)


def test_a_name_cannot_imitate_another_by_marks_that_nobody_sees() -> None:
    assert text.one_line("Ada\u200b \u202eMarlow\u202c", field="name", at_most=40) == "Ada Marlow"


def test_joiners_stay_where_words_and_emoji_need_them() -> None:
    name = "\u0645\u06cc\u200c\u0646\u0627 \U0001f469\u200d\U0001f33e"
    assert text.one_line(name, field="name", at_most=40) == name
