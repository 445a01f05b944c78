"""What this room knows about people."""

from parlour.lib.personal_data import Declaration, NotPersonal, personal

DECLARATIONS: tuple[Declaration, ...] = (
    *personal(
        "visitors.Contact", "name", "email", "fields", "external_id", subject="visitor",
        category="contact", purpose="Answer the visitor by name, and recognise them when their own site vouches for them.",
        basis="contract", retention="while_visiting", export="as_it_is",
        correction="by_the_person", erasure="delete_row",
    ),
    NotPersonal(
        model="visitors.Contact", fields=("id", "organization", "created_at"),
        why="It is about the row: which firm's it is and since when.",
    ),
    *personal(
        "visitors.Visitor", "browser", "system", "language", "short_address", subject="visitor",
        category="device", purpose="Help the operator with questions that depend on the device, and notice floods.",
        basis="legitimate_interest", retention="while_visiting", export="as_it_is",
        correction="by_doing_it_again", erasure="blank",
    ),
    *personal(
        "visitors.Visitor", "contact", "site", "created_at", subject="visitor", category="behaviour",
        purpose="Keep the visitor's chats together, under a name only when one was given.",
        basis="contract", retention="while_visiting", export="as_it_is",
        correction="never", erasure="cut_link",
    ),
    NotPersonal(
        model="visitors.Visitor", fields=("id", "organization"), why="A random number and the firm it belongs to."
    ),
    *personal(
        "visitors.VisitorKey", "visitor", "fingerprint", "created_at", "revoked_at", subject="visitor",
        category="credential",
        purpose="Recognise the visitor's browser when it comes back; the key itself is not kept.",
        basis="contract", retention="while_visiting", export="that_it_exists",
        correction="never", erasure="delete_row",
    ),
    NotPersonal(model="visitors.VisitorKey", fields=("id", "organization"), why="A row number and a firm."),
    *personal(
        "visitors.ConsentGiven", "visitor", "text", "policy_url", "version", "given_at", subject="visitor",
        category="behaviour", purpose="Be able to prove that the visitor agreed, and to what (GDPR article 7(1)).",
        basis="legal_obligation", retention="with_its_chat", export="as_it_is",
        correction="never", erasure="cut_link",
    ),
    NotPersonal(model="visitors.ConsentGiven", fields=("id", "organization"), why="A random number and a firm."),
)  # fmt: skip
