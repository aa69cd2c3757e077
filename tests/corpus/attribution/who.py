"""Who says each sentence of a made-up text, in one line."""

from __future__ import annotations

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import NARRATOR, OTHER, load

B, Y, S, C, N, O = "Baku", "Yerevan", "Stepanakert", "CNN", NARRATOR, OTHER  # noqa: E741


def sides(text: str) -> list[list[str]]:
    """All speakers of each sentence, the main one first."""
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    found: dict[int, list[str]] = {}
    for one in attribute(article, split(article), load()):
        found.setdefault(one.sentence.start, []).append(one.speaker)
    return list(found.values())


def speakers(text: str) -> list[str]:
    """The main speaker of each sentence."""
    return [several[0] for several in sides(text)]
