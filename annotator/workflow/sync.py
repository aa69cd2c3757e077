"""Sync: push and pull in one, and kept going by asking the server what has changed.

Label Studio's webhooks are no way to hear of changes: they are sent once, with a second to answer, and lost where nobody
listens. So the server is asked: for tasks by the time of their last change, and now and then for all their numbers, because a
deleted task leaves no trace. Saving a draft changes no such time; drafts count for nothing, and a whole pull each hour sees them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import Event

from annotator.corpus.formats.files import found
from annotator.corpus.manifest import MANIFEST
from annotator.errors import AnnotatorError
from annotator.labelstudio import snapshot
from annotator.labelstudio.answers import last_change
from annotator.record import Record
from annotator.settings import Settings, load
from annotator.workflow import Pushed, push
from annotator.workflow.pull import Pulled, pull, pull_changes

COMPARE = 10
"""Every so many rounds the numbers of all tasks are compared."""

WHOLE = 3600.0
"""Seconds after which everything is pulled anew."""

LONGEST = 600.0
"""Seconds between two rounds at most, where the server fails again and again."""


class Round(Record):
    """What one round did."""

    pushed: Pushed | None = None
    pulled: Pulled | None = None
    failed: str | None = None
    """Why it broke off, with the next step; the next round tries again."""
    pause: float = 0.0
    """Seconds until the next."""


def sync(paths: Sequence[Path], settings: Settings) -> Round:
    """Push, then pull.

    Raises:
        AnnotatorError: as `push` and `pull` say.
    """
    pushed = push(paths, settings)
    return Round(pushed=pushed, pulled=pull(_again(settings)))


class Watch:
    """A workspace that is kept in step with its project."""

    def __init__(self, paths: Sequence[Path], settings: Settings) -> None:
        self._paths = paths
        self._settings = settings
        self._articles: frozenset[tuple[Path, int, int]] | None = None
        self._last: Path | None = None
        self._known: dict[int, datetime] = {}
        self._asked_for_more = False
        self._whole_at = float("-inf")
        self._rounds = 0

    def run(self, *, every: float, stopped: Event, tell: Callable[[Round], None]) -> None:
        """Go round after round until `stopped` is set; a round that is being done is finished first.

        Args:
            every: seconds between two rounds; twice as many after each that failed, up to ten minutes.
            stopped: set by whoever wants it to end, at any time.
            tell: called with each round that did something or failed.

        Raises:
            AnnotatorError: the very first round failed: that is a wrong setting more often than a bad moment.
        """
        pause = every
        while not stopped.is_set():
            try:
                done = self.round()
                pause = every
            except AnnotatorError as error:
                if self._last is None:
                    raise
                pause = min(pause * 2, LONGEST)
                done = Round(failed=f"{error.message}; {error.hint}", pause=pause)
            if done.pushed or done.pulled or done.failed:
                tell(done)
            stopped.wait(pause)

    def round(self) -> Round:
        """Push where articles have changed or somebody asked for one more statement; pull what has changed on the server."""
        articles = frozenset(_articles(self._paths))
        pushed = None
        if articles != self._articles or self._asked_for_more:
            pushed = push(self._paths, self._settings)
            self._settings = _again(self._settings)
            self._articles, self._asked_for_more = articles, False
        self._rounds += 1
        if self._last is None or not self._last.exists() or time.monotonic() - self._whole_at >= WHOLE:
            began = time.monotonic()
            pulled: Pulled | None = pull(self._settings)
            self._whole_at = began
        else:
            compare = self._rounds % COMPARE == 0
            pulled = pull_changes(self._settings, self._last, self._known, compare_numbers=compare)
        if pulled:
            self._last = pulled.snapshot
            self._known = {raw["id"]: last_change(raw) for raw in snapshot.raw_tasks(pulled.snapshot)}
            added = {one.claim_id for one in pulled.changes.every} if pulled.changes else set()
            self._asked_for_more = any(
                row.claim_id in added and row.answers and row.answers.another_speaker
                for row in pulled.dataset.annotations
            )
        return Round(pushed=pushed, pulled=pulled)


def _articles(paths: Sequence[Path]) -> list[tuple[Path, int, int]]:
    """Each file that a push may read, manifests among them, with the time of its last change and its size."""
    beside = (path.rglob("*") if path.is_dir() else (path, path.parent / MANIFEST) for path, _ in found(paths))
    return [(file, file.stat().st_mtime_ns, file.stat().st_size) for some in beside for file in some if file.is_file()]


def _again(settings: Settings) -> Settings:
    """The settings with the project that a first push has written down."""
    if settings.project is not None:
        return settings
    written = load(settings.workspace)
    return settings.model_copy(update={"project": written.project, "server": written.server})
