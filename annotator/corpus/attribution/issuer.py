"""Whose release an article is: then what nobody else says in it is the issuer's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.corpus.article import Article
from annotator.corpus.attribution.identity import By, Scene, Who, identify
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.phrases import Phrase, right
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER, Registry

_FORMS = (
    r"(?:joint |official |press |full |short |opening |closing |special )*"
    r"(?:statement|press release|release|remarks|readout|comments?|commentary|address|speech|message|communique|communiqué|"
    r"declaration|information|answers?|response|clarification|appeal|fact sheet)"
)
_TITLE = re.compile(rf"^(?:{_FORMS})s? (?:issued )?(?:by|of|from) ", re.IGNORECASE)
_SIGNED = re.compile(
    r"^(?:—|–|-|source:|issued by:?)? ?(?:the )?(?:press|information|public relations|media)[ -]"
    r"(?:service|office|department|secretary|release|centre|center)\b",
    re.IGNORECASE,
)


def find_issuer(article: Article, registry: Registry, units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Who issued an article: by its outlet, its title, its dateline or its signature; None for the press's own."""
    owner = registry.owner(article.outlet) if article.outlet else None
    if owner is not None:
        return None if owner.staff else Who(owner.tag, None, By.OUTLET, False)
    if article.outlet:
        return None
    return _by_title(units) or _by_dateline(units) or _by_signature(units)


def _by_title(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    for sentence, scene in units[:2]:
        found = _TITLE.match(sentence.text)
        if found is None or (sentence.kind is not Kind.HEADING and sentence.index):
            continue
        w = scene.words
        start = next((index for index in range(len(w)) if w.start(index) >= found.end()), None)
        if start is None:
            continue
        phrase = right(w, start, scene.lexicon)
        who = identify(scene, phrase) if phrase is not None else None
        if who is not None and who.by not in (By.COMMON, By.CROWD, By.PRESS, By.NOBODY, By.MUTE):
            return who
    return None


def _by_dateline(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "CITY, 3 May. /AGENCY/", "CITY, MAY 3, AGENCY." before the first words of the text."""
    seen = 0
    for sentence, scene in units[:8]:
        if sentence.kind is Kind.HEADING:
            continue
        seen += 1
        if seen > 3:
            return None
        w = scene.words
        for hit in scene.hits:
            tag = hit.tag(Sort.OUTLET)
            if tag is None or tag in scene.names.staff or hit.start > 14:
                continue
            previous = w.low[hit.start - 1] if hit.start else ""
            following = w.low[hit.end] if hit.end < len(w) else "."
            if previous in ("/", ",", "(", ".", "-", "–", "—", "") and following in ("/", ".", ")", "-", "–", "—", ":"):
                return Who(tag, None, By.OUTLET, False)
    return None


def _by_signature(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    for sentence, scene in units[-2:]:
        if len(sentence.text) > 140 or not _SIGNED.match(sentence.text):
            continue
        who = identify(scene, Phrase(0, len(scene.words)))
        if who is not None and who.tag != OTHER:
            return who
    return None
