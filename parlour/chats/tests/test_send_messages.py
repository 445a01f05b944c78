"""Messages are stored in order, once, for whoever may write."""

from uuid import UUID

import pytest

from parlour.chats.commands import MessageDraft, StoredMessage, end_chat, send_messages, start_chat
from parlour.chats.events import MessageSent
from parlour.chats.models import Chat, Entry
from parlour.chats.permissions import AsOperator, AsVisitor, Caller
from parlour.chats.tests.conftest import Say, Texts
from parlour.lib.ids import new_id, outside
from parlour.lib.refusals import ChatEnded, ClientIdTaken, Conflict, InvalidInput, NotFound, Refusal
from parlour.organizations.models import Site
from parlour.protocol.commands import StartChat
from parlour.visitors.commands import Browser, welcome_visitor

LONGEST = 4_000


def positions(answers: list[StoredMessage | Refusal]) -> list[int]:
    stored = [answer for answer in answers if isinstance(answer, StoredMessage)]
    assert len(stored) == len(answers), answers
    return [answer.position for answer in stored]


def draft(caller: Caller, chat_id: UUID, client_id: str, text: str = "hi") -> MessageDraft:
    return MessageDraft(caller, chat_id, client_id, text, origin="a-connection")


def test_a_message_gets_the_next_position_and_everybody_is_told(
    announced: list[object], bens_chat: Chat, as_vic: AsVisitor
) -> None:
    announced.clear()
    (stored,) = send_messages([draft(as_vic, bens_chat.pk, "client-1", "Is it blue?")])
    assert isinstance(stored, StoredMessage)
    assert (stored.position, stored.is_repeat) == (3, False)
    (event,) = announced
    assert isinstance(event, MessageSent)
    assert (event.chat_id, event.origin) == (bens_chat.pk, "a-connection")
    assert (event.entry.position, event.entry.author, event.entry.text) == (3, "visitor", "Is it blue?")
    assert event.entry.created_at == stored.created_at


def test_an_operators_message_carries_the_operator(
    announced: list[object], bens_chat: Chat, as_ben: AsOperator, say: Say
) -> None:
    say(as_ben, bens_chat.pk, "Yes, blue")
    event = announced[-1]
    assert isinstance(event, MessageSent)
    assert (event.entry.author, event.entry.operator_id) == ("operator", outside("opr", as_ben.operator_id))


def test_a_batch_over_several_chats_and_senders_numbers_each_chat_without_gaps(
    site: Site, bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    will = welcome_visitor(site, "W" * 43, Browser())
    wills = start_chat(will, StartChat(client_id="wills-first", text="Me too"), is_anybody_there=True)
    as_will = AsVisitor(will.organization_id, will.pk)
    answers = send_messages(
        [
            draft(as_vic, bens_chat.pk, "batch-01"),
            draft(as_will, wills.pk, "batch-02"),
            draft(as_ben, bens_chat.pk, "batch-03"),
            draft(as_will, wills.pk, "batch-04"),
            draft(as_vic, bens_chat.pk, "batch-05"),
        ]
    )
    assert positions(answers) == [3, 2, 4, 3, 5]
    for one, last in ((bens_chat, 5), (wills, 3)):
        one.refresh_from_db()
        assert one.last_position == last
        held = Entry.objects.filter(chat=one).order_by("position").values_list("position", flat=True)
        assert list(held) == list(range(1, last + 1))


def test_the_largest_batch_is_stored_whole(bens_chat: Chat, as_vic: AsVisitor) -> None:
    answers = send_messages([draft(as_vic, bens_chat.pk, f"client-{number:04}") for number in range(400)])
    assert positions(answers) == list(range(3, 403))


def test_a_repeat_in_the_same_batch_is_answered_with_the_first_position(
    announced: list[object], bens_chat: Chat, as_vic: AsVisitor, texts: Texts
) -> None:
    announced.clear()
    first, other, again = send_messages(
        [draft(as_vic, bens_chat.pk, client_id) for client_id in ("repeated", "different", "repeated")]
    )
    assert positions([first, other, again]) == [3, 4, 3]
    assert [answer.is_repeat for answer in (first, again) if isinstance(answer, StoredMessage)] == [False, True]
    assert len(announced) == 2
    assert texts(bens_chat.pk) == ["Hello?", "hi", "hi"]


def test_a_repeat_in_a_later_batch_is_answered_as_the_first_was(
    announced: list[object], bens_chat: Chat, as_vic: AsVisitor
) -> None:
    (first,) = send_messages([draft(as_vic, bens_chat.pk, "repeated")])
    announced.clear()
    (again,) = send_messages([draft(as_vic, bens_chat.pk, "repeated")])
    assert isinstance(first, StoredMessage)
    assert again == StoredMessage(first.position, first.created_at, is_repeat=True)
    assert not announced


def test_a_repeat_after_the_end_is_stored_still(bens_chat: Chat, as_vic: AsVisitor) -> None:
    send_messages([draft(as_vic, bens_chat.pk, "repeated")])
    end_chat(as_vic, bens_chat.pk)
    again, new = send_messages([draft(as_vic, bens_chat.pk, client_id) for client_id in ("repeated", "new-after-end")])
    assert isinstance(again, StoredMessage)
    assert again.position == 3
    assert isinstance(new, ChatEnded)


def test_line_ends_of_windows_do_not_make_a_repeat_another_message(bens_chat: Chat, as_vic: AsVisitor) -> None:
    answers = send_messages([draft(as_vic, bens_chat.pk, "repeated", text) for text in ("a\r\nb", "a\nb", "a\rb")])
    assert positions(answers) == [3, 3, 3]


def test_a_client_id_is_not_given_to_another_text_or_another_author(
    bens_chat: Chat, as_vic: AsVisitor, as_ben: AsOperator
) -> None:
    send_messages([draft(as_vic, bens_chat.pk, "taken-id")])
    for caller, text in ((as_vic, "something else"), (as_ben, "hi")):
        (answer,) = send_messages([draft(caller, bens_chat.pk, "taken-id", text)])
        assert isinstance(answer, ClientIdTaken)
        assert answer.field == "client_id"


def test_a_client_id_can_be_used_in_another_chat(site: Site, bens_chat: Chat, as_vic: AsVisitor, say: Say) -> None:
    will = welcome_visitor(site, "W" * 43, Browser())
    wills = start_chat(will, StartChat(client_id="wills-first", text="Me too"), is_anybody_there=True)
    answers = send_messages(
        [
            draft(as_vic, bens_chat.pk, "same-id-1"),
            draft(AsVisitor(will.organization_id, will.pk), wills.pk, "same-id-1", "mine"),
        ]
    )
    assert positions(answers) == [3, 2]


def test_an_ended_chat_takes_no_more(bens_chat: Chat, as_vic: AsVisitor, say: Say) -> None:
    end_chat(as_vic, bens_chat.pk)
    assert isinstance(say(as_vic, bens_chat.pk, "One more thing"), ChatEnded)


def test_an_operator_takes_a_chat_before_writing_in_it(chat: Chat, as_ada: AsOperator, say: Say) -> None:
    answer = say(as_ada, chat.pk, "Hello")
    assert isinstance(answer, Conflict)
    assert answer.message == "Take this chat first."


def test_a_colleague_does_not_write_in_a_chat_that_is_not_theirs(bens_chat: Chat, as_ada: AsOperator, say: Say) -> None:
    answer = say(as_ada, bens_chat.pk, "Hello")
    assert isinstance(answer, Conflict)
    assert answer.message == "This chat is a colleague's."


def test_a_chat_of_another_organization_answers_as_one_that_is_not_there(
    bens_chat: Chat, as_cleo: AsOperator, other_site: Site, say: Say
) -> None:
    stranger = welcome_visitor(other_site, "S" * 43, Browser())
    for caller in (as_cleo, AsVisitor(stranger.organization_id, stranger.pk)):
        theirs, none = say(caller, bens_chat.pk, "Let me in"), say(caller, new_id(), "Let me in")
        assert isinstance(theirs, NotFound)
        assert isinstance(none, NotFound)
        assert theirs.message == none.message


def test_a_visitor_does_not_write_in_another_visitors_chat(bens_chat: Chat, site: Site, say: Say) -> None:
    will = welcome_visitor(site, "W" * 43, Browser())
    assert isinstance(say(AsVisitor(will.organization_id, will.pk), bens_chat.pk, "Let me in"), NotFound)


@pytest.mark.parametrize("text", ["", "  \n\t ", "a\x00b", "half \ud83d of one", "x" * (LONGEST + 1)])
def test_a_text_that_cannot_be_kept_is_refused_by_its_field(
    bens_chat: Chat, as_vic: AsVisitor, say: Say, text: str
) -> None:
    answer = say(as_vic, bens_chat.pk, text)
    assert isinstance(answer, InvalidInput)
    assert answer.field == "text"


@pytest.mark.parametrize("letter", ["x", "é", "क", "😀"])
def test_the_longest_text_counts_code_points_and_comes_back_unchanged(
    bens_chat: Chat, as_vic: AsVisitor, say: Say, texts: Texts, letter: str
) -> None:
    assert isinstance(say(as_vic, bens_chat.pk, letter * LONGEST), StoredMessage)
    assert isinstance(say(as_vic, bens_chat.pk, letter * (LONGEST + 1)), InvalidInput)
    assert texts(bens_chat.pk)[-1] == letter * LONGEST


def test_a_refusal_concerns_its_own_message_only(bens_chat: Chat, as_vic: AsVisitor, as_cleo: AsOperator) -> None:
    before, empty, foreign, after = send_messages(
        [
            draft(as_vic, bens_chat.pk, "batch-01"),
            draft(as_vic, bens_chat.pk, "batch-02", ""),
            draft(as_cleo, bens_chat.pk, "batch-03"),
            draft(as_vic, bens_chat.pk, "batch-04"),
        ]
    )
    assert isinstance(empty, InvalidInput)
    assert isinstance(foreign, NotFound)
    assert positions([before, after]) == [3, 4]
