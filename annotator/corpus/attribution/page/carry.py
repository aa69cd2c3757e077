"""What a sentence without a source of its own takes from its neighbours: quotations, texts and speeches go on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading, begins_paragraph, speaks_of_itself
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, Lexicon, lexicon
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.scene import By, Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.sentence import Kind

_EDGE: Final = 8
"""Sentences at the beginning in which an article says whose it is."""
_NEAR: Final = 30
"""Sentences; the speaker of a quotation is not looked for farther away."""
_REACH: Final = 6
"""Words behind "we" within which it is said what the reporters do: "we are unable to establish"."""


def carry_quotations(readings: list[Reading]) -> None:
    """Give a sentence within a quotation the source that shares the quotation, or the nearest one."""
    owners: dict[int, Spoken] = {}
    for reading in readings:
        if reading.words.inside:
            continue
        # "X answered them only once: “No. …": whom the sentence is about, whatever its verb.
        answers = _ANSWERED.search(reading.sentence.text) is not None and reading.topic is not None
        told = Spoken(reading.topic, None, "nearby", 0.0) if answers and reading.topic is not None else None
        if (owner := reading.spoken[0] if reading.spoken else told) is not None:
            for number in reading.quotes:
                owners.setdefault(number, owner)
    section: Spoken | None = None
    for index, reading in enumerate(readings):
        if reading.sentence.kind is Kind.HEADING:
            labels = (one for one in reading.spoken if one.rule == "colon" and one.who.by is not By.CROWD)
            section = next(labels, None)
        elif (
            section is not None
            and not (reading.spoken or reading.asks or _tells_of_meeting(reading))
            and speaks_of_itself(reading)
        ):
            # "We met First Last" is the press's.
            reading.spoken = [Spoken(section.who, None, "first_person", section.weight)]
        if reading.spoken or not reading.words.inside or reading.sentence.kind is Kind.DATELINE:
            continue
        found = next((owners[number] for number in reading.quotes if number in owners), None)
        rule = "quotation"
        if found is None:
            found, rule = _neighbour(readings, index), "nearby"
        if found is not None:
            reading.spoken = [Spoken(found.who, None, rule, found.weight)]
            for number in reading.quotes:
                owners.setdefault(number, found)


_ANSWERED: Final = re.compile(r": [“\"‘'](?!(?:He|She|They|It|His|Her|Their)\b)")
"""A colon and a quotation that does not tell of whom its sentence is about: that is somebody else's."""


def _tells_of_meeting(reading: Reading) -> bool:
    """Whether somebody met or reached a person of a side: "We met First Last"."""
    return not _MEETS.isdisjoint(reading.words.low) and any(hit.tag(Sort.PERSON) for hit in reading.hits)


_MEETS: Final = frozenset(("interviewed", "met", "reached", "sat", "spoke", "talked", "visited"))


def carry_passives(readings: list[Reading]) -> None:
    """Give "It was also noted that" to whoever spoke in the sentence before."""
    for before, reading in pairwise(readings):
        if before.spoken and not reading.spoken and _GOES_ON.match(reading.sentence.text):
            reading.spoken = [Spoken(before.spoken[0].who, None, "nearby", before.spoken[0].weight)]


_GOES_ON: Final = re.compile(
    r"it (?:was|is) (?:also |further |then |furthermore |moreover |additionally )"
    r"(?:added|emphasi[sz]ed|mentioned|noted|pointed out|recalled|reported|said|stated|stressed|underlined)\b|it was added\b",
    re.IGNORECASE,
)


def _neighbour(readings: list[Reading], index: int) -> Spoken | None:
    """The source of a quotation that stands by itself: earlier in the paragraph, else later, else the one before."""
    here = readings[index].sentence
    for before in range(index - 1, max(-1, index - _NEAR), -1):
        reading = readings[before]
        if reading.sentence.paragraph != here.paragraph:
            break
        if reading.spoken:
            return reading.spoken[0]
    for reading in readings[index + 1 : index + _NEAR]:
        if reading.sentence.paragraph != here.paragraph:
            break
        if reading.spoken and reading.quotes:
            return reading.spoken[0]
        if not reading.words.inside:
            break
    if here.kind is Kind.HEADING:
        return None
    previous = index - 1
    while previous >= max(0, index - _NEAR) and readings[previous].sentence.paragraph == here.paragraph:
        previous -= 1
    if (
        previous < 0
        or readings[previous].sentence.paragraph == here.paragraph
        or readings[previous].sentence.kind is Kind.HEADING
    ):
        return None
    last = readings[previous]
    for reading in reversed(readings[max(0, previous - _NEAR) : previous + 1]):
        if reading.sentence.paragraph != last.sentence.paragraph:
            break
        if reading.spoken:
            return reading.spoken[0]
    if last.sentence.text.rstrip().endswith(":") and last.topic is not None:
        return Spoken(last.topic, None, "nearby", 0.0)
    return None


def carry_texts(readings: list[Reading]) -> None:
    """Give the rest of a page to whose statement it says that it presents: "…, the text of which is presented below."."""
    source: Spoken | None = None
    for index, reading in enumerate(readings):
        if reading.sentence.kind is not Kind.BODY:
            source = None
        elif reading.spoken and _presents(reading.words.low):
            last = index + 1 == len(readings)
            source = None if last or not begins_paragraph(readings, index + 1) else reading.spoken[0]
        elif source is not None and reading.words.inside:
            # A quotation, which ends where its marks do.
            source = None
        elif source is not None and not reading.spoken:
            reading.spoken = [Spoken(source.who, None, "lead_in", source.weight)]


def carry_unmarked(readings: list[Reading]) -> None:
    """Give the rest of a speech that stands without quotation marks to whose it is: "The message notes, Dear friends, I …"."""
    source: Spoken | None = None
    # Up to where each paragraph last says "I" or "we".
    last = {reading.sentence.paragraph: index for index, reading in enumerate(readings) if _in_first_person(reading)}
    for index, reading in enumerate(readings):
        if reading.sentence.kind is not Kind.BODY or index > last.get(reading.sentence.paragraph, -1):
            source = None
        elif reading.spoken:
            source = reading.spoken[0] if _begins_speech(reading) else None
        elif source is not None:
            reading.spoken = [Spoken(source.who, None, "first_person", source.weight)]


def _in_first_person(reading: Reading) -> bool:
    """Whether a sentence says "I" or "we" outside quotations."""
    return not FIRST_PERSON.isdisjoint(reading.words.low)


def _begins_speech(reading: Reading) -> bool:
    """Whether somebody's own words begin behind a verb and a comma, in the first person."""
    candidate, w = reading.spoken[0].candidate, reading.words
    if candidate is None or candidate.phrase is None or w.low[candidate.end : candidate.end + 1] != [","]:
        return False
    document = not lexicon().documents.isdisjoint(w.low[candidate.phrase.start : candidate.phrase.end])
    begins = candidate.end + 1
    return document and begins < len(w) and w.capital(begins) and not FIRST_PERSON.isdisjoint(w.low[begins:])


def _presents(low: list[str]) -> bool:
    """Whether a sentence ends with that the text of something said stands below."""
    if low[-2:] != ["below", "."] or _GIVEN.isdisjoint(low[-3:-2]) or "text" not in low:
        return False
    text = low.index("text")
    return low[text + 1 : text + 3] == ["of", "which"] or low[max(0, text - 1)] == "full"


_GIVEN: Final = frozenset(("given", "presented", "provided", "published", "reproduced"))


def carry_minutes(readings: list[Reading]) -> None:
    """Give what minutes tell behind "The representative of X said" to X, up to the end of the paragraph."""
    told = [reading for reading in readings if reading.spoken and _is_delegate(reading)]
    if len(told) < _FEWEST_DELEGATES:
        return
    last: Reading | None = None
    for reading in readings:
        if last is not None and reading.sentence.paragraph != last.sentence.paragraph:
            last = None
        if reading.spoken:
            last = reading if last is not None or _is_delegate(reading) else None
        elif last is not None and reading.sentence.kind is Kind.BODY:
            spoken = last.spoken[0]
            reading.spoken = [Spoken(spoken.who, None, "minutes", spoken.weight)]


_FEWEST_DELEGATES: Final = 3
"""Sentences of delegates from which a text is the minutes of a meeting."""
_DELEGATES: Final = frozenset(("representative", "delegate"))


def _is_delegate(reading: Reading) -> bool:
    candidate = reading.spoken[0].candidate
    if candidate is None or candidate.phrase is None:
        return False
    low, span = reading.words.low, candidate.phrase.apposition
    if span is not None and low[span[0] - 1] == "(" and candidate.phrase.start == 0 and reading.words.raw[0].isupper():
        # Such as "L. MARO (Xland) said"...
        return True
    start = candidate.phrase.start
    if start == 0 and all(len(raw) > 1 and raw.isupper() for raw in reading.words.raw[:2]):
        # Such as "LENA MARO, Minister of X, said".
        return True
    return not _DELEGATES.isdisjoint(low[start : candidate.phrase.end]) and any(
        low[index] in _DELEGATES and (low[index + 1 : index + 2] == ["of"] or (index and low[index - 1] in ("'s", "'")))
        for index in range(start, candidate.phrase.end)
    )


def speak_for(readings: list[Reading], staff: frozenset[str]) -> None:
    """Give what an outlet's own reporters tell in the first person to the outlet, in an article that is the outlet's."""
    edges = [*readings[:_EDGE], *readings[-3:]] if len(readings) > _EDGE else readings
    tag = next((tag for reading in edges if (tag := _byline(reading, staff))), None)
    if tag is None:
        return
    for reading in readings:
        if (
            not (reading.spoken or reading.asks)
            and reading.sentence.kind is Kind.BODY
            and _tells(reading.words, lexicon())
        ):
            reading.spoken = [Spoken(Who(tag, None, By.OUTLET), None, "first_person", 0.0)]


def _byline(reading: Reading, staff: frozenset[str]) -> str | None:
    """The outlet whose article it is: "(X)" in the dateline, ", X" or "X's" in a byline."""
    for hit in reading.hits:
        tag = hit.tag(Sort.OUTLET, Sort.PLACE)
        if tag not in staff:
            continue
        low = reading.words.low
        before, behind = (low[hit.start - 1] if hit.start else ""), (low[hit.end] if hit.end < len(low) else "")
        credit = len(reading.sentence.text) < 120 and low[0] in ("from", "by", "reported", "analysis")
        dated = ((before == "(" and behind == ")") or behind in ("—", "–")) and hit.start < _EDGE
        if reading.sentence.kind is Kind.DATELINE or credit or dated:
            return tag
    return None


def _tells(w: Words, lex: Lexicon) -> bool:
    """Whether a reporter is the subject: "I ask", "we counted", "my team and I passed"."""
    for index, low in enumerate(w.low[:-1]):
        if low in ("i", "we") and any(
            word in lex.forms or word == "been" for word in w.low[index + 1 : index + _REACH]
        ):
            return True
        if low == "our" and w.low[index + 1] in lex.crew:
            return True
    return False
