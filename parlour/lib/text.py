"""Text from outside: what is accepted, and how it is shortened for a list row."""

import unicodedata

from parlour.lib.refusals import InvalidInput


def checked(value: str, *, field: str, at_most: int, at_least: int = 0) -> str:
    """Return the text unchanged, or refuse it by name of its field.

    Lengths count Unicode code points. Refuses NUL, which PostgreSQL cannot hold, and lone surrogates, which UTF-8
    cannot; line ends become `\\n`, the one normalisation that is made.
    """
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in value:
        raise InvalidInput("A NUL character cannot be stored. Remove it and send again.", field=field)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidInput(
            "This text holds half of a character (a lone surrogate). Send it again whole.", field=field
        ) from None
    if len(value) > at_most:
        raise InvalidInput(f"Use at most {at_most:,} characters; these are {len(value):,}.", field=field)
    if len(value.strip()) < at_least:
        raise InvalidInput("Write something first.", field=field)
    return value


def one_line(value: str, *, field: str, at_most: int, at_least: int = 0) -> str:
    """As `checked`, for names and titles: control characters become spaces, marks that nobody sees go, the ends are trimmed.

    Direction marks and characters of no width could make one name look like another. The joiners stay, which Persian
    words and many emoji need; a name of nothing else is empty.
    """
    checked(value, field=field, at_most=max(at_most, 10_000))
    seen = "".join(_as_seen(letter) for letter in value)
    flat = " ".join(seen.split())
    return checked(flat if flat.strip(_JOINERS + " ") else "", field=field, at_most=at_most, at_least=at_least)


_JOINERS = "\u200c\u200d"


def _as_seen(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf" and letter not in _JOINERS:
        return ""
    return " " if category == "Cc" else letter
