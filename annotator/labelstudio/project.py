"""One project on a Label Studio: made, configured, listed, written to, and taken as a snapshot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from label_studio_sdk.core.api_error import ApiError

from annotator.annotation.codebook import Codebook
from annotator.annotation.task import Task, TaskState
from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.errors import ServerError, SetupError
from annotator.labelstudio.config import config
from annotator.labelstudio.connection import Connection, errors_of
from annotator.labelstudio.results import JSON, prediction, read_task
from annotator.problem import Problem
from annotator.record import Record
from annotator.sync.journal import Journal
from annotator.sync.plan import Held, Plan

BATCH = 200
"""Tasks in one import request: short enough not to hold up people who are labeling at the same time."""

PAGE = 1000

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Say nothing."""


_Item = TypeVar("_Item")


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
        for raw in self._listed(fields="task_only", include="id,data,total_annotations,cancelled_annotations"):
            task = read_task(raw, self.connection.task_url(self.id, raw["id"]))
            if isinstance(task, Problem):
                problems.append(task)
                unreadable.add(str((raw.get("data") or {}).get("uid")))
            else:
                labeled = bool(raw["total_annotations"] or raw["cancelled_annotations"])
                held.append(Held(task_id=raw["id"], task=task, labeled=labeled))
        return Holding(held=tuple(held), problems=tuple(problems), unreadable=frozenset(unreadable))

    def with_requests(self, held: Sequence[Held]) -> list[Held]:
        """The same tasks, those marked in which somebody ticked that one more speaker speaks."""
        asking = {
            raw["id"]
            for raw in self._read([one.task_id for one in held if one.labeled])
            for annotation in raw["annotations"] or ()
            if not annotation["was_cancelled"]
            and any(result.get("from_name") == "another_speaker" for result in annotation["result"] or ())
        }
        return [one.model_copy(update={"asks_for_another": one.task_id in asking}) for one in held]

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
        return self._listed(after, fields="all")

    def numbers(self) -> frozenset[int]:
        """Numbers of all tasks; comparing them is the only way to see that some were deleted."""
        return frozenset(raw["id"] for raw in self._listed(fields="task_only", include="id"))

    def _read(self, task_ids: Sequence[int]) -> Iterator[JSON]:
        """These tasks whole, with annotations, drafts and predictions."""
        for some in _batches(task_ids, BATCH):
            wanted = {"filter": "filter:tasks:id", "operator": "in_list", "type": "List", "value": list(some)}
            yield from self._listed(wanted, fields="all")

    def _listed(self, *filters: JSON, **fields: str) -> Iterator[JSON]:
        """Every task by ascending number; pages begin behind the last number seen, so none is missed while others change."""
        last = 0
        # A short page is not taken for the last one: a server may give fewer than asked for, and what is missed is pushed twice.
        while page := self._page(
            [*filters, {"filter": "filter:tasks:id", "operator": "greater", "type": "Number", "value": last}], **fields
        ):
            yield from page
            last = page[-1]["id"]

    def _page(self, filters: list[JSON], **fields: str) -> list[JSON]:
        query = {"filters": {"conjunction": "and", "items": filters}, "ordering": ["tasks:id"]}
        with errors_of(self.connection.url):
            found: Any = self.connection.client.tasks.list(
                project=self.id, query=json.dumps(query), page=1, page_size=PAGE, **fields
            )
            return [item.model_dump(mode="json") for item in found.items or ()]

    def apply(self, plan: Plan, journal: Journal, model_version: str, progress: Progress = no_progress) -> None:
        """Write what the plan says; every batch of new tasks is in the journal before it goes over the wire."""
        client = self.connection.client
        done = 0
        for batch in _batches(plan.create, BATCH):
            journal.sending(task.uid for task in batch)
            request: Any = [_import(task, model_version) for task in batch]
            with errors_of(self.connection.url):
                answer: Any = client.projects.import_tasks(id=self.id, request=request, return_task_ids=True)
            if len(answer.task_ids or ()) != len(batch):
                raise ServerError(
                    f"{len(batch)} tasks were sent and {len(answer.task_ids or ())} came back",
                    "call push again: it looks at what has arrived first",
                )
            journal.confirm(task.uid for task in batch)
            done += len(batch)
            progress("new tasks", done, len(plan.create))
        changes = {change.task_id: change.task for change in (*plan.update, *plan.supersede)}
        for number, raw in enumerate(self._read(list(changes)), start=1):
            self._change(raw, changes[raw["id"]], model_version)
            progress("changed tasks", number, len(changes))

    def _change(self, raw: JSON, task: Task, model_version: str) -> None:
        """Write a task's new data, unless somebody has labeled it since the plan was made: then only its state."""
        touched = bool(raw["annotations"] or raw["drafts"])
        data = {**raw["data"], "state": str(task.state)} if touched else task.model_dump(mode="json")
        client = self.connection.client
        with errors_of(self.connection.url):
            client.tasks.update(id=str(raw["id"]), data=data)
            made = prediction(task, model_version)
            if touched or made is None or task.state is TaskState.SUPERSEDED:
                return
            same = [one["id"] for one in raw["predictions"] or () if one.get("model_version") == model_version]
            if same:
                client.predictions.update(id=same[0], result=made["result"], score=made["score"])
            else:
                client.predictions.create(task=raw["id"], **made)

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
        for raw in self._listed(fields="all", include="id,data,predictions_model_versions"):
            task = read_task(raw, "")
            if isinstance(task, Problem) or task.state is TaskState.SUPERSEDED:
                continue
            made = prediction(task, model_version)
            if made and model_version not in str(raw["predictions_model_versions"]).split(","):
                lacking.append({"task": raw["id"], **made})
        client = self.connection.client.projects
        with errors_of(self.connection.url):
            for number, batch in enumerate(_batches(lacking, PAGE)):
                request: Any = list(batch)
                client.import_predictions(id=self.id, request=request)
                progress("suggestions", min((number + 1) * PAGE, len(lacking)), len(lacking))
            client.update(self.id, model_version=model_version)
        self.model_version = model_version
        return len(lacking)

    def tabs(self, registry: Registry) -> None:
        """One tab for what is left to do and one per speaker in the data manager, made or brought in line."""
        to_do = [{"filter": "filter:tasks:completed_at", "operator": "empty", "type": "Datetime", "value": True}]
        wanted = {"To do": to_do}
        for tag in (*(s.tag for s in registry.speakers if not s.retired), OTHER, NARRATOR):
            wanted[tag] = [{"filter": "filter:tasks:data.speaker", "operator": "equal", "type": "String", "value": tag}]
        views = self.connection.client.views
        with errors_of(self.connection.url):
            there = {
                view.data.get("title"): view.id for view in views.list(project=self.id) if isinstance(view.data, dict)
            }
            for title, filters in wanted.items():
                data: Any = _tab(title, filters)
                if title in there:
                    views.update(str(there[title]), project=self.id, data=data)
                else:
                    views.create(project=self.id, data=data)

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
            for raw in self._listed(fields="task_only", include="id,total_annotations")
            if raw["total_annotations"]
        ]
        return {
            raw["id"]
            for raw in self._read(labeled)
            if any(annotation["completed_by"] == me for annotation in raw["annotations"] or ())
        }


def _import(task: Task, model_version: str) -> JSON:
    made = prediction(task, model_version)
    return {"data": task.model_dump(mode="json"), "predictions": [made] if made else []}


def _tab(title: str, filters: list[JSON]) -> JSON:
    current = {
        "filter": "filter:tasks:data.state",
        "operator": "equal",
        "type": "String",
        "value": str(TaskState.CURRENT),
    }
    shown = ("sentence", "title", "speaker", "outlet", "published_on")
    fields = [f"tasks:data.{field}" for field in Task.model_fields if field not in shown]
    noise = [
        "tasks:inner_id", "tasks:cancelled_annotations", "tasks:total_predictions", "tasks:annotations_results",
        "tasks:annotations_ids", "tasks:predictions_score", "tasks:predictions_model_versions", "tasks:predictions_results",
        "tasks:file_upload", "tasks:storage_filename", "tasks:created_at", "tasks:updated_at", "tasks:updated_by",
        "tasks:avg_lead_time", "tasks:draft_exists", "tasks:completed_at", "tasks:annotators",
    ]  # fmt: skip
    hidden = [*fields, *noise]
    return {
        "title": title,
        "type": "list",
        "target": "tasks",
        "ordering": ["tasks:data.sort_key"],
        # Label Studio adds 20 to each; together they fill a page of 1400 pixels.
        "columnsWidth": {
            "tasks:id": 60,
            "tasks:total_annotations": 50,
            "tasks:data.sentence": 550,
            "tasks:data.title": 200,
            "tasks:data.speaker": 110,
            "tasks:data.outlet": 110,
            "tasks:data.published_on": 140,
        },
        "hiddenColumns": {"explore": hidden, "labeling": [*hidden, *(f"tasks:data.{field}" for field in shown)]},
        "filters": {"conjunction": "and", "items": [current, *filters]},
    }


def _batches(items: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _reason(error: ApiError) -> str:
    """What Label Studio's strict check found, in one line."""
    body = error.body if isinstance(error.body, dict) else {}
    told = [reason for reasons in (body.get("validation_errors") or {}).values() for reason in reasons]
    return " ".join("; ".join(told or [str(body.get("detail"))]).split())
