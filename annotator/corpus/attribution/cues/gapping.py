"""Sources that share a verb told once: "X counted 71 and Y 32", "X called it a lie and Y a mistake", "and so did Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.idioms import LOST
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, is_number, is_verb, number_at, right
from annotator.corpus.attribution.words.scene import Scene, beginning_in
from annotator.corpus.attribution.words.tokens import ENDS, QUOTED, Words

_FAR: Final = 40
"""Words within which a second source stands."""
_LONGEST_LEAD: Final = 8
"""Words in front of "by that of Y"."""
_LONGEST_SOURCE: Final = 16
"""Words of the second source, with what is said of it between commas."""
_NEAR: Final = 5
"""Words within which a second source has a capital letter or an office."""
_LONGEST_REST: Final = 8
"""Words that complete the verb behind "; Y,"."""
_OPENS: Final = frozenset((",", "and", ";", "while", "but"))
_TOLD: Final = frozenset(("account", "noun_copula", "said_in", "verb"))
"""Rules of first sources whose verb others can share."""
_SHARED: Final = frozenset(("of", "to", "about"))
"""Behind a verb, and again behind the second source: "speaks of 980 men, and Y of 100"."""
_CLAUSES: Final = frozenset(("clause", "that"))
"""Features of a verb with a clause behind."""
_COUNTS: Final = frozenset(
    (
        "announce",
        "confirm",
        "count",
        "document",
        "give",
        "list",
        "put",
        "record",
        "register",
        "report",
        "speak",
        "tally",
    )
)
"""Verbs whose object is a number of something, which each side gives."""
_TELLS: Final = frozenset(("assured", "informed", "told", "warned"))
_DEAD: Final = LOST | {"die", "died"}
_MEASURES: Final = listed("measures")
_ACTS: Final = listed("acts")
"""What each side calls what happened; whatever else stands there may be what one calls the other."""


def without_verb(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The sources behind another one's verb: "X counted 71 and the Yish ministry some 30", "X put it at 71, Y at 32"."""
    w = scene.words
    several: list[Candidate] = []
    for first, ends in zip(found, reversed([*_ends_of(w, found)]), strict=True):
        if first.rule not in _TOLD:
            continue
        free = first.end
        for index in range(first.end, min(len(w) - 1, first.end + _FAR)):
            if w.low[index] not in _OPENS or index < free or w.low[index + 1] in _OPENS:
                continue
            second = _second(scene, first, index, ends)
            if second is not None:
                several.append(second)
                free = second.end
    return several


def _ends_of(w: Words, found: list[Candidate]) -> Iterator[int]:
    """Where the next cue begins that does not stand in another one's words, for each cue, the last first."""
    ends = len(w)
    for one in reversed(found):
        yield ends
        if "nested" not in one.features:
            ends = one.start


def _second(scene: Scene, first: Candidate, joint: int, ends: int) -> Candidate | None:
    """Who stands behind a comma or "and" with what completes the first one's verb."""
    w, start = scene.words, joint + 1
    if first.rule == "account":
        return _by_account(scene, first, start)
    near = range(start, min(len(w), start + _NEAR))
    if not any(map(w.capital, near)) and scene.lexicon.titles.isdisjoint(w.low[start : start + _NEAR]):
        # A quick look: nobody stands there.
        return None
    if first.rule == "said_in" and w.low[start] == "in":
        # "is called in X a raid and in Y an answer"
        start += 1
    if w.low[start : start + 2] in (["that", "in"], ["that", "of"]):
        # "The ministry in X announced 20 dead, that in Y 12".
        start += 2
    if w.low[joint] == "and" and (returned := _is_returned(scene, first, start)):
        return replace(first, start=start, end=returned, phrase=Phrase(start, returned))
    rest = _rest(scene, first, joint, start, ends)
    if rest is None or not _speaks(scene, start, rest):
        return None
    comma = next((index for index in range(start, rest) if w.low[index] == ","), rest)
    aside = None if comma + 1 >= rest else (comma + 1, rest - (w.low[rest - 1] == ","))
    return replace(first, start=start, end=rest, phrase=Phrase(start, comma, aside))


def _by_account(scene: Scene, first: Candidate, start: int) -> Candidate | None:
    """Such as "By X's count 14 posts fell, by that of Y three", "by his reckoning a tenth, by Y's far more"."""
    w, low = scene.words, scene.words.low
    near = range(start, min(len(w) - 2, start + _LONGEST_LEAD))
    by = next((at for at in near if low[at] in ("by", "in") and low[at + 1 : at + 3] == ["that", "of"]), None)
    phrase = None if by is None else right(w, by + 3, scene.lexicon)
    named = low[start] == "by" or (low[start] == "in" and "," in low[start + 2 : start + _LONGEST_LEAD])
    if phrase is None and named and "'s" in low[start + 2 : start + _LONGEST_LEAD]:
        owner = low.index("'s", start)
        phrase = Phrase(start + 1, owner) if w.capital(owner - 1) else None
    return None if phrase is None else replace(first, start=start, end=phrase.end, phrase=phrase)


def _rest(scene: Scene, first: Candidate, joint: int, start: int, ends: int) -> int | None:
    """Where what completes the verb begins behind the second source; None where it has a verb of its own, or is an object."""
    w, lex, low = scene.words, scene.lexicon, scene.words.low
    between = low[first.start + 1 : joint]
    object_only = not _tells_of_side(scene, first, joint)
    counts = object_only and any(map(is_number, between))
    names = object_only and first.lemma in lex.naming and _are_opposed(scene, first, start)
    shared = next((word for word in low[first.end - 1 : first.end + 1] if word in _SHARED), "")
    for index in range(start + 1, min(ends, len(w), start + _LONGEST_SOURCE)):
        word = low[index]
        if word == "that" and first.features & _CLAUSES:
            # "Xland says that it fired, Yland that it did not", not "says it told Zland, Yland that it did".
            told = "that" in first.features or (_is_named_to(scene, start, index) and _TELLS.isdisjoint(between))
            both = told and (low[joint] != "and" or ("that" in between and low[index - 1] in lex.titles))
            return index if both else None
        if word == "," and low[index + 1 : index + 2] == ["that"] and first.features & _CLAUSES:
            # "says it fired; Yland, that it did not", "and the Yish envoy, First Last, that it did not"
            clause = (low[index + 2 : index + 3] or ["has"])[0] not in lex.helpers
            return index + 1 if clause and (low[joint] == ";" or "," in low[start:index]) else None
        if counts and word == "at" and first.lemma == "put" and "at" in between:
            return index if number_at(low, index + 1) is not None else None
        if word == shared != "":
            # "speaks of two dead, Yland of 30", "of “a trap”", not "speaks of two men of Anytown and Yland of old"
            behind = (low[index + 1 : index + 2] or ["."])[0]
            opens = not counts or number_at(low, index + 1) is not None or behind in ("a", "an", QUOTED)
            return index if object_only and opens else None
        if counts and _is_counted(scene, first, index, start):
            return index
        if word == "the" and object_only and _is_named_to(scene, start, index) and index + 1 < len(w):
            # "confirmed the death of four men and Yland the death of two"
            return index if low[index + 1] in between else None
        if word == "as" or (word == "," and low[index + 1 : index + 2] == ["as"]):
            return index + (word == ",") if names and "as" in between and _is_act(w, index + 1) else None
        if names and (word in ("a", "an", QUOTED) or (w.in_marks(index) and not w.capital(index))):
            # "called it “sad”, Maro “a day of joy”", but "called the siege a myth and the Yish position a threat".
            quoted = _are_both_quoted(w, first, joint, index, lex)
            quoted = quoted and (low[joint] != "," or not _is_named_to(scene, start, index))
            bare = _is_named_to(scene, start, index) and low[joint] != ","
            return index if (bare or quoted) and _is_act(w, index) else None
        if low[joint] == ";" and word == "," and index + 1 < len(w):
            died = counts and is_number(low[index + 1]) and (first.lemma in _COUNTS or not _DEAD.isdisjoint(between))
            blamed = _are_both_quoted(w, first, joint, index + 1, lex) and _is_remnant(w, index + 1, lex)
            if died or blamed:
                # "says 49 died; Yland, 50.", "blames “trolls”; Yland's guards, “the network”"
                return index + 1
            if index == start + 1:
                called = names or (first.lemma == "blame" and _are_opposed(scene, first, start))
                return index if called and _is_remnant(w, index + 1, lex) else None
        if word in ENDS or word == QUOTED or word in lex.helpers or is_verb(w, index, lex):
            # Over "Y's ombudsman, First Last, 70 killed".
            goes_on = word == "," and index + 1 < len(w)
            if goes_on and counts and is_number(low[index + 1]):
                return index + 1
            if not goes_on or not w.capital(index + 1):
                return None
    return None


def _is_counted(scene: Scene, first: Candidate, index: int, start: int) -> bool:
    """Whether a number of what is counted begins at a place: neither a day nor a distance.

    Behind a verb that tells of more than numbers ("X says 49 died, Y 50"), only a bare number behind a side's name.
    """
    low = scene.words.low
    if low[index] == "none" and first.lemma in _COUNTS and low[index - 1] != "of":
        # "reported four deaths, Yland none"
        return (low[index + 1 : index + 2] or ["."])[0] in ENDS and low[start - 1] == ","
    number = number_at(low, index)
    if number is None or low[number - 1] in ("in", "of", "on"):
        return False
    behind = (low[number + 1 : number + 2] or ["."])[0]
    numbers_only = first.lemma in _COUNTS or first.rule == "noun_copula"
    if behind in ENDS:
        return numbers_only or any(hit.end == index for hit in beginning_in(scene, start, index))
    # What is put somewhere is another object: "put the number at 90, and the government two camps".
    return numbers_only and first.lemma != "put" and behind.isalpha() and behind not in _MEASURES and behind != "of"


def _is_named_to(scene: Scene, start: int, end: int) -> bool:
    """Whether a side's name, and nothing else behind it, ends at a place."""
    return any(hit.end == end and hit.tag(Sort.PLACE) for hit in beginning_in(scene, start, start + 2))


def _is_remnant(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether a few words without a verb end a clause: "; Y, the guards", not "; Y, which waited, sent its army"."""
    end = next((index for index in range(start, len(w)) if w.low[index] in (";", ".")), len(w))
    if not 0 < end - start <= _LONGEST_REST or w.low[start] in (
        "which",
        "who",
        "whose",
        "where",
        "too",
        "however",
        "meanwhile",
    ):
        return False
    verbs = (w.low[index] in lex.helpers or is_verb(w, index, lex) for index in range(start, end))
    return "," not in w.low[start:end] and not any(verbs)


def _are_opposed(scene: Scene, first: Candidate, start: int) -> bool:
    """Whether the first source is a side and the second one another: whoever else calls both something insults the second."""
    if first.phrase is None:
        return False
    sorts = (Sort.PLACE, Sort.DEMONYM, Sort.BODY, Sort.PERSON, Sort.SURNAME)
    one = {tag for hit in beginning_in(scene, first.phrase.start, first.phrase.end) if (tag := hit.tag(*sorts))}
    two = {tag for hit in beginning_in(scene, start, start + _LONGEST_SOURCE)[:1] if (tag := hit.tag(*sorts))}
    return len(two) == 1 and (bool(one - two) or (first.rule == "said_in"))


def _are_both_quoted(w: Words, first: Candidate, joint: int, index: int, lex: Lexicon) -> bool:
    """Whether both sources quote what they call or blame: before the joint, and at a place behind it."""
    # Not "called First Last “a friend”, Maro “a foe”".
    named = any(w.capital(at) and not w.in_marks(at) for at in range(first.start + 1, joint))
    calls = first.lemma == "blame" or (first.lemma in lex.naming and not named)
    return calls and _is_quoted(w, index) and any(_is_quoted(w, at) for at in range(first.end, joint))


def _is_quoted(w: Words, index: int) -> bool:
    return index < len(w) and (w.low[index] == QUOTED or w.in_marks(index))


def _is_act(w: Words, index: int) -> bool:
    """Whether something that was done is called so: an act of war, a lie; a label in quotation marks is nobody's name."""
    return _is_quoted(w, index) or not _ACTS.isdisjoint(w.low[index : index + _NEAR])


def _tells_of_side(scene: Scene, first: Candidate, end: int) -> bool:
    """Whether what the first one says is about a side, so that what stands behind the joint may be so too.

    "Newsline says Xland lost 50 men and Yland 20", "praised Xland as a friend and Yland as an ally".
    """
    low = scene.words.low
    for hit in beginning_in(scene, first.end, end):
        place = hit.tag(Sort.PLACE) is not None and low[hit.end : hit.end + 1] != ["'s"]
        counted = low[hit.end : hit.end + 1] and is_number(low[hit.end])
        if place and (counted or low[hit.start - 1] != "in"):
            return True
        if hit.tag(Sort.DEMONYM) and hit.start <= first.end + 1 and first.lemma != "put":
            return True
    return False


def _is_returned(scene: Scene, first: Candidate, start: int) -> int | None:
    """Where the first of two names ends that change places behind "and": "X blamed Y and Y X"."""
    two = beginning_in(scene, start, start + _LONGEST_SOURCE)[:2]
    if len(two) != 2 or first.phrase is None or two[0].start != start or two[1].start != two[0].end:
        return None
    if (scene.words.low[two[1].end : two[1].end + 1] or ["."])[0] not in ENDS:
        return None
    earlier = {hit.tag(Sort.PLACE) for hit in beginning_in(scene, first.phrase.start, start)}
    return two[0].end if earlier >= {two[0].tag(Sort.PLACE), two[1].tag(Sort.PLACE)} else None


def _speaks(scene: Scene, start: int, end: int) -> bool:
    """Whether a phrase is a side, a body or an office: whoever counts or calls something so."""
    w, lex = scene.words, scene.lexicon
    first = start + (w.low[start] in lex.determiners)
    if first >= end or w.low[start] in lex.prepositions or w.low[start] in lex.subordinators:
        return False
    named = bool(beginning_in(scene, start, end)) or (first > start and w.capital(first))
    return named or not lex.titles.isdisjoint(w.low[start:end])


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
        helper = w.low[verb] if verb < len(w) - 1 else ""
        # "The envoy said that it had fallen, and so had Anytown" tells of the town.
        same = helper in ("did", "does", "do") or (
            helper in ("has", "have", "had") and w.low[found[0].start - 1] in lex.auxiliaries
        )
        if helper in ("did", "does", "do", "has", "have", "had"):
            phrase = right(w, verb + 1, lex) if same else None
            ends = phrase is not None and (w.low[phrase.end : phrase.end + 1] or ["."])[0] in (".", ",", ";")
            return [replace(found[0], start=index, end=verb + 1, phrase=phrase)] if ends else []
    return []
