"""Words of a sentence with their places, quotations folded away: what the rules look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\w+\.(?:am|az|com|org|net|ru|tv|info|eu|ge|ir)\b|['’](?:[sS]|ve|re|ll|d|m)\b|\w+(?:[-‐‑]\w+)*(?:['’](?!(?:[sS]|ve|re|ll|d|m)\b)\w+)?|\.{3}|--+|[^\w\s]"
)
QUOTED = "\ue000"
"""Stands for a quotation, of whatever length, in `Words.low`."""
_STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
_LONGEST_LABEL = 4
"""Words; a shorter stretch in quotation marks, without a full stop or comma of its own, is a name or a label that
belongs to the phrase around it (the "Front for Peace" said), not somebody's words."""


_Lists = tuple[list[str], list[int], list[int]]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence outside quotations, in order; a quotation is one word, `QUOTED`.

    Lists run in parallel.
    """

    raw: list[str]
    low: list[str]
    """Lower case, straight apostrophes and hyphens."""
    start: list[int]
    """Code points from the beginning of the sentence."""
    end: list[int]
    inside: bool
    """No word stands outside quotations."""
    titled: bool
    """Set like a headline, most words with a capital."""

    def __len__(self) -> int:
        return len(self.low)

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.raw[index][:1].isupper()


def words(text: str, quotations: list[tuple[int, int]]) -> Words:
    """Cut a sentence into words.

    Args:
        text: the sentence.
        quotations: the stretches of the sentence that are quoted, marks included, in order.
    """
    raw: list[str] = []
    start: list[int] = []
    end: list[int] = []
    made = (raw, start, end)
    outside = False
    position = 0
    for first, last in quotations:
        if position < first:
            outside |= _cut(text, (position, first), made)
        if _is_label(text, first, last):
            outside |= _cut(text, (first, last), made, label=True)
        elif first < last:
            raw.append(QUOTED)
            start.append(first)
            end.append(last)
        position = last
    if position < len(text):
        outside |= _cut(text, (position, len(text)), made)
    # "US" is no pronoun.
    lower = [*map(str.lower, raw)] if text.isascii() else [word.lower().translate(_STRAIGHTEN) for word in raw]
    low = (
        ["u.s." if word == "us" and raw[i] == "US" else word for i, word in enumerate(lower)] if "US" in raw else lower
    )
    capitals = sum(word[0].isupper() for word in raw)
    return Words(raw, low, start, end, inside=bool(quotations) and not outside, titled=capitals * 3 > 2 * len(raw))


def _cut(text: str, span: tuple[int, int], made: _Lists, *, label: bool = False) -> bool:
    """Add the words of a stretch; returns whether it has any that is more than punctuation."""
    raw, start, end = made
    found = list(_TOKEN.finditer(text, *span))
    if label:
        found = [match for match in found if match[0] not in "\"'“”‘’«»„"]
    cut = [match[0] for match in found]
    raw += cut
    start += [match.start() for match in found]
    end += [match.end() for match in found]
    return any(word[0].isalnum() for word in cut)


def _is_label(text: str, first: int, last: int) -> bool:
    inner = text[first:last].strip("\"'“”‘’«»„ ")
    return bool(inner) and inner[-1] not in ".,?!…" and inner.count(" ") < _LONGEST_LABEL


_DOUBLE = re.compile("[\"“”„«»]|''|``")
_OPENS_SINGLE = re.compile(r"(?<![\w.,?!)])['‘](?=[\w\"“])(?!s\b)")
_CLOSES_SINGLE = re.compile(r"(?<=[\w.,?!…\"”])['’](?!\w)")


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations of a paragraph, marks included; one that is not closed runs to the paragraph's end.

    Straight marks open before a word and close behind one; a mark that opens within a quotation is nested in it.
    """
    found: list[tuple[int, int]] = []
    depth = 0
    begin = start
    for match in _DOUBLE.finditer(text, start, end):
        mark = match[0]
        position = match.start()
        before = text[position - 1] if position > start else " "
        after = text[match.end()] if match.end() < end else " "
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
        if opens:
            if depth == 0:
                begin = position
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((begin, match.end()))
    if depth:
        found.append((begin, end))
    if "'" in text[start:end] or "‘" in text[start:end]:
        found = _with_single(text, start, end, found)
    return found


def _with_single(text: str, start: int, end: int, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Single marks count where no double ones stand around them."""
    begins = [first for first, _ in found]
    closings = [match.end() for match in _CLOSES_SINGLE.finditer(text, start, end)]
    single: list[tuple[int, int]] = []
    position = start
    for match in _OPENS_SINGLE.finditer(text, start, end):
        opening = match.start()
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
