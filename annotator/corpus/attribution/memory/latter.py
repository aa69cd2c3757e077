"""What a word takes up from close by: "the latter" of two sides, "he" behind "As for X,", "his office" behind a name."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.memory.earlier import DEAD
from annotator.corpus.attribution.memory.memory import LONGEST_LOOK, Memory
from annotator.corpus.attribution.memory.mentions import called_again
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.heads import is_title
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, around, right
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at
from annotator.corpus.speaker import OTHER

_AS_FOR: Final = ["as", "for"]


def as_for(scene: Scene, phrase: Phrase) -> Who | None:
    """Whom a pronoun takes up from the front of its sentence: "As for the ombudsman of Xland, he said"."""
    w, first = scene.words, len(_AS_FOR)
    if w.low[:first] != _AS_FOR or phrase.start < first + 2 or w.low[phrase.start - 1] != ",":
        return None
    named = right(w, first, scene.lexicon)
    who = identify(scene, named) if named is not None and named.end <= phrase.start - 1 else None
    return None if who is None else called_again(who, By.PRONOUN, who.person, who.nouns)


def owner_near(memory: Memory, scene: Scene, phrase: Phrase, sentence: int) -> Who | None:
    """Whose "his office" is that the same sentence named last: "rumours about the minister of X, which his office denied".

    None where the sentence is about somebody whom the possessive may mean as well.
    """
    w, lex = scene.words, scene.lexicon
    first = max(1, phrase.start - LONGEST_LOOK)
    told = [mention.who for mention in memory.mentions[-_MENTIONS:] if mention.sentence == sentence]
    if not DEAD.isdisjoint(w.low[first : phrase.start]):
        return None
    if w.low[phrase.start] == "their":
        people = [hit for hit in beginning_in(scene, first, phrase.start) if w.low[hit.end - 1].endswith("s")]
        tag = people[-1].tag(Sort.DEMONYM) if people and not told else None
        return None if tag is None or w.low[people[-1].start - 1] != "the" else Who(tag, None, By.METONYM)
    if w.low[phrase.start] not in ("his", "her") or any(
        who.person or (who.person is None and who.by not in (By.METONYM, By.CROWD)) for who in told
    ):
        return None
    opens = scene.hits[0] if scene.hits and scene.hits[0].start == 1 and w.low[0] == "in" else None
    if opens is not None and (tag := opens.tag(Sort.PLACE)) is not None:
        # "In Anytown the prime minister waits, and his ministry said".
        near = w.low[opens.end : opens.end + _OFFICE]
        return Who(tag, None, By.OFFICE, True) if near[:1] == ["the"] and not lex.offices.isdisjoint(near) else None
    if w.low[0] in lex.prepositions:
        # "After talks with First Last, his spokesman said": whoever was told of before.
        return None
    return _nearest(scene, first, phrase.start)


def met_by_speaker(scene: Scene, phrase: Phrase) -> Who | None:
    """Whom "he told me" means behind whom somebody met: "I met the minister of X, and he told me so"."""
    if not is_told_me(scene, phrase):
        return None
    low = scene.words.low
    places = range(phrase.start - 1, max(1, phrase.start - LONGEST_LOOK), -1)
    met = next((at for at in places if low[at] in _MET and low[at - 1] in ("i", "we")), None)
    who = None if met is None else _nearest(scene, met + 1, phrase.start)
    return None if who is None else called_again(who, By.PRONOUN, True, who.nouns)


def is_told_me(scene: Scene, phrase: Phrase) -> bool:
    """Whether a pronoun told whoever speaks something: "he told me"."""
    low = scene.words.low
    return low[phrase.end : phrase.end + 1] == ["told"] and low[phrase.end + 1 : phrase.end + 2] in (["me"], ["us"])


_MET: Final = frozenset(("asked", "interviewed", "met", "saw", "spoke"))


def _nearest(scene: Scene, first: int, end: int) -> Who | None:
    """Whom the words before a place name last by name or office; None behind somebody else ("a monk", "a Frenchman")."""
    w, lex = scene.words, scene.lexicon
    for index in range(end - 1, first - 1, -1):
        if w.low[index - 1] in ("a", "an") and (w.capital(index) or w.low[index] in lex.people):
            return None
        named = ending_at(scene, index + 1) if w.capital(index) else []
        if named and (tag := named[0].tag(Sort.PERSON, Sort.SURNAME)):
            return Who(tag, None, By.PERSON, True)
        holder = around(w, index, lex) if w.low[index] in lex.offices else None
        who = None if holder is None or holder.start == 0 else identify(scene, holder)
        if who is not None and (who.tag != OTHER or who.by is By.NAMED):
            return replace(who, person=True)
    return None


_OFFICE: Final = 4
"""Words behind a capital within which its official stands: "In Anytown the prime minister"."""
_BACK: Final = 2
"""Sentences back in which the two may stand."""
_MENTIONS: Final = 12
_OPENING: Final = 3
"""Words in which a question names whom it is about."""
_SIDES: Final = 2


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
        if not others and (tag := near[-1].tag(Sort.PLACE, Sort.BODY, Sort.PERSON, Sort.SURNAME)) is not None:
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


def asked_about(memory: Memory) -> Who | None:
    """Of whom the question just before asks: "What does Xland want? It says"."""
    near = memory.scenes[-1]
    low = near.words.low
    start = next((index + 1 for index, word in enumerate(low[:_OPENING]) if word in near.lexicon.helpers), 0)
    if start and low[start : start + 1] == ["the"]:
        start += 1
    tag = next((hit.tag(Sort.PLACE) for hit in near.hits[:_MENTIONS] if hit.start == start), None) if start else None
    return None if tag is None or tag in near.names.staff else Who(tag, None, By.PRONOUN, False)
