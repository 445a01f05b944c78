"""Every field of every table is declared by its room: personal, or expressly not."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db.models import Model

from parlour.lib.personal_data import Declaration, NotPersonal, Personal

FOREIGN = {"account.EmailAddress": "accounts", "account.EmailConfirmation": "accounts", "sessions.Session": "accounts"}
"""Tables of libraries that hold personal data, and the room that answers for them."""


def models() -> Iterator[tuple[str, type[Model]]]:
    """Yield each model that has to be declared, with the room that has to do it."""
    for model in apps.get_models(include_auto_created=True):
        name = model._meta.app_config.name
        if name.startswith("parlour."):
            yield name.removeprefix("parlour."), model
        elif model._meta.label in FOREIGN:
            yield FOREIGN[model._meta.label], model


def declarations(room: str) -> tuple[Declaration, ...]:
    try:
        register = import_module(f"parlour.{room}.personal_data")
    except ModuleNotFoundError:
        return ()
    found: tuple[Declaration, ...] = register.DECLARATIONS
    return found


def declared_fields(room: str) -> list[str]:
    """Return what a room has declared, as `visitors.Visitor.name`."""
    fields: list[str] = []
    for line in declarations(room):
        names = (line.field,) if isinstance(line, Personal) else line.fields
        fields += [f"{line.model}.{name}" for name in names]
    return fields


def existing_fields() -> dict[str, str]:
    """Return every field that is a column or a table of its own, with the room that has to declare it."""
    return {
        f"{model._meta.label}.{field.name}": room
        for room, model in models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
    }


def test_every_field_is_declared_by_its_room() -> None:
    declared = {room: set(declared_fields(room)) for room in set(existing_fields().values())}
    missing = [f"{room}: {field}" for field, room in existing_fields().items() if field not in declared[room]]
    assert not missing, "say in personal_data.py what these are:\n" + "\n".join(missing)


def test_no_room_declares_a_field_twice_or_one_that_does_not_exist() -> None:
    declared = Counter(field for room in set(existing_fields().values()) for field in declared_fields(room))
    wrong = [field for field, count in declared.items() if count > 1 or field not in existing_fields()]
    assert not wrong, ", ".join(wrong)


def test_every_declaration_gives_its_reason_in_a_sentence() -> None:
    for room in set(existing_fields().values()):
        for line in declarations(room):
            sentence = line.why if isinstance(line, NotPersonal) else line.purpose
            assert sentence.endswith("."), line
            assert " " in sentence, line
