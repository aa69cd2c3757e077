"""Whose the items of a list are: of the line that leads into it."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading, begins_paragraph
from annotator.corpus.attribution.words.lexicon import Lexicon, lexicon
from annotator.corpus.attribution.words.scene import Who
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER


def carry_lists(readings: list[Reading]) -> None:
    """Give the items of a list the source of the line that leads into it."""
    filled = 0
    for index, reading in enumerate(readings[:-1]):
        if (
            index < filled
            or (reading.item and not _is_deeper(readings, index + 1, reading))
            or not (
                reading.sentence.text.rstrip().endswith(":")
                or _is_label(reading, readings[index + 1])
                or _sums_up(readings, index)
            )
        ):
            continue
        if reading.spoken:
            source = reading.spoken[0]
        elif _is_said_by_writer(reading):
            continue
        elif reading.topic is not None and reading.topic.tag != OTHER and _speaks_of_words(reading, lexicon()):
            source = Spoken(reading.topic, None, "lead_in", 0.0)
            reading.spoken = [source]
        elif index and _leads_on(readings, index) and readings[index - 1].spoken:
            source = Spoken(readings[index - 1].spoken[0].who, None, "lead_in", 0.0)
            reading.spoken = [source]
        elif (author := _author_before(readings, index)) is not None:
            source = Spoken(author, None, "lead_in", 0.0)
            reading.spoken = [source]
        else:
            continue
        following = index + 1
        while following < len(readings) and (
            _is_deeper(readings, following, reading)
            if reading.item
            else readings[following].item
            or readings[following].words.inside
            or (_is_count(readings[following]) and not readings[following - 1].item)
        ):
            if not readings[following].spoken:
                readings[following].spoken = [Spoken(source.who, None, "lead_in", source.weight)]
            following += 1
        filled = following


def _is_deeper(readings: list[Reading], index: int, item: Reading) -> bool:
    """Whether a unit is an item of the list within an item."""
    return readings[index].item and readings[index].indent > item.indent + 1


def _author_before(readings: list[Reading], index: int) -> Who | None:
    """Of whom the sentence before told who wrote what a line takes up: "X has published a brief." "The brief lists:"."""
    low = readings[index].words.low
    if not index or low[0] not in ("the", "this") or not _LISTS.intersection(low[2:]):
        return None
    before = readings[index - 1]
    who = before.topic
    known = who is not None and who.tag != OTHER and low[1] in _PAPERS and low[1] in before.words.low
    return who if known and not _PUBLISHED.isdisjoint(before.words.low) else None


_PAPERS: Final = frozenset(("appeal", "brief", "letter", "message", "note", "report", "statement", "summary"))
_LISTS: Final = frozenset(("demands", "lists", "mentions", "names", "notes", "reads", "says", "states"))


_PUBLISHED: Final = frozenset(
    ("circulated", "issued", "prepared", "presented", "published", "released", "sent", "submitted")
)


def _leads_on(readings: list[Reading], index: int) -> bool:
    """Whether a line leads on from the one before: "The statement runs as follows:", "In particular:"."""
    reading = readings[index]
    alone = len(reading.words) <= _LAST_WORDS and not begins_paragraph(readings, index)
    low = reading.words.low
    return (
        _gives_points(readings, index)
        or low[-2:] == ["follows", ":"]
        or (alone and (low[:2] == ["in", "particular"] or low[0] in _NAMELY))
    )


def _gives_points(readings: list[Reading], index: int) -> bool:
    """Whether a line gives the points of what somebody published just before: "X issued a report. Its main points are:"."""
    low, before = readings[index].words.low, readings[index - 1].words.low
    if (
        low[-1] != ":"
        or begins_paragraph(readings, index)
        or _PUBLISHED.isdisjoint(before)
        or _PAPERS.isdisjoint(before)
    ):
        return False
    point = next((at for at, word in enumerate(low[:_FIRST_WORDS]) if word in _POINTS), None)
    return point is not None and low[point + 1] != "of" and not _MAIN.isdisjoint(low[:point])


_NAMELY: Final = frozenset(("namely", "specifically"))
_POINTS: Final = frozenset(("conclusions", "findings", "highlights", "points"))
"""What of a report a list gives: "X has published a report. Its main points are:"."""
_MAIN: Final = frozenset(("its", "key", "main"))
_FIRST_WORDS: Final = 6


def _is_said_by_writer(reading: Reading) -> bool:
    """Whether a line ends with what its writer does, whoever it tells of before: "since X fired, I decree:"."""
    return not {"i", "we"}.isdisjoint(reading.words.low[-_LAST_WORDS:])


_LAST_WORDS: Final = 4


def _is_count(reading: Reading) -> bool:
    """Whether a line without a full stop begins with a number, as items do that lost their marks: "192 soldiers killed"."""
    return (
        reading.sentence.kind is Kind.HEADING and reading.words.low[0].isdigit() and len(reading.words) <= _LONGEST_ITEM
    )


_LONGEST_ITEM: Final = 8
_LONGEST_LABEL: Final = 6


def _is_label(reading: Reading, following: Reading) -> bool:
    """Whether a line above a list only says whose it is: "Reported by X"."""
    if not (following.item and reading.spoken and reading.sentence.kind is Kind.HEADING):
        return False
    candidate = reading.spoken[0].candidate
    return candidate is not None and candidate.phrase is not None and len(reading.words) <= _LONGEST_LABEL


def _sums_up(readings: list[Reading], index: int) -> bool:
    """Whether a sentence that stands alone above a list tells what somebody says there in quotation marks."""
    reading = readings[index]
    alone = begins_paragraph(readings, index) and reading.sentence.kind is Kind.BODY and not reading.item
    if not (alone and reading.spoken and readings[index + 1].item):
        return False
    quoted = 0
    for following in readings[index + 1 :]:
        if not following.item:
            break
        if following.spoken:
            # "“We stay”, says a guard": a list of what several say.
            return False
        text = following.sentence.text
        quoted += text[0] in _OPENING and text.rstrip(".")[-1:] in _CLOSING
    return quoted > 1


_OPENING: Final = frozenset('"“‘«„')
_CLOSING: Final = frozenset('"”’»“')
"""Quotation marks that open, and that close."""


def _speaks_of_words(reading: Reading, lex: Lexicon) -> bool:
    if _HAS_DEMANDS.search(reading.sentence.text):
        return True
    return any(
        word in lex.documents or word in ("points", "statements", "observations", "following", "facts")
        for word in reading.words.low
    )


_HAS_DEMANDS: Final = re.compile(
    r"\b(?:had|has|have) (?:two|three|four|five|several) (?:conditions|demands|proposals|requests)\b(?! to\b)"
)
"""What leads into somebody's demands, not what somebody has to do."""
