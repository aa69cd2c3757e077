"""Clauses that only give a thing a name: "what X calls a zone", "which X calls the zone"; and those that say what it is."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.sources.sides import PICTURES
from annotator.corpus.attribution.words.lexicon import Form, Lexicon
from annotator.corpus.attribution.words.tokens import Words

_SPEAKERS: Final = frozenset(("he", "it", "she", "they"))
_NEAR: Final = 6
"""Words between a picture and what it is said to show."""


def names_only(w: Words, before: int, form: Form, features: set[str], lex: Lexicon) -> bool:
    """Whether a clause only gives a thing a name: "what X calls a zone", "for what X says is", "which X calls the zone"."""
    previous = w.low[before]
    if (
        previous == "what"
        and before > 1
        and w.low[before - 1] in lex.be
        and w.low[before - 2] in ("that", "this", "such")
    ):
        # "The road is open; that is what the ministry said."
        return False
    if previous == "what" and w.low[max(0, before - 2) : before] in (
        ["contrary", "to"],
        [",", "despite"],
        [",", "unlike"],
    ):
        features |= {"relative", "that"}
        return False
    if w.low[max(0, before - 1) : before + 1] == ["of", "what"] and w.low[before + 1] in _SPEAKERS:
        # "X released footage of what it said was a strike"
        shown = not PICTURES.isdisjoint(w.low[max(0, before - _NEAR) : before])
        # But "Xland shelled it, and a station aired video of what it said was smoke": whose video?
        shown = shown and {"and", ";"}.isdisjoint(w.low[:before])
        if shown and form.lemma in ("say", "claim"):
            features.add("that")
            return False
    if previous == "what":
        return form.lemma in lex.naming or (before > 0 and not features & {"quote", "colon", "quote_before"})
    return (
        previous == "which"
        and not (before and w.low[before - 1] in lex.prepositions)
        and "quote" not in features
        and form.lemma in lex.naming
        and form.lemma not in lex.strong
        and "noun_of_words" not in features
    )
