"""Commands of sessions, carried out in the order they came: one transaction for all that gathered; runs in the writer's
thread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import structlog
from django.db import DatabaseError, close_old_connections, transaction

from parlour.chats import commands as chats
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.chats.queries import newest_chat_of
from parlour.gateway.steps import Answer, Recognised, Standpoint, Started
from parlour.lib.ids import inside
from parlour.lib.refusals import NotAllowed, NotSignedIn, Refusal, Unavailable
from parlour.operators import commands as operators
from parlour.operators.queries import answering
from parlour.organizations.models import Organization
from parlour.organizations.queries import site_by_public_key
from parlour.protocol import commands, events
from parlour.protocol.commands import Identity
from parlour.visitors import commands as visitors
from parlour.visitors.queries import visitor as visitor_of

log = structlog.get_logger()


COSTLY_AT_MOST = 4
"""Commands of the ORM in one transaction: each takes 2 to 5 ms, and messages behind them wait that long."""


@dataclass(frozen=True, slots=True)
class Work:
    """One command, who asks, and whom to tell the answer: `reply` is called in the writer's thread."""

    command: commands.Command
    by: Standpoint
    reply: Callable[[Answer], None]


def commit(batch: Sequence[Work]) -> None:
    """Carry out everything that waits, in its order, and answer; never raises.

    Messages and marks share one transaction however many they are. Other commands cost more: after a few of them the
    transaction is committed, so that messages behind them do not wait for all.
    """
    for part in _parts(batch):
        _commit_part(part)


def _parts(batch: Sequence[Work]) -> Iterator[Sequence[Work]]:
    begin = costly = 0
    for index, work in enumerate(batch):
        costly += not isinstance(work.command, commands.SendMessage | commands.Mark)
        if costly == COSTLY_AT_MOST:
            yield batch[begin : index + 1]
            begin, costly = index + 1, 0
    if begin < len(batch):
        yield batch[begin:]


def _commit_part(batch: Sequence[Work]) -> None:
    """Carry out a part in one transaction. When that fails as a whole, each command is tried alone, so that one cannot
    spoil the others.
    """
    # After an error a connection is looked at, and replaced when the database has gone and come back.
    close_old_connections()
    try:
        answers = _carried_out(batch)
    except Exception as error:  # noqa: BLE001  # whatever it was, everybody who waits gets an answer
        if len(batch) > 1:
            for work in batch:
                _commit_part([work])
            return
        answers = [_explained(error, batch[0])]
    for work, answer in zip(batch, answers, strict=True):
        work.reply(answer)


@transaction.atomic
def _carried_out(batch: Sequence[Work]) -> list[Answer]:
    answers: list[Answer] = []
    for kind, group in groupby(batch, key=lambda work: type(work.command)):
        works = list(group)
        if kind is commands.SendMessage:
            answers += _send_messages(works)
        elif kind is commands.Mark:
            answers += _mark(works)
        else:
            answers += [_alone(work) for work in works]
    return answers


def _send_messages(works: Sequence[Work]) -> Iterator[Answer]:
    drafts = [
        chats.MessageDraft(
            _known(work.by), inside("cht", work.command.chat_id), work.command.client_id, work.command.text,
            work.by.connection_id,
        )
        for work in works
        if isinstance(work.command, commands.SendMessage)
    ]  # fmt: skip
    for draft, stored in zip(drafts, chats.send_messages(drafts), strict=True):
        if isinstance(stored, Refusal):
            yield stored
        elif stored.is_repeat:
            chat_id = f"cht_{draft.chat_id.hex}"
            yield events.Stored(draft.client_id, chat_id, stored.position, stored.created_at)
        else:
            # The hub brings the news to the sender too, in the order of positions.
            yield None


def _mark(works: Sequence[Work]) -> list[Answer]:
    chats.mark_chats(
        [
            chats.MarkDraft(
                _known(work.by), inside("cht", work.command.chat_id), work.command.delivered, work.command.read
            )
            for work in works
            if isinstance(work.command, commands.Mark)
        ]
    )
    return [None] * len(works)


def _alone(work: Work) -> Answer:
    try:
        # A savepoint: what a refused command had begun is undone, and the batch goes on.
        with transaction.atomic():
            return _obey(work.command, work.by)
    except Refusal as refusal:
        return refusal


def _obey(command: commands.Command, by: Standpoint) -> Answer:
    match command:
        case commands.Authenticate(identity=identity) if identity is not None:
            return _identify(identity, by)
        case commands.Identify(identity=identity):
            return _identify(identity, by)
        case commands.StartChat():
            return _start_chat(command, by)
        case commands.EndChat(chat_id=chat_id):
            chats.end_chat(_known(by), inside("cht", chat_id))
        case commands.RateChat(chat_id=chat_id, score=score, comment=comment):
            chats.rate_chat(_visitor(by), inside("cht", chat_id), score=score, comment=comment)
        case commands.DescribeVisitor(name=name, email=email, fields=fields):
            organization = Organization(pk=by.organization_id)
            visitor = visitor_of(organization, _visitor(by).visitor_id)
            visitors.describe_visitor(visitor, name=name, email=email, fields=fields)
        case commands.SignOut():
            visitors.revoke_key(by.visitor_key)
        case commands.TakeChat(chat_id=chat_id):
            chats.take_chat(_operator(by), inside("cht", chat_id))
        case commands.SetAvailability(accepts_chats=accepts_chats):
            operator = _operator(by)
            organization = Organization(pk=operator.organization_id)
            operators.set_availability(organization, operator.operator_id, accepts_chats=accepts_chats)
        case _:
            raise NotAllowed
    return events.Done(client_id=getattr(command, "client_id", ""))


def _start_chat(command: commands.StartChat, by: Standpoint) -> Started:
    site = site_by_public_key(by.public_key)
    visitor = visitors.welcome_visitor(site, by.visitor_key, by.browser)
    chat = chats.start_chat(visitor, command, is_anybody_there=bool(answering(site.organization)))
    return Started(AsVisitor(visitor.organization_id, visitor.pk), chat.pk)


def _identify(identity: Identity, by: Standpoint) -> Recognised:
    identified = chats.identify_visitor(site_by_public_key(by.public_key), by.visitor_key, identity, by.browser)
    caller = AsVisitor(identified.visitor.organization_id, identified.visitor.pk)
    chat = newest_chat_of(caller)
    return Recognised(caller, inside("cht", chat.id) if chat else None, identified.visitor_key)


def _known(by: Standpoint) -> AsVisitor | AsOperator:
    if by.caller is None:
        raise NotSignedIn
    return by.caller


def _visitor(by: Standpoint) -> AsVisitor:
    if not isinstance(by.caller, AsVisitor):
        raise NotAllowed
    return by.caller


def _operator(by: Standpoint) -> AsOperator:
    if not isinstance(by.caller, AsOperator):
        raise NotAllowed
    return by.caller


def _explained(error: Exception, work: Work) -> Answer:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, DatabaseError):
        log.warning("write_failed", command=type(work.command).__name__, error=type(error).__name__)
    else:
        log.error("write_failed", command=type(work.command).__name__, exc_info=error)
    return Unavailable()
