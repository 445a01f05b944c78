"""What a mail knows about the person it goes to, until it is gone."""

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
        "delivery.OutgoingMail", "recipient",
        subject=Subject.ACCOUNT, category=Category.CONTACT,
        purpose="To send the mail that somebody asked for.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED,
        export=Export.AS_IT_IS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "delivery.OutgoingMail", "subject", "text",
        subject=Subject.ACCOUNT, category=Category.CONTENT,
        purpose="To send the mail that somebody asked for; emptied once it is sent.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED,
        export=Export.AS_IT_IS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="delivery.OutgoingMail",
        fields=("id", "organization", "created_at", "attempts", "next_attempt_at", "sent_at"),
        why="How far the sending has come.",
    ),
)  # fmt: skip
