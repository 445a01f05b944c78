"""The law between snapshots and events: old snapshot + event = new snapshot, whatever happens in whatever order."""

from collections.abc import Callable
from uuid import UUID

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from parlour.chats.commands import (
    MarkDraft,
    MessageDraft,
    end_chat,
    mark_chats,
    rate_chat,
    send_messages,
    start_chat,
    take_chat,
)  # fmt: skip
from parlour.chats.events import ChatEnded, ChatRated, ChatTaken, MarksMoved, MessageSent
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import chat_for
from parlour.lib.ids import new_id, new_secret
from parlour.lib.refusals import Refusal
from parlour.organizations.models import Site
from parlour.protocol.advance import advance, merge
from parlour.protocol.commands import StartChat
from parlour.protocol.snapshots import Chat
from parlour.visitors.commands import Browser, welcome_visitor

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=300)
places = st.integers(0, 12)


Act = Callable[[AsVisitor, tuple[AsOperator, AsOperator], UUID], object]
"""Something that is tried in a chat by its visitor or one of two operators."""


def say(by: int, text: str) -> Act:
    return lambda vic, staff, chat: send_messages([MessageDraft((vic, *staff)[by], chat, new_id().hex, text)])


def take(by: int) -> Act:
    return lambda vic, staff, chat: take_chat(staff[by], chat)


def end(by: int) -> Act:
    return lambda vic, staff, chat: end_chat((vic, *staff)[by], chat)


def rate(score: int, comment: str) -> Act:
    return lambda vic, staff, chat: rate_chat(vic, chat, score=score, comment=comment)


def mark(by: int, delivered: int, read: int) -> Act:
    return lambda vic, staff, chat: mark_chats([MarkDraft((vic, *staff)[by], chat, delivered, read)])


acts = st.one_of(
    st.builds(say, st.integers(0, 2), words),
    st.builds(take, st.integers(0, 1)),
    st.builds(rate, st.integers(1, 5), words),
    st.builds(mark, st.integers(0, 2), places, places),
    st.builds(end, st.integers(0, 2)),
)


def after(chat: Chat, event: object) -> Chat:
    """Apply an event as a client does."""
    match event:
        case MessageSent() | ChatTaken() | ChatEnded() | ChatRated():
            return advance(chat, event.entry)
        case MarksMoved():
            return msgspec.structs.replace(chat, marks=merge(chat.marks, event.marks))
    return chat


@given(story=st.lists(acts, min_size=1, max_size=12))
def test_the_old_snapshot_and_the_events_make_the_new_snapshot(
    announced: list[object], site: Site, as_ada: AsOperator, as_ben: AsOperator, story: list[Act]
) -> None:
    visitor = welcome_visitor(site, new_secret(), Browser())
    vic = AsVisitor(visitor.organization_id, visitor.pk)
    chat = start_chat(visitor, StartChat(client_id=new_id().hex, text="Hello?"), is_anybody_there=True)
    seen = {caller: chat_for(caller, chat.pk) for caller in (vic, as_ada)}
    for act in story:
        announced.clear()
        try:
            act(vic, (as_ada, as_ben), chat.pk)
        except Refusal:
            assert not announced
        for caller, before in seen.items():
            known = before
            for event in announced:
                known = after(known, event)
            assert known == chat_for(caller, chat.pk)
            seen[caller] = known
