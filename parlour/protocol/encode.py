"""Frames to structs and back; a fault in a frame becomes a sentence that names its field."""

import re

import msgspec

from parlour.protocol.commands import OperatorCommand, VisitorCommand

_encoder = msgspec.json.Encoder()
visitor_commands: msgspec.json.Decoder[VisitorCommand] = msgspec.json.Decoder(VisitorCommand)
operator_commands: msgspec.json.Decoder[OperatorCommand] = msgspec.json.Decoder(OperatorCommand)
_PATH = re.compile(r" - at `(?:key in )?\$\.?(.*)`$")


def encoded(value: object) -> bytes:
    """Write any protocol struct as one JSON frame."""
    return _encoder.encode(value)


def fault(error: Exception) -> tuple[str, str | None]:
    """Return a sentence on what is wrong with a frame, and the path of the field at fault if there is one."""
    if isinstance(error, msgspec.ValidationError):
        text = str(error)
        found = _PATH.search(text)
        unknown = re.search(r"contains unknown field `(.+?)`", text)
        missing = re.search(r"missing required field `(.+?)`", text)
        field = (found.group(1) if found else "") or (unknown or missing or [None, None])[1]
        if unknown or missing:
            named = (unknown or missing).group(1)  # type: ignore[union-attr]
            field = f"{found.group(1)}.{named}" if found and found.group(1) else named
        return f"{_PATH.sub('', text)}.", field
    if isinstance(error, RecursionError):
        return "This frame is nested too deeply.", None
    return "This frame is not JSON in UTF-8.", None
