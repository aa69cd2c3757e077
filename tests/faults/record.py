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

BEGIN, END = "<!-- written by make torture -->", "<!-- end of make torture -->"

KINDS = {
    "push": ("SIGKILL in push", "kills", 1000),
    "pull": ("SIGKILL in pull", "kills", 500),
    "fault": ("fault of the wire", "trials", 180),
    "steps": ("step of the state machine", "steps", 10_000),
}
"""The parts: how each is called, what of it is counted (a trial is a part), and how many make the whole."""


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


def report(state: State, document: Path) -> None:
    """Write what was reached between the marks of a document."""
    text = document.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    document.write_text(f"{before}{BEGIN}\n{summary(list(state.parts()))}\n{END}{after}", encoding="utf-8")


def summary(parts: list[dict[str, Any]]) -> str:
    """The figures as tables.

    A part in which something was found broken stays in the file; where it was mended since,
    somebody writes ``"mended": true`` into it.
    """
    lines = [
        "| what | reached | lost | duplicates | damaged exports | other | hours |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for kind, (name, what, whole) in KINDS.items():
        mine = [part for part in parts if part["kind"] == kind]
        reached = sum(int(part.get(what, 1)) for part in mine)
        found = Counter(part["broken"] for part in mine if part.get("broken") and not part.get("mended"))
        lost = found.pop("lost task", 0) + found.pop("lost label", 0)
        cells = (lost, found.pop("duplicate", 0), found.pop("damaged export", 0), found.total())
        hours = sum(part["seconds"] for part in mine) / 3600
        lines.append(f"| {name} | {reached:,} of {whole:,} | {' | '.join(map(str, cells))} | {hours:.2f} |")
    ways: Counter[str] = Counter()
    for part in parts:
        ways.update({f"{part['kind']}: {way}": count for way, count in part.get("ways", {}).items() if count})
    if parts:
        lines += ["", f"From {parts[0]['at'][:16]} to {max(part['at'] for part in parts)[:16]} UTC; hours of two runs"]
        lines[-1] += " at the same time add up. States of the code, by the hash of its files: "
        lines[-1] += ", ".join(f"`{one}`" for one in dict.fromkeys(part["code"] for part in parts)) + "."
        mended = [part for part in parts if part.get("mended")]
        lines[-1] += f" Found on the way and mended since: {len(mended)}." if mended else ""
        lines += ["", "| killed | times |", "| --- | --- |"]
        lines += [f"| {way} | {count} |" for way, count in sorted(ways.items())]
    return "\n".join(lines)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
