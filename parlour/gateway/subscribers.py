"""What the realtime door does when something has happened; called after the commit, from any thread."""

from uuid import UUID

from parlour.accounts.events import AccountClosed, SessionEnded
from parlour.chats.events import ChatEnded, ChatRated, ChatStarted, ChatTaken, MarksMoved, MessageSent
from parlour.chats.models import Chat
from parlour.chats.queries import visitor_card
from parlour.gateway import topics
from parlour.gateway.running import running
from parlour.lib.ids import outside
from parlour.operators.events import OperatorChanged, OperatorRemoved
from parlour.organizations.models import Organization
from parlour.protocol.events import ColleagueRemoved, EntryAdded, Goodbye, Marked, VisitorChanged
from parlour.realtime.hub import hub
from parlour.visitors.events import VisitorDescribed, VisitorKeyRevoked
from parlour.visitors.queries import visitor

_SIGNED_OUT = Goodbye("signed_out", "You are signed out.")


def deliver_entry(event: MessageSent | ChatTaken | ChatEnded | ChatRated) -> None:
    """Bring a new entry to everybody who has the chat open."""
    hub.publish(topics.chat(event.chat_id), EntryAdded(outside("cht", event.chat_id), event.entry), origin=event.origin)


def deliver_marks(event: MarksMoved) -> None:
    """Bring new marks to everybody who has the chat open."""
    hub.publish(topics.chat(event.chat_id), Marked(outside("cht", event.chat_id), event.marks))


def refresh_row(event: MessageSent | ChatTaken | ChatEnded | ChatStarted) -> None:
    """Renew the chat's line in the list."""
    _changed(event.organization_id, event.chat_id)


def refresh_unread(event: MarksMoved) -> None:
    """Renew the chat's line when its count of unread messages is another."""
    if event.is_unread_changed:
        _changed(event.organization_id, event.chat_id)


def show_visitor(event: VisitorDescribed) -> None:
    """Show operators who have one of the visitor's open chats what is known of them now."""
    card = None
    for chat_id in (
        Chat.objects.filter(visitor_id=event.visitor_id, organization_id=event.organization_id)
        .exclude(state=Chat.State.ENDED)
        .values_list("pk", flat=True)
    ):
        card = card or visitor_card(visitor(Organization(pk=event.organization_id), event.visitor_id))
        hub.publish(topics.chat_operators(chat_id), VisitorChanged(outside("cht", chat_id), card))
        _changed(event.organization_id, chat_id)


def show_operator(event: OperatorChanged) -> None:
    """Show colleagues and visitors how the operator is now."""
    if gateway := running():
        gateway.availability.changed(event.organization_id, event.operator_id)


def remove_operator(event: OperatorRemoved) -> None:
    """End every connection of the seat at once, and take it from the colleagues' lists."""
    hub.publish(topics.seat(event.operator_id), Goodbye("seat_removed", "Your seat was taken away."))
    hub.publish(topics.operators(event.organization_id), ColleagueRemoved(outside("opr", event.operator_id)))
    if gateway := running():
        gateway.availability.changed(event.organization_id, event.operator_id)


def end_session(event: SessionEnded) -> None:
    """End every connection that the session opened."""
    hub.publish(topics.sign_in(event.session_fingerprint), _SIGNED_OUT)


def end_account(event: AccountClosed) -> None:
    """End every connection of the person."""
    hub.publish(topics.account(event.account_id), _SIGNED_OUT)


def end_visitor_key(event: VisitorKeyRevoked) -> None:
    """End what is open through the old key; a browser that has a new one comes back with it."""
    goodbye = _SIGNED_OUT
    if event.is_replaced:
        goodbye = Goodbye("key_replaced", "This window is signed in anew.", reconnect_after_seconds=1.0)
    hub.publish(topics.visitor_key(event.fingerprint), goodbye)


def _changed(organization_id: UUID, chat_id: UUID) -> None:
    if gateway := running():
        gateway.rows.changed(organization_id, chat_id)
