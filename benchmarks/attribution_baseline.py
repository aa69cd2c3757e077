"""How well sentences and speakers are found, beside a naive baseline, on a gold file.

    python benchmarks/attribution_baseline.py GOLD.jsonl... [--half 0|1] [--errors]

A gold file holds one unit a line: ``file`` (relative to the gold file), ``start``, ``end`` (code points of the raw
text), ``kind``, ``speaker`` (a tag of the registry, ``none`` for the narrator, ``other:…``), ``secondary`` (further
sources of the same unit; any of them counts as right). Printed, ours and the baseline side by side:

- boundary F1: units found with exactly the gold's span, a list marker aside;
- speaker accuracy: the share of gold units with the right class; a unit that was cut otherwise is judged by the
  statement of ours that overlaps it most;
- macro-F1 over the registry's tags, other and none; and with other and none made one class;
- attributed-vs-not F1: whether anybody is named at all.

The baseline takes the first name of the registry that stands in the sentence: no grammar, no context. ``--half`` keeps
every second article of the sorted list, so that rules can be made on one half and tried on the other.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.formats import read
from annotator.corpus.sentence import Sentence, split
from annotator.corpus.speaker import NARRATOR, OTHER, Registry, load
from annotator.corpus.statement import Statement

Gold = dict[str, Any]
Guess = Callable[[Sequence[Sentence]], list[tuple[Sentence, str, str]]]

MARKER = re.compile(r"(?:[-*•]|\d{1,3}[.)])\s+")


def main() -> None:
    """Read the gold, run both, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every second article: the 1st, 3rd … or 2nd …")
    parser.add_argument("--errors", action="store_true", help="print each unit whose class is wrong")
    options = parser.parse_args()
    registry = load()
    articles: list[tuple[Path, list[Gold]]] = []
    for path in options.gold:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        by_file: dict[str, list[Gold]] = defaultdict(list)
        for row in rows:
            by_file[row["file"]].append(row)
        names = sorted(by_file)
        chosen = names if options.half is None else names[options.half :: 2]
        articles.extend((path.parent / name, by_file[name]) for name in chosen)
    ours, naive = Score(registry), Score(registry)
    seconds, size = 0.0, 0
    first = _first_call(registry)
    for path, rows in articles:
        article = next(iter(read([path])))
        if not isinstance(article, Article):
            raise SystemExit(str(article))
        started = time.process_time()
        sentences = split(article)
        statements = attribute(article, sentences, registry)
        seconds += time.process_time() - started
        size += len(article.text.encode())
        wrong = ours.add(article, rows, [(s.sentence, s.speaker, s) for s in statements if s.ordinal == 1])
        naive.add(article, rows, [(s, first_name(s.text, registry), None) for s in sentences])
        if options.errors:
            for row, guess in wrong:
                shown = guess if guess is None else f"{guess.speaker}/{guess.speaker_name} [{guess.rule}]"
                print(f"{path.stem[:14]:14} gold={row['speaker']:24} {shown}\n    {' '.join(row['text'].split())}")
    table(ours, naive)
    print(
        f"\n{len(articles)} articles, split and attribute {size / seconds / 1e6:.2f} MB/s on one core (after {first:.2f} s to load)"
    )


def _first_call(registry: Registry) -> float:
    """Seconds until splitter, lexicon and names are ready."""
    started = time.process_time()
    article = Article(key="first", text="Nobody said so.", sha256="0" * 64, path="first")
    attribute(article, split(article), registry)
    return time.process_time() - started


class Score:
    """Counts over all articles."""

    def __init__(self, registry: Registry) -> None:
        self.tags = registry.tags
        self.found = self.units = self.shared = 0
        self.pairs: list[tuple[str, str]] = []
        """Class in the gold and class guessed, of each gold unit."""

    def add(
        self, article: Article, rows: list[Gold], guesses: list[tuple[Sentence, str, Statement | None]]
    ) -> list[tuple[Gold, Statement | None]]:
        """Count one article; returns the gold units whose class is wrong."""
        wrong: list[tuple[Gold, Statement | None]] = []
        spans = {bare(article, sentence.start, sentence.end) for sentence, _, _ in guesses}
        gold = {bare(article, row["start"], row["end"]) for row in rows}
        self.found += len(spans)
        self.units += len(gold)
        self.shared += len(spans & gold)
        for row in rows:
            best, statement, most = "none", None, 0
            for sentence, speaker, made in guesses:
                overlap = min(sentence.end, row["end"]) - max(sentence.start, row["start"])
                if overlap > most:
                    best, statement, most = {OTHER: "other", NARRATOR: "none"}.get(speaker, speaker), made, overlap
            right = [row["speaker"].partition(":")[0], *(name.partition(":")[0] for name in row.get("secondary", []))]
            if best in right:
                self.pairs.append((best, best))
            else:
                self.pairs.append((right[0], best))
                wrong.append((row, statement))
        return wrong

    @property
    def boundary(self) -> float:
        """F1 of exact spans."""
        return 2 * self.shared / (self.found + self.units)

    @property
    def accuracy(self) -> float:
        """Share of gold units with the right class."""
        return sum(right == guess for right, guess in self.pairs) / len(self.pairs)

    def f1(self, name: str, merged: Callable[[str], str] = lambda name: name) -> float | None:
        """F1 of a class; None where neither gold nor guesses have it."""
        pairs = [(merged(right), merged(guess)) for right, guess in self.pairs]
        hits = sum(right == guess == name for right, guess in pairs)
        total = sum((right == name) + (guess == name) for right, guess in pairs)
        return 2 * hits / total if total else None

    def macro(self, *, together: bool = False) -> float:
        """Mean F1 over the classes that occur; `together` makes other and none one class."""
        names = [*self.tags, "none"] if together else [*self.tags, "other", "none"]
        each = [self.f1(name, _together if together else str) for name in names]
        present = [value for value in each if value is not None]
        return sum(present) / len(present)

    @property
    def attributed(self) -> float:
        """F1 of naming anybody at all."""
        return self.f1("somebody", lambda name: "none" if name == "none" else "somebody") or 0.0


def _together(name: str) -> str:
    return "none" if name == "other" else name


def bare(article: Article, start: int, end: int) -> tuple[int, int]:
    """A span without a list marker in front."""
    found = MARKER.match(article.text, start, end)
    return (found.end() if found else start, end)


def first_name(sentence: str, registry: Registry) -> str:
    """The baseline: the tag whose name stands first in the sentence."""
    hits: list[tuple[int, str]] = []
    for speaker in registry.speakers:
        surnames = [name.split()[-1] for name in (*speaker.leaders, *speaker.people)]
        names = {*speaker.names, *speaker.demonyms, *speaker.bodies, *speaker.outlets, *surnames}
        pattern = _patterns.get(speaker.tag)
        if pattern is None:
            longest = sorted(names, key=lambda name: (-len(name), name))
            pattern = _patterns[speaker.tag] = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
        if found := pattern.search(sentence):
            hits.append((found.start(), speaker.tag))
    return min(hits)[1] if hits else NARRATOR


_patterns: dict[str, re.Pattern[str]] = {}


def table(ours: Score, naive: Score) -> None:
    """Both, side by side."""
    print(f"{'':34}{'ours':>8}{'naive':>8}")
    rows: list[tuple[str, float | None, float | None]] = [
        ("boundary F1", ours.boundary, naive.boundary),
        ("speaker accuracy", ours.accuracy, naive.accuracy),
        ("macro-F1", ours.macro(), naive.macro()),
        ("macro-F1, other and none as one", ours.macro(together=True), naive.macro(together=True)),
        ("attributed-vs-not F1", ours.attributed, naive.attributed),
    ]
    rows += [(f"  F1 {name}", ours.f1(name), naive.f1(name)) for name in (*ours.tags, "other", "none")]
    for name, one, two in rows:
        cells = "".join("       –" if value is None else f"{value:8.3f}" for value in (one, two))
        print(f"{name:34}{cells}")
    print(f"{len(ours.pairs)} gold units")


if __name__ == "__main__":
    main()
