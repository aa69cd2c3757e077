"""Groups of verbs that end with one of saying: "kept warning", "went on to say", "hastened to deny"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.words.lexicon import listed
from annotator.corpus.attribution.words.tokens import Words

KEEPS: Final = frozenset(("keep", "keeps", "kept"))
"""Behind which the -ing form tells what is said: "keeps warning"."""
HASTENS: Final = listed("hastens")
"""Behind which an infinitive tells what was said: "hastened to deny"."""
GOES: Final = frozenset(("went", "goes", "gone", "go"))
_APPEARS: Final = frozenset((("went", "on"), ("took", "to"), ("goes", "on"), ("takes", "to")))
_UNSURE: Final = frozenset(("if", "never", "unless", "until", "when", "who"))
_ON_AIR: Final = frozenset(("air", "camera", "facebook", "radio", "telegram", "television", "tv", "twitter", "x"))
"""Where somebody appears to say something: "went on television to say"."""


def goes_on(w: Words, to: int) -> int | None:
    """Where "went on to say" or "went so far as to say" begins, whose "to" stands at a place."""
    if to < 2 or w.low[to] != "to":
        return None
    far = to > 3 and w.low[to - 2 : to] == ["far", "as"] and w.low[to - 3] in ("as", "so")
    if to > 2 and w.low[to - 1] in _ON_AIR and (w.low[to - 3], w.low[to - 2]) in _APPEARS:
        return to - 3 if _UNSURE.isdisjoint(w.low[max(0, to - 8) : to - 3]) else None
    start = to - 4 if far else to - 2
    return start if (far or w.low[to - 1] == "on") and w.low[start] in GOES else None


def group_start(w: Words, verb: int, before: int) -> int:
    """Where a group of verbs begins that ends with one of saying: "kept warning", "went on to say", "was at pains to stress"."""
    if before >= 0 and w.low[before] in KEEPS:
        return before
    if before > 0 and w.low[before] == "on" and w.low[verb].endswith("ing"):
        # "goes on demanding"
        return before - 1
    if (start := goes_on(w, before)) is not None:
        return start
    if before > 0 and w.low[before] == "to" and w.low[before - 1] in HASTENS:
        return before - (2 if w.low[before - 2 : before] == ["at", "pains"] else 1)
    return verb
