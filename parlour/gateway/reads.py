"""Answers to a session's questions, read from the rooms below; runs in a thread."""

from msgspec.structs import replace

from parlour.chats import queries as chats
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.gateway.steps import (
    Answer,
    OlderEntries,
    OpenView,
    OperatorView,
    Question,
    Recognise,
    Recognised,
    Standpoint,
    VisitorView,
)  # fmt: skip
from parlour.lib import clock
from parlour.lib.ids import inside, new_secret, outside
from parlour.lib.refusals import NotSignedIn
from parlour.operators import queries as operators
from parlour.operators.models import Operator
from parlour.organizations import queries as organizations
from parlour.organizations.models import Site
from parlour.protocol import events, limits
from parlour.protocol.snapshots import SiteLook
from parlour.visitors import queries as visitors


def answer(question: Question, by: Standpoint) -> Answer:
    """Answer one question for whoever asks. Raises a Refusal when they may not know."""
    match question:
        case OpenView():
            return _open_view(question, by)
        case OlderEntries():
            return _older_entries(question, by)
        case Recognise(authenticate=authenticate):
            return recognise(by, authenticate.visitor_key)
        case VisitorView():
            return _visitor_view(question, by)
        case OperatorView():
            return _operator_view(by)


def recognise(by: Standpoint, visitor_key: str) -> Recognised:
    """Find out whose key this is on this site; a key that is new belongs to nobody yet, and nothing is stored of it."""
    visitor = visitors.visitor_of_key(organizations.site_by_public_key(by.public_key), visitor_key)
    if visitor is None:
        # A key that opens nothing any more can never be given to anybody again: the browser gets another.
        return Recognised(None, visitor_key=new_secret() if visitors.is_spent_key(visitor_key) else None)
    caller = AsVisitor(visitor.organization_id, visitor.pk)
    chat = chats.newest_chat_of(caller)
    return Recognised(caller, inside("cht", chat.id) if chat else None)


def site_look(site: Site) -> SiteLook:
    """Return how the widget looks on the site, and who is there to answer."""
    faces = operators.answering(site.organization)
    return replace(organizations.look(site), is_online=bool(faces), operators=faces[:5])


def _open_view(question: OpenView, by: Standpoint) -> events.ChatOpened:
    caller = _known(by)
    chat = chats.chat_for(caller, question.chat_id)
    organization_id, chat_id = by.organization_id, question.chat_id
    if question.after is None:
        entries, has_older = chats.newest_entries(
            organization_id, chat_id, up_to=chat.last_position, limit=limits.OPEN_ENTRIES
        )
        return events.ChatOpened(question.client_id, chat, entries, has_older=has_older)
    after = min(question.after, chat.last_position)
    entries, has_newer = chats.entries_after(organization_id, chat_id, after=after)
    return events.ChatOpened(question.client_id, chat, entries, has_older=after > 0, has_newer=has_newer)


def _older_entries(question: OlderEntries, by: Standpoint) -> events.History:
    chats.chat_for(_known(by), question.chat_id)
    entries, has_older = chats.entries_before(
        by.organization_id, question.chat_id, before=question.before, limit=question.limit
    )
    return events.History(question.client_id, outside("cht", question.chat_id), entries, has_older)


def _visitor_view(question: VisitorView, by: Standpoint) -> events.WelcomeVisitor:
    site = organizations.site_by_public_key(by.public_key)
    welcome = events.WelcomeVisitor(
        server_time=clock.now(), site=site_look(site), visitor_key=question.visitor_key, client_id=question.client_id
    )
    if not isinstance(by.caller, AsVisitor):
        return welcome
    contact = visitors.visitor(site.organization, by.caller.visitor_id).contact
    if contact is not None:
        welcome = replace(welcome, name=contact.name, email=contact.email)
    if question.chat_id is None:
        return welcome
    opened = _open_view(OpenView("", question.chat_id), by)
    return replace(welcome, chat=opened.chat, entries=opened.entries, has_older=opened.has_older)


def _operator_view(by: Standpoint) -> events.WelcomeOperator:
    caller = by.caller
    if not isinstance(caller, AsOperator):
        raise NotSignedIn
    me = Operator.objects.select_related("organization", "account").get(pk=caller.operator_id)
    return events.WelcomeOperator(
        server_time=clock.now(),
        me=operators.colleague(me),
        organization_name=me.organization.name,
        colleagues=tuple(operators.colleague(operator) for operator in operators.operators(me.organization)),
        sites=organizations.site_cards(me.organization),
        rows=chats.open_rows(me.organization_id),
    )


def _known(by: Standpoint) -> AsVisitor | AsOperator:
    if by.caller is None:
        raise NotSignedIn
    return by.caller
