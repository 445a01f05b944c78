import io
import math

from rich.console import Console

from parlour.simulation.report import Report, percentile
from parlour.simulation.stage import Stage, loopback_address


def test_a_percentile_is_the_smallest_sample_that_enough_do_not_exceed() -> None:
    samples = [0.005, 0.001, 0.004, 0.002, 0.003]
    assert percentile(samples, 0.5) == 0.003
    assert percentile(samples, 0.99) == 0.005
    assert percentile(samples, 0.2) == 0.001
    assert math.isnan(percentile([], 0.5))


def test_a_report_without_findings_ends_with_zero() -> None:
    assert Report(dialogues=1, stored=3).exit_status == 0


def test_each_kind_of_finding_makes_the_exit_status_one() -> None:
    for report in (Report(lost=1), Report(duplicated=1), Report(out_of_order=1), Report(failures=["lamp-1: refused"])):
        assert report.exit_status == 1


def test_the_table_says_what_was_stored_and_how_fast() -> None:
    out = io.StringIO()
    report = Report(dialogues=2, stored=20, seconds=2.0, acknowledged_seconds=[0.004], delivered_seconds=[0.006])
    Console(file=out, width=100).print(report.table())
    assert "10 messages/s" in out.getvalue()
    assert "4.0 / 4.0 ms" in out.getvalue()


def test_each_person_of_a_rehearsal_has_an_address_of_their_own() -> None:
    addresses = {loopback_address(number) for number in range(100_000)}
    assert len(addresses) == 100_000
    assert all(address.startswith("127.") and not address.endswith(".0") for address in addresses)
    assert "127.0.0.1" not in addresses


def test_a_secure_server_is_called_securely() -> None:
    stage = Stage(base_url="https://chat.example.com/", public_keys=("k",), origin="https://example.com", cookies=())
    assert stage.socket_url("/realtime/v1/console") == "wss://chat.example.com/realtime/v1/console"
    assert not stage.is_on_this_machine()
