"""The verbs of the tool; each reads like the way of the data: read, split, attribute, plan, apply, read back, decide, write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson

from annotator import atomic
from annotator.annotation.codebook import codebook
from annotator.claims.dataset import Dataset, assemble
from annotator.claims.review import Decided, Ending, Outcome, decide
from annotator.corpus import speaker
from annotator.export import pseudonyms, tables
from annotator.labelstudio import snapshot
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import JSON
from annotator.problem import Problem
from annotator.record import Record, ShortId
from annotator.settings import Settings
from annotator.sync import versions
from annotator.sync.journal import Journal
from annotator.workflow.check import RULES, Checked, check, model_version
from annotator.workflow.push import Pushed, push
from annotator.workflow.undo import Undone, undo
from annotator.workspace import folder_of, looked_at, opened

__all__ = [
    "RULES",
    "Checked",
    "Pulled",
    "Pushed",
    "Standing",
    "Undone",
    "broken_labels",
    "check",
    "decide_all",
    "model_version",
    "pull",
    "push",
    "status",
    "undo",
]


def _answers(project: Project, book: Journal, settings: Settings) -> tuple[snapshot.Header, list[JSON]]:
    """The raw answers as they are now, and all that their outcome rests on."""
    raw = project.export()
    registry = speaker.load(settings.registry)
    header = snapshot.Header(
        taken_at=datetime.now(UTC),
        server=project.connection.url,
        project=project.id,
        title=project.title,
        tasks=len(raw),
        registry=registry,
        codebooks=(*book.codebooks(), codebook(registry)),
        review=settings.review,
    )
    return header, raw


class Pulled(Record):
    """What a pull found and wrote."""

    dataset: Dataset
    files: tuple[Path, ...]
    snapshot: Path
    problems: tuple[Problem, ...]
    """What is quarantined, with the task's URL and how to mend it."""
    quarantine: Path
    """The file that holds all of them."""
    warnings: tuple[str, ...]
    """What is kept and worth a look."""
    foreign_annotations: int
    """Annotations of tasks that are not ours; they cannot be placed."""
    unchecked_places: int
    """Claims whose article version this machine has no copy of, so that their offsets are unchecked (R8)."""
    unchecked_urls: int
    """Claims with evidence whose article has no URL, so that R7 could not be checked."""


def pull(settings: Settings) -> Pulled:
    """Keep the raw answers, decide every statement by the review rule, and write the tables.

    Raises:
        SetupError, ServerError: as `opened` and `Project` say; the last good export stands as it was.
    """
    with opened(settings, "pull") as (project, book):
        header, raw = _answers(project, book, settings)
        folder = folder_of(settings, project.id)
        path = snapshot.keep(folder / "snapshots", header, raw)
        reading = snapshot.read(path)
        texts = versions.at_hand(
            settings.state_folder / "articles", (one.task.article_sha256 for one in reading.answered)
        )
        decided = decide_all(reading, texts)
        people = {judged.annotation.person for one in decided for judged in one.judged}
        key = pseudonyms.key(settings.state_folder / "pseudonym.key")
        dataset = assemble(decided, pseudonyms.pseudonyms(people, key))
        files = tables.write(dataset, settings.exports)
        problems = (*broken_labels(reading, decided), *reading.foreign)
        quarantined = folder / "quarantine.jsonl"
        atomic.write(
            quarantined,
            b"".join(orjson.dumps(one.model_dump(), option=orjson.OPT_APPEND_NEWLINE) for one in problems),
            private=True,
        )
        return Pulled(
            dataset=dataset,
            files=files,
            snapshot=path,
            problems=problems,
            quarantine=quarantined,
            warnings=tuple(_warnings(reading, decided)),
            foreign_annotations=reading.foreign_annotations,
            unchecked_places=sum(claim.article_sha256 not in texts for claim in dataset.claims),
            unchecked_urls=sum(bool(claim.evidence) and not claim.article_url for claim in dataset.claims),
        )


def decide_all(reading: snapshot.Reading, texts: dict[str, str]) -> tuple[Decided, ...]:
    """Every statement of a snapshot, decided by the rule that the snapshot holds."""
    header = reading.header
    return tuple(
        decide(
            one.task,
            one.annotations,
            rule=header.review,
            registry=header.registry,
            codebook_version=header.codebooks[-1].version,
            texts=texts,
        )
        for one in reading.answered
    )


def broken_labels(reading: snapshot.Reading, decided: Sequence[Decided]) -> tuple[Problem, ...]:
    """A problem for every quarantined annotation: what is wrong, and where it is mended."""
    numbers = {one.task.uid: one.task_id for one in reading.answered}
    return tuple(
        Problem(
            kind=",".join(dict.fromkeys(violation.rule for violation in judged.violations)),
            where=reading.header.task_url(numbers[one.task.uid]),
            message=f"{judged.annotation.person}: " + "; ".join(violation.message for violation in judged.violations),
            hint="open the task, correct the label there, and pull again",
        )
        for one in decided
        for judged in one.judged
        if judged.outcome is Outcome.QUARANTINED
    )


def _warnings(reading: snapshot.Reading, decided: Sequence[Decided]) -> Iterator[str]:
    """What is kept and worth a look, with the task's URL."""
    urls = {one.task.uid: reading.header.task_url(one.task_id) for one in reading.answered}
    for one in decided:
        for warning in one.warnings:
            yield f"{urls[one.task.uid]}: {warning.rule}: {warning.message}"
        for judged in one.judged:
            if judged.annotation.edited_by_another:
                yield f"{urls[one.task.uid]}: the label of {judged.annotation.person} was last edited by somebody else"


class Standing(Record):
    """How far the work on one project is."""

    project: int
    url: str
    decided: tuple[Decided, ...]
    task_ids: dict[ShortId, int]
    """Label Studio's number of each statement's task."""
    problems: tuple[Problem, ...]

    @property
    def labels_on_superseded(self) -> int:
        """Submitted annotations of statements that have left their articles since, or whose text was edited: work that was done."""
        ends = (Outcome.COUNTED, Outcome.SUPERSEDED, Outcome.QUARANTINED)
        return sum(
            judged.outcome in ends for one in self.decided if one.ending is Ending.SUPERSEDED for judged in one.judged
        )


def status(settings: Settings) -> Standing:
    """Where every statement stands now, read from the server; nothing is written."""
    with looked_at(settings) as (project, book):
        header, raw = _answers(project, book, settings)
        reading = snapshot.resolve(header, raw)
        decided = decide_all(reading, {})
        return Standing(
            project=project.id,
            url=f"{project.connection.url}/projects/{project.id}/data",
            decided=decided,
            problems=(*broken_labels(reading, decided), *reading.foreign),
            task_ids={one.task.uid: one.task_id for one in reading.answered},
        )
