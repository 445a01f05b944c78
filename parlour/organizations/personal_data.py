"""A firm and its websites: nothing here is about a person."""

from parlour.lib.personal_data import Declaration, NotPersonal

DECLARATIONS: tuple[Declaration, ...] = (
    NotPersonal(
        model="organizations.Organization",
        fields=("id", "name", "created_at"),
        why="A firm is not a person; what it is called stands on its website.",
    ),
    NotPersonal(
        model="organizations.Site",
        fields=(
            "id", "organization", "public_key", "name", "allowed_origins", "color", "position", "greeting",
            "offline_greeting", "form", "consent", "is_preview_on", "created_at",
        ),
        why="The settings of a website; the form holds questions, never answers.",
    ),
    NotPersonal(
        model="organizations.Site",
        fields=("identity_secret",),
        why="A secret between two servers; it is about neither of their people.",
    ),
)  # fmt: skip
