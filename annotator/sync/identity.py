"""Which sentence and which statement is which, after an article or the rules have changed. Pure.

The text names a sentence, and a statement is named by its sentence and an ordinal. Both names say too little where a text stands
twice in an article, or where rules come to see other statements in a sentence. Then the tasks on the server decide: they hold
their neighbours as they were, their speakers and their asserted words. So a second machine comes to the same keys, and nothing
takes the labels of its twin (docs/definitions.md, section 6).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from annotator.annotation.task import Task, TaskState
from annotator.corpus.sentence import normalise

NEIGHBOUR = 60
"""Code points of the context that name the neighbour of a sentence."""

_Text = tuple[str, str]
"""Article key and normalised text."""


def identified(wanted: Iterable[Task], held: Iterable[Task]) -> list[Task]:
    """The wanted tasks under the keys by which the server knows their sentences and statements; new ones under free keys."""
    ours = list(wanted)
    theirs = list(held)
    sentences = _with_occurrences(ours, theirs)
    there: dict[tuple[str, str, int], dict[int, Task]] = defaultdict(dict)
    for task in theirs:
        there[task.sentence_key].setdefault(task.statement, task)
    found: list[Task] = []
    for together in _by_sentence(sentences):
        known = there.get(together[0].sentence_key, {})
        found += _with_ordinals(together, list(known.values())) if known else together
    return found


def _by_sentence(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    """Tasks of one sentence together, in their order."""
    groups: dict[tuple[str, str, int], list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.sentence_key, []).append(task)
    yield from groups.values()


def _with_occurrences(wanted: Sequence[Task], held: Sequence[Task]) -> list[Task]:
    """Twins are told apart by their neighbours; one that finds none of its own takes a number that was never given."""
    ours: dict[_Text, dict[int, Task]] = defaultdict(dict)
    for task in wanted:
        ours[_text(task)].setdefault(task.sentence_index, task)
    theirs: dict[_Text, dict[int, Task]] = defaultdict(dict)
    for task in held:
        before = theirs[_text(task)]
        if task.occurrence not in before or _is_current(task):
            before[task.occurrence] = task
    numbers: dict[tuple[_Text, int], int] = {}
    for text, places in ours.items():
        known = theirs.get(text, {})
        units = sorted(places.values(), key=lambda task: task.sentence_index)
        paired = _paired(units, sorted(known.values(), key=lambda task: (task.sentence_index, task.occurrence)))
        taken = set(known)
        for place, unit in enumerate(units):
            number = paired.get(place)
            if number is None:
                number = unit.occurrence if unit.occurrence not in taken else max(taken) + 1
                taken.add(number)
            numbers[text, unit.sentence_index] = number
    return [task.named(numbers[_text(task), task.sentence_index], task.statement) for task in wanted]


def _paired(units: Sequence[Task], twins: Sequence[Task]) -> dict[int, int]:
    """By place among the units: which occurrence it is. Same neighbours on both sides first, then on one, then by order."""
    pairs: dict[int, int] = {}
    left = list(range(len(units)))
    for current in (True, False):
        unpaired = [twin for twin in twins if _is_current(twin) is current]
        for sides in _SIDES:
            waiting: dict[object, deque[Task]] = defaultdict(deque)
            for twin in unpaired:
                waiting[sides(twin)].append(twin)
            for place in left:
                if same := waiting[sides(units[place])]:
                    pairs[place] = same.popleft().occurrence
            left = [place for place in left if place not in pairs]
            found = set(pairs.values())
            unpaired = [twin for twin in unpaired if twin.occurrence not in found]
    return pairs


def _is_current(task: Task) -> bool:
    return task.state is TaskState.CURRENT


def _text(task: Task) -> _Text:
    return (task.article, normalise(task.sentence))


def _before(task: Task) -> str:
    return task.before[-NEIGHBOUR:]


def _after(task: Task) -> str:
    return task.after[:NEIGHBOUR]


_SIDES: tuple[Callable[[Task], object], ...] = (
    lambda task: (task.before, task.after),
    lambda task: (_before(task), _after(task)),
    _after,
    _before,
    lambda _: None,
)


def _with_ordinals(wanted: Sequence[Task], held: Sequence[Task]) -> list[Task]:
    """Statements of one sentence under the ordinals of the tasks that they are; new ones take the next free number."""
    pairs = sorted(
        (
            (_rank(ours, theirs), place, theirs.statement)
            for place, ours in enumerate(wanted)
            for theirs in held
            if theirs.speaker is not None
        ),
    )
    ordinals: dict[int, int] = {}
    for rank, place, ordinal in pairs:
        if rank[0] < _STRANGERS and place not in ordinals and ordinal not in ordinals.values():
            ordinals[place] = ordinal
    # What a person asked for waits for a statement that rules may come to propose.
    asked_for = [one.statement for one in held if one.speaker is None and _is_current(one)]
    following = max(one.statement for one in held) + 1
    for place in range(len(wanted)):
        if place not in ordinals:
            if asked_for:
                ordinals[place] = asked_for.pop(0)
            else:
                ordinals[place] = following
                following += 1
    return [task.named(task.occurrence, ordinals[place]) for place, task in enumerate(wanted)]


_STRANGERS = 2


def _rank(ours: Task, theirs: Task) -> tuple[int, bool, float]:
    """How well two statements of one sentence fit, the best first: same speaker, then overlap of the asserted words."""
    overlap = _overlap(ours, theirs)
    same = (ours.speaker, ours.speaker_name) == (theirs.speaker, theirs.speaker_name)
    return (0 if same else 1 if overlap else _STRANGERS, not _is_current(theirs), -overlap)


def _overlap(ours: Task, theirs: Task) -> float:
    """Shared code points of the asserted words over all of them; no span means the whole sentence."""
    first, second = (
        (task.content.start, task.content.end) if task.content else (0, len(task.sentence)) for task in (ours, theirs)
    )
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return max(0, shared) / (max(first[1], second[1]) - min(first[0], second[0]))
