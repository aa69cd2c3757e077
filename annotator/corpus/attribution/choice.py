"""Which of a sentence's candidates speak: named features, weighed and summed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from annotator.corpus.attribution.candidate import Candidate
from annotator.corpus.attribution.lexicon import listed
from annotator.corpus.attribution.scene import By, Who

WEIGHTS: dict[str, float] = {
    "bias": -1.2,
    # The kind of cue.
    "rule=verb": 0.0,
    "rule=inverted": 0.8,
    "rule=participle": -0.3,
    "rule=according_to": 2.6,
    "rule=as_said_by": 2.0,
    "rule=quoted_as": 1.0,
    "rule=passive_by": 0.6,
    "rule=by_agent": -0.6,
    "rule=said_in": 0.6,
    "rule=citing": 0.8,
    "rule=noun_that": 0.9,
    "rule=adjective": 1.0,
    "rule=relay": 0.5,
    "rule=account": 1.8,
    "rule=noun_copula": 1.2,
    "rule=outlet": 1.2,
    "rule=colon": 2.0,
    "rule=with_participle": 1.0,
    # What the cue has around it.
    "bare": -3.0,
    "negated": -1.5,
    "to": 0.0,
    "strong": 1.4,
    "weak": 0.4,
    "that": 0.9,
    "clause": 0.5,
    "quote": 0.7,
    "quote_before": 0.6,
    "colon": 0.4,
    "particle": 0.8,
    "noun_of_words": 0.8,
    "tail_clause": 0.9,
    "progressive": -0.2,
    "reduced": -0.8,
    "as": 1.6,
    "outlet": 1.6,
    # Where its clause stands.
    "nested": -1.5,
    "concessive": -0.9,
    "adverbial": -0.5,
    "relative": -0.6,
    "shared": -0.3,
    # What told who its source is.
    "by=person": 1.0,
    "by=learned": 1.0,
    "by=surname": 0.8,
    "by=body": 1.0,
    "by=outlet": 0.7,
    "by=office": 1.0,
    "by=metonym": 0.6,
    "by=pattern": 0.8,
    "by=apposition": 0.7,
    "by=pronoun": 0.5,
    "by=definite": 0.5,
    "by=named": 0.3,
    "by=common": -0.3,
    "by=thing": -1.3,
    "by=crowd": -0.1,
    "by=press": 0.1,
    "by=nobody": 0.0,
    "by=mute": -2.5,
}
"""Added up; above nought somebody speaks. Set by hand on the project's own examples and half of a gold file."""


class Spoken(NamedTuple):
    """A source of a sentence that was accepted."""

    who: Who
    candidate: Candidate | None
    rule: str
    confidence: float


def weigh(candidate: Candidate, who: Who) -> float:
    """The sum of a candidate's features."""
    weights = WEIGHTS
    features = (weights.get(feature, 0.0) for feature in sorted(candidate.features))
    return weights["bias"] + weights[f"rule={candidate.rule}"] + weights[f"by={who.by}"] + sum(features)


def confidence(weight: float) -> float:
    """A weight as a share between 0 and 1."""
    return round(min(0.97, max(0.03, 1 / (1 + math.exp(-weight)))), 2)


def choose(weighed: Iterable[tuple[Candidate, Who, float]], relays: frozenset[str]) -> list[Spoken]:
    """The sources of a sentence, the main one first, each speaker once.

    The first of equals leads; a main clause goes before one in "while …"; whom a relay cites, before the relay.
    """
    accepted = [(candidate, who, weight) for candidate, who, weight in weighed if weight > 0]
    if not accepted:
        return []
    order: list[tuple[float, int]] = []
    cites = any(candidate.rule in ("citing", "quoted_as") for candidate, _, _ in accepted)
    for number, (candidate, who, _) in enumerate(accepted):
        rank = 0.0
        if "noun_of_words" in candidate.features and not candidate.features & _WORDS:
            rank += 1.2
        if candidate.features & {"concessive"}:
            rank += 2
        if candidate.features & {"relative", "adverbial", "nested"}:
            rank += 1.5
        if candidate.rule in ("by_agent", "noun_that", "participle"):
            rank += 1
        if cites and candidate.rule not in ("citing", "quoted_as") and who.by in _PASSES_ON:
            rank += 2.5
        following = accepted[number + 1][0].features if number + 1 < len(accepted) else frozenset[str]()
        if who.by is By.NOBODY or (_relays(candidate, who, relays) and "nested" in following):
            rank += 2.5
        order.append((rank, number))
    spoken: list[Spoken] = []
    seen: set[tuple[str, str | None]] = set()
    for _, number in sorted(order):
        candidate, who, weight = accepted[number]
        if (who.tag, who.name) in seen or (spoken and "nested" in candidate.features and weight < 1):
            continue
        seen.add((who.tag, who.name))
        spoken.append(Spoken(who, candidate, candidate.rule, confidence(weight)))
    return spoken


_PASSES_ON = frozenset((By.OUTLET, By.PRESS, By.CROWD, By.NAMED, By.PRONOUN))
"""Who may only pass on what somebody else said, where somebody is cited."""
_WORDS = listed("words")


def _relays(candidate: Candidate, who: Who, relays: frozenset[str]) -> bool:
    """Whether a source only passes on what others say."""
    return candidate.lemma in relays and who.by in (By.OUTLET, By.CROWD, By.PRESS)
