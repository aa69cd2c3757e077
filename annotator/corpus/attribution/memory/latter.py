"""What a word takes up from close by: "the latter" of two sides, "he" behind "As for the ombudsman of Xland,"."""

from __future__ import annotations

from annotator.corpus.attribution.memory.memory import LONGEST_LOOK, Memory
from annotator.corpus.attribution.memory.mentions import called_again
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.heads import is_title
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, right
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in

_AS_FOR = ["as", "for"]


def as_for(scene: Scene, phrase: Phrase) -> Who | None:
    """Whom a pronoun takes up from the front of its sentence: "As for the ombudsman of Xland, he said"."""
    w, first = scene.words, len(_AS_FOR)
    if w.low[:first] != _AS_FOR or phrase.start < first + 2 or w.low[phrase.start - 1] != ",":
        return None
    named = right(w, first, scene.lexicon)
    who = identify(scene, named) if named is not None and named.end <= phrase.start - 1 else None
    return None if who is None else called_again(who, By.PRONOUN, who.person, who.nouns)


_BACK = 2
"""Sentences back in which the two may stand."""
_MENTIONS = 12
_SIDES = 2


def of_two(memory: Memory, scene: Scene, phrase: Phrase) -> Who | None:
    """Whom "the former" or "the latter" means: one of two sides just named, else by who was told of or spoke last."""
    second = scene.words.low[phrase.start + 1] == "latter"
    sides = _just_named(memory, scene, phrase)
    if sides:
        return Who(sides[second], None, By.PRONOUN)
    if second:
        last = memory.mentions[-1].who if memory.mentions else None
        near = beginning_in(scene, phrase.start - LONGEST_LOOK, phrase.start)
        others = any(near[-1].end <= index < phrase.start for index in scene.words.capitals) if near else True
        if not others and (tag := near[-1].tag(Sort.PLACE, Sort.BODY, Sort.PERSON)) is not None:
            # "X accused Y, which the latter denied".
            return Who(tag, None, By.PRONOUN)
        return last and called_again(last, By.PRONOUN, last.person, last.nouns)
    near_ones = memory.mentions[-_MENTIONS:]
    told = [one.who for one in near_ones if one.source and one.sentence == near_ones[-1].sentence]
    return called_again(told[0], By.PRONOUN, told[0].person, told[0].nouns) if len(told) > 1 else None


def _just_named(memory: Memory, scene: Scene, phrase: Phrase) -> list[str]:
    """The two sides that the last sentence with names names, if it names nobody else."""
    near = next((one for one in reversed(memory.scenes[-_BACK:]) if one.hits), None)
    if near is None or beginning_in(scene, 0, phrase.start):
        return []
    sorts = (Sort.PLACE, Sort.DEMONYM, Sort.PERSON, Sort.SURNAME)
    tags = dict.fromkeys(tag for hit in near.hits if (tag := hit.tag(*sorts)))
    ours = {index for hit in near.hits for index in range(hit.start, hit.end)}
    w, lex = near.words, near.lexicon
    others = any(index and index not in ours and not is_title(w.low[index], lex) for index in w.capitals)
    return [] if others or len(tags) != _SIDES else [*tags]
