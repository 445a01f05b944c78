"""The tables can be built from nothing, go back, and are what the models say."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tools.sources import HOUSE, PROJECT, files, named, tree


def own_operations() -> list[tuple[str, Operation]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [
        (f"{app}.{name}", operation)
        for (app, name), migration in loader.disk_migrations.items()
        if type(migration).__module__.startswith("parlour.")
        for operation in migration.operations
    ]


def migration_files() -> list[Path]:
    ours = (path for path in files() if path.is_relative_to(HOUSE) and path.parent.name == "migrations")
    return [path for path in ours if path.stem != "__init__"]


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=3)


def test_every_migration_can_be_taken_back() -> None:
    stuck = [f"{name}: {operation.describe()}" for name, operation in own_operations() if not operation.reversible]
    assert not stuck, "\n".join(stuck)


def test_the_tables_are_built_taken_down_and_built_again(tmp_path: Path) -> None:
    environment = {**os.environ, "PARLOUR_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "parlour.site.settings"}
    # Every table of ours hangs on the account, so taking that one down takes all of them down.
    for target in ([], ["accounts", "zero"], []):
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", *target]
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_migrations_are_named_for_the_change() -> None:
    nameless = [named(path) for path in migration_files() if "_auto_" in path.stem or path.stem.count("_") == 0]
    assert not nameless


def test_migrations_import_no_application_code() -> None:
    # Code moves on, a migration stays: only the pure helpers of lib may be named, because a field's default is one.
    imported = {
        (named(path), name)
        for path in migration_files()
        for node in ast.walk(tree(path))
        for name in imported_names(node)
        if name.startswith("parlour.") and not name.startswith("parlour.lib")
    }
    assert not imported


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
