"""The environment, looked at before anything is believed: every fault at once, in words, with the way out."""

import ipaddress
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

KNOWN = (
    "PARLOUR_DATA_DIR", "PARLOUR_BASE_URL", "PARLOUR_DATABASE_URL", "PARLOUR_SMTP_URL", "PARLOUR_MAIL_FROM",
    "PARLOUR_TRUSTED_PROXIES", "PARLOUR_WORKER_THREADS", "PARLOUR_RATE_LIMITS", "PARLOUR_LOG_LEVEL",
    # Read by the build and by the tests.
    "PARLOUR_SKIP_WEB", "PARLOUR_SYSTEM_NODE", "PARLOUR_DIALOGUES", "PARLOUR_SHOTS",
)  # fmt: skip
MAIL_SCHEMES = ("submission", "smtps", "smtp", "smtp+tls", "smtp+ssl")
DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def faults(environment: Mapping[str, str]) -> list[str]:
    """Return a sentence for each setting that cannot be meant as it stands."""
    return [
        fault for check in (_unknown, _address, _mail, _proxies, _numbers, _database) for fault in check(environment)
    ]


def _unknown(environment: Mapping[str, str]) -> Iterator[str]:
    for name in sorted(environment):
        if name.startswith("PARLOUR_") and name not in KNOWN:
            near = get_close_matches(name, KNOWN, n=1)
            yield f"{name} is not a setting." + (f" Did you mean {near[0]}?" if near else "")


def _address(environment: Mapping[str, str]) -> Iterator[str]:
    parts = urlsplit(environment.get("PARLOUR_BASE_URL", "http://127.0.0.1:8000").rstrip("/"))
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        yield "PARLOUR_BASE_URL is what people type, scheme and host: https://chat.example.com"
    elif environment.get("PARLOUR_RATE_LIMITS", "").lower() in ("off", "false", "0", "no", "n", "f") and (
        parts.hostname not in LOOPBACK
    ):
        yield "PARLOUR_RATE_LIMITS=off is for load tests on this machine: PARLOUR_BASE_URL has to be a loopback address."


def _mail(environment: Mapping[str, str]) -> Iterator[str]:
    wanted = environment.get("PARLOUR_SMTP_URL", "")
    parts = urlsplit(wanted)
    if wanted and (parts.scheme not in MAIL_SCHEMES or not parts.hostname):
        yield "PARLOUR_SMTP_URL is an address such as submission://user:password@mail.example.com"


def _proxies(environment: Mapping[str, str]) -> Iterator[str]:
    for proxy in filter(None, (part.strip() for part in environment.get("PARLOUR_TRUSTED_PROXIES", "").split(","))):
        try:
            ipaddress.ip_network(proxy, strict=False)
        except ValueError:
            yield f"PARLOUR_TRUSTED_PROXIES holds {proxy!r}, which is no IP address or network such as 10.0.0.0/8."


def _numbers(environment: Mapping[str, str]) -> Iterator[str]:
    threads = environment.get("PARLOUR_WORKER_THREADS", "8")
    if not threads.isdecimal() or not 1 <= int(threads) <= 64:
        yield "PARLOUR_WORKER_THREADS is a number from 1 to 64."
    if environment.get("PARLOUR_LOG_LEVEL", "INFO").upper() not in LEVELS:
        yield f"PARLOUR_LOG_LEVEL is one of {', '.join(LEVELS)}."


def _database(environment: Mapping[str, str]) -> Iterator[str]:
    wanted = environment.get("PARLOUR_DATABASE_URL", "")
    parts = urlsplit(wanted)
    if wanted and (parts.scheme not in DATABASE_SCHEMES or not parts.path.strip("/")):
        yield "PARLOUR_DATABASE_URL is an address such as postgres://user:password@host/name"
