"""Whom the name of a person means: by the registry, by how the article introduced it, and who only has the same name."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.sources.parts import Read
from annotator.corpus.attribution.sources.sides import SIDES
from annotator.corpus.attribution.words.heads import is_title
from annotator.corpus.attribution.words.lexicon import listed
from annotator.corpus.attribution.words.names import Hit, Sort
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at, standing_at
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER

_ACCUSED: Final = frozenset(("accused", "defendant", "defendants", "lawyer", "applicant", "witness", "victim"))
"""Who stands before a court; the surname of an official is a namesake's then."""

_OWN_PEOPLE: Final = frozenset(
    ("lawyer", "lawyers", "attorney", "attorneys", "counsel", "biographer", "rival", "opponent")
)
"""Who speaks for a person, and not for that person's side."""


def person(read: Read) -> Who | None:
    """A person whom the registry or the article knows."""
    scene, start = read.scene, read.phrase.start
    w = scene.words
    for hit in read.head_hits:
        tag = hit.tag(Sort.PERSON)
        if not tag:
            continue
        if hit.end < read.head_end and read.head in _OWN_PEOPLE:
            # "First Last's lawyer"
            return read.other(By.NAMED)
        if _other_office(read, hit, tag):
            # "The Xish minister First Last", who is listed as Yland's: he was X's then.
            continue
        if _is_private(read, hit):
            return read.other(By.NAMED)
        if read.phrase.apposition and _serves_another(scene, read.phrase.apposition, tag):
            # "First Last, chief of staff of the Yish premier", who is listed as Xland's: a namesake.
            return None
        known = scene.learned.get(" ".join(w.low[hit.start : hit.end]))
        if read.former or (known is not None and known.tag == OTHER):
            return read.other(By.NAMED)
        return read.who(tag, By.PERSON, person=_last(hit, read.head_end, w) or read.person)
    if (tag := _behind_office(read)) is not None:
        return read.who(tag, By.PERSON, person=True)
    if (span := read.phrase.apposition) is not None and not read.head_hits:
        # "The acting prime minister, First M. Last": the name stands between commas.
        for hit in beginning_in(scene, *span):
            titled = not scene.lexicon.titles.isdisjoint(w.low[start : read.head_end])
            sort = (Sort.PERSON, Sort.SURNAME) if titled and not read.hits else (Sort.PERSON,)
            namesake = hit.tag(Sort.PERSON) is None and _has_other_first_name(scene, hit, span[0])
            if hit.end == span[1] and not namesake and (tag := hit.tag(*sort)):
                named = _named_between(scene, span[0], hit)
                return read.who(tag, By.PERSON, person=True) if named and not read.former else None
    for index in range(read.head_end - 1, start - 1, -1):
        known = scene.learned.get(w.low[index])
        if known is not None and known.person is False and (known.tag == OTHER or read.hits):
            # "Xland's MOD", in a text that has learned the letters with the other side's ministry.
            continue
        if known is not None and w.capital(index) and not _is_namesake(scene, index, start):
            namesake = known.tag == OTHER and known.by is By.COMMON
            owns = index + 1 < read.head_end and w.low[index + 1] == "'s"
            # "Maro's deputies" are several.
            person = read.person if owns else known.person is not False or read.person
            return Who(known.tag, known.name, By.NAMED if namesake else By.LEARNED, person, read.nouns | known.nouns)
    if names_outsider(scene, start, read.head_end, read.phrase.end):
        return read.other(By.NAMED)
    for hit in read.head_hits:
        if not _ACCUSED.isdisjoint(w.low[start : read.head_end]):
            continue
        if (tag := hit.tag(Sort.SURNAME)) and not (
            _has_other_first_name(scene, hit, start) or _is_first_name(scene, hit) or _other_office(read, hit, tag)
        ):
            return (
                read.other(By.NAMED)
                if read.former
                else read.who(tag, By.SURNAME, person=_last(hit, read.head_end, w) or read.person)
            )
    return None


def _serves_another(scene: Scene, span: tuple[int, int], tag: str) -> bool:
    """Whether what stands between commas is an office of another side alone, or of a body of no side by its letters."""
    if is_of_letters(scene, span):
        return True
    sides = {side for hit in beginning_in(scene, *span) if (side := hit.tag(*SIDES, Sort.REGION))}
    return (
        len(sides) == 1
        and tag not in sides
        and not scene.lexicon.offices.isdisjoint(scene.words.low[span[0] : span[1]])
    )


def is_of_letters(scene: Scene, span: tuple[int, int]) -> bool:
    """Whether an office belongs to letters that are no side's: "XESCO's director of culture"."""
    w, (first, last) = scene.words, span
    if first >= len(w):
        return False
    letters = len(w.raw[first]) > _SHORT and w.raw[first].isupper() and w.raw[first].isalpha()
    letters = letters and w.low[first] not in scene.lexicon.titles
    owned = letters and w.low[first + 1 : first + 2] == ["'s"] and not beginning_in(scene, first, first + 1)
    return owned and not _EMPLOYED.isdisjoint(w.low[first + 2 : min(last, first + 4)])


_SHORT: Final = 3
"""Letters that many offices of states have."""
_EMPLOYED: Final = frozenset(
    ("coordinator", "director", "envoy", "representative", "secretary", "spokesman", "spokesperson")
)
"""Who works for an organisation, and is no state's guest or chair there."""


def _is_private(read: Read, hit: Hit) -> bool:
    """Whether a listed name is a namesake's: "taxi driver First Last", "First Last, a resident of Anytown"."""
    w, span = read.scene.words, read.phrase.apposition
    before = w.low[hit.start - 1] if hit.start > read.phrase.start and not w.capital(hit.start - 1) else ""
    behind = w.low[span[0] : span[1]] if span is not None else []
    if span is not None and behind[:1] and behind[0].isdigit() and w.low[span[1] : span[1] + 1] == [","]:
        # An age: "First Last, 40, a driver".
        behind = w.low[span[1] + 1 : span[1] + 6]
    titles = read.scene.lexicon.titles
    told = behind[:1] in (["a"], ["an"]) and titles.isdisjoint(behind) and not _PRIVATE.isdisjoint(behind[:5])
    return before in _PRIVATE or told


_PRIVATE: Final = listed("private")
_STAFF: Final = frozenset(("office", "service", "administration", "cabinet"))
"""What works for a person: "the office of the ombudsman First Last"."""


def _behind_office(read: Read) -> str | None:
    """The side of whom "Minister of Foreign Affairs First Last" names behind the office."""
    if read.former or (read.head not in read.scene.lexicon.offices and read.head not in _STAFF):
        return None
    for hit in read.hits:
        if hit.end == read.phrase.end and hit.start > read.head_end + 1 and (tag := hit.tag(Sort.PERSON)):
            return None if _other_office(read, hit, tag) else tag
    return None


def _other_office(read: Read, hit: Hit, tag: str) -> bool:
    """Whether an office of another side stands in front of a person's name."""
    w = read.scene.words
    titled = not read.scene.lexicon.offices.isdisjoint(w.low[read.phrase.start : hit.start])
    sides = {side for one in read.hits if one.end <= hit.start and (side := one.tag(*SIDES, Sort.REGION))}
    return titled and bool(sides) and tag not in sides


def names_outsider(scene: Scene, start: int, end: int, last: int) -> bool:
    """Whether words name somebody whom the registry lists as of no side, or a body of none.

    Args:
        scene: the sentence.
        start: first word.
        end: one past the last word that may be such a name.
        last: one past the last word that may say whose a body is all the same: "the Security Council in X".
    """
    named = beginning_in(scene, start, end)
    if not named:
        return False
    ours = any(hit.tag(*SIDES, Sort.REGION) for hit in beginning_in(scene, start, last))
    w = scene.words
    return any(
        (
            hit.tag(Sort.OUTSIDER)
            # A surname may be a word besides: "the price regulator".
            and (hit.end - hit.start > 1 or (w.capital(hit.start) and hit.end == end))
            and not _has_other_first_name(scene, hit, start)
        )
        or (
            hit.tag(Sort.FOREIGN)
            and _is_set_so(scene, hit)
            and not ours
            and not w.in_marks(hit.start)
            and not _has_secretary(w, hit)
        )
        for hit in named
    )


def _has_secretary(w: Words, hit: Hit) -> bool:
    """Whether a council is one that has a secretary, as a state's has: "Secretary of the Security Council"."""
    return "secretary" in w.low[max(0, hit.start - 3) : hit.start] or w.low[hit.end : hit.end + 1] == ["secretary"]


def _is_set_so(scene: Scene, hit: Hit) -> bool:
    """Whether a body is written as a name: "the security council" is that of whoever was told of."""
    w = scene.words
    return w.capital(hit.start) or w.low[hit.end - 1] in scene.lexicon.offices


def _named_between(scene: Scene, start: int, hit: Hit) -> bool:
    """Whether nothing but names and initials stands before a name in an apposition."""
    w = scene.words
    return all(w.capital(index) or w.low[index] == "." for index in range(start, hit.start))


def _last(hit: Hit, head_end: int, w: Words) -> bool | None:
    """Whether a name is the head itself, not somebody's whose statement or aide it is."""
    return True if hit.end >= head_end or w.low[hit.end] != "'s" else None


def _is_namesake(scene: Scene, index: int, start: int) -> bool:
    """Whether a surname that the article introduced has a first name in front that it was not introduced with."""
    w, lex = scene.words, scene.lexicon
    first = index - 1
    if first < start or not w.capital(first) or not w.low[first].isalpha() or first == 0:
        return False
    if is_title(w.low[first], lex) or w.low[first] in lex.function or standing_at(scene, first):
        return False
    return f"{w.low[first]} {w.low[index]}" not in scene.learned


def _is_first_name(scene: Scene, hit: Hit) -> bool:
    """Whether another name stands behind a surname: "Sharon Lastname"."""
    w, lex = scene.words, scene.lexicon
    if hit.end >= len(w) or not w.capital(hit.end) or w.titled:
        return False
    return w.low[hit.end].isalpha() and not is_title(w.low[hit.end], lex) and w.low[hit.end] not in lex.function


def _has_other_first_name(scene: Scene, hit: Hit, start: int) -> bool:
    """Whether a surname of the registry has a first name in front that the registry does not know: a namesake."""
    w, lex = scene.words, scene.lexicon
    index = hit.start - 1
    if index < start or not w.capital(index) or not w.low[index].isalpha() or w.low[index] in lex.function:
        return False
    return not is_title(w.low[index], lex) and not ending_at(scene, hit.start)


def delegate_of(read: Read) -> str | None:
    """For whom somebody speaks whose state stands in brackets behind the name, as in minutes: "L. MARO (Xland) said"."""
    span, w = read.phrase.apposition, read.scene.words
    if (
        span is None
        or w.low[span[0] - 1] != "("
        or not all(w.capital(index) or w.low[index] == "." for index in range(read.phrase.start, read.phrase.end))
    ):
        return None
    return next((hit.tag(Sort.PLACE) for hit in read.scene.hits if (hit.start, hit.end) == span), None)
