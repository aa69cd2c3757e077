"""Push: plan what the articles change on the server, apply it, and look whether it is so; and take the last push back."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from annotator.ahead import ahead
from annotator.annotation.codebook import codebook
from annotator.annotation.task import Task
from annotator.corpus import speaker
from annotator.corpus import suggestions as suggested
from annotator.errors import InputError, ServerError
from annotator.labelstudio import delivery, tabs
from annotator.labelstudio.changes import change
from annotator.labelstudio.project import Holding, Progress, Project, no_progress
from annotator.labelstudio.removal import remove
from annotator.problem import Problem
from annotator.record import Record
from annotator.settings import Settings
from annotator.sync import versions
from annotator.sync.journal import Journal
from annotator.sync.plan import Plan, surplus
from annotator.workflow.check import model_version
from annotator.workflow.comparison import Comparison
from annotator.workflow.parts import Part, first_with_articles, parts
from annotator.workspace import connected, folder_of, looked_at, opened, settles_in, with_project

log = logging.getLogger(__name__)


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
    theirs = suggested.load(suggestions) if suggestions else None
    with ahead(parts(paths, settings, registry, theirs, withdraw=withdraw)) as read:
        first = first_with_articles(read, paths)
        if settings.project is None:
            if withdraw:
                raise InputError("no project yet, so there is nothing to withdraw", "push the articles first")
            if dry_run:
                comparison = Comparison(Holding(held=(), problems=(), unreadable=frozenset()))
                with connected(settings):
                    comparison.with_all(chain([first], read))
                return _told(comparison)
            settings = with_project(settings, registry)
        with looked_at(settings) if dry_run else opened(settings, "push") as (project, book):
            if not dry_run:
                delivery.settle(book, settles_in(settings), progress)
                book.record_codebook(codebook(registry))
                project.configure(codebook(registry), overlap=settings.review.needed)
            there = project.held()
            if not dry_run:
                delivery.settled(book, there)
            if unknown := set(withdraw) - {one.task.article for one in there.held}:
                raise InputError(
                    f"the project holds no task of an article {min(unknown)!r}",
                    "`annotator check` prints the keys of articles",
                )
            held = project.with_requests(there.held, book.asked())
            comparison = Comparison(
                there=there.model_copy(update={"held": tuple(held)}),
                pushed=book.confirmed(),
                restore=restore,
                replaces=frozenset(replaces),
            )
            url = f"{project.connection.url}/projects/{project.id}/data"
            if dry_run:
                comparison.with_all(chain([first], read))
                return _told(comparison).model_copy(update={"project": project.id, "url": url})
            book.remember_asked({one.task_id: (one.changed_at, one.asks_for_another) for one in held if one.labeled})
            version = theirs.version if theirs else model_version(registry)
            done = _apply(project, book, settings, chain([first], read), comparison, version=version, progress=progress)
            tabs.arrange(project, registry)
            return done.model_copy(update={"project": project.id, "url": url})


def _told(comparison: Comparison) -> Pushed:
    """What was found, as a push that has written nothing tells it."""
    return Pushed(
        plan=comparison.plan,
        articles=comparison.articles,
        problems=tuple(comparison.problems),
        project=None,
        url=None,
        on_server=comparison.on_server,
    )


def _apply(
    project: Project,
    book: Journal,
    settings: Settings,
    read: Iterable[Part],
    comparison: Comparison,
    *,
    version: str,
    progress: Progress,
) -> Pushed:
    """Write what the plans say, part by part, then count what is on the server.

    Raises:
        ServerError: a statement of the plan is not there, though nothing has failed.
    """
    push = book.begin_push()
    on_their_way = delivery.Delivery(
        project, book, push, model_version=version, settles=settles_in(settings), progress=progress
    )

    def created() -> Iterator[Sequence[Task]]:
        for part in read:
            found, articles = comparison.with_part(part)
            for article in articles:
                versions.keep(settings.state_folder / "articles", article)
            on_their_way.expected += len(found.create)
            yield found.create

    with ahead(delivery.batched(created(), version, delivery.size_for(project))) as batches:
        for batch in batches:
            on_their_way.send(batch)
    comparison.with_the_rest()
    done = _told(comparison)
    log.info("plan: %s", ", ".join(f"{count} {kind}" for kind, count in done.plan.counts.items()))
    folder = folder_of(settings, project.id) / "removed"
    removed = remove(project, done.plan.surplus, folder).tasks
    change(project, book, push, done.plan.changes, model_version=version, progress=progress)
    done = done.model_copy(
        update={
            "problems": (*done.problems, *on_their_way.refused),
            "arrived": on_their_way.arrived,
            "suggestions": project.suggest(version, progress),
            "removed": removed,
            "kept_in": folder if removed else None,
        }
    )
    return done if done.plan.is_empty else _counted(project, book, done, folder, refused=len(on_their_way.refused))


def _counted(project: Project, book: Journal, done: Pushed, folder: Path, *, refused: int) -> Pushed:
    """The closing reconcile: what is on the server now, without second copies."""
    there = project.held()
    if late := surplus(there.held):  # another machine pushed at the same time, or a lost request was applied after all
        removed = remove(project, late, folder)
        there = project.held()
        done = done.model_copy(update={"removed": (*done.removed, *removed.tasks), "kept_in": folder})
    copies = Counter(one.task.uid for one in there.held)
    book.confirm(copies)
    log.info("%d statements on the server, %d tasks", len(copies), copies.total())
    lacking = {task.uid for task in done.plan.create} - copies.keys()
    if len(lacking) > refused:
        raise ServerError(
            f"{len(lacking)} of {len(done.plan.create)} new statements are not on the server, though it took them",
            "call the same push again; if they are gone once more, look at who else writes to this project",
        )
    left = tuple(sorted(uid for uid, count in copies.items() if count > 1))
    return done.model_copy(update={"on_server": len(copies), "plan": done.plan.model_copy(update={"duplicates": left})})
