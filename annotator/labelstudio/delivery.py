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
from typing import Any, NamedTuple

import httpx
import orjson
from label_studio_sdk.core.api_error import ApiError

from annotator.annotation.task import Task
from annotator.errors import AnnotatorError, ServerError
from annotator.labelstudio.connection import errors_of
from annotator.labelstudio.project import Holding, Progress, Project, batches, no_progress
from annotator.labelstudio.results import JSON, prediction
from annotator.problem import Problem
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


class Batch(NamedTuple):
    """Tasks that go in one request, and the request's body."""

    tasks: Sequence[Task]
    request: bytes


def batched(created: Iterable[Sequence[Task]], model_version: str, size: int) -> Iterator[Batch]:
    """New tasks with their suggestions in requests of so many, across the groups in which they come."""
    collected: list[Task] = []
    for some in created:
        collected += some
        whole = len(collected) // size * size
        for tasks in _cut(collected[:whole], size):
            yield _batch(tasks, model_version)
        del collected[:whole]
    for tasks in _cut(collected, size):
        yield _batch(tasks, model_version)


def size_for(project: Project) -> int:
    """How many tasks a request may hold just now."""
    return SMALL_BATCH if project.labeled_since(datetime.now(UTC) - RECENT) else BATCH


class Delivery:
    """New tasks on their way; what became of them so far is in `arrived` and `refused`."""

    def __init__(
        self,
        project: Project,
        journal: Journal,
        push: int,
        *,
        model_version: str,
        settles: float,
        progress: Progress = no_progress,
    ) -> None:
        self.arrived = 0
        self.refused: list[Problem] = []
        """Tasks that the server does not take, one by one; all others are there."""
        self._project, self._journal, self._push = project, journal, push
        self._model_version, self._settles, self._progress = model_version, settles, progress
        self._waiting: deque[Batch] = deque()
        self.expected = 0
        """Tasks that are known to come so far; the planner adds to it while others are sent."""
        self._fruitless = 0

    def send(self, batch: Batch) -> None:
        """Import a batch: afterwards each of its tasks is on the server, or among the refused.

        Raises:
            SetupError, ServerError: the server is gone, refuses the token, or does not say anything definite time after time;
                what has arrived is in the journal, and the next push goes on.
        """
        self._waiting.append(batch)
        while self._waiting:
            self._try(self._waiting.popleft())
            self._progress("new tasks", self.arrived, self.expected)

    def _try(self, batch: Batch) -> None:
        tasks = batch.tasks
        sent_at = self._journal.sending(self._push, [task.uid for task in tasks])
        try:
            _send(self._project, batch)
        except _RefusedError as no:
            self._refused_as_a_whole(tasks, no.reason)
        except _NotNowError as busy:
            self._not_now(batch, busy.seconds)
        except _OpenError as open_:
            self._left_open(tasks, sent_at, open_.reason)
        except AnnotatorError:
            self._journal.forget(task.uid for task in tasks)
            raise
        else:
            self._arrived_as_a_whole(tasks)

    def _arrived_as_a_whole(self, tasks: Sequence[Task]) -> None:
        """The server said so, task by task."""
        self._journal.confirm(task.uid for task in tasks)
        self.arrived += len(tasks)
        self._fruitless = 0
        log.info("%d tasks arrived", len(tasks))

    def _refused_as_a_whole(self, tasks: Sequence[Task], reason: AnnotatorError) -> None:
        """Nothing was applied because of one task or of the size: halve it, down to the task itself."""
        self._journal.forget(task.uid for task in tasks)
        log.info("%d tasks refused: %s", len(tasks), reason.message)
        if len(tasks) > 1:
            middle = len(tasks) // 2
            self._waiting.extendleft((self._again(tasks[middle:]), self._again(tasks[:middle])))
            return
        self.refused.append(_problem(tasks[0], reason))
        if len(self.refused) > MOST_REFUSED:
            raise reason

    def _not_now(self, batch: Batch, seconds: float) -> None:
        """Nothing was applied: send the same again after the time that the server asks for."""
        self._journal.forget(task.uid for task in batch.tasks)
        log.info("the server is busy: waiting %.0f s", seconds)
        reason = ServerError(
            f"{self._project.connection.url} takes no tasks now (status 429)", "call the same push again later"
        )
        self._once_more(reason)
        _wait(datetime.now(UTC) + timedelta(seconds=seconds), "waiting for the server", self._progress, seconds)
        self._waiting.appendleft(batch)

    def _left_open(self, tasks: Sequence[Task], sent_at: datetime, reason: AnnotatorError) -> None:
        """Wait until it is applied or never will be, ask by key, and send again what is absent."""
        log.info("%d tasks sent, and the outcome is open: %s", len(tasks), reason.message)
        uids = {task.uid for task in tasks}
        _wait(sent_at + timedelta(seconds=self._settles), "waiting for a lost answer", self._progress, self._settles)
        there = self._project.holds(uids)
        self._journal.confirm(there)
        self._journal.forget(uids - there)
        log.info("%d of %d had arrived", len(there), len(tasks))
        self.arrived += len(there)
        if there:
            self._fruitless = 0
        else:
            self._once_more(reason)
        if absent := [task for task in tasks if task.uid not in there]:
            self._waiting.appendleft(self._again(absent))

    def _again(self, tasks: Sequence[Task]) -> Batch:
        return _batch(tasks, self._model_version)

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


def settled(journal: Journal, there: Holding) -> None:
    """Write down what of an earlier run has arrived, and forget what has not."""
    on_server = {one.task.uid for one in there.held}
    journal.forget(journal.unsettled().keys() - on_server - there.unreadable)
    journal.confirm(on_server)


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


def _batch(tasks: Sequence[Task], model_version: str) -> Batch:
    return Batch(tasks, orjson.dumps([_import(task, model_version) for task in tasks]))


def _import(task: Task, model_version: str) -> JSON:
    made = prediction(task, model_version)
    return {"data": task.model_dump(mode="json"), "predictions": [made] if made else []}


def _send(project: Project, batch: Batch) -> None:
    """One import request, once: the SDK would take a fifth of the time for the JSON alone.

    Raises:
        _RefusedError, _NotNowError, _OpenError: as they say.
        AnnotatorError: nothing was applied, and nothing else will be before somebody mends it.
    """
    url = project.connection.url
    try:
        answer = project.connection.http.post(
            f"{url}/api/projects/{project.id}/import",
            params={"return_task_ids": "true"},
            content=batch.request,
            headers={"Content-Type": "application/json"},
            timeout=IMPORT_TIMEOUT,
            follow_redirects=False,
        )
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
        raise _mapped(url, error) from None
    except httpx.HTTPError as error:
        raise _OpenError(_mapped(url, error)) from None
    if answer.status_code == 201:
        if _numbers(answer) != len(batch.tasks):
            raise _OpenError(_unclear(url, f"{len(batch.tasks)} tasks were sent, and it does not name as many"))
        return
    reason = _mapped(url, ApiError(status_code=answer.status_code, body=_body(answer)))
    if answer.status_code in {400, 413}:
        raise _RefusedError(reason)
    if answer.status_code == 429:
        raise _NotNowError(_retry_after(answer))
    if answer.status_code in {401, 403, 404}:
        raise reason
    raise _OpenError(reason)


def _numbers(answer: httpx.Response) -> int:
    """How many different tasks the answer names."""
    body = _body(answer)
    named = body.get("task_ids") if isinstance(body, dict) else None
    return len({number for number in named if isinstance(number, int)}) if isinstance(named, list) else 0


def _body(answer: httpx.Response) -> Any:
    try:
        return orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        return answer.text


def _retry_after(answer: httpx.Response) -> float:
    try:
        return min(max(float(answer.headers.get("Retry-After", "1")), 0.0), LONGEST_WAIT)
    except ValueError:
        return 1.0


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


def _problem(task: Task, reason: AnnotatorError) -> Problem:
    words = task.sentence if len(task.sentence) <= 80 else task.sentence[:80] + "…"
    return Problem(
        kind="refused",
        where=f"article {task.article}, code point {task.char_start}",
        message=f"the server does not take this statement: {words!r}: {reason.message}",
        hint="correct or leave out that sentence; all others are on the server",
    )
