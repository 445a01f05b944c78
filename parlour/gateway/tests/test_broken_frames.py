"""Whatever a client sends is answered in words or dropped; nothing that it can send raises (API-03)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.gateway.session import Session
from parlour.gateway.steps import Close, OpenView, Read
from parlour.gateway.tests.conftest import NOW, frame, other_steps, said

CHAT = "cht_" + "0" * 32
DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (frame("send_message", client_id="client-1", chat_id=CHAT), "text"),
        (frame("send_message", client_id="client-1", chat_id=CHAT, text=7), "text"),
        (frame("send_message", client_id="short", chat_id=CHAT, text="hi"), "client_id"),
        (frame("send_message", client_id="client-1\n", chat_id=CHAT, text="hi"), "client_id"),
        (frame("send_message", client_id="client-1", chat_id="cht_1", text="hi"), "chat_id"),
        (frame("send_message", client_id="client-1", chat_id=CHAT + "\n", text="hi"), "chat_id"),
        (frame("send_message", client_id="client-1", chat_id=CHAT, text="hi", colour="red"), "colour"),
        (frame("resume", client_id="client-1", chat_id=CHAT, after=-1), "after"),
        (frame("resume", client_id="client-1", chat_id=CHAT, after=2**53), "after"),
        (frame("read_history", client_id="client-1", chat_id=CHAT, before=9, limit=201), "limit"),
        (frame("dance", client_id="client-1"), "type"),
        ('{{"type":"resume","client_id":"client-1","chat_id":"{}","after":{}}}'.format(CHAT, "9" * 400), "after"),
        (f'{{"type":"resume","client_id":"client-1","chat_id":"{CHAT}","after":1e999}}', "after"),
    ],
)
def test_a_fault_names_its_field_and_whoever_waits_is_answered(session: Session, broken: str, field: str) -> None:
    (refused,) = said(session.receive(broken, NOW))
    assert (refused["type"], refused["code"], refused["status"]) == ("refused", "invalid_input", 422)
    assert refused["field"] == field
    assert refused["client_id"].startswith(("client-1", "short"))
    assert not refused.get("is_retryable")


@pytest.mark.parametrize(
    "broken",
    [
        "", "{", "null", "7", "[]", '"text"', "{}", "\x00", "NaN", '{"type":NaN}', '{"type":"ping"}{"type":"ping"}', DEEP,
        '{"type":"ping","x":' + DEEP + "}", '{"type":"typing","chat_id":"' + CHAT + '","text":"\\ud800"}',
        "\ud800", b"\xff\xfe", b"\xed\xa0\x80", '{"type":"ping","type":{}}', '{"client_id":7,"type":"send_message"}',
    ],
    ids=lambda broken: repr(broken)[:20],
)  # fmt: skip
def test_what_is_no_frame_is_refused_and_not_raised(session: Session, broken: str | bytes) -> None:
    (refused,) = said(session.receive(broken, NOW))
    assert refused["code"] == "invalid_input"
    assert refused["message"].endswith(".")


def test_the_last_of_two_equal_keys_counts(session: Session) -> None:
    twice = f'{{"type":"open_chat","client_id":"client-1","client_id":"client-2","chat_id":"{CHAT}"}}'
    *_, read = session.receive(twice, NOW)
    assert isinstance(read, Read)
    assert isinstance(read.question, OpenView)
    assert read.question.client_id == "client-2"


def test_ten_broken_frames_end_the_connection(session: Session) -> None:
    for _ in range(9):
        assert not other_steps(session.receive("{", NOW))
    assert other_steps(session.receive("{", NOW)) == [Close(4000)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(value=json_values)
def test_no_json_value_raises(session: Session, value: object) -> None:
    for spelled in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        session.receive(spelled, NOW)


@given(content=st.binary(max_size=200))
def test_no_bytes_raise(session: Session, content: bytes) -> None:
    session.receive(content, NOW)
