"""What this room knows about people: nothing, for a firm and its websites are not persons."""

from parlour.lib.personal_data import Declaration, NotPersonal

DECLARATIONS: tuple[Declaration, ...] = (
    NotPersonal(
        model="organizations.Organization", fields=("id", "name", "created_at"),
        why="It is about a firm; its people have accounts and seats, which are declared there.",
    ),
    NotPersonal(
        model="organizations.Site",
        fields=(
            "id", "organization", "public_key", "name", "allowed_origins", "color", "position", "greeting",
            "offline_greeting", "form", "consent", "is_preview_on", "identity_secret", "created_at",
        ),
        why="It is about a website: its look, its questions, its keys.",
    ),
)  # fmt: skip
