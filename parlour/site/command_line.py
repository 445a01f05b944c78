"""`parlour`: the one command line."""

import json
import math
import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from parlour import __version__
from parlour.lib.refusals import Refusal

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Parlour: a self-hosted live-chat customer-service platform.",
)  # fmt: skip
console = Console(stderr=True, highlight=False)
DataDir = Annotated[Path | None, typer.Option(help="Where everything is kept (default: ./data, or PARLOUR_DATA_DIR).")]


@app.callback()
def begin(
    version: Annotated[bool, typer.Option("--version", help="Say the version and leave.", is_eager=True)] = False,
) -> None:
    """Run before every command."""
    if version:
        print(f"parlour {__version__}")
        raise typer.Exit


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    data_dir: DataDir = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print no addresses.")] = False,
) -> None:
    """Bring the database up to date and serve everything in this one process."""
    _set_up(data_dir, base_url=f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}")  # noqa: S104
    from parlour.site import serving

    serving.serve(host=host, port=port, console=None if quiet else console)


@app.command()
def migrate(data_dir: DataDir = None) -> None:
    """Bring the database up to date."""
    _set_up(data_dir)
    from parlour.site.serving import bring_up_to_date

    bring_up_to_date(console)


@app.command()
def owner(
    email: Annotated[str, typer.Option(help="The owner's e-mail address.")],
    name: Annotated[str, typer.Option(help="The owner's name.")] = "Owner",
    data_dir: DataDir = None,
) -> None:
    """Print a one-time link by which an owner sets a password and enters."""
    _set_up(data_dir)
    from parlour.operators.commands import invite_owner
    from parlour.organizations.models import Organization
    from parlour.site.first_start import prepare

    prepare()
    console.print("This link sets the owner's password. It works once, within seven days:")
    organization = Organization.objects.order_by("created_at")[0]
    print(invite_owner(organization, name=name, email=email))


@app.command()
def password(
    email: Annotated[str, typer.Option(help="The address somebody signs in with.")], data_dir: DataDir = None
) -> None:
    """Give somebody who has forgotten it a new password, and print it."""
    _set_up(data_dir)
    from parlour.accounts.commands import change_password
    from parlour.accounts.queries import account_by_email
    from parlour.lib.ids import new_secret
    from parlour.lib.refusals import NotFound

    account = account_by_email(email)
    if account is None:
        raise NotFound("Nobody signs in with this address.")
    made = new_secret()[:20]
    change_password(account, password=made)
    console.print("Every session of this person has ended. The new password:")
    print(made)


@app.command()
def seed(data_dir: DataDir = None) -> None:
    """Fill an installation with a small company, its operators and some chats to look at."""
    _set_up(data_dir)
    from parlour.site.seed import plant
    from parlour.site.serving import bring_up_to_date

    bring_up_to_date(console)
    plant(console)


@app.command()
def replay(
    script: Annotated[Path, typer.Argument(help="Dialogues, one JSON object a line.", exists=True, dir_okay=False)],
    url: Annotated[str, typer.Option(help="The running server.")] = "http://127.0.0.1:8000",
    chats: Annotated[int, typer.Option(min=1, max=500, help="How many dialogues at a time.")] = 20,
    speed: Annotated[str, typer.Option(help="'max', or a factor of a person's pace (1).")] = "max",
    keep: Annotated[bool, typer.Option("--keep", help="Keep the rehearsal's organization and chats.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Play dialogues through the real protocol against a running server, and check every transcript.

    They play in an organization of their own, which is removed afterwards.
    """
    _set_up(data_dir, base_url=url)
    from parlour.simulation.replay import reasons
    from parlour.simulation.replay import replay as play
    from parlour.simulation.script import BadScript
    from parlour.simulation.stage import Stage
    from parlour.site.rehearsal import close_stage, open_stage

    opened = open_stage(operators=chats)
    stage = Stage(
        base_url=url.rstrip("/"), public_keys=opened.public_keys, origin=opened.origin, cookies=opened.session_cookies
    )
    try:
        factor = math.inf if speed == "max" else float(speed)
        report = play(script, stage, chats=chats, speed=factor, console=console)
    except (BadScript, ValueError) as error:
        raise typer.BadParameter(str(error)) from None
    Console().print(report.table())
    if not keep:
        close_stage(opened.organization_id)
    for reason in reasons(report):
        console.print(reason)
    raise typer.Exit(report.exit_status)


@app.command(hidden=True)
def rehearse(
    operators: Annotated[int, typer.Option(min=1, max=2000)] = 1,
    sites: Annotated[int, typer.Option(min=1, max=100)] = 1,
    as_json: Annotated[bool, typer.Option("--json")] = True,
    data_dir: DataDir = None,
) -> None:
    """Open a stage for load tests: an organization whose operators are signed in already."""
    _set_up(data_dir)
    from parlour.site.rehearsal import open_stage

    stage = open_stage(operators, sites)
    fields = {name: getattr(stage, name) for name in stage.__struct_fields__}
    print(json.dumps(fields, indent=None if as_json else 2))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def bench(context: typer.Context) -> None:
    """Measure every figure we claim (from a source checkout). Arguments go to the bench; try --help."""
    try:
        from bench.__main__ import app as bench_app
    except ImportError:
        console.print("The bench comes with the source: clone the repository and run this there.")
        raise typer.Exit(1) from None
    bench_app(args=context.args)


@app.command()
def doctor(
    host: Annotated[str, typer.Option(help="Address it is served on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port it is served on.")] = 8000,
    data_dir: DataDir = None,
) -> None:
    """Check the set-up and say in plain words what is wrong and how to mend it."""
    looked_at = data_dir or Path(os.environ.get("PARLOUR_DATA_DIR", "data"))
    if not looked_at.is_dir():
        console.print(f"There is no data directory {looked_at}. Start Parlour once, or name another with --data-dir.")
        raise typer.Exit(1)
    _set_up(data_dir, base_url=f"http://{host}:{port}")
    from parlour.site.doctor import Level, examine

    findings = examine(host, port)
    marks = {Level.OK: "[green]ok   [/]", Level.WARNING: "[yellow]warn [/]", Level.FAULT: "[red]fault[/]"}
    out = Console(highlight=False)
    for finding in findings:
        out.print(f"{marks[finding.level]} {finding.name}: {finding.message}")
        if finding.mend:
            out.print(f"      → {finding.mend}", markup=False)
    raise typer.Exit(1 if any(finding.level is Level.FAULT for finding in findings) else 0)


def _set_up(data_dir: Path | None, *, base_url: str | None = None) -> None:
    """Make Django ready; what the command line says goes before what the environment says only where it is explicit."""
    # Whatever is made from here on, the database and its log too, is for this user's eyes only.
    os.umask(0o077)
    if data_dir is not None:
        os.environ["PARLOUR_DATA_DIR"] = str(data_dir)
    if base_url is not None:
        os.environ.setdefault("PARLOUR_BASE_URL", base_url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parlour.site.settings")
    try:
        import django
        from django.conf import settings

        django.setup()
        from parlour.site.logs import set_up

        set_up(settings.LOG_LEVEL)
    except (OSError, ValueError) as error:
        console.print("Parlour cannot start:", markup=False)
        console.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(2) from None


def main() -> None:
    """Run the command line; a refusal ends it with its sentence and status 1."""
    try:
        app()
    except Refusal as refusal:
        console.print(refusal.message, markup=False)
        sys.exit(1)
