"""Releases: what nobody else says in one is its issuer's, and what only its page says nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.page.home import masthead
from annotator.corpus.attribution.page.letterhead import is_askers, is_letterhead
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER

_FURNITURE: Final = re.compile(
    r"(?:press release )?no[.:] ?\d[\d/]*(?:, .{4,20})?$|press[ -]release\W*$|(?:[\w&]+ ){1,5}department$|official web-?site$"
    r"|(?:the )?(?:author|writer) is (?:an? |the |[\w-]+ of\b)|(?:reporting|photo|published|interview) by\b.{0,80}$|interviewed by [^,]{2,60}$|https?://\S+$|source:"
    r"|tel\b|fax\b|e-?mail|phone\b|call cent"
    r"|(?:urgent |special |daily |weekly )?(?:update|bulletin|communique|release|statement|report) (?:no|n|№|#)[.º°]? ?\d[\d/-]*$"
    r"|original (?:at|text)\b|©|\(c\)|copyright|all rights reserved|share\b.{0,30}$|read (?:more|also)|related"
    r"|share\b.*(?:facebook|telegram|twitter|whatsapp)"
    r"|see also|subscribe|follow us|notes? (?:for|to) editors?"
    r"|print\b.{0,20}$|back to|home(?: ?[/>»|›].{0,80}|\b.{0,30})$|tags?:|views?:|\d+ (?:views?|minutes? read)"
    r"|\d{1,4},? .{3,40}\b(?:street|str\.|st\.|avenue|ave\.|square|sq\.)|privacy|contact us|comments?\b.{0,12}$"
    r"|search$|close (?:this|the)|menu\b|skip to|log in|sign (?:in|up)|more about"
    r"|\S+\.[a-z]{2,4}$|(?:while|when|in case of) (?:using|quoting|citing|reproducing|reprinting)"
    r"|\d{1,2} [A-Z][a-z]+ \d{4}\b.{0,12}$|\(?(?:screen ?(?:capture|shot|grab)|file|illustration)\)?$"
    r"|\d{1,2}[:.]\d\d ?[ap]\.?m\.?(?: [a-z]{2,4})?$|(?:[\w.]+ ){1,6}briefing room$|[as]/(?:[\w.]+/)+[\w.]+(?:[–-][as]/\S+)?$"
    r"|(?:h\. ?r|s|h\. ?res|s\. ?res)\. ?\d+$|m(?:r|rs|s)\. .{3,200} (?:introduced|submitted) the following\b"
    r"|(?:[^|.]{2,27}\|){2,}[^|.]{2,27}$|(?:[^›».]{2,30} [›»] )+[^›».]{2,60}$|\d\d-\d\d-\d{4}\b.{0,20}$"
    r"|[\W\d_]+$|telegram channel\b.{0,30}$|(?:news|politics|society|world)\W[\W\d]*$"
    r"|(?:date|last updated?|updated|time): ?\d[\d\W]*$|[as]/\d+$|\(signed\)|(?:[\w-]+ )?session,? agenda item\b"
    r"|save$|time in\b|editing by|(?:\w+ \d{1,2}, \d{4}, )?\d{1,2}:\d\d,?$",
    re.IGNORECASE,
)
"""What the page of a release says, not its issuer."""
_SECTION: Final = re.compile(
    r"(?:\d{1,2}\.){2,} *[A-Z]|\d{1,2}\. +[A-Z]|(?i:section|sec\.|article|chapter|annex) (?:\d+|[IVX]+)(?:[.:]|$)"
)
"""The number in front of a section's name."""


def issue(readings: Sequence[Reading], scenes: Sequence[Scene], issuer: Who) -> None:
    """Give whoever issued a text what nobody else says in it."""
    body = [index for index, reading in enumerate(readings) if reading.sentence.kind is Kind.BODY]
    for index, (reading, scene) in enumerate(zip(readings[: body[-1] + 1 if body else None], scenes, strict=False)):
        if not index and issuer.by is By.NAMED:
            # "Xland: Prisoners Beaten" is about Xland.
            reading.spoken = [one for one in reading.spoken if one.rule != "colon"]
        if reading.spoken and _is_told_of(reading.spoken):
            # "Their claim that … is false", says the issuer.
            reading.spoken.insert(0, Spoken(issuer, None, "issuer", 0.0))
        reading.spoken = [
            replace(spoken, who=issuer) if _is_ours(spoken, reading.words) else spoken for spoken in reading.spoken
        ]
        asked = reading.asks or is_askers(reading.sentence.text)
        told = reading.sentence.kind in (Kind.BODY, Kind.HEADING)
        if told and not (reading.spoken or asked or _is_furniture(readings, scene, index)):
            reading.spoken.append(Spoken(issuer, None, "issuer", 0.0))


def _is_furniture(readings: Sequence[Reading], scene: Scene, index: int) -> bool:
    """Whether a sentence is of the page around a release."""
    reading = readings[index]
    heading = reading.sentence.kind is Kind.HEADING
    return (
        _FURNITURE.match(scene.text) is not None
        or masthead(scene) is not None
        or _heads_prose(readings, index)
        or (heading and len(reading.words) < _SHORTEST_HEADING and not reading.hits)
        or (heading and is_letterhead(scene))
        or ((heading or scene.text.isupper()) and _SECTION.match(scene.text) is not None)
    )


_SHORTEST_HEADING: Final = 3
"""Words; what is shorter and names nobody is a section of the site: "World", "All news"."""


def _heads_prose(readings: Sequence[Reading], index: int) -> bool:
    """Whether a line with the marker of a list stands alone over a paragraph: "2. The pipeline"."""
    around = readings[max(0, index - 1) : index + 2]
    alone = len(around) == _ALONE and around[1].item and not (around[0].item or around[2].item)
    return alone and around[1].sentence.text[-1].isalpha() and around[2].sentence.kind is Kind.BODY


_ALONE: Final = 3


def _is_ours(spoken: Spoken, w: Words) -> bool:
    """Whether an issuer names itself: "according to our count", "to preliminary information", "the present report says"."""
    phrase = spoken.candidate.phrase if spoken.candidate is not None else None
    if spoken.who.tag != OTHER or phrase is None:
        return False
    low = w.low[phrase.start : phrase.end]
    return low[0] == "our" or low in _OWN or low[:2] == ["the", "present"] or (low[0] in _SO_FAR and low[-1] in _KNOWN)


_OWN: Final = (["my", "office"], ["analyses"])
"""What issuers call their own work by: "my office has counted 40", "analyses show"."""
_SO_FAR: Final = frozenset(
    ("available", "initial", "operational", "preliminary", "received", "specified", "updated", "verified")
)
_KNOWN: Final = frozenset(("data", "figures", "information", "reports"))


def _is_told_of(spoken: list[Spoken]) -> bool:
    """Whether a sentence only takes up a claim, says something in passing, or what a thing shows: its own voice says so."""
    return all(
        one.rule == "noun_that"
        or _is_aside(one)
        or (one.who.by in (By.THING, By.MUTE) and (one.who.name or "")[1:].islower())
        for one in spoken
    )


def _is_aside(spoken: Spoken) -> bool:
    """Whether somebody says something in a side clause: "fled a week after it asked for a truce", not "as X says"."""
    features = spoken.candidate.features if spoken.candidate is not None else frozenset[str]()
    return bool(features & {"adverbial", "relative"}) and "as_clause" not in features
