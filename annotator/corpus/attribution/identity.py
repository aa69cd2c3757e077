"""Whom a noun phrase means: a side, by its names, offices and institutions, or somebody else."""

from __future__ import annotations

from annotator.corpus.attribution.heads import first_noun, is_animate, is_named, is_title
from annotator.corpus.attribution.lexicon import listed
from annotator.corpus.attribution.names import Hit, Sort
from annotator.corpus.attribution.parts import COUNTERPARTS, Read, take_apart, without_owner, without_quantity
from annotator.corpus.attribution.phrases import Phrase
from annotator.corpus.attribution.scene import By, Scene, Who, beginning_in, ending_at, name_of, standing_at
from annotator.corpus.attribution.sides import SIDES, is_foreign, side_of
from annotator.corpus.attribution.tokens import Words
from annotator.corpus.speaker import OTHER, UNNAMED

_INDEFINITE = listed("indefinite")
_ACCUSED = frozenset(("accused", "defendant", "defendants", "lawyer", "applicant", "witness", "victim"))
"""Who stands before a court; the surname of an official is a namesake's then."""
EPITHETS = listed("epithets")
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
        and low[phrase.start + 1] in (EPITHETS | {"latter", "former"})
    ):
        return None
    phrase = without_quantity(scene, phrase)
    if low[phrase.start] in lex.possessives:
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
    if _is_press(read):
        return read.other(By.PRESS)
    if read.head in _SOMEBODY and (side := _side_behind(read)) is not None:
        return read.who(side, By.OFFICE, person=True)
    if read.head in _SOMEBODY and low[read.head_end : read.head_end + 2] in _IN_THE and _is_common(read):
        # "A source in the agency": of the agency that was named before.
        return None
    if read.crowd:
        return _institution(read) or _group(read) or _crowd(read)
    return _person(read) or _institution(read) or _official(read) or _outsider(read)


def _is_counterpart(low: list[str], phrase: Phrase) -> bool:
    """Whether somebody is called another one's counterpart: "his opposite number"."""
    return low[phrase.end - 1] in COUNTERPARTS or low[phrase.end - 2 : phrase.end] == ["opposite", "number"]


_STATE = frozenset(("state", "state-run", "state-owned", "state-controlled"))


def _state_media(read: Read) -> Who | None:
    """A side's own media by their kind: "Xland's state TV", "the Xish state-run agency"."""
    low = read.scene.words.low[read.phrase.start : read.head_end]
    if _STATE.isdisjoint(low) or read.head not in read.scene.lexicon.media:
        return None
    tag = next((tag for hit in read.head_hits if (tag := hit.tag(*SIDES))), None)
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
    named = read.scene.words.capital(read.head_end - 1) and read.head_end - read.phrase.start > 1
    if not named or read.head not in read.scene.names.press:
        return False
    return not any(hit.end == read.head_end and hit.tag(Sort.OUTLET, Sort.BODY, Sort.PERSON) for hit in read.head_hits)


_SOMEBODY = listed("somebody")
"""Who speaks for an institution that stands behind: "a man from the ministry", "an anchor on state television"."""


_IN_THE = (["in", "the"], ["at", "the"], ["from", "the"], ["of", "the"])


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


_OWN_PEOPLE = frozenset(("lawyer", "lawyers", "attorney", "attorneys", "counsel", "biographer", "rival", "opponent"))
"""Who speaks for a person, and not for that person's side."""


def _person(read: Read) -> Who | None:
    """A person whom the registry or the article knows."""
    scene, start = read.scene, read.phrase.start
    w = scene.words
    for hit in read.head_hits:
        if hit.tag(Sort.PERSON) and hit.end < read.head_end and read.head in _OWN_PEOPLE:
            # "First Last's lawyer"
            return read.other(By.NAMED)
        if (tag := hit.tag(Sort.PERSON)) and _other_office(read, hit, tag):
            # "The Xish minister First Last", who is listed as Yland's: he was X's then.
            continue
        if tag := hit.tag(Sort.PERSON):
            known = scene.learned.get(" ".join(w.low[hit.start : hit.end]))
            if read.former or (known is not None and known.tag == OTHER):
                return read.other(By.NAMED)
            return read.who(tag, By.PERSON, person=_last(hit, read.head_end, w) or read.person)
    if (tag := _behind_office(read)) is not None:
        return read.who(tag, By.PERSON, person=True)
    if (span := read.phrase.apposition) is not None and not read.head_hits:
        # "The acting prime minister, First M. Last": the name stands between commas.
        for hit in beginning_in(scene, *span):
            titled = not scene.lexicon.titles.isdisjoint(w.low[start : read.head_end])
            sort = (Sort.PERSON, Sort.SURNAME) if titled and not read.hits else (Sort.PERSON,)
            namesake = hit.tag(Sort.PERSON) is None and _has_other_first_name(scene, hit, span[0])
            if hit.end == span[1] and not namesake and (tag := hit.tag(*sort)):
                named = _named_between(scene, span[0], hit)
                return read.who(tag, By.PERSON, person=True) if named and not read.former else None
    for index in range(read.head_end - 1, start - 1, -1):
        known = scene.learned.get(w.low[index])
        if known is not None and known.person is False and (known.tag == OTHER or read.hits):
            # "Xland's MOD", in a text that has learned the letters with the other side's ministry.
            continue
        if known is not None and w.capital(index) and not _is_namesake(scene, index, start):
            namesake = known.tag == OTHER and known.by is By.COMMON
            person = known.person is not False or read.person
            return Who(known.tag, known.name, By.NAMED if namesake else By.LEARNED, person, read.nouns | known.nouns)
    if names_outsider(scene, start, read.head_end, read.phrase.end):
        return read.other(By.NAMED)
    for hit in read.head_hits:
        if not _ACCUSED.isdisjoint(w.low[start : read.head_end]):
            continue
        if (tag := hit.tag(Sort.SURNAME)) and not (
            _has_other_first_name(scene, hit, start) or _is_first_name(scene, hit) or _other_office(read, hit, tag)
        ):
            return read.other(By.NAMED) if read.former else read.who(tag, By.SURNAME, person=True)
    return None


def _behind_office(read: Read) -> str | None:
    """The side of whom "Minister of Foreign Affairs First Last" names behind the office."""
    if read.former or read.head not in read.scene.lexicon.offices:
        return None
    for hit in read.hits:
        if hit.end == read.phrase.end and hit.start > read.head_end + 1 and (tag := hit.tag(Sort.PERSON)):
            return None if _other_office(read, hit, tag) else tag
    return None


def _other_office(read: Read, hit: Hit, tag: str) -> bool:
    """Whether an office of another side stands in front of a person's name."""
    w = read.scene.words
    titled = not read.scene.lexicon.offices.isdisjoint(w.low[read.phrase.start : hit.start])
    sides = {side for one in read.hits if one.end <= hit.start and (side := one.tag(*SIDES, Sort.REGION))}
    return titled and bool(sides) and tag not in sides


def names_outsider(scene: Scene, start: int, end: int, last: int) -> bool:
    """Whether words name somebody whom the registry lists as of no side, or a body of none.

    Args:
        scene: the sentence.
        start: first word.
        end: one past the last word that may be such a name.
        last: one past the last word that may say whose a body is all the same: "the Security Council in X".
    """
    ours = any(hit.tag(*SIDES, Sort.REGION) for hit in beginning_in(scene, start, last))
    w = scene.words
    return any(
        (
            hit.tag(Sort.OUTSIDER)
            # A surname may be a word besides: "the price regulator".
            and (hit.end - hit.start > 1 or (w.capital(hit.start) and hit.end == end))
            and not _has_other_first_name(scene, hit, start)
        )
        or (
            hit.tag(Sort.FOREIGN)
            and _is_set_so(scene, hit)
            and not ours
            and not w.in_marks(hit.start)
            and not _has_secretary(w, hit)
        )
        for hit in beginning_in(scene, start, end)
    )


def _has_secretary(w: Words, hit: Hit) -> bool:
    """Whether a council is one that has a secretary, as a state's has: "Secretary of the Security Council"."""
    return "secretary" in w.low[max(0, hit.start - 3) : hit.start] or w.low[hit.end : hit.end + 1] == ["secretary"]


def _is_set_so(scene: Scene, hit: Hit) -> bool:
    """Whether a body is written as a name: "the security council" is that of whoever was told of."""
    w = scene.words
    return w.capital(hit.start) or w.low[hit.end - 1] in scene.lexicon.offices


def _named_between(scene: Scene, start: int, hit: Hit) -> bool:
    """Whether nothing but names and initials stands before a name in an apposition."""
    w = scene.words
    return all(w.capital(index) or w.low[index] == "." for index in range(start, hit.start))


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
    words = " ".join(scene.words.low[phrase.start : phrase.end])
    if scene.names.any_pattern is not None and scene.names.any_pattern.search(words):
        for pattern, tag in scene.names.patterns:
            if pattern.search(words):
                return read.who(tag, By.PATTERN, person=read.person)
        for pattern, tag in scene.names.vague:
            if _is_told_of(scene, tag) and pattern.search(words) and not is_foreign(read, whole=True):
                return read.who(tag, By.PATTERN, person=read.person)
    if side := side_of(read):
        first = first_noun(scene.words, phrase.start, scene.lexicon)
        metonym = any(hit.end == read.head_end and hit.start == first for hit in read.head_hits)
        return read.who(side, By.METONYM if metonym else By.OFFICE, person=read.person)
    if (state := _delegate_of(read)) is not None:
        return read.who(state, By.OFFICE, person=True)
    inner = _by_apposition(scene, phrase.apposition) if phrase.apposition else None
    if inner is None or (inner.tag == OTHER and inner.by is By.NAMED and _is_definite(read)):
        # "The ministry's spokesman, First Last": the name does not say whose; what went before may.
        return None
    name = inner.name if inner.tag != OTHER else name_of(scene, phrase)
    person = True if read.person is None else read.person
    return Who(inner.tag, name, By.APPOSITION, person, read.nouns | inner.nouns)


def _delegate_of(read: Read) -> str | None:
    """For whom somebody speaks whose state stands in brackets behind the name, as in minutes: "L. MARO (Xland) said"."""
    span, w = read.phrase.apposition, read.scene.words
    if (
        span is None
        or w.low[span[0] - 1] != "("
        or not all(w.capital(index) or w.low[index] == "." for index in range(read.phrase.start, read.phrase.end))
    ):
        return None
    return next((hit.tag(Sort.PLACE) for hit in read.scene.hits if (hit.start, hit.end) == span), None)


def is_elsewhere(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase stands behind a place of no side: "In Elsewhere, the de facto ministry said"."""
    w, at = scene.words, phrase.start - 2
    opens = at == 1 and w.low[0] == "in" and w.low[at + 1] == "," and w.capital(at)
    return opens and not standing_at(scene, at) and not is_title(w.low[at], scene.lexicon)


def _is_told_of(scene: Scene, tag: str) -> bool:
    """Whether an article names a side, or the state that its people are called by together with another one."""
    return tag in scene.context or (len(scene.context) > 1 and not scene.names.absorbs[tag].isdisjoint(scene.context))


def _is_definite(read: Read) -> bool:
    """Whether a phrase calls somebody by an office alone, without a name: "the ministry's spokesman"."""
    w = read.scene.words
    start = read.phrase.start
    definite = w.low[start] not in _INDEFINITE and (w.low[start] in ("the", "its", "their", "his", "her"))
    return bool(read.nouns) and definite and not any(map(w.capital, range(start + 1, read.head_end)))


def _group(read: Read) -> Who | None:
    """A group that a side's name stands behind: "the militant group X"."""
    for hit in read.head_hits:
        tag = hit.tag(Sort.BODY, Sort.PLACE)
        if (
            tag
            and hit.end == read.head_end
            and hit.start
            and read.scene.words.low[hit.start - 1] in ("group", "movement", "organisation", "organization")
        ):
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
    if read.head in lex.mute:
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


def _last(hit: Hit, head_end: int, w: Words) -> bool | None:
    """Whether a name is the head itself, not somebody's whose statement or aide it is."""
    return True if hit.end >= head_end or w.low[hit.end] != "'s" else None


def _is_namesake(scene: Scene, index: int, start: int) -> bool:
    """Whether a surname that the article introduced has a first name in front that it was not introduced with."""
    w, lex = scene.words, scene.lexicon
    first = index - 1
    if first < start or not w.capital(first) or not w.low[first].isalpha() or first == 0:
        return False
    if is_title(w.low[first], lex) or w.low[first] in lex.function or standing_at(scene, first):
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


def _represented(scene: Scene, first: int, last: int) -> Who | None:
    """For whom somebody "who speaks for X" or "who represents X" does."""
    start = first + (3 if scene.words.low[first + 1] == "speaks" else 2)
    inner = identify(scene, Phrase(start, last)) if start < last else None
    # Who represents a person is a lawyer.
    return inner if inner is not None and inner.tag != OTHER and not inner.person else None


LEADS = frozenset(("represents", "heads", "leads", "chairs", "runs", "commands", "oversees"))
"""What somebody does who speaks for an institution."""


def _by_apposition(scene: Scene, span: tuple[int, int]) -> Who | None:
    """Whom an apposition names, where it names an office or institution of a side."""
    w, lex = scene.words, scene.lexicon
    first, last = span
    if first >= last or last > len(w):
        return None
    if w.low[first] == "who" and (w.low[first + 1 : first + 3] == ["speaks", "for"] or w.low[first + 1] in LEADS):
        return _represented(scene, first, last)
    if (
        w.low[first] in ("who", "which", "however")
        or (w.low[first].endswith("ing") and not w.capital(first))
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
