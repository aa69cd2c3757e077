"""How speakers are found beside a naive baseline, and how fast, on gold files.

    python benchmarks/attribution_baseline.py GOLD.jsonl... [--half 0|1] [--errors]

The figures are those of ``annotator score``; here they stand beside a baseline that takes the first name of the registry in
the sentence: no grammar, no context. ``--half`` keeps every second article of the sorted list, so that rules can be made on
one half and tried on the other; ``--errors`` prints each unit whose class is wrong.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Sequence
from pathlib import Path

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.score import Guess, Score, Unit, guesses, load_gold
from annotator.corpus.sentence import Sentence, split
from annotator.corpus.speaker import Registry, load


def main() -> None:
    """Read the gold, run both, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every second article: the 1st, 3rd … or 2nd …")
    parser.add_argument("--errors", action="store_true", help="print each unit whose class is wrong")
    options = parser.parse_args()
    registry = load()
    articles: list[tuple[Article, tuple[Unit, ...]]] = []
    for path in options.gold:
        found = load_gold(path)
        articles.extend(found if options.half is None else found[options.half :: 2])
    ours, naive = Score(registry.tags), Score(registry.tags)
    names = {speaker.tag: names_of(registry, speaker.tag) for speaker in registry.speakers}
    first = first_call(registry)
    seconds, size = 0.0, 0
    for article, units in articles:
        started = time.process_time()
        sentences = split(article)
        statements = attribute(article, sentences, registry)
        seconds += time.process_time() - started
        size += len(article.text.encode())
        before = len(ours.pairs)
        ours.add(article, units, guesses(statements))
        naive.add(article, units, first_names(sentences, names))
        if options.errors:
            for pair in ours.pairs[before:]:
                if pair.guessed != pair.right:
                    text = " ".join(article.text[pair.unit.start : pair.unit.end].split())
                    print(f"{article.key[:20]:20} gold={pair.unit.speaker:20} got={pair.guessed}\n    {text}")
    table(ours, naive)
    speed = size / seconds / 1e6
    print(f"\n{len(articles)} articles, split and attribute {speed:.2f} MB/s on one core (after {first:.2f} s to load)")


def first_call(registry: Registry) -> float:
    """Seconds until splitter, lexicon and names are ready."""
    started = time.process_time()
    article = Article(key="first", text="Nobody said so.", sha256="0" * 64, path="first")
    attribute(article, split(article), registry)
    return time.process_time() - started


def names_of(registry: Registry, tag: str) -> re.Pattern[str]:
    """Every name of a speaker, the longest first."""
    speaker = registry.get(tag)
    assert speaker is not None
    surnames = [name.split()[-1] for name in (*speaker.leaders, *speaker.people)]
    names = {*speaker.names, *speaker.demonyms, *speaker.bodies, *speaker.outlets, *surnames}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def first_names(sentences: Sequence[Sentence], names: dict[str, re.Pattern[str]]) -> tuple[Guess, ...]:
    """The baseline: for each sentence the tag whose name stands first in it."""
    made: list[Guess] = []
    for sentence in sentences:
        hits = [(hit.start(), tag) for tag, pattern in names.items() if (hit := pattern.search(sentence.text))]
        made.append(Guess(start=sentence.start, end=sentence.end, speakers=(min(hits)[1] if hits else "none",)))
    return tuple(made)


def table(ours: Score, naive: Score) -> None:
    """Both, side by side."""
    print(f"{'':34}{'ours':>8}{'naive':>8}")
    one, two = ours.scored(), naive.scored()
    rows: list[tuple[str, float | None, float | None]] = [
        ("boundary F1", one.boundary.f1, two.boundary.f1),
        ("speaker accuracy", one.accuracy, two.accuracy),
        ("macro-F1, other and none as one", one.macro_f1, two.macro_f1),
        ("attributed to a tag or not, F1", one.attributed.f1, two.attributed.f1),
        ("Other's given to a tag", one.false_of_other, two.false_of_other),
        ("carried over, found", one.carried_over, two.carried_over),
    ]
    rows += [(f"  F1 {name}", one.classes[name].f1, two.classes[name].f1) for name in one.classes]
    for name, mine, theirs in rows:
        cells = "".join("       –" if value is None else f"{value:8.3f}" for value in (mine, theirs))
        print(f"{name:34}{cells}")
    print(f"{one.units} gold units")


if __name__ == "__main__":
    main()
