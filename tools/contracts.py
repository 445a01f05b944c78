"""House rules about imports that import-linter does not bring: pyproject.toml names them, `lint-imports` runs them.

They find the rooms in the import graph, so that a new room is held to them from its first file.
"""

from collections.abc import Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

HOUSE = "parlour"


def room_of(module: str) -> str:
    """Return the room a module belongs to: `chats` for `parlour.chats.commands.transfer`."""
    return module.split(".")[1] if "." in module else ""


def part_of(module: str) -> str:
    """Return the part of its room a module belongs to: `commands` for `parlour.chats.commands.transfer`."""
    return module.split(".")[2] if module.count(".") > 1 else ""


def imports(graph: ImportGraph) -> Iterator[tuple[str, str]]:
    """Yield every direct import between two modules of the house, tests left out: a test may look anywhere."""
    for importer in sorted(graph.modules):
        if importer.startswith(f"{HOUSE}.") and "tests" not in importer.split("."):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if imported.startswith(f"{HOUSE}."):
                    yield importer, imported


class HouseRule(Contract):
    """A contract that is broken by single imports; a subclass says which."""

    contract_options: dict[str, str | list[str]]

    def names(self, option: str) -> list[str]:
        """Return an option of the contract as a list of names."""
        value = self.contract_options[option]
        return [value] if isinstance(value, str) else value

    def breaks(self, importer: str, imported: str) -> bool:
        """Tell whether this import breaks the rule."""
        raise AssertionError(f"{type(self).__name__} does not say what breaks it")

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Hold every import of the house against the rule."""
        broken = [pair for pair in imports(graph) if self.breaks(*pair)]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that breaks the rule."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}", bold=False)


class PrivateDoors(HouseRule):
    """Some modules of a room are imported by that room and by the named rooms only."""

    modules = fields.SetField(subfield=fields.StringField())
    allowed_rooms = fields.SetField(subfield=fields.StringField())

    def breaks(self, importer: str, imported: str) -> bool:
        """A door of another room is private, unless the importer's room is a named one."""
        room = room_of(importer)
        return (
            part_of(imported) in self.names("modules")
            and room != room_of(imported)
            and room not in self.names("allowed_rooms")
        )


class RoomOrder(HouseRule):
    """The modules of one room import only those that come before them in the list."""

    modules = fields.ListField(subfield=fields.StringField())

    def breaks(self, importer: str, imported: str) -> bool:
        """An import that goes up the list inside one room."""
        if room_of(importer) != room_of(imported):
            return False
        order, here, there = self.names("modules"), part_of(importer), part_of(imported)
        return here in order and there in order and order.index(there) > order.index(here)


class KnowsOnly(HouseRule):
    """A room imports the named rooms and nothing else of the house."""

    room = fields.StringField()
    allowed_rooms = fields.SetField(subfield=fields.StringField())

    def breaks(self, importer: str, imported: str) -> bool:
        """An import from the room into a room that is not named."""
        knows = [*self.names("room"), *self.names("allowed_rooms")]
        return room_of(importer) == knows[0] and room_of(imported) not in knows
