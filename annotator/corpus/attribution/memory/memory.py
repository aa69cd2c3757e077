"""What an article has said so far: who was introduced, who spoke last, whom "he" and "the ministry" mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from annotator.corpus.attribution.memory.earlier import (
    asked,
    is_set_there,
    met,
    names_one,
    newcomer,
    opener,
    tells_of_victims,
)
from annotator.corpus.attribution.memory.mentions import Mention, called_again, is_plural, may_be_he, repeats
from annotator.corpus.attribution.sources.sides import SIDES
from annotator.corpus.attribution.words.heads import NATIONAL
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at
from annotator.corpus.speaker import OTHER

_TRIES: Final = frozenset(("court", "trial", "tried", "trials"))
_PUT_OUT: Final = frozenset(("signed", "issued", "published", "posted", "released"))
_BEGINNING: Final = 3
"""Words in which a sentence names whom it is about."""
_OF_MANY: Final = frozenset(("brussels", "eu", "kremlin", "nato", "un", "european", "united", "white"))
"""Who has no ministries."""
_LONGEST_QUOTATION: Final = 8
"""Sentences over which a quotation is looked back for whom the text told of before it."""
_MOST: Final = 30
"""Mentions that anything looks back over."""
LONGEST_LOOK: Final = 120
"""Words of a sentence that are looked at for a name, from its end."""


_BODIES: Final = frozenset((By.BODY, By.OFFICE, By.METONYM, By.DEFINITE, By.PATTERN))
"""What tells that somebody is an institution or a side."""


_OUTSIDERS: Final = frozenset((By.NAMED, By.BODY, By.OFFICE, By.APPOSITION, By.PRONOUN, By.DEFINITE))
"""What tells of somebody of no side who may have officials of their own."""


@dataclass(slots=True)
class Memory:
    """The article up to the sentence at hand."""

    mentions: list[Mention] = field(default_factory=list)
    """In the order of the text; the last is the nearest."""
    home: str | None = None
    """The side where the article is at home: whose an office is that nothing explains."""
    press: str | None = None
    """The side at home with which the article's own outlet is."""
    about: frozenset[str] = frozenset()
    """The sides that the article is about: named at its beginning, or again and again."""
    order: list[str] = field(default_factory=list)
    """The sides in the order in which the text first names them."""
    sides: dict[str, None] = field(default_factory=dict)
    """The tags that were spoken or told of, each once, the last one last."""
    scenes: list[Scene] = field(default_factory=list)
    """The sentences before, in order."""
    looked: dict[tuple[Sort, ...], str | None] = field(default_factory=dict)
    """Which one side the last of them names, by the sorts of names that were asked for."""
    judged: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    """Of those that were looked back at, by place: whether each names but one person, whether it tells of victims."""
    asked: Who | None = None
    """Whom the press asked in the sentence before: they answer."""
    pair: list[str] = field(default_factory=list)
    """The two sides with which the sentence before began: "X and Y held talks"."""
    met: list[str] | None = None
    """The only side in the sentence before, where it met somebody of no side."""
    own: str | None = None
    """The side whose institution issued the article: its own "the Ministry of Ports" needs no state."""
    life: Who | None = None
    """Whose life the article tells, if it is a biography."""
    here: int = -1
    """The paragraph of the sentence at hand."""
    opened: int = -1
    """The paragraph whose first sentence was the last one."""
    named: frozenset[str] = frozenset()
    """The tags whose places or people the article names."""
    accused: tuple[Who, int] | None = None
    """Of whom a passive told what others accuse them of, and in which sentence: they answer."""
    court: str | None = None
    """The side before whose court a case is, once the article has named the court."""

    def add(self, who: Who, sentence: int, paragraph: int, *, source: bool) -> None:
        """Remember somebody."""
        self.mentions.append(Mention(who, sentence, paragraph, source))
        if who.tag != OTHER:
            self.sides.pop(who.tag, None)
            self.sides[who.tag] = None

    def begin(self, home: str | None) -> None:
        """Forget what was told in the item before: it explains no "ministry" in the next one, which is at home elsewhere."""
        self.home = home
        self.mentions, self.scenes, self.judged, self.sides, self.pair = [], [], {}, {}, []
        self.looked.clear()
        self.asked = self.met = self.accused = self.court = None

    def read(self, scene: Scene) -> None:
        """Remember a sentence, the court that it names, whom the press asked in it and whether a side met a guest."""
        self.scenes.append(scene)
        self.looked.clear()
        self.asked, self.met = asked(scene), met(scene)
        low = scene.words.low
        for hit in scene.hits if not _TRIES.isdisjoint(low) else ():
            if (tag := hit.tag(Sort.BODY)) and "court" in low[hit.start : hit.end]:
                self.court = tag
            before = low[max(0, hit.start - 3) : hit.start]
            if (tag := hit.tag(Sort.PLACE)) and before[-1:] == ["in"] and not _TRIES.isdisjoint(before):
                self.court = tag

    def tells_of_power(self, sentence: int) -> bool:
        """Whether the sentence just before begins with a state or organisation of no side: "Russia said", "Turkish leaders met"."""
        near = self.scenes[-1] if self.scenes else None
        told = any(mention.sentence == sentence - 1 for mention in self.mentions[-4:])
        if near is None or not told:
            return False
        w = near.words
        beginning = [index for index in w.capitals if index < _BEGINNING]
        ours = {
            index
            for hit in near.hits
            if not hit.tag(Sort.OUTSIDER, Sort.FOREIGN)
            for index in range(hit.start, hit.end)
        }
        known = any(hit.start < _BEGINNING and hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for hit in near.hits)
        return known or any(
            index not in ours
            and (
                (w.low[index] in near.names.powers and w.low[index] not in _OF_MANY) or w.low[index].endswith(NATIONAL)
            )
            for index in beginning
        )

    def answers(self, scene: Scene, phrase: Phrase, sentence: int) -> Who | None:
        """Whom a pronoun means that denies or rejects something: "X was accused by Y. It denied it"."""
        alone = scene.words.low[phrase.start : phrase.end] in (["it"], ["he"], ["she"], ["they"])
        if self.accused is None or not alone or self.accused[1] != sentence - 1:
            return None
        who = self.accused[0]
        personal = scene.words.low[phrase.start] in ("he", "she")
        if who.person is False if personal else who.person and scene.words.low[phrase.start] == "it":
            return None
        return called_again(who, By.PRONOUN, who.person, who.nouns)

    def official(self, scene: Scene, nouns: frozenset[str], sentence: int, *, named: bool) -> Who | None:
        """Whose an official may be whom the text gives no state: of the side whose institution was named so last.

        One with a name is not who had the same office and another name.
        """
        for mention in reversed(self.mentions[-12:]):
            who = mention.who
            if named and who.person and who.by in (By.PERSON, By.SURNAME):
                continue
            if sentence - mention.sentence > 6:
                break
            if who.tag != OTHER and who.tag not in scene.names.staff and repeats(nouns, who.nouns, scene.lexicon):
                return who
        return None

    def body_before(self, sentence: int) -> Who | None:
        """The institution, or side, that spoke last in the sentence just before."""
        for mention in reversed(self.mentions[-4:]):
            if mention.source and mention.sentence == sentence - 1:
                who = mention.who
                return who if who.person is not True and who.by in (_BODIES | {By.NAMED}) else None
        return None

    def is_of_outsiders(self, scene: Scene, sentence: int) -> bool:
        """Whether the same sentence is about an organisation or state of no side: "Rome waits, a spokesman said"."""
        last = self.mentions[-1] if self.mentions else None
        if last is None or last.sentence != sentence or last.source:
            return False
        if last.who.tag != OTHER or last.who.person is True or last.who.by not in (By.NAMED, By.COMMON):
            return False
        # Not "Xish soldiers", who are no organisation.
        w, name = scene.words, last.who.name or ""
        return not any(
            scene.text[w.start(hit.start) : w.end(hit.end - 1)] in name for hit in scene.hits if hit.tag(*SIDES)
        )

    def speaking(self, scene: Scene, sentence: int) -> Who | None:
        """The side that spoke earlier in the same sentence."""
        for mention in reversed(self.mentions[-4:]):
            if mention.source and mention.sentence == sentence and mention.who.tag not in scene.names.staff | {OTHER}:
                return mention.who
        return None

    def introduce(self, scene: Scene, phrase: Phrase, who: Who) -> None:
        """Learn the name in a phrase, which the article used for somebody of a side."""
        w, lex = scene.words, scene.lexicon
        spans = [(phrase.start + 1, phrase.end)]
        if phrase.apposition is not None and all(map(w.capital, range(*phrase.apposition))):
            # "The spokesman, First Last, said".
            spans.insert(0, phrase.apposition)
        for first, last in spans:
            for index in range(last - 1, first - 1, -1):
                if w.capital(index) and w.low[index] not in lex.nameless:
                    scene.learned[w.low[index]] = Who(who.tag, None, By.LEARNED, True, who.nouns)
                    return

    def before(self, sentence: int) -> Memory:
        """The article up to a sentence, without whom the sentence itself tells of."""
        return replace(self, mentions=[one for one in self.mentions[-_MOST:] if one.sentence < sentence or one.source])

    def somebody(self, pronoun: str, sentence: int, paragraph: int, *, behind: bool = False) -> Who | None:
        """Whom a pronoun means; None where nobody fits."""
        personal = pronoun in ("he", "she", "him", "her")
        if not personal and pronoun not in ("it", "they", "them", "both", "others"):
            return None
        last = self.mentions[-1] if self.mentions else None
        if pronoun == "it" and last is not None and last.sentence == sentence - 1 and last.who.person is True:
            before = self.scenes[-1]
            low = before.words.low
            if not _PUT_OUT.isdisjoint(low) and not before.lexicon.documents.isdisjoint(low):
                # "First Last signed a decree. It says"
                return called_again(last.who, By.PRONOUN, False, last.who.nouns)
        if self.asked is not None and (pronoun == "it" if self.asked.person is False else personal):
            return called_again(self.asked, By.PRONOUN, self.asked.person, self.asked.nouns)
        reach = 3 if personal else 2
        person = True if personal else False if pronoun == "it" else None
        best: Who | None = None
        about: Who | None = None
        powers = self.scenes[-1].names.powers if self.scenes else frozenset[str]()
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > reach and paragraph - mention.paragraph > 1:
                break
            who = mention.who
            if who.by is By.THING and pronoun != "it":
                continue
            bare = who.by is By.NAMED and (mention.sentence == sentence or personal) and not is_plural(who.name)
            # A name that nothing tells more about may be a person's or not.
            bare = bare and (mention.source or not personal or self._is_a_name(who.name))
            bare = bare and not (personal and who.name is not None and who.name.split()[-1][0].islower())
            fits = who.person is True or (bare and who.person is None) if personal else who.person is not True or bare
            if (
                who.by in (By.CROWD, By.COMMON)
                and personal
                and fits
                and not mention.source
                and self._victims_in(mention.sentence - sentence)
            ):
                continue
            if fits and behind and not mention.source and mention.sentence == sentence:
                about = about or who
            elif fits:
                told_of = self._told_since(sentence - mention.sentence) or (who.name or "").lower() in powers
                if personal and told_of and (nearer := self._person_named(1)) is not None:
                    # Somebody whom the sentence just before only tells of.
                    return called_again(nearer, By.PRONOUN, True, nearer.nouns)
                return called_again(who, By.PRONOUN, person, who.nouns)
            elif best is None and (
                (personal and who.person is None and who.by not in (By.NOBODY, By.METONYM, By.CROWD))
                or pronoun not in ("it", "he", "she", "him", "her")
            ):
                best = who
        best = about or best
        if personal and (best is None or best.by is By.NOBODY) and (named := self._person_named()) is not None:
            return called_again(named, By.PRONOUN, True, named.nouns)
        return best and called_again(best, By.PRONOUN, best.person, best.nouns)

    def named_just(self) -> list[str]:
        """The sides, in the order of the text, if the sentence just before or the first ones are about no others."""
        near = (
            {tag for hit in self.scenes[-1].hits if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))}
            if self.scenes
            else set()
        )
        return [tag for tag in self.order if tag in near] if len(near) > 1 else []

    def told_life(self, sentence: int) -> Who | None:
        """Whose life is told, unless somebody else spoke in the sentence just before."""
        if self.life is None:
            return None
        near = (one.who for one in self.mentions[-4:] if one.sentence == sentence - 1)
        others = (who for who in near if (who.tag, who.name) != (self.life.tag, self.life.name))
        return None if any(map(may_be_he, others)) else self.life

    def _told_since(self, back: int) -> bool:
        """Whether a sentence that is no quotation stands behind one so many back."""
        return any(not scene.words.inside for scene in self.scenes[1 - back :]) if back > 1 else False

    def _is_a_name(self, name: str | None) -> bool:
        """Whether a word that opened a sentence has a capital within one as well: no "Snow fell"."""
        if name is None or " " in name:
            return True
        low = name.lower()
        near = self.scenes[-_MOST:]
        return any(index and scene.words.low[index] == low for scene in near for index in scene.words.capitals)

    def named_before(self, scene: Scene, end: int, sentence: int) -> Who | None:
        """The person whom the same sentence names before "he", where nobody else is its subject or spoke in it."""
        told = [mention.who for mention in self.mentions[-4:] if mention.sentence == sentence]
        if any(who.person is not False and who.by is not By.METONYM for who in told):
            return None
        # A surname counts where it opens the sentence: "Maro again, this time in capitals: …, he writes".
        named = (
            (hit, hit.tag(Sort.PERSON, *(() if hit.start else (Sort.SURNAME,)))) for hit in beginning_in(scene, 0, end)
        )
        people = [(hit, tag) for hit, tag in named if tag]
        if len(people) != 1:
            return None
        start = people[0][0].start
        while start and scene.words.capital(start - 1) and scene.words.low[start - 1] in scene.lexicon.titles:
            start -= 1
        before = scene.words.low[start - 1] if start else ""
        if before in scene.lexicon.prepositions and not (before == "for" and start == 1):
            # "After talks with First Last, he said": whoever spoke before.
            return None
        return Who(people[0][1], None, By.PERSON, True)

    def _person_named(self, reach: int = 2) -> Who | None:
        """The person whom the sentences before name last, though they were no subject there."""
        near = range(len(self.scenes) - 1, max(-1, len(self.scenes) - _LONGEST_QUOTATION - 1), -1)
        for place in islice((place for place in near if not self.scenes[place].words.inside), reach):
            scene = self.scenes[place]
            w, (alone, victims) = scene.words, self._judge(place)
            for index in reversed(w.capitals[-LONGEST_LOOK:]):
                for hit in ending_at(scene, index + 1):
                    if tag := hit.tag(Sort.PERSON) or (hit.tag(Sort.SURNAME) if alone else None):
                        return Who(tag, None, By.PERSON, True)
                    if hit.tag(Sort.OUTSIDER):
                        return Who(OTHER, " ".join(w.raw[hit.start : hit.end]), By.NAMED, True)
                known = scene.learned.get(w.low[index])
                if known is not None and known.person:
                    return known
                if not victims and (new := newcomer(scene, index)) is not None:
                    return new
            if not victims and (first := opener(scene)) is not None:
                return first
        return None

    def _victims_in(self, back: int) -> bool:
        """Whether a sentence so many back says that somebody was killed or held: a later "he" is hardly they."""
        return -len(self.scenes) <= back < 0 and self._judge(len(self.scenes) + back)[1]

    def _judge(self, place: int) -> tuple[bool, bool]:
        """Whether a sentence before names but one person, by the surname, and whether it tells of victims."""
        if place not in self.judged:
            scene = self.scenes[place]
            self.judged[place] = names_one(scene), tells_of_victims(scene)
        return self.judged[place]

    def town(self, scene: Scene) -> str | None:
        """The side of the town that this sentence, or the one before, names last."""
        for near in (scene, *self.scenes[-1:]):
            tags = [
                tag for hit in near.hits if (tag := hit.tag(Sort.LOCAL, Sort.PLACE)) and tag not in scene.names.staff
            ]
            if tags:
                return tags[-1]
        return None

    def scene_of(self, sentence: int, *sorts: Sort, among: bool) -> str | None:
        """The one side that the sentence just before names by such names, where no outsider speaks or is told of.

        Args:
            sentence: the place of the sentence at hand.
            sorts: what names tell of the side.
            among: outsiders may be told of as well.
        """
        near = self.scenes[-1] if self.scenes else None
        told = [mention.who for mention in self.mentions[-4:] if mention.sentence == sentence - 1]
        outsiders = (who for who in told if who.tag == OTHER and who.by in _OUTSIDERS and not is_plural(who.name))
        if near is None or (not among and any(outsiders)):
            return None
        if sorts not in self.looked:
            named = {tag for hit in near.hits if (tag := hit.tag(*sorts))} - near.names.staff
            placed = Sort.SURNAME in sorts or is_set_there(near, sorts)
            self.looked[sorts] = next(iter(named)) if len(named) == 1 and placed else None
        return self.looked[sorts]

    def local(self, scene: Scene) -> str | None:
        """Whose "local officials" are: of the town or region named last, or of the one region that the text is about.

        A region is a side within another one's names: its registry entry absorbs that one.
        """
        absorbs = scene.names.absorbs
        for near in (scene, *reversed(self.scenes[-2:])):
            for hit in reversed(near.hits):
                tag = hit.tag(Sort.LOCAL) or hit.tag(Sort.PLACE, Sort.REGION)
                if tag and (hit.tag(Sort.LOCAL) or absorbs[tag]):
                    return tag
        regions = [tag for tag in self.named if absorbs[tag]]
        return regions[0] if len(regions) == 1 else None
