"""The clauses of a sentence: whom each is about, and which verb of it has which subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from annotator.corpus.attribution.cues.between import over_adverbs
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.words.heads import NATIONAL
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.phrases import LONGEST, Phrase, is_past, is_verb, left, right
from annotator.corpus.attribution.words.tokens import DASHES, Words


def _is_deed(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether any verb in "-s" stands behind a name: "Anna pats the dog", "Anna nods at it"."""
    if w.capital(index) or not w.capital(index - 1) or w.titled or index + 1 >= len(w) or not w.low[index].isalpha():
        return False
    name, behind = w.low[index - 1], w.low[index + 1]
    if not name.isalpha() or name in lex.function or name.endswith((*NATIONAL, "i")) or name in lex.roles:
        return False
    if behind in lex.determiners or behind in lex.possessives or behind in lex.prepositions or behind == "less":
        return True
    # "Xland supports Yland"
    return index == 1 and w.capital(index + 1) and w.low[index] not in lex.also_nouns | lex.roles | lex.crowd


def opening_official(w: Words, start: int, lex: Lexicon) -> Phrase | None:
    """Somebody with an office who opens a clause before a verb that is none of saying: "A governor, First Last, counts no more"."""
    phrase = right(w, start, lex) if start < len(w) else None
    if phrase is None or lex.titles.isdisjoint(w.low[phrase.start : phrase.end]):
        return None
    return phrase


def is_doing(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether a clause says what somebody is doing, up to a place: "Families are looking for water"."""
    be = next((index for index in range(end) if w.low[index] in lex.be), end)
    return any(low.endswith("ing") for low in w.low[be + 1 : end])


def clauses(w: Words, end: int, lex: Lexicon) -> Iterator[tuple[int, Phrase]]:
    """The verbs before a place with their subjects, the last first."""
    for index in range(end - 1, max(0, end - 2 * LONGEST), -1):
        low = w.low[index]
        if low not in lex.edges and not low.endswith("ed"):
            continue
        if not (low in lex.helpers or is_verb(w, index, lex) or is_past(w, index, lex)):
            continue
        found = subject(w, index, lex)
        if found is not None and w.low[found.start] not in ("who", "which", "that", "to"):
            yield index, found


def main_subject(w: Words, end: int, lex: Lexicon) -> tuple[int, Phrase] | None:
    """The last verb before a place that stands in no side clause, and its subject: "As Y left, X gave an account, saying"."""
    for index, found in clauses(w, end, lex):
        before = w.low[found.start - 1] if found.start else ""
        # "X is open to it, while Y has made it conditional, arguing that": Y.
        contrasts = before in ("while", "whereas") and found.start > 1 and w.low[found.start - 2] == ","
        contrasts = (
            contrasts and w.capital(found.start) and not any(low.endswith("ing") for low in w.low[index : index + 3])
        )
        if before in ("and", "but") or contrasts or before not in lex.subordinators:
            return index, found
    return None


def behind_time(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """Whose deed a side clause of time tells up to "and", where its main clause says nothing: "Talks ended after X came and"."""
    told: Phrase | None = None
    for index, found in clauses(w, end, lex) if w.low[end - 1] == "and" else ():
        before = w.low[found.start - 1] if found.start else ""
        if told is None:
            if before != "after" or not w.capital(found.start):
                return None
            told = found
        elif before not in lex.subordinators:
            # "She left after Xland came and said she would be back": she. "She is here after X came and said": X, by the tenses.
            now = w.low[index] in ("are", "is")
            return told if now or w.low[found.end - 1] in lex.mute else None
    return None


def leading(w: Words, start: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that opens a clause, up to its first verb: whom the clause is about."""
    size = len(w)
    if start + 1 < size and w.low[start] in ("he", "it", "she", "they") and _follows(w.low[start + 1], lex):
        # "It also claims that Yish troops left", "They point out that Xland chose it"
        return Phrase(start, start + 1)
    index = start
    while index < size:
        low = w.low[index]
        if (low in lex.edges or low.endswith("ed")) and (
            low in lex.helpers or is_verb(w, index, lex) or is_past(w, index, lex)
        ):
            found = subject(w, index, lex)
            return found if found is not None and found.start >= start else None
        if index > start and low.endswith("s") and _is_deed(w, index, lex):
            return left(w, index, lex)
        if index - start > 2 * LONGEST:
            return None
        index += 1
    return None


def _follows(low: str, lex: Lexicon) -> bool:
    """Whether a word behind a pronoun shows that it is a subject: an adverb, or a verb of saying."""
    return lex.is_adverb(low) or low in lex.forms


def prompted(w: Words, verb: int, lex: Lexicon) -> Phrase | None:
    """Who was made to say something: "…, prompting Xland to deny it"."""
    if w.low[verb - 1] != "to":
        return None
    start = next((at for at in range(verb - 2, max(0, verb - _LONGEST_NAME), -1) if w.low[at] in _PROMPTS), None)
    if start is None or start + 1 >= verb - 1 or not w.capital(verb - 2) or not start:
        return None
    # Not "without forcing Xland to admit it", "accused Yland of prompting Xland to deny it".
    before = over_adverbs(w, start - 1, lex)
    done = before >= 0 and (w.low[before] in _SET_OFF or not w.low[start].endswith("ing"))
    return Phrase(start + 1, verb - 1) if done and w.low[before] not in _NEVER else None


_PROMPTS: Final = frozenset(("forced", "forcing", "leading", "led", "prompted", "prompting", "pushing"))
_SET_OFF: Final = DASHES | {",", "(", "and"}
_NEVER: Final = frozenset(("be", "have", "never", "not", "been"))
_LONGEST_NAME: Final = 8
