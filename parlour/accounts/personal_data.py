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
        "accounts.Account", "email", "name", subject=Subject.ACCOUNT, category=Category.CONTACT,
        purpose="Let the person sign in, and write to them about their own account.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_SIGNED_UP, export=Export.AS_IT_IS,
        correction=Correction.BY_THE_PERSON, erasure=Erasure.ANONYMISE,
    ),
    *personal(
        "accounts.Account", "password", subject=Subject.ACCOUNT, category=Category.CREDENTIAL,
        purpose="Check that it is the person who signs in; kept as an argon2 hash.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_SIGNED_UP, export=Export.THAT_IT_EXISTS,
        correction=Correction.BY_THE_PERSON, erasure=Erasure.BLANK,
    ),
    *personal(
        "accounts.Account", "last_login", "created_at", subject=Subject.ACCOUNT, category=Category.BEHAVIOUR,
        purpose="Show the person when the account was used, so that misuse is noticed.",
        basis=Basis.LEGITIMATE_INTEREST, retention=Retention.WHILE_SIGNED_UP, export=Export.AS_IT_IS,
        correction=Correction.NEVER, erasure=Erasure.BLANK,
    ),
    NotPersonal(
        model="accounts.Account", fields=("id", "is_active"), why="A random number and a switch say nothing by themselves."
    ),
    *personal(
        "account.EmailAddress", "email", "user", "verified", "primary", subject=Subject.ACCOUNT, category=Category.CONTACT,
        purpose="Know which addresses of the account were proven to be the person's.",
        basis=Basis.CONTRACT, retention=Retention.WHILE_SIGNED_UP, export=Export.AS_IT_IS,
        correction=Correction.BY_THE_PERSON, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(model="account.EmailAddress", fields=("id",), why="A row number says nothing by itself."),
    *personal(
        "account.EmailConfirmation", "email_address", "created", "sent", "key", subject=Subject.ACCOUNT,
        category=Category.CREDENTIAL, purpose="Let the person prove that an address is theirs.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED, export=Export.THAT_IT_EXISTS,
        correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
    NotPersonal(model="account.EmailConfirmation", fields=("id",), why="A row number says nothing by itself."),
    *personal(
        "sessions.Session", "session_key", "session_data", "expire_date", subject=Subject.ACCOUNT,
        category=Category.CREDENTIAL, purpose="Keep the person signed in between two requests.",
        basis=Basis.CONTRACT, retention=Retention.UNTIL_USED, export=Export.THAT_IT_EXISTS,
        correction=Correction.BY_DOING_IT_AGAIN, erasure=Erasure.DELETE_ROW,
    ),
)  # fmt: skip
