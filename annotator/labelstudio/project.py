"""One project on a Label Studio: made, configured, listed, written to, and taken as a snapshot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from label_studio_sdk.core.api_error import ApiError

from annotator.annotation.codebook import Codebook
from annotator.annotation.task import TaskState
from annotator.errors import ServerError, SetupError
from annotator.labelstudio.config import config
from annotator.labelstudio.connection import Connection, errors_of
from annotator.labelstudio.results import JSON, prediction, read_task
from annotator.problem import Problem
from annotator.record import Record, ShortId
from annotator.sync.plan import Held

PAGE = 1000
"""Tasks in one page of a list, and predictions in one import."""

NAMED = 200
"""Tasks that one request names: their keys stay within the longest address that a proxy takes."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Say nothing."""


_Item = TypeVar("_Item")


UNTOUCHED: tuple[JSON, ...] = (
    {"filter": "filter:tasks:total_annotations", "operator": "equal", "type": "Number", "value": 0},
    {"filter": "filter:tasks:cancelled_annotations", "operator": "equal", "type": "Number", "value": 0},
    {"filter": "filter:tasks:draft_exists", "operator": "equal", "type": "Boolean", "value": False},
)
"""What Label Studio lets through of tasks that nobody has submitted, skipped or begun."""


class Holding(Record):
    """What a project holds."""

    held: tuple[Held, ...]
    problems: tuple[Problem, ...]
    """Tasks that are not as annotator pushes them."""
    unreadable: frozenset[str]
    """What those give as their `uid`; a statement among them is there, whatever is wrong with its task."""


class Project:
    """A project and its connection; every method maps the server's errors."""

    def __init__(self, connection: Connection, project_id: int) -> None:
        self.connection = connection
        self.id = project_id
        with errors_of(connection.url):
            try:
                found = connection.client.projects.get(id=project_id)
            except ApiError as error:
                if error.status_code != 404:
                    raise
                raise SetupError(
                    f"{connection.url} has no project {project_id}; it may have been deleted",
                    "name another with --project, or take `project` out of annotator.toml to make a new one",
                ) from None
        self.title = str(found.title)
        self.created_at = str(found.created_at)
        self.model_version = str(found.model_version or "")
        self.label_config = str(found.label_config)
        self.overlap = int(found.maximum_annotations or 1)
        self.tasks = int(found.task_number or 0)
        """How many there were when it was opened."""

    @property
    def url(self) -> str:
        """Where a person opens it."""
        return f"{self.connection.url}/projects/{self.id}"

    @classmethod
    def make(cls, connection: Connection, *, title: str, codebook: Codebook, overlap: int) -> Project:
        """A new, empty project with the page of the codebook."""
        with errors_of(connection.url):
            made = connection.client.projects.create(
                title=title, label_config=config(codebook), maximum_annotations=overlap, show_collab_predictions=True
            )
        return cls(connection, int(made.id or 0))

    def configure(self, codebook: Codebook, *, overlap: int) -> bool:
        """Bring page and overlap in line; True where something was changed.

        Raises:
            SetupError: labels exist that the new page does not know; the server names them.
        """
        wanted = config(codebook)
        client = self.connection.client.projects
        with errors_of(self.connection.url):
            changed = False
            if wanted.strip() != self.label_config.strip():
                try:
                    client.validate_label_config(self.id, label_config=wanted)
                except ApiError as error:
                    if error.status_code != 400:
                        raise
                    raise SetupError(
                        f"labels exist that the new labeling config does not know: {_reason(error)}",
                        "keep that speaker in the registry with `retired = true`, then push again",
                    ) from None
                client.update(self.id, label_config=wanted)
                self.label_config = wanted
                changed = True
            if overlap != self.overlap:
                client.update(self.id, maximum_annotations=overlap)
                self.overlap = overlap
                changed = True
        return changed

    def differs_from(self, codebook: Codebook) -> bool:
        """Somebody changed the page in Label Studio, or the codebook is newer."""
        return config(codebook).strip() != self.label_config.strip()

    def held(self) -> Holding:
        """All tasks by ascending number; what cannot be read as ours is a problem."""
        held: list[Held] = []
        problems: list[Problem] = []
        unreadable: set[str] = set()
        begun = self.begun()
        fields = "id,data,total_annotations,cancelled_annotations,is_labeled,updated_at"
        for raw in self.listed(fields="task_only", include=fields):
            task = read_task(raw, self.connection.task_url(self.id, raw["id"]))
            if isinstance(task, Problem):
                problems.append(task)
                unreadable.add(str((raw.get("data") or {}).get("uid")))
            else:
                labeled = bool(raw["total_annotations"] or raw["cancelled_annotations"])
                held.append(
                    Held(
                        task_id=raw["id"],
                        task=task,
                        labeled=labeled or raw["id"] in begun,
                        served=not raw["is_labeled"],
                        changed_at=str(raw["updated_at"]),
                    )
                )
        return Holding(held=tuple(held), problems=tuple(problems), unreadable=frozenset(unreadable))

    def holds(self, uids: Iterable[ShortId]) -> set[ShortId]:
        """Which of these statements have a task, asked by their keys."""
        there: set[ShortId] = set()
        for some in batches(sorted(uids), NAMED):
            wanted = {"filter": "filter:tasks:data.uid", "operator": "in_list", "type": "List", "value": list(some)}
            there |= {raw["data"]["uid"] for raw in self.listed(wanted, fields="task_only", include="id,data")}
        return there

    def begun(self) -> set[int]:
        """Numbers of the tasks that anybody has a draft of; Label Studio lists other people's drafts nowhere else."""
        wanted = {"filter": "filter:tasks:draft_exists", "operator": "equal", "type": "Boolean", "value": True}
        return {raw["id"] for raw in self.listed(wanted, fields="task_only", include="id")}

    def labeled_since(self, moment: datetime) -> bool:
        """Whether a task that has annotations was changed since then; `completed_at` stands only where all people are done."""
        value = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"  # any other form of a time is answered with 500
        since = {
            "filter": "filter:tasks:updated_at",
            "operator": "greater_or_equal",
            "type": "Datetime",
            "value": value,
        }
        labeled = {"filter": "filter:tasks:total_annotations", "operator": "greater", "type": "Number", "value": 0}
        found, _ = self._page([since, labeled], page_size=1, fields="task_only", include="id")
        return bool(found)

    def changed_since(self, moment: str) -> Iterator[JSON]:
        """The tasks that were changed then or later, whole; one that was deleted leaves no trace here.

        `moment` is a task's `updated_at` as the server tells it.
        """
        after = {
            "filter": "filter:tasks:updated_at",
            "operator": "greater_or_equal",
            "type": "Datetime",
            "value": moment,
        }
        return self.listed(after, fields="all")

    def numbers(self) -> frozenset[int]:
        """Numbers of all tasks; comparing them is the only way to see that some were deleted."""
        return frozenset(raw["id"] for raw in self.listed(fields="task_only", include="id"))

    def with_requests(self, held: Sequence[Held], known: Mapping[int, tuple[str, bool]]) -> list[Held]:
        """The same tasks, those marked in which somebody ticked that one more speaker speaks.

        `known` is what was read before, by task: when it had last changed, and whether somebody asked. Only tasks that changed
        since are read again.
        """
        asks = {
            one.task_id: known[one.task_id][1]
            for one in held
            if one.task_id in known and known[one.task_id][0] == one.changed_at
        }
        unread = [one.task_id for one in held if one.labeled and one.task_id not in asks]
        for raw in self.whole(unread):
            asks[raw["id"]] = any(
                result.get("from_name") == "another_speaker"
                for annotation in raw["annotations"] or ()
                if not annotation["was_cancelled"]
                for result in annotation["result"] or ()
            )
        return [one.model_copy(update={"asks_for_another": asks.get(one.task_id, False)}) for one in held]

    def whole(self, task_ids: Sequence[int]) -> Iterator[JSON]:
        """These tasks with annotations and predictions, and of drafts the token's owner's own."""
        for some in batches(task_ids, NAMED):
            yield from self.listed(_among(some), fields="all")

    def untouched(self, task_ids: Sequence[int]) -> set[int]:
        """Which of these tasks nobody has submitted, skipped or begun."""
        free: set[int] = set()
        for some in batches(task_ids, NAMED):
            free |= {raw["id"] for raw in self.listed(_among(some), *UNTOUCHED, fields="task_only", include="id")}
        return free

    def listed(self, *filters: JSON, **fields: str) -> Iterator[JSON]:
        """Every task by ascending number; pages begin behind the last number seen, so none is missed while others change.

        Raises:
            ServerError: an answer says that there are tasks and holds none; what is missed would be pushed twice.
        """
        last = left = 0
        while True:
            beyond = {"filter": "filter:tasks:id", "operator": "greater", "type": "Number", "value": last}
            page, left = self._page([*filters, beyond], page_size=PAGE, **fields)
            yield from page
            # A short page is not taken for the last one: a server may give fewer than asked for.
            if left <= len(page):
                return
            if not page:
                raise ServerError(
                    f"{self.connection.url} says that it has {left} tasks more, and lists none of them",
                    "call the same command again; nothing was concluded from that answer",
                )
            last = page[-1]["id"]

    def _page(self, filters: list[JSON], *, page_size: int, **fields: str) -> tuple[list[JSON], int]:
        """The first tasks that fit, and how many fit."""
        query = {"filters": {"conjunction": "and", "items": filters}, "ordering": ["tasks:id"]}
        with errors_of(self.connection.url):
            found: Any = self.connection.client.tasks.list(
                project=self.id, query=json.dumps(query), page=1, page_size=page_size, **fields
            )
            total = getattr(found.response, "total", None)
            if not isinstance(total, int):
                raise ServerError(
                    f"{self.connection.url} answers a list in a way that says nothing",
                    "look at what stands between, then call the same command again",
                )
            return [item.model_dump(mode="json") for item in found.items or ()], total

    def suggest(self, model_version: str, progress: Progress = no_progress) -> int:
        """Show suggestions under this model version: Label Studio shows those of the project's current version only.

        Every current task gets one, an annotated one the same as before, so that a second annotator sees what the first saw.
        """
        with errors_of(self.connection.url):
            self.model_version = str(self.connection.client.projects.get(id=self.id).model_version or "")
        if self.model_version == model_version:
            return 0
        lacking: list[JSON] = []
        # The versions are filled in with fields=all only.
        for raw in self.listed(fields="all", include="id,data,predictions_model_versions"):
            task = read_task(raw, "")
            if isinstance(task, Problem) or task.state is TaskState.SUPERSEDED:
                continue
            made = prediction(task, model_version)
            if made and model_version not in str(raw["predictions_model_versions"]).split(","):
                lacking.append({"task": raw["id"], **made})
        client = self.connection.client.projects
        with errors_of(self.connection.url):
            for number, batch in enumerate(batches(lacking, PAGE)):
                request: Any = list(batch)
                client.import_predictions(id=self.id, request=request)
                progress("suggestions", min((number + 1) * PAGE, len(lacking)), len(lacking))
            client.update(self.id, model_version=model_version)
        self.model_version = model_version
        return len(lacking)

    def annotate(self, task_id: int, results: list[JSON]) -> None:
        """Submit an annotation as the owner of the connection's token."""
        with errors_of(self.connection.url):
            self.connection.client.annotations.create(id=task_id, result=results)

    def annotated_by_me(self) -> set[int]:
        """Numbers of the tasks that the owner of the connection's token has annotated."""
        with errors_of(self.connection.url):
            me = self.connection.client.users.whoami().id
        labeled = [
            raw["id"]
            for raw in self.listed(fields="task_only", include="id,total_annotations")
            if raw["total_annotations"]
        ]
        return {
            raw["id"]
            for raw in self.whole(labeled)
            if any(annotation["completed_by"] == me for annotation in raw["annotations"] or ())
        }


def batches(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    """The items in their order, so many at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _among(task_ids: Sequence[int]) -> JSON:
    return {"filter": "filter:tasks:id", "operator": "in_list", "type": "List", "value": list(task_ids)}


def _reason(error: ApiError) -> str:
    """What Label Studio's strict check found, in one line."""
    body = error.body if isinstance(error.body, dict) else {}
    told = [reason for reasons in (body.get("validation_errors") or {}).values() for reason in reasons]
    return " ".join("; ".join(told or [str(body.get("detail"))]).split())
