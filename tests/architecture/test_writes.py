"""The database is written by commands, and by nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.sources import HOUSE, named, python_files, tree

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
"""Methods that write whatever they are called on."""
ON_ROWS = {"save", "create", "update", "delete"}
"""Methods that images, dicts and hashes have as well: they write when they are called the way a row or a queryset is."""
SQL = re.compile(r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b")
EXCEPTIONS = {
    "parlour/site/rehearsal.py": "makes logins without a password, which no command may offer to anybody",
}
"""Files that write without being commands, each with the reason."""


def is_write(call: ast.Call) -> bool:
    """Tell whether a call writes rows: `chat.save()`, `chats.update(state=...)`, `row.delete()`."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr.removeprefix("a") if call.func.attr[1:] in ALWAYS | ON_ROWS else call.func.attr
    if name in ALWAYS:
        return True
    if name not in ON_ROWS:
        return False
    looks_like_a_row = not call.args and (bool(call.keywords) or name in {"save", "delete"})
    return looks_like_a_row or ".objects" in ast.unparse(call.func)


def writes(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and is_write(node):
            yield f"{named(path)}:{node.lineno} {ast.unparse(node.func)}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield f"{named(path)}:{node.lineno} {SQL.search(node.value)}"


def may_write(path: Path) -> bool:
    inside = path.relative_to(HOUSE).parts
    return path.name == "commands.py" or "commands" in inside[:-1] or "tests" in inside or named(path) in EXCEPTIONS


def test_rows_are_written_in_commands_only() -> None:
    found = [write for path in python_files(HOUSE) if not may_write(path) for write in writes(path)]
    assert not found, "\n".join(found)


def test_no_exception_has_outlived_its_reason() -> None:
    written = {named(path) for path in python_files(HOUSE) if any(writes(path))}
    assert set(EXCEPTIONS) <= written


def test_the_rule_sees_a_write_and_lets_a_dict_be() -> None:
    def verdict(line: str) -> bool:
        call = ast.parse(line, mode="eval").body
        assert isinstance(call, ast.Call)
        return is_write(call)

    assert verdict("chat.save()")
    assert verdict("chats.update(state='ended')")
    assert verdict("Chat.objects.filter(pk=1).delete()")
    assert verdict("Chat.objects.acreate(id=1)")
    assert not verdict("answers.update(more)")
    assert not verdict("digest.update(b'x')")
    assert not verdict("image.save(path, format='WEBP')")
