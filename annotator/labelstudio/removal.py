"""Taking tasks away that nobody has touched: second copies, and what a push that is taken back had made."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from annotator import atomic
from annotator.labelstudio.connection import errors_of
from annotator.labelstudio.project import NAMED, UNTOUCHED, Project, batches
from annotator.record import Record

log = logging.getLogger(__name__)


class Removed(Record):
    """Tasks that were taken away."""

    tasks: tuple[int, ...] = ()
    """Label Studio's numbers."""
    kept_in: Path | None = None
    """The file that holds them as they were."""


def remove(project: Project, tasks: Sequence[int], folder: Path) -> Removed:
    """Delete those of these tasks that nobody has submitted, skipped or begun; their raw JSON is kept in the folder first.

    The server itself looks once more when it deletes, so that a label that comes in the meantime keeps its task.
    """
    free = sorted(project.untouched(tasks))
    if not free:
        return Removed()
    path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.jsonl.gz"
    with (
        atomic.written(path, private=True) as file,
        gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed,
    ):
        for raw in project.whole(free):
            packed.write(orjson.dumps(raw, option=orjson.OPT_APPEND_NEWLINE))
    gone: set[int] = set()
    for some in batches(free, NAMED):
        filters: Any = {"conjunction": "and", "items": list(UNTOUCHED)}
        selected: Any = {"all": False, "included": list(some)}
        with errors_of(project.connection.url):
            project.connection.client.actions.create(
                id="delete_tasks", project=project.id, filters=filters, selected_items=selected
            )
        gone |= set(some) - {raw["id"] for raw in project.whole(some)}
    log.info("%d tasks that nobody had touched were taken away; they are kept in %s", len(gone), path.name)
    return Removed(tasks=tuple(sorted(gone)), kept_in=path)
