"""Words of a sentence with their places, quotations folded away: what the rules look at."""

from __future__ import annotations

import re
from bisect import bisect_right

_TOKEN = re.compile(
    r" ?("  # saves the search a try at every blank
    r"\w{2,}+(?![.'’‐‑-])"  # most words; without it the rest says the same, more slowly
    r"|[A-Za-z]\.(?:[A-Za-z]\.)+"  # U.N.
    r"|['’](?:[sS]|ve|re|ll|d|m)\b"
    r"|\w+(?:\.[a-z]{2,4}\b|(?:[-‐‑]\w+)*(?:['’](?!(?:[sS]|ve|re|ll|d|m)\b)\w+)?)"
    r"|\.{3}|--+|[^\w\s])"
)
QUOTED = "\ue000"
"""Stands for a quotation, of whatever length, in `Words.low`."""
_MARKS = "\"'“”‘’«»„"
_STRAIGHTEN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
_LONGEST_LABEL = 4
"""Words; a shorter stretch in quotation marks, without a full stop or comma of its own, is a name or a label that
belongs to the phrase around it (the "Front for Peace" said), not somebody's words."""


_NO_PRONOUNS_LOW = {"US": "u.s.", "WHO": "w.h.o.", "IT": "i.t."}
_NO_PRONOUNS = frozenset(_NO_PRONOUNS_LOW)
"""Acronyms that pronouns are written like."""


class Words:
    """The words of one sentence outside quotations, in order; a quotation is one word, `QUOTED`."""

    __slots__ = ("_found", "capitals", "inside", "low", "raw", "stretches", "text", "titled")

    def __init__(self, text: str, stretches: list[tuple[int, int, str]], *, quotes: bool) -> None:
        self.text = text
        self.stretches = stretches
        """What the sentence is cut into, each with the marks that are no words of it: a label's; `QUOTED` for a quotation."""
        raw: list[str] = []
        for first, last, marks in stretches:
            cut = [QUOTED] if marks == QUOTED else _TOKEN.findall(text, first, last)
            raw += [word for word in cut if word not in marks] if marks == _MARKS else cut
        low = [*map(str.lower, raw)]
        if not text.isascii():
            low = [word if word.isascii() else word.translate(_STRAIGHTEN) for word in low]
        for acronym in _NO_PRONOUNS.intersection(raw):
            low = [_NO_PRONOUNS_LOW[acronym] if raw[i] == acronym else word for i, word in enumerate(low)]
        self.raw = raw
        self.low = low
        """The words in lower case, with straight apostrophes and hyphens; runs in parallel to `raw`."""
        self.inside = quotes and not any(word[0].isalnum() for word in raw)
        """No word stands outside quotations."""
        self.capitals = [index for index, word in enumerate(raw) if word[0].isupper()]
        """Which words begin with a capital letter."""
        self.titled = 3 * len(self.capitals) > 2 * len(raw)
        """Set like a headline, most words with a capital."""
        self._found: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self.low)

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.raw[index][0].isupper()

    def start(self, index: int) -> int:
        """First code point of a word, from the beginning of the sentence."""
        return self._spans()[index][0]

    def end(self, index: int) -> int:
        """One past the last code point of a word."""
        return self._spans()[index][1]

    def _spans(self) -> list[tuple[int, int]]:
        """Where the words stand; looked for when first asked, since of many sentences nobody asks."""
        found = self._found
        if not found:
            find, raw = self.text.find, self.raw
            size = len(raw)
            for first, last, marks in self.stretches:
                if marks == QUOTED:
                    found.append((first, last))
                elif marks:
                    matches = _TOKEN.finditer(self.text, first, last)
                    found += [match.span(1) for match in matches if match[1] not in marks]
                else:
                    # Nothing but white space lies between words, and behind the last one of a stretch.
                    end = first
                    while len(found) < size and (start := find(word := raw[len(found)], end, last)) >= 0:
                        end = start + len(word)
                        found.append((start, end))
        return found


def words(text: str, quotations: list[tuple[int, int]]) -> Words:
    """Cut a sentence into words.

    Args:
        text: the sentence.
        quotations: the stretches of the sentence that are quoted, marks included, in order.
    """
    stretches: list[tuple[int, int, str]] = []
    position = 0
    for first, last in quotations:
        if position < first:
            stretches.append((position, first, ""))
        if _is_label(text, first, last):
            stretches.append((first, last, _MARKS))
        elif first < last:
            stretches.append((first, last, QUOTED))
        position = last
    if position < len(text):
        stretches.append((position, len(text), ""))
    return Words(text, stretches, quotes=bool(quotations))


def _is_label(text: str, first: int, last: int) -> bool:
    inner = text[first:last].strip(_MARKS + " ")
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
        if mark == '"' and before.isalnum() and after.isalnum():
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
    if depth:
        found.append((begin, end if end - begin <= _LONGEST_OPEN else _first_end(text, begin, end)))
    return _with_single(text, start, end, found)


_LONGEST_OPEN = 1500
"""Code points; what is quoted longer without an end has lost its closing mark."""
_SENTENCE_END = re.compile(r"[.!?][\"”’']*(?=\s|$)")


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
