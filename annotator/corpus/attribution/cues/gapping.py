"""Sources that share a verb told once: "X counted 71 and Y 32", "X called it a lie and Y a mistake", "and so did Y"."""

from __future__ import annotations

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import NUMBERS, Phrase, is_verb, right
from annotator.corpus.attribution.words.scene import Scene, beginning_in
from annotator.corpus.attribution.words.tokens import QUOTED, Words

_FAR = 40
"""Words within which a second source stands."""
_LONGEST_LEAD = 8
"""Words in front of "by that of Y"."""
_LONGEST_SOURCE = 16
"""Words of the second source, with what is said of it between commas."""
_OPENS = frozenset((",", "and", ";", "while", "but"))
_ENDS = frozenset((".", ",", ";", ")", "–", "—"))
_ROUGHLY = frozenset(
    (
        "about",
        "almost",
        "around",
        "at",
        "just",
        "least",
        "more",
        "nearly",
        "no",
        "only",
        "over",
        "some",
        "than",
        "up",
        "to",
    )
)
"""What may stand in front of a number."""
_TOLD = frozenset(("account", "noun_copula", "said_in", "verb"))
"""Rules of first sources whose verb others can share."""
_SHARED = frozenset(("of", "to", "about", "as", "at", "from", "that"))
"""Behind a verb, and again behind the second source: "speaks of 980 men, and Y of 100"."""


def without_verb(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The sources behind another one's verb: "X counted 71 and the Yish ministry some 30", "X put it at 71, Y at 32"."""
    w = scene.words
    several: list[Candidate] = []
    told = [one for one in found if one.rule in _TOLD]
    for number, first in enumerate(told):
        ends = told[number + 1].start if number + 1 < len(told) else len(w)
        free = first.end
        for index in range(first.end, min(len(w) - 1, first.end + _FAR)):
            if w.low[index] not in _OPENS or index < free or w.low[index + 1] in _OPENS:
                continue
            second = _second(scene, first, index, ends)
            if second is not None:
                several.append(second)
                free = second.end
    return several


def _second(scene: Scene, first: Candidate, joint: int, ends: int) -> Candidate | None:
    """Who stands behind a comma or "and" with what completes the first one's verb, and no verb of their own."""
    w, lex = scene.words, scene.lexicon
    low = w.low
    start = joint + 1
    if first.rule == "account":
        # "By X's count 14 posts fell, by that of Y three".
        by = next((at for at in range(start, start + _LONGEST_LEAD) if low[at : at + 3] == ["by", "that", "of"]), None)
        phrase = None if by is None else right(w, by + 3, lex)
        if phrase is None and low[start : start + 1] == ["by"] and "'s" in low[start + 2 : start + _LONGEST_LEAD]:
            # "By his reckoning it is a tenth, by Y's far more".
            owner = low.index("'s", start)
            phrase = Phrase(start + 1, owner) if w.capital(owner - 1) else None
        return phrase and first._replace(start=start, end=phrase.end, phrase=phrase)
    if first.rule == "said_in":
        # "is called in X a raid and in Y an answer"
        start += low[start] == "in"
    if low[start : start + 2] in (["that", "in"], ["that", "of"]):
        # "The ministry in X announced 20 dead, that in Y 12".
        start += 2
    if low[joint] == "and" and (returned := _is_returned(scene, first, start)):
        return first._replace(start=start, end=returned, phrase=Phrase(start, returned))
    rest = _rest(scene, first, joint, start, ends)
    if rest is None or not _speaks(scene, start, rest, lex):
        return None
    return first._replace(start=start, end=rest, phrase=_whole(w, start, rest))


def _whole(w: Words, start: int, end: int) -> Phrase:
    """The phrase of a source, with what is said of it between commas."""
    comma = next((index for index in range(start, end) if w.low[index] == ","), end)
    return Phrase(start, comma, None if comma == end else (comma + 1, end - (w.low[end - 1] == ",")))


def _rest(scene: Scene, first: Candidate, joint: int, start: int, ends: int) -> int | None:
    """Where what completes the verb begins behind the second source."""
    w, lex = scene.words, scene.lexicon
    low = w.low
    between = low[first.start + 1 : joint]
    object_only = not _tells_of_side(scene, first, joint)
    counts = any(map(_is_number, between)) and object_only
    shared = next((word for word in low[first.end - 1 : first.end + 1] if word in _SHARED), "")
    names = first.lemma in lex.naming and object_only
    for index in range(start + 1, min(ends, len(w), start + _LONGEST_SOURCE)):
        word = low[index]
        said = low[joint] != "and" or ("that" in between and w.low[index - 1] in scene.lexicon.titles)
        if word == "that" and "that" in first.features and said:
            # "Xland says that it fired, Yland that it did not".
            return index
        if word == "as":
            return index if "as" in between and object_only and (names or low[joint] == ",") else None
        at = index + (word == shared != "")
        if counts and (number := _number(low, at)) is not None:
            return index if at > index or (_is_counted(low, number) and low[number - 1] not in _DATED) else None
        if word == "at" and first.lemma == "put" and "at" in between:
            return index if object_only else None
        if word == shared:
            return index if shared in ("of", "to", "about") and object_only else None
        if names and (word in ("a", "an", QUOTED) or (w.in_marks(index) and not w.capital(index))):
            # But "called the siege a myth and the Yish position a threat".
            bare = beginning_in(scene, start, index)[-1:]
            return index if low[joint] != "," and bare and bare[0].end == index and bare[0].tag(*_METONYMS) else None
        if low[joint] == ";" and word == "," and index == start + 1:
            # "Xland blames the rain; Yland, the guards".
            return index
        if word in _ENDS or word == QUOTED or word in lex.helpers or is_verb(w, index, lex):
            goes_on = word == "," and index + 1 < len(w)
            if goes_on and low[index + 1] == "as" and names and "as" in between:
                # "X describes it as theft; the Yish government, as a gift".
                return index + 1
            if goes_on and counts and _is_number(low[index + 1]):
                # "…, Y's ombudsman, First Last, 70 killed".
                return index + 1
            if not goes_on or not w.capital(index + 1):
                return None
    return None


_DATED = frozenset(("in", "of", "on"))
_METONYMS = (Sort.PLACE, Sort.PERSON, Sort.SURNAME)


def _number(low: list[str], index: int) -> int | None:
    """Where a number stands, over what may stand in front of it: "some 1,200", "at least 30"."""
    while index < len(low) - 1 and low[index] in _ROUGHLY:
        index += 1
    return index if index < len(low) and _is_number(low[index]) else None


def _is_number(low: str) -> bool:
    return low[0].isdigit() or low in NUMBERS


def _is_counted(low: list[str], number: int) -> bool:
    """Whether the clause ends behind a number, or what is counted follows it: neither a distance nor a time."""
    behind = (low[number + 1 : number + 2] or ["."])[0]
    return behind in _ENDS or (behind.isalpha() and behind not in _MEASURES)


_MEASURES = listed("measures")


def _tells_of_side(scene: Scene, first: Candidate, end: int) -> bool:
    """Whether what the first one says is about a side, so that what stands behind the joint may be so too.

    "Newsline says Xland lost 50 men and Yland 20", "praised Xland as a friend and Yland as an ally".
    """
    low = scene.words.low
    for hit in beginning_in(scene, first.end, end):
        owns = low[hit.end : hit.end + 1] == ["'s"]
        if hit.tag(Sort.PLACE) and not owns and low[hit.start - 1] not in scene.lexicon.prepositions:
            return True
        if hit.tag(Sort.PLACE) and low[hit.end : hit.end + 1] and _is_number(low[hit.end]):
            # "The match ended with Xland 2, Yland 3".
            return True
        if hit.tag(Sort.DEMONYM) and hit.start <= first.end + 1 and first.lemma != "put":
            return True
    return False


def _is_returned(scene: Scene, first: Candidate, start: int) -> int | None:
    """Where the first of two names ends that change places behind "and": "X blamed Y and Y X"."""
    two = beginning_in(scene, start, start + _LONGEST_SOURCE)[:2]
    if len(two) != 2 or first.phrase is None or two[0].start != start or two[1].start != two[0].end:
        return None
    if (scene.words.low[two[1].end : two[1].end + 1] or ["."])[0] not in _ENDS:
        return None
    earlier = {hit.tag(Sort.PLACE) for hit in beginning_in(scene, first.phrase.start, start)}
    return two[0].end if earlier >= {two[0].tag(Sort.PLACE), two[1].tag(Sort.PLACE)} else None


def _speaks(scene: Scene, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a phrase is a side, a body or an office: whoever counts or calls something so."""
    w = scene.words
    first = start + (w.low[start] in lex.determiners)
    if first >= end:
        return False
    named = bool(beginning_in(scene, start, end)) or (first > start and w.capital(first))
    titled = not lex.titles.isdisjoint(w.low[start:end])
    return (named or titled) and w.low[start] not in lex.prepositions and w.low[start] not in lex.subordinators


def as_did(w: Words, found: list[Candidate], lex: Lexicon) -> list[Candidate]:
    """Such as "X confirmed it, as did Y", "and so, in effect, has Y": the second source says the same."""
    if "as" not in w.low and "so" not in w.low:
        return []
    for index in range(found[0].end, len(w) - 2):
        if w.low[index] not in ("as", "so"):
            continue
        verb = index + 1
        if w.low[verb] == "," and "," in w.low[verb + 1 : verb + 6]:
            verb = w.low.index(",", verb + 1) + 1
        if w.low[verb : verb + 1] and w.low[verb] in ("did", "does", "do", "has", "have", "had"):
            phrase = right(w, verb + 1, lex) if verb + 1 < len(w) else None
            ends = phrase is not None and (w.low[phrase.end : phrase.end + 1] or ["."])[0] in (".", ",", ";")
            return [found[0]._replace(start=index, end=verb + 1, phrase=phrase)] if ends else []
    return []
