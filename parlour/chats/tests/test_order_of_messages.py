"""The law of the message path: however drafts are cut into batches and however often they come, the chat is the same."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from parlour.chats.commands import MessageDraft, StoredMessage, send_messages, start_chat
from parlour.chats.models import Entry
from parlour.chats.permissions import AsVisitor
from parlour.lib.ids import new_id, new_secret
from parlour.lib.refusals import ClientIdTaken
from parlour.organizations.models import Site
from parlour.protocol.commands import StartChat
from parlour.visitors.commands import Browser, welcome_visitor

# Few ids and few texts, so that repeats and clashes are common.
drafts = st.lists(
    st.tuples(st.sampled_from([f"client-{n}" for n in range(5)]), st.sampled_from(["yes", "no"])),
    min_size=1,
    max_size=12,
)
sizes = st.lists(st.integers(1, 5), min_size=12, max_size=12)
Story = list[tuple[str, str]]


def told(site: Site, batches: list[Story]) -> tuple[list[object], list[object]]:
    """Tell a story in a chat of its own; return the answers and what is stored, as if every story were the same chat."""
    visitor = welcome_visitor(site, new_secret(), Browser())
    chat = start_chat(visitor, StartChat(client_id=new_id().hex, text="Hello?"), is_anybody_there=True)
    caller = AsVisitor(visitor.organization_id, visitor.pk)
    answers: list[object] = []
    for batch in batches:
        stored = send_messages([MessageDraft(caller, chat.pk, client_id, text) for client_id, text in batch])
        answers += [
            (answer.position, answer.is_repeat) if isinstance(answer, StoredMessage) else type(answer)
            for answer in stored
        ]
    entries = Entry.objects.filter(chat=chat, position__gt=1).order_by("position")
    return answers, list(entries.values_list("position", "client_id", "text"))


def cut(story: Story, lengths: list[int]) -> list[Story]:
    borders = [0, *(min(border, len(story)) for border in accumulate(lengths))]
    return [story[begin:end] for begin, end in pairwise(borders) if begin < end]


@given(story=drafts, lengths=sizes)
def test_any_batches_store_what_one_by_one_would(site: Site, story: Story, lengths: list[int]) -> None:
    assert told(site, cut(story, lengths)) == told(site, [[draft] for draft in story])


@given(story=drafts)
def test_each_client_id_is_stored_once_with_its_first_text_in_order_of_arrival(site: Site, story: Story) -> None:
    answers, stored = told(site, [story])
    first = dict(reversed(story))
    in_order = list(dict.fromkeys(client_id for client_id, _ in story))
    assert stored == [(number, client_id, first[client_id]) for number, client_id in enumerate(in_order, 2)]
    for (client_id, text), answer in zip(story, answers, strict=True):
        if text == first[client_id]:
            assert isinstance(answer, tuple)
            assert answer[0] == in_order.index(client_id) + 2
        else:
            assert answer is ClientIdTaken
