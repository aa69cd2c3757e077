"""Whom "who", "which", "whose" and "in which he" mean: the phrase before them, or who wrote what it names."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.cues.nominals import owner_of
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.words.heads import is_animate, is_title
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.phrases import LONGEST, STOPS, Phrase, is_verb, left, right
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_MOST_ASIDES: Final = 5
"""Insertions between somebody's name and "who"."""
_FAR: Final = 16
"""Words between "who" and the second verb of its clause."""
_NEAR: Final = 5
_OF_ONE: Final = frozenset(("has", "is", "says", "was"))
"""Verbs of one."""
_SPEAKERS: Final = frozenset(("he", "she", "they"))


def antecedent(w: Words, pronoun: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that "who" or "which" belongs to: the one right before it, over one comma."""
    end = pronoun - 1 if pronoun and w.low[pronoun - 1] == "," else pronoun
    if end > 3 and w.low[end - 1] in (")", "]") and w.low[end - 3] in ("(", "["):
        # Such as "the Xish Army (XA), who said".
        end -= 3
    found = (left(w, end, lex) or _behind_preposition(w, end, lex)) if end else None
    if found is None:
        return None
    start = found.start
    while start and (
        w.capital(start - 1) or w.low[start - 1] in lex.determiners or w.low[start - 1] in lex.possessives
    ):
        start -= 1
    found = Phrase(start, found.end, found.apposition, found.first_end)
    if found.first_end is not None and not _OF_ONE.isdisjoint(w.low[pronoun + 1 : pronoun + _NEAR]):
        # "talks between Xland and Yland, which has fired": Yland.
        found = Phrase(found.first_end + 1, found.end)
    if (
        w.low[pronoun] == "who"
        and start > 2
        and w.low[start - 1] == ","
        and all(map(w.capital, (start - 3, start - 2)))
    ):
        # "an interview with First Last, deputy head of the port, who says": by the name.
        name = start - 1
        while name and w.capital(name - 1):
            name -= 1
        return Phrase(name, start - 1, (start, found.end))
    if w.low[pronoun] == "who" and (named := _introduced(w, found.end, lex)) is not None:
        return named
    if w.low[pronoun] == "who":
        for index in range(found.end - 2, found.start, -1):
            # "the clips with officials, who": no clips.
            if w.low[index] in lex.prepositions:
                thing = not is_animate(w.low[index - 1], lex) and not w.capital(index - 1)
                somebody = is_animate(w.low[found.end - 1], lex) or w.capital(found.end - 1)
                if thing and w.low[index] != "of" and somebody:
                    return Phrase(index + 1, found.end)
                break
    # The nearest noun phrase that can speak: "a response from the ministry, which said", "a report on the talks, which says".
    for index in range(found.end - 2, found.start, -1):
        other = w.low[index] == "by" or _is_quarrel(w, found, index, lex)
        opens = w.low[index + 1] in lex.determiners or (other and w.capital(index + 1))
        if w.low[index] in lex.prepositions and w.low[index] != "of" and opens:
            if w.low[found.end - 1] not in lex.mute:
                return Phrase(index + 1, found.end)
            found = Phrase(found.start, index)
    return found


def _is_quarrel(w: Words, phrase: Phrase, index: int, lex: Lexicon) -> bool:
    """Whether the other one alone stands behind a preposition: "a quarrel with Xland"."""
    if w.low[index] not in _TOWARDS or index + 2 != phrase.end or w.low[index - 1] not in _BETWEEN_TWO:
        return False
    return lex.prepositions.isdisjoint(w.low[phrase.start : index])


_TOWARDS: Final = frozenset(("against", "with"))
_BETWEEN_TWO: Final = frozenset(
    ("conflict", "contacts", "dispute", "quarrel", "relations", "row", "talks", "tensions", "ties")
)


def _behind_preposition(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """A name that ends at a place behind a preposition: "met with First Last, who said"."""
    start = end
    while start and w.capital(start - 1):
        start -= 1
    behind = 0 < start < end and (w.low[start - 1] in lex.prepositions or w.low[start - 1] == "and")
    return Phrase(start, end) if behind else None


def _introduced(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """Who is told more about by the phrase that ends at a place: "First Last, 61, a teacher from X"."""
    comma = end
    for _ in range(_MOST_ASIDES):
        opening = next((at for at in range(comma - 1, max(0, comma - LONGEST), -1) if w.low[at] in STOPS), None)
        if opening is None or w.low[opening] != ",":
            return None
        opens = w.low[opening + 1]
        if opens not in ("a", "an") and not opens.isdigit():
            return None
        name = opening
        while name and w.capital(name - 1):
            name -= 1
        if opening - name > 1 and not (name and w.low[name - 1] in lex.prepositions and w.low[name - 1] != "with"):
            # But "in Great Anytown, an official, who".
            return Phrase(name, opening, (opening + 1, end))
        if any(w.low[at] in lex.helpers or is_verb(w, at, lex) for at in range(opening + 1, comma)):
            return None
        comma = opening
    return None


def owner_before(w: Words, whose: int, lex: Lexicon) -> Phrase | None:
    """The phrase before "whose": the name right before it, else the noun phrase."""
    end = whose - 1 if whose and w.low[whose - 1] == "," else whose
    start = end
    while start and w.capital(start - 1):
        start -= 1
    return Phrase(start, end) if start < end and w.low[start - 1] == "of" else antecedent(w, whose, lex)


_ISSUES: Final = frozenset(("issued", "published", "released", "circulated", "posted"))


def issuer_of(w: Words, phrase: Phrase, lex: Lexicon) -> Phrase:
    """Who put out what is claimed: "The ministry released footage claimed to show"."""
    shown = w.low[phrase.end - 1]
    if shown not in lex.documents or phrase.apposition is not None:
        return phrase
    verb = next((index for index in range(phrase.start + 1, phrase.end - 1) if w.low[index] in _ISSUES), None)
    return phrase if verb is None or w.low[verb + 1] == "by" else Phrase(phrase.start, verb)


def speaker_of(w: Words, place: int, lex: Lexicon) -> Phrase | None:
    """Whose words a text is in which somebody says something: "an interview with X, in which he says", "X's remarks, in which"."""
    for index in range(place - 1, max(-1, place - LONGEST), -1):
        if w.low[index] in lex.documents or w.low[index] in lex.nouns_of_saying:
            if w.capital(index + 1):
                # "the interview X gave, in which he said"
                verb = next((at for at in range(index + 2, place) if w.low[at] in _GAVE), 0)
                return Phrase(index + 1, verb) if verb else None
            if w.low[index + 1] == "with":
                return right(w, index + 2, lex)
            owner = owner_of(w, index, lex)
            return None if owner is None else owner[0]
        if w.low[index] in STOPS - {","} or w.low[index] in lex.helpers:
            return None
    return None


_GAVE: Final = frozenset(("gave", "gives", "delivered", "made", "sent", "wrote"))


def author_of(w: Words, phrase: Phrase, lex: Lexicon) -> Phrase:
    """Who put out what a relative clause quotes: "The ministry issued a report, which says"."""
    verb = phrase.start - 1
    if verb > 0 and w.low[verb] in _ISSUES and not lex.documents.isdisjoint(w.low[phrase.start : phrase.end]):
        return subject(w, verb, lex) or phrase
    return phrase


def behind_whose(w: Words, phrase: Phrase, lex: Lexicon) -> Phrase:
    """Who says something behind "whose": "the office, whose letter says": the office; "whose figures X said were wrong": X."""
    start = phrase.start
    if w.capital(start) and all(is_title(w.low[index], lex) for index in range(start, phrase.end)):
        # "Xland, whose Election Commission called it void".
        return owner_before(w, start - 1, lex) or phrase
    of_others = phrase.end - start > 1 and w.low[start] not in lex.titles
    if of_others and (w.capital(start + 1) or w.low[start + 1] in lex.determiners):
        return replace(phrase, start=start + 1)
    return owner_before(w, start - 1, lex) or phrase


def before_relative(w: Words, phrase: Phrase, lex: Lexicon) -> Phrase | None:
    """Whom the subject of a relative clause means by what stands before it: "X, who", "an interview with X, in which he"."""
    low = w.low[phrase.start]
    if (low in _SPEAKERS or low == "it") and w.low[phrase.start - 2 : phrase.start] == ["in", "which"]:
        return speaker_of(w, phrase.start - 2, lex) or phrase
    if w.low[phrase.start + 1 : phrase.end] == ["of", "whom"]:
        return _joined(w, antecedent(w, phrase.start, lex), lex)
    if low in ("who", "which", "that") and phrase.end - phrase.start == 1:
        return author_of(w, antecedent(w, phrase.start, lex) or phrase, lex)
    return None


def _joined(w: Words, last: Phrase | None, lex: Lexicon) -> Phrase | None:
    """The two of which "both of whom" tells; the phrase before it may be the second: "to his Xish and Yish counterparts"."""
    if last is None or last.first_end is not None or last.start < 2 or w.low[last.start - 1] != "and":
        return None if last is None or last.first_end is None else last
    start = last.start - 1
    while start and (w.capital(start - 1) or w.low[start - 1] in lex.determiners | lex.possessives):
        start -= 1
    return Phrase(start, last.end, last.apposition, last.start - 1) if start < last.start - 1 else None


def relative_before(w: Words, verb: int) -> int | None:
    """The "who" of the clause that a verb behind "and" or "but" stands in, right behind a comma."""
    for index in range(verb - 1, max(0, verb - _FAR), -1):
        if w.low[index] == "who":
            return index if w.low[index - 1] == "," else None
        if w.low[index] in BREAKS or w.low[index] in (QUOTED, "that", "which"):
            return None
    return None
