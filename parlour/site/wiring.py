"""Who hears of what: the one table of events and their subscribers."""

from parlour.accounts.events import AccountClosed, SessionEnded
from parlour.chats.events import ChatEnded, ChatRated, ChatStarted, ChatTaken, MarksMoved, MessageSent
from parlour.delivery import subscribers as delivery
from parlour.delivery.events import MailQueued
from parlour.gateway import subscribers as gateway
from parlour.operators.events import OperatorChanged, OperatorRemoved
from parlour.organizations.events import SiteChanged
from parlour.realtime.announce import Subscriber, wire
from parlour.visitors.events import VisitorDescribed, VisitorKeyRevoked

TABLE: dict[type, tuple[Subscriber, ...]] = {
    ChatStarted: (gateway.refresh_row,),
    MessageSent: (gateway.deliver_entry, gateway.refresh_row),
    ChatTaken: (gateway.deliver_entry, gateway.refresh_row),
    ChatEnded: (gateway.deliver_entry, gateway.refresh_row),
    ChatRated: (gateway.deliver_entry,),
    MarksMoved: (gateway.deliver_marks, gateway.refresh_unread),
    VisitorDescribed: (gateway.show_visitor,),
    VisitorKeyRevoked: (gateway.end_visitor_key,),
    OperatorChanged: (gateway.show_operator,),
    OperatorRemoved: (gateway.remove_operator,),
    SessionEnded: (gateway.end_session,),
    AccountClosed: (gateway.end_account,),
    SiteChanged: (),
    MailQueued: (delivery.wake_postman,),
}


def connect() -> None:
    """Wire the house; called once when Django is ready."""
    wire(TABLE)
