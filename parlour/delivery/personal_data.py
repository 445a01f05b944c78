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
        "delivery.OutgoingMail", "recipient", "subject", "text", subject=Subject.ACCOUNT, category=Category.CONTACT,
        purpose="Bring a mail to the person; its words are removed as soon as it is sent.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED, export=Export.AS_IT_IS,
        correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="delivery.OutgoingMail",
        fields=("id", "organization", "created_at", "attempts", "next_attempt_at", "sent_at"),
        why="It is about the sending: when it was tried and whether it worked.",
    ),
)  # fmt: skip
