"""Noun phrases beside a verb: who stands before it, who behind it."""

from __future__ import annotations

from typing import NamedTuple

from annotator.corpus.attribution.lexicon import Lexicon
from annotator.corpus.attribution.tokens import QUOTED, Words

_STOPS = frozenset(
    (",", ";", ":", "(", ")", "[", "]", "-", "–", "—", "--", "...", "…", "?", "!", "/", QUOTED, '"', "“", "”", "|", "•")
)
_ADVERBIAL = frozenset(
    (
        "after",
        "before",
        "during",
        "following",
        "since",
        "until",
        "despite",
        "amid",
        "without",
        "via",
        "including",
        "throughout",
        "upon",
    )
)
_ENDS = _STOPS | _ADVERBIAL
_LONGEST = 30
"""Words; a longer phrase is a clause that was not recognised."""


class Phrase(NamedTuple):
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
    form = lex.forms.get(low)
    past = low in lex.past_forms
    if (form is None and not past) or w.low[index + 1 : index + 2] == ["by"]:
        # "A letter sent by" somebody is still a letter.
        return False
    if past:
        return True
    if form is None or w.capital(index) or low in lex.also_nouns or form.gerund:
        return False
    if form.lemma not in lex.strong and (form.base or form.lemma not in lex.weak):
        return False
    # "the accused", "a planned": behind an article it is no verb.
    return not (index and w.low[index - 1] in lex.determiners)


def subject(w: Words, verb: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase in front of a verb, over auxiliaries, adverbs, times and insertions between commas."""
    position = _before(w, verb, lex)
    if position == 0:
        return None
    last = w.low[position - 1]
    if last in ("who", "which"):
        return Phrase(position - 1, position)
    if last == ",":
        return _over_commas(w, position - 1, lex)
    if last in (")", "-", "–", "—", "--"):
        opening = _opening(w, position - 1)
        if opening is None or position - 1 - opening > _LONGEST:
            return None
        found = _left(w, _before(w, opening, lex), lex)
        if found is None or _is_adverbial(w, found, lex):
            return None
        return Phrase(found.start, found.end, (opening + 1, position - 1), found.first_end)
    return _relative_head(w, position, lex) or _left(w, position, lex)


_INSERTS = frozenset(("who", "whom", "whose", "which", "where", "when", "as", "however", "though", "if", "like", "unlike"))
"""What an insertion between subject and verb may begin with, whatever verbs it holds."""
_MOST_INSERTIONS = 5


def _over_commas(w: Words, closing: int, lex: Lexicon) -> Phrase | None:
    """The subject before insertions that end with a comma: "X, the head of Y, who was there, said"."""
    end = closing
    apposition: tuple[int, int] | None = None
    for _ in range(_MOST_INSERTIONS):
        opening = _opening(w, end)
        if opening is None:
            # A stray comma: "On Monday the ministry's envoy, said".
            return _left(w, closing, lex) if end == closing else None
        if closing - opening > 2 * _LONGEST:
            return None
        if not _is_insertion(w, opening + 1, end, lex):
            return None
        first = w.low[opening + 1]
        if apposition is None or first not in _INSERTS:
            apposition = (opening + 1, end)
        position = _before(w, opening, lex)
        if position == 0:
            return None
        end = opening
        if w.low[position - 1] == ",":
            end = position - 1
            continue
        found = _relative_head(w, position, lex) or _left(w, position, lex)
        if found is None or _is_adverbial(w, found, lex):
            return None
        if (
            found.start
            and w.low[found.start - 1] == ","
            and (_is_insertion_head(w, found, lex) or w.low[found.start - 1 : found.start] == [","] and w.low[found.start][0].isdigit())
        ):
            # Still an apposition: the name that it belongs to stands before the next comma.
            end = opening
            continue
        if found.start and w.low[found.start - 1] in lex.prepositions and w.low[found.start - 2 : found.start - 1] == [","]:
            end = opening
            continue
        return Phrase(found.start, found.end, apposition, found.first_end)
    return None


def _is_insertion(w: Words, start: int, end: int, lex: Lexicon) -> bool:
    """Whether words between two commas can stand between a subject and its verb: no clause of their own."""
    if start >= end:
        return False
    low = w.low[start]
    if low in _INSERTS or low.endswith("ing") or low in lex.prepositions or lex.is_adverb(low):
        return True
    return not any(
        w.low[index] in lex.helpers or (is_verb(w, index, lex) and not _is_reduced(w, index, end, lex))
        for index in range(start, end)
        if not _in_relative(w, start, index)
    )


def _in_relative(w: Words, start: int, index: int) -> bool:
    return not _RELATIVES.isdisjoint(w.low[start:index])


_RELATIVES = frozenset(("who", "which", "whose", "that"))


def _is_insertion_head(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a phrase behind a comma is an apposition or a number: "X, 70, who …", "X, a member of Y, who …"."""
    return w.low[phrase.start] in ("a", "an", "one", "who", "whose") or w.low[phrase.start][0].isdigit()


def _relative_head(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """Such as "Relatives who came with her" before a verb: the phrase that the relative clause belongs to."""
    if end < 4 or (
        w.low[end - 1] in lex.pronouns and w.low[end - 1] not in ("her", "him", "them", "us", "me", "it", "this")
    ):
        return None
    if "who" not in w.low[max(0, end - 16) : end]:
        return None
    verbs = 0
    for index in range(end - 1, max(0, end - 16), -1):
        low = w.low[index]
        if low in _STOPS or low in ("that", "and", "but", "as", "because", "when", "while"):
            return None
        if low == "who":
            return _left(w, index, lex) if verbs else None
        verbs += is_verb(w, index, lex) or _is_past(w, index, lex)
    return None


def antecedent(w: Words, pronoun: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that "who" or "which" belongs to: the one right before it, over one comma."""
    end = pronoun - 1 if pronoun and w.low[pronoun - 1] == "," else pronoun
    found = _left(w, end, lex) if end else None
    if found is None:
        return None
    # The nearest noun phrase: "a response from the ministry, which said".
    for index in range(found.end - 2, found.start, -1):
        if w.low[index] in lex.prepositions and w.low[index] != "of" and w.low[index + 1] in lex.determiners:
            return Phrase(index + 1, found.end)
    return found


def _before(w: Words, position: int, lex: Lexicon) -> int:
    """Where the words end that can be a subject: left over auxiliaries, adverbs and times."""
    while position > 0:
        low = w.low[position - 1]
        if low in lex.helpers or (
            lex.is_adverb(low) and (low not in lex.pronouns or (position > 2 and low in ("both", "all", "each")))
        ):
            position -= 1
            continue
        if position > 1 and (w.low[position - 2], low) in _SET_PHRASES:
            position -= 2
            continue
        start = _time(w, position, lex)
        if start == position:
            break
        position = start
    return position


_SET_PHRASES = frozenset(
    (("at", "least"), ("at", "last"), ("at", "first"), ("at", "once"), ("in", "turn"), ("of", "course"), ("in", "fact"), ("as", "well"), ("for", "now"))
)
"""Two words that stand for an adverb between subject and verb."""


def _time(w: Words, end: int, lex: Lexicon) -> int:
    """Where a time begins that ends here ("on Monday", "on 3 May 2016", "late last week")."""
    start = end
    seen = False
    while start > 0 and (
        w.low[start - 1] in lex.times or w.low[start - 1].isdigit() or (seen and w.low[start - 1] == ",")
    ):
        seen = seen or w.low[start - 1] in lex.times
        start -= 1
    if not seen:
        return end
    while start > 0 and w.low[start - 1] in (
        "on",
        "in",
        "at",
        "last",
        "this",
        "the",
        "early",
        "late",
        "of",
        "that",
        "earlier",
        "same",
    ):
        start -= 1
    return start


def _opening(w: Words, closing: int) -> int | None:
    mark = w.low[closing]
    wanted = {")": ("(",), ",": (",",)}.get(mark, ("-", "–", "—", "--"))
    for index in range(closing - 1, max(-1, closing - _LONGEST - 2), -1):
        low = w.low[index]
        if low in wanted:
            return index
        if low in (";", ":", QUOTED):
            return None
    return None


def _left(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that ends at a place."""
    start = end
    joined = None
    while start > 0 and end - start < _LONGEST:
        index = start - 1
        low = w.low[index]
        if low not in lex.edges and low not in _ENDS:
            start = index
            continue
        if low in _STOPS or (low in lex.subordinators and low != "or") or low in lex.helpers:
            break
        if low in lex.pronouns and low not in lex.determiners and low not in lex.possessives:
            if start == end:
                return Phrase(index, end)
            break
        if low in ("and", "or", "&"):
            if start == end or index == 0 or is_verb(w, index - 1, lex) or w.low[index - 1] in _STOPS:
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
            or (low == "." and index + 1 < end and not w.capital(index + 1))
            or (is_verb(w, index, lex) and not _is_reduced(w, index, end, lex))
        ):
            break
        start = index
    first = _trimmed(w, start, end, lex)
    if first is None or first >= end:
        return None
    return Phrase(first, end, None, joined if joined is not None and joined > first else None)


def _is_finite(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word in "-ed" is the verb of a clause: a noun phrase opens behind it."""
    if w.capital(index) or index == 0 or index + 1 >= len(w) or len(w.low[index]) < 5:
        return False
    before, behind = w.low[index - 1], w.low[index + 1]
    if before in lex.determiners or before in lex.prepositions or before in lex.possessives or before == "'s":
        return False
    return behind in lex.determiners or behind in lex.possessives


def _is_reduced(w: Words, index: int, end: int, lex: Lexicon) -> bool:
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
    before = _left(w, index + 1, lex)
    if before is None:
        return None
    start = next((i + 1 for i in range(index - 1, before.start - 1, -1) if w.low[i] in lex.prepositions), before.start)
    return right(w, start, lex)


def _trimmed(w: Words, start: int, end: int, lex: Lexicon) -> int | None:
    """Without what stands in front of a subject: "But", "Meanwhile", "On 3 May", "In the capital"."""
    while start < end:
        low = w.low[start]
        if (
            low in ("and", "but", "or")
            or not low[0].isalnum()
            or (lex.is_adverb(low) and low not in lex.determiners and low not in lex.pronouns)
        ):
            start += 1
            continue
        time = _leading_time(w, start, end, lex)
        if time > start:
            start = time
            continue
        if low in lex.prepositions and low != "of":
            after = _after_prepositional(w, start, end, lex)
            if after is None:
                return None
            start = after
            continue
        break
    return start


def _leading_time(w: Words, start: int, end: int, lex: Lexicon) -> int:
    index = start
    if w.low[index] in (
        "on",
        "in",
        "at",
        "by",
        "the",
        "last",
        "this",
        "next",
        "that",
        "a",
        "same",
        "earlier",
        "late",
        "early",
        "one",
        "two",
        "three",
    ):
        index += 1
    seen = False
    while index < end and (
        w.low[index] in lex.times
        or w.low[index].isdigit()
        or (w.low[index] in ("same", "next", "following", "of", "later", "ago", "the") and index == start + 1)
    ):
        seen = seen or w.low[index] in lex.times or (w.low[index].isdigit() and len(w.low[index]) == 4)
        index += 1
    while seen and index < end and w.low[index] in ("later", "ago", "earlier", "before", "of"):
        index += 1
    return index if seen and index < end else start


def _after_prepositional(w: Words, start: int, end: int, lex: Lexicon) -> int | None:
    """Where the subject begins behind "In the capital" or "At a briefing", if there is one."""
    for index in range(end - 1, start + 1, -1):
        if (
            w.low[index] in ("the", "a", "an", "his", "her", "its", "their", "some", "several", "many")
            and w.low[index - 1] not in lex.prepositions
        ):
            return index
    for index in range(start + 2, end):
        if w.low[index - 1] in lex.function:
            continue
        if w.capital(index) != w.capital(index - 1) and w.low[index] not in lex.function and w.low[index] != "'s":
            return index
    return None


def _is_adverbial(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    return w.low[phrase.start] in lex.prepositions or all(
        w.low[i] in lex.times or w.low[i].isdigit() for i in range(phrase.start, phrase.end)
    )


def leading(w: Words, start: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that opens a clause, up to its first verb: whom the clause is about."""
    size = len(w)
    index = start
    while index < size:
        low = w.low[index]
        if (low in lex.edges or low.endswith("ed")) and (
            low in lex.helpers or is_verb(w, index, lex) or _is_past(w, index, lex)
        ):
            found = subject(w, index, lex)
            if found is not None and found.start >= start:
                return found
            return None
        if index - start > 2 * _LONGEST:
            return None
        index += 1
    return None


def _is_past(w: Words, index: int, lex: Lexicon) -> bool:
    low = w.low[index]
    if not low.endswith("ed") or w.capital(index) or len(low) < 5:
        return False
    return index > 0 and w.low[index - 1] not in lex.determiners and w.low[index - 1] not in lex.prepositions


def right(w: Words, start: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase that begins at a place, with its apposition."""
    size = len(w)
    index = start
    joined = None
    while index < size and index - start < _LONGEST:
        low = w.low[index]
        if low not in lex.edges and low not in _ENDS:
            index += 1
            continue
        if low in _STOPS or low in lex.helpers:
            break
        if low == "." and (index + 1 >= size or not w.capital(index + 1)):
            break
        if index > start:
            if low in lex.subordinators or low in _ADVERBIAL or low in ("on", "when") or is_verb(w, index, lex):
                break
            if low in lex.times and low not in ("last", "same", "march", "may"):
                break
            if (
                low in ("in", "at")
                and index + 1 < size
                and w.low[index + 1] in ("a", "an", "his", "her", "its", "their")
            ):
                break
            if (
                low in ("in", "at")
                and index + 1 < size
                and (w.low[index + 1].isdigit() or w.low[index + 1] in lex.times)
            ):
                break
        if low in ("and", "or"):
            following = index + 1
            if following >= size or not (w.capital(following) or w.low[following] in lex.determiners):
                break
            joined = joined or index
        elif low in lex.pronouns and low not in lex.determiners and low not in lex.possessives:
            return Phrase(index, index + 1) if index == start else Phrase(start, index)
        index += 1
    while index > start and (w.low[index - 1] in lex.function or lex.is_adverb(w.low[index - 1])):
        index -= 1
    if index == start:
        return None
    apposition = None
    if index < size and w.low[index] == "," and index + 1 < size:
        stop = index + 1
        while stop < size and w.low[stop] not in (",", ";", ":", QUOTED) and stop - index < _LONGEST:
            stop += 1
        if (
            w.low[index + 1] in lex.determiners
            or w.low[index + 1] in lex.offices
            or w.low[index + 1] == "who"
            or w.capital(index + 1)
        ):
            apposition = (index + 1, stop)
    return Phrase(start, index, apposition, joined)
