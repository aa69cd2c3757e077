"""A command of the tool in a fork of a warmed process, as somebody would type it, that may be killed at any moment."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.kill import die_at_change, warmed

DEADLINE = 120.0
"""Seconds after which a command hangs."""

TRACEBACK = 99
"""Exit code of a command that ended with an error which nobody had thought of."""

BATCH = 4
"""Tasks in one import, so that small articles make several."""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    """Exit code, or the signal's number below zero."""
    said: str
    """Both streams."""
    seconds: float

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


class Command:
    """A command that runs: ``Command(["push", "articles"], folder, {...})``.

    Args:
        arguments: as on the command line.
        folder: the workspace, in which it is called.
        environment: beside what this process has.
        dies_at_change: SIGKILL just before its nth change to the disk below the workspace; 0 never.
    """

    def __init__(
        self, arguments: list[str], folder: Path, environment: dict[str, str], *, dies_at_change: int = 0
    ) -> None:
        self._said = folder.parent / f"{folder.name}.said"
        work: Any = (arguments, str(folder), environment, str(self._said), dies_at_change)
        self._process = warmed().Process(target=_run, args=work)
        self._began = time.monotonic()
        self._process.start()

    def kill(self) -> None:
        """SIGKILL, if it still runs."""
        with suppress(ProcessLookupError, TypeError, ValueError):
            os.kill(self._process.pid, signal.SIGKILL)  # type: ignore[arg-type]  # None before the start; closed when it has ended

    def ended(self, within: float = DEADLINE) -> Ended:
        """How it ended.

        Raises:
            AssertionError: it hangs, or it ended with a traceback.
        """
        self._process.join(within)
        hangs = self._process.is_alive()
        if hangs:
            self.kill()
            self._process.join()
        told = Ended(int(self._process.exitcode or 0), self.said, time.monotonic() - self._began)
        self._process.close()
        assert not hangs, f"it hangs: {told.said}"
        assert told.code != TRACEBACK, told.said
        return told

    def killed_after(self, seconds: float) -> Ended:
        """How it ended, with SIGKILL after so many seconds if it still ran."""
        self._process.join(seconds)
        self.kill()
        return self.ended()

    @property
    def said(self) -> str:
        return self._said.read_text(encoding="utf-8", errors="replace") if self._said.exists() else ""


def _run(arguments: list[str], folder: str, environment: dict[str, str], said: str, dies_at_change: int) -> None:
    """In the fork."""
    with Path(said).open("w", encoding="utf-8") as file:  # the streams themselves, so that nothing is lost
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.chdir(folder)
    os.environ.update(environment)

    from annotator.cli import app
    from annotator.labelstudio import delivery

    delivery.BATCH = delivery.SMALL_BATCH = BATCH
    if dies_at_change:
        die_at_change(dies_at_change, folder)
    try:
        app(arguments, prog_name="annotator")
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or 0))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(TRACEBACK)
