"""The installation's own secrets, made on the first start and readable by nobody else."""

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path) -> str:
    """Return the installation's secret key, making it on the first call: 64 random bytes, file mode 0600."""
    path = data_dir / "secret_key"
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # O_EXCL: of two processes that start at once, one makes the key and the other reads it.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key
