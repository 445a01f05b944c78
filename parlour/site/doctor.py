"""What `parlour doctor` looks at: each check is one function that says in plain words what it found, and how to mend it.

Nothing is changed, and no check needs another: an installation that is half broken is told everything at once.
"""

import resource
import shutil
import smtplib
import socket
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

MIB = 1024 * 1024
FREE_BYTES_FAULT = 100 * MIB
FREE_BYTES_WARNING = 1024 * MIB
OPEN_FILES = 4096
"""A socket is an open file: with the usual 1,024, a thousand visitors are too many."""
CLOCK_SECONDS = 120
MAIL_SECONDS = 5
SECRET_FILES = ("secret_key", "parlour.sqlite3", "parlour.sqlite3-wal", "mail", "files")


class Level(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    WARNING = "warning"
    """Parlour runs, and something will be missed."""
    FAULT = "fault"
    """Parlour does not run, or not safely."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `mend` is what to do about it, empty when all is well."""

    name: str
    level: Level
    message: str
    mend: str = ""


def _ok(name: str, message: str) -> Finding:
    return Finding(name, Level.OK, message)


def _warning(name: str, message: str, mend: str) -> Finding:
    return Finding(name, Level.WARNING, message, mend)


def _fault(name: str, message: str, mend: str) -> Finding:
    return Finding(name, Level.FAULT, message, mend)


def python_version(version: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """Python is 3.11 or later."""
    text = f"Version {version[0]}.{version[1]}"
    if version < (3, 11):
        return _fault("Python", f"{text} is too old.", "Install Python 3.11 or later and make the environment anew.")
    return _ok("Python", f"{text}.")


def sqlite() -> Finding:
    """SQLite is new enough and has the full-text search that the archive needs. Does not matter on PostgreSQL."""
    if connection.vendor != "sqlite":
        return _ok("SQLite", f"Not in use: the database is {connection.display_name}.")
    with closing(sqlite3.connect(":memory:")) as memory:
        options = {row[0] for row in memory.execute("PRAGMA compile_options")}
    if "ENABLE_FTS5" not in options:
        mend = "Use a Python whose SQLite has FTS5 (Debian's has), or PostgreSQL."
        return _fault(
            "SQLite", f"SQLite {sqlite3.sqlite_version} was built without FTS5: chats cannot be searched.", mend
        )
    return _ok("SQLite", f"Version {sqlite3.sqlite_version} with full-text search.")


def data_directory() -> Finding:
    """The data directory can be written to."""
    directory: Path = settings.DATA_DIR
    probe = directory / ".doctor"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        mend = "Give it to the user that runs Parlour, or name another one in PARLOUR_DATA_DIR."
        return _fault("Data directory", f"{directory} cannot be written to: {error.strerror}.", mend)
    return _ok("Data directory", f"{directory} can be written to.")


def free_space() -> Finding:
    """The disk under the data directory has room."""
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        return _fault("Free space", f"It cannot be measured: {error.strerror}.", "See the data directory above.")
    text = f"{free // MIB:,} MiB are free for the data directory"
    if free < FREE_BYTES_FAULT:
        return _fault("Free space", f"{text}: messages will soon be refused.", "Make room, or move the data directory.")
    if free < FREE_BYTES_WARNING:
        return _warning("Free space", f"{text}.", "Make room before it runs out.")
    return _ok("Free space", f"{text}.")


def secret_files() -> Finding:
    """The secrets of the installation can be read by nobody else."""
    if stat.S_IMODE(settings.DATA_DIR.stat().st_mode) & 0o077 == 0:
        return _ok("Secrets", "Only their owner can open the data directory.")
    paths = [settings.DATA_DIR / name for name in SECRET_FILES]
    # Windows keeps such rights elsewhere; the mode bits there say nothing.
    open_ones = [path for path in paths if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        names = " ".join(str(path) for path in open_ones)
        mend = f"chmod 700 {settings.DATA_DIR}, or chmod go= {names}"
        return _fault("Secrets", "Others on this machine can read the installation's secrets or chats.", mend)
    return _ok("Secrets", "Only their owner can read them.")


def database() -> Finding:
    """The database answers and has every table as this version needs it."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        mend = "Start it, or correct PARLOUR_DATABASE_URL."
        return _fault("Database", f"It does not answer: {str(error).strip() or type(error).__name__}.", mend)
    if waiting:
        mend = "Start Parlour: it brings the tables up to date first."
        return _warning("Database", f"It answers; {len(waiting)} changes to its tables are waiting.", mend)
    return _ok("Database", f"{connection.display_name} answers, and its tables are up to date.")


def port(host: str = "127.0.0.1", number: int = 8000) -> Finding:
    """The port that Parlour will listen on is free."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As the server does: a port that was closed a moment ago counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, number))
        except OSError as error:
            mend = "If that is not Parlour itself, choose another with --port."
            return _warning("Port", f"{host}:{number} cannot be used: {error.strerror}.", mend)
    return _ok("Port", f"{host}:{number} is free.")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def base_url() -> Finding:
    """The address that browsers use is a whole one, and encrypted outside this machine."""
    parts = urlsplit(settings.BASE_URL)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        mend = "Set PARLOUR_BASE_URL to what people type, such as https://chat.example.com"
        return _fault("Address", f"{settings.BASE_URL!r} is not an address.", mend)
    if parts.path or parts.query or parts.fragment:
        mend = f"Set PARLOUR_BASE_URL to {parts.scheme}://{parts.netloc}"
        return _fault("Address", "Parlour needs a host of its own, not a folder of one.", mend)
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        mend = "Put a proxy with a certificate before Parlour and begin PARLOUR_BASE_URL with https."
        return _fault("Address", "Passwords and chats would travel unencrypted.", mend)
    return _ok("Address", f"{settings.BASE_URL}")


def mail() -> Finding:
    """The mail server can be reached, and lets us in."""
    if not settings.SMTP_URL:
        mend = "Set PARLOUR_SMTP_URL, such as submission://user:password@mail.example.com"
        return _warning("Mail", "No mail server is set: mails are kept as files in the data directory.", mend)
    server = EmailBackend(timeout=MAIL_SECONDS)
    place = f"{server.host}:{server.port}"
    try:
        with closing(server):
            server.open()
    except (OSError, smtplib.SMTPException) as error:
        mend = "Correct PARLOUR_SMTP_URL, or let Parlour reach that server."
        return _warning("Mail", f"{place} does not let us in: {error}.", mend)
    if server.username and not (server.use_tls or server.use_ssl or _is_loopback(server.host)):
        mend = "Begin PARLOUR_SMTP_URL with submission:// or end it with ?tls=True"
        return _warning("Mail", f"{place} answers, and the password travels there unencrypted.", mend)
    return _ok("Mail", f"{place} answers.")


def front_end() -> Finding:
    """The console and the widget are built."""
    needed = ("console/index.html", "widget/loader.js")
    missing = [name.split("/", 1)[0] for name in needed if finders.find(name) is None]
    if missing:
        mend = "Run bin/setup in the checkout, or install Parlour without PARLOUR_SKIP_WEB."
        return _fault("Front end", f"Not built: {' and '.join(missing)}.", mend)
    return _ok("Front end", "Console and widget are built.")


def clock(now: float | None = None) -> Finding:
    """The clock does not stand before the newest thing that was made here: messages carry its time."""
    moment = time.time() if now is None else now
    places = [Path(__file__).parent, *settings.DATA_DIR.glob("*")]
    newest = max(path.stat().st_mtime for path in places)
    if newest > moment + CLOCK_SECONDS:
        text = f"The clock stands {newest - moment:,.0f} seconds before the newest file of this installation."
        return _fault("Clock", text, "Set the clock, and keep it right with NTP.")
    return _ok("Clock", time.strftime("%Y-%m-%d %H:%M UTC.", time.gmtime(moment)))


def open_files() -> Finding:
    """The process may hold enough sockets open."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if allowed != resource.RLIM_INFINITY and allowed < OPEN_FILES:
        mend = f"ulimit -n {OPEN_FILES * 16}, or LimitNOFILE= in the service file."
        return _warning("Open files", f"{allowed:,} are allowed: not enough for a busy site.", mend)
    return _ok("Open files", f"{allowed:,} are allowed.")


CHECKS: tuple[Callable[[], Finding], ...] = (
    python_version, sqlite, data_directory, free_space, secret_files, database, port, base_url, mail, front_end, clock,
    open_files,
)  # fmt: skip


def examine(host: str = "127.0.0.1", port_number: int = 8000) -> list[Finding]:
    """Run every check and return what they found, in the order of the list."""
    return [port(host, port_number) if check is port else check() for check in CHECKS]
