"""Whom a source phrase means that nothing before explains: home's official, or somebody named by these words alone."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.memory.definite import JUDGES, REBELS, VISITORS
from annotator.corpus.attribution.memory.memory import Memory
from annotator.corpus.attribution.sources.officials import of_no_state
from annotator.corpus.attribution.sources.parts import COUNTERPARTS
from annotator.corpus.attribution.words.heads import head_of, is_person
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.speaker import OTHER, UNNAMED


def fallback(scene: Scene, candidate: Candidate, home: str | None) -> Who | None:
    """A pronoun or "the ministry" that nothing before explains: home's, else somebody named by these words."""
    phrase = candidate.phrase
    if phrase is None:
        return None
    low = scene.words.low[phrase.start]
    if low in scene.lexicon.pronouns and phrase.end - phrase.start == 1:
        if low == "it" and candidate.features & {"quote_before", "tail_clause"}:
            return Who(OTHER, UNNAMED, By.NOBODY)
        if low in ("who", "which", "that", "this", "these", "those", "you", "it", "i", "we", "us", "me"):
            return None
        return Who(OTHER, UNNAMED, By.NOBODY)
    w, lex = scene.words, scene.lexicon
    words = w.low[phrase.start : phrase.end]
    if len(words) == 1 and low in lex.determiners:
        return None
    head = next((words[index - 1] for index, word in enumerate(words) if word in _OF and index), words[-1])
    judges = head in JUDGES and _STATE_COURTS.isdisjoint(words)
    office = head in lex.titles and head not in VISITORS and not judges and not of_no_state(words)
    office = office and COUNTERPARTS.isdisjoint(words) and REBELS.isdisjoint(words)
    office = office and words[0] != "both" and not any(tuple(words[: len(one)]) == one for one in lex.joint)
    if home is not None and office and low not in lex.possessives:
        person = is_person(w, phrase.start, head_of(w, phrase.start, phrase.end, lex), lex)
        return Who(home, None, By.DEFINITE, person, lex.titles.intersection(words))
    name = scene.text[w.start(phrase.start) : w.end(phrase.end - 1)][:200]
    return Who(OTHER, name, By.COMMON, is_person(w, phrase.start, head_of(w, phrase.start, phrase.end, lex), lex))


def is_artist(memory: Memory, scene: Scene, phrase: Phrase) -> bool:
    """Whether "the director" makes films: the sentences before have told of such."""
    alone = scene.words.low[phrase.start : phrase.end] in (["the", "director"], ["the", "directors"])
    return alone and any(not _ART.isdisjoint(near.words.low) for near in memory.scenes[-_FAR:])


_ART: Final = frozenset(("cinema", "film", "films", "movie", "movies", "theatre", "theater"))
_FAR: Final = 30
"""Sentences back."""


def unexplained(scene: Scene, phrase: Phrase, home: str | None) -> Who | None:
    """Whom a sentence is about whose office nothing before explains: a later "it" or "he" means them."""
    if scene.words.low[phrase.start] in scene.lexicon.pronouns:
        return None
    return fallback(scene, Candidate(phrase.start, phrase.end, "", "", phrase), home)


_OF: Final = frozenset(("of", "for", "on"))
_STATE_COURTS: Final = frozenset(("constitutional", "supreme", "military"))
"""Courts that only states have."""
