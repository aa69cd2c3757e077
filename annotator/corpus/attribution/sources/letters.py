"""By which letters an article calls a side's institution."""

from __future__ import annotations

from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.phrases import Phrase, left
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER


def shorten(scene: Scene, learned: dict[str, Who]) -> None:
    """Learn by which letters a text calls a side's institution: "the Mine Agency of Xland (MAX)".

    Letters that two sides have ("MOD") are remembered as nobody's.
    """
    w = scene.words
    for index in w.capitals if "(" in w.low else ():
        letters = w.raw[index].isupper() and w.low[index].isalpha() and len(w.low[index]) > 2
        if not letters or w.low[index - 1 : index + 2 : 2] != ["(", ")"] or index < 2:
            continue
        phrase = left(w, index - 1, scene.lexicon)
        if phrase is None or w.low[index] in scene.names.press or not _abbreviates(w, index, phrase):
            continue
        who = identify(scene, phrase)
        if who is not None and who.tag != OTHER and who.by in (By.OFFICE, By.BODY, By.PATTERN) and not who.person:
            known = learned.get(w.low[index])
            tag = who.tag if known is None or known.tag == who.tag else OTHER
            learned[w.low[index]] = Who(tag, None, By.LEARNED, False, who.nouns)


def _abbreviates(w: Words, letters: int, phrase: Phrase) -> bool:
    """Whether most of some letters begin words of a phrase: no agency's credit, "the Xish ministry (NEWS)"."""
    initials = {w.low[index][0] for index in range(phrase.start, phrase.end)}
    own = [letter in initials for letter in w.low[letters]]
    return own[0] and sum(own) * 2 > len(own)
