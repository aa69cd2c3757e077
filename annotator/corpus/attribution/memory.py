"""What an article has said so far: who was introduced, who spoke last, whom "he" and "the ministry" mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annotator.corpus.attribution.heads import NATIONAL
from annotator.corpus.attribution.identity import EPITHETS, identify
from annotator.corpus.attribution.lexicon import Lexicon
from annotator.corpus.attribution.mentions import Mention, called_again, is_plural, repeats
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.officials import of_no_state
from annotator.corpus.attribution.parts import COUNTERPARTS
from annotator.corpus.attribution.phrases import Phrase, around
from annotator.corpus.attribution.scene import By, Scene, Who, beginning_in, ending_at
from annotator.corpus.speaker import OTHER

_REACH = 4
"""Sentences back in which an institution that did not speak is still "the ministry"."""
JUDGES = frozenset(("court", "courts", "judge", "judges", "tribunal"))
"""Who judges sides is none, unless it was introduced as one's."""
VISITORS = frozenset(("ambassador", "envoy", "diplomat", "consul", "delegation"))
"""Officials whom a text at home with a side mostly tells of as somebody else's."""
_OUR_STATE = frozenset(("minister", "ministry", "president", "government", "parliament"))
_AIDES = frozenset(("adviser", "aide", "assistant"))
"""What people are called of whom the text gives the name alone."""
_OF_TOWNS = frozenset(("mayor", "municipality"))
_OF_COURTS = frozenset(("verdict", "ruling", "legislation", "constitution"))
"""Texts that are nobody's who spoke before."""
ACCUSERS = frozenset(("prosecution", "prosecutor", "prosecutors", "indictment"))
_TRIES = frozenset(("court", "trial", "tried", "trials"))
_DEFENCE = frozenset(("defence", "defense"))
_PREMIER = frozenset(("prime", "premier"))
_ANY_DOCUMENT = frozenset(("document", "paper", "text"))
"""Words for a text that was called otherwise before."""
_PUT_OUT = frozenset(("signed", "issued", "published", "posted", "released"))
_LONGEST_STATEMENT = 200
"""Sentences over which "the statement says" is looked back for whoever issued it."""
_MOST = 30
"""Mentions that anything looks back over."""
_RIVALS = frozenset(("neighbour", "neighbor", "rival", "foe", "adversary", "enemy", "opponent"))
"""As whom a text of two sides calls the other one."""
_LOCAL = frozenset(("local", "regional"))
_OPENING = 3
"""Words at a sentence's beginning before which it has told of nobody yet."""
_LONGEST = 120
"""Words of a sentence that are looked at for it, or for a person's name, from its end."""


_BODIES = frozenset((By.BODY, By.OFFICE, By.METONYM, By.DEFINITE, By.PATTERN))
"""What tells that somebody is an institution or a side."""


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
    court: str | None = None
    """The side before whose court a case is, once the article has named the court."""

    def add(self, who: Who, sentence: int, paragraph: int, *, source: bool) -> None:
        """Remember somebody."""
        self.mentions.append(Mention(who, sentence, paragraph, source))
        if who.tag != OTHER:
            self.sides.pop(who.tag, None)
            self.sides[who.tag] = None

    def read(self, scene: Scene) -> None:
        """Remember a sentence, and the court that it names."""
        self.scenes.append(scene)
        low = scene.words.low
        for hit in scene.hits:
            if (tag := hit.tag(Sort.BODY)) and "court" in low[hit.start : hit.end]:
                self.court = tag
            before = low[max(0, hit.start - 3) : hit.start]
            if (tag := hit.tag(Sort.PLACE)) and before[-1:] == ["in"] and not _TRIES.isdisjoint(before):
                self.court = tag

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
            if first in ("he", "she") and (nearby := self._named_before(scene, phrase.start, sentence)) is not None:
                return called_again(nearby, By.PRONOUN, True, nearby.nouns)
            return self.somebody(first, sentence, paragraph, behind=behind)
        if low == ["the", "latter"]:
            last = self.mentions[-1].who if self.mentions else None
            return last and called_again(last, By.PRONOUN, last.person, last.nouns)
        if low == ["the", "former"]:
            told = [one.who for one in self.mentions if one.sentence == self.mentions[-1].sentence and one.source]
            return called_again(told[0], By.PRONOUN, told[0].person, told[0].nouns) if len(told) > 1 else None
        if len(low) == 2 and low[1] in EPITHETS and (again := self.somebody("he", sentence, paragraph, behind=behind)):
            return again
        nouns = lex.called(low) | of_no_state(low)
        if low[-3:] == ["head", "of", "state"] or low[-4:] == ["head", "of", "the", "state"]:
            # The same man, and no state committee.
            nouns = nouns - {"state"} | {"president"}
        if not nouns.isdisjoint(COUNTERPARTS) or low[-2:] == ["opposite", "number"]:
            return None
        if first in lex.possessives and any(
            scene.words.capital(index) and scene.words.low[index].endswith(NATIONAL)
            for index in range(phrase.start + 1, phrase.end)
        ):
            # "Its Yish maker" is somebody else.
            return None
        if first in lex.possessives and lex.bystanders.isdisjoint(low) and not of_no_state(low):
            # "In his view, X's army left": he is somebody before.
            past = self.before(sentence) if phrase.start < _OPENING else self
            owner = past.somebody(
                {"his": "he", "her": "she", "its": "it", "their": "they"}.get(first, "we"), sentence, paragraph
            )
            if owner is None and first == "our" and self.home is not None and nouns & _OUR_STATE:
                # "Our own foreign minister", in the press of a side.
                return Who(self.home, None, By.DEFINITE, None, nouns)
            if behind and owner is not None and owner.tag == OTHER and owner.person is not True:
                # "Rockets hit the capital of X, its ministry said": X's.
                named = [
                    tag for hit in beginning_in(scene, 0, phrase.start) if (tag := hit.tag(Sort.PLACE, Sort.REGION))
                ]
                owner = Who(named[-1], None, By.METONYM) if named and nouns else owner
            if owner is not None and low[-1] in _RIVALS:
                rivals = [tag for tag in self.order if tag != owner.tag]
                return Who(rivals[0], None, By.DEFINITE) if len(self.order) == 2 and len(rivals) == 1 else None
            others = owner is not None and owner.tag in scene.names.staff and lex.crew.isdisjoint(low)
            return None if owner is None or others else called_again(owner, By.DEFINITE, False, nouns)
        here = scene.words.low[phrase.end : phrase.end + 1] in (["here"], ["there"])
        if (here or not _LOCAL.isdisjoint(low[:2])) and nouns and (tag := self.local(scene)) is not None:
            return Who(tag, None, By.DEFINITE, None, nouns)
        return self._definite(scene, nouns, sentence)

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

    def is_of_outsiders(self, sentence: int) -> bool:
        """Whether the same sentence is about an organisation or state of no side: "Rome waits, a spokesman said"."""
        last = self.mentions[-1] if self.mentions else None
        return (
            last is not None
            and last.sentence == sentence
            and not last.source
            and last.who.tag == OTHER
            and last.who.person is not True
            and last.who.by in (By.NAMED, By.COMMON)
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
        reach = 3 if personal else 2
        person = True if personal else False if pronoun == "it" else None
        best: Who | None = None
        about: Who | None = None
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > reach and paragraph - mention.paragraph > 1:
                break
            who = mention.who
            bare = who.by is By.NAMED and (mention.sentence == sentence or personal) and not is_plural(who.name)
            # A name that nothing tells more about may be a person's or not.
            bare = bare and (mention.source or not personal or self._is_a_name(who.name))
            fits = who.person is True or (bare and who.person is None) if personal else who.person is not True or bare
            if fits and behind and not mention.source and mention.sentence == sentence:
                about = about or who
            elif fits:
                if personal and sentence - mention.sentence > 1 and (nearer := self._person_named(1)) is not None:
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

    def _is_a_name(self, name: str | None) -> bool:
        """Whether a word that opened a sentence has a capital within one as well: no "Snow fell"."""
        if name is None or " " in name:
            return True
        low = name.lower()
        near = self.scenes[-_MOST:]
        return any(index and scene.words.low[index] == low for scene in near for index in scene.words.capitals)

    def _named_before(self, scene: Scene, end: int, sentence: int) -> Who | None:
        """The person whom the same sentence names before "he", where nobody else is its subject or spoke in it."""
        if any(mention.sentence == sentence and mention.who.person is not False for mention in self.mentions[-4:]):
            return None
        people = [(hit, tag) for hit in beginning_in(scene, 0, end) if (tag := hit.tag(Sort.PERSON))]
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
        for scene in reversed(self.scenes[-reach:]):
            w = scene.words
            for index in reversed(w.capitals[-_LONGEST:]):
                for hit in ending_at(scene, index + 1):
                    if tag := hit.tag(Sort.PERSON):
                        return Who(tag, None, By.PERSON, True)
                    if hit.tag(Sort.OUTSIDER):
                        return Who(OTHER, " ".join(w.raw[hit.start : hit.end]), By.NAMED, True)
                known = scene.learned.get(w.low[index])
                if known is not None and known.person:
                    return known
        return None

    def _definite(self, scene: Scene, nouns: frozenset[str], sentence: int) -> Who | None:
        """Such as "The ministry": the last who was called so; else the last who spoke, if an office or institution fits."""
        lex = scene.lexicon
        single = any(word in lex.offices for word in nouns)
        several = len(nouns & lex.offices) > 1
        whole = [one for one in self.mentions[-8:] if several and nouns <= one.who.nouns]
        # "The deputy minister" is who was called so rather than a minister named since.
        for mention in reversed(whole or self.mentions[-25:]):
            if repeats(nouns, mention.who.nouns, lex) and mention.who.by not in (By.CROWD, By.PRESS):
                return called_again(mention.who, By.DEFINITE, mention.who.person if single else False, nouns)
        if self.court is not None and nouns <= _DEFENCE:
            # "The defence called for mercy".
            return None
        if nouns & ACCUSERS or (nouns & JUDGES and self.court is not None):
            # Theirs before whose court the case is.
            tag = self.court or self.home
            return None if tag is None else Who(tag, None, By.DEFINITE, None, nouns)
        if nouns & _OF_COURTS:
            return None
        if nouns & _OF_TOWNS and (town := self.town(scene)):
            return Who(town, None, By.DEFINITE, None, nouns)
        if nouns & lex.documents:
            if (author := self._author(nouns, sentence, lex)) is not None:
                return author
            for mention in reversed(self.mentions[-8:]):
                if mention.source and self._told_since(mention.sentence, sentence) <= 3:
                    return called_again(mention.who, By.DEFINITE, False, mention.who.nouns | nouns)
            return None
        if nouns <= JUDGES or of_no_state([*nouns]):
            # They are nobody's, unless introduced as such.
            return None
        if (named := self._named(nouns)) is not None:
            return called_again(named, By.DEFINITE, named.person if single else False, named.nouns | nouns)
        for mention in reversed(self.mentions[-12:]):
            if sentence - mention.sentence > (2 if self.home else 6):
                break
            if single and mention.who.nouns and mention.who.nouns.isdisjoint(nouns):
                # Somebody with another title.
                continue
            if (
                mention.who.by in (By.CROWD, By.PRESS, By.NOBODY, By.MUTE, By.THING)
                or mention.who.tag in scene.names.staff
            ):
                continue
            if mention.who.tag == OTHER and mention.who.person is True and not single and nouns & lex.institutions:
                # A person is no committee.
                continue
            special = single or not (lex.portfolios | _OUR_STATE).isdisjoint(nouns)
            if special and mention.who.tag == OTHER and not mention.who.nouns and mention.who.by is not By.LEARNED:
                # Somebody without an office.
                continue
            if (
                single
                and mention.who.person is False
                and mention.who.by is not By.METONYM
                and mention.who.by is not By.OFFICE
            ):
                continue
            if self.home is not None and special and mention.who.tag == OTHER and nouns & lex.institutions:
                # "The border guards of Yland denied it. The security service said": home's.
                continue
            just = mention.source and sentence - mention.sentence == 1
            if mention.who.by in (By.PERSON, By.SURNAME) and just and not _PREMIER.isdisjoint(nouns):
                # "First Last disagrees. The prime minister says": presidents are told of as often by the title alone.
                return called_again(mention.who, By.DEFINITE, True, nouns)
            aide = not nouns.isdisjoint(_AIDES) and mention.who.by is By.PERSON and mention.source
            if special and not aide and mention.who.person is True and not mention.who.nouns:
                # A person without an office has no "health ministry".
                continue
            if self.home is not None and nouns & lex.institutions and mention.who.tag not in (OTHER, self.home):
                if not mention.source:
                    # "Y's army fired. The ministry said": that of the place where the text is at home.
                    continue
                if mention.who.person is True and not mention.who.nouns:
                    # "The accused said no. The prosecution objected."
                    continue
                if lex.portfolios & nouns and lex.portfolios & mention.who.nouns:
                    # "Y's army denied it. The health ministry said": it is not known as Y's.
                    continue
            near = sentence - mention.sentence <= (0 if self.home else 1) and mention.who.by is By.NAMED
            if mention.who.tag == OTHER and is_plural(mention.who.name):
                continue
            if mention.source or mention.who.tag != OTHER or near:
                return called_again(mention.who, By.DEFINITE, True if single else None, mention.who.nouns | nouns)
        return None

    def town(self, scene: Scene) -> str | None:
        """The side of the town that this sentence, or the one before, names last."""
        for near in (scene, *self.scenes[-1:]):
            tags = [
                tag for hit in near.hits if (tag := hit.tag(Sort.LOCAL, Sort.PLACE)) and tag not in scene.names.staff
            ]
            if tags:
                return tags[-1]
        return None

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
        regions = [tag for tag in scene.context if absorbs[tag]]
        return regions[0] if len(regions) == 1 else None

    def _told_since(self, earlier: int, sentence: int) -> int:
        """How many sentences stand between that are not quoted as a whole."""
        if sentence - earlier > _LONGEST_STATEMENT:
            return sentence - earlier
        return sum(not scene.words.inside for scene in self.scenes[earlier - sentence :]) if earlier < sentence else 0

    def _author(self, documents: frozenset[str], sentence: int, lex: Lexicon) -> Who | None:
        """Such as "The decree": whoever the sentence just before is about, if it told of one ("X signed a decree")."""
        if not _ANY_DOCUMENT.isdisjoint(documents):
            documents = documents | lex.documents
        for mention in reversed(self.mentions[-4:]):
            told = mention.sentence == sentence - 1 and not documents.isdisjoint(self.scenes[-1].words.low)
            if told and (mention.who.tag != OTHER or (mention.who.by is By.NAMED and not mention.who.person)):
                return called_again(mention.who, By.DEFINITE, False, mention.who.nouns | documents)
        return None

    def _named(self, nouns: frozenset[str]) -> Who | None:
        """Whose office or institution the sentences just before call so, though it did not speak there."""
        for scene in reversed(self.scenes[-_REACH:]):
            w = scene.words
            look = scene.hits or not nouns.isdisjoint(VISITORS)
            for index in range(len(w) - 1 if look else -1, max(-1, len(w) - _LONGEST), -1):
                if w.low[index] in nouns and (phrase := around(w, index, scene.lexicon)) is not None:
                    who = identify(scene, phrase)
                    if (
                        who is not None
                        and repeats(nouns, who.nouns, scene.lexicon)
                        and (who.tag != OTHER or who.by is By.NAMED or not nouns.isdisjoint(VISITORS))
                    ):
                        return who
        return None
