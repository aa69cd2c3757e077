"""Outlets that a phrase means: the article's own one, and one with reporters that was named before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.memory.mentions import Mention, called_again
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who

_LONGEST: Final = 5
"""Words of an outlet's name."""


def is_own(scene: Scene, phrase: Phrase, press: str | None) -> bool:
    """Whether a phrase is the outlet that the article is of: its "Newsline reports" is the narrator's.

    Args:
        scene: the sentence.
        phrase: the noun phrase.
        press: the side at home with which the article's own outlet is; None where the article shows no such outlet.
    """
    if press is None or phrase.end - phrase.start > _LONGEST:
        return False
    w = scene.words
    name = scene.text[w.start(phrase.start) : w.end(phrase.end - 1)].rstrip(".")
    return any(tag == press and pattern.match(f"{name} reports") for pattern, tag in scene.names.home_press)


def named_before(scene: Scene, phrase: Phrase, sentence: int, mentions: Sequence[Mention]) -> Who | None:
    """The outlet with reporters of its own that "its team", "the network" or "the network's team" means.

    Args:
        scene: the sentence.
        phrase: the noun phrase.
        sentence: the place of the sentence in the article.
        mentions: who stood in the text so far, in its order.
    """
    lex = scene.lexicon
    low = scene.words.low[phrase.start : phrase.end]
    if low == ["it"]:
        last = mentions[-1] if mentions else None
        ours = last is not None and last.source and last.sentence >= sentence - 1 and last.who.by is By.OUTLET
        return last.who if last is not None and ours and last.who.tag in scene.names.staff else None
    if len(low) > 3 and low[-1] in lex.crew and low[-2] in ("'s", "'"):
        low = low[:-2]
    if low[0] in lex.crew and phrase.end - phrase.start > 1:
        # "Correspondent First Last said on camera", behind what the outlet showed.
        last = next((one for one in reversed(mentions[-12:]) if one.who.by is By.OUTLET), None)
        near = last is not None and sentence - last.sentence < 3 and last.who.tag in scene.names.staff
        return last.who if last is not None and near else None
    own = low[0] in ("its", "their")
    if low[-1] not in (lex.crew if own else lex.outlet_nouns) or not (own or low[0] == "the"):
        return None
    if any(map(scene.words.capital, range(phrase.start + 1, phrase.end))):
        # "The UN agency" has a name.
        return None
    for mention in reversed(mentions[-8:]):
        who = mention.who
        if sentence - mention.sentence > 4:
            return None
        if who.tag in scene.names.staff:
            return called_again(who, By.OUTLET, False, who.nouns)
        if who.by in (By.OUTLET, By.PRESS) or (own and who.person is not True):
            # Another one stands between.
            return None
    return None
