"""Writes of logins."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest

from parlour.accounts import queries
from parlour.accounts.events import AccountClosed, SessionEnded
from parlour.accounts.models import Account
from parlour.lib import text
from parlour.lib.ids import fingerprint
from parlour.lib.refusals import Conflict, InvalidInput, NotSignedIn, TooMany
from parlour.protocol import limits
from parlour.realtime.announce import announce


def checked_email(email: str, *, field: str = "email") -> str:
    """Return the address trimmed and in lower case. Refuses what is no address."""
    email = text.one_line(email, field=field, at_most=limits.EMAIL_CHARACTERS, at_least=1).lower()
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidInput("This is not an e-mail address.", field=field) from None
    return email


@transaction.atomic
def create_account(*, email: str, name: str, password: str) -> Account:
    """Make a login. Refuses a taken address, and a password that is short, common or like the person's data."""
    account = Account(
        email=checked_email(email), name=text.one_line(name, field="name", at_most=limits.NAME_CHARACTERS, at_least=1)
    )
    if queries.account_by_email(account.email):
        raise Conflict("There is an account with this address already.", field="email")
    _set_password(account, password)
    account.save()
    return account


@transaction.atomic
def change_password(account: Account, *, password: str) -> None:
    """Set another password and end every session. Refuses the passwords that `create_account` refuses."""
    _set_password(account, password)
    account.save(update_fields=["password"])
    announce(AccountClosed(account.pk))


def sign_in(request: HttpRequest, *, email: str, password: str) -> Account:
    """Sign the person in on this request, with a new session. Refuses in one sentence whatever was wrong."""
    account = proven(request, email=email, password=password)
    login(request, account)
    return account


def proven(request: HttpRequest, *, email: str, password: str) -> Account:
    """Return whose address and password these are. Refuses in one sentence whatever was wrong, and too many attempts."""
    try:
        # Through the adapter, which counts failures by address and by account, and hashes for unknown addresses too.
        account = get_adapter(request).authenticate(request, email=email.strip(), password=password)
    except ValidationError:
        raise TooMany("There were many failed attempts. Wait a few minutes.", retry_after_seconds=300) from None
    if not isinstance(account, Account):
        raise NotSignedIn("E-mail address and password do not fit together.")
    return account


def sign_in_account(request: HttpRequest, account: Account) -> None:
    """Sign in somebody who has just proved in another way who they are, with a new session."""
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")


def sign_out(request: HttpRequest) -> None:
    """End the session of this request, and all that is open through it."""
    key = request.session.session_key
    logout(request)
    if key:
        announce(SessionEnded(fingerprint(key)))


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidInput(" ".join(error.messages), field="password") from None
    account.set_password(password)
