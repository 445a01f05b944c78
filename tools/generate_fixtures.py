"""Write web/protocol/fixtures: what a snapshot and an entry make, as the database says it, for Python and TypeScript.

`--check` writes nothing and fails when a file is not up to date.
"""

import json
import os
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connections

FIXTURES = Path(__file__).parent.parent / "web" / "protocol" / "fixtures"
OUTSIDE_ID = re.compile(r"\b([a-z]{3})_[0-9a-f]{32}\b")


def cases() -> list[dict[str, Any]]:
    """Live through the stories in a database of their own."""
    with tempfile.TemporaryDirectory(prefix="parlour-fixtures-") as directory:
        os.environ["PARLOUR_DATA_DIR"] = directory
        os.environ["DJANGO_SETTINGS_MODULE"] = "parlour.site.settings"
        django.setup()
        # Only now: the stories import models.
        from tools.stories import told

        call_command("migrate", verbosity=0, interactive=False)
        try:
            return list(told())
        finally:
            connections.close_all()


def texts() -> dict[str, str]:
    """Return the text of each file by its name: one for each kind of entry."""
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in cases():
        by_kind[case["entry"]["kind"]].append(case)
    return {
        f"{kind}.json": _with_fixed_ids(json.dumps({"cases": found}, indent=1, ensure_ascii=False)) + "\n"
        for kind, found in sorted(by_kind.items())
    }


def _with_fixed_ids(text: str) -> str:
    """Number the ids in the order in which they come: they are random, and the files must not be."""
    numbers: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[0], len(numbers) + 1)
        return f"{found[1]}_{number:032x}"

    return OUTSIDE_ID.sub(numbered, text)


def main() -> int:
    """Write the files, or with `--check` compare them."""
    wanted = texts()
    present = {path.name: path.read_text(encoding="utf-8") for path in FIXTURES.glob("*.json")}
    if "--check" in sys.argv[1:]:
        stale = sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))
        if stale:
            print(f"not up to date: {', '.join(stale)}. Run python -m tools.generate_fixtures")
        return 1 if stale else 0
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name in present.keys() - wanted.keys():
        (FIXTURES / name).unlink()
    for name, text in wanted.items():
        (FIXTURES / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
