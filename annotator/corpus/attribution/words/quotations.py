"""Quotations: which stretches of an article stand in quotation marks, over paragraphs where they run on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

_RUNS_ON: Final = 3
"""Paragraphs within which a quotation that was left open has to be closed."""


class Quotation(NamedTuple):
    """A quoted stretch of a paragraph, marks included."""

    start: int
    end: int
    number: int
    """Which of the article's quotations it belongs to."""


def quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[list[Quotation]]:
    """The quotations of each paragraph ``text[start:end]``, in order.

    One that its paragraph does not close runs to the paragraph's end; and on to where a later paragraph closes it, if no
    other opens before. Text whose lines were broken after each sentence has such.
    """
    found: list[list[Quotation]] = []
    number = 0
    until: int | None = None
    for place, (start, end) in enumerate(paragraphs):
        here: list[Quotation] = []
        begin = start
        if until is not None:
            begin = min(until, end)
            here.append(Quotation(start, begin, number))
            if begin < until:
                found.append(here)
                continue
            until, number = None, number + 1
        spans, left_open = _within(text, begin, end)
        here += [Quotation(*span, number + index) for index, span in enumerate(spans)]
        number += len(spans)
        if left_open is not None:
            until = _closing(text, paragraphs[place + 1 : place + 1 + _RUNS_ON], text[left_open])
        if left_open is not None and until is not None:
            if spans and spans[-1][0] == left_open:
                number -= 1
                here.pop()
            here.append(Quotation(left_open, end, number))
        found.append(here)
    return found


_PAIR: Final = 2
_DOUBLE: Final = re.compile("[\"“”„«»″'`](?:(?<=[\"“”„«»″])|(?<=')'|(?<=`)`)")
"""Or a single mark twice. That begins with one of a few letters, so that all others are passed over at once."""
_OPENS_SINGLE: Final = re.compile(r"['‘](?<![\w.,?!)]['‘])(?=[\w\"“])(?!s\b)")
_CLOSES_SPEECH: Final = re.compile(r"['’](?<=[.,?!…]['’])(?!\w)")
_CLOSES_SINGLE: Final = re.compile(r"['’](?<=[\w.,?!…\"”]['’])(?!\w)")
"""The mark goes before what stands in front of it: so it is found without a look at every letter."""


def _within(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """The quotations of a paragraph, and where one begins that is not closed in it.

    Straight marks open before a word and close behind one; a mark that opens within a quotation is nested in it.
    """
    found: list[tuple[int, int]] = []
    depth = 0
    begin = start
    pair = text.count('"', start, end) == _PAIR
    for match in _DOUBLE.finditer(text, start, end):
        mark = match[0]
        position = match.start()
        before = text[position - 1] if position > start else " "
        after = text[match.end()] if match.end() < end else " "
        if mark in '"″' and before.isalnum() and after.isalnum():
            # An apostrophe that was spoiled.
            continue
        if mark in "“„«``" and not (mark == "“" and depth and (after.isspace() or after in ".,;:")):
            opens = True
        elif mark in "”»" and not (depth == 0 and before.isspace()):
            opens = False
        else:
            opens = (before.isspace() or before in "([-–—/'‘") and not after.isspace()
            if depth == 0 and not opens and (after.isspace() or before.isspace()):
                # A closing mark without an opening one: noise, or the quotation began in a lost paragraph.
                continue
            opens = opens or depth == 0
            if pair and depth and mark == '"' and text[max(start, position - 2)] == "," and after.islower():
                # “We stay, "the ministry says”, where the blank stands on the wrong side of the mark.
                opens = False
            if opens and depth and _ends_sentence(text, start, position):
                # Each paragraph of a long quotation opens anew; lost line breaks do not make that a nested one.
                continue
        if opens:
            if depth == 0:
                begin = position
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((begin, match.end()))
    left_open = begin if depth else None
    if depth:
        found.append((begin, end if end - begin <= _LONGEST_OPEN else _first_end(text, begin, end)))
    found = _with_single(text, start, end, found)
    if left_open is None and text[start : start + 1] in ("'", "‘") and not (found and found[0][0] == start):
        left_open = start
    return found, left_open


def _closing(text: str, paragraphs: Sequence[tuple[int, int]], mark: str) -> int | None:
    """One past the mark that closes a quotation left open before these paragraphs, if it is the first mark in them."""
    for start, end in paragraphs:
        if mark in "'‘":
            opening, closing = _OPENS_SINGLE.search(text, start, end), _CLOSES_SPEECH.search(text, start, end)
        else:
            first = _DOUBLE.search(text, start, end)
            closes = first is not None and first.start() > start and not text[first.start() - 1].isspace()
            opening, closing = (None, first) if closes else (first, None)
        if closing is not None and (opening is None or closing.start() < opening.start()):
            return closing.end()
        if opening is not None:
            return None
    return None


_LONGEST_OPEN: Final = 1500
"""Code points; what is quoted longer without an end has lost its closing mark."""
_SENTENCE_END: Final = re.compile(r"[.!?][\"”’']*(?=\s|$)")


def _ends_sentence(text: str, start: int, position: int) -> bool:
    """Whether a sentence ends before a place."""
    before = text[max(start, position - 3) : position].rstrip()
    return not before or before[-1] in ".!?"


def _first_end(text: str, begin: int, end: int) -> int:
    """Where the first sentence of a quotation ends that was never closed."""
    match = _SENTENCE_END.search(text, begin, end)
    return match.end() if match else end


def _with_single(text: str, start: int, end: int, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Single marks count where no double ones stand around them."""
    if text.find("'", start, end) < 0 and text.find("‘", start, end) < 0:
        return found
    openings = [match.start() for match in _OPENS_SINGLE.finditer(text, start, end)]
    if not openings:
        return found
    begins = [first for first, _ in found]
    closings = [match.end() for match in _CLOSES_SINGLE.finditer(text, start, end)]
    single: list[tuple[int, int]] = []
    position = start
    for opening in openings:
        closing = bisect_right(closings, opening + 2)
        if opening < position or closing == len(closings):
            continue
        before = bisect_right(begins, opening) - 1
        if before < 0 or found[before][1] <= opening:
            position = closings[closing]
            single.append((opening, position))
    if not single:
        return found
    starts = [first for first, _ in single]
    kept: list[tuple[int, int]] = []
    for first, last in found:
        around = bisect_right(starts, first) - 1
        if around < 0 or single[around][1] <= last:
            kept.append((first, last))
    return sorted([*kept, *single])
