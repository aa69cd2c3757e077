"""What a sentence without a source of its own takes from its neighbours: quotations and lists go on."""

from __future__ import annotations

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.lexicon import Lexicon, lexicon
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER

_NEAR = 30
"""Sentences; the speaker of a quotation is not looked for farther away."""
_MINE = frozenset(("i", "my", "me"))
_OURS = _MINE | {"we", "us", "our"}


def carry_quotations(readings: list[Reading]) -> None:
    """Give a sentence within a quotation the source that shares the quotation, or the nearest one."""
    owners: dict[int, Spoken] = {}
    for reading in readings:
        if reading.spoken and not reading.words.inside:
            for number in reading.quotes:
                owners.setdefault(number, reading.spoken[0])
    section: Spoken | None = None
    for index, reading in enumerate(readings):
        if reading.sentence.kind is Kind.HEADING:
            section = next((spoken for spoken in reading.spoken if spoken.rule == "colon"), None)
        elif section is not None and not reading.spoken and _first_person(reading, plural=True):
            reading.spoken = [Spoken(section.who, None, "first_person", 0.5)]
        alone = reading.words.inside or _first_person(reading)
        if reading.spoken or not alone or reading.sentence.kind is Kind.DATELINE:
            continue
        if not reading.words.inside and reading.quotes:
            continue
        found = next((owners[number] for number in reading.quotes if number in owners), None)
        rule, sure = "quotation", 0.8
        if found is None:
            found, sure = _neighbour(readings, index), 0.6
        if found is not None:
            reading.spoken = [Spoken(found.who, None, rule, min(sure, found.confidence))]
            for number in reading.quotes:
                owners.setdefault(number, found)


def _first_person(reading: Reading, *, plural: bool = False) -> bool:
    """Whether a sentence without quotation marks is somebody's own words, as in transcripts."""
    return not (_OURS if plural else _MINE).isdisjoint(reading.words.low)


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
    if last.spoken:
        return last.spoken[0]
    if last.sentence.text.rstrip().endswith(":") and last.topic is not None:
        return Spoken(last.topic, None, "quotation", 0.5)
    return None


def carry_lists(readings: list[Reading]) -> None:
    """Give the items of a list the source of the line that leads into it."""
    for index, reading in enumerate(readings[:-1]):
        if reading.item or not reading.sentence.text.rstrip().endswith(":"):
            continue
        if reading.spoken:
            source = reading.spoken[0]
        elif reading.topic is not None and reading.topic.tag != OTHER and _speaks_of_words(reading, lexicon()):
            source = Spoken(reading.topic, None, "lead_in", 0.5)
            reading.spoken = [source]
        else:
            continue
        following = index + 1
        while following < len(readings) and (readings[following].item or readings[following].words.inside):
            if not readings[following].spoken:
                readings[following].spoken = [Spoken(source.who, None, "lead_in", min(0.7, source.confidence))]
            following += 1


def _speaks_of_words(reading: Reading, lex: Lexicon) -> bool:
    return any(
        word in lex.documents or word in ("points", "statements", "observations", "following", "facts")
        for word in reading.words.low
    )
