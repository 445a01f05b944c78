"""The routes of the API as its own description names them, and a body that each write would accept."""

import json
import re
import urllib.request
from dataclasses import dataclass
from typing import Any

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/v1/session"): {"email": "ada@example.com", "password": "a wrong password"},
    ("POST", "/api/v1/invitations/look"): {"token": "x" * 43},
    ("POST", "/api/v1/invitations/accept"): {"token": "x" * 43, "name": "Cleo", "password": "correct horse battery"},
    ("PATCH", "/api/v1/me"): {"motto": "Always here"},
    ("POST", "/api/v1/operators/invitations"): {"name": "Dana", "email": "dana@example.com"},
    ("POST", "/api/v1/sites"): {"name": "A site", "allowed_origins": ["https://shop.example"]},
    ("PATCH", "/api/v1/sites/{site_id}"): {"greeting": "Hello"},
}
"""JSON that each write takes. A route with a body that is not here fails the tests."""
OPEN_TO_ALL = {
    ("GET", "/api/v1/sites/{public_key}/look"), ("GET", "/api/v1/me"), ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"), ("POST", "/api/v1/invitations/look"), ("POST", "/api/v1/invitations/accept"),
}  # fmt: skip
"""Routes that ask for no seat; `me` and the sign-in say for themselves who may."""
IDS = {"chat_id": "cht", "visitor_id": "vis", "operator_id": "opr", "invitation_id": "inv", "site_id": "sit"}
"""The prefix of each id that stands in a path."""


@dataclass(frozen=True)
class Route:
    """One method of one path, and the description's parts of it that the tests need."""

    method: str
    path: str
    has_json_body: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.method, self.path

    @property
    def ids(self) -> list[str]:
        """The names of the ids in the path, without the public key of a site."""
        return [name for name in re.findall(r"{(\w+)}", self.path) if name != "public_key"]

    @property
    def body(self) -> dict[str, Any] | None:
        """A body that the route would accept, None where it takes none."""
        return BODIES[self.key] if self.has_json_body else None

    def at(self, values: dict[str, str]) -> str:
        """The path with these values in it."""
        return self.path.format(**values)


def described_routes(base_url: str) -> list[Route]:
    """Return every route that /api/v1/openapi.json describes."""
    with urllib.request.urlopen(f"{base_url}/api/v1/openapi.json") as answer:
        paths = json.load(answer)["paths"]
    return [
        Route(method.upper(), path, "application/json" in described.get("requestBody", {}).get("content", {}))
        for path, methods in paths.items()
        for method, described in methods.items()
    ]
