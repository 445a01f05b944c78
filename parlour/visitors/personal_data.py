"""What the house knows about the people on a site: as little as the talk needs, and a name only if they gave one."""

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
        "visitors.Contact", "name", "external_id",
        subject=Subject.VISITOR, category=Category.IDENTITY,
        purpose="To call the visitor by the name they gave, and to know them again when they sign in on the site.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.BY_THE_PERSON, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "visitors.Contact", "email",
        subject=Subject.VISITOR, category=Category.CONTACT,
        purpose="To answer the visitor when they have left the site.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.BY_THE_PERSON, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "visitors.Contact", "fields",
        subject=Subject.VISITOR, category=Category.CONTENT,
        purpose="To give the operator the answers to the site's form.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.BY_THE_PERSON, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="visitors.Contact", fields=("id", "organization", "created_at"), why="A random number, and whose row it is.",
    ),
    *personal(
        "visitors.Visitor", "contact",
        subject=Subject.VISITOR, category=Category.IDENTITY,
        purpose="To join what a browser says to the person who gave their name in it.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.BY_THE_PERSON, erasure=Erasure.CUT_LINK,
    ),
    *personal(
        "visitors.Visitor", "browser", "system", "language",
        subject=Subject.VISITOR, category=Category.DEVICE,
        purpose="To help with what the visitor sees on their screen, in a language they read.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.BLANK,
    ),
    *personal(
        "visitors.Visitor", "short_address",
        subject=Subject.VISITOR, category=Category.DEVICE,
        purpose="To recognise misuse from one network; the address is cut to the network before it is stored.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.BLANK,
    ),
    *personal(
        "visitors.Visitor", "created_at",
        subject=Subject.VISITOR, category=Category.BEHAVIOUR,
        purpose="To know since when somebody is known, and so when they are to be forgotten.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.WHILE_VISITING,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="visitors.Visitor", fields=("id", "organization", "site"), why="A random number, and whose row it is.",
    ),
    *personal(
        "visitors.VisitorKey", "visitor", "fingerprint",
        subject=Subject.VISITOR, category=Category.CREDENTIAL,
        purpose="To know a browser again when it comes back to its chat; kept as a fingerprint.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_VISITING,
        export=Export.THAT_IT_EXISTS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="visitors.VisitorKey", fields=("id", "organization", "created_at", "revoked_at"),
        why="A running number, whose row it is, and from when to when the key opens something.",
    ),
    *personal(
        "visitors.ConsentGiven", "visitor", "given_at",
        subject=Subject.VISITOR, category=Category.BEHAVIOUR,
        purpose="To be able to show that the visitor agreed, and when: GDPR article 7(1).",
        basis=Basis.LEGAL_OBLIGATION, retention=Retention.WITH_ITS_CHAT,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="visitors.ConsentGiven", fields=("id", "organization", "text", "policy_url", "version"),
        why="The words that were put to everybody.",
    ),
)  # fmt: skip
