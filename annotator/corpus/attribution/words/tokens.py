"""Words of a sentence with their places, quotations folded away: what the rules look at."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from annotator.corpus.attribution.words.phrases import Phrase

_WORD: Final = (
    r"(\d++(?:[.,:]\d+)+"  # 35,000, 12:30
    r"|\w{2,}+(?![.'’´ʼ`‐‑-])"  # most words; without it the rest says the same, more slowly
    r"|[A-Za-z]\.(?:[A-Za-z]\.)+"  # U.N.
    r"|(?:\d+|[A-Z]{5,}(?=[-‐‑][A-Z][a-z]))(?=[-‐‑][A-Z])"  # the agencies' UPDATE 2- and INTERVIEW-
    r"|['’´ʼ`](?:[sS]|ve|re|ll|d|m)\b"
    r"|\w+(?:\.[a-z]{2,4}\b|(?:[-‐‑]\w+)*(?:['’´ʼ`](?!(?:[sS]|ve|re|ll|d|m)\b)\w+)?)"
    r"|\.{3}|--+|[^\w\s])"
)
_TOKEN: Final = re.compile(f" ?{_WORD}")
"""The blank in front saves the search a try at every one."""
ENDS: Final = frozenset((".", ",", ";", ")", "–", "—"))
"""What ends a phrase, and lets a sentence go on."""
BREAKS: Final = frozenset((",", ";", ":", "(", ")", "-", "–", "—", "--"))
"""Marks that end a clause, in `Words.low`."""
DASHES: Final = frozenset(("-", "–", "—", "--"))
_LONGEST_DATELINE: Final = 16
"""Words and marks."""
QUOTED: Final = "\ue000"
"""Stands for a quotation, of whatever length, in `Words.low`."""
_MARKS: Final = "\"'“”‘’«»„″"
_STRAIGHTEN: Final = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "‐": "-", "‑": "-", "ı": "i", "ə": "a"}
)
_LONGEST_LABEL: Final = 4
"""Words; a shorter stretch in quotation marks, without a full stop or comma of its own, is a name or a label that
belongs to the phrase around it (the "Front for Peace" said), not somebody's words."""


_NO_PRONOUNS_LOW: Final = {"US": "u.s.", "WHO": "w.h.o.", "IT": "i.t."}
_NO_PRONOUNS: Final = frozenset(_NO_PRONOUNS_LOW)
"""Acronyms that pronouns are written like."""


_MAY: Final = "may."
"""The month, in `Words.low`; the auxiliary is "may"."""


def _is_month(raw: list[str], index: int) -> bool:
    """Whether "May" stands beside a number, or is set in a capital within a sentence that is no headline."""
    if any(word[0].isdigit() for word in (*raw[max(0, index - 1) : index], *raw[index + 1 : index + 2])):
        return True
    return index > 0 and raw[index - 1].islower()


@lru_cache(maxsize=1 << 12)
def plain(word: str) -> str:
    """A lower-case word without accents, with straight apostrophes and hyphens: "vedemián" is written so elsewhere."""
    parts = unicodedata.normalize("NFKD", word.translate(_STRAIGHTEN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)) or word


def lowered(text: str) -> str:
    """A text in lower case, as patterns see it that ignore case; that is faster than to let them."""
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()


class Words:
    """The words of one sentence outside quotations, in order; a quotation is one word, `QUOTED`."""

    __slots__ = (
        "_found",
        "_labels",
        "_upper",
        "capitals",
        "inside",
        "low",
        "opens",
        "raw",
        "stretches",
        "subjects",
        "text",
        "titled",
    )

    def __init__(self, text: str, stretches: list[tuple[int, int, str]], *, quotes: bool) -> None:
        self.text = text
        self.stretches = stretches
        """What the sentence is cut into, each with the marks that are no words of it: a label's; `QUOTED` for a quotation."""
        self._labels = [(first, last) for first, last, marks in stretches if marks == _MARKS]
        raw: list[str] = []
        for first, last, marks in stretches:
            cut = [QUOTED] if marks == QUOTED else _TOKEN.findall(text, first, last)
            raw += [word for word in cut if word not in marks] if marks == _MARKS else cut
        low = [*map(str.lower, raw)]
        if not text.isascii():
            low = [word if word.isascii() else plain(word) for word in low]
        for acronym in _NO_PRONOUNS.intersection(raw):
            low = [_NO_PRONOUNS_LOW[acronym] if raw[i] == acronym else word for i, word in enumerate(low)]
        if "_" in raw:
            # A dash, as old wires set it: "CITY (AP) _ It rained".
            low = ["–" if word == "_" else word for word in low]
        if "May" in raw:
            low = [_MAY if raw[i] == "May" and _is_month(raw, i) else word for i, word in enumerate(low)]
        self.raw = raw
        self.low = low
        """The words in lower case, with straight apostrophes and hyphens; runs in parallel to `raw`."""
        self.inside = quotes and not any(word[0].isalnum() for word in raw)
        """No word stands outside quotations."""
        self._upper = [word[0].isupper() for word in raw]
        self.capitals = [index for index, upper in enumerate(self._upper) if upper]
        """Which words begin with a capital letter."""
        self.opens = _behind_dateline(low, raw)
        """Where the sentence begins behind its dateline: the capital there says no more than any first word's."""
        self.titled = 3 * len(self.capitals) > 2 * len(raw)
        """Set like a headline, most words with a capital."""
        self._found: list[tuple[int, int]] = []
        self.subjects: dict[int, Phrase | None] = {}
        """The subjects that were looked for, by their verbs; several rules ask for that of one verb."""

    def __len__(self) -> int:
        return len(self.low)

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self._upper[index]

    def in_ing(self, index: int) -> bool:
        """Whether a word may be a form of a verb in "-ing": no name, such as Beijing."""
        return self.low[index].endswith("ing") and not self._upper[index]

    def in_marks(self, index: int) -> bool:
        """Whether a word stands in quotation marks that only set it off: the "ministry" said."""
        labels = self._labels
        if not labels:
            return False
        place = self.start(index)
        nearest = bisect_right(labels, place, key=itemgetter(0)) - 1
        return nearest >= 0 and place < labels[nearest][1]

    def start(self, index: int) -> int:
        """First code point of a word, from the beginning of the sentence."""
        return (self._found or self._spans())[index][0]

    def end(self, index: int) -> int:
        """One past the last code point of a word."""
        return (self._found or self._spans())[index][1]

    def _spans(self) -> list[tuple[int, int]]:
        """Find where the words stand; done when first asked, since of many sentences nobody asks."""
        found, raw, text = self._found, self.raw, self.text
        index, size = 0, len(raw)
        for first, last, marks in self.stretches:
            if marks == QUOTED:
                found.append((first, last))
                index += 1
                continue
            position = first
            # Behind the last word of a stretch stand only blanks, and marks of a label.
            while index < size and (begin := text.find(raw[index], position, last)) >= 0:
                position = begin + len(raw[index])
                found.append((begin, position))
                index += 1
        return found


def _behind_dateline(low: list[str], raw: list[str]) -> int:
    """Where a sentence begins behind "CITY, May 3 (AP) -"; 0 where it has no dateline."""
    if DASHES.isdisjoint(low[1:_LONGEST_DATELINE]) or not raw[0][0].isupper():
        return 0
    dash = next(index for index, word in enumerate(low) if index and (word in DASHES))
    before = raw[:dash]
    if any(word[0].islower() for word in before) or dash + 1 >= len(raw):
        return 0
    dated = (
        before[-1] == ")" or (before[0].isupper() and len(before[0]) > 1) or any(word[0].isdigit() for word in before)
    )
    return dash + 1 if dated else 0


def words(text: str, quotations: list[tuple[int, int]]) -> Words:
    """Cut a sentence into words.

    Args:
        text: the sentence.
        quotations: the stretches of the sentence that are quoted, marks included, in order.
    """
    stretches: list[tuple[int, int, str]] = []
    marks = [link.span() for link in _MARKUP.finditer(text)] if "](" in text or "**" in text else []
    if "*" in text:
        # Names keep theirs: "the film *Xland*" is no state.
        marks = sorted([*marks, *(one.span(side) for one in _ITALIC.finditer(text) for side in (1, 2))])
    position = 0 if text[:1].isascii() else _behind_symbols(text)
    for first, last in [*quotations, (len(text), len(text))]:
        if position < first:
            stretches += _without(marks, position, first) if marks else [(position, first, "")]
        if first < last:
            stretches.append((first, last, _MARKS if _is_label(text, first, last) else QUOTED))
        position = last
    if marks and not any(_TOKEN.search(text, first, last) for first, last, _ in stretches):
        # A line of marks alone, as around a link without a word: they are its words.
        stretches = [(0, len(text), "")]
    return Words(text, stretches, quotes=bool(quotations))


_ADDRESS: Final = r"\]\((?:[^()\s]|\([^()\s]*\))*\)"
_MARKUP: Final = re.compile(rf"\[(?=[^\[\]]*{_ADDRESS})|{_ADDRESS}|\*\*")
"""What Markdown sets around words: "the ministry [denied](address) it", "**Xland** said"."""
_ITALIC: Final = re.compile(r"(?<![\w*])(\*)[a-z][^*]{0,60}(\*)(?![\w*])")


def _without(marks: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int, str]]:
    """The stretches between two places without what Markdown sets around words."""
    found: list[tuple[int, int, str]] = []
    for index in range(bisect_right(marks, start, key=itemgetter(1)), len(marks)):
        first, last = marks[index]
        if first >= end:
            break
        if start < first:
            found.append((start, first, ""))
        start = last
    return [*found, (start, end, "")] if start < end else found


def _behind_symbols(text: str) -> int:
    """Where a sentence begins behind the pictures that posts open with; 0 where it has none."""
    place = 0
    while place < len(text) and text[place] not in "©®" and unicodedata.category(text[place]) in _PICTURES:
        place += 1
    while 0 < place < len(text) and text[place].isspace():
        place += 1
    return place if place < len(text) else 0


_PICTURES: Final = frozenset(("So", "Sk", "Mn", "Cf"))
"""Unicode's categories of pictures, of the colour of a hand, and of what joins them."""


def _is_label(text: str, first: int, last: int) -> bool:
    inner = text[first:last].strip(_MARKS + " ")
    if not any(letter.isalnum() for letter in inner) or inner.count(" ") >= _LONGEST_LABEL:
        return False
    if inner[-1] in ".,":
        # The American comma: 'according to "The Herald," the road is shut'.
        return text[first - 2 : first - 1].islower() and inner[:-1].replace(" ", "").isalpha() and inner.istitle()
    return inner[-1] not in "?!…"
