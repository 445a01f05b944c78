"""A stage for people who do not exist: an organization of its own, with operators who are signed in already."""

from importlib import import_module

import msgspec
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from parlour.accounts.models import Account
from parlour.chats.models import Entry
from parlour.lib.ids import inside, new_id, outside
from parlour.operators.commands import take_seat
from parlour.operators.models import Operator
from parlour.organizations.commands import create_organization, create_site
from parlour.organizations.models import Organization
from parlour.site.first_start import own_origins


class OpenedStage(msgspec.Struct, frozen=True):
    """What a rehearsal needs to play: the sites' keys, an origin they allow, and the operators' cookies."""

    public_keys: tuple[str, ...]
    origin: str
    session_cookies: tuple[str, ...]
    organization_id: str


@transaction.atomic
def open_stage(operators: int, sites: int = 1) -> OpenedStage:
    """Make an organization with so many operators, each signed in, and so many sites."""
    organization = create_organization(name="Rehearsal")
    origins = own_origins()
    keys = tuple(
        create_site(organization, name=f"Stage {number + 1}", allowed_origins=origins).public_key
        for number in range(sites)
    )
    cookies = []
    for number in range(operators):
        account = Account(email=f"operator-{new_id().hex}@rehearsal.example", name=f"Operator {number + 1}")
        account.set_unusable_password()
        account.save()
        role = Operator.Role.OWNER if number == 0 else Operator.Role.OPERATOR
        take_seat(organization, account, name=account.name, role=role)
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={_signed_in(account)}")
    return OpenedStage(keys, origins[0], tuple(cookies), outside("org", organization.pk))


@transaction.atomic
def close_stage(organization_id: str) -> None:
    """Remove a stage with everything that was said on it, and its operators' logins."""
    organization = Organization.objects.get(pk=inside("org", organization_id))
    accounts = list(Operator.objects.filter(organization=organization).values_list("account_id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM chats_archived_words WHERE organization = %s", [organization.pk.hex])
    Entry.objects.filter(organization=organization).delete()
    organization.delete()
    Account.objects.filter(pk__in=accounts).delete()


def _signed_in(account: Account) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    key: str = store.session_key
    return key
