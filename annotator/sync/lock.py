"""One run at a time on one project of one server, from whatever workspace of this user it is called."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_state_path

from annotator import atomic
from annotator.errors import SetupError


def default_folder() -> Path:
    """Where the locks of this user lie."""
    return user_state_path("annotator", appauthor=False) / "locks"


@contextmanager
def alone(folder: Path, server: str, project: int, command: str) -> Iterator[None]:
    """Hold the lock of a project; the system lets go of it when the process ends, however it ends.

    Raises:
        SetupError: another run holds it; the message says which.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = hashlib.sha256(f"{server.rstrip('/')} {project}".encode()).hexdigest()[:16]
    holder = folder / f"{name}.json"
    try:
        with FileLock(folder / f"{name}.lock", timeout=0, mode=0o600):
            since = datetime.now(UTC).isoformat(timespec="seconds")
            told = {"command": command, "process": os.getpid(), "since": since, "folder": str(Path.cwd())}
            atomic.write(holder, json.dumps(told).encode(), private=True)
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout:
        raise SetupError(
            f"another annotator run is working on project {project}: {_told(holder)}",
            "wait until it has ended, or end it; what it has begun is gone on with",
        ) from None


def _told(holder: Path) -> str:
    try:
        told = json.loads(holder.read_bytes())
        return f"`annotator {told['command']}` in {told['folder']}, process {told['process']}, since {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has only just begun"
