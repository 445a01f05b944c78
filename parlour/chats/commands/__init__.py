"""Writes of chats. Each takes the caller who asks and refuses what they may not do."""

from parlour.chats.commands.identity import identify_visitor
from parlour.chats.commands.lifecycle import end_chat, rate_chat, start_chat, take_chat
from parlour.chats.commands.marks import MarkDraft, mark_chats
from parlour.chats.commands.messages import MessageDraft, StoredMessage, send_messages

__all__ = [
    "MarkDraft", "MessageDraft", "StoredMessage", "end_chat", "identify_visitor", "mark_chats",
    "rate_chat", "send_messages", "start_chat", "take_chat",
]  # fmt: skip
