"""Files that appear whole or not at all: a temporary name in the same folder, synced, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def written(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A binary file that takes the place of `path` when the block ends well; otherwise `path` stays as it was.

    It has the mode of the file it replaces, or a new file's; a private one is its owner's alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    mode = 0o600 if private else path.stat().st_mode & 0o777 if path.exists() else None
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Have the names in a folder on the disk, so that a rename outlives a power cut."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a whole file at once, or leave the old one as it was."""
    with written(path, private=private) as file:
        file.write(content)
