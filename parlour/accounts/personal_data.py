"""What the house knows about a person who can sign in. The rows of the sign-in library are answered for here as well."""

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
        "accounts.Account", "email", "name",
        subject=Subject.ACCOUNT, category=Category.IDENTITY,
        purpose="To tell who signs in, and to write to them about their login.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_SIGNED_UP,
        export=Export.AS_IT_IS, correction=Correction.BY_AN_OPERATOR, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "accounts.Account", "password",
        subject=Subject.ACCOUNT, category=Category.CREDENTIAL,
        purpose="To check that the person signing in is the one who signed up; kept as an Argon2 hash.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_SIGNED_UP,
        export=Export.THAT_IT_EXISTS, correction=Correction.BY_THE_PERSON, erasure=Erasure.DELETE_ROW,
    ),
    *personal(
        "accounts.Account", "last_login", "created_at",
        subject=Subject.ACCOUNT, category=Category.BEHAVIOUR,
        purpose="To notice a login that somebody else uses.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.WHILE_SIGNED_UP,
        export=Export.AS_IT_IS, correction=Correction.NEVER, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(model="accounts.Account", fields=("id", "is_active"), why="A random number, and whether the login works."),
    *personal(
        "account.EmailAddress", "user", "email",
        subject=Subject.ACCOUNT, category=Category.CONTACT,
        purpose="To know which address of the person was shown to be theirs.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_SIGNED_UP,
        export=Export.AS_IT_IS, correction=Correction.BY_AN_OPERATOR, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="account.EmailAddress", fields=("id", "verified", "primary"),
        why="A running number and two marks that say nothing without the address.",
    ),
    *personal(
        "account.EmailConfirmation", "email_address", "key",
        subject=Subject.ACCOUNT, category=Category.CREDENTIAL,
        purpose="To let the person show that an address is theirs.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED,
        export=Export.THAT_IT_EXISTS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(
        model="account.EmailConfirmation", fields=("id", "created", "sent"),
        why="A running number and two moments that say nothing without the address.",
    ),
    *personal(
        "sessions.Session", "session_key", "session_data",
        subject=Subject.ACCOUNT, category=Category.CREDENTIAL,
        purpose="To know a signed-in browser again at its next request.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED,
        export=Export.THAT_IT_EXISTS, correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(model="sessions.Session", fields=("expire_date",), why="When the session is over, whoever's it is."),
)  # fmt: skip
