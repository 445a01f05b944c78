"""Write `web/protocol/protocol.ts` from the msgspec structs of `parlour/protocol`, so that both sides share one truth.

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

TARGET = Path(__file__).parent.parent / "web" / "protocol" / "protocol.ts"
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


def main() -> int:
    """Write the file, or compare it with `--check`; the exit status is 1 when it differs."""
    text = generated()
    if "--check" in sys.argv:
        if not TARGET.exists() or TARGET.read_text() != text:
            print(f"{TARGET.name} is out of date: run python -m tools.generate_protocol")
            return 1
        return 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
