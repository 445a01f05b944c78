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
        "visitors.Contact", "name", "email", "fields", "external_id", subject=Subject.VISITOR,
        category=Category.CONTACT, purpose="Answer the visitor by name, and recognise them when their own site vouches for them.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING, export=Export.AS_IT_IS,
        correction=Correction.BY_THE_PERSON, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="visitors.Contact", fields=("id", "organization", "created_at"),
        why="It is about the row: which firm's it is and since when.",
    ),
    *personal(
        "visitors.Visitor", "browser", "system", "language", "short_address", subject=Subject.VISITOR,
        category=Category.DEVICE, purpose="Help the operator with questions that depend on the device, and notice floods.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.WHILE_VISITING, export=Export.AS_IT_IS,
        correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.BLANK,
    ),
    *personal(
        "visitors.Visitor", "contact", "site", "created_at", subject=Subject.VISITOR, category=Category.BEHAVIOUR,
        purpose="Keep the visitor's chats together, under a name only when one was given.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(
        model="visitors.Visitor", fields=("id", "organization"), why="A random number and the firm it belongs to."
    ),
    *personal(
        "visitors.VisitorKey", "visitor", "fingerprint", "created_at", "revoked_at", subject=Subject.VISITOR,
        category=Category.CREDENTIAL,
        purpose="Recognise the visitor's browser when it comes back; the key itself is not kept.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING, export=Export.THAT_IT_EXISTS,
        correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(model="visitors.VisitorKey", fields=("id", "organization"), why="A row number and a firm."),
    *personal(
        "visitors.ConsentGiven", "visitor", "text", "policy_url", "version", "given_at", subject=Subject.VISITOR,
        category=Category.BEHAVIOUR, purpose="Be able to prove that the visitor agreed, and to what (GDPR article 7(1)).",
        basis=Basis.LEGAL_OBLIGATION, retention=Retention.WITH_ITS_CHAT, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.CUT_LINK,
    ),
    NotPersonal(model="visitors.ConsentGiven", fields=("id", "organization"), why="A random number and a firm."),
)  # fmt: skip
