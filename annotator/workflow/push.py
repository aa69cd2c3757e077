"""Push: plan what the articles change on the server, apply it, and look whether it is so; and take the last push back."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from annotator.annotation.codebook import codebook
from annotator.annotation.task import Task, tasks
from annotator.corpus import speaker
from annotator.corpus import suggestions as suggested
from annotator.corpus.article import Article
from annotator.corpus.speaker import Registry
from annotator.corpus.suggestions import Suggestions
from annotator.errors import InputError, ServerError
from annotator.labelstudio import delivery, tabs
from annotator.labelstudio.changes import change
from annotator.labelstudio.project import Holding, Progress, Project, no_progress
from annotator.labelstudio.removal import Removed, remove
from annotator.problem import Problem
from annotator.record import Record
from annotator.settings import Settings
from annotator.sync import versions
from annotator.sync.journal import Journal
from annotator.sync.plan import Change, Plan, other_article, plan, surplus
from annotator.workflow.check import Checked, check, model_version
from annotator.workspace import connected, folder_of, looked_at, opened, settles_in, with_project

log = logging.getLogger(__name__)


class Wanted(Record):
    """What a push is to bring about."""

    articles: tuple[Article, ...]
    """Those whose tasks are wanted."""
    tasks: tuple[Task, ...]
    withdrawn: frozenset[str] = frozenset()
    """Keys of articles that somebody withdrew: their tasks are superseded."""
    model_version: str
    """Under which name the suggestions stand."""

    @property
    def keys(self) -> frozenset[str]:
        """The articles that this push speaks of."""
        return frozenset(article.key for article in self.articles) | self.withdrawn


class Pushed(Record):
    """What a push found and did."""

    plan: Plan
    articles: int
    problems: tuple[Problem, ...]
    """Articles that could not be read, tasks on the server that are not ours, and statements that the server refused."""
    project: int | None
    """None where a dry run found that there is none yet."""
    url: str | None
    """Where annotators begin."""
    on_server: int
    """Statements on the server, counted afterwards."""
    arrived: int = 0
    """New tasks of this push that are on the server."""
    suggestions: int = 0
    """How many tasks got their suggestion under a new model version."""
    removed: tuple[int, ...] = ()
    """Second copies that were taken away, by Label Studio's numbers."""
    kept_in: Path | None = None
    """The folder that holds them as they were."""


def push(
    paths: Sequence[Path],
    settings: Settings,
    *,
    dry_run: bool = False,
    restore: bool = False,
    suggestions: Path | None = None,
    withdraw: Sequence[str] = (),
    replaces: Sequence[str] = (),
    progress: Progress = no_progress,
) -> Pushed:
    """Plan what a push of these articles would change on the server, and apply it unless it is a dry run.

    `suggestions` names a file of somebody else's speakers, which are shown in place of the tool's. `withdraw` names articles
    whose tasks are to be superseded, and `replaces` those whose key a file with another article under the same name may take over.

    Raises:
        InputError: there is no readable article in the paths, or no task of an article to withdraw.
        SetupError, ServerError: as `opened` and `Project` say. What has arrived by then is known, and the next push goes on.
    """
    registry = speaker.load(settings.registry)
    wanted, problems = _wanted(paths, registry, suggestions, withdraw)
    if settings.project is None:
        if withdraw:
            raise InputError("no project yet, so there is nothing to withdraw", "push the articles first")
        if dry_run:
            with connected(settings):
                first = plan(wanted.tasks, (), articles=wanted.keys)
            return Pushed(
                plan=first, articles=len(wanted.keys), problems=tuple(problems), project=None, url=None, on_server=0
            )
        settings = with_project(settings, registry)
    with looked_at(settings) if dry_run else opened(settings, "push") as (project, book):
        if not dry_run:
            delivery.settle(book, settles_in(settings), progress)
            book.record_codebook(codebook(registry))
            project.configure(codebook(registry), overlap=settings.review.needed)
        there = project.held()
        if not dry_run:
            _settled(book, there)
        problems += there.problems
        wanted, others = _without_other_articles(wanted, there, replaces)
        problems += others
        if unknown := [key for key in withdraw if all(one.task.article != key for one in there.held)]:
            raise InputError(
                f"the project holds no task of an article {unknown[0]!r}",
                "`annotator check` prints the keys of articles",
            )
        held = project.with_requests(there.held, book.asked())
        todo = plan(
            wanted.tasks,
            held,
            articles=wanted.keys,
            pushed=book.confirmed(),
            unreadable=there.unreadable,
            restore=restore,
        )
        done = Pushed(
            plan=todo,
            articles=len(wanted.keys),
            problems=tuple(problems),
            project=project.id,
            url=f"{project.connection.url}/projects/{project.id}/data",
            on_server=len({one.task.uid for one in there.held}),
        )
        if dry_run:
            return done
        log.info("plan: %s", ", ".join(f"{count} {kind}" for kind, count in todo.counts.items()))
        book.remember_asked({one.task_id: (one.changed_at, one.asks_for_another) for one in held if one.labeled})
        for article in wanted.articles:
            versions.keep(settings.state_folder / "articles", article)
        done = _apply(project, book, settings, done, version=wanted.model_version, progress=progress)
        tabs.arrange(project, registry)
        return done


def _apply(
    project: Project, book: Journal, settings: Settings, done: Pushed, *, version: str, progress: Progress
) -> Pushed:
    """Write what the plan says, then count what is on the server.

    Raises:
        ServerError: a statement of the plan is not there, though nothing has failed.
    """
    todo = done.plan
    number = book.begin_push()
    folder = folder_of(settings, project.id) / "removed"
    removed = remove(project, todo.surplus, folder)
    delivered = delivery.deliver(
        project, book, number, todo.create, model_version=version, settles=settles_in(settings), progress=progress
    )
    change(project, book, number, todo.changes, model_version=version, progress=progress)
    renewed = project.suggest(version, progress)
    done = done.model_copy(
        update={
            "problems": (*done.problems, *delivered.refused),
            "arrived": delivered.arrived,
            "suggestions": renewed,
            "removed": removed.tasks,
            "kept_in": folder if removed.tasks else None,
        }
    )
    if todo.is_empty:
        return done
    there = project.held()
    if late := surplus(there.held):  # another machine pushed at the same time, or a lost request was applied after all
        removed = remove(project, late, folder)
        there = project.held()
        done = done.model_copy(update={"removed": (*done.removed, *removed.tasks), "kept_in": folder})
    on_server = {one.task.uid for one in there.held}
    book.confirm(on_server)
    lacking = {task.uid for task in todo.create} - on_server
    if len(lacking) > len(delivered.refused):
        raise ServerError(
            f"{len(lacking)} of {len(todo.create)} new statements are not on the server, though it took them",
            "call the same push again; if they are gone once more, look at who else writes to this project",
        )
    copies = Counter(one.task.uid for one in there.held)
    left = tuple(sorted(uid for uid, count in copies.items() if count > 1))
    log.info("%d statements on the server, %d tasks", len(on_server), copies.total())
    return done.model_copy(update={"on_server": len(on_server), "plan": todo.model_copy(update={"duplicates": left})})


class Undone(Record):
    """What taking a push back came to."""

    begun_at: str
    """When the push that was taken back began, in UTC."""
    removed: Removed
    """Its tasks that nobody had touched."""
    restored: int
    """Tasks that have the data and the state again that they had before."""
    stayed: int
    """Its tasks that somebody has labeled or begun; they stay."""
    url: str


def undo(settings: Settings, *, progress: Progress = no_progress) -> Undone:
    """Take back the last push of this workspace, as far as nobody has touched what it wrote.

    Raises:
        InputError: this workspace has pushed nothing that could be taken back.
        SetupError, ServerError: as `opened` and `Project` say.
    """
    with opened(settings, "undo") as (project, book):
        delivery.settle(book, settles_in(settings), progress)
        there = project.held()
        _settled(book, there)
        last = book.last_push()
        if last is None:
            raise InputError(
                f"this workspace has pushed nothing to project {project.id} that could be taken back",
                "an article that should go: annotator push --withdraw KEY",
            )
        made = [one for one in there.held if one.task.uid in last.created]
        removed = remove(project, [one.task_id for one in made], folder_of(settings, project.id) / "removed")
        gone = set(removed.tasks)
        before = {one.task_id: last.changed.get(one.task_id) for one in there.held if one.task_id not in gone}
        changes = [
            Change(task_id=task, task=Task.model_validate_json(data))
            for task, data in before.items()
            if data is not None
        ]
        change(project, book, last.number, changes, model_version=project.model_version, progress=progress)
        book.forget(last.created - {one.task.uid for one in there.held if one.task_id not in gone})
        book.taken_back(last.number)
        return Undone(
            begun_at=last.begun_at,
            removed=removed,
            restored=len(changes),
            stayed=len(made) - len(gone),
            url=f"{project.connection.url}/projects/{project.id}/data",
        )


def _settled(book: Journal, there: Holding) -> None:
    """Write down what of an earlier run has arrived, and forget what has not."""
    on_server = {one.task.uid for one in there.held}
    book.forget(book.unsettled().keys() - on_server - there.unreadable)
    book.confirm(on_server)


def _wanted(
    paths: Sequence[Path], registry: Registry, suggestions: Path | None, withdraw: Sequence[str]
) -> tuple[Wanted, list[Problem]]:
    """The tasks of all articles in the paths, and what could not be read.

    Raises:
        InputError: there is no article and nothing to withdraw.
    """
    checked: list[Checked] = []
    problems: list[Problem] = []
    for one in check(paths, registry) if paths else ():
        if isinstance(one, Problem):
            problems.append(one)
        else:
            checked.append(one)
    if not checked and not withdraw:
        raise _nothing_to_push(paths, problems)
    version = model_version(registry)
    if suggestions:
        theirs = suggested.load(suggestions)
        version = theirs.version
        checked, unused = _with_suggestions(checked, theirs, registry)
        problems += unused
    withdrawn = {one.article.key for one in checked if one.article.withdrawn} | set(withdraw)
    current = [one for one in checked if one.article.key not in withdrawn]
    wanted = Wanted(
        articles=tuple(one.article for one in current),
        tasks=tuple(task for one in current for task in tasks(one.article, one.sentences, one.statements)),
        withdrawn=frozenset(withdrawn),
        model_version=version,
    )
    return wanted, problems


def _without_other_articles(wanted: Wanted, there: Holding, replaces: Sequence[str]) -> tuple[Wanted, list[Problem]]:
    """Leave out files that have the name of an article on the server and hold another one; nothing of either is touched."""
    by_article: dict[str, list[Task]] = {
        article.key: [] for article in wanted.articles if article.is_named_by_its_file and article.key not in replaces
    }
    for task in wanted.tasks:
        if task.article in by_article:
            by_article[task.article].append(task)
    found = {key: (kept, of) for key, kept, of in other_article(by_article, there.held)}
    problems = [
        Problem(
            kind="another_article",
            where=article.path,
            message=f"it keeps {found[article.key][0]} of the {found[article.key][1]} sentences that were pushed as article"
            f" {article.key!r}, so it seems to be another one of the same name; it was left out",
            hint=f"give it an `id` of its own (manifest or front matter), or push with --replaces {article.key!r}",
        )
        for article in wanted.articles
        if article.key in found
    ]
    return (
        wanted.model_copy(
            update={
                "articles": tuple(article for article in wanted.articles if article.key not in found),
                "tasks": tuple(task for task in wanted.tasks if task.article not in found),
            }
        ),
        problems,
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
        return InputError(f"no article in {where}", "give .txt, .md or .jsonl files, or a folder of them")
    first = problems[0]
    others = f", and {len(problems) - 1} more problems" if len(problems) > 1 else ""
    return InputError(f"no readable article in {where}: {first.where}: {first.message}{others}", first.hint)
