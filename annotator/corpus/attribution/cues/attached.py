"""Who speaks behind "with": "…, with the ministry saying that", "…, with X claiming 40 dead and Y admitting to 12"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import OWN_WORDS, Candidate
from annotator.corpus.attribution.cues.complements import complement_features
from annotator.corpus.attribution.cues.idioms import LOST
from annotator.corpus.attribution.words.lexicon import Form, Lexicon
from annotator.corpus.attribution.words.phrases import Phrase, is_number, is_verb
from annotator.corpus.attribution.words.tokens import ENDS, QUOTED, Words

_FAR: Final = 20
"""Words from "with" to the verb."""
_COUNTED: Final = frozenset(("count", "report"))
_FEW: Final = 5
"""Words behind "claiming" in which those it counts are named."""
_ANSWERS: Final = frozenset(("confirm", "deny", "dismiss", "dispute", "refute", "reject"))
"""What somebody says of what was said, with no more than that behind: "with X denying it", "with X denying the charge"."""
_MEETS: Final = frozenset(("meet", "met", "meeting", "spoke", "talked"))
"""Before "with" and whom somebody met."""
_TRADED: Final = frozenset(("claim", "deny"))
"""What both sides do with words: "with both sides claiming the hill"; who only accuse each other are told of."""
_ANSWERED: Final = frozenset(("it", "that", "this", "involvement", "responsibility"))
_THOSE: Final = frozenset(("all", "any", "such", "that", "the", "these", "this", "those"))


def with_participle(w: Words, verb: int, lex: Lexicon) -> Phrase | None:
    """Such as "…, with the ministry stating that", "with X claiming 40 and Y admitting 12": the subject behind "with"."""
    comma = conjunction = None
    for index in range(verb - 1, max(-1, verb - _FAR), -1):
        low = w.low[index]
        if low == "and" and conjunction is None and comma is None:
            conjunction = index
        if low in ("with", "despite"):
            first = index + 1
            if conjunction is not None and any(_is_gerund(w, place, lex) for place in range(first, conjunction)):
                first = conjunction + 1
            end = comma if comma is not None else verb
            # "despite Xland and Yland denying it"
            joins = conjunction is not None and first < conjunction and w.capital(first) and w.capital(conjunction + 1)
            joint = conjunction if joins else None
            return Phrase(first, end, None if comma is None else (comma + 1, verb), joint) if first < end else None
        if low == "," and index < verb - 1:
            if comma is not None:
                return None
            comma = index
        elif low in (";", ":", QUOTED) or low in lex.helpers or is_verb(w, index, lex):
            return None
    return None


def _is_gerund(w: Words, index: int, lex: Lexicon) -> bool:
    form = lex.forms.get(w.low[index])
    return form is not None and form.gerund


def _is_set_off(w: Words, start: int) -> bool:
    """Whether a comma stands before the "with" nearest to a word: not "covered with posters accusing"."""
    place = next((index for index in range(start - 1, max(0, start - 2 * _FAR), -1) if w.low[index] == "with"), 0)
    return place > 0 and w.low[place - 1] == ","


def behind_with(w: Words, index: int, form: Form, lex: Lexicon) -> Candidate | None:
    """Such as "with X saying that", "with X denying the charge", "with X claiming 40 dead and Y accusing X of lies"."""
    attached = with_participle(w, index, lex)
    behind = complement_features(w, index, form.lemma, lex) & OWN_WORDS
    following = w.low[index + 1] if index + 1 < len(w) else ""
    answered = lex.nouns_of_saying | _ANSWERED
    of_what = following in answered or (following in _THOSE and not answered.isdisjoint(w.low[index + 2 : index + 3]))
    denies = form.lemma in _ANSWERS and of_what
    # Not "claiming 12 medals".
    lost = form.lemma == "claim" and not LOST.isdisjoint(w.low[index + 2 : index + _FEW])
    admits = form.lemma == "admit" and following == "to" and any(map(is_number, w.low[index + 2 : index + 3]))
    admits = admits and (w.low[index + 3 : index + 4] or ["."])[0] in LOST | ENDS
    counts = admits or (following[:1].isdigit() and (lost or form.lemma in _COUNTED))
    charges = form.lemma == "accuse" and "of" in w.low[index + 2 : index + _FAR]
    # Also "a quarrel with rebels, in three regions with Xland accusing them of it".
    named = attached is not None and attached.apposition is None and w.capital(attached.start) and charges
    # Not "met with Xland accusing Yland".
    named = named and attached is not None and w.low[max(0, attached.start - 2)] not in _MEETS
    hung = attached is not None and (named or _is_set_off(w, attached.start))
    both = attached is not None and w.low[attached.start] in ("both", "each") and form.lemma in _TRADED
    said = behind or both or (hung and (denies or counts or charges))
    return Candidate(index, index + 1, form.lemma, "with_participle", attached, frozenset(behind)) if said else None
