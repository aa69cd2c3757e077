"""Quotations that a page sets off without marks, above the line that says whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading, speaks_of_itself
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.phrases import is_clause, right
from annotator.corpus.attribution.words.scene import Scene, Who
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER


def carry_pulled(readings: Sequence[Reading], scenes: Sequence[Scene]) -> None:
    """Give the line above "First Last, Xish president", in which somebody says I or we, to that official."""
    lines = [[*units] for _, units in groupby(zip(readings, scenes, strict=True), key=_paragraph)]
    theirs: list[tuple[list[Reading], Who]] = []
    own = 0
    for line, below in pairwise([*lines, []]):
        said = [reading for reading, _ in line]
        silent = all(not one.spoken and one.sentence.kind in (Kind.HEADING, Kind.BODY) for one in said)
        if not silent or not any(map(speaks_of_itself, said)):
            continue
        who = _official(*below[0]) if len(below) == 1 and said[-1].sentence.text[-1] != ":" else None
        if who is None:
            own += 1
        else:
            theirs.append((said, who))
    # A page that speaks of itself elsewhere is its writer's.
    for said, who in theirs if own <= _MOST else ():
        for one in said:
            one.spoken = [Spoken(who, None, "nearby", 0.0)]


_MOST: Final = 2
"""Paragraphs in the first person below which nobody's name stands."""


def _paragraph(unit: tuple[Reading, Scene]) -> int:
    return unit[0].sentence.paragraph


def _official(signature: Reading, scene: Scene) -> Who | None:
    """Whom a line names that is nothing but somebody's name and office."""
    w = scene.words
    phrase = right(w, 0, scene.lexicon)
    if phrase is None or is_clause(w, 0, len(w), scene.lexicon) or w.low[-1] in (".", ":"):
        return None
    if signature.spoken or signature.sentence.kind is Kind.DATELINE:
        return None
    end = phrase.apposition[1] if phrase.apposition is not None else phrase.end
    who = identify(scene, phrase)
    told = not scene.lexicon.titles.isdisjoint(w.low) or (who is not None and who.tag != OTHER)
    return who if who is not None and who.person is True and told and end >= len(w) - 1 else None
