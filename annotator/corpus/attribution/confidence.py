"""How sure the outcome for a sentence is: a share of such outcomes that are right, learned from gold."""

from __future__ import annotations

import math
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.weights import weights
from annotator.corpus.sentence import Kind

_WIDEST: Final = 3.0
"""Weights beyond it say no more."""


def confidence(reading: Reading, spoken: Spoken | None) -> float:
    """The share of outcomes like this one that are right, between 0.03 and 0.97.

    Args:
        reading: the sentence.
        spoken: the source in question; None for the narrator.
    """
    sure = weights().sure
    odds = sum([sure.get(name, 0.0) * value for name, value in evidence(reading, spoken).items()])
    return round(min(0.97, max(0.03, 1 / (1 + math.exp(-odds)))), 2)


def evidence(reading: Reading, spoken: Spoken | None) -> dict[str, float]:
    """What speaks for and against an outcome, by name."""
    if spoken is None:
        return {
            "narrator": 1.0,
            "narrator, a dateline": float(reading.sentence.kind is Kind.DATELINE),
            "narrator, a heading": float(reading.sentence.kind is Kind.HEADING),
            "narrator, within a quotation": float(reading.words.inside),
            "narrator, a side is named": float(bool(reading.hits)),
            "narrator, a cue was turned down": float(bool(reading.weighed)),
        }
    found = {"speaker": 1.0, f"rule={spoken.rule}": 1.0, f"by={spoken.who.by}": 1.0}
    if spoken.candidate is not None:
        found["weight"] = min(_WIDEST, spoken.weight)
    if len(reading.spoken) > 1:
        found["one of several"] = 1.0
    return found
