"""Names of topics: what can be followed, and by whom."""

from uuid import UUID


def chat(chat_id: UUID) -> str:
    """Entries, marks and typing of a chat, for both sides."""
    return f"chat:{chat_id.hex}"


def chat_operators(chat_id: UUID) -> str:
    """What only operators learn of a chat: who the visitor is and where."""
    return f"chat-operators:{chat_id.hex}"


def operators(organization_id: UUID) -> str:
    """Lines of the list and news of colleagues."""
    return f"operators:{organization_id.hex}"


def visitors(organization_id: UUID) -> str:
    """Whether somebody is there to answer."""
    return f"visitors:{organization_id.hex}"


def seat(operator_id: UUID) -> str:
    """Orders to every connection of an operator."""
    return f"seat:{operator_id.hex}"


def sign_in(session_fingerprint: str) -> str:
    """Orders to every connection opened by a signed-in session."""
    return f"sign-in:{session_fingerprint}"


def account(account_id: UUID) -> str:
    """Orders to every connection of a person."""
    return f"account:{account_id.hex}"


def visitor_key(fingerprint: str) -> str:
    """Orders to every connection opened by a browser's key."""
    return f"visitor-key:{fingerprint}"
