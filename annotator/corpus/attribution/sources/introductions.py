"""The people whom an article introduces by name and office."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.sources.identity import LEADS, identify
from annotator.corpus.attribution.sources.letters import shorten
from annotator.corpus.attribution.sources.persons import is_of_letters
from annotator.corpus.attribution.words.heads import has_left_office, head_of, is_title
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, is_past, is_verb, right
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER


def introduce(scene: Scene, learned: dict[str, Who]) -> None:
    """Learn the people that a sentence introduces: "the X minister First Last", "First Last, head of the X army".

    A name that the article introduces goes before the registry's: leaders have namesakes.
    """
    w, lex = scene.words, scene.lexicon
    shorten(scene, learned)
    can = _name_words(scene)
    people = {hit.start: (hit, tag) for hit in scene.hits if (tag := hit.tag(Sort.PERSON))}
    others = {hit.end for hit in scene.hits if hit.end - hit.start > 1 and hit.tag(Sort.OUTSIDER)}
    free = 0
    for index in sorted({*can, *people}):
        if index < free:
            continue
        if index in people:
            hit, tag = people[index]
            behind = (hit.end + 1, min(len(w), hit.end + _LONGEST_TITLE))
            elsewhere = w.low[hit.end : hit.end + 1] == [","] and is_of_letters(scene, behind)
            if not (elsewhere or _is_former(w.low, index, lex) or _was_behind(w, hit.end, lex)):
                who = _titled(scene, index, (index, hit.end))
                if who is None or who.tag == OTHER:
                    who = _heading(scene, hit.end)
                if who is None or who.tag == OTHER:
                    # "The Xish minister First Last", whom the registry lists as Yland's, was X's then; else its word counts.
                    who = Who(tag, None, By.PERSON, True)
                learned.setdefault(w.low[hit.end - 1], who)
                learned.setdefault(" ".join(w.low[hit.end - 2 : hit.end]), who)
            else:
                former = _outsider(scene, hit.start, hit.end)
                learned[w.low[hit.end - 1]] = learned[" ".join(w.low[hit.start : hit.end])] = former
            free = hit.end
            continue
        start = end = index
        while start and len(w.raw[start - 1]) == 1 and w.capital(start - 1):
            # "Major-General J J Last"
            start -= 1
        end += 1
        while end in can and end not in people and end - index < 4:
            end += 1
        start = start if end - index == 1 else index
        if end - start >= 2 and not is_title(w.low[end - 1], lex):
            surname = w.low[end - 1]
            full = _with_patronymic(scene, start, end)
            if full is not None:
                learned.setdefault(f"{w.low[end - 2]} {surname}", full)
            who = full or _introduced(scene, start, end)
            if who is not None and end in others:
                # Whatever stands around the name: "First Last, the envoy of the centre in Anytown".
                who = _outsider(scene, start, end)
            # A namesake (By.COMMON) says less than what was said of the name before.
            if who is not None and (
                surname not in learned or (learned[surname].by is By.NAMED and who.by is not By.COMMON)
            ):
                learned[surname] = learned[f"{w.low[end - 2]} {surname}"] = who
        free = end


def _with_patronymic(scene: Scene, start: int, end: int) -> Who | None:
    """Somebody of the registry whose father's name stands between first name and surname: "First Fathers Last"."""
    low = scene.words.low
    if end - start != _FULL:
        return None
    full = (low[start], low[end - 1])
    tags = (tags for name, tags in scene.names.by_first.get(low[start], ()) if name == full)
    tag = next((tag for several in tags for sort, tag in several if sort is Sort.PERSON), None)
    if tag is None or _is_former(low, start, scene.lexicon) or _was_behind(scene.words, end, scene.lexicon):
        return None
    return Who(tag, None, By.PERSON, True)


_FULL: Final = 3
"""Words of a full name with the father's."""


def _is_former(low: list[str], index: int, lex: Lexicon) -> bool:
    start = index
    while start > max(0, index - 4) and low[start - 1] not in _TITLE_STOPS:
        start -= 1
    before = low[start:index]
    far = index - start
    while far < _LONGEST_OFFICE and index - far > 0 and low[index - far - 1] not in _OFFICE_STOPS:
        far += 1
    office = low[index - far : index]
    if index > 1 and low[index - 1] == ",":
        # "A former minister in his cabinet, First Last": up to the comma before.
        stop = next((at for at in range(index - 2, max(-1, index - _LONGEST_TITLE), -1) if low[at] in _TITLE_STOPS), -1)
        office = low[stop + 1 : index - 1]
    if "former" in office and not lex.offices.isdisjoint(office[office.index("former") :]) and "soviet" not in office:
        # "Former human rights defender of Xland First Last"
        return True
    return has_left_office(before, lex) or not _ON_TRIAL.isdisjoint(before) or _is_tried(low, index, lex)


def _was_behind(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether what stands behind a name says what somebody was: "First Last, a former envoy", "…, X's minister until 2020"."""
    if end + 1 >= len(w) or w.low[end] != ",":
        return False
    stop = next(
        (index for index in range(end + 1, min(len(w), end + _LONGEST_TITLE)) if w.low[index] in (",", ".", ";")),
        end + 1,
    )
    words = w.low[end + 1 : stop]
    if words[:1] == ["formerly"] and words[-2:] == ["in", "opposition"]:
        return True
    lives = "now" in words and words[words.index("now") + 1 :][:1] in (["lives"], ["works"], ["teaches"])
    if ("now" in words and not lives) or (words and words[0] in lex.forms):
        # Not the verb of "The spokesman, First Last, said".
        return False
    first = words[: words.index("and")] if "and" in words else words
    place = first.index("opposition") if "opposition" in first else -1
    if place >= 0 and first[:place][-2:] in ([], ["an"], ["of", "the"]) and not lex.offices.isdisjoint(first):
        # "First Last, head of the opposition faction", "First Last, an opposition leader"
        return True
    if words[:1] == ["who"]:
        left = words[1:2] in ([one] for one in _LEFT) or (
            words[1:2] in (["had"], ["has"]) and not _LEFT.isdisjoint(words[2:3])
        )
        left = left or (words[1:2] == ["was"] and not _SENT_OFF.isdisjoint(words[2:4]))
        return left or (words[1:2] in (["was"], ["served"]) and "until" in words)
    own = words[: next((place for place, low in enumerate(words) if low in lex.prepositions), len(words))]
    until = "until" in words and not lex.offices.isdisjoint(words)
    now = own[:2] == ["a", "former"] and lex.titles.isdisjoint(own) and "who" in words and not _HOLDS.isdisjoint(words)
    # "First Last, once an icon of it"
    praised = own[:1] == ["once"] and lex.titles.isdisjoint(own)
    if (has_left_office(own, lex) and not now and not praised) or until:
        # But "a former teacher who has run the region since May".
        return True
    # "A lawyer and former envoy" was one; "adviser to the minister and former envoy" speaks as an adviser.
    return "and" in words and _IN_OFFICE.isdisjoint(own) and has_left_office(words[words.index("and") :], lex)


_HOLDS: Final = LEADS | {"run", "headed", "led"}
_LEFT: Final = frozenset(("quit", "resigned"))
_SENT_OFF: Final = frozenset(("dismissed", "ousted", "removed", "sacked"))
_LONGEST_OFFICE: Final = 8
_IN_OFFICE: Final = frozenset(
    (
        "adviser",
        "advisor",
        "aide",
        "ambassador",
        "ambassador-at-large",
        "assistant",
        "chief",
        "commander",
        "envoy",
        "minister",
    )
) | {
    "official",
    "ombudsman",
    "president",
    "representative",
    "secretary",
    "speaker",
    "spokesman",
    "spokesperson",
    "spokeswoman",
}


def _is_tried(low: list[str], index: int, lex: Lexicon) -> bool:
    """Whether a name stands in a list of accused: "the case against citizens of X, First Last, First Last and others"."""
    for place in range(index - 1, max(-1, index - _LONGEST_LIST), -1):
        if low[place : place + 2] == ["case", "of"]:
            return True
        if low[place] == "accused" and place and low[place - 1] not in lex.determiners | lex.prepositions:
            # "Xland accused Yland": a verb.
            return False
        if low[place] in _TRIED:
            return low[place] != "against" or low[place - 1] in ("case", "cases", "charges", "proceedings")
        if low[place] in lex.helpers or low[place] in (".", ";", ":", "that") or low[place] in lex.past_forms:
            return False
        form = lex.forms.get(low[place])
        if form is not None and (form.past or form.third) and low[place] not in lex.also_nouns:
            return False
    return False


_LONGEST_LIST: Final = 40
_TRIED: Final = frozenset(("against", "trial", "accused", "defendants", "sentence"))
_ON_TRIAL: Final = frozenset(("trial", "accused", "defendant", "convicted", "sentenced", "indicted"))
"""What stands before the name of somebody who speaks for nobody any more."""


_NO_PERSONS: Final = (Sort.PLACE, Sort.LOCAL, Sort.DEMONYM, Sort.REGION, Sort.BODY, Sort.OUTLET)


def _name_words(scene: Scene) -> set[int]:
    """Which words can be part of a person's name."""
    low, lex = scene.words.low, scene.lexicon
    can = {
        index
        for index in scene.words.capitals
        if low[index] not in lex.nameless and len(low[index]) > 1 and not lex.is_adverb(low[index])
    }
    for hit in scene.hits:
        if hit.tag(*_NO_PERSONS):
            can.difference_update(range(hit.start, hit.end))
    return can


def _leads_to(w: Words, start: int, end: int, lex: Lexicon) -> bool:
    """Whether between an outlet and a name stands no more than what its people are: "senior correspondent"."""
    # Also "an interview on Newsline, with journalist First Last".
    skipped = 2 if w.low[start : start + 2] in ([",", "with"], [",", "whose"]) else int(w.low[start] == "'s")
    between = w.low[start + skipped : end]
    return all(low.replace("-", "").isalpha() and low not in lex.forms and low not in lex.past_forms for low in between)


def _introduced(scene: Scene, start: int, end: int) -> Who | None:
    """Of an outlet's own people, or whose official a full name is, by the title in front or the apposition behind."""
    w = scene.words
    crew = not scene.lexicon.crew.isdisjoint(w.low[max(0, start - 1) : start + 1])
    for place in range(max(0, start - 4), start + crew):
        # "Newsline's First Last", "Newsline senior correspondent First Last"
        for hit in ending_at(scene, place) if crew or w.low[place] == "'s" else ():
            tag = hit.tag(Sort.OUTLET, Sort.PLACE)
            if (
                tag in scene.names.staff
                and _leads_to(w, place, start, scene.lexicon)
                and "former" not in w.low[max(0, hit.start - 1) : hit.start]
            ):
                return Who(tag, None, By.LEARNED, True)
    titled = _titled(scene, start, (start, end))
    rank = start
    while rank > 1 and (w.low[rank - 1] == "." or w.low[rank - 1] in _RANKS):
        rank -= 1
    if titled is None and rank > 1 and w.low[rank - 1] == ",":
        # "X's foreign minister, First Last, said", "an officer of X, Col. First Last": the title stands before a comma.
        titled = _titled(scene, rank - 1, (start, end))
    if titled is not None:
        return titled
    found = _by_apposition(scene, start, end)
    if found is not None:
        return found
    if any(hit.tag(Sort.SURNAME) for hit in ending_at(scene, end)):
        # A namesake, of whatever side.
        return replace(_outsider(scene, start, end), by=By.COMMON)
    return None


def _titled(scene: Scene, end: int, name: tuple[int, int]) -> Who | None:
    """Whose official somebody is by the title that ends at a place."""
    if scene.lexicon.offices.isdisjoint(scene.words.low[max(0, end - _LONGEST_TITLE) : end]):
        # A quick look: no title stands there.
        return None
    return _by_title(scene, _title(scene, end), end, name)


def _title(scene: Scene, end: int) -> int:
    """Where the words begin that may be the title in front of a name."""
    w, lex = scene.words, scene.lexicon
    first = end
    while first > 0 and end - first < _LONGEST_TITLE:
        low = w.low[first - 1]
        if low in _TITLE_STOPS or low in lex.helpers or low in lex.past_forms or low in lex.times:
            break
        if is_past(w, first - 1, lex) and not (first > 1 and lex.is_adverb(w.low[first - 2])):
            # "The president received the head of the council First Last".
            break
        form = lex.forms.get(low)
        adjective = form is not None and form.participle and first > 1 and lex.is_adverb(w.low[first - 2])
        if form and not adjective and not w.capital(first - 1) and low not in lex.also_nouns and low not in lex.offices:
            break
        first -= 1
    # The title itself: behind the last preposition, but for that of "minister of defence".
    for index in range(end - 1, first - 1, -1):
        to = w.low[index] == "to" and w.low[index - 1] in lex.offices
        held = w.low[index - 1] in lex.offices and lex.offices.isdisjoint(w.low[index + 1 : end])
        if w.low[index] in lex.prepositions and w.low[index] not in ("of", "for") and not to and not held:
            first = index + 1
            break
    while first < end and w.low[first] in lex.prepositions:
        first += 1
    words = lex.nouns_of_words | lex.documents
    if w.low[first].removesuffix("s") in words and w.low[first + 1] in ("of", "by", "from"):
        # "Answers of the minister First Last"
        first += 2
    return min(first, end)


_RANKS: Final = frozenset(
    ("adm", "brig", "capt", "col", "colonel", "dr", "gen", "general", "lt", "maj", "major", "mr", "mrs", "ms", "sgt")
) | {"admiral", "brigadier", "captain", "lieutenant", "lieutenant-general", "lt-gen", "maj-gen", "major-general"}
_LONGEST_TITLE: Final = 14
_TITLE_STOPS: Final = frozenset((",", ";", ":", "(", ")", ".", "and", "that", "which", "who", "-", "–", "—", "\ue000"))
_OFFICE_STOPS: Final = _TITLE_STOPS | {"'s"}


def _by_title(scene: Scene, first: int, last: int, name: tuple[int, int]) -> Who | None:
    """Whose official a title makes somebody; an outsider, where it is a former one or another state's."""
    w, lex = scene.words, scene.lexicon
    title = w.low[first:last]
    nouns = lex.offices.intersection(title)
    if not nouns or any(hit.tag(Sort.REGION) and not w.capital(hit.start) for hit in ending_at(scene, last)):
        # Behind "a spokesman for the breakaway" stands a people, and no name.
        return None
    if has_left_office(title, lex):
        return _outsider(scene, *name)
    for index in range(first, last):
        known = scene.learned.get(w.low[index])
        if known is not None and known.person is False and known.tag != OTHER and w.capital(index):
            return Who(known.tag, None, By.LEARNED, True, nouns)
    # Only by its own words: nobody whom the article has introduced is meant by a title.
    who = identify(replace(scene, learned={}), Phrase(first, last))
    if who is not None and who.tag != OTHER:
        return Who(who.tag, None, By.LEARNED, True, nouns)
    return _outsider(scene, *name) if who is not None and who.by is By.NAMED else None


def _by_apposition(scene: Scene, start: int, end: int) -> Who | None:
    """Whose official somebody is by what stands between commas behind the name."""
    w, lex = scene.words, scene.lexicon
    if end + 1 >= len(w) or w.low[end] != ",":
        return None
    if w.low[end + 1 : end + 4] == ["who", "speaks", "for"] and (phrase := right(w, end + 4, lex)) is not None:
        who = identify(replace(scene, learned={}), phrase)
        return Who(who.tag, None, By.LEARNED, True) if who is not None and who.tag != OTHER else None
    if (heads := _heading(scene, end)) is not None:
        return heads
    if w.low[end + 1] == "who" and w.low[end + 2 : end + 3] in (["is"], ["'s"]):
        # "First Last, who's Xland's foreign minister"
        side = any(hit.tag(Sort.PLACE, Sort.DEMONYM) for hit in beginning_in(scene, end + 3, end + 4))
        phrase = right(w, end + 3, lex) if side else None
        if phrase is None or w.low[phrase.end - 1] not in lex.offices - _SERVES:
            return None
        who = identify(replace(scene, learned={}), phrase)
        known = who is not None and who.tag != OTHER and who.by is By.OFFICE
        return Who(who.tag, None, By.LEARNED, True, who.nouns) if who is not None and known else None
    stop = end + 1
    while stop < len(w) and w.low[stop] not in (",", ";", ".", "\ue000", ")") and stop - end < 18:
        if w.low[stop] in ("who", "which", "himself", "herself"):
            break
        if w.low[stop] in lex.helpers or is_verb(w, stop, lex):
            # No apposition but the next clause: "…, the minister's office reported".
            return None
        stop += 1
    if stop == end + 1 or _is_somebody_else(scene, end + 1, stop):
        return None
    return _by_title(scene, end + 1, stop, (start, end))


def _heading(scene: Scene, end: int) -> Who | None:
    """What somebody is said to head behind the name: "First Last, who since the spring has headed the army of X"."""
    w, lex = scene.words, scene.lexicon
    if w.low[end : end + 2] != [",", "who"]:
        return None
    for verb in range(end + 2, min(len(w) - 1, end + 2 + _LONGEST_OFFICE)):
        if w.low[verb] in LEADS or (w.low[verb] in _LED and w.low[verb - 1] in ("has", "now")):
            phrase = right(w, verb + 1, lex)
            body = phrase is not None and w.low[head_of(w, phrase.start, phrase.end, lex) - 1] in lex.institutions
            who = identify(replace(scene, learned={}), phrase) if phrase is not None and body else None
            return Who(who.tag, None, By.LEARNED, True, who.nouns) if who is not None and who.tag != OTHER else None
        # Nothing but since when stands between: not "who thinks that somebody leads".
        when = w.low[verb] in ("has", "now", "since", "the") or w.low[verb] in lex.times or w.low[verb][0].isdigit()
        if not when and w.low[verb] not in ("autumn", "fall", "spring", "summer", "winter"):
            return None
    return None


_SERVES: Final = frozenset(("attorney", "captain", "counsel", "lawyer"))
_LED: Final = frozenset(("chaired", "commanded", "headed", "led", "run"))


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
