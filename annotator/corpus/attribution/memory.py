"""What an article has said so far: who was introduced, who spoke last, whom "he" and "the ministry" mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.corpus.attribution.heads import has_left_office
from annotator.corpus.attribution.identity import By, Scene, Who, identify
from annotator.corpus.attribution.lexicon import Lexicon
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.phrases import Phrase
from annotator.corpus.speaker import OTHER, UNNAMED


@dataclass(slots=True)
class Mention:
    """Somebody who stood in the text, as a source or as whom a sentence is about."""

    who: Who
    sentence: int
    paragraph: int
    source: bool


@dataclass(slots=True)
class Memory:
    """The article up to the sentence at hand."""

    mentions: list[Mention] = field(default_factory=list)
    """In the order of the text; the last is the nearest."""

    def add(self, who: Who, sentence: int, paragraph: int, *, source: bool) -> None:
        """Remember somebody."""
        self.mentions.append(Mention(who, sentence, paragraph, source))

    def look_up(self, scene: Scene, phrase: Phrase, sentence: int, paragraph: int, lex: Lexicon) -> Who | None:
        """Whom a pronoun or a definite phrase without a name means; None where nobody fits."""
        w = scene.words
        low = w.low[phrase.start : phrase.end]
        first = low[0]
        if len(low) == 1 and first in lex.pronouns:
            return self._pronoun(first, sentence, paragraph)
        nouns = frozenset(word for word in low if lex.is_role(word))
        if first in lex.possessives:
            owner = self._pronoun(
                {"his": "he", "her": "she", "its": "it", "their": "they"}.get(first, "we"), sentence, paragraph
            )
            return owner and _as(owner, By.DEFINITE, False, nouns)
        return self._definite(scene, nouns, sentence)

    def _pronoun(self, pronoun: str, sentence: int, paragraph: int) -> Who | None:
        reach = 3 if pronoun in ("he", "she", "him", "her") else 2
        best: Who | None = None
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > reach and paragraph - mention.paragraph > 1:
                break
            who = mention.who
            if pronoun in ("he", "she", "him", "her"):
                if who.person is True:
                    return _as(who, By.PRONOUN, True, who.nouns)
                if who.person is None and best is None and who.by is not By.NOBODY and who.by is not By.METONYM:
                    best = who
            elif pronoun == "it":
                if who.person is not True:
                    return _as(who, By.PRONOUN, False, who.nouns)
            elif pronoun in ("they", "them", "their", "both", "others"):
                if who.person is not True or best is None:
                    if who.person is not True:
                        return _as(who, By.PRONOUN, None, who.nouns)
                    best = who
            elif pronoun in (
                "who",
                "which",
                "that",
                "this",
                "one",
                "another",
                "these",
                "those",
                "some",
                "many",
                "each",
                "neither",
                "all",
                "none",
                "you",
                "i",
                "we",
                "us",
                "me",
            ):
                return None
        return best and _as(best, By.PRONOUN, best.person, best.nouns)

    def _definite(self, scene: Scene, nouns: frozenset[str], sentence: int) -> Who | None:
        """Such as "The ministry": the last who was called so; else the last who spoke, if an office or institution fits."""
        lex = scene.lexicon
        wanted = nouns
        single = any(word in lex.offices for word in nouns)
        for mention in reversed(self.mentions[-25:]):
            if mention.who.nouns & wanted and mention.who.by not in (By.CROWD, By.PRESS):
                return _as(mention.who, By.DEFINITE, mention.who.person if single else False, mention.who.nouns | nouns)
        if nouns & lex.documents:
            for mention in reversed(self.mentions[-8:]):
                if mention.source and sentence - mention.sentence <= 3:
                    return _as(mention.who, By.DEFINITE, False, mention.who.nouns | nouns)
            return None
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > 6:
                break
            if mention.who.by in (By.CROWD, By.PRESS, By.NOBODY, By.MUTE):
                continue
            if (
                single
                and mention.who.person is False
                and mention.who.by is not By.METONYM
                and mention.who.by is not By.OFFICE
            ):
                continue
            if mention.source or mention.who.tag != OTHER:
                return _as(mention.who, By.DEFINITE, True if single else None, mention.who.nouns | nouns)
        return None


def _as(who: Who, by: By, person: bool | None, nouns: frozenset[str]) -> Who:
    return Who(who.tag, who.name, by, person, nouns)


def introduce(scene: Scene, learned: dict[str, Who]) -> None:
    """Learn the people that a sentence introduces: "the X minister First Last", "First Last, head of the X army".

    A name that the article introduces goes before the registry's: leaders have namesakes.
    """
    w, lex = scene.words, scene.lexicon
    size = len(w)
    index = 0
    can = _name_words(scene)
    if not any(can):
        return
    people = {hit.start: hit for hit in scene.hits if hit.tag(Sort.PERSON)}
    while index < size:
        if hit := people.get(index):
            tag = hit.tag(Sort.PERSON)
            if tag and not _is_former(w.low, index, lex):
                learned.setdefault(w.low[hit.end - 1], Who(tag, None, By.PERSON, True))
                learned.setdefault(" ".join(w.low[hit.end - 2 : hit.end]), Who(tag, None, By.PERSON, True))
            elif tag:
                name = scene.text[w.start[hit.start] : w.end[hit.end - 1]]
                former = Who(OTHER, name, By.NAMED, True)
                learned[w.low[hit.end - 1]] = learned[" ".join(w.low[hit.start : hit.end])] = former
            index = hit.end
            continue
        if not can[index]:
            index += 1
            continue
        end = index + 1
        while end < size and can[end] and end - index < 4:
            end += 1
        if end - index >= 2:
            surname = w.low[end - 1]
            who = _introduced(scene, index, end)
            if who is not None and (surname not in learned or learned[surname].by is By.NAMED):
                learned[surname] = learned[f"{w.low[end - 2]} {surname}"] = who
        index = end


def _is_former(low: list[str], index: int, lex: Lexicon) -> bool:
    return has_left_office(low[max(0, index - 4) : index], lex)


def _name_words(scene: Scene) -> list[bool]:
    """Which words can be part of a person's name."""
    w, lex = scene.words, scene.lexicon
    can = [
        raw[0].isupper()
        and len(low) > 1
        and low not in lex.function
        and low not in lex.offices
        and low not in lex.institutions
        and low not in lex.times
        and low not in lex.pronouns
        and not lex.is_adverb(low)
        for raw, low in zip(w.raw, w.low, strict=True)
    ]
    for hit in scene.hits:
        if hit.tag(Sort.PLACE, Sort.DEMONYM, Sort.REGION, Sort.BODY, Sort.OUTLET):
            can[hit.start : hit.end] = [False] * (hit.end - hit.start)
    return can


def _introduced(scene: Scene, start: int, end: int) -> Who | None:
    """Whose official a full name is, by the title in front or the apposition behind."""
    w, lex = scene.words, scene.lexicon
    first = start
    while first > 0 and start - first < 14:
        low = w.low[first - 1]
        if (
            low in (",", ";", ":", "(", ")", ".", "and", "that", "which", "who", "-", "–", "—", "\ue000")
            or low in lex.helpers
        ):
            break
        if lex.forms.get(low) and not w.capital(first - 1) and low not in lex.also_nouns and low not in lex.offices:
            break
        first -= 1
    name = scene.text[w.start[start] : w.end[end - 1]]
    before = w.low[first:start]
    if any(word in lex.offices for word in before):
        while first < start and w.low[first] in lex.prepositions:
            first += 1
        if has_left_office(before, lex):
            return Who(OTHER, name, By.NAMED, True)
        stripped = Scene(w, scene.hits, scene.text, scene.names, lex, {}, scene.context)
        who = identify(stripped, Phrase(first, start)) if first < start else None
        if who is not None and who.tag != OTHER:
            return Who(who.tag, None, By.LEARNED, True, frozenset(word for word in before if word in lex.offices))
        if who is not None and who.by is By.NAMED:
            return Who(OTHER, name, By.NAMED, True)
    if end + 1 < len(w) and w.low[end] == ",":
        stop = end + 1
        while stop < len(w) and w.low[stop] not in (",", ";", ".", "\ue000", ")") and stop - end < 18:
            if w.low[stop] in lex.helpers or w.low[stop] in ("who", "which"):
                break
            stop += 1
        behind = w.low[end + 1 : stop]
        if stop > end + 1 and any(word in lex.offices for word in behind):
            if has_left_office(behind, lex):
                return Who(OTHER, name, By.NAMED, True)
            stripped = Scene(w, scene.hits, scene.text, scene.names, lex, {}, scene.context)
            who = identify(stripped, Phrase(end + 1, stop))
            if who is not None and who.tag != OTHER:
                return Who(who.tag, None, By.LEARNED, True, frozenset(word for word in behind if word in lex.offices))
            if who is not None and who.by is By.NAMED:
                return Who(OTHER, name, By.NAMED, True)
    if w.low[end - 1] in _surnames(scene):
        return Who(OTHER, name, By.NAMED, True)
    return None


def _surnames(scene: Scene) -> frozenset[str]:
    return frozenset(scene.words.low[hit.end - 1] for hit in scene.hits if hit.tag(Sort.SURNAME))


def unnamed(by: By) -> Who:
    """A source that nobody can name."""
    return Who(OTHER, UNNAMED, by)
