"""Pull: keep the raw answers, decide every statement by the review rule, publish the tables; and the same from a snapshot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from annotator import atomic
from annotator.annotation.annotation import Annotation
from annotator.annotation.codebook import codebook
from annotator.claims.changes import Changes, changes
from annotator.claims.dataset import Dataset, assemble
from annotator.claims.quarantine import FIXES, USUAL_FIX, Quarantined
from annotator.claims.review import Decided, Outcome, decide
from annotator.corpus import speaker
from annotator.errors import InputError
from annotator.export import pseudonyms, published, tables
from annotator.export.columns import QUARANTINE
from annotator.labelstudio import answers, snapshot
from annotator.labelstudio.drift import drift
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import JSON
from annotator.problem import Problem
from annotator.record import Record, without_collection
from annotator.settings import Settings
from annotator.sync import versions
from annotator.sync.journal import Journal
from annotator.workspace import folder_of, opened

ENOUGH = 0.9
"""Which share of the claims last published has to be there again; with fewer, a pull is held back."""


class Outcomes(Record):
    """What a snapshot amounts to."""

    dataset: Dataset
    quarantine: tuple[Quarantined, ...]
    warnings: tuple[str, ...]
    """What is kept and worth a look."""
    foreign_annotations: int
    """Annotations of tasks that are not ours; they cannot be placed."""
    unchecked_places: int
    """Claims whose article version was not at hand, so that their offsets are unchecked (R8)."""
    unchecked_urls: int
    """Claims with evidence whose article has no URL, so that R7 could not be checked."""


class Shrunk(Record):
    """Why a pull was held back."""

    before: int
    """Claims that are published."""
    gone: int
    """How many of them would not be there any more."""
    because: dict[str, int]
    """What became of those: how many of each ending, or ``not on the server``."""
    pending: Path
    """Where the tables lie that were held back."""


class Pulled(Record):
    """What a pull found and wrote."""

    outcomes: Outcomes
    files: tuple[Path, ...]
    """The published tables."""
    snapshot: Path
    quarantine: Path
    """The list to work off."""
    drift: Problem | None
    """Somebody changed the labeling page."""
    changes: Changes | None
    """Against the last pull; None where there was none that can be read."""
    shrunk: Shrunk | None
    """Nothing was published; the last tables stand as they were."""
    changed_by_hand: tuple[Path, ...]
    """Copies of published tables that somebody had edited."""

    @property
    def dataset(self) -> Dataset:
        """What was decided."""
        return self.outcomes.dataset

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that somebody has to do."""
        page = (self.drift,) if self.drift and self.drift.kind == "config_drift" else ()
        return (*page, *(one.problem for one in self.outcomes.quarantine))


def pull(settings: Settings, *, accept_shrink: bool = False) -> Pulled:
    """Keep the raw answers, decide every statement by the review rule, and publish the tables, all at once.

    A pull that loses more than a tenth of the published claims is held back, unless that is accepted.

    Raises:
        SetupError, ServerError: as `opened`, `Project` and `answers.whole` say; the last good export stands as it was.
    """
    with without_collection(), opened(settings, "pull") as (project, book):
        header = header_of(project, book, settings)
        page = _drift(project, header)
        folder = folder_of(settings, project.id)
        last = snapshot.latest(folder / "snapshots")
        with ThreadPoolExecutor(1) as beside:  # the last snapshot is read while the server makes its export
            before = beside.submit(_labels_of, last)
            kept = keep(settings, folder, header, answers.whole(project))
        return _published(settings, folder, kept, since=before.result(), page=page, accept_shrink=accept_shrink)


def pull_changes(
    settings: Settings, last: Path, known: Mapping[int, datetime], *, compare_numbers: bool
) -> Pulled | None:
    """The same of a snapshot and what has changed since, without an export on the server; None where nothing has.

    Args:
        settings: of the workspace.
        last: the snapshot.
        known: when each of its tasks was last changed, by the task's number.
        compare_numbers: look for tasks that were deleted, which takes longer; done anyway where their number differs.

    Raises:
        SetupError, ServerError: as `pull` says.
    """
    with without_collection(), opened(settings, "sync") as (project, book):
        fresh = {raw["id"]: raw for raw in answers.changed(project, known)}
        there = frozenset(known.keys() | fresh.keys())
        if compare_numbers or project.tasks != len(there):
            there = project.numbers()
        if not fresh and there >= known.keys():
            return None
        folder, header = folder_of(settings, project.id), header_of(project, book, settings)
        page, before = _drift(project, header), _labels_of(last)
        kept = keep(settings, folder, header, _renewed(last, fresh, known.keys(), there))
        return _published(settings, folder, kept, since=before, page=page, accept_shrink=False)


def _drift(project: Project, header: snapshot.Header) -> Problem | None:
    return drift(project.label_config, header.codebooks[-1], header.codebooks, f"{project.url}/settings/labeling")


def _renewed(last: Path, fresh: Mapping[int, JSON], known: AbstractSet[int], there: AbstractSet[int]) -> Iterator[JSON]:
    """The tasks of a snapshot as they are now: changed ones renewed, deleted ones left out, new ones behind the others."""
    yield from (fresh.get(raw["id"], raw) for raw in snapshot.raw_tasks(last) if raw["id"] in there)
    yield from (fresh[number] for number in sorted((fresh.keys() - known) & there))


def rebuild(path: Path, folder: Path) -> Outcomes:
    """Write the tables of a snapshot into a new folder, the same bytes wherever that is done; no server is asked.

    Raises:
        InputError: it is no whole snapshot, or the folder is there already.
    """
    if folder.exists():
        raise InputError(f"{folder} is there already", "name a new folder with --into")
    with without_collection():
        outcomes = settle(snapshot.read(path), path)
        published.new_folder(folder, tables.files(outcomes.dataset))
    return outcomes


QUARANTINE_FILE = f"{QUARANTINE.name}.csv"


def header_of(project: Project, book: Journal, settings: Settings) -> snapshot.Header:
    """All that the outcome of an answer rests on beside it, as it is now."""
    registry = speaker.load(settings.registry)
    return snapshot.Header(
        taken_at=datetime.now(UTC),
        server=project.connection.url,
        project=project.id,
        title=project.title,
        registry=registry,
        codebooks=(*book.codebooks(), codebook(registry)),
        review=settings.review,
    )


def keep(settings: Settings, folder: Path, header: snapshot.Header, tasks: Iterable[JSON]) -> Path:
    """Keep these answers as a snapshot, with the pseudonyms and article versions of this workspace."""
    key = pseudonyms.key(settings.state_folder / "pseudonym.key")
    return snapshot.keep(
        folder / "snapshots",
        header,
        tasks,
        pseudonyms=lambda people: pseudonyms.pseudonyms(people, key),
        articles=lambda hashes: versions.at_hand(settings.state_folder / "articles", hashes),
    )


def _published(
    settings: Settings,
    folder: Path,
    path: Path,
    *,
    since: tuple[Annotation, ...] | None,
    page: Problem | None,
    accept_shrink: bool,
) -> Pulled:
    """What a snapshot amounts to, published; a pure function of the snapshot but for what it is compared with."""
    reading = snapshot.read(path)
    outcomes = settle(reading, path)
    files = tables.files(outcomes.dataset)
    shrunk = None if accept_shrink else _shrunk(settings.exports, outcomes.dataset)
    by_hand: tuple[Path, ...] = ()
    if shrunk:
        published.hold_back(settings.exports, files)
    else:
        by_hand = published.publish(settings.exports, files)
    atomic.write(folder / QUARANTINE_FILE, tables.to_csv(QUARANTINE, outcomes.quarantine), private=True)
    return Pulled(
        outcomes=outcomes,
        files=tuple(settings.exports / name for name in files),
        snapshot=path,
        quarantine=folder / QUARANTINE_FILE,
        drift=page,
        changes=None if since is None else changes(since, _labels(reading)),
        shrunk=shrunk,
        changed_by_hand=by_hand,
    )


def settle(reading: snapshot.Reading, path: Path | None = None) -> Outcomes:
    """What a snapshot amounts to, by the rule, the registry and the articles that it holds. Pure.

    `path` is the snapshot's file, from which the quarantine quotes the raw answers.
    """
    decided = decide_all(reading)
    texts, dataset = reading.footer.articles, assemble(decided, reading.footer.pseudonyms)
    return Outcomes(
        dataset=dataset,
        quarantine=tuple(quarantined(reading, decided, path)),
        warnings=tuple(_warnings(reading, decided)),
        foreign_annotations=reading.foreign_annotations,
        unchecked_places=sum(claim.article_sha256 not in texts for claim in dataset.claims),
        unchecked_urls=sum(bool(claim.evidence) and not claim.article_url for claim in dataset.claims),
    )


def decide_all(reading: snapshot.Reading) -> tuple[Decided, ...]:
    """Every statement of a snapshot, decided by the rule that the snapshot holds."""
    header = reading.header
    return tuple(
        decide(
            one.task,
            one.annotations,
            rule=header.review,
            registry=header.registry,
            codebook_version=header.codebooks[-1].version,
            texts=reading.footer.articles,
        )
        for one in reading.answered
    )


def quarantined(
    reading: snapshot.Reading, decided: Sequence[Decided], path: Path | None = None
) -> Iterator[Quarantined]:
    """What is wrong, where it is, and how it is mended: labels in the order of the tasks, then tasks that are not ours."""
    broken = [(one, judged) for one in decided for judged in one.judged if judged.outcome is Outcome.QUARANTINED]
    raw = snapshot.results(path, {judged.annotation.annotation_id for _, judged in broken}) if path and broken else {}
    for one, judged in broken:
        rules = tuple(dict.fromkeys(violation.rule for violation in judged.violations))
        annotation = judged.annotation
        yield Quarantined(
            task_url=reading.header.task_url(annotation.task_id or 0),
            wrong="; ".join(violation.message for violation in judged.violations),
            fix=next((FIXES[rule] for rule in rules if rule in FIXES), USUAL_FIX),
            annotator=annotation.person,
            sentence=one.task.sentence,
            rules=rules,
            claim_id=one.task.uid,
            task_id=annotation.task_id,
            annotation_id=annotation.annotation_id,
            result=raw.get(annotation.annotation_id, ""),
        )
    for problem in reading.foreign:
        yield Quarantined(
            task_url=problem.where, wrong=problem.message, fix=problem.hint, annotator="", sentence="",
            rules=(problem.kind,), claim_id="", task_id=None, annotation_id=None, result="",
        )  # fmt: skip


def _shrunk(exports: Path, dataset: Dataset) -> Shrunk | None:
    """Whether fewer than nine in ten of the published claims are there again, and what became of the others."""
    before = tables.keys(exports / "claims.csv")
    gone = before - {claim.claim_id for claim in dataset.claims}
    if len(before) - len(gone) >= ENOUGH * len(before):
        return None
    endings = {one.claim_id: f"undecided ({one.reason})" for one in dataset.undecided}
    because = Counter(endings.get(key, "no claim any more, or not on the server") for key in gone)
    return Shrunk(
        before=len(before), gone=len(gone), because=dict(sorted(because.items())), pending=exports / published.PENDING
    )


def _labels_of(path: Path | None) -> tuple[Annotation, ...] | None:
    """The labels of an earlier snapshot; None where there is none that this version reads."""
    try:
        return None if path is None else _labels(snapshot.read(path))
    except InputError:
        return None


def _labels(reading: snapshot.Reading) -> tuple[Annotation, ...]:
    return tuple(annotation for one in reading.answered for annotation in one.annotations)


def _warnings(reading: snapshot.Reading, decided: Sequence[Decided]) -> Iterator[str]:
    """What is kept and worth a look, with the task's URL."""
    urls = {one.task.uid: reading.header.task_url(one.task_id) for one in reading.answered}
    for one in decided:
        for warning in one.warnings:
            yield f"{urls[one.task.uid]}: {warning.rule}: {warning.message}"
        for judged in one.judged:
            if judged.annotation.edited_by_another:
                yield f"{urls[one.task.uid]}: the label of {judged.annotation.person} was last edited by somebody else"
