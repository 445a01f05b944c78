"""A chat begins, finds its operator, ends, is judged."""

from uuid import UUID

import msgspec
from django.db import connection, transaction

from parlour.chats.commands.messages import MessageDraft, send_messages
from parlour.chats.events import ChatEnded as ChatEndedEvent
from parlour.chats.events import ChatRated, ChatStarted, ChatTaken
from parlour.chats.models import Chat, ChatOperator, Entry
from parlour.chats.permissions import AsOperator, AsVisitor, Caller, may_see_chat, may_write_in_chat
from parlour.lib import clock, text
from parlour.lib.ids import outside
from parlour.lib.refusals import ChatEnded, ClientIdTaken, Conflict, NotAllowed, NotFound, Refusal
from parlour.operators import queries as operators
from parlour.operators.models import Operator
from parlour.protocol import limits
from parlour.protocol.commands import StartChat
from parlour.protocol.snapshots import Ended, Rated, Taken
from parlour.realtime.announce import announce
from parlour.visitors.commands import check_form, describe_visitor, record_consent
from parlour.visitors.models import Visitor
from parlour.visitors.queries import visitors


@transaction.atomic
def start_chat(visitor: Visitor, wanted: StartChat, *, is_anybody_there: bool) -> Chat:
    """Begin a chat with its first message; with nobody there, it is a message left for later.

    The same client_id gives the same chat again. Refuses a missing answer of the form, a missing consent, an empty text,
    and a second chat while one is open.
    """
    # Locked, so that two tabs that begin at once do not make two chats.
    Visitor.objects.select_for_update().get(pk=visitor.pk)
    repeated = Chat.objects.filter(visitor=visitor, client_id=wanted.client_id).first()
    if repeated is not None:
        said = Entry.objects.filter(chat=repeated, client_id=wanted.client_id).values_list("text", flat=True).first()
        if said is not None and said != text.checked(wanted.text, field="text", at_most=limits.MESSAGE_CHARACTERS):
            raise ClientIdTaken(field="client_id")
        return repeated
    if Chat.objects.filter(visitor=visitor).exclude(state=Chat.State.ENDED).exists():
        raise Conflict("A chat is open already. Go on there.")
    check_form(visitor.site, name=wanted.name, email=wanted.email, fields=wanted.fields)
    record_consent(visitor, wanted.consent_version)
    describe_visitor(visitor, name=wanted.name or None, email=wanted.email or None, fields=wanted.fields)
    chat = Chat.objects.create(
        organization=visitor.organization, site=visitor.site, visitor=visitor,
        client_id=wanted.client_id, is_left_message=not is_anybody_there,
    )  # fmt: skip
    caller = AsVisitor(visitor.organization_id, visitor.pk)
    (first,) = send_messages([MessageDraft(caller, chat.pk, wanted.client_id, wanted.text)])
    if isinstance(first, Refusal):
        raise first
    announce(ChatStarted(chat.organization_id, chat.pk, visitor.pk))
    return chat


@transaction.atomic
def take_chat(caller: AsOperator, chat_id: UUID) -> None:
    """Make a waiting chat the operator's own. Exactly one succeeds; the others are told who was quicker.

    The chat of somebody whose seat was taken away is anybody's again. Taking a chat that is one's own changes nothing.
    Refuses an ended chat.
    """
    chat = _locked(caller, chat_id)
    operator = operators.operators(chat.organization).filter(pk=caller.operator_id).first()
    if operator is None:
        raise NotAllowed("Your seat was taken away.")
    if chat.state == Chat.State.ENDED:
        raise ChatEnded
    if chat.operator_id == operator.pk:
        return
    owner = _owner(chat)
    if owner is not None:
        raise Conflict(f"{owner.name} was quicker: the chat is theirs.")
    face = operators.face(operator)
    entry = Taken(position=chat.last_position + 1, created_at=clock.now(), operator=face)
    chat.operator, chat.state, chat.last_position = operator, Chat.State.ACTIVE, entry.position
    chat.save(update_fields=["operator", "state", "last_position"])
    Entry.objects.create(
        chat=chat, position=entry.position, organization=chat.organization, kind=Entry.Kind.TAKEN,
        author="operator", operator=operator, data={"operator": msgspec.to_builtins(face)}, created_at=entry.created_at,
    )  # fmt: skip
    ChatOperator.objects.get_or_create(organization=chat.organization, chat=chat, operator=operator)
    announce(ChatTaken(chat.organization_id, chat.pk, entry))


@transaction.atomic
def end_chat(caller: Caller, chat_id: UUID) -> None:
    """End a chat and put its words where they are found again. Ending an ended chat changes nothing.

    Refuses an operator whose chat it is not, unless nobody has it.
    """
    chat = _locked(caller, chat_id)
    if chat.state == Chat.State.ENDED:
        return
    owner = _owner(chat)
    if not may_write_in_chat(caller, chat) and owner is not None:
        raise Conflict(f"This chat is {owner.name}'s.")
    is_visitor = isinstance(caller, AsVisitor)
    operator_id = None if isinstance(caller, AsVisitor) else caller.operator_id
    entry = Ended(
        position=chat.last_position + 1, created_at=clock.now(), by="visitor" if is_visitor else "operator",
        operator_id=outside("opr", operator_id) if operator_id else None,
    )  # fmt: skip
    chat.state, chat.last_position = Chat.State.ENDED, entry.position
    chat.ended_at, chat.ended_by = entry.created_at, entry.by
    chat.save(update_fields=["state", "last_position", "ended_at", "ended_by"])
    Entry.objects.create(
        chat=chat, position=entry.position, organization=chat.organization, kind=Entry.Kind.ENDED,
        author=entry.by, operator_id=operator_id, created_at=entry.created_at,
    )  # fmt: skip
    _archive_words(chat)
    announce(ChatEndedEvent(chat.organization_id, chat.pk, entry))


@transaction.atomic
def rate_chat(caller: AsVisitor, chat_id: UUID, *, score: int, comment: str) -> None:
    """Keep the visitor's judgement; a later one replaces it. Refuses a chat that nobody has answered in."""
    chat = _locked(caller, chat_id)
    comment = text.checked(comment, field="comment", at_most=limits.COMMENT_CHARACTERS).strip()
    if chat.operator_id is None:
        raise Conflict("Nobody has answered yet, so there is nothing to rate.")
    if (chat.rating_score, chat.rating_comment) == (score, comment):
        return
    entry = Rated(position=chat.last_position + 1, created_at=clock.now(), score=score, comment=comment)
    chat.rating_score, chat.rating_comment, chat.last_position = score, comment, entry.position
    chat.save(update_fields=["rating_score", "rating_comment", "last_position"])
    Entry.objects.create(
        chat=chat, position=entry.position, organization=chat.organization, kind=Entry.Kind.RATED,
        author="visitor", text=comment, data={"score": score}, created_at=entry.created_at,
    )  # fmt: skip
    announce(ChatRated(chat.organization_id, chat.pk, entry))


def _locked(caller: Caller, chat_id: UUID) -> Chat:
    # Locked before anything is decided: two operators may take the chat at once.
    chat = (
        Chat.objects.select_for_update(of=("self",))
        .select_related("organization", "operator")
        .filter(pk=chat_id, organization_id=caller.organization_id)
        .first()
    )
    if chat is None or not may_see_chat(caller, chat):
        raise NotFound
    return chat


def _owner(chat: Chat) -> Operator | None:
    """Return whose chat it is; a seat that was taken away owns nothing, or its chats would be nobody's to answer."""
    return chat.operator if chat.operator and chat.operator.deactivated_at is None else None


def _archive_words(chat: Chat) -> None:
    """Write the chat's words into the index of the archive: once, at its end, so that no message pays for it."""
    said = Entry.objects.filter(chat=chat, kind=Entry.Kind.MESSAGE).order_by("position").values_list("text", flat=True)
    visitor = visitors(chat.organization).get(pk=chat.visitor_id)
    named = [visitor.contact.name, visitor.contact.email] if visitor.contact else []
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO chats_archived_words (organization, chat, words) VALUES (%s, %s, %s)",
            [chat.organization_id.hex, chat.pk.hex, "\n".join([*named, *said])],
        )
