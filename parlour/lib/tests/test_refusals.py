"""Every refusal can be told apart by programs and read by people."""

import pytest

from parlour.lib.refusals import ALL, Refusal


def test_every_code_is_listed_once() -> None:
    def below(kind: type[Refusal]) -> set[type[Refusal]]:
        return {kind, *(each for child in kind.__subclasses__() for each in below(child))}

    codes = sorted(kind.code for kind in ALL)
    assert codes == sorted({kind.code for kind in below(Refusal) - {Refusal}})


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.code)
def test_a_refusal_says_a_sentence_and_a_fitting_status(kind: type[Refusal]) -> None:
    refusal = kind()
    assert refusal.message[0].isupper()
    assert refusal.message.endswith(".")
    assert 400 <= kind.status < 600
    assert kind.is_retryable == (kind.status in {429, 503})
