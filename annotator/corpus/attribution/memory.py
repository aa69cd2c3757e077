"""What an article has said so far: who was introduced, who spoke last, whom "he" and "the ministry" mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.corpus.attribution.heads import has_left_office
from annotator.corpus.attribution.identity import COUNTERPARTS, By, Scene, Who, ending_at, identify
from annotator.corpus.attribution.lexicon import Lexicon
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.phrases import Phrase, around, is_verb
from annotator.corpus.speaker import OTHER

_REACH = 4
"""Sentences back in which an institution that did not speak is still "the ministry"."""
_LONGEST = 120
"""Words of a sentence that are looked at for it, from its end."""


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
    home: bool = False
    """Whether an office that nothing explains has a home to fall back on."""
    scenes: list[Scene] = field(default_factory=list)
    """The sentences before, in order."""

    def add(self, who: Who, sentence: int, paragraph: int, *, source: bool) -> None:
        """Remember somebody."""
        self.mentions.append(Mention(who, sentence, paragraph, source))

    def look_up(self, scene: Scene, phrase: Phrase, sentence: int, paragraph: int, *, behind: bool) -> Who | None:
        """Whom a pronoun or a definite phrase without a name means; None where nobody fits.

        Args:
            scene: the sentence.
            phrase: the pronoun or definite phrase.
            sentence: its place in the article.
            paragraph: that of its paragraph.
            behind: it stands behind what it says, so whom the words are about is hardly who says them.
        """
        lex = scene.lexicon
        low = scene.words.low[phrase.start : phrase.end]
        first = low[0]
        if len(low) == 1 and first in lex.pronouns:
            return self._pronoun(first, sentence, paragraph, behind=behind)
        nouns = frozenset(word for word in low if word in lex.roles)
        if not nouns.isdisjoint(COUNTERPARTS):
            return None
        if first in lex.possessives:
            owner = self._pronoun(
                {"his": "he", "her": "she", "its": "it", "their": "they"}.get(first, "we"), sentence, paragraph
            )
            return owner and _as(owner, By.DEFINITE, False, nouns)
        return self._definite(scene, nouns, sentence)

    def official(self, scene: Scene, nouns: frozenset[str], sentence: int) -> Who | None:
        """Whose an official may be whom the text gives no state: of the side whose institution was named so last."""
        for mention in reversed(self.mentions[-12:]):
            who = mention.who
            if sentence - mention.sentence > 6:
                break
            if who.tag != OTHER and who.tag not in scene.names.staff and who.nouns & nouns:
                return who
        return None

    def sides(self) -> list[str]:
        """The tags that were spoken or told of, the last one last."""
        return [mention.who.tag for mention in self.mentions if mention.who.tag != OTHER]

    def introduce(self, scene: Scene, phrase: Phrase, who: Who) -> None:
        """Learn the name in a phrase, which the article used for somebody of a side."""
        w, lex = scene.words, scene.lexicon
        for index in range(phrase.end - 1, phrase.start, -1):
            if w.capital(index) and w.low[index] not in lex.nameless:
                scene.learned[w.low[index]] = Who(who.tag, None, By.LEARNED, True, who.nouns)
                return

    def outlet(self, scene: Scene, phrase: Phrase, sentence: int) -> Who | None:
        """The outlet with reporters of its own that "its team", "the network" or "the network's team" means."""
        lex = scene.lexicon
        low = scene.words.low[phrase.start : phrase.end]
        if len(low) > 3 and low[-1] in lex.crew and low[-2] in ("'s", "'"):
            low = low[:-2]
        own = low[0] in ("its", "their")
        if low[-1] not in (lex.crew if own else lex.outlet_nouns) or not (own or low[0] == "the"):
            return None
        for mention in reversed(self.mentions[-8:]):
            who = mention.who
            if sentence - mention.sentence > 4:
                return None
            if who.tag in scene.names.staff:
                return _as(who, By.OUTLET, False, who.nouns)
            if who.by in (By.OUTLET, By.PRESS) or (own and who.person is not True):
                # Another one stands between.
                return None
        return None

    def _pronoun(self, pronoun: str, sentence: int, paragraph: int, *, behind: bool = False) -> Who | None:
        personal = pronoun in ("he", "she", "him", "her")
        if not personal and pronoun not in ("it", "they", "them", "both", "others"):
            return None
        reach = 3 if personal else 2
        person = True if personal else False if pronoun == "it" else None
        best: Who | None = None
        about: Who | None = None
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > reach and paragraph - mention.paragraph > 1:
                break
            who = mention.who
            fits = who.person is True if personal else who.person is not True
            if fits and behind and not mention.source and mention.sentence == sentence:
                about = about or who
            elif fits:
                return _as(who, By.PRONOUN, person, who.nouns)
            elif best is None and (
                (personal and who.person is None and who.by not in (By.NOBODY, By.METONYM))
                or pronoun not in ("it", "he", "she", "him", "her")
            ):
                best = who
        best = about or best
        if personal and (best is None or best.by is By.NOBODY) and (named := self._person_named()) is not None:
            return _as(named, By.PRONOUN, True, named.nouns)
        return best and _as(best, By.PRONOUN, best.person, best.nouns)

    def _person_named(self) -> Who | None:
        """The person whom the two sentences before name last, though they were no subject there."""
        for scene in reversed(self.scenes[-2:]):
            w = scene.words
            people = {hit.end - 1: tag for hit in scene.hits if (tag := hit.tag(Sort.PERSON))}
            for index in reversed(w.capitals):
                if index in people:
                    return Who(people[index], None, By.PERSON, True)
                known = scene.learned.get(w.low[index])
                if known is not None and known.person:
                    return known
        return None

    def _definite(self, scene: Scene, nouns: frozenset[str], sentence: int) -> Who | None:
        """Such as "The ministry": the last who was called so; else the last who spoke, if an office or institution fits."""
        lex = scene.lexicon
        single = any(word in lex.offices for word in nouns)
        for mention in reversed(self.mentions[-25:]):
            if mention.who.nouns & nouns and mention.who.by not in (By.CROWD, By.PRESS):
                return _as(mention.who, By.DEFINITE, mention.who.person if single else False, nouns)
        if nouns & lex.documents:
            for mention in reversed(self.mentions[-8:]):
                if mention.source and sentence - mention.sentence <= 3:
                    return _as(mention.who, By.DEFINITE, False, mention.who.nouns | nouns)
            return None
        if (named := self._named(nouns)) is not None:
            return _as(named, By.DEFINITE, named.person if single else False, named.nouns | nouns)
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > (2 if self.home else 6):
                break
            if single and mention.who.nouns and mention.who.nouns.isdisjoint(nouns):
                # Somebody with another title.
                continue
            if mention.who.by in (By.CROWD, By.PRESS, By.NOBODY, By.MUTE, By.THING) or mention.who.tag in scene.names.staff:
                continue
            if single and mention.who.tag == OTHER and not mention.who.nouns and mention.who.by is not By.LEARNED:
                # Somebody without an office.
                continue
            if (
                single
                and mention.who.person is False
                and mention.who.by is not By.METONYM
                and mention.who.by is not By.OFFICE
            ):
                continue
            near = sentence - mention.sentence <= 1 and mention.who.by is By.NAMED
            if mention.source or mention.who.tag != OTHER or near:
                return _as(mention.who, By.DEFINITE, True if single else None, mention.who.nouns | nouns)
        return None

    def _named(self, nouns: frozenset[str]) -> Who | None:
        """Whose office or institution the sentences just before call so, though it did not speak there."""
        for scene in reversed(self.scenes[-_REACH:]):
            w = scene.words
            for index in range(len(w) - 1 if scene.hits else -1, max(-1, len(w) - _LONGEST), -1):
                if w.low[index] in nouns and (phrase := around(w, index, scene.lexicon)) is not None:
                    who = identify(scene, phrase)
                    if who is not None and who.tag != OTHER and nouns & who.nouns:
                        return who
        return None


def _as(who: Who, by: By, person: bool | None, nouns: frozenset[str]) -> Who:
    return Who(who.tag, who.name, by, person, nouns)


def introduce(scene: Scene, learned: dict[str, Who]) -> None:
    """Learn the people that a sentence introduces: "the X minister First Last", "First Last, head of the X army".

    A name that the article introduces goes before the registry's: leaders have namesakes.
    """
    w, lex = scene.words, scene.lexicon
    can = _name_words(scene)
    people = {hit.start: hit for hit in scene.hits if hit.tag(Sort.PERSON)}
    free = 0
    for index in sorted({*can, *people}):
        if index < free:
            continue
        if hit := people.get(index):
            tag = hit.tag(Sort.PERSON)
            if tag and not _is_former(w.low, index, lex):
                learned.setdefault(w.low[hit.end - 1], Who(tag, None, By.PERSON, True))
                learned.setdefault(" ".join(w.low[hit.end - 2 : hit.end]), Who(tag, None, By.PERSON, True))
            elif tag:
                former = _outsider(scene, hit.start, hit.end)
                learned[w.low[hit.end - 1]] = learned[" ".join(w.low[hit.start : hit.end])] = former
            free = hit.end
            continue
        end = index + 1
        while end in can and end - index < 4:
            end += 1
        if end - index >= 2:
            surname = w.low[end - 1]
            who = _introduced(scene, index, end)
            if who is not None and (surname not in learned or learned[surname].by is By.NAMED):
                learned[surname] = learned[f"{w.low[end - 2]} {surname}"] = who
        free = end


def _is_former(low: list[str], index: int, lex: Lexicon) -> bool:
    return has_left_office(low[max(0, index - 4) : index], lex)


def _name_words(scene: Scene) -> set[int]:
    """Which words can be part of a person's name."""
    low, lex = scene.words.low, scene.lexicon
    can = {
        index
        for index in scene.words.capitals
        if len(low[index]) > 1 and low[index] not in lex.nameless and not lex.is_adverb(low[index])
    }
    for hit in scene.hits:
        if hit.tag(Sort.PLACE, Sort.DEMONYM, Sort.REGION, Sort.BODY, Sort.OUTLET):
            can.difference_update(range(hit.start, hit.end))
    return can


def _introduced(scene: Scene, start: int, end: int) -> Who | None:
    """Of an outlet's own people, or whose official a full name is, by the title in front or the apposition behind."""
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
    before = w.low[first:start]
    for hit in scene.hits:
        tag = hit.tag(Sort.OUTLET, Sort.PLACE)
        if tag in scene.names.staff and hit.end < start and w.low[hit.end] == "'s" and start - hit.end < 4:
            return Who(tag, None, By.LEARNED, True)
    if any(word in lex.offices for word in before):
        # The title itself: behind the last preposition, but for that of "minister of defence".
        for index in range(start - 1, first - 1, -1):
            if w.low[index] in lex.prepositions and w.low[index] not in ("of", "for"):
                first = index + 1
                break
        while first < start and w.low[first] in lex.prepositions:
            first += 1
        if has_left_office(before, lex):
            return _outsider(scene, start, end)
        stripped = Scene(w, scene.hits, scene.text, scene.names, lex, {}, scene.context)
        who = identify(stripped, Phrase(first, start)) if first < start else None
        if who is not None and who.tag != OTHER:
            return Who(who.tag, None, By.LEARNED, True, frozenset(word for word in before if word in lex.offices))
        if who is not None and who.by is By.NAMED:
            return _outsider(scene, start, end)
    if end + 1 < len(w) and w.low[end] == ",":
        stop = end + 1
        while stop < len(w) and w.low[stop] not in (",", ";", ".", "\ue000", ")") and stop - end < 18:
            if w.low[stop] in lex.helpers or w.low[stop] in ("who", "which"):
                break
            if is_verb(w, stop, lex):
                # No apposition but the next clause: "…, the minister's office reported".
                stop = end + 1
                break
            stop += 1
        behind = w.low[end + 1 : stop]
        if stop > end + 1 and any(word in lex.offices for word in behind) and not _is_somebody_else(scene, end + 1, stop):
            if has_left_office(behind, lex):
                return _outsider(scene, start, end)
            stripped = Scene(w, scene.hits, scene.text, scene.names, lex, {}, scene.context)
            who = identify(stripped, Phrase(end + 1, stop))
            if who is not None and who.tag != OTHER:
                return Who(who.tag, None, By.LEARNED, True, frozenset(word for word in behind if word in lex.offices))
            if who is not None and who.by is By.NAMED:
                return _outsider(scene, start, end)
    if any(hit.tag(Sort.SURNAME) for hit in ending_at(scene, end)):
        # A namesake, of whatever side.
        return _outsider(scene, start, end)._replace(by=By.COMMON)
    return None


def _is_somebody_else(scene: Scene, start: int, stop: int) -> bool:
    """Whether what stands behind a comma is the next person with a title rather than what the one before is."""
    w, lex = scene.words, scene.lexicon
    for index in range(start, stop):
        if w.low[index] in lex.prepositions:
            return False
        if w.low[index] in lex.offices and index + 2 < len(w) and w.capital(index + 1) and w.capital(index + 2):
            return w.low[index + 1] not in lex.nameless
    return False


def _outsider(scene: Scene, start: int, end: int) -> Who:
    """A person who speaks for no side, by name."""
    return Who(OTHER, scene.text[scene.words.start(start) : scene.words.end(end - 1)], By.NAMED, True)
