"""Whom a noun phrase means: a side, by its names, offices and institutions, or somebody else."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.sources.parts import (
    COUNTERPARTS,
    Read,
    is_guild,
    is_mission,
    is_of_faction,
    is_wing_of_party,
    leads_opposition,
    take_apart,
    without_owner,
    without_quantity,
)
from annotator.corpus.attribution.sources.persons import delegate_of, person
from annotator.corpus.attribution.sources.sides import SIDES, SITES, by_pattern, side_of
from annotator.corpus.attribution.words.heads import SOCIETIES, first_noun, is_animate, is_named, is_title
from annotator.corpus.attribution.words.lexicon import listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at, name_of, standing_at
from annotator.corpus.speaker import OTHER, UNNAMED

_THOSE: Final = 3
"""Words at the beginning of "some of those in the hall"."""
_INDEFINITE: Final = listed("indefinite")
_JOURNEYS: Final = frozenset(("journey", "meeting", "meetings", "talks", "trip", "visit", "visits"))
EPITHETS: Final = listed("epithets")
"""Nouns that call somebody again who was named."""


def identify(scene: Scene, phrase: Phrase) -> Who | None:
    """Whom a phrase means by its own words; None where it has to be looked up in what went before.

    That is so for pronouns, and for definite phrases without a name ("the ministry", "its army").
    """
    low, lex = scene.words.low, scene.lexicon
    if phrase.end - phrase.start == 1 and low[phrase.start] in lex.pronouns:
        return None
    if (
        phrase.end - phrase.start == 2
        and low[phrase.start] == "the"
        and (low[phrase.start + 1] in EPITHETS or low[phrase.start + 1] in ("latter", "former"))
    ):
        return None
    alias = beginning_in(scene, phrase.end + 1, phrase.end + 2) if low[phrase.end : phrase.end + 1] == ["("] else []
    if alias and low[alias[0].end : alias[0].end + 1] == [")"] and (tag := alias[0].tag(Sort.BODY)):
        # Such as "the Agency for Ports (AP)".
        return Who(tag, None, By.BODY, False)
    if (
        alias
        and phrase.end - phrase.start > 1
        and all(raw.isupper() for raw in scene.words.raw[phrase.start : phrase.end])
        and low[alias[0].end : alias[0].end + 1] == [")"]
        and (tag := alias[0].tag(Sort.PLACE))
    ):
        # Minutes: "LENA MARO (Xland)".
        known = beginning_in(scene, phrase.start, phrase.end)
        press = lex.media | {"news"}
        if not any(hit.tag(Sort.OUTSIDER) for hit in known) and press.isdisjoint(low[phrase.start : phrase.end]):
            return Who(tag, None, By.OFFICE, True)
    if low[phrase.end - 1] == "'s" and phrase.end - phrase.start > 1:
        # "Xland's ministry said no; Yland's, which had waited, said yes".
        phrase = Phrase(phrase.start, phrase.end - 1, phrase.apposition)
    phrase = without_quantity(scene, phrase)
    if "those" in low[phrase.start : min(phrase.end, phrase.start + _THOSE)]:
        # "Some of those in the hall"
        return Who(OTHER, name_of(scene, phrase), By.CROWD, False)
    if low[phrase.start] in lex.possessives:
        if not _PREDECESSORS.isdisjoint(low[phrase.start : phrase.end]):
            return Who(OTHER, name_of(scene, phrase), By.NAMED, True)
        desk = low[phrase.end - 1] in ("service", "desk", "edition", "bureau") and scene.words.capital(phrase.end - 1)
        if desk or not beginning_in(scene, phrase.start, phrase.end):
            inner = (
                identify(scene, Phrase(*phrase.apposition))
                if phrase.apposition and _is_counterpart(low, phrase)
                else None
            )
            return inner if inner is not None and inner.person else None
    read = take_apart(scene, without_owner(scene, phrase))
    if (state := _state_media(read)) is not None:
        return state
    if read.head in SITES and (owner := _owner_of_site(read)) is not None:
        return owner
    if _is_press(read):
        return read.other(By.PRESS)
    if read.head in _SOMEBODY and (side := _side_behind(read)) is not None:
        return read.who(side, By.OFFICE, person=True)
    if read.head in COUNTERPARTS and low[read.head_end : read.head_end + 1] == ["in"]:
        # "Their counterparts in Anytown"
        there = next(
            (tag for hit in read.hits if hit.start == read.head_end + 1 and (tag := hit.tag(Sort.PLACE))), None
        )
        if there is not None:
            return read.who(there, By.OFFICE, person=read.person)
    if read.head in _SOMEBODY and low[read.head_end : read.head_end + 2] in _IN_THE and _is_common(read):
        # "A source in the agency": of the agency that was named before.
        return None
    if is_mission(read) or is_guild(read):
        return read.other(By.NAMED)
    if read.head in _JOURNEYS and "'s" in low[phrase.start : read.head_end]:
        # "The envoy's visit shows that"
        return read.other(By.MUTE)
    if _is_private(read):
        return read.other(By.NAMED if read.person else By.CROWD)
    if read.crowd:
        # "The paramilitary group", where a registry knows it so.
        pattern = by_pattern(read, read.head_end) if read.head in _GROUPS and not _is_against(read) else None
        return _institution(read) or _group(read) or pattern or _crowd(read)
    return person(read) or _institution(read) or _official(read) or _outsider(read)


def _is_against(read: Read) -> bool:
    """Whether a group is called by what it is against: "an anti-Xish group"."""
    return any(low.startswith("anti-") for low in read.scene.words.low[read.phrase.start : read.head_end])


def _is_counterpart(low: list[str], phrase: Phrase) -> bool:
    """Whether somebody is called another one's counterpart: "his opposite number"."""
    return low[phrase.end - 1] in COUNTERPARTS or low[phrase.end - 2 : phrase.end] == ["opposite", "number"]


def _is_private(read: Read) -> bool:
    """Whether somebody only comes from a side: an Xish lawyer with a name, Xish human rights defenders, the opposition."""
    w, low = read.scene.words, read.scene.words.low[read.phrase.start : read.phrase.end]
    if is_wing_of_party(read) or not _NOT_IN_OFFICE.isdisjoint(low) or is_of_faction(read) or leads_opposition(read):
        return True
    if read.head in _MEMBERS or (read.person and w.low[read.phrase.start] in _MEMBERS):
        # Of parliament: for it speak its speakers and the heads of its committees.
        told = {*low, *(w.low[slice(*read.phrase.apposition)] if read.phrase.apposition else ())}
        return (read.scene.lexicon.titles & told) <= _MEMBERS | {"parliament"}
    adjective = next((hit for hit in read.head_hits if hit.tag(Sort.DEMONYM)), None)
    if adjective is None or low[-2:] == ["'s", "lawyers"]:
        return False
    behind = w.low[adjective.end : read.head_end]
    named = bool(behind) and w.capital(read.head_end - 1) and behind[-1] not in read.scene.lexicon.titles
    if behind[-1:] == ["defenders"] and "rights" in behind:
        return True
    defender = (
        "defender" in behind
        and not w.capital(adjective.end)
        and not any(hit.tag(Sort.PERSON) for hit in read.head_hits)
    )
    span = read.phrase.apposition or (read.phrase.end, read.phrase.end)
    titles = {*w.low[read.head_end : read.phrase.end], *w.low[span[0] : span[1]]} & read.scene.lexicon.titles
    lawyer = "lawyer" in behind and _OF_STATES.isdisjoint(behind) and not titles
    return named and (defender or lawyer) and low[0] != "the"


_MEMBERS: Final = frozenset(("lawmaker", "legislator", "mp", "parliamentarian"))
_PREDECESSORS: Final = frozenset(("predecessor", "predecessors"))
_NOT_IN_OFFICE: Final = _PREDECESSORS | {"opposition", "defector", "defectors", "deserter", "deserters"}
_OF_STATES: Final = frozenset(("government", "military", "state"))
_BROADCASTS: Final = frozenset(("radio", "television"))
"""What only states had: "Anytown radio"."""
STATE: Final = frozenset(("state", "state-run", "state-owned", "state-controlled"))


def _state_media(read: Read) -> Who | None:
    """A side's own media by their kind: "Xland's state TV", "the Xish state-run agency"."""
    low = read.scene.words.low[read.phrase.start : read.head_end]
    alone = len(low) == 2 and read.head in _BROADCASTS
    if (STATE.isdisjoint(low) and not alone) or read.head not in read.scene.lexicon.media:
        return None
    sorts = (Sort.PLACE,) if alone else SIDES
    tag = next((tag for hit in read.head_hits if (tag := hit.tag(*sorts))), None)
    return read.who(tag, By.OUTLET, person=False) if tag else None


def _is_common(read: Read) -> bool:
    """Whether a phrase names an office or institution by common words alone."""
    w = read.scene.words
    named = any(
        is_named(w, index, read.phrase.end, read.scene.lexicon) for index in range(read.head_end, read.phrase.end)
    )
    return bool(read.nouns) and not named


def _is_press(read: Read) -> bool:
    """Whether a phrase is an outlet whose name a side's name is part of: "the Capital Post"."""
    w, of = read.scene.words, read.head_end
    if w.low[of - 2 : of] == ["news", "agencies"] and STATE.isdisjoint(w.low[read.phrase.start : of]):
        return True
    if read.head in ("edition", "service") and w.low[of : of + 1] == ["of"] and of + 2 < len(w):
        # "The Xish service of Newsline", not "the State Border Service of Xland"
        national = any(hit.end == of - 1 and hit.tag(Sort.DEMONYM) for hit in read.head_hits)
        name = of + 1 + (w.low[of + 1] == "the")
        return national and w.capital(name) and not (w.capital(of - 1) or standing_at(read.scene, name))
    named = read.scene.words.capital(read.head_end - 1) and read.head_end - read.phrase.start > 1
    if not named or read.head not in read.scene.names.press:
        return False
    return not any(hit.end == read.head_end and hit.tag(Sort.OUTLET, Sort.BODY, Sort.PERSON) for hit in read.head_hits)


def _owner_of_site(read: Read) -> Who | None:
    """Whose a site is by its own words: "the website of Xland's ministry", "the Yish army's Telegram channel"."""
    low, phrase, lex = read.scene.words.low, read.phrase, read.scene.lexicon
    of = read.head_end
    behind = low[of : of + 1] == ["of"]
    mark = next((at for at in range(of - 1, phrase.start, -1) if low[at] == "'s"), phrase.start)
    owner = Phrase(of + 1, phrase.end) if behind else Phrase(phrase.start, mark)
    who = identify(read.scene, owner) if owner.start < owner.end else None
    if who is None or who.tag == OTHER or who.by not in (By.BODY, By.OFFICE, By.PATTERN):
        # A land's sites are anybody's there, and so are a person's followers'.
        return None
    # Not "a channel of the army's foes".
    last = max((at + 1 for at in range(owner.start, owner.end) if low[at] == "'s"), default=owner.start)
    named = not lex.institutions.isdisjoint(low[max(last, owner.end - _INSTITUTION) : owner.end]) or who.by is By.BODY
    return read.who(who.tag, By.OFFICE, person=False) if named else None


_INSTITUTION: Final = 3
"""Words at the end of an owner's name in which it is said what institution it is: "Ministry of Defence"."""
_SOMEBODY: Final = listed("somebody")
"""Who speaks for an institution that stands behind: "a man from the ministry", "an anchor on state television"."""


_IN_THE: Final = (["in", "the"], ["at", "the"], ["from", "the"], ["of", "the"])


def _side_behind(read: Read) -> str | None:
    """The side of an institution behind "from", "at" or "on"."""
    scene = read.scene
    w, lex = scene.words, scene.lexicon
    behind = w.low[read.head_end : read.phrase.end]
    if not behind or behind[0] not in ("from", "at", "in", "on", "within", "inside", "for"):
        return None
    state = "state" in behind and not lex.media.isdisjoint(behind)
    if not state and lex.institutions.isdisjoint(behind):
        return None
    who = identify(scene, Phrase(read.head_end + 1, read.phrase.end))
    if who is not None and who.tag != OTHER:
        return who.tag
    tags = [tag for hit in read.hits if hit.start >= read.head_end and (tag := hit.tag(*SIDES))]
    return tags[0] if state and tags else None


def _institution(read: Read) -> Who | None:
    """An outlet or body with a name of its own."""
    low = read.scene.words.low
    for hit in read.head_hits:
        if low[hit.end : hit.end + 1] in (["affiliate"], ["partner"]):
            return read.other(By.PRESS)
        if tag := hit.tag(Sort.OUTLET):
            return read.who(tag, By.OUTLET, person=False)
        named_so = not read.crowd or hit.end >= read.head_end
        if (tag := hit.tag(Sort.BODY)) and named_so and not read.former:
            end = hit.start - 1 if hit.start and low[hit.start - 1] == "'s" else hit.start
            owners = [side for one in ending_at(read.scene, end) if (side := one.tag(*SIDES, Sort.REGION))]
            if not owners and low[hit.end : hit.end + 1] == ["of"]:
                # "The NSS of X", of whosever the letters mostly are.
                of = hit.end + 1 + (low[hit.end + 1 : hit.end + 2] == ["the"])
                behind = beginning_in(read.scene, of, min(of + 1, read.phrase.end))
                owners = [side for one in behind if (side := one.tag(*SIDES, Sort.REGION))]
            tag = owners[0] if owners else tag
            return read.who(tag, By.BODY, person=read.person or False)
    return None


def _official(read: Read) -> Who | None:
    """Somebody who speaks for a side: by a pattern, an adjective, a complement or an apposition."""
    if read.former:
        return None
    scene, phrase = read.scene, read.phrase
    if is_elsewhere(scene, phrase) and not any(hit.tag(*SIDES) for hit in read.hits):
        return None
    if (known := by_pattern(read, phrase.end)) is not None:
        return known
    if side := side_of(read):
        first = first_noun(scene.words, phrase.start, scene.lexicon)
        metonym = any(hit.end == read.head_end and hit.start == first for hit in read.head_hits)
        return read.who(side, By.METONYM if metonym else By.OFFICE, person=read.person)
    if (state := delegate_of(read)) is not None:
        return read.who(state, By.OFFICE, person=True)
    inner = _by_apposition(scene, phrase.apposition) if phrase.apposition else None
    if inner is None or (inner.tag == OTHER and inner.by is By.NAMED and _is_definite(read)):
        # "The ministry's spokesman, First Last": the name does not say whose; what went before may.
        return None
    name = inner.name if inner.tag != OTHER else name_of(scene, phrase)
    person = True if read.person is None else read.person
    return Who(inner.tag, name, By.APPOSITION, person, read.nouns | inner.nouns)


def is_elsewhere(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase stands behind a place of no side: "In Elsewhere, the de facto ministry said", "In Elsewhere they say"."""
    w = scene.words
    they = w.low[phrase.start : phrase.end] == ["they"] and w.low[phrase.start - 1] != ","
    at = phrase.start - (1 if they else 2)
    opens = at == 1 and w.low[0] == "in" and (they or w.low[at + 1] == ",") and w.capital(at)
    return opens and not standing_at(scene, at) and not is_title(w.low[at], scene.lexicon)


def _is_definite(read: Read) -> bool:
    """Whether a phrase calls somebody by an office alone, without a name: "the ministry's spokesman"."""
    w = read.scene.words
    start = read.phrase.start
    definite = w.low[start] in ("the", "its", "their", "his", "her")
    return bool(read.nouns) and definite and not any(map(w.capital, range(start + 1, read.head_end)))


_GROUPS: Final = frozenset(("group", "movement", "organisation", "organization"))


def _group(read: Read) -> Who | None:
    """A group that a side's name stands behind: "the militant group X"."""
    for hit in read.head_hits:
        tag = hit.tag(Sort.BODY, Sort.PLACE)
        if tag and hit.end == read.head_end and hit.start and read.scene.words.low[hit.start - 1] in _GROUPS:
            return read.who(tag, By.BODY, person=False)
    return None


def _crowd(read: Read) -> Who:
    w, lex = read.scene.words, read.scene.lexicon
    by = By.CROWD
    if read.head in lex.media:
        by = By.PRESS
    elif read.person and w.capital(read.head_end - 1) and not is_title(w.low[read.head_end - 1], lex):
        by = By.NAMED
    if read.head in lex.nobody and not read.hits:
        return Who(OTHER, UNNAMED, by, read.person, read.nouns)
    return read.other(by)


def _outsider(read: Read) -> Who | None:
    """Anybody else: by name, by a common noun, or nobody at all."""
    w, lex = read.scene.words, read.scene.lexicon
    start, end, head_end = read.phrase.start, read.phrase.end, read.head_end
    known = (read.head in lex.documents or read.head == "source") and w.low[start] in ("the", "this")
    if read.head in lex.nobody and not known and not read.hits and not any(map(w.capital, range(start + 1, head_end))):
        return Who(OTHER, UNNAMED, By.NOBODY, False, read.nouns)
    if read.head in lex.mute and not (read.head in SOCIETIES and w.capital(head_end - 1)):
        return read.other(By.MUTE)
    if read.former and read.nouns:
        return read.other(By.NAMED)
    speaks = is_animate(read.head, lex)
    if any(is_named(w, index, end, lex) for index in range(start, end)):
        if read.head in read.scene.names.press:
            return read.other(By.PRESS)
        in_its_head = any(w.capital(i) and i > 0 for i in range(start, head_end)) or w.capital(head_end - 1)
        return read.other(By.NAMED if speaks or in_its_head else By.THING)
    if (read.nouns and w.low[start] not in _INDEFINITE) or w.low[start] in lex.possessives:
        return None
    return read.other(By.COMMON if speaks else By.THING)


def _represented(scene: Scene, first: int, last: int) -> Who | None:
    """For whom somebody "who speaks for X" or "who represents X" does."""
    start = first + (3 if scene.words.low[first + 1] == "speaks" else 2)
    inner = identify(scene, Phrase(start, last)) if start < last else None
    # Who represents a person is a lawyer.
    return inner if inner is not None and inner.tag != OTHER and not inner.person else None


LEADS: Final = frozenset(("represents", "heads", "leads", "chairs", "runs", "commands", "oversees"))
"""What somebody does who speaks for an institution."""


def _by_apposition(scene: Scene, span: tuple[int, int]) -> Who | None:
    """Whom an apposition names, where it names an office or institution of a side."""
    w, lex = scene.words, scene.lexicon
    first, last = span
    if first >= last:
        return None
    if w.low[first] == "who" and (
        w.low[first + 1 : first + 3] == ["speaks", "for"] or not LEADS.isdisjoint(w.low[first + 1 : first + 2])
    ):
        return _represented(scene, first, last)
    if w.low[first] == "who" and "identified" in w.low[first:last]:
        # "who gave no name but identified himself as an officer of the Xish army"
        himself = w.low.index("identified", first) + 1
        return identify(scene, Phrase(himself + 2, last)) if w.low[himself + 1 : himself + 2] == ["as"] else None
    if w.in_ing(first) or w.low[first] in lex.prepositions or w.low[first] in lex.subordinators:
        return None
    stop = first
    while stop < last and w.low[stop] not in ("who", "which", "that") and w.low[stop] not in lex.helpers:
        stop += 1
    if stop == first:
        return None
    inner = identify(scene, Phrase(first, stop))
    if inner is None or inner.by in (By.COMMON, By.NOBODY, By.MUTE):
        return None
    if inner.tag != OTHER and inner.by in (By.METONYM, By.SURNAME):
        return None
    return inner
