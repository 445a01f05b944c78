"""The judge is judged: histories that are right pass, and each kind of doctoring is found and named."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.faults.checker import Finding, Kept, Witness, judge
from bench.faults.notebook import Notebook, read_notes
from parlour.protocol.snapshots import Message, Side
from parlour.simulation.history import Acknowledged, AnyNote, Connected, Intended, Received

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CHAT, OTHER_CHAT = "cht_" + "0" * 31 + "1", "cht_" + "0" * 31 + "2"


@dataclass
class Talk:
    """A talk that went as it should: Vic's notes, Ben's notes, and what is kept."""

    vic: list[AnyNote]
    ben: list[AnyNote]
    kept: list[Kept]

    def findings(self) -> list[Finding]:
        chats = frozenset((CHAT,))
        return judge([Witness("Vic", chats, self.vic), Witness("Ben", chats, self.ben)], self.kept)

    def kinds(self) -> set[str]:
        return {finding.kind for finding in self.findings()}


def message(position: int, author: Side, text: str) -> Message:
    return Message(position=position, created_at=NOON, author=author, text=text, client_id=f"message-{position:04}")


def talk_of(lines: list[tuple[Side, str]]) -> Talk:
    """Write down a talk in which each message is sent, stored, acknowledged and shown to the other side."""
    talk = Talk([Connected()], [Connected()], [])
    for position, (author, text) in enumerate(lines, start=1):
        entry = message(position, author, text)
        mine, theirs = (talk.vic, talk.ben) if author == "visitor" else (talk.ben, talk.vic)
        mine.append(Intended(chat_id=CHAT, client_id=entry.client_id, text=text))
        mine.append(Acknowledged(chat_id=CHAT, client_id=entry.client_id, position=position))
        theirs.append(Received(chat_id=CHAT, entry=entry, is_new=True))
        talk.kept.append(Kept(CHAT, position, entry.client_id, text))
    return talk


# A busy machine is no reason to fail.
settings.register_profile("proof", deadline=None)
settings.load_profile("proof")

sides: st.SearchStrategy[Side] = st.sampled_from(("visitor", "operator"))
talks = st.lists(st.tuples(sides, st.text(min_size=1, max_size=20)), min_size=2, max_size=30).map(talk_of)


@given(talks)
def test_a_talk_that_went_as_it_should_has_no_findings(talk: Talk) -> None:
    assert talk.findings() == []


@given(talks, st.data())
def test_hearing_a_known_entry_again_after_a_reconnect_is_no_finding(talk: Talk, data: st.DataObject) -> None:
    kept = data.draw(st.sampled_from(talk.kept))
    entry = Message(
        position=kept.position, created_at=NOON, author="visitor", text=kept.text, client_id=kept.client_id or ""
    )
    talk.ben += [Connected(), Received(chat_id=CHAT, entry=entry, is_new=False)]
    talk.vic += [Connected(), Received(chat_id=CHAT, entry=entry, is_new=False)]
    assert talk.findings() == []


@given(talks, st.data())
def test_a_second_acknowledgement_with_the_first_position_is_no_finding(talk: Talk, data: st.DataObject) -> None:
    notes = data.draw(st.sampled_from((talk.vic, talk.ben)))
    again = [note for note in notes if isinstance(note, Acknowledged)]
    notes += again
    assert talk.findings() == []


@given(talks)
def test_a_message_that_was_written_and_never_acknowledged_may_be_kept_or_not(talk: Talk) -> None:
    talk.vic.append(Intended(chat_id=CHAT, client_id="never-sent", text="I am typing this in a tunnel"))
    assert talk.findings() == []


@given(talks, st.data())
def test_an_acknowledged_message_that_is_not_kept_is_lost(talk: Talk, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(talk.kept))
    talk.kept.remove(gone)
    assert "lost" in talk.kinds()


@given(talks)
def test_a_tail_that_is_not_kept_is_lost_although_the_positions_have_no_gap(talk: Talk) -> None:
    talk.kept.pop()
    assert "lost" in talk.kinds()


@given(talks)
def test_an_acknowledged_message_that_nobody_else_saw_is_lost_when_it_is_not_kept(talk: Talk) -> None:
    talk.vic += [
        Intended(chat_id=CHAT, client_id="swallowed", text="Hello?"),
        Acknowledged(chat_id=CHAT, client_id="swallowed", position=len(talk.kept) + 1),
    ]
    assert talk.kinds() == {"lost"}


@given(talks, st.data())
def test_a_message_that_is_kept_twice_is_duplicated(talk: Talk, data: st.DataObject) -> None:
    twice = data.draw(st.sampled_from(talk.kept))
    again = replace(twice, position=len(talk.kept) + 1)
    entry = Message(
        position=again.position, created_at=NOON, author="visitor", text=again.text, client_id=again.client_id or ""
    )
    talk.kept.append(again)
    talk.vic.append(Received(chat_id=CHAT, entry=entry, is_new=True))
    talk.ben.append(Received(chat_id=CHAT, entry=entry, is_new=True))
    assert "duplicated" in talk.kinds()


@given(talks, st.data())
def test_a_message_that_is_shown_twice_is_duplicated(talk: Talk, data: st.DataObject) -> None:
    notes = data.draw(st.sampled_from([notes for notes in (talk.vic, talk.ben) if shown(notes)]))
    notes.append(data.draw(st.sampled_from(shown(notes))))
    assert "duplicated" in talk.kinds()


@given(talks, st.data())
def test_two_entries_that_changed_places_in_the_database_are_reordered(talk: Talk, data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.sets(st.integers(0, len(talk.kept) - 1), min_size=2, max_size=2)))
    one, other = talk.kept[first], talk.kept[second]
    talk.kept[first], talk.kept[second] = replace(other, position=one.position), replace(one, position=other.position)
    assert "reordered" in talk.kinds()


@given(talks)
def test_a_hole_in_the_positions_is_reordered(talk: Talk) -> None:
    talk.kept[-1] = replace(talk.kept[-1], position=talk.kept[-1].position + 1)
    assert "reordered" in talk.kinds()


@given(st.lists(st.text(min_size=1, max_size=9), min_size=2, max_size=9), st.data())
def test_entries_shown_in_another_order_are_reordered(texts: list[str], data: st.DataObject) -> None:
    talk = talk_of([("visitor", text) for text in texts])
    receipts = talk.ben[1:]
    talk.ben[1:] = data.draw(st.permutations(receipts).filter(lambda order: order != receipts))
    assert "reordered" in talk.kinds()


@given(talks, st.data())
def test_a_message_of_another_chat_is_foreign(talk: Talk, data: st.DataObject) -> None:
    notes = data.draw(st.sampled_from((talk.vic, talk.ben)))
    entry = message(1, "visitor", "Not for your eyes")
    talk.kept.append(Kept(OTHER_CHAT, 1, entry.client_id, entry.text))
    notes.append(Received(chat_id=OTHER_CHAT, entry=entry, is_new=True))
    assert "foreign" in talk.kinds()


@given(talks, st.data())
def test_words_that_nobody_wrote_are_foreign(talk: Talk, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(talk.kept) - 1))
    talk.kept[place] = replace(talk.kept[place], text=talk.kept[place].text + "!")
    assert "foreign" in talk.kinds()


@given(talks, st.data())
def test_words_shown_otherwise_than_they_are_kept_are_foreign(talk: Talk, data: st.DataObject) -> None:
    notes = data.draw(st.sampled_from([notes for notes in (talk.vic, talk.ben) if shown(notes)]))
    place = data.draw(st.sampled_from([place for place, note in enumerate(notes) if isinstance(note, Received)]))
    note = notes[place]
    assert isinstance(note, Received)
    assert isinstance(note.entry, Message)
    notes[place] = msgspec.structs.replace(note, entry=msgspec.structs.replace(note.entry, text=note.entry.text + "?"))
    assert talk.kinds() == {"foreign"}


@given(talks)
def test_an_end_that_one_side_was_never_shown_is_unseen(talk: Talk) -> None:
    position = len(talk.kept) + 1
    talk.vic += [
        Intended(chat_id=CHAT, client_id="the-last-words", text="Goodbye"),
        Acknowledged(chat_id=CHAT, client_id="the-last-words", position=position),
    ]
    talk.kept.append(Kept(CHAT, position, "the-last-words", "Goodbye"))
    assert talk.kinds() == {"unseen"}


@given(talks)
def test_a_notebook_gives_back_what_was_noted(talk: Talk) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "vic.jsonl"
        notebook = Notebook(path)
        for note in talk.vic:
            notebook(note)
        notebook.close()
        assert read_notes(path) == talk.vic
        assert notebook.welcomed_at == [talk.vic[0].at]


def shown(notes: list[AnyNote]) -> list[Received]:
    return [note for note in notes if isinstance(note, Received)]
