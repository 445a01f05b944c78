"""How far each side has come: marks that only grow, written for many chats at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from parlour.chats.events import MarksMoved
from parlour.chats.models import Chat
from parlour.chats.permissions import AsVisitor, Caller, may_see_chat, may_write_in_chat
from parlour.chats.queries.snapshots import marks_of
from parlour.protocol.advance import merge
from parlour.protocol.snapshots import Marks
from parlour.realtime.announce import announce


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """What one side has received and read of a chat, as its client says."""

    caller: Caller
    chat_id: UUID
    delivered: int
    read: int


@transaction.atomic
def mark_chats(drafts: Sequence[MarkDraft]) -> None:
    """Move the marks forward, never past the newest entry and never back.

    A mark on a chat that is not the caller's, or that a supervisor only looks at, changes nothing and says nothing.
    """
    by_chat: dict[UUID, list[MarkDraft]] = defaultdict(list)
    for draft in drafts:
        by_chat[draft.chat_id].append(draft)
    chats = Chat.objects.select_for_update().filter(pk__in=by_chat).order_by("pk")
    for chat in chats:
        before = marks_of(chat)
        after = before
        for draft in by_chat[chat.pk]:
            if may_see_chat(draft.caller, chat) and may_write_in_chat(draft.caller, chat):
                after = merge(after, _claimed(draft, chat.last_position))
        if after == before:
            continue
        chat.visitor_delivered, chat.visitor_read = after.visitor_delivered, after.visitor_read
        chat.operator_delivered, chat.operator_read = after.operator_delivered, after.operator_read
        chat.save(update_fields=["visitor_delivered", "visitor_read", "operator_delivered", "operator_read"])
        announce(
            MarksMoved(
                chat.organization_id, chat.pk, after, is_unread_changed=after.operator_read != before.operator_read
            )
        )


def _claimed(draft: MarkDraft, last_position: int) -> Marks:
    read = min(draft.read, last_position)
    # What was read was delivered.
    delivered = max(read, min(draft.delivered, last_position))
    if isinstance(draft.caller, AsVisitor):
        return Marks(visitor_delivered=delivered, visitor_read=read)
    return Marks(operator_delivered=delivered, operator_read=read)
