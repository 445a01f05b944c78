"""Files and functions stay small enough to be read at one go."""

import pytest

from tools.measure import Figure, figures
from tools.sources import named, python_files, typescript_files

NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}


@pytest.mark.parametrize("figure", figures(), ids=lambda figure: figure.name)
def test_the_figure_is_within_its_limits(figure: Figure) -> None:
    assert figure.is_kept, str(figure)


def test_every_module_is_named_for_what_it_holds() -> None:
    modules = (*python_files(), *typescript_files())
    vague = [named(path) for path in modules if path.name.split(".")[0].lower() in NAMES_THAT_SAY_NOTHING]
    assert not vague
