"""Reads of logins."""

from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from parlour.accounts.models import Account


def account_of_session(session_key: str) -> Account | None:
    """Return the active account that is signed in with this session, or None.

    The same checks as a request makes: the session is alive, its backend is still in use, and the password has not
    changed since (the session holds a hash of it).
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    if store.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    try:
        account_id = UUID(str(store.get(SESSION_KEY)))
    except ValueError:
        return None
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None or not constant_time_compare(store.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()):
        return None
    return account


def account_by_email(email: str) -> Account | None:
    """Return the account with this address, however it is capitalised, or None."""
    return Account.objects.filter(email__iexact=email.strip()).first()
