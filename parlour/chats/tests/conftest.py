"""Short ways to say and to read something in the tests of chats."""

from collections.abc import Callable
from uuid import UUID

import pytest

from parlour.chats.commands import MessageDraft, StoredMessage, send_messages
from parlour.chats.models import Entry
from parlour.chats.permissions import Caller
from parlour.lib.ids import new_id
from parlour.lib.refusals import Refusal

Say = Callable[[Caller, UUID, str], StoredMessage | Refusal]
Texts = Callable[[UUID], list[str]]


@pytest.fixture
def say() -> Say:
    """Send one message by itself, with a client_id of its own."""

    def say(caller: Caller, chat_id: UUID, text: str) -> StoredMessage | Refusal:
        (answer,) = send_messages([MessageDraft(caller, chat_id, new_id().hex, text)])
        return answer

    return say


@pytest.fixture
def texts() -> Texts:
    """Read a chat's messages in order."""

    def texts(chat_id: UUID) -> list[str]:
        messages = Entry.objects.filter(chat_id=chat_id, kind=Entry.Kind.MESSAGE)
        return list(messages.order_by("position").values_list("text", flat=True))

    return texts
