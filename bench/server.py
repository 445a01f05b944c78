"""A real server as a process of its own: started, asked whether it is well, killed, started again in the same place."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from parlour.simulation.stage import Stage

_ROOT = Path(__file__).parent.parent
_POLL_SECONDS = 0.02


class OpenedStage(Struct):
    """What `python -m parlour rehearse --json` prints."""

    public_keys: tuple[str, ...]
    origin: str
    session_cookies: tuple[str, ...]
    organization_id: str


class NotWell(RuntimeError):
    """The server did not come up; the message ends with what it printed."""


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def on_cores(cores: set[int] | None) -> Iterator[None]:
    """Run the block, and whatever process it starts, on these processor cores only. None changes nothing."""
    before = os.sched_getaffinity(0)
    if cores is not None:
        os.sched_setaffinity(0, cores & before or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class Process(ABC):
    """A child that answers HTTP on a loopback port. Killed when the block ends."""

    healthy_path = "/"

    def __init__(self, *, port: int | None, cores: set[int] | None, settings: Mapping[str, str], log: Path) -> None:
        self.port = port or free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._cores, self._settings, self._log = cores, dict(settings), log
        self._child: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """Return what is run."""

    def environment(self) -> dict[str, str]:
        """Return the variables it runs with."""
        return {**os.environ, **self._settings}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        """The id of the process that runs now."""
        if self._child is None:
            raise NotWell("the server does not run")
        return self._child.pid

    def start(self, *, within: float = 60) -> float:
        """Start and wait until it answers 200; returns the seconds that took."""
        began_at = time.monotonic()
        with on_cores(self._cores), self._log.open("ab") as log:
            self._child = subprocess.Popen(self.command(), cwd=_ROOT, env=self.environment(), stdout=log, stderr=log)
        while not self.is_well():
            if self._child.poll() is not None or time.monotonic() - began_at > within:
                raise NotWell(f"{' '.join(self.command())} is not well:\n{self._log.read_text()[-4000:]}")
            time.sleep(_POLL_SECONDS)
        return time.monotonic() - began_at

    def is_well(self) -> bool:
        """Whether the door for machines that ask after its health answers 200 now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", self.healthy_path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End the process as a power cut would: SIGKILL, no goodbye. One that has ended already stays ended."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the process to end, as a service manager does, and wait until it has."""
        self._end(signal.SIGTERM)

    def stall(self, seconds: float) -> None:
        """Stop the process for a while, as a machine does that has no memory left, and let it go on."""
        os.kill(self.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(self.pid, signal.SIGCONT)

    def _end(self, number: signal.Signals) -> None:
        if self._child is not None:
            self._child.send_signal(number)
            self._child.wait(30)
            self._child = None

    def resident_bytes(self) -> int:
        """Return the memory that the process has in RAM."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) * 1024

    def processor_seconds(self) -> float:
        """Return the processor time that the process has used, in the kernel and outside."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server(Process):
    """`parlour serve` in a data directory of its own."""

    healthy_path = "/healthz"

    def __init__(
        self, data_dir: Path, *, port: int | None = None, cores: set[int] | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.data_dir = data_dir
        super().__init__(port=port, cores=cores, settings=settings or {}, log=data_dir / "server.log")

    def environment(self) -> dict[str, str]:
        mine = {"PARLOUR_BASE_URL": self.base_url, "PARLOUR_DATA_DIR": str(self.data_dir)}
        return {**os.environ, **mine, **self._settings}

    @property
    def database(self) -> Path:
        """The file in which everything is kept."""
        return self.data_dir / "parlour.sqlite3"

    def command(self) -> list[str]:
        serve = [sys.executable, "-m", "parlour", "serve", "--port", str(self.port)]
        return [*serve, "--data-dir", str(self.data_dir), "--quiet"]

    def open_stage(self, *, operators: int, sites: int = 1) -> Stage:
        """Make an organization with operators who are signed in, and return what its people need."""
        rehearse = [sys.executable, "-m", "parlour", "rehearse", "--data-dir", str(self.data_dir), "--json"]
        counts = ["--operators", str(operators), "--sites", str(sites)]
        printed = subprocess.run(
            [*rehearse, *counts], cwd=_ROOT, env=self.environment(), capture_output=True, check=False
        )
        if printed.returncode:
            raise NotWell(f"rehearse failed:\n{printed.stderr.decode()[-4000:]}")
        opened = msgspec.json.decode(printed.stdout, type=OpenedStage)
        return Stage(
            base_url=self.base_url, public_keys=opened.public_keys, origin=opened.origin, cookies=opened.session_cookies
        )
