"""What this room knows about people."""

from parlour.lib.personal_data import Declaration, NotPersonal, personal

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "operators.Operator", "name", "job_title", "motto", "photo_name", subject="operator",
        category="identity", purpose="Show visitors and colleagues who answers.",
        basis="contract", retention="while_employed", export="as_it_is",
        correction="by_the_person", erasure="anonymise",
    ),
    *personal(
        "operators.Operator", "account", "organization", "role", "accepts_chats", "created_at", "deactivated_at",
        subject="operator", category="behaviour",
        purpose="Know who holds a seat, what it allows, and whether new chats may come.",
        basis="contract", retention="while_employed", export="as_it_is",
        correction="by_an_operator", erasure="cut_link",
    ),
    NotPersonal(model="operators.Operator", fields=("id",), why="A random number says nothing by itself."),
    *personal(
        "operators.Invitation", "email", "name", subject="operator", category="contact",
        purpose="Offer the person a seat, by one mail.",
        basis="legitimate_interest", retention="until_used", export="as_it_is",
        correction="by_doing_it_again", erasure="delete_row",
    ),
    *personal(
        "operators.Invitation", "token_fingerprint", subject="operator", category="credential",
        purpose="Recognise the invitation's link; the link itself is not kept.",
        basis="legitimate_interest", retention="until_used", export="that_it_exists",
        correction="never", erasure="delete_row",
    ),
    NotPersonal(
        model="operators.Invitation",
        fields=("id", "organization", "role", "created_at", "expires_at", "accepted_at", "revoked_at"),
        why="It is about the offer: what it gives and how long it stands.",
    ),
)  # fmt: skip
