"""The one process: database up to date, secrets there, doors open."""

import errno
import fcntl
import os
import socket
import sys
from typing import NoReturn, TextIO

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from parlour.delivery.postman import postman
from parlour.gateway.running import running
from parlour.protocol.limits import FRAME_BYTES
from parlour.site.first_start import prepare

SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter when another waits. With the usual 5 ms the event loop waits behind the
writer at every commit: at 5,000 messages/s the median acknowledgement took 3.8 ms instead of 0.8."""


def serve(*, host: str, port: int, console: Console | None) -> None:
    """Serve until told to stop. Ends the process with a sentence when the port is taken."""
    kept = _lock_data_directory()
    listening = _listen(host, port)
    kept.write(f"process {os.getpid()}, {settings.BASE_URL}")
    kept.flush()
    bring_up_to_date(console)
    link = prepare()
    if console is not None:
        _print_addresses(console, link)
    sys.setswitchinterval(SWITCH_SECONDS)
    postman.start()
    config = uvicorn.Config(
        "parlour.site.asgi:application",
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=FRAME_BYTES,
        # Compressed frames cost 40 KB a socket and invite bombs (WSK-08); chat messages are short.
        ws_per_message_deflate=False,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        backlog=4096,
        lifespan="on",
        server_header=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=10,
        proxy_headers=False,
    )
    try:
        PoliteServer(config).run(sockets=[listening])
    finally:
        postman.stop()


class PoliteServer(uvicorn.Server):
    """Says goodbye before it closes: uvicorn alone cuts the sockets first, and then waits for polls that nobody ends."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let everybody go, then close."""
        if gateway := running():
            await gateway.say_goodbye()
        await super().shutdown(sockets)


def bring_up_to_date(console: Console | None) -> None:
    """Apply the migrations that are missing, saying so: the first time takes a few seconds."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if console is not None:
        console.print(f"Bringing the database up to date: {len(plan)} steps")
    call_command("migrate", verbosity=0, interactive=False)


def _lock_data_directory() -> TextIO:
    """Keep every other server out of the data directory: two of them would not hear of each other's chats.

    The lock belongs to the process and goes with it, however it ends.
    """
    file = (settings.DATA_DIR / "serving").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        _refuse(
            f"Parlour serves {settings.DATA_DIR} already: {file.read() or 'another process'}.\n"
            "Use that one, stop it first, or name another data directory with --data-dir."
        )
    file.seek(0)
    file.truncate()
    return file


def _refuse(message: str) -> NoReturn:
    print(message, file=sys.stderr)  # noqa: T201  # before there is a log or a console
    sys.exit(1)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    # A restarted server must not wait for the old one's last connections.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        way_out = f"Choose another one: make serve PORT={port % 65535 + 1}, or parlour serve --port {port % 65535 + 1}"
        if error.errno == errno.EADDRNOTAVAIL:
            way_out = "This machine has no such address. Choose one of its own with --host, or 0.0.0.0 for all."
        _refuse(f"Parlour cannot listen on {host}, port {port}: {error.strerror or error}.\n{way_out}")
    listening.set_inheritable(True)
    return listening


def _print_addresses(console: Console, link: str | None) -> None:
    base = settings.BASE_URL
    console.print("\nParlour is ready.\n")
    if link is not None:
        console.print(f"  Console   {link}", soft_wrap=True)
        console.print("            (this link sets the owner's password; it works once)")
    else:
        console.print(f"  Console   {base}/console/")
    console.print(f"  Demo shop {base}/demo/")
    console.print(f"  API       {base}/api/v1/docs\n")
    console.print("Stop with Ctrl+C.\n")
