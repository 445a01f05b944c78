"""Lines of the console's list."""

from parlour.chats.commands import MarkDraft, MessageDraft, end_chat, mark_chats, send_messages
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import open_rows, rows
from parlour.chats.tests.conftest import Say
from parlour.lib.ids import outside
from parlour.operators.models import Operator
from parlour.organizations.models import Organization
from parlour.protocol.limits import UNREAD_COUNTED
from parlour.protocol.snapshots import ChatRow, Page
from parlour.realtime.presence import presence
from parlour.visitors.commands import describe_visitor
from parlour.visitors.models import Visitor


def row(chat: Chat) -> ChatRow:
    (only,) = rows(chat.organization_id, [chat.pk])
    return only


def test_a_new_chat_has_a_line_with_its_first_words(chat: Chat) -> None:
    line = row(chat)
    assert (line.id, line.state, line.last_text, line.last_author) == (
        outside("cht", chat.pk), "waiting", "Hello?", "visitor",
    )  # fmt: skip
    assert (line.last_position, line.unread, line.operator_id, line.visitor_name) == (1, 1, None, "")


def test_unread_messages_are_counted_up_to_a_limit(bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator) -> None:
    drafts = [MessageDraft(as_vic, bens_chat.pk, f"client-{n:04}", "hi") for n in range(UNREAD_COUNTED + 10)]
    send_messages(drafts)
    assert row(bens_chat).unread == UNREAD_COUNTED
    mark_chats([MarkDraft(as_ben, bens_chat.pk, 108, 108)])
    assert (row(bens_chat).unread, row(bens_chat).operator_read) == (3, 108)


def test_the_newest_activity_stands_first(bens_chat: Chat, as_ben: AsOperator, say: Say) -> None:
    say(as_ben, bens_chat.pk, "Good morning")
    (line,) = open_rows(bens_chat.organization_id)
    assert (line.last_text, line.last_author, line.state) == ("Good morning", "operator", "active")


def test_an_ended_chat_leaves_the_list_and_keeps_its_line(bens_chat: Chat, as_vic: AsVisitor) -> None:
    end_chat(as_vic, bens_chat.pk)
    assert open_rows(bens_chat.organization_id) == ()
    assert row(bens_chat).state == "ended"


def test_another_organization_has_no_line_of_it(chat: Chat, other_shop: Organization, cleo: Operator) -> None:
    assert open_rows(other_shop.pk) == ()
    assert rows(other_shop.pk, [chat.pk]) == ()


def test_a_visitor_is_called_by_name_or_else_by_address(chat: Chat, vic: Visitor) -> None:
    describe_visitor(vic, email="vic@home.example")
    assert row(chat).visitor_name == "vic@home.example"
    describe_visitor(vic, name="Vic")
    assert row(chat).visitor_name == "Vic"


def test_a_line_tells_whether_the_visitor_is_there(chat: Chat, vic: Visitor) -> None:
    presence.arrive(vic.pk, "a-connection", Page())
    try:
        assert row(chat).is_visitor_online
    finally:
        presence.leave(vic.pk, "a-connection")
    assert not row(chat).is_visitor_online
