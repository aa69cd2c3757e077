"""Pages of several items: digests by city or outlet, search results, feeds, and whose each item is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind, Sentence

_CITY: Final = re.compile(r"[A-Z]{3,}(?:[ -][A-Z]{3,})*(?:,[^.–—-]{2,40})? ?[-–—] ?(?=[A-Z“\"‘'])")
"""A city in capitals in front of an item: "ANYTOWN - The ministry said"."""


def dated_items(units: Sequence[tuple[Sentence, Scene]]) -> dict[int, str | None]:
    """The sides of the cities or outlets in front of a digest's items, by the places of their first sentences; none for one.

    An item of search results that names no outlet begins with its title and is nobody's.
    """
    found: dict[int, str | None] = {start: _outlet_of(scene, name) for start, (scene, name) in feed(units).items()}
    for place, (sentence, scene) in enumerate(units):
        if sentence.kind is not Kind.BODY and place and (source := _BELOW.fullmatch(scene.text)) is not None:
            # Below the headline of its item.
            found[place - 1] = _outlet_of(scene, source[1])
        if scene.text.startswith(_TITLED):
            found.setdefault(place, None)
        if scene.text[:2].isupper() and _CITY.match(scene.text):
            tags = (hit.tag(Sort.PLACE, Sort.LOCAL) for hit in scene.hits if hit.start == 0)
            found[place] = next((tag for tag in tags if tag and tag not in scene.names.staff), None)
    found |= _sections(units)
    return found if len(found) > 1 else {}


def _sections(units: Sequence[tuple[Sentence, Scene]]) -> dict[int, str | None]:
    """The sides whose names stand alone above the parts of a text, and none for another state's or city's name there."""
    found: dict[int, str | None] = {}
    for place, (sentence, scene) in enumerate(units):
        if sentence.kind is not Kind.HEADING or len(scene.words) > _LONGEST_CITY:
            continue
        whole = len(scene.hits) == 1 and (scene.hits[0].start, scene.hits[0].end) == (0, len(scene.words))
        tag = scene.hits[0].tag(Sort.PLACE) if whole else None
        if tag is not None and tag not in scene.names.staff:
            found[place] = tag
        elif " ".join(scene.words.low) in scene.names.powers or (scene.text.isupper() and not scene.hits):
            found[place] = None
    return found if len({tag for tag in found.values() if tag}) > 1 else {}


_LONGEST_CITY: Final = 3
"""Words."""


def feed(units: Sequence[tuple[Sentence, Scene]]) -> dict[int, tuple[Scene, str]]:
    """Where the items of search results begin, each with the line that names its source, and the name; nothing for one."""
    found: dict[int, tuple[Scene, str]] = {}
    for place, (_, scene) in enumerate(units):
        source = _SOURCE.match(scene.text) if len(scene.text) < _LONGEST_SOURCE and ":" in scene.text else None
        if source is not None:
            start = place
            while start and _ABOVE_SOURCE.match(units[start - 1][1].text):
                start -= 1
            # A line that is nothing else stands below pictures and items as well.
            if start < place or source.end() < len(scene.text) or source[0][-1] in "|·•":
                found[start] = (scene, source[1])
    return found if len(found) > 1 else {}


_SOURCE: Final = re.compile(
    r"(?:source|via|outlet|publisher): ?([^|·•]{2,50}?) ?(?:[|·•]|published\w*:|$)", re.IGNORECASE
)
"""Whose an item is: "source: Newsline | 3 May"."""
_ABOVE_SOURCE: Final = re.compile(r"(?:id|title|headline|url|link|date|author|published\w*): ", re.IGNORECASE)
"""What an item of search results holds before its source."""
_TITLED: Final = ("title: ", "Title: ", "headline: ", "Headline: ")
_LONGEST_SOURCE: Final = 120
_BELOW: Final = re.compile(r"([A-Z][\w.'’& -]{1,40}), (?:19|20)\d\d-\d\d-\d\d")
"""The same in a line of its own: "Newsline, 2021-05-03"."""


def _outlet_of(scene: Scene, name: str) -> str | None:
    """The side that an outlet belongs to, or at home with which it is."""
    owned = {tag for hit in scene.hits if (tag := hit.tag(Sort.OUTLET))} - scene.names.staff
    bare = name.removesuffix(" Agency").removesuffix(" News")
    tags = owned or {tag for pattern, tag in scene.names.home_press if pattern.search(bare)}
    return next(iter(tags)) if len(tags) == 1 else None


def of_agencies(units: Sequence[tuple[Sentence, Scene]]) -> dict[int, Who]:
    """Whose what a feed holds is below "source: X |", by the places of its sentences: a side's whose agency X is."""
    found: dict[int, Who] = {}
    starts = feed(units)
    if not starts:
        return found
    who: Who | None = None
    for place, (sentence, scene) in enumerate(units):
        if place in starts:
            source = starts[place][0]
            tags = {tag for hit in source.hits if (tag := hit.tag(Sort.OUTLET))} - source.names.staff
            who = Who(next(iter(tags)), None, By.OUTLET, False) if len(tags) == 1 else None
        if who is not None and sentence.kind in (Kind.BODY, Kind.HEADING) and not _DATA.match(scene.text):
            found[place] = who
    return found


_DATA: Final = re.compile(r"source: |.*\d{4}-\d\d-\d\d\S*$|\w+: ?[\d.,/:-]+$", re.IGNORECASE)
"""A field of a feed that holds no words."""
