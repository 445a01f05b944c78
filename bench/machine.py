"""The machine that the figures are of. A figure without its machine says nothing."""

import os
import platform
import resource
import sqlite3
from importlib.metadata import version
from pathlib import Path


def describe() -> dict[str, str]:
    """Return the names that belong beside every figure: processor, cores, memory, system, versions."""
    return {
        "processor": _after("/proc/cpuinfo", "model name"),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **{name: version(name) for name in ("Django", "uvicorn", "uvloop", "msgspec")},
    }


def allow_many_files() -> int:
    """Raise the number of open files to what the system allows this process; returns it. Children inherit it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def load_average() -> float:
    """Return how many processes wanted a core during the last minute: others at work spoil a figure."""
    return os.getloadavg()[0]


def _after(path: str, key: str) -> str:
    for line in Path(path).read_text().splitlines():
        if line.startswith(key):
            return line.partition(":")[2].strip()
    return "unknown"
