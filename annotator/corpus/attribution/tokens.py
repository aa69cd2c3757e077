"""Words of a sentence with their places, quotations folded away: what the rules look at."""

from __future__ import annotations

import re
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
    return Words(raw, low, start, end, inside=bool(quotations) and not outside)


def _cut(text: str, span: tuple[int, int], made: _Lists, *, label: bool = False) -> bool:
    """Add the words of a stretch; returns whether it has any that is more than punctuation."""
    raw, start, end = made
    found = False
    for match in _TOKEN.finditer(text, *span):
        word = match[0]
        if label and word in "\"'“”‘’«»„":
            continue
        raw.append(word)
        start.append(match.start())
        end.append(match.end())
        found = found or word[0].isalnum()
    return found


def _is_label(text: str, first: int, last: int) -> bool:
    inner = text[first:last].strip("\"'“”‘’«»„ ")
    return bool(inner) and inner[-1] not in ".,?!…" and inner.count(" ") < _LONGEST_LABEL


_DOUBLE = re.compile("[\"“”„«»]|''|``")
_SINGLE = re.compile(
    r"(?<![\w.,?!)])['‘](?=[\w\"“])(?!s\b)(?:(?!(?<=[\w.,?!…\"”])['’](?!\w)).)*?(?<=[\w.,?!…\"”])['’](?!\w)"
)


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
    single = [
        match.span()
        for match in _SINGLE.finditer(text, start, end)
        if not any(first <= match.start() < last for first, last in found)
    ]
    return sorted([*(q for q in found if not any(a < q[0] and q[1] < b for a, b in single)), *single])
