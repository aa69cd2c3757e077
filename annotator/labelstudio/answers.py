"""All answers of a project as they come from the server: complete or not at all, and one task at a time."""

from __future__ import annotations

import codecs
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from label_studio_sdk.core.api_error import ApiError

from annotator.errors import ServerError
from annotator.labelstudio.connection import errors_of
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import JSON

TITLE = "annotator pull"
"""Of the server's own copy of an export, by which a copy that a killed run has left is known."""

OVERLAP = timedelta(minutes=1)
"""How far back is looked for changes: what a server writes later may bear an earlier time."""

LEFT_OVER = timedelta(hours=1)
"""After which such a copy is nobody's work in progress any more, by the server's clock."""

_OPTIONS: Any = {
    "annotations__completed_by": {"only_id": False},
    "drafts": {"only_id": False},
    "predictions": {"only_id": True},
}


def whole(project: Project) -> Iterator[JSON]:
    """Every task with its annotations and drafts, as the server holds them at one moment.

    The server writes an export file, which is deleted afterwards: it holds people's answers and would stay there for ever.

    Raises:
        ServerError: what came is not what the server has written; nothing of it can be used.
    """
    exports = project.connection.client.projects.exports
    with errors_of(project.connection.url):
        number = int(exports.create(id=project.id, title=TITLE, serialization_options=_OPTIONS).id or 0)
        try:
            told = _finished(project, number)
            count = 0
            body = exports.download(id=project.id, export_pk=number, export_type="JSON")
            for task in objects(body):
                count += 1
                yield task
            now = int(project.connection.client.projects.get(id=project.id).task_number or 0)
        finally:
            _clear(project, number)
    written = (told.get("counters") or {}).get("task_number")
    if count != written or not min(project.tasks, now) <= count <= max(project.tasks, now):
        raise ServerError(
            f"the export holds {count} tasks, the server wrote {written}, and the project has {now}: it is not complete",
            "call pull again; the last good export stands as it was",
        )


def changed(project: Project, known: Mapping[int, datetime]) -> list[JSON]:
    """The tasks that are not as they were, whole, and new ones; of those that were deleted nothing is seen (see `Project.numbers`).

    Args:
        project: the project.
        known: when each known task was last changed, by its number, as the server told it.
    """
    since = max(known.values(), default=datetime(1970, 1, 1, tzinfo=UTC) + OVERLAP) - OVERLAP
    # Label Studio fails with status 500 where the microseconds are missing.
    found = project.changed_since(f"{since.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}")
    fresh = [raw for raw in found if known.get(raw["id"]) != last_change(raw)]
    if not fresh:
        return []
    with errors_of(project.connection.url):
        emails = {int(user.id or 0): str(user.email) for user in project.connection.client.users.list()}
    return [_as_exported(raw, emails) for raw in fresh]


def last_change(raw: JSON) -> datetime:
    """When a task was last changed, as the server tells it."""
    return datetime.fromisoformat(str(raw["updated_at"])).astimezone(UTC)


def _as_exported(raw: JSON, emails: Mapping[int, str]) -> JSON:
    """A listed task with people as an export tells them: lists give numbers only."""

    def person(told: object) -> JSON | None:
        if told is None:
            return None
        if not isinstance(told, int) or told not in emails:
            raise ServerError(
                f"task {raw['id']} has an annotation of account {told!r}, which the list of accounts does not hold",
                "call again; if it stays, annotator pull reads everything anew",
            )
        return {"id": told, "email": emails[told]}

    annotations = [{**one, "completed_by": person(one.get("completed_by"))} for one in raw.get("annotations") or ()]
    return {**raw, "annotations": annotations}


def objects(chunks: Iterable[bytes]) -> Iterator[JSON]:
    """The objects of a JSON array, one at a time, while its text still comes.

    Raises:
        ServerError: it is no array of objects, or it ends before its end.
    """
    decoder, utf8 = json.JSONDecoder(), codecs.getincrementaldecoder("utf-8")()
    text, begun, ended = "", False, False
    for chunk in chunks:
        try:
            text += utf8.decode(chunk)
        except UnicodeDecodeError:
            raise _incomplete() from None
        place = 0
        while not ended:
            place = _SEPARATOR.match(text, place).end()  # type: ignore[union-attr]  # it matches nothing as well
            if place == len(text):
                break
            if not begun:
                if text[place] != "[":
                    raise _incomplete()
                begun, place = True, place + 1
            elif text[place] == "]":
                ended = True
            else:
                try:
                    found, place = decoder.raw_decode(text, place)
                except json.JSONDecodeError:
                    break  # the rest of it is still to come, or never comes
                if not isinstance(found, dict):
                    raise _incomplete()
                yield found
        text = "" if ended else text[place:]
    if not ended:
        raise _incomplete()


_SEPARATOR = re.compile(r"[\s,]*")


def _incomplete() -> ServerError:
    return ServerError(
        "the export that came is no whole list of tasks", "call pull again; the last good export stands as it was"
    )


def _finished(project: Project, number: int) -> JSON:
    """What the server says of an export when it is made; with background jobs it is asked again and again."""
    for pause in (0.0, *(min(0.5 * 2**step, 15.0) for step in range(60))):
        time.sleep(pause)
        told = project.connection.client.projects.exports.get(id=project.id, export_pk=number)
        status = str(told.status or "")
        if status == "completed":
            return told.model_dump(mode="json")
        if status == "failed":
            break
    raise ServerError(
        f"Label Studio could not make the export (status {status})",
        "look at the server's log; a task that cannot be shown makes every export fail",
    )


def _clear(project: Project, number: int) -> None:
    """Delete the server's copy of an export, and those that killed runs have left.

    Whatever fails here is cleared by the next pull: it takes nothing away from what has been read.
    """
    exports = project.connection.client.projects.exports
    with suppress(ApiError, httpx.HTTPError):
        there = {int(one.id or 0): one for one in exports.list(id=project.id)}
        now = there[number].created_at if number in there else None
        for other, one in there.items():
            old = now and one.created_at and one.created_at < now - LEFT_OVER
            if other == number or (one.title == TITLE and old):
                exports.delete(id=project.id, export_pk=other)
