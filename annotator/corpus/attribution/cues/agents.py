"""Whether whoever stands behind "by" said what a passive tells: not "a ceasefire was observed by X"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.tokens import Words

_FAR: Final = 20
_PERSONS: Final = frozenset(("he", "she", "i", "we", "they"))
SPOKEN: Final = frozenset(
    (
        "claim",
        "claims",
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "statement",
        "statements",
        "announcement",
        "announcements",
        "appeal",
        "call",
        "complaint",
        "demand",
        "denial",
        "figure",
        "figures",
        "proposal",
        "remarks",
        "request",
        "warning",
        "warnings",
    )
)
"""What "was made by X" in words."""


def is_nested(low: list[str], verb: int, by: int, lex: Lexicon) -> bool:
    """Whether "by" belongs to a later participle: "were asked to keep the papers issued by X"."""
    return by > verb + 1 and (low[by - 1] in lex.past_forms or low[by - 1].endswith("ed"))


def _is_put_to(low: list[str], verb: int) -> bool:
    """Whether to whom or on what something was put stands behind a verb: "was asked on Friday by X"."""
    return low[verb + 1 : verb + 2] in (["to"], ["on"])


_OBSERVED: Final = frozenset(("ceasefire", "cease-fire", "holiday", "rules", "silence", "truce"))
"""What is observed without a word."""
_ASKED_TO: Final = frozenset(("advise", "ask", "invite", "urge", "warn"))


def asked_by(w: Words, verb: int, lemma: str, by: int, lex: Lexicon) -> bool:
    """Whether "by" may stand far behind a verb with whom or on what something was put: "was asked on Friday by X"."""
    return _is_put_to(w.low, verb) and (lemma not in _ASKED_TO or _ends_request(w, by, lex))


def _ends_request(w: Words, by: int, lex: Lexicon) -> bool:
    """Whether what somebody was asked to do ends before "by": "urged to go home by X", not "asked to stop attacks by X"."""
    return w.low[by - 2] == "to" or lex.is_adverb(w.low[by - 1]) or w.low[by - 1] in ("away", "back", "home", "out")


def _is_kept(low: list[str], verb: int, kept: frozenset[str], lex: Lexicon) -> bool:
    """Whether the subject is one of some nouns: "access was denied", not "violations of the truce were observed"."""
    head = verb - 1
    while head > 0 and low[head] in lex.helpers:
        head -= 1
    return head >= 0 and low[head] in kept and lex.prepositions.isdisjoint(low[max(0, head - 2) : head])


def is_no_saying(low: list[str], verb: int, lemma: str, lex: Lexicon) -> bool:
    """Such as "A fee charged by X", "a paper read by many", "was named by X in a report", "the supply was interrupted by X"."""
    behind = low[verb + 1 : verb + _FAR]
    if lemma == "charge":
        return behind[:1] == ["by"] and "with" not in behind
    if lemma == "interrupt":
        return verb < 2 or low[verb - 2] not in _PERSONS
    if lemma in ("deny", "observe"):
        return _is_kept(low, verb, frozenset(lex.unless["deny"]) if lemma == "deny" else _OBSERVED, lex)
    if lemma == "read":
        return SPOKEN.isdisjoint(low[max(0, verb - _FAR) : verb])
    return lemma in ("list", "name") and not (behind[:1] == ["by"] and "as" in behind)
