"""Learning the weights from gold: ``python -m annotator.corpus.attribution.training GOLD.jsonl...`` (``make weights``).

Two logistic regressions. The first says whether somebody speaks at a candidate; its prior is the hand-set weight of each
feature, so that the gold moves a weight only as far as it bears that out. The second says how often an outcome like this
one is right. The same gold gives the same file.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from annotator import atomic
from annotator.corpus.article import Article
from annotator.corpus.attribution.choice import features_of
from annotator.corpus.attribution.confidence import evidence
from annotator.corpus.attribution.document import read_through
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.weights import weights
from annotator.corpus.score import ANY_OTHER, NONE, Unit, load_gold
from annotator.corpus.sentence import split
from annotator.corpus.speaker import OTHER, Registry, load

FALSE_COUNTS = 3.0
"""How many missed speakers a speaker invented by the tool weighs up: a slander is worse than a gap."""
TRUST = 30.0
"""How many observations a hand-set weight is worth."""
CAUTION = 1.0
"""The same for the second regression, whose priors are nought."""
_ROUNDS = 50

Row = tuple[dict[str, float], bool]
"""Features by name and value, and whether the thing is so."""


def main() -> None:
    """Learn from the gold files named, and write the weights."""
    table = tomllib.loads(_file().read_text("utf-8"))
    priors = {name: float(entry["prior"]) for name, entry in table["speaks"].items()}
    gold = [Path(name) for name in sys.argv[1:]]
    if not gold:
        sys.exit("error: no gold file is given\nnext:  make weights")
    text = written(priors, gold)
    atomic.write(_file(), text.encode())


def written(priors: Mapping[str, float], gold: Sequence[Path], registry: Registry | None = None) -> str:
    """The file of weights that gold gives, from the priors of the first regression."""
    registry = registry or load()
    # What is remembered of an article depends on the weights: begin with the priors, whatever was learned before.
    weights().speaks.clear()
    weights().speaks.update(priors)
    read = [(unit, reading) for path in gold for unit, reading in _aligned(path, registry)]
    speaking = [row for unit, reading in read for row in _candidates(unit, reading)]
    seen = Counter(name for features, _ in speaking for name in features)
    speaks = learned(speaking, priors, trust=TRUST, false_counts=FALSE_COUNTS)
    weights().speaks.update(speaks)
    again = [(unit, reading) for path in gold for unit, reading in _aligned(path, registry)]
    outcomes = [_outcome(unit, reading) for unit, reading in again]
    sure = learned(outcomes, {}, trust=CAUTION, false_counts=1.0)
    counted = Counter(name for features, _ in outcomes for name, value in features.items() if value)
    lines = [*_HEAD, "[speaks]"]
    lines += [
        f'"{name}" = {{ prior = {priors[name]}, weight = {speaks[name]:.2f}, seen = {seen[name]} }}' for name in priors
    ]
    lines += ["", *_SURE, "[sure]"]
    lines += [f'"{name}" = {{ weight = {sure[name]:.2f}, seen = {counted[name]} }}' for name in sorted(sure)]
    return "\n".join(lines) + "\n"


def learned(rows: Sequence[Row], priors: Mapping[str, float], *, trust: float, false_counts: float) -> dict[str, float]:
    """The weights that fit rows best, near their priors: logistic regression by Newton's method.

    Args:
        rows: features and whether the thing is so.
        priors: by feature; nought where none is given.
        trust: how hard weights are held to their priors (the precision of a normal prior).
        false_counts: how much a row that is not so counts.
    """
    names = sorted({name for features, _ in rows for name in features} | set(priors))
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for index, (features, _) in enumerate(rows):
        for name, value in features.items():
            matrix[index, place[name]] = value
    so = np.array([float(outcome) for _, outcome in rows])
    counts = np.where(so > 0, 1.0, false_counts)
    prior = np.array([priors.get(name, 0.0) for name in names])
    found = prior.copy()

    def loss(at: NDArray[np.float64]) -> float:
        score = matrix @ at
        return float(counts @ (np.logaddexp(0, score) - so * score) + trust / 2 * ((at - prior) @ (at - prior)))

    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-matrix @ found))
        slope = matrix.T @ (counts * (share - so)) + trust * (found - prior)
        bend = (matrix.T * (counts * share * (1 - share))) @ matrix + trust * np.eye(len(names))
        step = np.linalg.solve(bend, slope)
        length = 1.0
        while loss(found - length * step) > loss(found) and length > 1e-6:
            length /= 2
        found -= length * step
        if np.abs(length * step).max() < 1e-9:
            break
    return {name: float(value) for name, value in zip(names, found, strict=True)}


def _aligned(path: Path, registry: Registry) -> Iterator[tuple[Unit, Reading]]:
    """Each sentence of the gold's articles with the unit that it overlaps most."""
    for article, units in load_gold(path):
        yield from _pairs(article, units, registry)


def _pairs(article: Article, units: Sequence[Unit], registry: Registry) -> Iterator[tuple[Unit, Reading]]:
    for reading in read_through(article, split(article), registry):
        sentence = reading.sentence
        overlaps = [
            (min(unit.end, sentence.end) - max(unit.start, sentence.start), -unit.start, unit) for unit in units
        ]
        shared, _, unit = max(overlaps, key=lambda found: found[:2])
        if shared > 0:
            yield unit, reading


def _class(tag: str) -> str:
    return ANY_OTHER if tag == OTHER else tag


def _candidates(unit: Unit, reading: Reading) -> Iterator[Row]:
    """The candidates of a sentence, true where the gold names their source; none where all name a wrong one."""
    classes = [_class(who.tag) for _, who, _ in reading.weighed]
    attributed = unit.speaker != NONE
    if attributed and not any(name in unit.sources for name in classes):
        return
    for name, (candidate, who, _) in zip(classes, reading.weighed, strict=True):
        yield dict.fromkeys(features_of(candidate, who), 1.0), attributed and name in unit.sources


def _outcome(unit: Unit, reading: Reading) -> Row:
    """What was found for a sentence, and whether that is right."""
    main = reading.spoken[0] if reading.spoken else None
    found = NONE if main is None else _class(main.who.tag)
    return evidence(reading, main), found in unit.sources


_HEAD = (
    "# How much each named feature of a candidate says for (or against) somebody speaking there. Added up; above nought,",
    "# somebody speaks. `prior` is set by hand, `weight` is learned from the project's own gold and lies near the prior,",
    "# `seen` is in how many candidates of the gold the feature stands. Written by `make weights`: change priors only.",
)
_SURE = (
    "# How sure the outcome for a sentence is: added up, the logarithm of the odds that its main speaker is right. Learned",
    "# likewise; `seen` counts outcomes.",
)


def _file() -> Path:
    return Path(str(resources.files(__package__) / "weights.toml"))


if __name__ == "__main__":
    main()
