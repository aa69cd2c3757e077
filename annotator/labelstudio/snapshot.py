"""Snapshots: the raw answers of a project with all that their outcome rests on, kept before anything is made of them.

A snapshot is a gzip file of JSON lines: the `Header`, one line for each task as Label Studio gave it, and the `Footer`. It needs
nothing beside it: whoever has the file comes to the same tables, byte for byte (``annotator rebuild``). It holds people's
e-mails, so it is private. Snapshots are only ever added; a folder of them is the memory of what people answered, whatever
happens on the server.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC
from pathlib import Path

import orjson
from pydantic import AwareDatetime, Field, ValidationError

from annotator import __version__, atomic
from annotator.annotation.annotation import Annotation
from annotator.annotation.codebook import Codebook, Question, known_questions
from annotator.annotation.task import Task
from annotator.corpus.speaker import Registry
from annotator.errors import InputError
from annotator.labelstudio.results import JSON, name_of, person_of, read_annotation, read_task
from annotator.problem import Problem
from annotator.record import Record, Sha256
from annotator.settings import ReviewRule

FORMAT = 2
_SPEED = 1
"""Of gzip: fast, because a pull waits for it; the usual 9 takes many times as long and saves little."""


class Header(Record):
    """What the outcome of a snapshot rests on beside the answers, as it was when they were taken."""

    format: int = FORMAT
    annotator: str = __version__
    """Version of the tool that took it."""
    taken_at: AwareDatetime
    server: str
    project: int
    title: str
    registry: Registry
    codebooks: tuple[Codebook, ...]
    """All that this project's journal knows, the current one last."""
    review: ReviewRule
    """Rule and reviewers."""

    def task_url(self, task_id: int) -> str:
        """Where a person opens a task of this project."""
        return f"{self.server}/projects/{self.project}/data?task={task_id}"


class Footer(Record):
    """What is known only when all tasks have been seen."""

    tasks: int = 0
    """How many lines are between header and footer: a snapshot that was cut has no footer, and so is none."""
    pseudonyms: dict[str, str] = Field(default_factory=dict)
    """What is published in place of each person's name."""
    articles: dict[Sha256, str] = Field(default_factory=dict)
    """Text of the article versions at hand, by its SHA-256 (rule R8)."""


class Answered(Record):
    """One statement with all annotations of it, wherever they were made."""

    task: Task
    task_id: int
    """Label Studio's number; of one copy, where the server holds the statement more than once."""
    annotations: tuple[Annotation, ...]


class Reading(Record):
    """What a snapshot holds."""

    header: Header
    footer: Footer = Footer()
    """Empty where answers are looked at and not kept."""
    answered: tuple[Answered, ...]
    foreign: tuple[Problem, ...]
    """Tasks that are not as annotator pushed them; their annotations cannot be placed."""
    foreign_annotations: int
    """How many annotations those tasks hold."""


def keep(
    folder: Path,
    header: Header,
    tasks: Iterable[JSON],
    *,
    pseudonyms: Callable[[Iterable[str]], dict[str, str]],
    articles: Callable[[Iterable[str]], dict[str, str]],
) -> Path:
    """Write a snapshot as the tasks come, whole or not at all; answers its path, which bears the time in UTC.

    `pseudonyms` is asked for all people, and `articles` for all article versions, when every task has been seen.
    """
    path = folder / f"{header.taken_at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}.jsonl.gz"
    people: set[str] = set()
    versions: set[str] = set()
    count = 0
    with (
        atomic.written(path, private=True) as file,
        gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="", compresslevel=_SPEED) as packed,
    ):
        packed.write(header.model_dump_json().encode() + b"\n")
        for task in tasks:
            count += 1
            packed.write(orjson.dumps(task, option=orjson.OPT_APPEND_NEWLINE))
            people.update(_people(task))
            versions.add(str((task.get("data") or {}).get("article_sha256")))
        footer = Footer(tasks=count, pseudonyms=pseudonyms(people), articles=articles(versions))
        packed.write(footer.model_dump_json().encode() + b"\n")
    return path


def latest(folder: Path) -> Path | None:
    """The snapshot that was taken last."""
    return max(folder.glob("*.jsonl.gz"), default=None)


def read(path: Path) -> Reading:
    """What a snapshot file holds, read strictly.

    Raises:
        InputError: the file is no snapshot, cut short, or of another format.
    """
    try:
        with gzip.open(path, "rb") as file:
            first = orjson.loads(file.readline())
            if first.get("format") != FORMAT:
                raise InputError(
                    f"{path} is a snapshot of format {first.get('format')}, and this annotator reads {FORMAT}",
                    "take a new one: annotator pull",
                )
            lines = _Lines(file)
            reading = resolve(Header.model_validate(first), lines)
            footer = Footer.model_validate_json(lines.last)
        if footer.tasks != lines.count:
            raise ValueError(f"it holds {lines.count} tasks and says {footer.tasks}")
        return reading.model_copy(update={"footer": footer})
    except (OSError, EOFError, ValueError, AttributeError) as error:  # pydantic's and orjson's are ValueErrors
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise InputError(f"{path} is no whole snapshot: {told}", "take another one: annotator pull") from None


def raw_tasks(path: Path) -> Iterator[JSON]:
    """The tasks of a snapshot as Label Studio gave them."""
    with gzip.open(path, "rb") as file:
        file.readline()
        yield from _Lines(file)


def results(path: Path, annotations: AbstractSet[int]) -> dict[int, str]:
    """The raw answers of some annotations, by their number, as JSON."""
    return {
        one["id"]: orjson.dumps(one.get("result")).decode()
        for raw in raw_tasks(path)
        for one in raw.get("annotations") or ()
        if one["id"] in annotations
    }


class _Lines:
    """The lines of a file as tasks, one at a time; the last line is kept apart."""

    def __init__(self, file: Iterable[bytes]) -> None:
        self._file = file
        self.last = b""
        self.count = 0

    def __iter__(self) -> Iterator[JSON]:
        for line in self._file:
            if self.last:
                yield orjson.loads(self.last)
                self.count += 1
            self.last = line


def resolve(header: Header, tasks: Iterable[JSON]) -> Reading:
    """Every statement with its annotations; one that the server holds twice has the labels of both. Pure."""
    questions = known_questions(header.codebooks)
    copies: dict[str, list[Answered]] = {}
    foreign: dict[int, Problem] = {}
    foreign_annotations = 0
    for raw in tasks:
        task = read_task(raw, header.task_url(raw["id"]))
        if isinstance(task, Problem):
            foreign[raw["id"]] = task
            foreign_annotations += len(raw.get("annotations") or ()) + len(raw.get("drafts") or ())
        else:
            annotations = tuple(_annotations(raw, task, questions))
            copies.setdefault(task.uid, []).append(Answered(task=task, task_id=raw["id"], annotations=annotations))
    return Reading(
        header=header,
        answered=tuple(sorted((_united(of_one) for of_one in copies.values()), key=lambda one: one.task_id)),
        foreign=tuple(foreign[number] for number in sorted(foreign)),
        foreign_annotations=foreign_annotations,
    )


def _united(copies: Sequence[Answered]) -> Answered:
    """One statement of all its copies: the first whose text nobody edited, with the labels of all."""
    if len(copies) == 1:
        return copies[0]
    copies = sorted(copies, key=lambda copy: copy.task_id)
    first = min(copies, key=lambda copy: (copy.task.text_was_edited, copy.task_id))
    return first.model_copy(update={"annotations": tuple(one for copy in copies for one in copy.annotations)})


def _annotations(raw: JSON, task: Task, questions: Mapping[str, Question]) -> Iterator[Annotation]:
    for annotation in raw.get("annotations") or ():
        person = person_of(annotation.get("completed_by"))
        yield read_annotation(annotation, task, questions, person=person)
    for draft in raw.get("drafts") or ():
        person = person_of(draft.get("user"))
        yield read_annotation(draft, task, questions, person=person, draft=True)


def _people(raw: JSON) -> Iterator[str]:
    """Everybody who has answered in a task, by the names under which `resolve` knows them."""
    for kind, by in (("annotations", "completed_by"), ("drafts", "user")):
        for one in raw.get(kind) or ():
            yield name_of(one, person_of(one.get(by)))
