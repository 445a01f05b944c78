"""What this room knows about people."""

from parlour.lib.personal_data import (
    Basis,
    Category,
    Correction,
    Declaration,
    Erasure,
    Export,
    NotPersonal,
    Retention,
    Subject,
    personal,
)  # fmt: skip

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "chats.Entry", "text", "data", "author", "created_at", subject=Subject.VISITOR, category=Category.CONTENT,
        purpose="Keep what was said, so that both sides can read it again. Ended chats are also kept as words to search.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "chats.Entry", "operator", subject=Subject.OPERATOR, category=Category.BEHAVIOUR,
        purpose="Know who answered.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(
        model="chats.Entry", fields=("chat", "position", "organization", "kind", "client_id"),
        why="It is the entry's place in its chat, and the sender's random number for it.",
    ),
    *personal(
        "chats.Chat", "last_text", "rating_score", "rating_comment", subject=Subject.VISITOR, category=Category.CONTENT,
        purpose="Show the list of chats quickly, and learn how good the answers were.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.BY_THE_PERSON, erasure=Erasure.BLANK,
    ),
    *personal(
        "chats.Chat", "visitor", "site", "started_at", "ended_at", "ended_by", "last_at", "last_author",
        "is_left_message", "visitor_delivered", "visitor_read", subject=Subject.VISITOR, category=Category.BEHAVIOUR,
        purpose="Know whose chat it is, when it took place, and what has reached the visitor.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    *personal(
        "chats.Chat", "operator", "operator_delivered", "operator_read", subject=Subject.OPERATOR,
        category=Category.BEHAVIOUR, purpose="Know who answers, and show the visitor what was read.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(
        model="chats.Chat", fields=("id", "organization", "client_id", "state", "last_position"),
        why="Random numbers, and how far the chat has come.",
    ),
    *personal(
        "chats.ChatOperator", "operator", "chat", "joined_at", subject=Subject.OPERATOR, category=Category.BEHAVIOUR,
        purpose="Show who took part in a chat.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(model="chats.ChatOperator", fields=("id", "organization"), why="A row number and a firm."),
)  # fmt: skip
