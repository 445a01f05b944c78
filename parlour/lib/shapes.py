"""msgspec structs as pydantic models, so that one description serves the wire and the API's document."""

import types
import typing
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from pydantic import BaseModel, Field, create_model


@cache
def model(struct: type[msgspec.Struct]) -> type[BaseModel]:
    """Return a pydantic model with the struct's name, fields, defaults, tag and docstring."""
    config = struct.__struct_config__
    hints = get_type_hints(struct, include_extras=True)
    fields: dict[str, Any] = {}
    if config.tag is not None:
        fields[str(config.tag_field)] = (Literal[config.tag], ...)
    for item in msgspec.structs.fields(struct):
        kind = _converted(hints[item.name])
        if item.required:
            fields[item.name] = (kind, ...)
        elif item.default is not msgspec.NODEFAULT and not isinstance(item.default, msgspec.Struct):
            fields[item.name] = (kind, item.default)
        else:
            fields[item.name] = (kind | None, None)
    made: type[BaseModel] = create_model(struct.__name__, __doc__=struct.__doc__, **fields)
    return made


def _converted(kind: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return model(kind)
    if origin is typing.Annotated:
        return _converted(inner[0])
    if origin in (types.UnionType, typing.Union):
        return typing.Union[tuple(_converted(part) for part in inner)]  # noqa: UP007  # a union of values, not of names
    if origin in (tuple, list):
        return list[_converted(inner[0])]  # type: ignore[misc]
    return kind


def tagged(*structs: type[msgspec.Struct]) -> Any:
    """Return the union of tagged structs, told apart by their tag."""
    tag_field = str(structs[0].__struct_config__.tag_field)
    members = tuple(model(struct) for struct in structs)
    return typing.Annotated[typing.Union[members], Field(discriminator=tag_field)]  # noqa: UP007
