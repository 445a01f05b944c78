"""What is in the repository is for everybody: no place of one machine, no link that leads nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tools.sources import PROJECT, files, named

# A path that has a dot, a word or a host before it is somewhere inside something else.
PLACES = re.compile(r"(?<![\w.\-/:])/(?:work|farm|root|home/\w+|Users/\w+)/[\w.]")
REGISTRIES = re.compile(r"(?:registry\.|files\.)(?:npmjs|yarnpkg|pythonhosted)|\bpypi\." + "org")
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


def texts() -> Iterator[tuple[Path, str]]:
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{named(path)}:{number}"
        for path, text in texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_on_one_machine() -> None:
    assert not found(PLACES)


def test_no_file_names_a_package_registry() -> None:
    assert not found(REGISTRIES)


def links() -> Iterator[tuple[Path, str]]:
    for path, text in texts():
        if path.suffix == ".md":
            prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
            yield from ((path, target) for target in LINK.findall(prose))


def anchors(page: Path) -> set[str]:
    """Return the names of a page's headings as a link writes them: `## When sockets are blocked`, `#when-sockets-are-blocked`."""
    headings = re.findall(r"^#+ +(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    place, _, anchor = unquote(target).partition("#")
    start = PROJECT if place.startswith("/") else page.parent
    goal = start / place.lstrip("/") if place else page
    return goal.exists() and (not anchor or goal.suffix != ".md" or anchor in anchors(goal))


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [f"{named(page)}: {target}" for page, target in links() if not leads_somewhere(page, target)]
    assert not broken, "\n".join(broken)
