"""Both sides of the wire read the same shapes."""

from tools import generate_protocol


def test_the_typescript_of_the_protocol_is_what_the_generator_writes() -> None:
    assert generate_protocol.TARGET.read_text() == generate_protocol.generated()


def test_the_page_of_frames_is_what_the_generator_writes() -> None:
    assert generate_protocol.PAGE.read_text() == generate_protocol.page()
