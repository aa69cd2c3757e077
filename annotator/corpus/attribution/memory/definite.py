"""Whom "the ministry", "its spokesman" and "the document" mean: phrases without a name, looked up in what was told."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.memory.countries import PREMIER, bloc_told_of, country_told_of, president_told_of
from annotator.corpus.attribution.memory.latter import (
    as_for,
    asked_about,
    met_by_speaker,
    of_two,
    owner_near,
)
from annotator.corpus.attribution.memory.memory import LONGEST_LOOK, Memory
from annotator.corpus.attribution.memory.mentions import Mention, called_again, is_plural, repeats
from annotator.corpus.attribution.memory.papers import names_author, of_document
from annotator.corpus.attribution.sources.identity import EPITHETS, identify
from annotator.corpus.attribution.sources.officials import of_no_state
from annotator.corpus.attribution.sources.parts import COUNTERPARTS
from annotator.corpus.attribution.words.heads import NATIONAL
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, around
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at
from annotator.corpus.attribution.words.tokens import QUOTED
from annotator.corpus.speaker import OTHER

_REACH: Final = 4
"""Sentences back in which an institution that did not speak is still "the ministry"."""
REBELS: Final = frozenset(("rebels", "secessionists", "separatists"))
"""Who are no state's."""
JUDGES: Final = frozenset(("court", "courts", "judge", "judges", "tribunal"))
"""Who judges sides is none, unless it was introduced as one's."""
VISITORS: Final = listed("visitors")
"""Officials whom a text at home with a side mostly tells of as somebody else's."""
_OUR_STATE: Final = frozenset(("minister", "ministry", "president", "government", "parliament"))
_OUR_FORCES: Final = frozenset(("military", "army"))
_AIDES: Final = frozenset(("adviser", "aide", "assistant"))
"""What people are called of whom the text gives the name alone."""
_OF_TOWNS: Final = frozenset(("mayor", "municipality", "police"))
_OF_COURTS: Final = frozenset(("verdict", "ruling", "legislation", "constitution"))
"""Texts that are nobody's who spoke before."""
ACCUSERS: Final = frozenset(("prosecution", "prosecutor", "prosecutors", "indictment"))
_DEFENCE: Final = frozenset(("defence", "defense"))
_HEADS: Final = PREMIER | {"minister", "president"}
_JUST: Final = 2
"""Sentences within which the head of a state may be called so who was named without the office."""
_BLOCS: Final = frozenset(("bloc", "alliance", "27-nation", "27-member"))
_MENTIONS: Final = 12
_RIVALS: Final = frozenset(("neighbour", "neighbor", "rival", "foe", "adversary", "enemy", "opponent"))
"""As whom a text of two sides calls the other one."""
_FOUNDED: Final = listed("founded")
_OF_MANY_STATES: Final = frozenset(
    ("ambassadors", "delegates", "delegations", "diplomats", "envoys", "leaders", "ministers", "partners")
)
_LOCAL: Final = frozenset(("local", "regional"))
_AMONG_SEVERAL: Final = [
    ["to", "the", what] for what in ("co-chairs", "mediation", "mediators", "negotiations", "talks")
]
"""How a phrase ends that tells of somebody close to what several sides share."""
_OPENING: Final = 3
"""Words at a sentence's beginning before which it has told of nobody yet."""


def look_up(memory: Memory, scene: Scene, phrase: Phrase, sentence: int, paragraph: int, *, behind: bool) -> Who | None:
    """Whom a pronoun or a definite phrase without a name means; None where nobody fits.

    Args:
        memory: what the article has said.
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
        if (opened := as_for(scene, phrase)) is not None:
            return opened
        inserted = phrase.start > 1 and scene.words.low[phrase.start - 2 : phrase.start] == [",", "as"]
        if first in ("he", "she") and inserted and memory.mentions and memory.mentions[-1].sentence == sentence:
            # "The victim heard, as he said, that": whom the sentence is about.
            subject = memory.mentions[-1].who
            return called_again(subject, By.PRONOUN, True, subject.nouns)
        if first in ("he", "she") and (nearby := memory.named_before(scene, phrase.start, sentence)) is not None:
            return called_again(nearby, By.PRONOUN, True, nearby.nouns)
        if first in ("he", "she") and (met := met_by_speaker(scene, phrase)) is not None:
            return met
        told = behind and QUOTED not in scene.words.low[: phrase.start]
        if first in ("he", "she") and not told and (life := memory.told_life(sentence)) is not None:
            return called_again(life, By.PRONOUN, True, life.nouns)
        found = memory.somebody(first, sentence, paragraph, behind=behind)
        asked = found is None and first in ("it", "they") and memory.scenes and memory.scenes[-1].text.endswith("?")
        return asked_about(memory) if asked else found
    if first == "either":
        # "Could not verify the accounts of either side".
        return None
    if low in (["the", "former"], ["the", "latter"]):
        return of_two(memory, scene, phrase)
    if len(low) == 2 and low[1] in EPITHETS and (again := memory.somebody("he", sentence, paragraph, behind=behind)):
        return again
    if not _BLOCS.isdisjoint(low):
        return bloc_told_of(memory, low)
    if "special" in low[:2] and "representative" in low:
        for mention in reversed(memory.mentions[-_MENTIONS:]):
            if mention.who.tag == OTHER and mention.who.person:
                return called_again(mention.who, By.DEFINITE, True, mention.who.nouns)
    if len(low) == 1 and first in _OF_MANY_STATES:
        # "Delegates noted that", whoever's delegate spoke before.
        return None
    if len(low) == _THE_MINISTRY and low[1] in _FOUNDED and scene.words.capital(phrase.start + 1):
        called = (one.who for one in reversed(memory.mentions[-_MENTIONS:]) if low[1] in one.who.nouns)
        return next(called, None) or Who(
            OTHER, " ".join(scene.words.raw[phrase.start + 1 : phrase.end]), By.NAMED, False
        )
    if (low[-3:] in _AMONG_SEVERAL and first in ("a", "an", "one")) or (
        low[1:2] == ["member"] and low[2:5] == ["of", "one", "of"]
    ):
        # "A diplomat close to the talks", "a member of one of the delegations": of any side.
        return None
    if low == ["the", "company"]:
        return memory.body_before(sentence)
    mark = next((index for index, word in enumerate(low) if index > 1 and word in ("'s", "'")), 0)
    if (first == "the" and mark and _is_of_thing(scene, phrase, mark)) or names_author(low, lex):
        # "The airport's director", "the memo from the company's expert"
        return None
    nouns = lex.called(low) | of_no_state(low)
    if low[-3:] == ["head", "of", "state"] or low[-4:] == ["head", "of", "the", "state"]:
        # The same man, and no state committee.
        nouns = nouns - {"state"} | {"president"}
    if not nouns.isdisjoint(COUNTERPARTS) or low[-2:] == ["opposite", "number"]:
        return None
    if first in lex.possessives and (_is_others(scene, phrase) or "former" in low):
        # "Its Yish maker", "his former conscripts": somebody else.
        return None
    if first in lex.possessives and lex.bystanders.isdisjoint(low) and not of_no_state(low):
        return _owned(memory, scene, phrase, sentence, paragraph, nouns=nouns, behind=behind)
    if _is_their_own(memory, scene, phrase, sentence):
        return None
    known = _standing(memory, scene, phrase, nouns, sentence) or _definite(memory, scene, nouns, sentence)
    return known or _of_person(scene, phrase, nouns)


def _of_person(scene: Scene, phrase: Phrase, nouns: frozenset[str]) -> Who | None:
    """Such as "First Last's press conference, in which the prime minister says": whom the same sentence names."""
    if scene.words.low[phrase.start] != "the" or nouns.isdisjoint(_HEADS):
        return None
    low = scene.words.low
    # Not whom somebody met: "After talks with First Last, the president said".
    owners = (
        hit
        for hit in beginning_in(scene, phrase.start - LONGEST_LOOK, phrase.start)
        if low[hit.end : hit.end + 1] == ["'s"]
    )
    tags = {tag for hit in owners if (tag := hit.tag(Sort.PERSON))}
    return Who(next(iter(tags)), None, By.DEFINITE, True, nouns) if len(tags) == 1 else None


def _is_of_thing(scene: Scene, phrase: Phrase, mark: int) -> bool:
    """Whether the owner before a possessive mark is neither an office nor a name nor a text nor a land."""
    w, lex = scene.words, scene.lexicon
    owner = phrase.start + mark - 1
    return not (w.capital(owner) or w.low[owner] in lex.roles | lex.media | _LANDS | _BLOCS)


_LANDS: Final = frozenset(
    ("enclave", "exclave", "land", "organisation", "organization", "party", "region", "territory", "world", "group")
)


def _is_others(scene: Scene, phrase: Phrase) -> bool:
    """Whether an adjective of a nation stands in a phrase: "its Yish maker"."""
    w = scene.words
    return any(w.capital(i) and w.low[i].endswith(NATIONAL) for i in range(phrase.start + 1, phrase.end))


def _owned(
    memory: Memory, scene: Scene, phrase: Phrase, sentence: int, paragraph: int, *, nouns: frozenset[str], behind: bool
) -> Who | None:
    """Such as "its army", "his office": of whoever the possessive means."""
    lex = scene.lexicon
    low = scene.words.low[phrase.start : phrase.end]
    first = low[0]
    # "In his view, X's army left": he is somebody before.
    past = memory.before(sentence) if phrase.start < _OPENING else memory
    near = None if phrase.start < _OPENING else owner_near(memory, scene, phrase, sentence)
    owner = near or past.somebody(
        {"his": "he", "her": "she", "its": "it", "their": "they"}.get(first, "we"), sentence, paragraph
    )
    if first == "their" and (people := _people_named(memory)) is not None:
        # "Xland offered talks to the Yland Armenians. Their leaders said".
        owner = people
    if owner is None and first == "our" and memory.home is not None and nouns & (_OUR_STATE | _OUR_FORCES):
        # "Our own foreign minister", in the press of a side.
        return Who(memory.home, None, By.DEFINITE, None, nouns)
    if behind and owner is not None and owner.tag == OTHER and owner.person is not True:
        # "Rockets hit the capital of X, its ministry said": X's.
        named = [tag for hit in beginning_in(scene, 0, phrase.start) if (tag := hit.tag(Sort.PLACE, Sort.REGION))]
        owner = Who(named[-1], None, By.METONYM) if named and nouns else owner
    if owner is not None and low[-1] in _RIVALS:
        rivals = [tag for tag in memory.order if tag != owner.tag]
        return Who(rivals[0], None, By.DEFINITE) if len(memory.order) == 2 and len(rivals) == 1 else None
    others = owner is not None and owner.tag in scene.names.staff and lex.crew.isdisjoint(low)
    return None if owner is None or others else called_again(owner, By.DEFINITE, False, nouns)


def _people_named(memory: Memory) -> Who | None:
    """The people of a side whom the sentence just before names, and not as its first words."""
    near = memory.scenes[-1] if memory.scenes else None
    for hit in reversed(near.hits[-_MENTIONS:] if near is not None else []):
        if near is not None and hit.start > _OPENING and near.words.low[hit.end - 1].endswith("s"):
            tag = hit.tag(Sort.DEMONYM, Sort.REGION)
            return None if tag is None else Who(tag, None, By.METONYM)
    return None


def _standing(memory: Memory, scene: Scene, phrase: Phrase, nouns: frozenset[str], sentence: int) -> Who | None:
    """By where a phrase stands: an issuer's own "the Ministry of Ports", "officials there", "local officials"."""
    lex = scene.lexicon
    low = scene.words.low[phrase.start : phrase.end]
    named = len(low) > 1 and scene.words.capital(phrase.start + 1) and low[0] == "the"
    if memory.own is not None and named and nouns.isdisjoint(lex.offices) and nouns & (_OUR_STATE | {"agency"}):
        return Who(memory.own, None, By.DEFINITE, False, nouns)
    if low == ["the", "president"] and (foreign := president_told_of(memory, sentence)) is not None:
        return called_again(foreign, By.DEFINITE, True, foreign.nouns | nouns)
    state = low[0] == "the" and not nouns.isdisjoint(_OUR_STATE)
    if state and (country := country_told_of(memory, nouns, sentence, lex)) is not None:
        return called_again(country, By.DEFINITE, None, nouns)
    if scene.words.low[phrase.end : phrase.end + 1] == ["there"] and memory.scenes:
        return _last_place(memory.scenes[-1], nouns) or _region_told_of(memory, scene, nouns)
    here = scene.words.low[phrase.end : phrase.end + 1] == ["here"]
    if (here or not _LOCAL.isdisjoint(low[:2])) and nouns and (tag := memory.local(scene)) is not None:
        return Who(tag, None, By.DEFINITE, None, nouns)
    return None


def _last_place(near: Scene, nouns: frozenset[str]) -> Who | None:
    """Of the place that a sentence names last: a side's, or one of no side."""
    w = near.words
    for index in reversed(w.capitals):
        hits = ending_at(near, index + 1)
        if hits and (tag := hits[0].tag(Sort.PLACE, Sort.LOCAL)):
            return Who(tag, None, By.DEFINITE, None, nouns)
        if not hits and w.low[index - 1] in ("in", "to", "at", "near", "into", "from"):
            return Who(OTHER, w.raw[index], By.NAMED, None, nouns)
    return None


def _region_told_of(memory: Memory, scene: Scene, nouns: frozenset[str]) -> Who | None:
    tag = memory.local(scene)
    return None if tag is None else Who(tag, None, By.DEFINITE, None, nouns)


def _is_their_own(memory: Memory, scene: Scene, phrase: Phrase, sentence: int) -> bool:
    """Whether an office calls itself "the Ministry", with a capital letter, and nobody else's has just been told of."""
    w = scene.words
    if memory.own is None or phrase.end - phrase.start != _THE_MINISTRY or not w.capital(phrase.end - 1):
        return False
    noun = w.low[phrase.end - 1]
    near = [mention.who for mention in memory.mentions[-_MENTIONS:] if sentence - mention.sentence <= 1]
    return noun in scene.lexicon.institutions and all(
        who.tag == memory.own or (who.tag == OTHER and noun not in who.nouns) for who in near
    )


_THE_MINISTRY: Final = 2
"""Words."""


def _definite(memory: Memory, scene: Scene, nouns: frozenset[str], sentence: int) -> Who | None:
    """Such as "The ministry": the last who was called so; else the last who spoke, if an office or institution fits."""
    lex = scene.lexicon
    single = any(word in lex.offices for word in nouns)
    if (again := _called_so(memory, nouns, lex)) is not None:
        return again
    if memory.court is not None and nouns <= _DEFENCE:
        # "The defence called for mercy".
        return None
    if nouns & ACCUSERS or (nouns & JUDGES and memory.court is not None):
        # Theirs before whose court the case is.
        tag = memory.court or memory.home
        return None if tag is None else Who(tag, None, By.DEFINITE, None, nouns)
    if nouns & _OF_COURTS:
        return None
    if nouns & _OF_TOWNS and "military" not in nouns:
        # Not theirs who fired at the town.
        town = memory.town(scene) or memory.home
        return None if town is None else Who(town, None, By.DEFINITE, None, nouns)
    if nouns & lex.documents:
        return of_document(memory, nouns, sentence, lex)
    if nouns & REBELS or nouns <= JUDGES or of_no_state([*nouns]):
        # They are nobody's, unless introduced as such.
        return None
    if (named := _named(memory, nouns)) is not None:
        return called_again(named, By.DEFINITE, named.person if single else False, named.nouns | nouns)
    for mention in reversed(memory.mentions[-12:]):
        if sentence - mention.sentence > (2 if memory.home else 6):
            break
        if single and mention.who.nouns and mention.who.nouns.isdisjoint(nouns):
            # Somebody with another title.
            continue
        if mention.who.by in (By.CROWD, By.PRESS, By.NOBODY, By.MUTE, By.THING) or mention.who.tag in scene.names.staff:
            continue
        bare = mention.who.by is By.METONYM and not mention.source
        if bare and single and nouns.isdisjoint(_OUR_STATE | lex.spokespeople | lex.portfolios):
            # "Xland moved its troops. The chair asked for order."
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
        if memory.home is not None and special and mention.who.tag == OTHER and nouns & lex.institutions:
            # "The border guards of Yland denied it. The security service said": home's.
            continue
        just = mention.source and sentence - mention.sentence == 1
        if mention.who.by in (By.PERSON, By.SURNAME) and just and not PREMIER.isdisjoint(nouns):
            # "First Last disagrees. The prime minister says": presidents are told of as often by the title alone.
            return called_again(mention.who, By.DEFINITE, True, nouns)
        aide = not nouns.isdisjoint(_AIDES) and mention.who.by is By.PERSON and mention.source
        if (
            special
            and not (aide or _is_head(nouns, mention, sentence))
            and mention.who.person is True
            and not mention.who.nouns
        ):
            # A person without an office has no "health ministry".
            continue
        if memory.home is not None and nouns & lex.institutions and mention.who.tag not in (OTHER, memory.home):
            if not mention.source:
                # "Y's army fired. The ministry said": that of the place where the text is at home.
                continue
            if mention.who.person is True and (not mention.who.nouns or lex.portfolios & nouns):
                # "The accused said no. The prosecution objected."
                continue
            if lex.portfolios & nouns and lex.portfolios & mention.who.nouns:
                # "Y's army denied it. The health ministry said": it is not known as Y's.
                continue
        near = sentence - mention.sentence <= (0 if memory.home else 1) and mention.who.by is By.NAMED
        if mention.who.tag == OTHER and is_plural(mention.who.name):
            continue
        if mention.source or mention.who.tag != OTHER or near:
            return called_again(mention.who, By.DEFINITE, True if single else None, mention.who.nouns | nouns)
    return None


def _called_so(memory: Memory, nouns: frozenset[str], lex: Lexicon) -> Who | None:
    """Who was called by these nouns last."""
    single = any(word in lex.offices for word in nouns)
    several = len(nouns & lex.offices) > 1
    whole = [one for one in memory.mentions[-8:] if several and nouns <= one.who.nouns]
    # "The deputy minister" is who was called so rather than a minister named since.
    for mention in reversed(whole or memory.mentions[-25:]):
        if repeats(nouns, mention.who.nouns, lex) and mention.who.by not in (By.CROWD, By.PRESS):
            return called_again(mention.who, By.DEFINITE, mention.who.person if single else False, nouns)
    return None


def _is_head(nouns: frozenset[str], mention: Mention, sentence: int) -> bool:
    """Such as "First Last addressed the nation. The head of state said": known, and just named without the office."""
    known = mention.who.by in (By.PERSON, By.SURNAME) and mention.who.tag != OTHER
    return known and not nouns.isdisjoint(_HEADS) and sentence - mention.sentence <= _JUST


def _named(memory: Memory, nouns: frozenset[str]) -> Who | None:
    """Whose office or institution the sentences just before call so, though it did not speak there."""
    for scene in reversed(memory.scenes[-_REACH:]):
        w = scene.words
        look = scene.hits or not nouns.isdisjoint(VISITORS)
        for index in range(len(w) - 1 if look else -1, max(-1, len(w) - LONGEST_LOOK), -1):
            if w.low[index] in nouns and (phrase := around(w, index, scene.lexicon)) is not None:
                who = identify(scene, phrase)
                if (
                    who is not None
                    and repeats(nouns, who.nouns, scene.lexicon)
                    and (who.tag != OTHER or who.by is By.NAMED or not nouns.isdisjoint(VISITORS))
                ):
                    return who
    return None
