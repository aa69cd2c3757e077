"""Whom a noun phrase means: a side, by its names, offices and institutions, or somebody else."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from annotator.corpus.attribution.heads import (
    first_noun,
    has_left_office,
    head_noun,
    head_of,
    is_animate,
    is_named,
    is_person,
    is_title,
)
from annotator.corpus.attribution.lexicon import Lexicon
from annotator.corpus.attribution.names import Hit, Names, Sort
from annotator.corpus.attribution.phrases import Phrase
from annotator.corpus.attribution.tokens import Words
from annotator.corpus.speaker import OTHER, UNNAMED


class By(StrEnum):
    """What told who somebody is."""

    PERSON = "person"
    LEARNED = "learned"
    SURNAME = "surname"
    BODY = "body"
    OUTLET = "outlet"
    OFFICE = "office"
    METONYM = "metonym"
    PATTERN = "pattern"
    APPOSITION = "apposition"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    NAMED = "named"
    COMMON = "common"
    CROWD = "crowd"
    PRESS = "press"
    NOBODY = "nobody"
    THING = "thing"
    MUTE = "mute"


class Who(NamedTuple):
    """Somebody who speaks."""

    tag: str
    name: str | None
    """For Other: as the text names them."""
    by: By
    person: bool | None = None
    """One person; None where the phrase does not say."""
    nouns: frozenset[str] = frozenset()
    """The nouns that a later "the ministry" would repeat."""


class Scene(NamedTuple):
    """A sentence with all that is needed to say whom a phrase in it means."""

    words: Words
    hits: list[Hit]
    text: str
    names: Names
    lexicon: Lexicon
    learned: dict[str, Who]
    """By surname, in lower case: whom the article has introduced."""
    context: frozenset[str]
    """Tags that the article names at all."""


_SERVE = frozenset("aide aides adviser advisers advisor advisors assistant assistants counsellor deputy".split())
"""Who serves somebody: an aide to a president speaks for the president's side."""
COUNTERPARTS = frozenset(("counterpart", "counterparts"))
"""Whose they are says who they are not."""
_begin = attrgetter("start")
_SIDES = (Sort.PLACE, Sort.DEMONYM)
_INDEFINITE = frozenset(("a", "an", "one", "another", "some", "several", "two", "three", "many"))


class _Read(NamedTuple):
    """A noun phrase taken apart."""

    scene: Scene
    phrase: Phrase
    head_end: int
    """Where the part ends that prepositions come behind."""
    head: str
    """The noun of that part."""
    hits: list[Hit]
    head_hits: list[Hit]
    nouns: frozenset[str]
    person: bool | None
    former: bool
    crowd: bool

    def who(self, tag: str, by: By, *, person: bool | None = None) -> Who:
        """A side as the speaker."""
        return Who(tag, None, by, person, self.nouns)

    def other(self, by: By) -> Who:
        """Somebody outside the registry, by the words of the phrase."""
        return Who(OTHER, _name(self.scene, self.phrase), by, self.person, self.nouns)


def identify(scene: Scene, phrase: Phrase) -> Who | None:
    """Whom a phrase means by its own words; None where it has to be looked up in what went before.

    That is so for pronouns, and for definite phrases without a name ("the ministry", "its army").
    """
    low, lex = scene.words.low, scene.lexicon
    if phrase.end - phrase.start == 1 and low[phrase.start] in lex.pronouns:
        return None
    if low[phrase.start] in lex.possessives and not any(phrase.start <= hit.start < phrase.end for hit in scene.hits):
        return None
    read = _take_apart(scene, _without_owner(scene, _without_quantity(scene, phrase)))
    if read.head in scene.names.press and scene.words.capital(read.head_end - 1) and read.head_end - phrase.start > 1:
        # "The Capital Post": an outlet whose name a side's name is part of.
        if not any(hit.end == read.head_end and hit.tag(Sort.OUTLET, Sort.BODY, Sort.PERSON) for hit in read.head_hits):
            return read.other(By.PRESS)
    if read.head in _SOMEBODY and (side := _side_behind(read)) is not None:
        return read.who(side, By.OFFICE, person=True)
    if read.crowd:
        return _institution(read) or _group(read) or _crowd(read)
    return _person(read) or _institution(read) or _official(read) or _outsider(read)


_QUANTITIES = frozenset(
    "number group handful majority lot couple series one some most two three several many all half part each dozens scores member "
    "members host variety information account data details figures".split()
)
"""Nouns that stand in front of "of" or "from" those who are meant: "a number of officials"."""


_SOMEBODY = frozenset("man woman person someone somebody figure source presenter anchor announcer newsreader host".split())
"""Who speaks for an institution that stands behind: "a man from the ministry", "an anchor on state television"."""


def _side_behind(read: _Read) -> str | None:
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
    tags = [tag for hit in read.hits if hit.start >= read.head_end and (tag := hit.tag(*_SIDES))]
    return tags[0] if state and tags else None


def _without_quantity(scene: Scene, phrase: Phrase) -> Phrase:
    """What stands behind "a number of", "information provided by": those who are meant."""
    low = scene.words.low
    for index in range(phrase.start, min(phrase.end - 1, phrase.start + 6)):
        quantity = low[index] == "of" and low[index - 1] in _QUANTITIES and index > phrase.start
        given = low[index] in ("by", "from") and low[index - 1] in ("provided", "given", "released", "published", "issued", "received")
        if quantity or given:
            return Phrase(index + 1, phrase.end, phrase.apposition)
    return phrase


def _without_owner(scene: Scene, phrase: Phrase) -> Phrase:
    """What stands behind "X's" in "X's … counterpart": the words that may say whose a counterpart is."""
    low = scene.words.low[phrase.start : phrase.end]
    if "'s" not in low or COUNTERPARTS.isdisjoint(low):
        return phrase
    owner = low.index("'s") + 1
    return Phrase(phrase.start + owner, phrase.end, phrase.apposition) if owner < len(low) else phrase


def _take_apart(scene: Scene, phrase: Phrase) -> _Read:
    w, lex = scene.words, scene.lexicon
    start, end = phrase.start, phrase.end
    head_end = head_of(w, start, end, lex)
    # A phrase sees its own names only: the list is sorted, and long where a sentence is no sentence.
    hits = scene.hits
    if hits:
        first = bisect_left(hits, start, key=_begin)
        hits = [hit for hit in hits[first : first + end - start] if hit.end <= end]
    head, words = head_noun(w, start, head_end), w.low[start:head_end]
    return _Read(
        scene,
        phrase,
        head_end,
        head,
        hits,
        [hit for hit in hits if hit.start < head_end],
        lex.roles.intersection(w.low[start:end]),
        is_person(w, start, head_end, lex),
        has_left_office(words, lex),
        _is_crowd(head, words, hits, lex),
    )


_PRESS = frozenset("daily newspaper newspapers tabloid weekly broadsheet magazine".split())


def _is_crowd(head: str, words: list[str], hits: list[Hit], lex: Lexicon) -> bool:
    """Whether a phrase means people who speak for nobody but themselves, or the press."""
    if head in ("agency", "press"):
        return "news" in words
    if head in lex.media and any(word in ("state", "state-run", "state-owned") for word in words):
        return False
    if not _PRESS.isdisjoint(words) and not any(word.startswith("state") for word in words):
        return True
    if head in lex.crowd or ("media" in words and not any(word.startswith("state") for word in words)):
        return True
    return not (lex.bystanders.isdisjoint(words) or any(hit.tag(Sort.PERSON) for hit in hits))


def _person(read: _Read) -> Who | None:
    """A person whom the registry or the article knows."""
    scene, start = read.scene, read.phrase.start
    w = scene.words
    for hit in read.head_hits:
        if tag := hit.tag(Sort.PERSON):
            known = scene.learned.get(" ".join(w.low[hit.start : hit.end]))
            if read.former or (known is not None and known.tag == OTHER):
                return read.other(By.NAMED)
            return read.who(tag, By.PERSON, person=_last(hit, read.head_end, w) or read.person)
    if (span := read.phrase.apposition) is not None and not read.head_hits:
        # "The acting prime minister, First M. Last": the name stands between commas.
        for hit in scene.hits:
            if span[0] <= hit.start < span[1] and hit.end == span[1] and (tag := hit.tag(Sort.PERSON, Sort.SURNAME)):
                named = _named_between(scene, span[0], hit)
                return read.who(tag, By.PERSON, person=True) if named and not read.former else None
    for index in range(read.head_end - 1, start - 1, -1):
        known = scene.learned.get(w.low[index])
        if known is not None and w.capital(index) and not _is_namesake(scene, index, start):
            namesake = known.tag == OTHER and known.by is By.COMMON
            return Who(known.tag, known.name, By.NAMED if namesake else By.LEARNED, True, read.nouns | known.nouns)
    for hit in read.head_hits:
        if (tag := hit.tag(Sort.SURNAME)) and not (_has_other_first_name(scene, hit, start) or _is_first_name(scene, hit)):
            return read.other(By.NAMED) if read.former else read.who(tag, By.SURNAME, person=True)
    return None


def _named_between(scene: Scene, start: int, hit: Hit) -> bool:
    """Whether nothing but names and initials stands before a name in an apposition."""
    w = scene.words
    return all(w.capital(index) or w.low[index] == "." for index in range(start, hit.start))


def _institution(read: _Read) -> Who | None:
    """An outlet or body with a name of its own."""
    for hit in read.head_hits:
        if tag := hit.tag(Sort.OUTLET):
            return read.who(tag, By.OUTLET, person=False)
        if (tag := hit.tag(Sort.BODY)) and not read.crowd and not read.former:
            return read.who(tag, By.BODY, person=False)
    return None


def _official(read: _Read) -> Who | None:
    """Somebody who speaks for a side: by a pattern, an adjective, a complement or an apposition."""
    if read.former:
        return None
    scene, phrase = read.scene, read.phrase
    words = " ".join(scene.words.low[phrase.start : phrase.end])
    for pattern, tag in scene.names.patterns:
        if pattern.search(words):
            return read.who(tag, By.PATTERN, person=read.person)
    for pattern, tag in scene.names.vague:
        if tag in scene.context and pattern.search(words) and not _is_foreign(read):
            return read.who(tag, By.PATTERN, person=read.person)
    if side := _side(read):
        first = first_noun(scene.words, phrase.start, scene.lexicon)
        metonym = any(hit.end == read.head_end and hit.start == first for hit in read.head_hits)
        return read.who(side, By.METONYM if metonym else By.OFFICE, person=read.person)
    inner = _by_apposition(scene, phrase.apposition) if phrase.apposition else None
    if inner is None:
        return None
    name = inner.name if inner.tag != OTHER else _name(scene, phrase)
    person = True if read.person is None else read.person
    return Who(inner.tag, name, By.APPOSITION, person, read.nouns | inner.nouns)


def _group(read: _Read) -> Who | None:
    """A group that a side's name stands behind: "the militant group X"."""
    for hit in read.head_hits:
        tag = hit.tag(Sort.BODY, Sort.PLACE)
        if tag and hit.end == read.head_end and read.scene.words.low[hit.start - 1] in ("group", "movement", "organisation", "organization"):
            return read.who(tag, By.BODY, person=False)
    return None


def _crowd(read: _Read) -> Who:
    w, lex = read.scene.words, read.scene.lexicon
    by = By.CROWD
    if read.head in lex.media:
        by = By.PRESS
    elif read.person and w.capital(read.head_end - 1) and not is_title(w.low[read.head_end - 1], lex):
        by = By.NAMED
    if read.head in lex.nobody and not read.hits:
        return Who(OTHER, UNNAMED, by, read.person, read.nouns)
    return read.other(by)


def _outsider(read: _Read) -> Who | None:
    """Anybody else: by name, by a common noun, or nobody at all."""
    w, lex = read.scene.words, read.scene.lexicon
    start, end, head_end = read.phrase.start, read.phrase.end, read.head_end
    if read.head in lex.nobody and not read.hits and not any(map(w.capital, range(start + 1, head_end))):
        return Who(OTHER, UNNAMED, By.NOBODY, False, read.nouns)
    if read.head in lex.mute:
        return read.other(By.MUTE)
    speaks = is_animate(read.head, lex)
    if any(is_named(w, index, end, lex) for index in range(start, end)):
        if read.head in read.scene.names.press:
            return read.other(By.PRESS)
        in_its_head = any(w.capital(i) and i > 0 for i in range(start, head_end)) or w.capital(head_end - 1)
        return read.other(By.NAMED if speaks or in_its_head else By.THING)
    if (read.nouns and w.low[start] not in _INDEFINITE) or w.low[start] in lex.possessives:
        return None
    return read.other(By.COMMON if speaks else By.THING)


def _side(read: _Read) -> str | None:
    """The side that a phrase speaks for, by its adjectives and complements."""
    if not read.hits:
        return None
    scene, lex = read.scene, read.scene.lexicon
    w, head_end = scene.words, read.head_end
    official = read.head in lex.roles or read.head in lex.media
    titled = official or not lex.titles.isdisjoint(w.low[read.phrase.start : head_end])
    written = read.head in lex.documents
    behind = [
        hit for hit in read.hits if hit.start >= head_end and _is_complement(w, hit, head_end, lex, written=written)
    ]
    sides = [(hit, tag) for hit in read.head_hits if (tag := hit.tag(*_SIDES))]
    for hit in (*read.head_hits, *behind):
        region = hit.tag(Sort.REGION)
        if region in scene.context and (titled or hit.end == head_end) and _yields(read, sides, region):
            return region
    metonym = [tag for hit, tag in sides if hit.end == head_end and hit.tag(Sort.PLACE)]
    if metonym and not (len(sides) > 1 and sides[0][1] != metonym[0]):
        return metonym[0]
    if sides and titled:
        return sides[0][1]
    if w.titled and len(sides) == 1 and sides[0][0].end == head_end and w.low[head_end - 1].endswith("s"):
        # A headline's "Xlanders say".
        return sides[0][1]
    local = not _LOCAL_OFFICES.isdisjoint(w.low[read.phrase.start : head_end])
    if local and not read.crowd and (town := next((tag for hit in read.head_hits if (tag := hit.tag(Sort.LOCAL))), None)):
        return town
    if titled and behind and not _is_foreign(read):
        return _behind(read, behind, local=local)
    return None


_LOCAL_OFFICES = frozenset(
    "mayor mayors governor governors official officials authorities administration police prosecutor prosecutors prosecutor's council "
    "head heads chief commander commanders garrison municipality department hospital hospitals residents' representative court office "
    "service services district region".split()
)
"""Offices that a town has."""


def _behind(read: _Read, behind: list[Hit], *, local: bool) -> str | None:
    """The side of a complement: of a state or body; of a town, for an office that towns have."""
    for hit in behind:
        tag = hit.tag(*_SIDES, Sort.REGION, Sort.BODY) or (hit.tag(Sort.LOCAL) if local else None)
        if tag:
            return tag
    return None


def _yields(read: _Read, sides: list[tuple[Hit, str]], region: str) -> bool:
    """Whether a region says whose a phrase is, though a side's adjective may stand beside it."""
    others = [(hit, tag) for hit, tag in sides if tag != region]
    if any(hit.tag(Sort.PLACE) or tag not in read.scene.names.absorbs[region] for hit, tag in others):
        return False
    return bool(sides) or not _is_foreign(read)


def _is_complement(w: Words, hit: Hit, head_end: int, lex: Lexicon, *, written: bool) -> bool:
    """Whether a name behind the head says whose it is: "of", "for", "in" before it, no "to", "with" or "against".

    What is written is somebody's by "by" as well.
    """
    for index in range(hit.start - 1, head_end - 1, -1):
        if w.low[index] in lex.prepositions:
            if w.low[index] == "to":
                return w.low[index - 1] in _SERVE
            return w.low[index] in lex.complements or (written and w.low[index] == "by")
    return False


def _is_foreign(read: _Read) -> bool:
    """Whether the head has a name of its own that is no side's and no title: the ministry is another's then."""
    w, lex, phrase = read.scene.words, read.scene.lexicon, read.phrase
    covered = {index for hit in read.head_hits for index in range(hit.start, hit.end)}
    return any(
        w.capital(index)
        and index not in covered
        and not is_title(w.low[index], lex)
        and w.low[index] not in lex.function
        and not _is_person_name(w, index, phrase, lex)
        for index in range(max(1, phrase.start), read.head_end)
    )


def _is_person_name(w: Words, index: int, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a capitalised word stands behind a title: "spokesman First Last"."""
    for before in range(index - 1, phrase.start - 1, -1):
        if w.low[before] in lex.offices:
            return True
        if not w.capital(before):
            return False
    return False


def _last(hit: Hit, head_end: int, w: Words) -> bool | None:
    """Whether a name is the head itself, not somebody's whose statement or aide it is."""
    return True if hit.end >= head_end or w.low[hit.end] != "'s" else None


def _is_namesake(scene: Scene, index: int, start: int) -> bool:
    """Whether a surname that the article introduced has a first name in front that it was not introduced with."""
    w, lex = scene.words, scene.lexicon
    first = index - 1
    if first < start or not w.capital(first) or not w.low[first].isalpha() or first == 0:
        return False
    if is_title(w.low[first], lex) or w.low[first] in lex.function or any(h.start <= first < h.end for h in scene.hits):
        return False
    return f"{w.low[first]} {w.low[index]}" not in scene.learned


def _is_first_name(scene: Scene, hit: Hit) -> bool:
    """Whether another name stands behind a surname: "Sharon Lastname"."""
    w, lex = scene.words, scene.lexicon
    if hit.end >= len(w) or not w.capital(hit.end) or w.titled:
        return False
    return w.low[hit.end].isalpha() and not is_title(w.low[hit.end], lex) and w.low[hit.end] not in lex.function


def _has_other_first_name(scene: Scene, hit: Hit, start: int) -> bool:
    """Whether a surname of the registry has a first name in front that the registry does not know: a namesake."""
    w, lex = scene.words, scene.lexicon
    index = hit.start - 1
    if index < start or not w.capital(index) or not w.low[index].isalpha() or w.low[index] in lex.function:
        return False
    return not is_title(w.low[index], lex) and not ending_at(scene, hit.start)


def _by_apposition(scene: Scene, span: tuple[int, int]) -> Who | None:
    """Whom an apposition names, where it names an office or institution of a side."""
    w, lex = scene.words, scene.lexicon
    first, last = span
    if first >= last or last > len(w):
        return None
    if (
        w.low[first] in ("who", "which", "however")
        or w.low[first] in lex.prepositions
        or w.low[first] in lex.subordinators
    ):
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


def ending_at(scene: Scene, end: int) -> list[Hit]:
    """The registry's name that ends before a word, if there is one."""
    index = bisect_left(scene.hits, end, key=_begin) - 1
    return [scene.hits[index]] if index >= 0 and scene.hits[index].end == end else []


def _name(scene: Scene, phrase: Phrase) -> str:
    """The phrase as the text has it, without an article in front."""
    w = scene.words
    start = phrase.start
    if w.low[start] in ("the", "a", "an") and start + 1 < phrase.end:
        start += 1
    return " ".join(scene.text[w.start(start) : w.end(phrase.end - 1)].split())[:200] or UNNAMED
