"""How well sentences and speakers are found, measured on a gold file. Pure but for reading the files.

A gold file holds one unit a line, in JSON: ``file`` (relative to the gold file), ``start`` and ``end`` (code points of the raw
text), ``speaker`` (a tag of the registry, ``none`` for the narrator, ``other:…``), ``secondary`` (further sources of the same
unit), and where known ``cue`` (empty: no saying word of its own) and ``genre`` (the kind of article). Other fields are left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from annotator import jsonl
from annotator.corpus.article import Article
from annotator.corpus.formats import read
from annotator.corpus.layout import MARKER
from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.corpus.statement import Statement
from annotator.corpus.suggestions import Suggested, of_nobody, unused
from annotator.errors import InputError
from annotator.problem import Problem
from annotator.record import Record

NONE = "none"
ANY_OTHER = "other"


class Unit(Record):
    """One unit of a gold file."""

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

    file: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    speaker: str
    """A tag, ``none``, or ``other:`` and who (``other`` alone where nobody wrote down who)."""
    secondary: tuple[str, ...] = ()
    """Further sources of the same unit; any of them counts as right."""
    cue: str | None = None
    """The saying words; empty where the unit has none of its own, None where the gold does not say."""
    genre: str | None = None

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"end {self.end} is not behind start {self.start}")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """The classes of all its sources, the main one first."""
        named = (self.speaker, *self.secondary)
        return tuple(dict.fromkeys(ANY_OTHER if name.startswith(f"{ANY_OTHER}:") else name for name in named))


class Guess(Record):
    """What somebody says of one sentence."""

    start: int
    end: int
    speakers: tuple[str, ...]
    """Classes: tags, ``other``, ``none``; the main one first."""
    confidence: float | None = None


class Pair(Record):
    """A gold unit with the guess that overlaps it most; without any, nobody was named."""

    unit: Unit
    guess: Guess | None

    @property
    def guessed(self) -> str:
        """The main speaker's class."""
        return self.guess.speakers[0] if self.guess else NONE

    @property
    def right(self) -> str:
        """The class that is right: the guessed one, if any source of the unit has it."""
        return self.guessed if self.guessed in self.unit.sources else self.unit.sources[0]


class Precision(Record):
    """Precision, recall and F1 of one class; None where nothing is there to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None
    gold: int
    """How many units of the gold have the class."""


class Scored(Record):
    """All figures; shares from 0 to 1, None where the gold holds nothing to measure them on."""

    units: int
    boundary: Precision
    accuracy: float
    """Share of units with the right class."""
    macro_f1: float
    """Mean F1 over the tags and one class of narrator and Other together."""
    attributed: Precision
    """One of the tags against narrator and Other."""
    classes: dict[str, Precision]
    false_of_other: float | None
    """Share of Other's units that were given to a tag: a slander, where the tag is a party's."""
    false_of_narrator: float | None
    carried_over: float | None
    """Share found right of the tags' units without a saying word of their own."""
    several_f1: float | None
    """Mean F1 over the sets of speakers of units with several sources."""
    both_found: float | None
    """Share of units with two sources of which both were named."""
    calibration: tuple[tuple[float, int, float], ...]
    """For each tenth of confidence: its lower end, how many guesses, and the share that is right."""
    confusion: dict[str, dict[str, int]]
    """How often each class of the gold was guessed as which."""
    accuracy_by_genre: dict[str, tuple[int, float]]
    """Units and accuracy of each kind of article."""


def load_gold(path: Path, registry: Registry | None = None) -> tuple[tuple[Article, tuple[Unit, ...]], ...]:
    """The articles of a gold file with their units, sorted by file name. Without a registry any speaker will do.

    Raises:
        InputError: a line is no unit, names nobody of the registry or the words of another one, or its article cannot be
            read or ends before it does; the message names it.
    """
    by_file: dict[str, dict[int, Unit]] = {}
    for line, unit in jsonl.numbered(path, Unit):
        if registry and (unknown := set(unit.sources) - {*registry.tags, NONE, ANY_OTHER}):
            hint = f"use {', '.join(registry.tags)}, {NONE}, or {ANY_OTHER}: and who"
            raise InputError(f"{path}:{line}: {min(unknown)!r} is not in the registry", hint)
        by_file.setdefault(unit.file, {})[line] = unit
    return tuple((_article(path, name, units), tuple(units.values())) for name, units in sorted(by_file.items()))


def _article(path: Path, name: str, units: Mapping[int, Unit]) -> Article:
    """The article of some units of a gold file, given by their lines: they stand in it one behind the other."""
    first = min(units)
    try:
        article = next(iter(read([path.parent / name])), None)
    except InputError as error:
        raise InputError(f"{path}:{first}: {error.message}", "bring the file back, or correct its name") from None
    if not isinstance(article, Article):
        what = article.message if article else "it holds no article"
        raise InputError(f"{path}:{first}: {path.parent / name}: {what}", "mend the file that the gold names")
    ordered = sorted(units.items(), key=lambda item: (item[1].start, item[0]))
    for (earlier, one), (line, other) in pairwise(ordered):
        if other.start < one.end:
            message = f"{path}:{line}: {other.start} to {other.end} of {name} overlaps the unit of line {earlier}"
            raise InputError(message, "correct the offsets, or take one of the two out")
    line, last = ordered[-1]
    if last.end > len(article.text):
        message = f"{path}:{line}: the unit ends at {last.end}, behind the {len(article.text)} code points of {name}"
        raise InputError(message, "correct its offsets")
    return article


def guesses(statements: Iterable[Statement]) -> tuple[Guess, ...]:
    """What the tool's suggestions say of each sentence."""
    by_sentence: dict[int, list[Statement]] = {}
    for statement in statements:
        by_sentence.setdefault(statement.sentence.index, []).append(statement)
    return tuple(
        Guess(
            start=said[0].sentence.start,
            end=said[0].sentence.end,
            speakers=tuple(dict.fromkeys(_class(statement.speaker) for statement in said)),
            confidence=said[0].confidence,
        )
        for said in by_sentence.values()
    )


def _class(tag: str | None) -> str:
    return {OTHER: ANY_OTHER, NARRATOR: NONE, None: NONE}.get(tag, tag or NONE)


class Score:
    """Gathers pairs over articles; `scored` gives the figures."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        self.pairs: list[Pair] = []
        self._spans = Counter[str]()

    def add(self, article: Article, units: Sequence[Unit], found: Sequence[Guess]) -> None:
        """Count one article; both sides in any order."""
        gold = {_bare(article.text, unit.start, unit.end) for unit in units}
        cut = {_bare(article.text, guess.start, guess.end) for guess in found}
        self._spans.update(gold=len(gold), found=len(cut), both=len(gold & cut))
        ordered = sorted(found, key=lambda guess: guess.start)
        first = 0
        for unit in sorted(units, key=lambda unit: unit.start):
            while first < len(ordered) and ordered[first].end <= unit.start:
                first += 1
            best: Guess | None = None
            most = 0
            for guess in ordered[first:]:
                if guess.start >= unit.end:
                    break
                overlap = min(guess.end, unit.end) - max(guess.start, unit.start)
                if overlap > most:
                    best, most = guess, overlap
            self.pairs.append(Pair(unit=unit, guess=best))

    def scored(self) -> Scored:
        """All figures of what was added.

        Raises:
            InputError: nothing was added.
        """
        if not self.pairs:
            raise InputError("the gold holds no unit", "give a gold file with at least one")
        tags = set(self.tags)

        def together(name: str) -> str:
            return name if name in tags else NONE

        merged = [_precision(self.pairs, tag, together) for tag in (*self.tags, NONE)]
        present = [one.f1 for one in merged if one.f1 is not None]
        several = [pair for pair in self.pairs if len(pair.unit.sources) > 1]
        two = [pair for pair in self.pairs if len(pair.unit.sources) == 2]
        return Scored(
            units=len(self.pairs),
            boundary=_ratio(self._spans["both"], self._spans["found"], self._spans["gold"]),
            accuracy=_share(self.pairs, lambda pair: pair.guessed == pair.right) or 0.0,
            macro_f1=sum(present) / len(present),
            attributed=_precision(self.pairs, "a tag", lambda name: "a tag" if name in tags else NONE),
            classes={name: _precision(self.pairs, name, str) for name in (*self.tags, ANY_OTHER, NONE)},
            false_of_other=_share(
                [pair for pair in self.pairs if pair.right == ANY_OTHER], lambda pair: pair.guessed in tags
            ),
            false_of_narrator=_share(
                [pair for pair in self.pairs if pair.right == NONE], lambda pair: pair.guessed in tags
            ),
            carried_over=_share(
                [pair for pair in self.pairs if pair.unit.cue == "" and pair.unit.sources[0] in tags],
                lambda pair: pair.guessed == pair.right,
            ),
            several_f1=sum(map(_set_f1, several)) / len(several) if several else None,
            both_found=_share(
                two, lambda pair: set(pair.unit.sources) <= set(pair.guess.speakers if pair.guess else ())
            ),
            calibration=tuple(_calibration(self.pairs)),
            confusion=_confusion(self.pairs),
            accuracy_by_genre=_by_genre(self.pairs),
        )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a list marker in front."""
    found = MARKER.match(text, start, end)
    return (found.end() if found else start, end)


def _share(pairs: Sequence[Pair], holds: Callable[[Pair], bool]) -> float | None:
    return sum(map(holds, pairs)) / len(pairs) if pairs else None


def _ratio(hits: int, guessed: int, gold: int) -> Precision:
    return Precision(
        precision=hits / guessed if guessed else None,
        recall=hits / gold if gold else None,
        f1=2 * hits / (guessed + gold) if guessed + gold else None,
        gold=gold,
    )


def _precision(pairs: Iterable[Pair], name: str, merged: Callable[[str], str]) -> Precision:
    right = [(merged(pair.right), merged(pair.guessed)) for pair in pairs]
    hits = sum(one == other == name for one, other in right)
    return _ratio(hits, sum(other == name for _, other in right), sum(one == name for one, _ in right))


def _set_f1(pair: Pair) -> float:
    gold, named = set(pair.unit.sources), set(pair.guess.speakers if pair.guess else (NONE,))
    return 2 * len(gold & named) / (len(gold) + len(named))


def _calibration(pairs: Iterable[Pair]) -> Iterable[tuple[float, int, float]]:
    bins: dict[int, list[bool]] = {}
    for pair in pairs:
        if pair.guess and pair.guess.confidence is not None:
            bins.setdefault(min(9, int(pair.guess.confidence * 10)), []).append(pair.guessed == pair.right)
    for tenth in sorted(bins):
        yield (tenth / 10, len(bins[tenth]), sum(bins[tenth]) / len(bins[tenth]))


def _confusion(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {}
    for pair in pairs:
        table.setdefault(pair.right, Counter())[pair.guessed] += 1
    return {right: dict(sorted(row.items())) for right, row in sorted(table.items())}


def _by_genre(pairs: Iterable[Pair]) -> dict[str, tuple[int, float]]:
    genres: dict[str, list[bool]] = {}
    for pair in pairs:
        if pair.unit.genre:
            genres.setdefault(pair.unit.genre, []).append(pair.guessed == pair.right)
    return {genre: (len(hits), sum(hits) / len(hits)) for genre, hits in sorted(genres.items())}


def usable(
    rows: Sequence[Suggested], units: Sequence[Unit], registry: Registry, path: str
) -> tuple[tuple[Suggested, ...], tuple[Problem, ...]]:
    """The rows of one article that say something of its units, and a problem for each of the others."""
    ordered = sorted(units, key=lambda unit: unit.start)
    kept: list[Suggested] = []
    problems: list[Problem] = []
    for row in sorted(rows, key=lambda row: (row.start, row.line)):
        before = bisect_left(ordered, row.end, key=lambda unit: unit.start)
        if not before or ordered[before - 1].end <= row.start:
            problems.append(unused(path, row, "it meets no unit of the gold", "correct its offsets, or take it out"))
        elif problem := of_nobody(row, registry, path):
            problems.append(problem)
        elif kept and row.start < kept[-1].end:
            message = f"it overlaps the row of line {kept[-1].line}"
            problems.append(unused(path, row, message, "give one row for each sentence"))
        else:
            kept.append(row)
    return tuple(kept), tuple(problems)


def guesses_of(rows: Iterable[Suggested]) -> tuple[Guess, ...]:
    """What somebody else says of each sentence."""
    return tuple(
        Guess(
            start=row.start,
            end=row.end,
            speakers=tuple(map(_class, row.named)),
            confidence=row.score,
        )
        for row in rows
    )
