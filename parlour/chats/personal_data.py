"""What was said, by whom and when. The words belong to the visitor's side of the talk and to the operator's alike."""

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
)

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "chats.Chat", "visitor",
        subject=Subject.VISITOR, category=Category.IDENTITY,
        purpose="To know whose chat it is.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "chats.Chat", "last_text", "rating_score", "rating_comment",
        subject=Subject.VISITOR, category=Category.CONTENT,
        purpose="To show the chat in a list, and to learn how well it was answered.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "chats.Chat", "visitor_delivered", "visitor_read", "started_at", "ended_at", "ended_by", "last_author", "last_at",
        subject=Subject.VISITOR, category=Category.BEHAVIOUR,
        purpose="To show both sides what has arrived and what was read, and how long the chat went on.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "chats.Chat", "operator", "operator_delivered", "operator_read",
        subject=Subject.OPERATOR, category=Category.BEHAVIOUR,
        purpose="To know who answers, and to show the visitor that they were read.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(
        model="chats.Chat",
        fields=("id", "organization", "site", "client_id", "state", "is_left_message", "last_position"),
        why="Random numbers, counters, and how far the chat has come.",
    ),
    *personal(
        "chats.Entry", "text", "data",
        subject=Subject.VISITOR, category=Category.CONTENT,
        purpose="To carry what one side says to the other, and to find it again.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "chats.Entry", "author", "created_at",
        subject=Subject.VISITOR, category=Category.BEHAVIOUR,
        purpose="To show which side said it, and when.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "chats.Entry", "operator",
        subject=Subject.OPERATOR, category=Category.IDENTITY,
        purpose="To show the visitor who said it.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(
        model="chats.Entry", fields=("chat", "position", "organization", "kind", "client_id"),
        why="Where in which chat it stands, and what kind of thing happened.",
    ),
    *personal(
        "chats.ChatOperator", "operator", "joined_at",
        subject=Subject.OPERATOR, category=Category.BEHAVIOUR,
        purpose="To show the visitor the faces of everybody who took part.",
        basis=Basis.CONTRACT, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(model="chats.ChatOperator", fields=("id", "organization", "chat"), why="A running number, and which chat."),
)  # fmt: skip
