"""A chat at one moment, as one of its sides may see it."""

from uuid import UUID

from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor, Caller, may_see_chat
from parlour.lib.ids import outside
from parlour.lib.refusals import NotFound
from parlour.operators.models import Operator
from parlour.operators.queries import face
from parlour.protocol import snapshots
from parlour.realtime.presence import presence
from parlour.visitors.models import Visitor


def chat_for(caller: Caller, chat_id: UUID) -> snapshots.Chat:
    """Return the chat as the caller may see it. Refuses a chat that is not theirs as one that does not exist."""
    chat = (
        Chat.objects.select_related("visitor__contact")
        .filter(pk=chat_id, organization_id=caller.organization_id)
        .first()
    )
    if chat is None or not may_see_chat(caller, chat):
        raise NotFound
    return _snapshot(chat, with_visitor=isinstance(caller, AsOperator))


def newest_chat_of(caller: AsVisitor) -> snapshots.Chat | None:
    """Return the visitor's open chat, or their newest one, or None.

    An open one goes first: after a merge it may be older than one that has ended, and a second cannot be begun.
    """
    chats = Chat.objects.filter(organization_id=caller.organization_id, visitor_id=caller.visitor_id)
    newest_first = chats.order_by("-started_at", "-pk")
    chat = newest_first.exclude(state=Chat.State.ENDED).first() or newest_first.first()
    return _snapshot(chat, with_visitor=False) if chat else None


def visitor_card(visitor: Visitor) -> snapshots.VisitorCard:
    """Return the visitor as operators see one, with what is open on their side now."""
    contact = visitor.contact
    return snapshots.VisitorCard(
        id=outside("vis", visitor.pk),
        name=contact.name if contact else "",
        email=contact.email if contact else "",
        fields=contact.fields if contact else {},
        is_verified=bool(contact and contact.external_id),
        is_online=presence.is_here(visitor.pk),
        page=presence.page(visitor.pk),
        browser=visitor.browser,
        system=visitor.system,
        language=visitor.language,
        short_address=visitor.short_address,
        chats_count=Chat.objects.filter(visitor=visitor).count(),
    )


def marks_of(chat: Chat) -> snapshots.Marks:
    """Return how far both sides have come."""
    return snapshots.Marks(
        visitor_delivered=chat.visitor_delivered,
        visitor_read=chat.visitor_read,
        operator_delivered=chat.operator_delivered,
        operator_read=chat.operator_read,
    )


def _snapshot(chat: Chat, *, with_visitor: bool) -> snapshots.Chat:
    took_part = Operator.objects.filter(participations__chat=chat).order_by("participations__joined_at", "pk")
    return snapshots.Chat(
        id=outside("cht", chat.pk),
        site_id=outside("sit", chat.site_id),
        state=chat.state,  # type: ignore[arg-type]  # the column holds only the three states
        started_at=chat.started_at,
        last_position=chat.last_position,
        last_text=chat.last_text,
        last_author=chat.last_author,  # type: ignore[arg-type]
        last_at=chat.last_at if chat.last_author else None,
        operator_id=outside("opr", chat.operator_id) if chat.operator_id else None,
        operators=tuple(face(operator) for operator in took_part),
        is_left_message=chat.is_left_message,
        ended_at=chat.ended_at,
        ended_by=chat.ended_by,  # type: ignore[arg-type]
        rating=snapshots.Rating(chat.rating_score, chat.rating_comment) if chat.rating_score else None,
        marks=marks_of(chat),
        visitor=visitor_card(chat.visitor) if with_visitor else None,
    )
