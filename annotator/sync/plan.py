"""The plan of a push: what would be written, told before anything is (promises 1 to 4 of docs/architecture.md). Pure."""

from __future__ import annotations

from collections import Counter
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
    pushed: AbstractSet[ShortId],
    restore: bool = False,
) -> Plan:
    """Compare the tasks of some articles with what the server holds.

    `articles` are the keys of all articles of this push, also of those without a task; `pushed` are the statements that
    this machine knows to have been on the server.
    """
    on_server: dict[ShortId, Held] = {}
    for one in sorted(held, key=lambda one: (not one.labeled, one.task_id)):
        on_server.setdefault(one.task.uid, one)
    wanted_by_uid = {task.uid: task for task in wanted}
    sentences = {task.sentence_key for task in wanted_by_uid.values()}
    for task in _asked_for(on_server.values(), sentences):
        wanted_by_uid.setdefault(task.uid, task)
    create: list[Task] = []
    keep: list[ShortId] = []
    update: list[Change] = []
    supersede: list[Change] = []
    missing: list[ShortId] = []
    orphans = 0

    for uid, task in wanted_by_uid.items():
        here = on_server.get(uid)
        if here is None:
            if uid in pushed and not restore:
                missing.append(uid)
            else:
                create.append(task)
        elif here.task.state is TaskState.SUPERSEDED or (not here.labeled and _suggests_anew(task, here.task)):
            back = here.task.model_copy(update={"state": TaskState.CURRENT})
            update.append(Change(task_id=here.task_id, task=back if here.labeled else task))
        else:
            keep.append(uid)

    for uid, one in on_server.items():
        if uid in wanted_by_uid:
            continue
        if one.task.article not in articles:
            orphans += 1
        elif one.task.state is TaskState.SUPERSEDED or (
            one.task.sentence_key in sentences and (one.labeled or one.task.speaker is None)
        ):
            keep.append(uid)
        else:
            gone = one.task.model_copy(update={"state": TaskState.SUPERSEDED})
            supersede.append(Change(task_id=one.task_id, task=gone))

    twice = Counter(one.task.uid for one in held)
    return Plan(
        create=tuple(create),
        keep=tuple(keep),
        update=tuple(update),
        supersede=tuple(supersede),
        missing=tuple(sorted(missing)),
        orphans=orphans,
        duplicates=tuple(sorted(uid for uid, count in twice.items() if count > 1)),
    )


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
