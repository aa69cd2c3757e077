"""Noun phrases beside a verb: who stands before it, who behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.openings import trimmed
from annotator.corpus.attribution.words.tokens import QUOTED, Words

NUMBERS: Final = listed("numbers")
_FINITE: Final = frozenset(("are", "had", "has", "have", "is", "was", "were"))
_ROUGHLY: Final = listed("roughly")
"""What may stand in front of a number."""
STOPS: Final = frozenset(
    (",", ";", ":", "(", ")", "[", "]", "-", "–", "—", "--", "...", "…", "?", "!", "/", QUOTED, '"', "“", "”", "|", "•")
)
_ADVERBIAL: Final = listed("adverbial")
_ENDS: Final = STOPS | _ADVERBIAL
_QUANTIFIERS: Final = frozenset(("more", "most", "many", "several", "few", "some", "all", "no", "numerous", "multiple"))
_NEAR: Final = 5
"""Words of an apposition in which its office stands: "first deputy minister of labour"."""
LONGEST: Final = 30
"""Words; a longer phrase is a clause that was not recognised."""


def is_number(low: str) -> bool:
    """Whether a word in lower case is a number, in digits or not."""
    return low[0].isdigit() or low in NUMBERS


def number_at(low: list[str], index: int) -> int | None:
    """Where a number stands, over what may stand in front of it: "some 1,200", "at least 30"."""
    while index < len(low) - 1 and low[index] in _ROUGHLY:
        index += 1
    return index if index < len(low) and is_number(low[index]) else None


@dataclass(slots=True)
class Phrase:
    """The words ``[start, end)`` of a sentence, and what is said of them between commas."""

    start: int
    end: int
    apposition: tuple[int, int] | None = None
    """Such as "a member of the council" or "who leads the army"."""
    first_end: int | None = None
    """Where the first of several joined by "and" ends."""


def is_verb(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word is, by its form alone, a verb that ends a noun phrase."""
    low = w.low[index]
    if index and low.endswith("s") and w.low[index - 1] in lex.offices and _visits(w, index):
        return True
    form = lex.forms.get(low)
    past = low in lex.past_forms
    if (form is None and not past) or w.low[index + 1 : index + 2] == ["by"]:
        # "A letter sent by" somebody is still a letter.
        return False
    if past:
        return True
    if form is None or low in lex.also_nouns or form.gerund:
        return False
    if w.capital(index):
        # "Minister Says Xland Is Late", where each word has a capital letter.
        return bool(index and form.third and form.lemma in lex.strong and w.low[index - 1] in lex.titles)
    if form.lemma not in lex.strong and (form.base or form.lemma not in lex.weak):
        return False
    # "the accused", "a planned": behind an article it is no verb.
    return not (index and w.low[index - 1] in lex.determiners)


def _visits(w: Words, index: int) -> bool:
    """Whether any verb stands in a headline between an office and a name: "Ombudsman visits Xland"."""
    return not w.capital(index) and index == 1 and index + 1 < len(w) and w.capital(index + 1)


def left(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that ends at a place; of "analysts such as First Last" the analysts."""
    found = _left(w, end, lex)
    if found is not None and found.start > 2 and w.low[found.start - 2 : found.start] == ["such", "as"]:
        return _left(w, found.start - 2, lex)
    return found


def _left(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    start = end
    joined = None
    while start > 0 and end - start < LONGEST:
        index = start - 1
        low = w.low[index]
        if low == "its" and index > 1 and w.low[index - 2] in ("a", "the", "an") and _is_own_noun(w, index - 1, lex):
            # "A move its government called late"
            start = index
            break
        if low not in lex.edges and low not in _ENDS:
            start = index
            continue
        if start < end and w.low[start] in ("the", "a", "an") and _is_own_noun(w, index, lex):
            # "A number the ministry disputes"
            break
        if start < end and w.capital(start) and low in lex.times and index and w.low[index - 1] == "on":
            # "In calls on Sunday President X …"
            break
        if low in _CLOSES and start < end and (opening := _bracketed(w, index, lex)):
            start = opening
            continue
        if low == "before" and index and w.low[index - 1] in _AGENTS and not _COURTS.isdisjoint(w.low[start:end]):
            # "Xland's representative before the court"
            start = index
            continue
        if low in STOPS or (low in lex.subordinators and low != "or") or low in lex.helpers:
            break
        if low in lex.pronouns and low not in lex.determiners and low not in lex.possessives:
            if start == end:
                return Phrase(index, end)
            break
        if low in ("and", "or", "&"):
            if start == end or index == 0 or is_verb(w, index - 1, lex) or w.low[index - 1] in STOPS:
                break
            if not (
                w.capital(start)
                or w.low[start] in lex.determiners
                or w.low[start] in lex.possessives
                or _is_plain(w, start, lex)
            ):
                break
            joined = index
        elif (
            low in _ADVERBIAL
            or (low == "." and index + 1 < end and (not w.capital(index + 1) or _ends_long(w, index)))
            or (is_verb(w, index, lex) and not is_reduced(w, index, end, lex))
        ):
            break
        start = index
    if joined is not None and start and w.low[start - 1] in lex.auxiliaries | lex.be and is_past(w, start, lex):
        # "had stopped an attack and X's ministry denied": X's ministry.
        joined, start = None, next(at for at in range(end - 1, start, -1) if w.low[at] in ("and", "or", "&")) + 1
    first = trimmed(w, start, end, lex)
    if first is None or first >= end:
        return None
    return Phrase(first, end, None, joined if joined is not None and joined > first else None)


_AGENTS: Final = frozenset(("agent", "counsel", "representative", "representatives"))
_COURTS: Final = frozenset(("commission", "committee", "court", "tribunal"))


def _is_own_noun(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a common noun stands before an article: another phrase ends there."""
    low = w.low[index]
    plain = low.isalpha() and not w.capital(index) and low not in lex.function
    return plain and not (low.endswith("ing") or lex.is_adverb(low) or low in lex.times)


_OPENS: Final = {"(": ")", "[": "]", "/": "/"}
_CLOSES: Final = {closing: opening for opening, closing in _OPENS.items()}
_LONGEST_ALIAS: Final = 5
"""Words in brackets that are another name for what stands before them: "the Ministry of Defence (MoD) of Xland"."""
_RETIRED: Final = frozenset(("ret", "retd", "retired", "rtd"))
"""What stands in brackets between rank and name: "Admiral (Retd) First Last"."""


def _bracketed(w: Words, closing: int, lex: Lexicon) -> int | None:
    """Where brackets open that hold another name for the noun before them, and the phrase goes on behind them."""
    for index in range(closing - 1, max(0, closing - _LONGEST_ALIAS - 1), -1):
        if w.low[index] == _CLOSES[w.low[closing]]:
            alias = index + 1 < closing and w.capital(index + 1)
            return index if alias and index > 0 and _goes_on(w, closing + 1, lex) else None
    return None


def _closing(w: Words, opening: int, lex: Lexicon) -> int | None:
    """The same from the left: where such brackets close."""
    for index in range(opening + 1, min(len(w), opening + _LONGEST_ALIAS + 2)):
        if w.low[index] == _OPENS[w.low[opening]]:
            alias = index > opening + 1 and w.capital(opening + 1)
            return index if alias and _goes_on(w, index + 1, lex) else None
    return None


def _goes_on(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a noun phrase goes on behind brackets: "(MoD) of Xland", "(XR) ministry", "(XR)'s ministry", "(XR) in its report"."""
    if index >= len(w):
        return False
    if w.low[index - 2] in _RETIRED and w.capital(index):
        return True
    behind = w.low[index + 1] if index + 1 < len(w) else ""
    # Behind "(XR)": "in Anytown", "in its report".
    there = w.low[index] == "in" and behind != "" and (w.capital(index + 1) or behind in _OF_ONE)
    return there or w.low[index] in ("of", "for", "'s") or w.low[index] in lex.titles or w.low[index] in lex.portfolios


def _is_finite(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word in "-ed" is the verb of a clause: a noun phrase opens behind it."""
    if w.capital(index) or index == 0 or index + 1 >= len(w) or len(w.low[index]) < 5:
        return False
    before, behind = w.low[index - 1], w.low[index + 1]
    if before in lex.determiners or before in lex.prepositions or before in lex.possessives or before == "'s":
        return False
    return behind in lex.determiners or behind in lex.possessives


def is_reduced(w: Words, index: int, end: int, lex: Lexicon) -> bool:
    """Whether a participle belongs to the noun before it: "the gunner accused of sinking the ship"."""
    if index + 1 >= end or index == 0 or not w.low[index].endswith("ed"):
        return False
    before = w.low[index - 1]
    return (
        w.low[index + 1] in lex.prepositions
        and before[0].isalpha()
        and before not in lex.function
        and before not in lex.pronouns
    )


def _is_plain(w: Words, index: int, lex: Lexicon) -> bool:
    return w.low[index].isalpha() and w.low[index] not in lex.function


def around(w: Words, index: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase whose head a noun is, with what comes behind it."""
    before = left(w, index + 1, lex)
    if before is None:
        return None
    for start in range(index, before.start, -1):
        if w.low[start - 1] in lex.prepositions or w.low[start] in ("the", "a", "an"):
            return right(w, start, lex)
    return right(w, before.start, lex)


def is_past(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word in "-ed" may be a finite verb: neither an article nor a preposition stands before it."""
    low = w.low[index]
    if not low.endswith("ed") or w.capital(index) or len(low) < 5:
        return False
    if index + 1 < len(w) and w.low[index + 1] in lex.institutions and low in _OF_INSTITUTIONS:
        return False
    before = w.low[index - 1] if index else ""
    if before.endswith("-old"):
        # "a 70-year-old retired teacher"
        return False
    return index > 0 and before not in lex.determiners and before not in lex.prepositions


_OF_INSTITUTIONS: Final = frozenset(
    ("allied", "armed", "combined", "disputed", "elected", "named", "opposed", "unelected", "united", "unrecognised")
) | {"so-called", "unrecognized"}
"""What institutions are, rather than what somebody did to them: "armed forces", but "addressed parliament"."""


def _ends_long(w: Words, stop: int) -> bool:
    """Whether a full stop stands behind a long word, which no abbreviation is: "…, a church in Anytown. Xland says"."""
    return stop > 0 and len(w.low[stop - 1]) > _LONGEST_SHORT and w.low[stop - 1].isalpha()


_LONGEST_SHORT: Final = 5


def _ends(w: Words, stop: int) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation: a longer common word stands before it."""
    return stop > 0 and not w.capital(stop - 1) and len(w.low[stop - 1]) > 3


def is_clause(w: Words, start: int, stop: int, lex: Lexicon) -> bool:
    """Whether a verb of its own stands there: "according to X, the army left" is no X, the army."""
    for index in range(start, stop):
        low = w.low[index]
        if low in lex.subordinators:
            return False
        if index == start:
            continue
        if low in lex.helpers or is_verb(w, index, lex):
            return True
        following = w.low[index + 1] if index + 1 < stop else ""
        if low.endswith("ed") and (_is_finite(w, index, lex) or following[:1].isdigit()):
            return True
    return False


def _is_what_was_said(w: Words, start: int, stop: int, lex: Lexicon) -> bool:
    """Whether nothing follows that somebody behind an opening "According to" could have said but this.

    "According to the agency, First Last, who …, left": a person is no agency.
    """
    if w.low[:2] != ["according", "to"] or "," in w.low[2 : start - 1]:
        return False
    person = w.capital(start) and start + 1 < stop and w.capital(start + 1)
    before = w.low[start - 2]
    # "According to the authors, President First Last, who …, left": one is not several.
    several = before.endswith("s") and not before.endswith("ss") and not w.capital(start - 2)
    one = "and" not in w.low[start:stop] and not any(
        low.endswith("s") and low != "'s" and not w.capital(at) for at, low in enumerate(w.low[start:stop], start)
    )
    no_person = before in lex.institutions or before in lex.documents
    return w.low[stop : stop + 1] != [","] or (person and no_person) or (several and one)


BACKERS: Final = frozenset(("allies", "backers", "partners", "supporters"))


def _is_named_of(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether somebody's own stands there by name: "its ally Xland", "its western allies"; not "its army"."""
    if w.low[start : start + 1] == [] or w.low[start] not in lex.possessives:
        return False
    name = next((at for at in range(start + 1, min(len(w), start + _NEAR)) if w.capital(at) or w.low[at] in BACKERS), 0)
    return bool(name) and all(w.low[at].isalpha() and w.low[at] not in lex.edges for at in range(start + 1, name))


_CLAUSES: Final = frozenset(("no", "only", "some", "many", "several", "about", "around", "over"))
"""Words that begin something else behind a name."""


_OF_ONE: Final = frozenset(("a", "an", "his", "her", "its", "their"))


def right(w: Words, start: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that begins at a place, with its apposition."""
    size = len(w)
    index = start
    joined = None
    while index < size and index - start < LONGEST:
        low = w.low[index]
        if low not in lex.edges and low not in _ENDS and low not in _CLAUSES:
            index += 1
            continue
        if low in _OPENS and index > start and (closing := _closing(w, index, lex)):
            index = closing + 1
            continue
        if low in STOPS or low in lex.helpers:
            break
        if low == "." and (index + 1 >= size or not w.capital(index + 1) or _ends(w, index)):
            break
        if index > start:
            named = w.capital(index - 1) and w.low[index - 1] not in lex.function
            if named and (low in _CLAUSES or (low in ("the", "a", "an") and not w.capital(index))):
                # "confirmed by Xland the same day", "according to Xland no road is open"
                break
            if (
                (low in lex.subordinators and low != "or")
                or low in _ADVERBIAL
                or low in ("based", "on", "when")
                or is_verb(w, index, lex)
            ):
                break
            if low in NUMBERS and not w.capital(index) and (w.low[index - 1] in lex.titles or w.capital(index - 1)):
                # "according to the ministry nine men have fled", "according to Xland nine men"
                break
            if low in lex.times and low not in ("last", "same", "march") and w.low[index - 1] not in lex.determiners:
                break
            after = w.low[index + 1] if index + 1 < size else ""
            if low in ("in", "at") and (after in _OF_ONE or after.isdigit() or after in lex.times):
                break
        if low in ("and", "or"):
            following = index + 1
            named = following < size and (w.capital(following) or w.low[following] in lex.determiners)
            if not (named or _is_named_of(w, following, lex)):
                break
            joined = joined or index
        elif low in lex.pronouns and low not in lex.determiners and low not in lex.possessives:
            return Phrase(index, index + 1) if index == start else Phrase(start, index)
        index += 1
    if index == start + 1 and w.low[start] == "her":
        # "According to her, the road is shut".
        return Phrase(start, index)
    # "Khojaly" is no adverb.
    while index > start and (
        w.low[index - 1] in lex.function or (lex.is_adverb(w.low[index - 1]) and (w.titled or not w.capital(index - 1)))
    ):
        index -= 1
    if index == start:
        return None
    apposition = None
    if index < size and w.low[index] == "," and index + 1 < size:
        stop = index + 1
        while stop < size and w.low[stop] not in (",", ";", ":", QUOTED) and stop - index < LONGEST:
            stop += 1
        if w.low[index + 1] in _QUANTIFIERS:
            # "According to the ministry, more than 300 houses burnt".
            return Phrase(start, index, None, joined)
        if (
            w.low[index + 1] in lex.determiners
            or not lex.offices.isdisjoint(w.low[index + 1 : min(stop, index + _NEAR)])
            or w.low[index + 1] == "who"
            or w.capital(index + 1)
        ) and not (is_clause(w, index + 1, stop, lex) or _is_what_was_said(w, index + 1, stop, lex)):
            apposition = (index + 1, stop)
    return Phrase(start, index, apposition, joined)


def has_finite_verb(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether a finite verb stands behind a place."""
    told = (at for at in range(start, len(w)) if w.low[at] in lex.past_forms or is_past(w, at, lex))
    return any(w.low[at - 1] not in ("being", "been") for at in told) or not _FINITE.isdisjoint(w.low[start:])
