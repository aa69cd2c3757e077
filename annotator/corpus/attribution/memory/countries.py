"""Whose "the country's ministry" is: of the state that a headline, or the sentence before, tells of."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.memory.memory import LONGEST_LOOK, Memory
from annotator.corpus.attribution.memory.mentions import called_again, repeats
from annotator.corpus.attribution.words.heads import NATIONAL
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, name_of, standing_at
from annotator.corpus.speaker import OTHER

PREMIER: Final = frozenset(("prime", "premier"))
_RECENT: Final = 3
"""Sentences within which the head of another state is "the president"."""
_FAR: Final = 12
"""Mentions among which a bloc is looked for."""


def of_same_country(scene: Scene, phrase: Phrase) -> Who | None:
    """Such as "the country's ministry", of the country that the same sentence named last."""
    low = scene.words.low
    if low[phrase.start + 1 : phrase.start + 3] != ["country", "'s"]:
        return None
    w, lex = scene.words, scene.lexicon
    nouns = lex.roles.intersection(low[phrase.start : phrase.end])
    first = max(0, phrase.start - LONGEST_LOOK)
    hits = beginning_in(scene, first, phrase.start)
    # "Xland freed a village from the Yish army, the country's president said": Xland.
    named = [(hit.start, tag) for hit in hits if (tag := hit.tag(Sort.PLACE))]
    named = named or [(hit.start, tag) for hit in hits if (tag := hit.tag(Sort.DEMONYM))]
    first = named[-1][0] + 1 if named else first
    for index in range(phrase.start - 1, first, -1):
        if w.capital(index) and low[index].endswith(NATIONAL) and not standing_at(scene, index):
            # "Three Yish men died, the country's ministry said".
            return Who(OTHER, w.raw[index], By.NAMED, None, nouns)
    return Who(named[-1][1], None, By.DEFINITE, None, nouns) if named else None


def same_country(scene: Scene, phrase: Phrase, memory: Memory, sentence: int) -> Who | None:
    """Whose "the country" and "the country's ministry" is: of the one side that the sentence just before names."""
    words = scene.words.low[phrase.start : phrase.end]
    if words[-3:] == ["the", "same", "country"] or words[-2:] == ["that", "country"]:
        # "The ministry of the same country": never the writer's own.
        near = memory.scenes[-1].hits if memory.scenes else []
        tags = {tag for hit in near if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))}
        nouns = scene.lexicon.called(words)
        if len(tags) == 1:
            return Who(next(iter(tags)), None, By.DEFINITE, None, nouns)
        return Who(OTHER, name_of(scene, phrase), By.DEFINITE, None, nouns)
    if memory.home is not None or words[:2] != ["the", "country"] or words[2:3] not in ([], ["'s"]):
        return None
    tag = memory.scene_of(sentence, Sort.PLACE, Sort.LOCAL, among=True)
    return None if tag is None else Who(tag, None, By.DEFINITE, None, scene.lexicon.called(words))


def tells_of_others_forces(scene: Scene) -> bool:
    """Whether a headline begins with the forces of a state that is no side."""
    low = scene.words.low
    return len(low) > 1 and low[1] in _FORCES and low[0].endswith(NATIONAL) and not standing_at(scene, 0)


def of_power(scene: Scene, phrase: Phrase) -> Who | None:
    """Whose "Ministry" is in a headline that begins with another state's forces: "Elsewhere peacekeepers killed, ministry says"."""
    w, lex = scene.words, scene.lexicon
    ministry = not lex.titles.isdisjoint(w.low[phrase.start : phrase.end])
    if not ministry or phrase.start < 2 or not tells_of_others_forces(scene):
        return None
    return Who(OTHER, f"{w.raw[0]} {name_of(scene, phrase)}", By.NAMED, False)


_FORCES: Final = listed("others_forces")


def country_told_of(memory: Memory, nouns: frozenset[str], sentence: int, lex: Lexicon) -> Who | None:
    """The state that the line just before is about: "Xland" alone above it, or "Xland shut its sky" as the paragraph's first.

    Behind a sentence only for an office with a portfolio that nobody of the paragraph was called by.
    """
    near = memory.scenes[-1] if memory.scenes else None
    if near is None or not near.words.low:
        return None
    w = near.words
    start = 1 if w.low[0] in ("in", "the") else 0
    hit = next((hit for hit in near.hits if hit.start == start and hit.tag(Sort.PLACE)), None)
    sizes = (2, 1) if len(w) > start + 1 else (1,)
    power = next((size for size in sizes if " ".join(w.low[start : start + size]) in near.names.powers), 0)
    end = hit.end if hit is not None else start + power if power else 0
    if not end:
        return None
    if end < len(w):
        behind = w.low[end]
        told = (
            behind == ","
            if w.low[0] == "in"
            else behind.isalpha() and not w.capital(end) and behind not in ("and", "or")
        )
        opens = memory.opened == memory.here and not nouns.isdisjoint(lex.portfolios) and PREMIER.isdisjoint(nouns)
        spoke = any(one.sentence == sentence - 1 and one.source for one in memory.mentions[-4:])
        again = any(one.paragraph == memory.here and repeats(nouns, one.who.nouns, lex) for one in memory.mentions[-6:])
        if not (told and opens) or spoke or again or (w.low[0] == "in" and w.low[start] in _VENUES):
            return None
    tag = hit.tag(Sort.PLACE) if hit is not None else None
    if tag in near.names.staff:
        return None
    return Who(tag, None, By.METONYM) if tag else Who(OTHER, " ".join(w.raw[start:end]), By.NAMED)


_VENUES: Final = listed("venues")
"""Where others talk."""


def president_told_of(memory: Memory, sentence: int) -> Who | None:
    """The president of another state who just spoke by the surname alone, where no side's was called so just before."""
    for mention in reversed(memory.mentions[-4:]):
        who = mention.who
        if sentence - mention.sentence > _RECENT or "president" in who.nouns:
            return None
        if mention.source and mention.sentence >= sentence - 1 and who.tag == OTHER:
            return who if (who.name or " ").split(" ")[-1].lower() in _PRESIDENTS else None
    return None


_PRESIDENTS: Final = listed("presidents")


def bloc_told_of(memory: Memory, low: list[str]) -> Who:
    """Such as "The bloc": the organisation that was named last, never a side."""
    for mention in reversed(memory.mentions[-_FAR:]):
        who = mention.who
        if who.tag == OTHER and who.by is By.NAMED and who.person is not True:
            return called_again(who, By.DEFINITE, False, who.nouns)
    return Who(OTHER, " ".join(low), By.COMMON, False)
