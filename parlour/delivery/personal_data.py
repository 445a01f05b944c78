"""What this room knows about people."""

from parlour.lib.personal_data import Declaration, NotPersonal, personal

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "delivery.OutgoingMail", "recipient", "subject", "text", subject="account", category="contact",
        purpose="Bring a mail to the person; its words are removed as soon as it is sent.",
        basis="contract", retention="until_used", export="as_it_is",
        correction="by_doing_it_again", erasure="delete_row",
    ),
    NotPersonal(
        model="delivery.OutgoingMail",
        fields=("id", "organization", "created_at", "attempts", "next_attempt_at", "sent_at"),
        why="It is about the sending: when it was tried and whether it worked.",
    ),
)  # fmt: skip
