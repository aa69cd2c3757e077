"""The verbs of the tool; each reads like the way of the data: read, split, attribute, plan, apply, read back, decide, write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson

from annotator import __version__, atomic, corpus
from annotator.annotation.codebook import codebook
from annotator.annotation.task import tasks
from annotator.claims.dataset import Dataset, assemble
from annotator.claims.review import Decided, Outcome, decide
from annotator.corpus import formats, speaker
from annotator.corpus import suggestions as suggested
from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import Sentence, split
from annotator.corpus.speaker import Registry
from annotator.corpus.statement import Statement
from annotator.corpus.suggestions import Suggestions
from annotator.errors import InputError
from annotator.export import pseudonyms, tables
from annotator.labelstudio import snapshot
from annotator.labelstudio.project import Progress, Project, no_progress
from annotator.labelstudio.results import JSON
from annotator.problem import Problem
from annotator.record import Record, ShortId
from annotator.settings import Columns, Settings
from annotator.sync import versions
from annotator.sync.journal import Journal
from annotator.sync.plan import Plan, plan
from annotator.workspace import connected, folder_of, looked_at, opened, with_project

RULES = (
    "attribution/weights.toml",
    "cues.toml",
    "nouns.toml",
    "layout.py",
    "sentence.py",
    "sentence.toml",
    "speaker.py",
)
"""What suggestions rest on beside the attribution rules and the registry."""


class Checked(Record):
    """One article as the tool understands it."""

    article: Article
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]


def check(paths: Sequence[Path], registry: Registry, columns: Columns | None = None) -> Iterator[Checked | Problem]:
    """Read, split and attribute articles one after the other; what cannot be read is a problem, and the others go on."""
    for article in formats.read(paths, columns):
        if isinstance(article, Problem):
            yield article
        else:
            sentences = split(article)
            yield Checked(article=article, sentences=sentences, statements=attribute(article, sentences, registry))


def model_version(registry: Registry) -> str:
    """Under which name suggestions stand in Label Studio: another one wherever rules, their data or the registry differ."""
    digest = hashlib.sha256(registry.model_dump_json().encode())
    folder = Path(corpus.__path__[0])
    for path in (*sorted(folder.glob("attribution/*.py")), *(folder / name for name in RULES)):
        digest.update(path.read_bytes())
    return f"rules-{__version__}-{digest.hexdigest()[:8]}"


class Pushed(Record):
    """What a push found and did."""

    plan: Plan
    articles: int
    problems: tuple[Problem, ...]
    """Articles that could not be read, and tasks on the server that are not ours."""
    project: int | None
    """None where a dry run found that there is none yet."""
    url: str | None
    """Where annotators begin."""
    on_server: int
    """Statements on the server, counted afterwards."""
    suggestions: int = 0
    """How many tasks got their suggestion under a new model version."""


def push(
    paths: Sequence[Path],
    settings: Settings,
    *,
    dry_run: bool = False,
    restore: bool = False,
    suggestions: Path | None = None,
    progress: Progress = no_progress,
) -> Pushed:
    """Plan what a push of these articles would change on the server, and apply it unless it is a dry run.

    `suggestions` names a file of somebody else's speakers, which are shown in place of the tool's.

    Raises:
        InputError: there is no readable article in the paths.
        SetupError, ServerError: as `opened` and `Project` say.
    """
    registry = speaker.load(settings.registry)
    checked: list[Checked] = []
    problems: list[Problem] = []
    for one in check(paths, registry, settings.columns):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            checked.append(one)
    if not checked:
        raise _nothing_to_push(paths, problems)
    version = model_version(registry)
    if suggestions:
        theirs = suggested.load(suggestions)
        version = theirs.version
        checked, unused = _with_suggestions(checked, theirs, registry)
        problems += unused
    problems += versions.reconverted(settings.state_folder / "articles", (one.article for one in checked))
    wanted = [task for one in checked for task in tasks(one.article, one.sentences, one.statements)]
    articles = {one.article.key for one in checked}
    questions = codebook(registry)
    if settings.project is None:
        if dry_run:
            first = plan(wanted, (), articles=articles, pushed=frozenset())
            with connected(settings):
                return Pushed(
                    plan=first, articles=len(articles), problems=tuple(problems), project=None, url=None, on_server=0
                )
        settings = with_project(settings, registry)
    with (looked_at if dry_run else opened)(settings) as (project, book):
        there = project.held()
        problems += there.problems
        todo = plan(
            wanted,
            project.with_requests(there.held),
            articles=articles,
            pushed=book.confirmed(),
            unreadable=there.unreadable,
            restore=restore,
        )
        renewed = 0
        if not dry_run:
            book.record_codebook(questions)
            project.configure(questions, overlap=settings.review.needed)
            for one in checked:
                versions.keep(settings.state_folder / "articles", one.article)
            project.apply(todo, book, version, progress)
            renewed = project.suggest(version, progress)
            project.tabs(registry)
            there = project.held()
            book.confirm({one.task.uid for one in there.held})
        return Pushed(
            plan=todo,
            articles=len(articles),
            problems=tuple(problems),
            project=project.id,
            url=f"{project.connection.url}/projects/{project.id}/data",
            on_server=len({one.task.uid for one in there.held}),
            suggestions=renewed,
        )


def _with_suggestions(
    checked: Sequence[Checked], theirs: Suggestions, registry: Registry
) -> tuple[list[Checked], list[Problem]]:
    """The articles with somebody else's speakers in place of the tool's, and what of theirs was of no use."""
    rows = theirs.by_article()
    problems = [*suggested.of_no_article(rows, {one.article.key for one in checked}, theirs.path)]
    changed: list[Checked] = []
    for one in checked:
        statements, unused = suggested.replaced(one.statements, rows.get(one.article.key, ()), registry, theirs.path)
        changed.append(one.model_copy(update={"statements": statements}))
        problems += unused
    return changed, problems


def _nothing_to_push(paths: Sequence[Path], problems: Sequence[Problem]) -> InputError:
    where = ", ".join(map(str, paths))
    if not problems:
        return InputError(f"no article in {where}", f"give {formats.INPUTS}")
    first = problems[0]
    others = f", and {len(problems) - 1} more problems" if len(problems) > 1 else ""
    return InputError(f"no readable article in {where}: {first.where}: {first.message}{others}", first.hint)


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
    with opened(settings) as (project, book):
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
