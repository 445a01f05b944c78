"""What this room knows about people."""

from parlour.lib.personal_data import Declaration, NotPersonal, personal

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "accounts.Account", "email", "name", subject="account", category="contact",
        purpose="Let the person sign in, and write to them about their own account.",
        basis="contract", retention="while_signed_up", export="as_it_is",
        correction="by_the_person", erasure="anonymise",
    ),
    *personal(
        "accounts.Account", "password", subject="account", category="credential",
        purpose="Check that it is the person who signs in; kept as an argon2 hash.",
        basis="contract", retention="while_signed_up", export="that_it_exists",
        correction="by_the_person", erasure="blank",
    ),
    *personal(
        "accounts.Account", "last_login", "created_at", subject="account", category="behaviour",
        purpose="Show the person when the account was used, so that misuse is noticed.",
        basis="legitimate_interest", retention="while_signed_up", export="as_it_is",
        correction="never", erasure="blank",
    ),
    NotPersonal(
        model="accounts.Account", fields=("id", "is_active"), why="A random number and a switch say nothing by themselves."
    ),
    *personal(
        "account.EmailAddress", "email", "user", "verified", "primary", subject="account", category="contact",
        purpose="Know which addresses of the account were proven to be the person's.",
        basis="contract", retention="while_signed_up", export="as_it_is",
        correction="by_the_person", erasure="delete_row",
    ),
    NotPersonal(model="account.EmailAddress", fields=("id",), why="A row number says nothing by itself."),
    *personal(
        "account.EmailConfirmation", "email_address", "created", "sent", "key", subject="account",
        category="credential", purpose="Let the person prove that an address is theirs.",
        basis="contract", retention="until_used", export="that_it_exists",
        correction="by_doing_it_again", erasure="delete_row",
    ),
    NotPersonal(model="account.EmailConfirmation", fields=("id",), why="A row number says nothing by itself."),
    *personal(
        "sessions.Session", "session_key", "session_data", "expire_date", subject="account",
        category="credential", purpose="Keep the person signed in between two requests.",
        basis="contract", retention="until_used", export="that_it_exists",
        correction="by_doing_it_again", erasure="delete_row",
    ),
)  # fmt: skip
