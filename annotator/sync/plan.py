"""The plan of a push: what would be written, told before anything is (promises 1 to 4 of docs/architecture.md). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from annotator.annotation.task import Task, TaskState
from annotator.record import Record, ShortId


class Held(Record):
    """A task as the server holds it."""

    task_id: int
    """Label Studio's number of the task."""
    task: Task
    labeled: bool
    """Somebody has submitted or skipped it, so its data are not touched any more."""
    asks_for_another: bool = False
    """Somebody ticked that one more speaker speaks in its sentence."""


class Change(Record):
    """New data for a task that the server holds."""

    task_id: int
    task: Task


class Plan(Record):
    """What a push writes and what it leaves alone."""

    create: tuple[Task, ...] = ()
    keep: tuple[ShortId, ...] = ()
    update: tuple[Change, ...] = ()
    """Tasks nobody has labeled that get a new suggestion, or whose sentence is back in its article."""
    supersede: tuple[Change, ...] = ()
    """Tasks whose sentence is no longer in its article; their labels stay with them."""
    missing: tuple[ShortId, ...] = ()
    """Pushed before and deleted on the server by somebody; made again only on request."""
    orphans: int = 0
    """Tasks of articles that this push does not hold; left alone."""
    duplicates: tuple[ShortId, ...] = ()
    """Statements that the server holds more than once; `pull` unites their labels."""

    @property
    def is_empty(self) -> bool:
        """Nothing would be written."""
        return not (self.create or self.update or self.supersede)

    @property
    def counts(self) -> dict[str, int]:
        """Each kind of step with its number, in the order in which they are told."""
        return {
            "create": len(self.create),
            "keep": len(self.keep),
            "update": len(self.update),
            "supersede": len(self.supersede),
            "missing": len(self.missing),
            "orphan": self.orphans,
            "duplicate": len(self.duplicates),
        }


def plan(
    wanted: Iterable[Task],
    held: Sequence[Held],
    *,
    articles: AbstractSet[str],
    pushed: AbstractSet[ShortId] = frozenset(),
    unreadable: AbstractSet[str] = frozenset(),
    restore: bool = False,
) -> Plan:
    """Compare the tasks of some articles with what the server holds.

    `articles` are the keys of all articles of this push, also of those without a task; `pushed` are the statements that
    this machine knows to have been on the server; `unreadable` are those whose task is there and cannot be read, so that
    they are neither made again nor missed.
    """
    on_server: dict[ShortId, list[Held]] = {}
    for one in held:
        on_server.setdefault(one.task.uid, []).append(one)
    wanted_by_uid = {task.uid: task for task in wanted}
    sentences = {task.sentence_key for task in wanted_by_uid.values()}
    for task in _asked_for(held, sentences):
        wanted_by_uid.setdefault(task.uid, task)
    create: list[Task] = []
    update: list[Change] = []
    supersede: list[Change] = []
    missing: list[ShortId] = []

    for uid, task in wanted_by_uid.items():
        if uid in on_server:
            update += [change for one in on_server[uid] if (change := _brought_up_to_date(one, task))]
        elif uid not in unreadable:
            if uid in pushed and not restore:
                missing.append(uid)
            else:
                create.append(task)

    for one in held:
        if one.task.uid not in wanted_by_uid and one.task.article in articles and _is_gone(one, sentences):
            gone = one.task.model_copy(update={"state": TaskState.SUPERSEDED})
            supersede.append(Change(task_id=one.task_id, task=gone))

    changed = {change.task.uid for change in (*update, *supersede)}
    ours = {uid for uid, copies in on_server.items() if uid in wanted_by_uid or copies[0].task.article in articles}
    return Plan(
        create=tuple(create),
        keep=tuple(uid for uid in on_server if uid in ours - changed),
        update=tuple(update),
        supersede=tuple(supersede),
        missing=tuple(sorted(missing)),
        orphans=len(on_server) - len(ours),
        duplicates=tuple(sorted(uid for uid, copies in on_server.items() if len(copies) > 1)),
    )


def _brought_up_to_date(one: Held, task: Task) -> Change | None:
    """What a held task becomes whose statement stands in the article: current again, or with a new suggestion."""
    if not one.labeled and (one.task.state is TaskState.SUPERSEDED or _suggests_anew(task, one.task)):
        return Change(task_id=one.task_id, task=task if one.task.speaker is not None else _current(one.task))
    return Change(task_id=one.task_id, task=_current(one.task)) if one.task.state is TaskState.SUPERSEDED else None


def _current(task: Task) -> Task:
    return task.model_copy(update={"state": TaskState.CURRENT})


def _is_gone(one: Held, sentences: AbstractSet[tuple[str, str, int]]) -> bool:
    """Whether a held task that no rule proposes has to go: kept are those labeled or asked for, while their sentence stands."""
    kept = one.task.sentence_key in sentences and (one.labeled or one.task.speaker is None)
    return one.task.state is TaskState.CURRENT and not kept


def _suggests_anew(new: Task, old: Task) -> bool:
    """Another speaker or other spans than before; what a person asked for stays without a suggestion."""
    fields = ("speaker", "speaker_name", "source", "cue", "content")
    return old.speaker is not None and any(getattr(new, field) != getattr(old, field) for field in fields)


def _asked_for(held: Iterable[Held], sentences: AbstractSet[tuple[str, str, int]]) -> Iterable[Task]:
    """A task for each sentence in which an annotator saw one more speaker; at most one such task is open at a time."""
    by_sentence: dict[tuple[str, str, int], list[Held]] = {}
    for one in held:
        by_sentence.setdefault(one.task.sentence_key, []).append(one)
    for sentence, statements in by_sentence.items():
        last = max(statements, key=lambda one: one.task.statement)
        asking = [last] if last.task.speaker is None else statements
        if sentence in sentences and any(one.asks_for_another for one in asking):
            yield last.task.next_statement(last.task.statement + 1)
