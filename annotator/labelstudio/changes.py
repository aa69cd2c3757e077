"""Changing tasks that the server holds: a new suggestion where nobody has labeled, or whether the task is given to annotators.

Label Studio gives a task to annotators as long as it is not `is_labeled`, which it works out anew with every label: enough people
for the task's `overlap`. A superseded task gets the overlap 0, so it is complete whatever comes, in every tab and in "Label All
Tasks". Changing the project's overlap to 1 resets that of all tasks; the next push sees it and withholds them again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import orjson

from annotator.annotation.task import Task, TaskState
from annotator.labelstudio.connection import errors_of
from annotator.labelstudio.project import Progress, Project, batches
from annotator.labelstudio.results import JSON, prediction
from annotator.sync.journal import Journal
from annotator.sync.plan import Change

AT_A_TIME = 5
"""Tasks that are read, and then written one by one: in between somebody may begin to label them."""

log = logging.getLogger(__name__)


def change(
    project: Project, journal: Journal, push: int, changes: Sequence[Change], *, model_version: str, progress: Progress
) -> None:
    """Write the new data of these tasks; of one that somebody has labeled or begun since the plan was made, only its state."""
    wanted = {one.task_id: one.task for one in changes}
    done = 0
    for some in batches(list(wanted), AT_A_TIME):
        free = project.untouched(some)
        found = list(project.whole(some))
        journal.changing(push, {raw["id"]: orjson.dumps(raw["data"]).decode() for raw in found})
        for raw in found:
            _write(project, raw, wanted[raw["id"]], model_version, untouched=raw["id"] in free)
        done += len(some)
        progress("changed tasks", done, len(wanted))
    if changes:
        log.info("%d tasks changed", len(changes))


def _write(project: Project, raw: JSON, task: Task, model_version: str, *, untouched: bool) -> None:
    data = task.model_dump(mode="json") if untouched else {**raw["data"], "state": str(task.state)}
    client = project.connection.client
    with errors_of(project.connection.url):
        # The prediction comes first: a run that ends in between leaves data that the next push still sees to be old.
        made = prediction(task, model_version)
        if untouched and made is not None and task.state is TaskState.CURRENT:
            same = [one["id"] for one in raw["predictions"] or () if one.get("model_version") == model_version]
            if same:
                client.predictions.update(id=same[0], result=made["result"], score=made["score"])
            else:
                client.predictions.create(task=raw["id"], **made)
        client.tasks.update(
            id=str(raw["id"]), data=data, request_options={"additional_body_parameters": _queue(project, raw, task)}
        )


def _queue(project: Project, raw: JSON, task: Task) -> JSON:
    """What decides whether annotators are given the task; nothing where that stays as it is."""
    if task.state is TaskState.SUPERSEDED:
        return {"overlap": 0, "is_labeled": True}
    if raw["data"].get("state") == TaskState.CURRENT:
        return {}
    people = {one["completed_by"] for one in raw["annotations"] or () if not one["was_cancelled"]}
    return {"overlap": project.overlap, "is_labeled": len(people) >= project.overlap}
