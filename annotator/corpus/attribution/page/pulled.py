"""Quotations that a page sets off without marks, above the line that says whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading, speaks_of_itself
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.phrases import is_clause, right
from annotator.corpus.attribution.words.scene import Scene, Who
from annotator.corpus.sentence import Kind


def carry_pulled(readings: Sequence[Reading], scenes: Sequence[Scene]) -> None:
    """Give the line above "First Last, Xish president", in which somebody says I or we, to that official."""
    lines = [[*units] for _, units in groupby(zip(readings, scenes, strict=True), key=_paragraph)]
    own = [sum(not one.spoken and speaks_of_itself(one) for one, _ in line) for line in lines]
    if sum(map(bool, own)) > _MOST:
        # A page that speaks of itself throughout is its writer's.
        return
    for line, ((signature, scene), *more), below in zip(lines, lines[1:], [*lines[2:], *lines[-1:]], strict=False):
        said = [reading for reading, _ in line]
        if more or signature.spoken or signature.sentence.kind is Kind.DATELINE or said[-1].sentence.text[-1] in ":?":
            continue
        silent = all(not one.spoken and one.sentence.kind in (Kind.HEADING, Kind.BODY) for one in said)
        if silent and any(map(speaks_of_itself, said)) and (who := _official(scene, below[0][1])) is not None:
            for one in said:
                one.spoken = [Spoken(who, None, "nearby", 0.0)]


_SHORT: Final = 8
"""Words of a line that is an office and no more."""
_MOST: Final = 2
"""Paragraphs in the first person, of a page that sets quotations off."""


def _paragraph(unit: tuple[Reading, Scene]) -> int:
    return unit[0].sentence.paragraph


def _official(scene: Scene, below: Scene) -> Who | None:
    """Whom a line names that is nothing but somebody's name and office; the office may stand in the line below."""
    w = scene.words
    phrase = right(w, 0, scene.lexicon)
    if phrase is None or is_clause(w, 0, len(w), scene.lexicon) or w.low[-1] in (".", ":"):
        return None
    end = phrase.apposition[1] if phrase.apposition is not None else phrase.end
    who = identify(scene, phrase)
    office = w.low if len(below.words) > _SHORT else w.low + below.words.low
    told = not scene.lexicon.titles.isdisjoint(office)
    return who if who is not None and who.person is True and told and end >= len(w) - 1 else None
