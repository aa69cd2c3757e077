"""The side that a noun phrase speaks for, by its adjectives and complements."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.sources.parts import Read
from annotator.corpus.attribution.words.heads import FIGHTS, is_named, is_title
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Hit, Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER

PICTURES: Final = listed("pictures")
SITES: Final = frozenset(("account", "blog", "channel", "feed", "page", "site", "webpage", "website"))
"""Where somebody publishes."""
_SERVE: Final = listed("serve")
"""Who serves somebody: an aide to a president speaks for the president's side."""
SIDES: Final = (Sort.PLACE, Sort.DEMONYM)


def side_of(read: Read) -> str | None:
    """The side that a phrase speaks for, by its adjectives and complements."""
    if read.head in PICTURES or read.head in _EVENTS:
        # A picture shows; whoever released it says nothing by that. "The court hearing in the case of Xland" is nobody's.
        return None
    scene, lex = read.scene, read.scene.lexicon
    w, head_end = scene.words, read.head_end
    if read.head in lex.titles and w.in_marks(head_end - 1) and (unrecognised := _region_of(read)) is not None:
        return unrecognised
    if not read.hits or any(_is_local_branch(read, hit) for hit in read.head_hits):
        return None
    if read.person and _is_of_society(read):
        return None
    official = read.head in lex.roles or read.head in lex.media
    titled = official or not lex.titles.isdisjoint(w.low[read.phrase.start : head_end])
    written = read.head in lex.documents
    if read.head in ("report", "reports", "dispatch") and w.low[head_end : head_end + 1] == ["from"]:
        # "according to a report from Anytown": of whoever writes there.
        there = [hit for hit in read.hits if hit.start == head_end + 1 and hit.end == read.phrase.end]
        if there and there[0].tag(Sort.PLACE, Sort.LOCAL):
            return None
    behind = [
        hit
        for hit in read.hits
        if hit.start >= head_end
        # "Its Anytown delegation" is whose it is, wherever it sits.
        and not (w.low[hit.start - 1] in lex.possessives and hit.tag(Sort.PLACE))
        and not _has_left(read, hit)
        and _is_complement(w, hit, head_end, lex, written=written)
    ]
    sides = [(hit, tag) for hit in read.head_hits if (tag := hit.tag(*SIDES))]
    for hit in (*read.head_hits, *behind):
        region = hit.tag(Sort.REGION)
        if (hit.start >= head_end and _is_guest(read, hit)) or _is_fled(w, hit):
            continue
        if region in scene.context and (titled or hit.end == head_end) and _yields(read, sides, region):
            return region
    metonym = [tag for hit, tag in sides if hit.end == head_end and hit.tag(Sort.PLACE)]
    if metonym and not (len(sides) > 1 and sides[0][1] != metonym[0]):
        return metonym[0]
    if sides and titled:
        guest = _is_society(read, sides) or _is_desk(read, sides) or _is_branch(read, sides)
        return None if guest else sides[0][1]
    if behind and not _OF_STATE.isdisjoint(w.low[read.phrase.start : head_end]):
        # "The state-owned operator in Anytown"
        return _behind(read, behind, local=False)
    if read.head == "one" and sides and sides[0][0].tag(Sort.DEMONYM):
        # "The ministry of Xland fired, the Yish one says"
        return sides[0][1]
    people = len(sides) == 1 and sides[0][0].end == head_end and w.low[head_end - 1].endswith("s")
    if people and (w.titled or w.low[read.phrase.start] == "the"):
        # A headline's "Xlanders say", "the Xlanders say".
        return sides[0][1]
    local = not _LOCAL_OFFICES.isdisjoint(w.low[read.phrase.start : head_end])
    if (
        local
        and not read.crowd
        and (town := next((tag for hit in read.head_hits if (tag := hit.tag(Sort.LOCAL))), None))
    ):
        return town
    if (
        read.person
        and w.low[head_end : head_end + 1] == ["for"]
        and head_end - read.phrase.start == _FULL_NAME
        and not titled
    ):
        # "First Last for Xland", as before a court.
        ends = (hit for hit in behind if hit.start == head_end + 1 and hit.end == read.phrase.end)
        return next((hit.tag(Sort.PLACE) for hit in ends), None)
    of_a_body = read.person and not _STATES.isdisjoint(w.low[head_end : read.phrase.end])
    if (titled and behind and not is_foreign(read)) or (of_a_body and behind):
        # Also "First Last of the Xish army".
        return _behind(read, behind, local=local)
    return None


def _has_left(read: Read, hit: Hit) -> bool:
    """Whether the article says of a listed person that the office is another's now: "a word from First Last, a former envoy"."""
    known = (
        read.scene.learned.get(" ".join(read.scene.words.low[hit.start : hit.end])) if hit.tag(Sort.PERSON) else None
    )
    return known is not None and known.tag == OTHER


_FULL_NAME: Final = 2
"""Words."""
_OF_STATE: Final = frozenset(("state-controlled", "state-owned", "state-run"))
_EVENTS: Final = frozenset(("case", "hearing", "poll", "polls", "session", "survey", "surveys", "trial"))


_STATES_OWN: Final = frozenset(
    ("control", "crisis", "emergency", "management", "operations", "response", "situation", "state-run")
)
_FOUNDED: Final = listed("founded")
"""What people found themselves, wherever it sits: "head of the Centre for Peace in Anytown"."""


def _is_of_society(read: Read) -> bool:
    """Whether somebody speaks for a society or institute with a name, which is no state's: neither its own nor under one."""
    w = read.scene.words
    behind = range(read.head_end, read.phrase.end)
    told = w.low[read.head_end : read.phrase.end]
    if read.head in _VISITORS or not _STATES_OWN.isdisjoint(told):
        # "Ambassador to", "the Emergency Response Centre".
        return False
    if any(hit.tag(*SIDES) for hit in read.head_hits) or "under" in told or not _STATES.isdisjoint(told):
        return False
    society = next((at for at in behind if w.low[at] in _FOUNDED and w.capital(at)), None)
    if society is None or any(hit.tag(Sort.BODY) for hit in read.hits):
        return False
    of = society + 1 + (w.low[society + 2 : society + 3] == ["the"])
    state = w.low[society + 1 : society + 2] == ["of"] and any(
        hit.start == of + 1 and hit.tag(Sort.PLACE, Sort.REGION) for hit in read.hits
    )
    return not (state or any(hit.tag(Sort.REGION) and hit.end == society for hit in read.hits))


def _is_fled(w: Words, hit: Hit) -> bool:
    """Whether a name means people of whom more is told: "ethnic Xlanders who fled"."""
    return w.low[hit.end : hit.end + 1] == ["who"] and w.low[hit.start] == "ethnic" and w.low[hit.end - 1].endswith("s")


_STATES: Final = frozenset(
    ("ministry", "army", "mod", "mfa", "government", "police", "military", "presidency", "parliament")
)
"""Bodies whose people speak for a side though their name alone stands in front."""


def _region_of(read: Read) -> str | None:
    """The region whose office stands in quotation marks, as those write who do not recognise it: the "ministry" said."""
    absorbs = read.scene.names.absorbs
    regions = [tag for tag in read.scene.context if absorbs[tag]]
    sides = {tag for hit in read.hits if (tag := hit.tag(*SIDES))}
    w, lex = read.scene.words, read.scene.lexicon
    marked = [w.low[index] for index in range(read.phrase.start, read.head_end) if w.in_marks(index)]
    # An office, and not the "different forces" that somebody speaks of.
    office = all(low in lex.titles or low in lex.portfolios or low in lex.function for low in marked)
    ours = office and len(regions) == 1 and sides <= {regions[0], *absorbs[regions[0]]}
    return regions[0] if ours and not is_foreign(read) else None


def _is_desk(read: Read, sides: list[tuple[Hit, str]]) -> bool:
    """Whether a side's adjective only says for whom an outlet works: "Radio Vedem's Xish Service"."""
    first = sides[0][0]
    if (
        read.head not in ("service", "desk", "edition", "bureau")
        or not first.tag(Sort.DEMONYM)
        or first.end != read.head_end - 1
    ):
        return False
    return bool(_other_names(read, read.hits, read.phrase.start, first.start))


def _is_local_branch(read: Read, hit: Hit) -> bool:
    """Whether a place behind an organisation's name only says which branch speaks: "UNICEF Xland", "Sputnik Xland"."""
    w, before = read.scene.words, hit.start - 1
    if before < read.phrase.start or not hit.tag(Sort.PLACE) or hit.tag(Sort.BODY) or not w.capital(before):
        return False
    return w.low[before] in _ORGANISATIONS and not hit.tag(Sort.REGION)


_ORGANISATIONS: Final = listed("organisations")


def _is_branch(read: Read, sides: list[tuple[Hit, str]]) -> bool:
    """Whether a place only says where somebody else's office is: "Vedem's Anytown office"."""
    first = sides[0][0]
    if first.start <= read.phrase.start or not first.tag(Sort.PLACE) or read.scene.words.low[first.start - 1] != "'s":
        return False
    return bool(_other_names(read, read.hits, read.phrase.start, first.start))


def _is_society(read: Read, sides: list[tuple[Hit, str]]) -> bool:
    """Whether a name with a side's adjective is that of a society or party: "the Xish Committee of Elsewhere"."""
    w, lex, last = read.scene.words, read.scene.lexicon, read.head_end - 1
    if w.low[last] not in lex.institutions or not w.capital(last) or any(hit.tag(Sort.PLACE) for hit, _ in sides):
        return False
    of = w.low[read.head_end : read.head_end + 1] == ["of"] and read.head_end + 1 < read.phrase.end
    elsewhere = of and _other_names(read, read.hits, read.head_end + 1, read.head_end + 2)
    named = _other_names(read, read.hits, sides[0][0].end, last)
    return bool(elsewhere or named) or w.low[last] == "party"


_LOCAL_OFFICES: Final = listed("local_offices")
"""Offices that a town has."""


def _behind(read: Read, behind: list[Hit], *, local: bool) -> str | None:
    """The side of a complement: of a state or body; of a town, for an office that towns have."""
    for hit in behind:
        if hit.start and read.scene.words.low[hit.start - 1] in FIGHTS:
            continue
        if hit.tag(Sort.REGION) and not hit.tag(Sort.PLACE) and is_foreign(read, whole=True):
            # Such as "of Yland's breakaway region".
            continue
        tag = hit.tag(*SIDES, Sort.REGION, Sort.BODY) or (hit.tag(Sort.LOCAL) if local else None)
        if tag is None and (read.head in _SERVE or read.head in read.scene.lexicon.documents):
            # "An aide to Lastname", not "Secretary of the Council First Lastname".
            bare = not read.scene.words.capital(hit.start - 1)
            tag = hit.tag(Sort.PERSON, Sort.SURNAME) if bare or hit.tag(Sort.PERSON) else None
        if tag and not (_is_of_outsiders(read, hit) or _is_guest(read, hit) or _is_of_members(read, hit)):
            return tag
    return None


def _is_guest(read: Read, hit: Hit) -> bool:
    """Whether somebody else's office merely stands in a side's place: "of the UN mission in X"."""
    owned, lex = read.scene.words.low[hit.end : hit.end + 3], read.scene.lexicon
    if read.scene.words.low[hit.start - 1] not in ("in", "at") or (
        owned[:1] == ["'s"] and any(low in lex.institutions or low in lex.portfolios for low in owned)
    ):
        # "Sources in Xland's defence ministry"
        return False
    if not _OF_MANY.isdisjoint(read.scene.words.low[read.phrase.start : hit.start]):
        # "A spokesman for the international monitoring mission in X".
        return True
    w = read.scene.words
    foreign = any(one.tag(Sort.FOREIGN) and one.end < read.head_end and w.capital(one.start) for one in read.head_hits)
    if foreign or read.head in _VISITORS:
        # "A diplomat in X", "a State Department official in X", where another state has sent them.
        return True
    words = read.scene.words.low[read.phrase.start : read.head_end]
    if words[0] in ("its", "their"):
        # "Its representative in X", of an organisation.
        return True
    if any(one in _SENDERS and two == "'s" for one, two in pairwise(words)):
        # "The agency's representative in X"
        return True
    return bool(_other_names(read, read.hits, read.head_end, hit.start))


_SENDERS: Final = frozenset(
    ("agency", "alliance", "bloc", "body", "charity", "committee", "group", "mission", "organisation")
)
"""Who has representatives in a side's place and is not the side's."""
_VISITORS: Final = listed("visitors")
"""Who is not of the side in whose town they are."""
_OF_MEMBERS: Final = frozenset(("party", "benevolent", "diaspora", "congress"))
"""What belongs to its members: parties and societies."""


def _is_of_members(read: Read, hit: Hit) -> bool:
    """Whether a complement is a party's or a society's of elsewhere: "of the Xish Party", "of the Xish Committee of Elsewhere"."""
    w, lex = read.scene.words, read.scene.lexicon
    behind = w.low[read.head_end : read.phrase.end]
    if not _OF_MEMBERS.isdisjoint(behind):
        return True
    end = hit.end
    while end < read.phrase.end and w.capital(end):
        end += 1
    if not hit.tag(Sort.DEMONYM) or end == hit.end or w.low[end : end + 1] != ["of"]:
        apart = hit.end < read.phrase.end and not w.capital(hit.end) and w.low[hit.start - 1] in ("a", "an")
        if hit.tag(Sort.PLACE) and apart:
            # "Of an Anytown think tank".
            following = w.low[hit.end]
            return following.isalpha() and following not in lex.roles | lex.function | lex.times
        return False
    return end + 1 < read.phrase.end and bool(_other_names(read, read.hits, end + 1, end + 2))


_OF_MANY: Final = frozenset(
    ("diplomatic", "international", "multinational", "western", "monitoring", "observer", "peacekeeping")
)
"""Of whom an office in a side's place is, which is not the side's."""


def _is_of_outsiders(read: Read, hit: Hit) -> bool:
    """Whether a side's adjective belongs to something that is not the side's: "of the Xish Observatory for Birds"."""
    if hit.tag(Sort.PLACE, Sort.BODY, Sort.REGION) or not hit.tag(Sort.DEMONYM):
        return False
    w, lex = read.scene.words, read.scene.lexicon
    end = hit.end
    while end < read.phrase.end and w.low[end] not in lex.prepositions and w.low[end] != "'s":
        end += 1
    words = w.low[hit.end : end]
    # In "the Xish military contractor Vedem" the last common noun says what it is.
    common = [w.low[index] for index in range(hit.end, end) if not w.capital(index)][-1:]
    return bool(words) and lex.roles.isdisjoint(common or words)


def _yields(read: Read, sides: list[tuple[Hit, str]], region: str) -> bool:
    """Whether a region says whose a phrase is, though a side's adjective may stand beside it."""
    others = [(hit, tag) for hit, tag in sides if tag != region]
    if any(hit.tag(Sort.PLACE) or tag not in read.scene.names.absorbs[region] for hit, tag in others):
        return False
    return bool(sides) or not is_foreign(read, whole=True)


def _is_complement(w: Words, hit: Hit, head_end: int, lex: Lexicon, *, written: bool) -> bool:
    """Whether a name behind the head says whose it is: "of", "for", "in" before it, no "to", "with" or "against".

    What is written is somebody's by "by" as well.
    """
    for index in range(hit.start - 1, head_end - 1, -1):
        if w.low[index] in lex.prepositions:
            if w.low[index] == "to":
                return w.low[index - 1] in _SERVE
            if w.low[index] == "under":
                # "The headquarters under the Xish government".
                return not lex.institutions.isdisjoint(w.low[hit.end : hit.end + 2])
            return w.low[index] in lex.complements or (written and w.low[index] == "by")
    return False


def is_foreign(read: Read, *, whole: bool = False) -> bool:
    """Whether the head, or the whole phrase, has a name that is no side's and no title: the ministry is another's then."""
    w, lex, phrase = read.scene.words, read.scene.lexicon, read.phrase
    end = phrase.end if whole else read.head_end
    return any(
        not _is_person_name(w, index, phrase, lex) and (index or is_named(w, 0, end, lex))
        for index in _other_names(read, read.hits if whole else read.head_hits, phrase.start, end)
    )


def _other_names(read: Read, hits: list[Hit], start: int, end: int) -> list[int]:
    """Where words with a capital stand that belong to none of these names, nor to a title."""
    w, lex = read.scene.words, read.scene.lexicon
    known = {index for hit in hits for index in range(hit.start, hit.end)}
    return [
        index
        for index in range(start, end)
        if w.capital(index)
        and index not in known
        and w.low[index - 1] != "("
        and not is_title(w.low[index], lex)
        and not (w.low[index] == "soviet" and index and w.low[index - 1] in _SOVIETS)
        and w.low[index] not in lex.function
    ]


_SOVIETS: Final = frozenset(("regional", "oblast", "city", "town", "district", "village", "local", "supreme"))
"""What makes "Soviet" a council."""


def _is_person_name(w: Words, index: int, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a capitalised word stands behind a title: "spokesman First Last"."""
    for before in range(index - 1, phrase.start - 1, -1):
        if w.low[before] in lex.offices:
            return True
        if not w.capital(before):
            return False
    return False


def by_pattern(read: Read, end: int) -> Who | None:
    """Whom a pattern of the registry means by the words of a phrase up to a place."""
    names = read.scene.names
    words = " ".join(read.scene.words.low[read.phrase.start : end])
    if names.any_pattern is None or not names.any_pattern.search(words):
        return None
    for pattern, tag in names.patterns:
        if pattern.search(words):
            return read.who(tag, By.PATTERN, person=read.person)
    for pattern, tag in names.vague:
        if _is_told_of(read.scene, tag) and pattern.search(words) and not is_foreign(read, whole=True):
            return read.who(tag, By.PATTERN, person=read.person)
    return None


def _is_told_of(scene: Scene, tag: str) -> bool:
    """Whether an article names a side, or the state that its people are called by together with another one."""
    return tag in scene.context or (len(scene.context) > 1 and not scene.names.absorbs[tag].isdisjoint(scene.context))
