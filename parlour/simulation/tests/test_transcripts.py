from datetime import UTC, datetime

from parlour.protocol.snapshots import Ended, Entry, Message, OperatorFace, Side, Taken
from parlour.simulation.script import Turn
from parlour.simulation.transcripts import compare

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TURNS = (Turn("visitor", "Hello"), Turn("operator", "Good morning"), Turn("visitor", "Bye"))
ACKNOWLEDGED = {"message-1": 1, "message-3": 3, "message-4": 4}


def message(position: int, author: Side, text: str) -> Message:
    return Message(position=position, created_at=NOON, author=author, text=text, client_id=f"message-{position}")


def transcript() -> list[Entry]:
    return [
        message(1, "visitor", "Hello"),
        Taken(position=2, created_at=NOON, operator=OperatorFace(id="opr_1", name="Ben")),
        message(3, "operator", "Good morning"),
        message(4, "visitor", "Bye"),
        Ended(position=5, created_at=NOON, by="operator"),
    ]


def test_a_transcript_that_is_what_was_said_is_equal() -> None:
    found = compare(transcript(), TURNS, ACKNOWLEDGED)
    assert found.is_equal
    assert (found.lost, found.duplicated, found.out_of_order) == (0, 0, 0)


def test_a_missing_message_is_lost() -> None:
    entries = [entry for entry in transcript() if entry.position != 4]
    found = compare(entries, TURNS, ACKNOWLEDGED)
    assert found.lost == 1
    assert not found.is_equal


def test_a_message_that_stands_there_twice_is_duplicated() -> None:
    again = Message(position=6, created_at=NOON, author="visitor", text="Bye", client_id="message-4")
    found = compare([*transcript(), again], TURNS, ACKNOWLEDGED)
    assert found.duplicated == 1
    assert not found.is_equal


def test_two_messages_that_changed_places_are_out_of_order() -> None:
    first, taken, *_, last = transcript()
    entries = [first, taken, message(3, "visitor", "Bye"), message(4, "operator", "Good morning"), last]
    found = compare(entries, TURNS, ACKNOWLEDGED)
    assert found.out_of_order > 0
    assert not found.is_equal


def test_a_letter_that_changed_is_seen() -> None:
    entries = transcript()
    entries[0] = message(1, "visitor", "Hello ")
    assert not compare(entries, TURNS, ACKNOWLEDGED).is_equal


def test_a_message_at_another_position_than_was_acknowledged_is_out_of_order() -> None:
    assert compare(transcript(), TURNS, {**ACKNOWLEDGED, "message-4": 5}).out_of_order == 1
