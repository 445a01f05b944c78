"""Gives a test run a data directory of its own, before the settings are read: a developer's own data stays untouched."""

import atexit
import os
import shutil
import tempfile

if "PYTEST_XDIST_WORKER" not in os.environ:
    # The workers inherit the directory of the process that started them, and leave its removal to it.
    _directory = tempfile.mkdtemp(prefix="parlour-tests-")
    os.environ["PARLOUR_DATA_DIR"] = _directory
    atexit.register(shutil.rmtree, _directory, ignore_errors=True)
