"""Whom a noun phrase means: a side, by its names, offices and institutions, or somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.corpus.attribution.heads import (
    first_noun,
    has_left_office,
    head_noun,
    head_of,
    is_animate,
    is_named,
    is_person,
    is_title,
)
from annotator.corpus.attribution.lexicon import Lexicon
from annotator.corpus.attribution.names import Hit, Names, Sort
from annotator.corpus.attribution.phrases import Phrase
from annotator.corpus.attribution.tokens import Words
from annotator.corpus.speaker import OTHER, UNNAMED


class By(StrEnum):
    """What told who somebody is."""

    PERSON = "person"
    LEARNED = "learned"
    SURNAME = "surname"
    BODY = "body"
    OUTLET = "outlet"
    OFFICE = "office"
    METONYM = "metonym"
    PATTERN = "pattern"
    APPOSITION = "apposition"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    NAMED = "named"
    COMMON = "common"
    CROWD = "crowd"
    PRESS = "press"
    NOBODY = "nobody"
    THING = "thing"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who speaks."""

    tag: str
    name: str | None
    """For Other: as the text names them."""
    by: By
    person: bool | None = None
    """One person; None where the phrase does not say."""
    nouns: frozenset[str] = frozenset()
    """The nouns that a later "the ministry" would repeat."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with all that is needed to say whom a phrase in it means."""

    words: Words
    hits: list[Hit]
    text: str
    names: Names
    lexicon: Lexicon
    learned: dict[str, Who]
    """By surname, in lower case: whom the article has introduced."""
    context: frozenset[str]
    """Tags that the article names at all."""


_SIDES = (Sort.PLACE, Sort.DEMONYM)


def identify(scene: Scene, phrase: Phrase) -> Who | None:
    """Whom a phrase means by its own words; None where it has to be looked up in what went before.

    That is so for pronouns, and for definite phrases without a name ("the ministry", "its army").
    """
    w, lex = scene.words, scene.lexicon
    start, end = phrase.start, phrase.end
    head_end = head_of(w, start, end, lex)
    low = w.low[start:end]
    hits = [hit for hit in scene.hits if hit.start >= start and hit.end <= end]
    head_hits = [hit for hit in hits if hit.start < head_end]
    nouns = frozenset(word for word in low if word in lex.institutions or word in lex.offices or word in lex.documents)
    head = head_noun(w, start, head_end)
    head_low = w.low[start:head_end]
    person = is_person(w, start, head_end, lex)
    is_former = has_left_office(head_low, lex)

    def other(by: By, name: str | None = None) -> Who:
        return Who(OTHER, name or _name(scene, phrase), by, person, nouns)

    if len(low) == 1 and low[0] in lex.pronouns:
        return None
    crowd = head in lex.crowd or (
        any(word in lex.crowd and word not in lex.media for word in head_low)
        and not any(hit.tag(Sort.PERSON) for hit in hits)
    )
    if head in ("agency", "press") and not crowd:
        crowd = "news" in head_low
    for hit in head_hits:
        if (tag := hit.tag(Sort.PERSON)) and not crowd:
            known = scene.learned.get(" ".join(w.low[hit.start : hit.end]))
            if is_former or (known is not None and known.tag == OTHER):
                return other(By.NAMED)
            return Who(tag, None, By.PERSON, _last(hit, head_end, w) or person, nouns)
    for index in range(head_end - 1, start - 1, -1):
        known = scene.learned.get(w.low[index]) if w.capital(index) else None
        if known is not None and not crowd and not _is_namesake(scene, index, start):
            return Who(known.tag, known.name, By.LEARNED, True, nouns | known.nouns)
    for hit in head_hits:
        if (tag := hit.tag(Sort.SURNAME)) and not crowd and not _has_other_first_name(scene, hit, start):
            if is_former:
                return other(By.NAMED)
            return Who(tag, None, By.SURNAME, True, nouns)
    for hit in head_hits:
        if tag := hit.tag(Sort.OUTLET):
            return Who(tag, None, By.OUTLET, False, nouns)
        if (tag := hit.tag(Sort.BODY)) and not crowd and not is_former:
            return Who(tag, None, By.BODY, False, nouns)
    if not is_former and not crowd:
        joined = " ".join(low)
        for pattern, tag in scene.names.patterns:
            if pattern.search(joined):
                return Who(tag, None, By.PATTERN, person, nouns)
        if hits or scene.context:
            for pattern, tag in scene.names.vague:
                if (
                    tag in scene.context
                    and pattern.search(joined)
                    and not _is_foreign(scene, phrase, head_end, head_hits)
                ):
                    return Who(tag, None, By.PATTERN, person, nouns)
        tag = _side(scene, phrase, head_end, hits, head)
        if tag:
            metonym = any(hit.end == head_end and hit.start == first_noun(w, start, lex) for hit in head_hits)
            return Who(tag, None, By.METONYM if metonym else By.OFFICE, person, nouns)
    if phrase.apposition and not is_former and not crowd:
        inner = _by_apposition(scene, phrase.apposition)
        if inner is not None:
            name = inner.name if inner.tag != OTHER else _name(scene, phrase)
            return Who(inner.tag, name, By.APPOSITION, True if person is None else person, nouns | inner.nouns)
    if crowd:
        generic = head in lex.nobody and not hits
        by = By.PRESS if head in lex.media else By.NAMED if person and _ends_with_name(w, head_end, lex) else By.CROWD
        return Who(OTHER, UNNAMED if generic else _name(scene, phrase), by, person, nouns)
    if head in lex.nobody and not any(w.capital(i) and i > start for i in range(start, head_end)) and not hits:
        return Who(OTHER, UNNAMED, By.NOBODY, False, nouns)
    if head in lex.mute:
        return other(By.MUTE)
    speaks = is_animate(head, lex)
    if any(is_named(w, i, end, lex) for i in range(start, end)):
        if head in lex.news:
            return other(By.PRESS)
        in_its_head = any(w.capital(i) and i > 0 for i in range(start, head_end)) or w.capital(head_end - 1)
        return other(By.NAMED if speaks or in_its_head else By.THING)
    if nouns and w.low[start] not in ("a", "an", "one", "another", "some", "several", "two", "three", "many"):
        return None
    if w.low[start] in lex.possessives:
        return None
    return other(By.COMMON if speaks else By.THING)


def _ends_with_name(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether a phrase ends with a name."""
    return w.capital(end - 1) and not is_title(w.low[end - 1], lex)


def _side(scene: Scene, phrase: Phrase, head_end: int, hits: list[Hit], head: str) -> str | None:
    """The side that a phrase speaks for, by its adjectives and complements."""
    w, lex, names = scene.words, scene.lexicon, scene.names
    start = phrase.start
    official = head in lex.institutions or head in lex.offices or head in lex.documents
    titled = official or any(word in lex.offices or word in lex.institutions for word in w.low[start:head_end])
    in_head = [hit for hit in hits if hit.start < head_end]
    written = head in lex.documents
    behind = [hit for hit in hits if hit.start >= head_end and _is_complement(w, hit, head_end, lex, written=written)]
    regions = [tag for hit in (*in_head, *behind) if (tag := hit.tag(Sort.REGION))]
    sides = [(hit, tag) for hit in in_head if (tag := hit.tag(*_SIDES))]
    metonym = [tag for hit, tag in sides if hit.end == head_end and hit.tag(Sort.PLACE)]
    for region in regions:
        others = {tag for hit, tag in sides if tag != region and hit.tag(Sort.DEMONYM)}
        if region not in scene.context:
            continue
        if (titled or any(hit.tag(Sort.REGION) and hit.end == head_end for hit in in_head)) and others <= names.absorbs[
            region
        ]:
            owners = {tag for hit, tag in sides if tag != region and hit.tag(Sort.PLACE)}
            if not owners and not (not sides and _is_foreign(scene, phrase, head_end, in_head)):
                return region
    if metonym and not (len(sides) > 1 and sides[0][1] != metonym[0]):
        return metonym[0]
    if sides and titled:
        return sides[0][1]
    if titled and behind and not _is_foreign(scene, phrase, head_end, in_head):
        for hit in behind:
            if tag := hit.tag(*_SIDES, Sort.REGION):
                return tag
    return None


def _is_complement(w: Words, hit: Hit, head_end: int, lex: Lexicon, *, written: bool) -> bool:
    """Whether a name behind the head says whose it is: "of", "for", "in" before it, no "to", "with" or "against".

    What is written is somebody's by "by" as well.
    """
    for index in range(hit.start - 1, head_end - 1, -1):
        if w.low[index] in lex.prepositions:
            return w.low[index] in lex.complements or (written and w.low[index] == "by")
    return False


def _is_foreign(scene: Scene, phrase: Phrase, head_end: int, hits: list[Hit]) -> bool:
    """Whether the head has a name of its own that is no side's and no title: the ministry is another's then."""
    w, lex = scene.words, scene.lexicon
    covered = {index for hit in hits for index in range(hit.start, hit.end)}
    return any(
        w.capital(index)
        and index not in covered
        and not is_title(w.low[index], lex)
        and w.low[index] not in lex.function
        and index > 0
        and not _is_person_name(w, index, phrase, lex)
        for index in range(phrase.start, head_end)
    )


def _is_person_name(w: Words, index: int, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a capitalised word stands behind a title: "spokesman First Last"."""
    for before in range(index - 1, phrase.start - 1, -1):
        if w.low[before] in lex.offices:
            return True
        if not w.capital(before):
            return False
    return False


def _last(hit: Hit, head_end: int, w: Words) -> bool | None:
    """Whether a name is the head itself, not somebody's whose statement or aide it is."""
    return True if hit.end >= head_end or w.low[hit.end] != "'s" else None


def _is_namesake(scene: Scene, index: int, start: int) -> bool:
    """Whether a surname that the article introduced has a first name in front that it was not introduced with."""
    w, lex = scene.words, scene.lexicon
    first = index - 1
    if first < start or not w.capital(first) or not w.low[first].isalpha() or first == 0:
        return False
    if is_title(w.low[first], lex) or w.low[first] in lex.function or any(h.start <= first < h.end for h in scene.hits):
        return False
    return f"{w.low[first]} {w.low[index]}" not in scene.learned


def _has_other_first_name(scene: Scene, hit: Hit, start: int) -> bool:
    """Whether a surname of the registry has a first name in front that the registry does not know: a namesake."""
    w, lex = scene.words, scene.lexicon
    index = hit.start - 1
    if index < start or not w.capital(index) or not w.low[index].isalpha() or w.low[index] in lex.function:
        return False
    return not is_title(w.low[index], lex) and not any(other.end == hit.start for other in scene.hits)


def _by_apposition(scene: Scene, span: tuple[int, int]) -> Who | None:
    """Whom an apposition names, where it names an office or institution of a side."""
    w, lex = scene.words, scene.lexicon
    first, last = span
    if first >= last or last > len(w):
        return None
    if (
        w.low[first] in ("who", "which", "however")
        or w.low[first] in lex.prepositions
        or w.low[first] in lex.subordinators
    ):
        return None
    stop = first
    while stop < last and w.low[stop] not in ("who", "which", "that") and w.low[stop] not in lex.helpers:
        stop += 1
    if stop == first:
        return None
    inner = identify(scene, Phrase(first, stop))
    if inner is None or inner.by in (By.COMMON, By.NOBODY, By.MUTE):
        return None
    if inner.tag != OTHER and inner.by in (By.METONYM, By.SURNAME):
        return None
    return inner


def _name(scene: Scene, phrase: Phrase) -> str:
    """The phrase as the text has it, without an article in front."""
    w = scene.words
    start = phrase.start
    if w.low[start] in ("the", "a", "an") and start + 1 < phrase.end:
        start += 1
    return " ".join(scene.text[w.start[start] : w.end[phrase.end - 1]].split())[:200] or UNNAMED
