"""New tasks on their way to Label Studio: each arrives once, whatever happens to a request or to its answer.

An import is applied whole or not at all, but an error seldom says which. So every batch is in the journal before it is sent, the
server is asked by key whenever the answer leaves it open, and only what is absent then is sent again.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from label_studio_sdk.core.api_error import ApiError

from annotator.annotation.task import Task
from annotator.errors import AnnotatorError, ServerError
from annotator.labelstudio.connection import errors_of
from annotator.labelstudio.project import Progress, Project, batches
from annotator.labelstudio.results import JSON, prediction
from annotator.problem import Problem
from annotator.record import Record
from annotator.sync.journal import Journal

IMPORT_TIMEOUT = 60.0
"""Seconds until an import counts as unanswered; a thousand tasks take one or two."""

SETTLES_EMBEDDED = 10.0
"""Seconds after which the embedded server has applied a request or never will: it has one thread and takes them in turn."""

SETTLES_ELSEWHERE = 2 * IMPORT_TIMEOUT
"""The same elsewhere, where a proxy or a locked database may hold a request back. No bound can be proved from outside: what is
applied later still makes second copies, which the next push takes away."""

BATCH = 1000
"""Tasks in one import request when nobody is labeling."""

SMALL_BATCH = 200
"""Tasks in one import request while people are labeling: short enough not to hold them up."""

RECENT = timedelta(minutes=10)
"""For how long after a label people count as labeling."""

BATCH_SIZE = 4_000_000
"""Code points of sentences in one request, at most: a few of a megabyte make a batch of their own."""

PATIENCE = 3
"""How often in a row a batch may neither arrive nor be refused before the push gives up."""

LONGEST_WAIT = 60.0
"""Seconds, at most, that a server's wish to be left alone (429) is followed."""

MOST_REFUSED = 20
"""Tasks that the server may refuse one by one; with more of them something else is wrong than the tasks."""

log = logging.getLogger(__name__)


class Delivery(Record):
    """How the new tasks fared."""

    arrived: int
    refused: tuple[Problem, ...] = ()
    """Tasks that the server does not take, one by one; the others are there."""


class _RefusedError(Exception):
    """The server does not take this batch: one of its tasks is wrong, or it is too large. Nothing of it was applied."""

    def __init__(self, reason: AnnotatorError) -> None:
        super().__init__(reason.message)
        self.reason = reason


class _NotNowError(Exception):
    """The server wants to be left alone for some seconds. Nothing was applied."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"for {seconds} s")
        self.seconds = seconds


class _OpenError(Exception):
    """Whether the batch was applied, or will be, cannot be told."""

    def __init__(self, reason: AnnotatorError) -> None:
        super().__init__(reason.message)
        self.reason = reason


def deliver(
    project: Project,
    journal: Journal,
    push: int,
    tasks: Sequence[Task],
    *,
    model_version: str,
    settles: float,
    progress: Progress,
) -> Delivery:
    """Import new tasks with their suggestions in batches.

    Raises:
        SetupError, ServerError: the server is gone, refuses the token, or does not say anything definite time after time; what has
            arrived is in the journal, and the next push goes on.
    """
    size = SMALL_BATCH if tasks and project.labeled_since(datetime.now(UTC) - RECENT) else BATCH
    course = _Course(project, journal, settles, progress, _cut(tasks, size))
    while course.waiting:
        batch = course.waiting.popleft()
        sent_at = journal.sending(push, [task.uid for task in batch])
        try:
            _send(project, [_import(task, model_version) for task in batch])
        except _RefusedError as no:
            course.refused_as_a_whole(batch, no.reason)
        except _NotNowError as busy:
            course.not_now(batch, busy.seconds)
        except _OpenError as open_:
            course.left_open(batch, sent_at, open_.reason)
        except AnnotatorError:
            journal.forget(task.uid for task in batch)
            raise
        else:
            course.arrived_as_a_whole(batch)
        progress("new tasks", course.arrived, len(tasks))
    return Delivery(arrived=course.arrived, refused=tuple(course.refused))


class _Course:
    """What is still to be sent, and what became of the rest."""

    def __init__(
        self, project: Project, journal: Journal, settles: float, progress: Progress, cut: Iterable[Sequence[Task]]
    ) -> None:
        self.waiting = deque(cut)
        self.arrived = 0
        self.refused: list[Problem] = []
        self._project, self._journal, self._settles, self._progress = project, journal, settles, progress
        self._fruitless = 0

    def arrived_as_a_whole(self, batch: Sequence[Task]) -> None:
        """The server said so, task by task."""
        self._journal.confirm(task.uid for task in batch)
        self.arrived += len(batch)
        self._fruitless = 0
        log.info("%d tasks arrived", len(batch))

    def refused_as_a_whole(self, batch: Sequence[Task], reason: AnnotatorError) -> None:
        """Nothing was applied because of one task or of the size: halve it, down to the task itself."""
        self._journal.forget(task.uid for task in batch)
        log.info("%d tasks refused: %s", len(batch), reason.message)
        if len(batch) > 1:
            middle = len(batch) // 2
            self.waiting.extendleft((batch[middle:], batch[:middle]))
            return
        self.refused.append(_problem(batch[0], reason))
        if len(self.refused) > MOST_REFUSED:
            raise reason

    def not_now(self, batch: Sequence[Task], seconds: float) -> None:
        """Nothing was applied: send the same again after the time that the server asks for."""
        self._journal.forget(task.uid for task in batch)
        log.info("the server is busy: waiting %.0f s", seconds)
        reason = ServerError(
            f"{self._project.connection.url} takes no tasks now (status 429)", "call the same push again later"
        )
        self._once_more(reason)
        _wait(datetime.now(UTC) + timedelta(seconds=seconds), "waiting for the server", self._progress, seconds)
        self.waiting.appendleft(batch)

    def left_open(self, batch: Sequence[Task], sent_at: datetime, reason: AnnotatorError) -> None:
        """Wait until it is applied or never will be, ask by key, and send again what is absent."""
        log.info("%d tasks sent, and the outcome is open: %s", len(batch), reason.message)
        uids = {task.uid for task in batch}
        _wait(sent_at + timedelta(seconds=self._settles), "waiting for a lost answer", self._progress, self._settles)
        there = self._project.holds(uids)
        self._journal.confirm(there)
        self._journal.forget(uids - there)
        log.info("%d of %d had arrived", len(there), len(batch))
        self.arrived += len(there)
        if there:
            self._fruitless = 0
        else:
            self._once_more(reason)
        if absent := [task for task in batch if task.uid not in there]:
            self.waiting.appendleft(absent)

    def _once_more(self, reason: AnnotatorError) -> None:
        self._fruitless += 1
        if self._fruitless >= PATIENCE:
            raise reason


def settle(journal: Journal, settles: float, progress: Progress) -> None:
    """Wait until what an earlier run has sent and never looked for is applied or lost; listing the tasks then tells which."""
    unsettled = journal.unsettled()
    if unsettled:
        log.info("an earlier run ended with %d tasks on their way", len(unsettled))
        _wait(max(unsettled.values()) + timedelta(seconds=settles), "waiting for an earlier push", progress, settles)


def _wait(until: datetime, what: str, progress: Progress, longest: float) -> None:
    """Sleep until a time; never longer than the whole bound, whatever the clock was set to in between."""
    total = min((until - datetime.now(UTC)).total_seconds(), longest)
    begun = time.monotonic()
    while (left := begun + total - time.monotonic()) > 0:
        progress(what, round(total - left), round(total))
        time.sleep(min(left, 0.5))


def _cut(tasks: Sequence[Task], size: int) -> Iterator[Sequence[Task]]:
    for batch in batches(tasks, size):
        begin = length = 0
        for place, task in enumerate(batch):
            if place > begin and length + len(task.sentence) > BATCH_SIZE:
                yield batch[begin:place]
                begin, length = place, 0
            length += len(task.sentence)
        yield batch[begin:]


def _import(task: Task, model_version: str) -> JSON:
    made = prediction(task, model_version)
    return {"data": task.model_dump(mode="json"), "predictions": [made] if made else []}


def _send(project: Project, request: Any) -> None:
    """One import request, once.

    Raises:
        _RefusedError, _NotNowError, _OpenError: as they say.
        AnnotatorError: nothing was applied, and nothing else will be before somebody mends it.
    """
    url = project.connection.url
    try:
        answer: Any = project.connection.client.projects.import_tasks(
            id=project.id,
            request=request,
            return_task_ids=True,
            request_options={"max_retries": 0, "timeout_in_seconds": int(IMPORT_TIMEOUT)},
        )
        numbers = {number for number in answer.task_ids or () if isinstance(number, int)}
    except ApiError as error:
        status, reason = error.status_code or 0, _mapped(url, error)
        if status in {400, 413}:
            raise _RefusedError(reason) from None
        if status == 429:
            raise _NotNowError(_retry_after(error)) from None
        if status in {401, 403, 404}:
            raise reason from None
        raise _OpenError(reason) from None
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
        raise _mapped(url, error) from None
    except httpx.HTTPError as error:
        raise _OpenError(_mapped(url, error)) from None
    except (ValueError, TypeError, AttributeError, KeyError) as error:  # a body of another shape than the SDK's
        raise _OpenError(_unclear(url, type(error).__name__)) from None
    if len(numbers) != len(request):
        raise _OpenError(_unclear(url, f"{len(request)} tasks were sent and {len(numbers)} came back"))


def _unclear(url: str, what: str) -> ServerError:
    return ServerError(
        f"{url} answers an import in a way that says nothing ({what})",
        "look at the server's log and at what stands between, then call the same push again",
    )


def _mapped(url: str, error: Exception) -> AnnotatorError:
    """The error that `errors_of` makes of this one."""
    try:
        with errors_of(url):
            raise error
    except AnnotatorError as told:
        return told


def _retry_after(error: ApiError) -> float:
    headers = {key.lower(): value for key, value in (error.headers or {}).items()}
    try:
        return min(max(float(headers.get("retry-after", 1)), 0.0), LONGEST_WAIT)
    except ValueError:
        return 1.0


def _problem(task: Task, reason: AnnotatorError) -> Problem:
    words = task.sentence if len(task.sentence) <= 80 else task.sentence[:80] + "…"
    return Problem(
        kind="refused",
        where=f"article {task.article}, code point {task.char_start}",
        message=f"the server does not take this statement: {words!r}: {reason.message}",
        hint="correct or leave out that sentence; all others are on the server",
    )
