"""Ended chats are read page by page, and found by their words within one organization (IDR-11, IDR-12)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.chats.commands import end_chat, rate_chat, start_chat
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import archived_chats, chats_of_visitor
from parlour.lib.ids import new_id, new_secret, outside
from parlour.lib.refusals import InvalidInput
from parlour.organizations.models import Site
from parlour.protocol.commands import StartChat
from parlour.visitors.commands import Browser, welcome_visitor

Talk = Callable[..., Chat]


@pytest.fixture
def talk() -> Talk:
    """A chat in which one thing was said, and that is over."""

    def talk(site: Site, text: str, name: str = "") -> Chat:
        visitor = welcome_visitor(site, new_secret(), Browser())
        wanted = StartChat(client_id=new_id().hex, text=text, name=name)
        chat = start_chat(visitor, wanted, is_anybody_there=True)
        end_chat(AsVisitor(visitor.organization_id, visitor.pk), chat.pk)
        return chat

    return talk


def found(site: Site, search: str) -> list[str]:
    return [line.row.id for line in archived_chats(site.organization_id, search=search).rows]


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("Where is my parcel?", "parcel"),
        ("Where is my parcel?", "PARC whe"),
        ("Příliš žluťoučký kůň", "zlutoucky"),
        ("Prilis zlutoucky kun", "žluťoučký"),
        ("मेरा पार्सल कहाँ है", "पार्सल"),
        ("أين الطرد الخاص بي", "الطرد"),
        ("Ελληνικά", "ελλην"),
        ("It is size 42/L", "42"),
        ("mail me at vic@home.example", "vic@home.example"),
        ("Hello?", "hello !!!"),
    ],
)
def test_a_chat_is_found_by_words_and_their_beginnings(site: Site, talk: Talk, text: str, search: str) -> None:
    chat = talk(site, text)
    assert found(site, search) == [outside("cht", chat.pk)]


@pytest.mark.parametrize("search", ["parcel letter", "arcel", "पार्सलx", "organization", "words"])
def test_a_chat_without_one_of_the_words_is_not_found(site: Site, talk: Talk, search: str) -> None:
    talk(site, "Where is my parcel?")
    assert found(site, search) == []


def test_a_chat_is_found_by_the_visitors_name(site: Site, talk: Talk) -> None:
    chat = talk(site, "Hello?", name="Vic Miller")
    assert found(site, "miller") == [outside("cht", chat.pk)]


def test_a_chat_that_goes_on_is_not_in_the_archive(site: Site, chat: Chat) -> None:
    assert found(site, "") == found(site, "hello") == []


def test_another_organizations_words_are_neither_found_nor_counted(site: Site, other_site: Site, talk: Talk) -> None:
    talk(other_site, "a secret parcel")
    mine = talk(site, "a parcel")
    assert found(site, "parcel") == [outside("cht", mine.pk)]
    assert found(site, "secret") == []
    for search in (
        other_site.organization_id.hex,
        f"organization:{other_site.organization_id.hex}",
        "parcel OR secret",
    ):
        assert found(site, search) == []


@pytest.mark.parametrize(
    "search",
    ['"', '""', "*", "AND", "OR", "NOT", "NEAR(a b)", "words:parcel", "^parcel", "par*cel", "(", ")", "-parcel", "+", "'",
     "par\x00cel", "{words}", "\\", "%", "_", "a" * 200, "😀", "\u200b", " ".join("abcdefghijklmnop")],
)  # fmt: skip
def test_no_word_is_an_operator_of_the_index(site: Site, talk: Talk, search: str) -> None:
    talk(site, "something else")
    assert found(site, search) == []


@pytest.mark.parametrize("search", ["!!!", "*", '"', "... ---", "\u200b"])
def test_what_holds_no_word_finds_nothing(site: Site, talk: Talk, search: str) -> None:
    talk(site, "Hello!!!")
    assert found(site, search) == []


@given(search=st.text(max_size=40, alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_search_raises(site: Site, search: str) -> None:
    archived_chats(site.organization_id, search=search)


def test_the_words_are_shown_in_their_sentence(site: Site, talk: Talk) -> None:
    talk(site, "Good morning to everybody. " * 10 + "The blue parcel never came. " + "Thank you and good bye. " * 10)
    (line,) = archived_chats(site.organization_id, search="parcel").rows
    assert "blue parcel never" in line.excerpt
    assert len(line.excerpt) < 200


def test_pages_follow_each_other_without_gap_or_repeat(site: Site, talk: Talk) -> None:
    chats = [talk(site, f"number {number}") for number in range(7)]
    # Some end in the same moment: the id decides between them.
    Chat.objects.filter(pk__in=[chat.pk for chat in chats[2:5]]).update(
        ended_at=chats[0].started_at - timedelta(days=1)
    )
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = archived_chats(site.organization_id, cursor=cursor, limit=2)
        seen += [line.row.id for line in page.rows]
        talk(site, "one that ends while we read")
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == [outside("cht", chats[number].pk) for number in (6, 5, 1, 0, 4, 3, 2)]


@pytest.mark.parametrize(
    "cursor", ["x", "!!", "AAAA", "MjAyNi0wMS0wMSB4", "é", "MjAyNi0wMS0wMVQwMDowMDowMCswMDowMCAxMjM="]
)
def test_a_cursor_from_elsewhere_is_refused(site: Site, cursor: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        archived_chats(site.organization_id, cursor=cursor)
    assert refused.value.field == "cursor"


def test_a_visitors_ended_chats_are_listed_with_their_rating(
    bens_chat: Chat, as_vic: AsVisitor, as_cleo: AsOperator, site: Site, talk: Talk
) -> None:
    talk(site, "somebody else")
    end_chat(as_vic, bens_chat.pk)
    rate_chat(as_vic, bens_chat.pk, score=4, comment="")
    (line,) = chats_of_visitor(site.organization_id, as_vic.visitor_id).rows
    assert (line.row.id, line.rating) == (outside("cht", bens_chat.pk), 4)
    assert chats_of_visitor(as_cleo.organization_id, as_vic.visitor_id).rows == ()
