"""Logins: made once for an address, opened by a password, closed everywhere when it changes."""

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY, login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from parlour.accounts.commands import change_password, create_account, sign_in, sign_in_account, sign_out
from parlour.accounts.events import AccountClosed, SessionEnded
from parlour.accounts.models import Account
from parlour.accounts.queries import account_by_email, account_of_session
from parlour.lib.ids import fingerprint, new_id
from parlour.lib.refusals import Conflict, InvalidInput, NotSignedIn, TooMany

PASSWORD = "correct horse battery staple"


@pytest.fixture
def account(db: None) -> Account:
    return create_account(email="Ada@Shop.example", name="Ada", password=PASSWORD)


def page() -> HttpRequest:
    """A request with a session, as the middleware makes one."""
    request = RequestFactory().post("/api/v1/session")
    session: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    request.session = session
    return request


def signed_in(account: Account) -> str:
    request = page()
    sign_in_account(request, account)
    request.session.save()
    key = request.session.session_key
    assert key is not None
    return key


def test_an_address_has_one_login_however_it_is_written(account: Account) -> None:
    assert account.email == "ada@shop.example"
    assert account_by_email(" ADA@shop.EXAMPLE ") == account
    with pytest.raises(Conflict) as refused:
        create_account(email="ADA@SHOP.EXAMPLE", name="Other", password=PASSWORD)
    assert refused.value.field == "email"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a\x00@shop.example"}, "email"),
        ({"name": ""}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "password123"}, "password"),
        ({"password": "ada.miller@shop"}, "password"),
    ],
)
def test_what_makes_no_good_login_is_refused_by_its_field(db: None, changes: dict[str, str], field: str) -> None:
    wanted = {"email": "ada.miller@shop.example", "name": "Ada", "password": PASSWORD} | changes
    with pytest.raises(InvalidInput) as refused:
        create_account(**wanted)
    assert refused.value.field == field
    assert not Account.objects.exists()


def test_a_session_belongs_to_whoever_signed_in(account: Account) -> None:
    assert account_of_session(signed_in(account)) == account


def test_a_session_of_nobody_is_nobodys(db: None) -> None:
    for key in ("", "x" * 32, "../../etc/passwd", "é\x00"):
        assert account_of_session(key) is None


def test_an_account_that_was_closed_has_no_session(account: Account) -> None:
    key = signed_in(account)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert account_of_session(key) is None


def test_another_password_ends_every_session(announced: list[object], account: Account) -> None:
    keys = [signed_in(account) for _ in range(2)]
    announced.clear()
    change_password(account, password="another long password")
    assert announced == [AccountClosed(account.pk)]
    assert [account_of_session(key) for key in keys] == [None, None]
    assert account_of_session(signed_in(account)) == account


def test_a_weak_new_password_changes_nothing(announced: list[object], account: Account) -> None:
    key = signed_in(account)
    announced.clear()
    with pytest.raises(InvalidInput):
        change_password(account, password="short")
    assert not announced
    assert account_of_session(key) == account


def test_a_session_under_another_backend_is_not_believed(account: Account) -> None:
    request = page()
    login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    request.session.save()
    assert account_of_session(str(request.session.session_key)) is None


def test_signing_out_ends_the_session_and_what_it_opened(announced: list[object], account: Account) -> None:
    request = page()
    sign_in_account(request, account)
    request.session.save()
    key = str(request.session.session_key)
    sign_out(request)
    assert announced == [SessionEnded(fingerprint(key))]
    assert account_of_session(key) is None


def test_signing_in_takes_a_new_session(account: Account) -> None:
    request = page()
    request.session["planted"] = "by somebody else"
    request.session.save()
    planted = request.session.session_key
    sign_in_account(request, account)
    assert request.session.session_key != planted
    assert request.session[SESSION_KEY] == str(account.pk)


def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(account: Account) -> None:
    sentences = set()
    for email, password in (
        ("ada@shop.example", "wrong"),
        ("nobody@shop.example", PASSWORD),
        ("", ""),
        ("a\x00b", "x"),
    ):
        with pytest.raises(NotSignedIn) as refused:
            sign_in(page(), email=email, password=password)
        sentences.add(refused.value.message)
    assert len(sentences) == 1


def test_the_right_password_signs_in(account: Account) -> None:
    request = page()
    assert sign_in(request, email=" ADA@shop.example ", password=PASSWORD) == account
    assert request.session[SESSION_KEY] == str(account.pk)


def attempt_from(address: str) -> None:
    request = page()
    request.META |= {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"203.0.113.9, {address}"}
    with pytest.raises(NotSignedIn):
        sign_in(request, email=f"{new_id().hex}@shop.example", password="not this one")


def test_aut_02_failures_are_counted_by_who_asks_and_not_by_the_proxy(db: None, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    for _ in range(10):
        attempt_from("198.51.100.7")
    request = page()
    request.META |= {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.7"}
    with pytest.raises(TooMany):
        sign_in(request, email="somebody@shop.example", password="not this one")
    attempt_from("198.51.100.8")
