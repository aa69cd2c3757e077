"""Whom a source phrase means in its place: by its words, by what went before, by where the text is at home."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.memory.countries import country_told_of, of_power, of_same_country, same_country
from annotator.corpus.attribution.memory.definite import ACCUSERS, look_up
from annotator.corpus.attribution.memory.memory import LONGEST_LOOK, Memory
from annotator.corpus.attribution.sources.identity import STATE, identify, is_elsewhere
from annotator.corpus.attribution.sources.officials import (
    EMBASSIES,
    by_shape,
    is_sideless,
    of_no_state,
    setting,
    shapes,
    told_press,
)
from annotator.corpus.attribution.sources.parts import COUNTERPARTS, whole, without_quantity
from annotator.corpus.attribution.sources.sides import SIDES
from annotator.corpus.attribution.words.heads import head_of, is_person
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, name_of
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER


def who_is(scene: Scene, phrase: Phrase, memory: Memory, sentence: Sentence, *, behind: bool = False) -> Who | None:
    """Whom a phrase means in its place; None where neither its words nor what went before tells.

    Args:
        scene: the sentence.
        phrase: the noun phrase.
        memory: the article up to here.
        sentence: where the phrase stands.
        behind: it stands behind what it says.
    """
    phrase = whole(scene, phrase)
    if phrase.apposition is not None and scene.words.low[max(0, phrase.end - 3) : phrase.end] == ["one", "of", "them"]:
        # "One of them, a photographer from Anytown, said".
        inner = identify(scene, Phrase(*phrase.apposition))
        return inner or Who(OTHER, name_of(scene, Phrase(*phrase.apposition)), By.COMMON, True)
    others = scene.words.low[max(0, phrase.end - 2) : phrase.end]
    if others in (["many", "others"], ["still", "others"], ["yet", "others"]) and phrase.end - phrase.start <= len(
        others
    ):
        # "Xish officials deny it. Many others contend that it happened": who, nobody says.
        return Who(OTHER, name_of(scene, Phrase(phrase.end - 2, phrase.end)), By.CROWD, False)
    several = max(0, phrase.end - 3)
    them = scene.words.low[several + 1 : phrase.end] == ["of", "them"] and scene.words.low[several] in _OF_CROWDS
    last = memory.mentions[-1].who if memory.mentions else None
    officials = last is not None and last.tag != OTHER and last.person is not True and last.by is not By.METONYM
    if them and not officials:
        # "Many of them, reached by telephone, said": the people of whom somebody spoke.
        return Who(OTHER, name_of(scene, Phrase(several, phrase.end)), By.CROWD, False)
    who = _meant(scene, without_quantity(scene, phrase), memory, sentence, behind=behind)
    if who is not None and who.tag != OTHER and _ends_with_a_name(scene, phrase):
        known = scene.learned.get(scene.words.low[phrase.end - 1])
        if known is not None and known.tag == OTHER:
            # Whom the article seemed to introduce as a namesake.
            memory.introduce(scene, phrase, who)
    if who is not None and who.person and phrase.apposition is not None:
        # "First Last, the ministry's spokesman, said so. The ministry": theirs.
        who = replace(who, nouns=who.nouns | scene.lexicon.called(scene.words.low[slice(*phrase.apposition)]))
    if who is not None and who.person and scene.words.low[phrase.start] == "its":
        # "Its Xish counterpart", of a ministry: a ministry.
        if COUNTERPARTS.isdisjoint(scene.words.low[phrase.start : phrase.end]):
            return who
        owner = memory.before(sentence.index).somebody("it", sentence.index, sentence.paragraph)
        return replace(who, person=None, nouns=who.nouns if owner is None else owner.nouns)
    if who is None or who.person or who.by is By.METONYM:
        return who
    one = is_person(
        scene.words, phrase.start, head_of(scene.words, phrase.start, phrase.end, scene.lexicon), scene.lexicon
    )
    return replace(who, person=True) if one else who


_OF_CROWDS: Final = frozenset(("few", "many", "most", "several", "some"))


def _meant(scene: Scene, phrase: Phrase, memory: Memory, sentence: Sentence, *, behind: bool) -> Who | None:
    who = identify(scene, phrase)
    if who is not None and who.by is By.PATTERN and sentence.kind is Kind.BODY:
        # "Elsewhere" alone in the line above "The State Service said": not the side's that has one too.
        nouns = scene.lexicon.called(scene.words.low[phrase.start : phrase.end])
        told = country_told_of(memory, nouns, sentence.index, scene.lexicon)
        who = told if told is not None and told.tag == OTHER else who
    if state := _state_media(scene, phrase, memory, sentence.index):
        return Who(state, None, By.OUTLET, False)
    if who is None and is_elsewhere(scene, phrase):
        return Who(OTHER, name_of(scene, phrase), By.NAMED)
    if who is None:
        meant = (
            (of_power(scene, phrase) if sentence.kind is Kind.HEADING and memory.home is None else None)
            or of_same_country(scene, phrase)
            or _they_in(scene, phrase)
            or setting(scene, phrase)
            or _served(scene, phrase, memory, sentence)
            or same_country(scene, phrase, memory, sentence.index)
            or told_press(scene, phrase)
            or look_up(memory, scene, phrase, sentence.index, sentence.paragraph, behind=behind)
            or _set_in(scene, phrase, memory, sentence.index)
        )
        if behind and meant is not None and _is_of_claim(scene):
            # "The claims of Yland's ministry are false, the ministry said".
            meant = look_up(
                memory.before(sentence.index), scene, phrase, sentence.index, sentence.paragraph, behind=behind
            )
        if behind and meant is not None and _is_told_on(scene, phrase, meant, memory, sentence):
            # "Yland's army fired, the ministry said", in a text that is at home elsewhere.
            meant = None
        if (
            meant is not None
            and meant.tag != OTHER
            and (phrase.apposition is not None or _ends_with_a_name(scene, phrase))
        ):
            memory.introduce(scene, phrase, meant)
        return meant
    if not is_sideless(scene, phrase, who):
        return who
    found = _side_of(scene, phrase, who, memory, sentence)
    if found is not None:
        memory.introduce(scene, phrase, found)
    return found or who


def _state_media(scene: Scene, phrase: Phrase, memory: Memory, sentence: int) -> str | None:
    """Whose bare "state television" is: home's, else of the side that the same sentence begins with, or that just spoke."""
    first, *kind = [low for low in scene.words.low[phrase.start : phrase.end] if low not in ("the", "news")] or [""]
    if first not in STATE or not kind or not scene.lexicon.media.issuperset(kind):
        return None
    last = memory.scenes[-1].words.low if memory.scenes else []
    near = [*scene.words.low[max(0, phrase.start - LONGEST_LOOK) : phrase.end + LONGEST_LOOK], *last[-LONGEST_LOOK:]]
    if not scene.names.powers.isdisjoint(near) or not _ENVOYS.isdisjoint(near):
        # "Xland's ambassador to Elsewhere was summoned, state media said".
        return None
    aside = phrase.start > 0 and scene.words.low[phrase.start - 1] == "but"
    if memory.home is not None and not aside:
        return memory.home
    # "Xish officials could not be reached, but state television said": theirs.
    opens = scene.words.opens
    before = beginning_in(scene, opens, min(phrase.start, opens + LONGEST_LOOK))
    tags = [tag for hit in before if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))]
    if before:
        return tags[0] if tags and before[0].start < opens + _OPENING else None
    known = scene.lexicon.titles | scene.lexicon.roles | scene.lexicon.pronouns
    if aside and scene.words.low[opens] not in known:
        # "Elsewhere's ministers were silent, but state television said".
        return None
    spoke = memory.body_before(sentence)
    return spoke.tag if spoke is not None and spoke.tag != OTHER else memory.home


_ENVOYS: Final = EMBASSIES | {"ambassador"}
_OPENING: Final = 3
"""Words within which a sentence names whom it is about."""


def _is_of_claim(scene: Scene) -> bool:
    """Whether a sentence opens with somebody's claims: of whom it tells is hardly who says so."""
    low, lex = scene.words.low, scene.lexicon
    first = 1 if low[0] in lex.determiners else 0
    return not (lex.documents | lex.nouns_of_saying).isdisjoint(low[first : first + 1])


def _is_told_on(scene: Scene, phrase: Phrase, who: Who, memory: Memory, sentence: Sentence) -> bool:
    """Whether a bare "the ministry" would tell on its own side, whose deeds the sentence opens with by the side's full name."""
    if memory.home in (None, who.tag) or who.tag == OTHER or who.by is not By.DEFINITE or who.person:
        return False
    if not scene.lexicon.be.isdisjoint(scene.words.low[: phrase.start]):
        # "Three men of X were wounded", says X.
        return False
    subject = memory.mentions[-1] if memory.mentions else None
    named = any(hit.tag(*SIDES) == who.tag for hit in beginning_in(scene, 0, phrase.start))
    return (
        named
        and subject is not None
        and (subject.sentence, subject.source, subject.who.tag) == (sentence.index, False, who.tag)
    )


def _ends_with_a_name(scene: Scene, phrase: Phrase) -> bool:
    """Whether an office has its holder's name behind it: "its chair First Last"."""
    w, lex = scene.words, scene.lexicon
    size = phrase.end - phrase.start
    return size > 3 and all(w.capital(at) and w.low[at] not in lex.nameless for at in (phrase.end - 2, phrase.end - 1))


_NEAR: Final = 6


def _they_in(scene: Scene, phrase: Phrase) -> Who | None:
    """Such as "as they tell us in X", "they say in X that"."""
    low = scene.words.low
    there = (
        beginning_in(scene, phrase.end + 2, phrase.end + 3) if low[phrase.end + 1 : phrase.end + 2] == ["in"] else []
    )
    if low[phrase.start : phrase.end] == ["they"] and there and low[there[0].end : there[0].end + 1] == ["that"]:
        return Who(tag, None, By.METONYM) if (tag := there[0].tag(Sort.PLACE)) else None
    if low[phrase.start - 1 : phrase.end] != ["as", "they"]:
        return None
    if low[phrase.end + 1 : phrase.end + 2] not in (["us"], ["me"]):
        # "As they say in Xland" opens a proverb.
        return None
    hits = beginning_in(scene, phrase.end, phrase.end + _NEAR)
    tag = next((tag for hit in hits if low[hit.start - 1] == "in" and (tag := hit.tag(Sort.PLACE))), None)
    return Who(tag, None, By.METONYM) if tag else None


def signer(scene: Scene, phrase: Phrase, home: str | None) -> Who | None:
    """Who a headline's words are: nobody was named before, so an office without a state is home's."""
    who = identify(scene, phrase)
    if who is None and home is None and (power := of_power(scene, phrase)) is not None:
        return power
    nobodys = of_no_state(scene.words.low[phrase.start : phrase.end])
    if home is not None and not nobodys and (who is None or is_sideless(scene, phrase, who)):
        return Who(home, None, By.DEFINITE)
    return who


def _side_of(scene: Scene, phrase: Phrase, who: Who, memory: Memory, sentence: Sentence) -> Who | None:
    """Whose official somebody without a state is: of the place spoken in, of whom was called so, of home."""
    low = scene.words.low[phrase.start : phrase.end]
    if (
        low[0] in _ANY
        and scene.lexicon.documents.isdisjoint(low[1:2])
        and memory.is_of_outsiders(scene, sentence.index)
    ):
        return None
    parts = [(phrase.start, phrase.end), *([phrase.apposition] if phrase.apposition else [])]
    accuses = any(not ACCUSERS.isdisjoint(scene.words.low[first:last]) for first, last in parts)
    if memory.court is not None and accuses:
        return Who(memory.court, None, By.DEFINITE, who.person, who.nouns)
    looks = shapes(scene, phrase)
    nouns = scene.lexicon.called(scene.words.low[phrase.start : phrase.end])
    own = [Phrase(phrase.start, phrase.end), *([Phrase(*phrase.apposition)] if phrase.apposition else [])]
    served = next((found for part in own if (found := _served(scene, part, memory, sentence))), None)
    if served is not None and served.tag == OTHER:
        return None
    tried = [setting(scene, phrase), served]
    spans = [(phrase.start, phrase.end), *([phrase.apposition] if phrase.apposition else [])]
    words = {word for first, last in spans for word in scene.words.low[first:last]}
    local = "local" in words
    if words & _TOWNS and words & _OF_TOWNS and (tag := memory.town(scene)) is not None:
        # "Governor of the province First Last", where the province was named.
        tried.append(Who(tag, None, By.DEFINITE))
    if local and (tag := memory.local(scene)) is not None:
        # "An official at the local health ministry".
        tried.append(Who(tag, None, By.DEFINITE))
    if looks is not None or scene.words.low[phrase.start] not in _ANY or _says_whose(scene, phrase):
        # "A spokesman said" may be anybody's, whoever was told of last.
        tried.append(memory.official(scene, nouns, sentence.index, named=looks is not None))
    elif not scene.lexicon.spokespeople.isdisjoint(scene.words.low[phrase.start : phrase.end]):
        spoke = memory.body_before(sentence.index)
        if spoke is not None and spoke.tag == OTHER:
            return None
        tried.append(spoke)
    if not looks and _is_of_the(scene, phrase):
        # "First Last, head of the press department": whatever the surname looks like.
        looks = None
    tried.append(memory.speaking(scene, sentence.index))
    tried.append(told_press(scene, phrase))
    if memory.home is not None:
        tried.append(Who(memory.home, None, By.DEFINITE))
    for one in tried:
        # "First Last, secretary of the department": whatever the surname looks like.
        fits = one is not None and (one is served or looks is None or one.tag in looks)
        if one is not None and one.tag != OTHER and fits:
            return Who(one.tag, None, By.DEFINITE, who.person, who.nouns | nouns)
    if looks:
        looks = by_shape(scene, phrase)
        named = [tag for tag in memory.sides if tag in looks]
        named = named or sorted(looks & memory.about or (looks if memory.about else ()))
        if named:
            return Who(named[-1], None, By.DEFINITE, who.person, who.nouns | nouns)
    return None


def _served(scene: Scene, phrase: Phrase, memory: Memory, sentence: Sentence) -> Who | None:
    """Whose "a spokesman for the ministry" and "the premier's office" is: of the one that was called so."""
    low, lex = scene.words.low, scene.lexicon
    own = low[phrase.start : phrase.end]
    office = own[-2:] == ["'s", "office"]
    adviser = own[:1] == ["the"] and "'s" in own and not _ADVISERS.isdisjoint(own)
    if lex.spokespeople.isdisjoint(own) and not (office or adviser or _PRESS_SECRETARY <= {*own}):
        return None
    inner: Phrase | None = None
    for index in range(phrase.start, phrase.end - 1):
        if low[index] in ("for", "of") and low[index + 1] == "the":
            inner = Phrase(index + 1, phrase.end)
            break
        if low[index] == "'s" and low[phrase.start] == "the":
            inner = Phrase(phrase.start, index)
            break
    w = scene.words
    if inner is None or (
        not office and any(w.capital(at) and not w.raw[at][-1].isupper() for at in range(inner.start + 1, inner.end))
    ):
        # "The Defence Ministry" names one, "the ministry" and "the MoD" repeat it.
        return None
    return look_up(memory, scene, inner, sentence.index, sentence.paragraph, behind=False)


def _is_of_the(scene: Scene, phrase: Phrase) -> bool:
    """Whether somebody's apposition names an institution that the text knows: "head of the press department".

    In small letters: one with a name of its own may be another state's.
    """
    if phrase.apposition is None:
        return False
    w, lex = scene.words, scene.lexicon
    first, last = phrase.apposition
    return any(
        w.low[index] == "the" and any(w.raw[at] in lex.institutions for at in range(index + 1, min(index + 4, last)))
        for index in range(first, last)
    )


_ADVISERS: Final = frozenset(("adviser", "advisor", "aide"))
_PRESS_SECRETARY: Final = frozenset(("press", "secretary"))
_TOWNS: Final = frozenset(("province", "community", "town", "city", "district", "settlement"))
_OF_TOWNS: Final = frozenset(("governor", "mayor", "administration"))
_ANY: Final = frozenset(("a", "an", "one", "another", "some", "several"))


def _says_whose(scene: Scene, phrase: Phrase) -> bool:
    """Whether an official's phrase names an institution, as "a spokesman for the ministry" does."""
    low, lex = scene.words.low, scene.lexicon
    spans = [(phrase.start, phrase.end), *([phrase.apposition] if phrase.apposition else [])]
    words = {word for first, last in spans for word in low[first:last]}
    return not words.isdisjoint(lex.institutions | {"presidential", "ministerial", "governmental"})


def _set_in(scene: Scene, phrase: Phrase, memory: Memory, sentence: int) -> Who | None:
    """Whose "officials", "the police" and "the government" are behind a sentence set in one side's places: that side's."""
    words = scene.words.low[phrase.start : phrase.end]
    premier = words in (["the", "prime", "minister"], ["the", "premier"])
    alone = len(words) - (words[0] in ("the", "local")) == 1 and words[-1] in _OF_PLACES
    if memory.home is not None or not (alone or premier):
        return None
    before = {
        tag
        for hit in beginning_in(scene, max(1, phrase.start - LONGEST_LOOK), phrase.start if alone else 0)
        if scene.words.low[hit.start - 1] == "in" and (tag := hit.tag(Sort.PLACE, Sort.LOCAL))
    }
    if len(before) == 1:
        # "Thousands came to live in Xland, according to the government".
        return Who(next(iter(before)), None, By.DEFINITE, None, scene.lexicon.called(words))
    sorts = (Sort.SURNAME, Sort.PERSON) if premier else (Sort.PLACE, Sort.LOCAL)
    tag = memory.scene_of(sentence, *sorts, among=False)
    return None if tag is None else Who(tag, None, By.DEFINITE, premier or None, scene.lexicon.called(words))


_OF_PLACES: Final = frozenset(("authorities", "government", "officials", "police", "prosecutors"))
