"""Settings that cannot be meant as they stand are named before anything starts."""

import pytest

from parlour.site.environment import faults


def test_nothing_has_to_be_set() -> None:
    assert faults({"PATH": "/usr/bin", "PARLOUR_DATA_DIR": "data"}) == []


def test_what_is_meant_so_is_taken() -> None:
    meant = {
        "PARLOUR_BASE_URL": "https://chat.example.com/",
        "PARLOUR_SMTP_URL": "submission://user:pass%40word@mail.example.com",
        "PARLOUR_TRUSTED_PROXIES": "10.0.0.0/8, 2001:db8::1",
        "PARLOUR_WORKER_THREADS": "16",
        "PARLOUR_DATABASE_URL": "postgres://user@host/parlour",
        "PARLOUR_LOG_LEVEL": "warning",
    }
    assert faults(meant) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARLOUR_BASE_URL", "chat.example.com"),
        ("PARLOUR_BASE_URL", "https://example.com/chat"),
        ("PARLOUR_SMTP_URL", "gmail.com"),
        ("PARLOUR_TRUSTED_PROXIES", "nginx"),
        ("PARLOUR_WORKER_THREADS", "0"),
        ("PARLOUR_WORKER_THREADS", "many"),
        ("PARLOUR_LOG_LEVEL", "loud"),
        ("PARLOUR_DATABASE_URL", "postgres://x"),
    ],
)
def test_what_cannot_be_meant_is_named(name: str, value: str) -> None:
    (fault,) = faults({name: value})
    assert fault.startswith(name)


def test_a_mistyped_name_is_told_with_the_one_that_was_meant() -> None:
    assert faults({"PARLOUR_BASEURL": "https://chat.example.com"}) == [
        "PARLOUR_BASEURL is not a setting. Did you mean PARLOUR_BASE_URL?"
    ]


def test_limits_are_lifted_on_loopback_only() -> None:
    assert faults({"PARLOUR_RATE_LIMITS": "off"}) == []
    assert len(faults({"PARLOUR_RATE_LIMITS": "off", "PARLOUR_BASE_URL": "https://chat.example.com"})) == 1


def test_every_fault_is_told_at_once() -> None:
    assert len(faults({"PARLOUR_BASE_URL": "x", "PARLOUR_SMTP_URL": "y", "PARLOUR_SMTP": "z"})) == 3
