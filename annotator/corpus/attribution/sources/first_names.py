"""People whom an article calls by the first name, as in Addis Ababa, Bangkok or Beijing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.words.heads import is_title
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.scene import Scene, Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER


def call_by_first_name(scenes: Sequence[Scene], learned: dict[str, Who]) -> None:
    """Learn the first names of a side's people whom the article never calls by the surname, as in Addis Ababa or Bangkok."""
    lasts: dict[str, set[str]] = {}
    for name in learned:
        first, _, last = name.partition(" ")
        if last:
            lasts.setdefault(first, set()).add(last)
    several = {first: last for first, (last, *others) in lasts.items() if not others and first not in learned}
    known = {first: last for first, last in several.items() if learned[f"{first} {last}"].tag != OTHER}
    if not known:
        return
    lex = scenes[0].lexicon
    wanted = {*known, *known.values()}
    alone = {
        scene.words.low[index]
        for scene in scenes
        for index in scene.words.capitals
        if scene.words.low[index] in wanted and _stands_alone(scene.words, index, lex)
    }
    namesakes = {
        scene.words.low[index]
        for scene in scenes
        for index in scene.words.capitals
        if scene.words.low[index] in known and _is_namesake(scene.words, index, known[scene.words.low[index]])
    }
    words = namesakes | lex.function | lex.helpers | lex.times | lex.roles
    for first, last in known.items():
        if first in alone and last not in alone and first not in words and not lex.is_adverb(first):
            learned[first] = learned[f"{first} {last}"]


def _is_namesake(w: Words, index: int, last: str) -> bool:
    """Whether a name is another one's than the one whose surname is given: "Russ Maro, a farmer", "Russ, 7"."""
    behind = w.low[index + 1 : index + 3]
    if behind[:1] == [","]:
        child = behind[-1].isdigit() and int(behind[-1]) < _OF_AGE
        return child or (behind[-1] in ("a", "an") and w.low[index + 3 : index + 4] not in _NO_OTHERS)
    return bool(behind) and w.capital(index + 1) and behind[0] != last


_OF_AGE: Final = 18
_NO_OTHERS: Final = [["few"], ["father"], ["man"], ["mother"], ["woman"]]


def _stands_alone(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether nothing but a title stands beside a name."""
    if index + 1 < len(w) and w.capital(index + 1):
        return False
    return not index or not w.capital(index - 1) or is_title(w.low[index - 1], lex)
