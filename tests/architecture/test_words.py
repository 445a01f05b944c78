"""One word for one thing: the names of the glossary, in Python and in TypeScript."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tools.sources import PROJECT, named, python_files, tree, typescript_files

WORDS = {
    "agent": "operator",
    "customer": "visitor",
    "conversation": "chat",
    "realm": "organization",
    "tenant": "organization",
}
"""The words that are not ours, and what we say; docs/glossary.md explains."""
FOREIGN = ("user_agent", "user_agents", "ua_agent")
"""Names that HTTP gave, and everybody uses."""
TYPESCRIPT_NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def wrong_words(name: str) -> list[str]:
    whole = snake(name)
    for foreign in FOREIGN:
        whole = re.sub(rf"(?<![a-z]){foreign}(?![a-z])", "", whole)
    return [single for word in whole.split("_") if (single := word.removesuffix("s")) in WORDS]


def python_names(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the names that a file gives: classes, functions, arguments, variables, attributes."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name


def typescript_names(path: Path) -> Iterator[tuple[int, str]]:
    text = TYPESCRIPT_NOISE.sub(lambda found: "\n" * found[0].count("\n"), path.read_text())
    for number, line in enumerate(text.splitlines(), 1):
        yield from ((number, name) for name in re.findall(r"[A-Za-z_$][\w$]*", line))


def test_python_says_operator_visitor_chat_and_organization() -> None:
    found = [(path, *name) for path in python_files() for name in python_names(path)]
    assert not list(complaints(found)), "\n".join(complaints(found))


def test_typescript_says_operator_visitor_chat_and_organization() -> None:
    found = [(path, *name) for path in typescript_files() for name in typescript_names(path)]
    assert not list(complaints(found)), "\n".join(complaints(found))


def complaints(names: list[tuple[Path, int, str]]) -> Iterator[str]:
    for path, number, name in names:
        for word in wrong_words(name):
            yield f"{named(path)}:{number} {name}: say {WORDS[word]}"


def test_the_glossary_explains_each_word_that_is_refused() -> None:
    glossary = (PROJECT / "docs" / "glossary.md").read_text()
    refused = {row.split("|")[3] for row in glossary.splitlines() if row.count("|") == 4}
    assert not [word for word in WORDS if not any(re.search(rf"\b{word}\b", words) for words in refused)]


def test_the_rule_reads_camels_and_lets_http_be() -> None:
    assert wrong_words("supportAgent") == ["agent"]
    assert wrong_words("ConversationList") == ["conversation"]
    assert wrong_words("all_customers") == ["customer"]
    assert wrong_words("userAgent") == []
    assert wrong_words("HTTP_USER_AGENT") == []
