"""What this room knows about people."""

from parlour.lib.personal_data import Declaration, NotPersonal, personal

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "chats.Entry", "text", "data", "author", "created_at", subject="visitor", category="content",
        purpose="Keep what was said, so that both sides can read it again. Ended chats are also kept as words to search.",
        basis="contract", retention="with_its_chat", export="as_it_is",
        correction="never", erasure="delete_row",
    ),
    *personal(
        "chats.Entry", "operator", subject="operator", category="behaviour",
        purpose="Know who answered.",
        basis="contract", retention="with_its_chat", export="as_it_is",
        correction="never", erasure="cut_link",
    ),
    NotPersonal(
        model="chats.Entry", fields=("chat", "position", "organization", "kind", "client_id"),
        why="It is the entry's place in its chat, and the sender's random number for it.",
    ),
    *personal(
        "chats.Chat", "last_text", "rating_score", "rating_comment", subject="visitor", category="content",
        purpose="Show the list of chats quickly, and learn how good the answers were.",
        basis="contract", retention="with_its_chat", export="as_it_is",
        correction="by_the_person", erasure="blank",
    ),
    *personal(
        "chats.Chat", "visitor", "site", "started_at", "ended_at", "ended_by", "last_at", "last_author",
        "is_left_message", "visitor_delivered", "visitor_read", subject="visitor", category="behaviour",
        purpose="Know whose chat it is, when it took place, and what has reached the visitor.",
        basis="contract", retention="with_its_chat", export="as_it_is",
        correction="never", erasure="cut_link",
    ),
    *personal(
        "chats.Chat", "operator", "operator_delivered", "operator_read", subject="operator",
        category="behaviour", purpose="Know who answers, and show the visitor what was read.",
        basis="contract", retention="with_its_chat", export="as_it_is",
        correction="never", erasure="cut_link",
    ),
    NotPersonal(
        model="chats.Chat", fields=("id", "organization", "client_id", "state", "last_position"),
        why="Random numbers, and how far the chat has come.",
    ),
    *personal(
        "chats.ChatOperator", "operator", "chat", "joined_at", subject="operator", category="behaviour",
        purpose="Show who took part in a chat.",
        basis="contract", retention="with_its_chat", export="as_it_is",
        correction="never", erasure="cut_link",
    ),
    NotPersonal(model="chats.ChatOperator", fields=("id", "organization"), why="A row number and a firm."),
)  # fmt: skip
