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
        "operators.Operator", "name", "job_title", "motto", "photo_name", subject=Subject.OPERATOR,
        category=Category.IDENTITY, purpose="Show visitors and colleagues who answers.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_EMPLOYED, export=Export.AS_IT_IS,
        correction=Correction.BY_THE_PERSON, erasure=Erasure.ANONYMISE,
    ),
    *personal(
        "operators.Operator", "account", "organization", "role", "accepts_chats", "created_at", "deactivated_at",
        subject=Subject.OPERATOR, category=Category.BEHAVIOUR,
        purpose="Know who holds a seat, what it allows, and whether new chats may come.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_EMPLOYED, export=Export.AS_IT_IS,
        correction=Correction.BY_AN_OPERATOR, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(model="operators.Operator", fields=("id",), why="A random number says nothing by itself."),
    *personal(
        "operators.Invitation", "email", "name", subject=Subject.OPERATOR, category=Category.CONTACT,
        purpose="Offer the person a seat, by one mail.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.UNTIL_USED, export=Export.AS_IT_IS,
        correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "operators.Invitation", "token_fingerprint", subject=Subject.OPERATOR, category=Category.CREDENTIAL,
        purpose="Recognise the invitation's link; the link itself is not kept.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.UNTIL_USED, export=Export.THAT_IT_EXISTS,
        correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="operators.Invitation",
        fields=("id", "organization", "role", "created_at", "expires_at", "accepted_at", "revoked_at"),
        why="It is about the offer: what it gives and how long it stands.",
    ),
)  # fmt: skip
