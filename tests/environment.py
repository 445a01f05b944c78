"""How every test run stands: a data directory of its own, made before the settings are read, and no silent skips in CI."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator

import pytest

if "PYTEST_XDIST_WORKER" not in os.environ:
    # The workers inherit the directory of the process that started them, and leave its removal to it.
    _directory = tempfile.mkdtemp(prefix="parlour-tests-")
    os.environ["PARLOUR_DATA_DIR"] = _directory
    atexit.register(shutil.rmtree, _directory, ignore_errors=True)

NOT_EVERYWHERE = "PARLOUR_DIALOGUES"
"""What CI need not have: a corpus of dialogues that is no part of the project. The reason of such a skip begins with it."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test where nothing may be missing: CI has every service that a test can ask for."""
    report = yield
    if not report.skipped or hasattr(report, "wasxfail") or not os.environ.get("CI"):
        return report
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if not reason.removeprefix("Skipped: ").startswith(NOT_EVERYWHERE):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {reason}"
    return report
