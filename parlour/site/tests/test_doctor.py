"""The doctor says what is wrong in plain words, and how to mend it."""

import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from pytest_django import Settings

from parlour.site import doctor
from parlour.site.doctor import Level


@pytest.fixture
def house(settings: Settings, tmp_path: Path) -> Path:
    """A data directory that is in order."""
    settings.DATA_DIR = tmp_path
    key = tmp_path / "secret_key"
    key.write_text("secret")
    key.chmod(0o600)
    return tmp_path


@pytest.fixture
def mail_port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    server = Controller(Sink(), hostname="127.0.0.1", port=number)
    server.start()
    yield number
    server.stop()


def point_mail_at(settings: Settings, port: int) -> None:
    settings.SMTP_URL = "set"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


@pytest.mark.django_db
def test_every_check_answers_with_a_finding(house: Path) -> None:
    findings = doctor.examine(port_number=0)
    assert len(findings) == len(doctor.CHECKS)
    assert all(finding.mend for finding in findings if finding.level is not Level.OK)


def test_an_old_python_is_a_fault() -> None:
    assert doctor.python_version((3, 10)).level is Level.FAULT
    assert doctor.python_version((3, 11)).level is Level.OK


def test_a_data_directory_that_is_missing_is_a_fault(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    assert doctor.data_directory().level is Level.FAULT
    assert doctor.free_space().level is Level.FAULT


def test_a_good_data_directory_is_left_as_it_was(house: Path) -> None:
    assert doctor.data_directory().level is Level.OK
    assert [path.name for path in house.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(("free_mib", "level"), [(50, Level.FAULT), (500, Level.WARNING), (5_000, Level.OK)])
def test_little_free_space_is_told_in_time(
    house: Path, monkeypatch: pytest.MonkeyPatch, free_mib: int, level: Level
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free_mib * doctor.MIB))
    assert doctor.free_space().level is level


def test_a_secret_that_others_can_read_is_a_fault_with_the_command_that_mends_it(house: Path) -> None:
    assert doctor.secret_files().level is Level.OK
    (house / "secret_key").chmod(0o644)
    house.chmod(0o700)
    assert doctor.secret_files().level is Level.OK
    house.chmod(0o755)
    finding = doctor.secret_files()
    assert finding.level is Level.FAULT
    assert finding.mend == f"chmod 700 {house}, or chmod go= {house / 'secret_key'}"


@pytest.mark.django_db
def test_a_database_with_all_its_tables_is_well() -> None:
    assert doctor.database().level is Level.OK


def test_a_port_in_use_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1]
        assert doctor.port("127.0.0.1", number).level is Level.WARNING
    assert doctor.port("127.0.0.1", 0).level is Level.OK


@pytest.mark.parametrize(
    ("address", "level"),
    [
        ("https://chat.example.com", Level.OK),
        ("http://127.0.0.1:8000", Level.OK),
        ("http://localhost:8000", Level.OK),
        ("http://[::1]:8000", Level.OK),
        ("http://chat.example.com", Level.FAULT),
        ("https://example.com/chat", Level.FAULT),
        ("chat.example.com", Level.FAULT),
    ],
)
def test_an_address_is_encrypted_outside_this_machine(settings: Settings, address: str, level: Level) -> None:
    settings.BASE_URL = address
    assert doctor.base_url().level is level


def test_a_mail_server_that_answers_is_well(settings: Settings, mail_port: int) -> None:
    point_mail_at(settings, mail_port)
    assert doctor.mail().level is Level.OK


def test_a_mail_server_that_is_not_there_is_told(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    point_mail_at(settings, number)
    assert doctor.mail().level is Level.WARNING


def test_a_mail_server_that_refuses_our_password_is_told_without_the_password(
    settings: Settings, mail_port: int
) -> None:
    point_mail_at(settings, mail_port)
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "ben", "hidden"
    finding = doctor.mail()
    assert finding.level is Level.WARNING
    assert "hidden" not in finding.message + finding.mend


def test_a_mail_password_that_travels_unencrypted_is_told(
    settings: Settings, mail_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    point_mail_at(settings, mail_port)
    settings.EMAIL_HOST_USER = "ben"
    assert doctor.mail().level is Level.OK
    monkeypatch.setattr(doctor, "_is_loopback", lambda _: False)
    assert doctor.mail().level is Level.WARNING


def test_no_mail_server_is_a_warning(settings: Settings) -> None:
    settings.SMTP_URL = ""
    assert doctor.mail().level is Level.WARNING


def test_a_front_end_that_was_not_built_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "console").mkdir()
    (tmp_path / "console" / "index.html").touch()
    assert doctor.front_end().message == "Not built: widget."
    (tmp_path / "widget").mkdir()
    (tmp_path / "widget" / "loader.js").touch()
    assert doctor.front_end().level is Level.OK


def test_a_clock_that_stands_before_the_newest_file_is_a_fault(house: Path) -> None:
    assert doctor.clock().level is Level.OK
    assert doctor.clock(now=0.0).level is Level.FAULT


def test_too_few_open_files_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (1024, 1024))
    assert doctor.open_files().level is Level.WARNING
    monkeypatch.setattr("resource.getrlimit", lambda _: (65_536, 1_000_000))
    assert doctor.open_files().level is Level.OK


def test_a_file_in_the_place_of_the_data_directory_is_told_and_not_raised(house: Path, settings: Settings) -> None:
    settings.DATA_DIR = house / "secret_key"
    assert doctor.data_directory().level is Level.FAULT
