"""A small company to look at: three operators, a dozen visitors, chats in every state. Written for the product."""

from rich.console import Console

from parlour.accounts.commands import create_account
from parlour.chats import commands as chats
from parlour.chats.models import Chat
from parlour.chats.permissions import AsOperator, AsVisitor
from parlour.lib.ids import new_id, new_secret
from parlour.lib.refusals import Refusal
from parlour.operators.commands import change_profile, take_seat
from parlour.operators.models import Operator
from parlour.operators.queries import operators
from parlour.organizations.models import Organization, Site
from parlour.protocol.commands import StartChat
from parlour.site.first_start import prepare
from parlour.visitors.commands import Browser, welcome_visitor

PEOPLE = (
    ("Ada Marlow", "ada@parlour.example", "Head gardener", "Ask me about anything."),
    ("Ben Okafor", "ben@parlour.example", "Customer care", "Good coffee, quick answers."),
    ("Mina Dvořák", "mina@parlour.example", "Plant doctor", "Most of them want less water."),
)
_FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)

TALKS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Vic Lindqvist", "vic@mail.example", "waiting", ("Hello! Is the olive tree happy on a north balcony?",)),
    ("", "", "waiting", ("hi, my parcel says delivered but there is nothing here :(",)),
    (
        "Noor Haddad",
        "noor@mail.example",
        "active",
        (
            "مرحبًا، هل يمكنني تغيير عنوان التوصيل؟",
            "> Hello Noor, of course. Which order is it, and where shall it go?",
            "الطلب رقم ‎4417، إلى المكتب من فضلك",
        ),
    ),
    (
        "Petr Novák",
        "petr@mail.example",
        "active",
        (
            "Dobrý den, květináč přišel v jiné barvě, než jsem objednal.",
            "> Good afternoon Petr, I am sorry. I am sending the right one today; please keep the other until it is there.",
            "Děkuji, to je od vás moc milé.",
        ),
    ),
    (
        "Ioana Pop",
        "ioana@mail.example",
        "ended",
        (
            "Bună! Mai aveți monstera mică?",
            "> Hello Ioana! Yes, from Thursday on. Shall I keep one for you?",
            "Da, mulțumesc!",
            "> Done. You get a mail when it is here.",
        ),
    ),
    (
        "Sam Whitfield",
        "",
        "ended",
        (
            "Do the plants come in their pots?",
            "> Yes, potted and watered; you only have to choose a window.",
            "Perfect 👍",
        ),
    ),
)


def plant(console: Console) -> None:
    """Plant the company. Does nothing where somebody has entered already. Its operators share one printed password."""
    link = prepare()
    organization = Organization.objects.order_by("created_at")[0]
    if link is None:
        console.print("There are people here already: nothing was planted.")
        return
    password = new_secret()[:16]
    seats = [_seat(organization, person, password, is_owner=index == 0) for index, person in enumerate(PEOPLE)]
    site = Site.objects.filter(organization=organization)[0]
    for index, (name, email, state, lines) in enumerate(TALKS):
        _talk(site, seats[1 + index % 2], name=name, email=email, state=state, lines=lines)
    console.print(f"Planted {len(PEOPLE)} operators and {len(TALKS)} chats.")
    console.print(f"Sign in as {PEOPLE[0][1]} with the password {password}")


def _seat(organization: Organization, person: tuple[str, str, str, str], password: str, *, is_owner: bool) -> Operator:
    name, email, job_title, motto = person
    account = create_account(email=email, name=name, password=password)
    role = Operator.Role.OWNER if is_owner else Operator.Role.OPERATOR
    seat = take_seat(organization, account, name=name, role=role)
    return change_profile(operators(organization).get(pk=seat.pk), name=None, job_title=job_title, motto=motto)


def _talk(site: Site, operator: Operator, *, name: str, email: str, state: str, lines: tuple[str, ...]) -> None:
    browser = Browser(user_agent=_IPHONE if len(lines) % 2 else _FIREFOX, language="en", address="203.0.113.77")
    visitor = welcome_visitor(site, new_secret(), browser)
    start = StartChat(client_id=new_id().hex, text=lines[0], name=name, email=email)
    chat = chats.start_chat(visitor, start, is_anybody_there=True)
    mine, theirs = AsOperator(site.organization_id, operator.pk), AsVisitor(site.organization_id, visitor.pk)
    if state == Chat.State.WAITING:
        return
    chats.take_chat(mine, chat.pk)
    for line in lines[1:]:
        caller, text = (mine, line[2:]) if line.startswith("> ") else (theirs, line)
        for answer in chats.send_messages([chats.MessageDraft(caller, chat.pk, new_id().hex, text)]):
            if isinstance(answer, Refusal):
                raise answer
    if state == Chat.State.ENDED:
        chats.end_chat(theirs, chat.pk)
        chats.rate_chat(theirs, chat.pk, score=5, comment="")
