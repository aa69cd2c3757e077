"""A sentence in its article, and who may speak in it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from annotator.corpus.attribution.words.heads import head_of, is_animate
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.names import Hit, Names, Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import UNNAMED


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


@dataclass(slots=True)
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


@dataclass(slots=True)
class Scene:
    """A sentence with all that is needed to say whom a phrase in it means."""

    words: Words
    hits: list[Hit]
    begins: list[int]
    """Where each of these names begins."""
    text: str
    names: Names
    lexicon: Lexicon
    learned: dict[str, Who]
    """By surname, in lower case: whom the article has introduced."""
    context: frozenset[str]
    """Tags that the article names at all."""


def ending_at(scene: Scene, end: int) -> list[Hit]:
    """The registry's name that ends before a word, if there is one."""
    index = bisect_left(scene.begins, end) - 1
    return [scene.hits[index]] if index >= 0 and scene.hits[index].end == end else []


def beginning_in(scene: Scene, start: int, end: int) -> list[Hit]:
    """The registry's names that begin within the words ``[start, end)``."""
    hits = scene.hits
    if not hits:
        return hits
    return hits[bisect_left(scene.begins, start) : bisect_left(scene.begins, end)]


def standing_at(scene: Scene, index: int) -> bool:
    """Whether a word is part of a name of the registry."""
    place = bisect_left(scene.begins, index + 1) - 1
    return place >= 0 and index < scene.hits[place].end


def is_surname(scene: Scene, index: int) -> bool:
    """Whether a word that looks like a nationality is somebody's name: of the registry, introduced, or behind an office."""
    w = scene.words
    titled = (
        index > 1 and w.capital(index - 1) and not scene.lexicon.offices.isdisjoint(w.low[max(0, index - 3) : index])
    )
    known = any(hit.tag(Sort.PERSON, Sort.SURNAME) for hit in ending_at(scene, index + 1))
    return titled or known or w.low[index] in scene.learned


def name_of(scene: Scene, phrase: Phrase) -> str:
    """The phrase as the text has it, without an article in front."""
    w = scene.words
    start = phrase.start
    if w.low[start] in ("the", "a", "an") and start + 1 < phrase.end:
        start += 1
    return " ".join(scene.text[w.start(start) : w.end(phrase.end - 1)].split())[:200] or UNNAMED


def may_speak(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is a name, or has somebody for its head; its first word has a capital at the beginning anyway."""
    w, lex = scene.words, scene.lexicon
    known = any(hit.end <= phrase.end for hit in beginning_in(scene, phrase.start, phrase.end))
    head = w.low[head_of(w, phrase.start, phrase.end, lex) - 1]
    return known or any(map(w.capital, range(max(1, phrase.start), phrase.end))) or is_animate(head, lex)
