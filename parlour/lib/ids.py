"""Identifiers: UUID version 7 inside, a prefixed lower-case hex string outside (`cht_0192...`)."""

import hashlib
import os
import re
import secrets
import threading
import time
import uuid

from parlour.lib.refusals import NotFound

_SHAPE = re.compile(r"[a-z]{3}_[0-9a-f]{32}")
_lock = threading.Lock()
_last_tick = 0


def new_id() -> uuid.UUID:
    """Make a UUID version 7 (RFC 9562, section 5.7) that sorts after every one this process made before.

    The sub-millisecond part is method 3 of section 6.2: 12 bits of the clock's fraction, then random bits.
    """
    global _last_tick
    with _lock:
        # A tick is 1/4096 ms. Never step back, even when the wall clock does.
        tick = max(_last_tick + 1, time.time_ns() * 4096 // 1_000_000)
        _last_tick = tick
    value = (tick >> 12) << 80 | 0x7 << 76 | (tick & 0xFFF) << 64
    value |= 0b10 << 62 | int.from_bytes(os.urandom(8), "big") >> 2
    return uuid.UUID(int=value)


def outside(prefix: str, identifier: uuid.UUID) -> str:
    """Write an id as the outside world sees it: three letters, an underscore, 32 hex digits."""
    return f"{prefix}_{identifier.hex}"


def inside(prefix: str, text: str) -> uuid.UUID:
    """Read an outside id. Refuses any other prefix or shape exactly as it refuses an id that does not exist."""
    if not _SHAPE.fullmatch(text) or not text.startswith(prefix + "_"):
        raise NotFound
    return uuid.UUID(hex=text[4:])


def new_secret() -> str:
    """Make a secret of 256 random bits, 43 characters of base64url."""
    return secrets.token_urlsafe(32)


def fingerprint(secret: str) -> str:
    """Return what is stored in a secret's place: its SHA-256, 64 hex digits.

    A plain hash is enough because every secret here has 256 random bits; passwords go through argon2 instead.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
