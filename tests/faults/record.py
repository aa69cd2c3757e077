"""What the torture has reached: one line for each part in a state file, so that it can be gone on with, and its summary."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import annotator

DEFECTS = ("lost task", "lost label", "duplicate", "damaged export", "exit code", "invariant")
"""What a part may find broken."""


class State:
    """The state file; a part that was written down stays done."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def parts(self) -> Iterator[dict[str, Any]]:
        """What was done so far."""
        if self.path.exists():
            yield from map(json.loads, self.path.read_text(encoding="utf-8").splitlines())

    def add(self, kind: str, seconds: float, **told: Any) -> None:
        """Write a part down; lines are short, so that two runs may write at the same time."""
        part = {"kind": kind, "at": _now(), "seconds": round(seconds, 2), "code": code(), **told}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(part) + "\n")

    def reached(self, kind: str, what: str) -> int:
        """How much of something was done so far."""
        return sum(int(part.get(what, 0)) for part in self.parts() if part["kind"] == kind)


def code() -> str:
    """Which state of the tool was tried: the first 8 hex digits of the hash of its files."""
    digest, folder = hashlib.sha256(), Path(annotator.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:8]


class Timed:
    """Seconds since it was made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began


def defects(parts: list[dict[str, Any]]) -> Counter[str]:
    """How many of each kind were found."""
    return Counter(part["broken"] for part in parts if part.get("broken"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
