"""Write `web/protocol/protocol.ts` and the page `docs/subjects/frames.md` from the msgspec structs of `parlour/protocol`, so
that both sides and the reader share one truth.

Run with `--check` to fail when the file on disk differs.
"""

import datetime
import enum
import inspect as python_inspect
import sys
import types
import typing
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from parlour.protocol import commands, events, limits, snapshots

_ROOT = Path(__file__).parent.parent
TARGET = _ROOT / "web" / "protocol" / "protocol.ts"
PAGE = _ROOT / "docs" / "subjects" / "frames.md"
_PLAIN = {
    str: "string",
    int: "number",
    float: "number",
    bool: "boolean",
    type(None): "null",
    datetime.datetime: "string",
}
_NAMED_UNIONS = {
    "Entry": snapshots.Entry, "VisitorCommand": commands.VisitorCommand,
    "OperatorCommand": commands.OperatorCommand, "ServerEvent": events.ServerEvent,
}  # fmt: skip


def written(kind: Any) -> str:
    """Return the TypeScript of one Python annotation."""
    for name, union in _NAMED_UNIONS.items():
        if kind == union:
            return name
    origin = get_origin(kind)
    if origin is typing.Annotated:
        return written(get_args(kind)[0])
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in get_args(kind))
    if origin in (types.UnionType, typing.Union):
        return " | ".join(written(part) for part in get_args(kind))
    if origin is tuple:
        inner = written(get_args(kind)[0])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if origin is dict:
        return "Record<string, string>"
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct | enum.Enum):
        return kind.__name__
    raise TypeError(f"no TypeScript for {kind!r}")


def interface(struct: type[msgspec.Struct]) -> str:
    """Return one struct as an exported interface, its docstring with it. Fields with a default may be absent."""
    doc = python_inspect.cleandoc(struct.__doc__ or "").replace("\n", "\n * ")
    lines = [f"/** {doc} */", f"export interface {struct.__name__} {{"]
    config = struct.__struct_config__
    if config.tag is not None:
        lines.append(f'  {config.tag_field}: "{config.tag}";')
    hints = get_type_hints(struct, include_extras=True)
    for item in msgspec.structs.fields(struct):
        mark = "" if item.required else "?"
        lines.append(f"  {item.name}{mark}: {written(hints[item.name])};")
    return "\n".join([*lines, "}"])


def structs(module: types.ModuleType) -> list[type[msgspec.Struct]]:
    """Return the structs a module defines, without the bare bases, in the order of the file."""
    found = [
        value for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, msgspec.Struct) and value.__module__ == module.__name__
    ]  # fmt: skip
    return [struct for struct in found if struct not in (commands.Command, events.Event)]


def generated() -> str:
    """Return the whole file."""
    parts = ["// Generated from parlour/protocol by tools/generate_protocol.py. Do not edit.", ""]
    parts += [f"export const {n} = {v};" for n, v in vars(limits).items() if n.isupper()]
    parts += [
        "",
        'export type Side = "visitor" | "operator";',
        'export type ChatState = "waiting" | "active" | "ended";',
    ]
    for module in (snapshots, commands, events):
        parts += ["", *[part for struct in structs(module) for part in (interface(struct), "")]]
    for name, union in _NAMED_UNIONS.items():
        members = " | ".join(member.__name__ for member in get_args(union))
        parts.append(f"export type {name} = {members};")
    return "\n".join(parts) + "\n"


def section(struct: type[msgspec.Struct]) -> str:
    """Return one struct as a section of the page: its docstring, then a table of its fields."""
    config = struct.__struct_config__
    doc = " ".join(python_inspect.cleandoc(struct.__doc__ or "").split())
    lines = [f"### `{config.tag or struct.__name__}`", "", doc, ""]
    hints = get_type_hints(struct, include_extras=True)
    fields = msgspec.structs.fields(struct)
    if fields:
        lines += ["| field | kind | needed | limits |", "|---|---|---|---|"]
    for item in fields:
        kind = written(hints[item.name]).replace("|", "\\|")
        needed = "yes" if item.required else ""
        lines.append(f"| `{item.name}` | `{kind}` | {needed} | {limits_of(hints[item.name])} |")
    return "\n".join(lines)


def limits_of(kind: Any) -> str:
    """Return what an annotation demands beyond its kind."""
    if get_origin(kind) is not typing.Annotated:
        return ""
    meta = get_args(kind)[1]
    named = {"from": meta.ge, "to": meta.le, "shortest": meta.min_length, "longest": meta.max_length}
    told = [f"{name} {value:,}" for name, value in named.items() if value is not None]
    pattern = (meta.pattern or "").replace("|", "\\|")
    return ", ".join([*told, *([f"`{pattern}`"] if pattern else [])])


def page() -> str:
    """Return the page that describes each frame."""
    parts = [
        "# Frames, field by field",
        "",
        "Generated from `parlour/protocol` by `tools/generate_protocol.py`; [realtime](realtime.md) says when each is sent and",
        "what comes back. Every command and event carries its name in `type`, every entry in `kind`. What is not needed may",
        "be absent.",
    ]
    for title, module in (("Commands", commands), ("Events", events), ("Snapshots", snapshots)):
        parts += ["", f"## {title}", "", "\n\n".join(section(struct) for struct in structs(module))]
    return "\n".join(parts) + "\n"


def main() -> int:
    """Write the files, or compare them with `--check`; the exit status is 1 when one differs."""
    texts = {TARGET: generated(), PAGE: page()}
    if "--check" in sys.argv:
        stale = [path.name for path, text in texts.items() if not path.exists() or path.read_text() != text]
        for name in stale:
            print(f"{name} is out of date: run python -m tools.generate_protocol")
        return 1 if stale else 0
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
