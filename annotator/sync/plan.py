"""The plan of a push: what would be written, told before anything is (promises 1 to 5 of docs/architecture.md). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from annotator.annotation.task import Task, TaskState
from annotator.corpus.sentence import normalise
from annotator.record import Record, ShortId
from annotator.sync.identity import identified


class Held(Record):
    """A task as the server holds it."""

    task_id: int
    """Label Studio's number of the task."""
    task: Task
    labeled: bool
    """Somebody has submitted, skipped or begun it, so its data are not touched any more."""
    asks_for_another: bool = False
    """Somebody ticked that one more speaker speaks in its sentence."""
    served: bool = True
    """Label Studio still gives it to annotators."""
    changed_at: str = ""
    """When the task or a label of it last changed, as the server tells it."""


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
    withhold: tuple[Change, ...] = ()
    """Superseded before, and given to annotators all the same: the overlap was changed since."""
    surplus: tuple[int, ...] = ()
    """Numbers of second copies that nobody has touched; they are taken away."""
    missing: tuple[ShortId, ...] = ()
    """Pushed before and deleted on the server by somebody; made again only on request."""
    orphans: int = 0
    """Tasks of articles that this push does not hold; left alone."""
    duplicates: tuple[ShortId, ...] = ()
    """Statements of which people have touched more than one copy; all stay, and `pull` unites their labels."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every task that gets other data or leaves the annotators' queue."""
        return (*self.update, *self.supersede, *self.withhold)

    @property
    def is_empty(self) -> bool:
        """Nothing would be written."""
        return not (self.create or self.changes or self.surplus)

    @property
    def counts(self) -> dict[str, int]:
        """Each kind of step with its number, in the order in which they are told."""
        return {
            "create": len(self.create),
            "keep": len(self.keep),
            "update": len(self.update),
            "supersede": len(self.supersede),
            "withhold": len(self.withhold),
            "surplus": len(self.surplus),
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

    `articles` are the keys of all articles of this push, also of those without a task, as a withdrawn one is; `pushed` are the
    statements that this machine knows to have been on the server; `unreadable` are those whose task is there and cannot be
    read, so that they are neither made again nor missed.
    """
    copies: dict[ShortId, list[Held]] = {}
    for one in held:
        copies.setdefault(one.task.uid, []).append(one)
    kept_copies = {uid: _without_surplus(several) for uid, several in copies.items()}
    standing = [one for several in kept_copies.values() for one in several]
    wanted_by_uid = {task.uid: task for task in identified(wanted, (one.task for one in standing))}
    sentences = {task.sentence_key for task in wanted_by_uid.values()}
    for task in _asked_for(standing, sentences):
        wanted_by_uid.setdefault(task.uid, task)
    create: list[Task] = []
    update: list[Change] = []
    missing: list[ShortId] = []
    for uid, task in wanted_by_uid.items():
        if uid in kept_copies:
            update += [change for one in kept_copies[uid] if (change := _brought_up_to_date(one, task))]
        elif uid not in unreadable:
            if uid in pushed and not restore:
                missing.append(uid)
            else:
                create.append(task)
    supersede = [
        Change(task_id=one.task_id, task=one.task.model_copy(update={"state": TaskState.SUPERSEDED}))
        for one in standing
        if one.task.uid not in wanted_by_uid and one.task.article in articles and _is_gone(one, sentences)
    ]
    changed = {change.task_id for change in (*update, *supersede)}
    ours = {uid for uid, (one, *_) in kept_copies.items() if uid in wanted_by_uid or one.task.article in articles}
    return Plan(
        create=tuple(create),
        keep=tuple(
            uid
            for uid, several in kept_copies.items()
            if uid in ours and not changed.intersection(one.task_id for one in several)
        ),
        update=tuple(update),
        supersede=tuple(supersede),
        withhold=tuple(
            Change(task_id=one.task_id, task=one.task)
            for one in standing
            if one.served and one.task.state is TaskState.SUPERSEDED and one.task_id not in changed
        ),
        surplus=surplus(held),
        missing=tuple(sorted(missing)),
        orphans=len(copies) - len(ours),
        duplicates=tuple(sorted(uid for uid, several in kept_copies.items() if len(several) > 1)),
    )


def united(plans: Sequence[Plan]) -> Plan:
    """Plans of different articles as one."""
    return Plan(
        create=tuple(task for one in plans for task in one.create),
        keep=tuple(uid for one in plans for uid in one.keep),
        update=tuple(change for one in plans for change in one.update),
        supersede=tuple(change for one in plans for change in one.supersede),
        withhold=tuple(change for one in plans for change in one.withhold),
        surplus=tuple(number for one in plans for number in one.surplus),
        missing=tuple(sorted(uid for one in plans for uid in one.missing)),
        orphans=sum(one.orphans for one in plans),
        duplicates=tuple(sorted(uid for one in plans for uid in one.duplicates)),
    )


def surplus(held: Iterable[Held]) -> tuple[int, ...]:
    """Numbers of the tasks that are second copies of a statement and that nobody has touched."""
    everything = list(held)
    copies: dict[ShortId, list[Held]] = {}
    for one in everything:
        copies.setdefault(one.task.uid, []).append(one)
    stays = {one.task_id for several in copies.values() for one in _without_surplus(several)}
    return tuple(one.task_id for one in everything if one.task_id not in stays)


def _without_surplus(copies: Sequence[Held]) -> list[Held]:
    """Of several copies all that people have touched, else the oldest: every machine comes to the same one."""
    return [one for one in copies if one.labeled] or [min(copies, key=lambda one: one.task_id)]


def other_article(wanted: Mapping[str, Collection[Task]], held: Iterable[Held]) -> Iterator[tuple[str, int, int]]:
    """Articles that keep fewer than half of the sentences that the server holds of them: key, how many are kept, of how many."""
    before: dict[str, set[str]] = {}
    for one in held:
        if one.task.article in wanted and one.task.state is TaskState.CURRENT:
            before.setdefault(one.task.article, set()).add(normalise(one.task.sentence))
    for key, sentences in before.items():
        kept = sentences & {normalise(task.sentence) for task in wanted[key]}
        if len(kept) * 2 < len(sentences):
            yield key, len(kept), len(sentences)


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
