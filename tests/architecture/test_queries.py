"""A query knows whose rows it reads: its first argument is an organization, or something that belongs to one."""

import inspect
import types
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args, get_type_hints

from tools.sources import HOUSE, python_files

EXCEPTIONS = {
    "accounts.account_by_email": "a login is a person's, not an organization's",
    "accounts.account_of_session": "a login is a person's, not an organization's",
    "operators.seat_of": "finds out which organization the person belongs to",
    "operators.invitation_by_token": "the token is the proof, and it finds out the organization",
    "organizations.site_by_public_key": "finds out which organization a visitor is calling on",
    "visitors.is_spent_key": "a key is given once in the whole house; the answer is yes or no to whoever has its 256 bits",
    "chats.shape": "reads no row: it shapes one that was read",
}


def query_modules() -> Iterator[tuple[str, types.ModuleType]]:
    for path in python_files(HOUSE):
        inside = path.relative_to(HOUSE).with_suffix("").parts
        if len(inside) > 1 and inside[1] == "queries":
            dotted = ".".join(("parlour", *inside)).removesuffix(".__init__")
            yield inside[0], import_module(dotted)


def public_queries() -> Iterator[tuple[str, types.FunctionType]]:
    for room, module in query_modules():
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{room}.{name}", value


def belongs_to_an_organization(kind: Any) -> bool:
    """Tell whether a value of this type carries its organization; a union does when all its members do."""
    if isinstance(kind, types.UnionType):
        return all(belongs_to_an_organization(member) for member in get_args(kind))
    if get_args(kind):
        return any(belongs_to_an_organization(member) for member in get_args(kind))
    return hasattr(kind, "organization_id") or "organization_id" in getattr(kind, "__annotations__", {})


def is_scoped(query: types.FunctionType) -> bool:
    first = next(iter(inspect.signature(query).parameters), None)
    if first is None:
        return False
    return first in {"organization", "organization_id"} or belongs_to_an_organization(get_type_hints(query)[first])


def test_every_query_takes_an_organization_first() -> None:
    loose = [name for name, query in public_queries() if name not in EXCEPTIONS and not is_scoped(query)]
    assert not loose, f"these queries could read another organization's rows: {', '.join(loose)}"


def test_no_exception_has_outlived_its_query() -> None:
    needed = {name for name, query in public_queries() if not is_scoped(query)}
    assert set(EXCEPTIONS) <= needed
