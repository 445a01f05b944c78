"""What the house knows about the people who answer, and about those who are invited to."""

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
        "operators.Operator", "name", "job_title", "motto", "photo_name",
        subject=Subject.OPERATOR, category=Category.IDENTITY,
        purpose="To show a visitor whom they are talking to.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_EMPLOYED,
        export=Export.AS_IT_IS, correction=Correction.BY_THE_PERSON, erasure=Erasure.ANONYMISE,
    ),
    *personal(
        "operators.Operator", "account",
        subject=Subject.OPERATOR, category=Category.IDENTITY,
        purpose="To know which login holds the seat.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_EMPLOYED,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    *personal(
        "operators.Operator", "role", "accepts_chats", "created_at", "deactivated_at",
        subject=Subject.OPERATOR, category=Category.BEHAVIOUR,
        purpose="To know what the seat may do, whether chats come to it, and from when to when it was held.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_EMPLOYED,
        export=Export.AS_IT_IS, correction=Correction.BY_AN_OPERATOR, erasure=Erasure.ANONYMISE,
    ),
    NotPersonal(
        model="operators.Operator", fields=("id", "organization"), why="A random number, and the firm the seat is in.",
    ),
    *personal(
        "operators.Invitation", "email", "name", "role",
        subject=Subject.OPERATOR, category=Category.CONTACT,
        purpose="To offer a seat to the person it is meant for, and to nobody else.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.UNTIL_USED,
        export=Export.AS_IT_IS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "operators.Invitation", "token_fingerprint",
        subject=Subject.OPERATOR, category=Category.CREDENTIAL,
        purpose="To know the link again when it is opened; kept as a fingerprint.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.UNTIL_USED,
        export=Export.THAT_IT_EXISTS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="operators.Invitation",
        fields=("id", "organization", "created_at", "expires_at", "accepted_at", "revoked_at"),
        why="What became of the offer, and when.",
    ),
)  # fmt: skip
