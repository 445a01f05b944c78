"""The one process: database up to date, secrets there, doors open."""

import socket
import sys

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from parlour.delivery.postman import postman
from parlour.protocol.limits import FRAME_BYTES
from parlour.site.first_start import prepare

SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter when another waits. With the usual 5 ms the event loop waits behind the
writer at every commit: at 5,000 messages/s the median acknowledgement took 3.8 ms instead of 0.8."""


def serve(*, host: str, port: int, console: Console | None) -> None:
    """Serve until told to stop. Ends the process with a sentence when the port is taken."""
    listening = _listen(host, port)
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
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        postman.stop()


def bring_up_to_date(console: Console | None) -> None:
    """Apply the migrations that are missing, saying so: the first time takes a few seconds."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if console is not None:
        console.print(f"Bringing the database up to date: {len(plan)} steps")
    call_command("migrate", verbosity=0, interactive=False)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    # A restarted server must not wait for the old one's last connections.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        print(  # noqa: T201  # before there is a log or a console
            f"Port {port} on {host} cannot be used: {error.strerror or error}.\n"
            f"Perhaps Parlour runs already. Choose another one: parlour serve --port {port + 1}",
            file=sys.stderr,
        )
        sys.exit(1)
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
