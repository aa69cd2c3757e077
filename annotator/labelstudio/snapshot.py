"""Snapshots: the raw answers of a project with all that their outcome rests on, kept before anything is made of them.

A snapshot is a gzip file of JSON lines: the first is the `Header`, each other one a task as Label Studio exported it. Snapshots
are only ever added; a folder of them is the memory of what people answered, whatever happens on the server.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from pathlib import Path

import orjson
from pydantic import AwareDatetime, ValidationError

from annotator import atomic
from annotator.annotation.annotation import Annotation
from annotator.annotation.codebook import Codebook, Question, known_questions
from annotator.annotation.task import Task
from annotator.corpus.speaker import Registry
from annotator.errors import InputError
from annotator.labelstudio.results import JSON, read_annotation, read_task
from annotator.problem import Problem
from annotator.record import Record
from annotator.settings import ReviewRule


class Header(Record):
    """What the outcome of a snapshot rests on beside the answers."""

    format: int = 1
    taken_at: AwareDatetime
    server: str
    project: int
    title: str
    tasks: int
    registry: Registry
    codebooks: tuple[Codebook, ...]
    """All that this project's journal knows, the current one last."""
    review: ReviewRule

    def task_url(self, task_id: int) -> str:
        """Where a person opens a task of this project."""
        return f"{self.server}/projects/{self.project}/data?task={task_id}"


class Answered(Record):
    """One statement with all annotations of it, wherever they were made."""

    task: Task
    task_id: int
    """Label Studio's number; of one copy, where the server holds the statement more than once."""
    annotations: tuple[Annotation, ...]


class Reading(Record):
    """What a snapshot holds."""

    header: Header
    answered: tuple[Answered, ...]
    foreign: tuple[Problem, ...]
    """Tasks that are not as annotator pushed them; their annotations cannot be placed."""
    foreign_annotations: int
    """How many annotations those tasks hold."""


def keep(folder: Path, header: Header, tasks: Iterable[JSON]) -> Path:
    """Write a snapshot, whole or not at all; answers its path, which bears the time in UTC."""
    path = folder / f"{header.taken_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.jsonl.gz"
    with (
        atomic.written(path, private=True) as file,
        gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed,
    ):
        packed.write(header.model_dump_json().encode() + b"\n")
        for task in tasks:
            packed.write(orjson.dumps(task, option=orjson.OPT_APPEND_NEWLINE))
    return path


def read(path: Path) -> Reading:
    """What a snapshot file holds, as `resolve` reads it.

    Raises:
        InputError: the file is no snapshot, cut short, or of another format.
    """
    try:
        with gzip.open(path, "rb") as file:
            header = Header.model_validate_json(file.readline())
            tasks = [orjson.loads(line) for line in file]
    except (OSError, EOFError, ValidationError, orjson.JSONDecodeError) as error:
        raise InputError(f"{path} is no whole snapshot: {error}", "take another one: annotator pull") from None
    return resolve(header, tasks)


def resolve(header: Header, tasks: Iterable[JSON]) -> Reading:
    """Every statement with its annotations, read strictly; a statement that the server holds twice has the labels of both."""
    questions = known_questions(header.codebooks)
    copies: dict[str, list[Answered]] = {}
    foreign: list[Problem] = []
    foreign_annotations = 0
    for raw in sorted(tasks, key=lambda raw: int(raw["id"])):
        task = read_task(raw, header.task_url(raw["id"]))
        if isinstance(task, Problem):
            foreign.append(task)
            foreign_annotations += len(raw.get("annotations") or ()) + len(raw.get("drafts") or ())
        else:
            annotations = tuple(_annotations(raw, task, questions))
            copies.setdefault(task.uid, []).append(Answered(task=task, task_id=raw["id"], annotations=annotations))
    return Reading(
        header=header,
        answered=tuple(_united(of_one) for of_one in copies.values()),
        foreign=tuple(foreign),
        foreign_annotations=foreign_annotations,
    )


def _united(copies: Sequence[Answered]) -> Answered:
    """One statement of all its copies: the first whose text nobody edited, with the labels of all."""
    first = min(copies, key=lambda copy: (copy.task.text_was_edited, copy.task_id))
    return first.model_copy(update={"annotations": tuple(one for copy in copies for one in copy.annotations)})


def _annotations(raw: JSON, task: Task, questions: Mapping[str, Question]) -> Iterator[Annotation]:
    for annotation in raw.get("annotations") or ():
        yield read_annotation(annotation, task, questions, person=_person(annotation.get("completed_by")))
    for draft in raw.get("drafts") or ():
        yield read_annotation(draft, task, questions, person=_person(draft.get("user")), draft=True)


def _person(told: object) -> str | None:
    """The e-mail of who made an annotation; None where the account was deleted."""
    email = told.get("email") if isinstance(told, dict) else told
    return email if isinstance(email, str) and email else None
