"""Whose a text is that no line above it names: an act of a parliament, an organisation's release, an agency's item in a feed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER

_ENACTED: Final = re.compile(
    r"(?:be it (?:further )?(?:enacted|resolved)|resolved),? (?:by|that) (?:the )?((?:(?! in )[^—–,(;:.]){3,120})",
    re.IGNORECASE,
)
"""How an act names who passes it: "Be it enacted by the Senate of Xland"."""
_ACT: Final = re.compile(
    r"(?:decree|edict|executive order|resolution|decision|law)(?: (?:no[.:]? ?)?\d[\w./-]*)?", re.IGNORECASE
)
_OF: Final = re.compile(r"(?:of|by) (?:the )?((?:(?! (?:on|in|about|regarding) )[^,;:]){3,100})", re.IGNORECASE)
_DECREES: Final = re.compile(
    r"\bI (?:hereby )?decree:?$|\b(?:decides|resolves|decrees):$|\bshall (?:enter|come) into force\b"
)
_OF_DECREES: Final = ("decree", "decides:", "resolves:", "into force")
_RESOLVES: Final = re.compile(r"The ((?:[A-Z][\w’'-]+ ?){2,5}),")
_BEGINNING: Final = 6
_SAID_TODAY: Final = re.compile(r"\([^()]{3,60}\) ?[–—-]+ ?.*[,”\"] (?:the )?([A-Z][^,“”\"]{2,60}) said today\.?$")
"""How an organisation opens a release: "(Anytown, May 3, 2021) – It rained, the Rain Watch said today"."""


_ATTRIBUTABLE: Final = re.compile(
    r"The (?:below|following)(?: readout| statement| text)? is attributable to ([^:]{3,120}):$"
)
"""How a foreign ministry says whose a readout is: "The following is attributable to Spokesperson First Last:"."""


def by_enactment(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Whom an act says it is by, also above itself: "The Xish Council,", "DECREE" above "OF THE PRESIDENT OF X"."""
    if len(units) > 1 and _ACT.fullmatch(units[0][0].text) and (named := _OF.match(units[1][0].text)):
        scene = units[1][1]
        phrase = _phrase(scene, *named.span(1))
        who = identify(scene, phrase) if phrase is not None else None
        signed = who is not None and who.tag != OTHER and who.by in (By.BODY, By.OFFICE, By.PERSON)
        return Who(who.tag, None, By.BODY, False) if who is not None and signed else None
    # A quick look before the pattern: few sentences hold any of its marks.
    may_be = (sentence.text for sentence, _ in units if any(mark in sentence.text for mark in _OF_DECREES))
    decreed = any(map(_DECREES.search, may_be))
    for _, scene in units[:_BEGINNING] if decreed else ():
        act = _ACT.match(scene.text) if scene.text.isupper() else None
        named = _OF.fullmatch(scene.text, act.end() + 1) if act is not None else None
        who = None if named is None else _named(scene, *named.span(1))
        if who is not None and who.tag != OTHER:
            # "DECREE OF THE PRESIDENT OF X" in one line.
            return who
    for place, (_, scene) in enumerate(units):
        found = _ENACTED.match(scene.text) or (_RESOLVES.fullmatch(scene.text) if place < _BEGINNING else None)
        if found is not None:
            return _named(scene, *found.span(1))
    return None


def by_organisation(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Whose a release is by its first sentences: "The below is attributable to X:", or city, date and "X said today"."""
    for _, scene in units[: 2 * _BEGINNING]:
        if (attributed := _ATTRIBUTABLE.match(scene.text)) is not None:
            return _named(scene, *attributed.span(1))
    first = next((scene for sentence, scene in units if sentence.kind is Kind.BODY), None)
    found = None if first is None else _SAID_TODAY.match(first.text)
    return None if first is None or found is None else _named(first, *found.span(1))


def _named(scene: Scene, start: int, end: int) -> Who | None:
    """Whom a stretch of a sentence names: a side that it belongs to, else an outsider."""
    phrase = _phrase(scene, start, end)
    if phrase is None:
        return None
    who = identify(scene, phrase)
    if who is not None and who.tag != OTHER:
        return Who(who.tag, None, By.BODY, False)
    hits = beginning_in(scene, phrase.start, phrase.end)
    tag = next((tag for hit in hits if (tag := hit.tag(Sort.PLACE, Sort.BODY, Sort.DEMONYM))), None)
    return Who(tag, None, By.BODY, False) if tag else Who(OTHER, scene.text[start:end], By.NAMED, False)


def _phrase(scene: Scene, start: int, end: int) -> Phrase | None:
    """The words between two places of a sentence."""
    within = [index for index in range(len(scene.words)) if start <= scene.words.start(index) < end]
    return Phrase(within[0], within[-1] + 1) if within else None
