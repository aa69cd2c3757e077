"""The lines of an article: where a unit of text ends because the layout says so.

A line break ends a unit. The exception is hard-wrapped text, whose lines are filled to one width: there a break ends
a unit only where the next word would still have fitted into the line, or where a blank line follows. Once a break of
a paragraph was such a filled one, the breaks up to the next blank line are no ends, however short their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)")

MARKER: Final = re.compile(
    r"(?:>[ \t]?)*(?:(#{1,6})[ \t]+|([-*+•‣◦▪·–∙●○■□◆◇►▶➤✓✔][ \t\xa0]+|—[ \t\xa0]*|–(?=[A-Z“\"«])|"
    r"[📌📍🔹🔸🔷🔶🔴🔵✅❗👉➡⚡]\ufe0f?[ \t\xa0]*|\d{1,2}/[ \t\xa0]+|"
    r"[∙●○■□◆◇►▶➤✓✔•](?=\w)|(?:\d{1,3}|[1-9](?:\.[1-9]\d?){1,2})[.)][ \t\xa0]+)(?=\S))?"
)
"""What Markdown, and plain text that imitates it, puts in front of a quoted line, a heading, an item: its second group."""
_LONGEST_MARKER: Final = 12

_CLAUSE: Final = re.compile(r"\((?:[A-Za-z]|\d{1,2}|[ivxIVX]{1,5})\) ")
"""What a clause of a law begins with."""
_RULE: Final = re.compile(r"[-=_*~#>|+•·∙●\s]*")
"""A line of these alone is a ruler, or underlines a heading: markup, no text."""

WIDEST_WRAP: Final = 100
"""Columns; no mail program or editor that wraps by itself wraps wider, while an unwrapped paragraph mostly is wider."""
NARROWEST_WRAP: Final = 40
"""Columns; what is narrower is a list or a poem."""
_LONGEST_ENTRY: Final = 25
"""Columns; a shorter line is an entry of a list, whatever follows."""
_NEVER_LAST: Final = frozenset(("of", "the", "and", "than", "with", "by", "from", "a", "an", "its", "their", "that"))
"""Words that end no line of a list and no heading."""
_FIELD: Final = re.compile(r"\w+(?: \w+)?:")
"""What a page puts in front of a date or a name, in lower case too: "date published:"."""
_HEADER: Final = re.compile(r"(?:From|To|Cc|Date|Sent|Subject|Reply-To|Newsgroups|Organization|Message-I[Dd]): \S")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|[a-z][\w-]{2,}(?:\.[a-z][\w-]*)*\.[a-z]{2,7}(?![\w.]))")
"""The site that an item of a feed is from: "news.example · 2 April"."""
_BYLINE: Final = re.compile(r"By (?:(?:[A-Z][\w.'’-]*|and|of|for|the)(?:, | |$)){2,12}$")
_CREDITS: Final = ("by ", "from ", "via ", "photo")
_MOSTLY: Final = 0.7
"""How much of the width a line has at least that breaks off in the middle of a sentence."""
_SLACK: Final = 3
"""Columns by which the longest line seen may fall short of the width that the text was wrapped to."""


class Line(NamedTuple):
    """One stretch of text that holds whole units: ``text[start:end]``, without marker and surrounding blanks."""

    start: int
    end: int
    block: int
    """Which run of lines without a blank line between, from 0."""
    heading: bool = False
    """Marked as a heading, by ``#`` in front or a ruler below."""
    item: bool = False
    """An item of a list; its marker stands before `start`."""
    header: bool = False
    """A line of a mail's header: who wrote it to whom, when and about what."""


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of a text from a position on, hard-wrapped ones joined.

    Together they hold everything but white space, markers and rulers.
    """
    found: list[Line] = []
    block = 0
    listed = -1
    blank = True
    for match in _LINE.finditer(text, start):
        first, last = _trim(text, match.start(), match.end())
        if first == last:
            if not blank:
                block += 1
            blank = True
            continue
        if _RULE.fullmatch(text, first, last):
            previous = found[-1] if found else None
            if previous and not blank and text[first] in "=-" and previous.block == block and last - first >= 3:
                found[-1] = previous._replace(heading=True)
            block += 1
            blank = True
            continue
        above = None if blank else found[-1] if found else None
        blank = False
        marker = MARKER.match(text, first, last)
        if marker and above is not None and listed != block and _is_within(text, above, marker):
            marker = None
        begin = marker.end() if marker else first
        heading, item = (bool(marker[1]), bool(marker[2])) if marker else (False, False)
        listed = block if item else listed
        if heading:
            last = _trim(text, begin, _without_closing(text, begin, last))[1]
        begin = _trim(text, begin, last)[0]
        if item and text.count(_BULLET, begin, last):
            # A list whose line breaks were lost: "• It rained • It stopped".
            pieces = [_trim(text, *span) for span in _between_bullets(text, begin, last)]
            found += [Line(one, two, block, heading, True) for one, two in pieces if one < two]
        elif begin < last:
            header = text[last - 1] not in ".?!" and _HEADER.match(text, begin, last) is not None
            found.append(Line(begin, last, block, heading, item, header))
    return _joined(text, _headers(found))


def _is_within(text: str, above: Line, marker: re.Match[str]) -> bool:
    """Whether a number that begins a line of wrapped text ends a sentence, and no list: "had risen to⏎21. The army"."""
    number = marker[2] is not None and marker[2][0].isdigit() and marker[2].strip() not in ("1.", "1)")
    plain = not (above.item or above.heading or above.header)
    return number and plain and above.end - above.start >= NARROWEST_WRAP and _is_open(text, above)


def _between_bullets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line between its bullets."""
    while (bullet := text.find(_BULLET, start, end)) >= 0:
        yield start, bullet
        start = bullet + len(_BULLET)
    yield start, end


_BULLET: Final = " • "


def _headers(found: list[Line]) -> list[Line]:
    """The lines, of which only those are a mail's header that stand beside another one."""
    near = {index for index, (one, two) in enumerate(pairwise(found)) if one.header and two.header}
    return [
        line if not line.header or {index, index - 1} & near else line._replace(header=False)
        for index, line in enumerate(found)
    ]


def is_marked(text: str, start: int) -> bool:
    """Whether the marker of an item stands before a place where a line's own words begin."""
    before = text[max(0, start - _LONGEST_MARKER) : start]
    if not before.strip():
        # As before most lines: nothing but blanks and a line break.
        return False
    if before.endswith(_BULLET):
        return True
    line = _LINE_START.search(before)
    found = None if line is None else MARKER.match(text, start - len(line[1]), start + 1)
    return found is not None and found.end() == start and found[2] is not None


def indent(text: str, start: int) -> int:
    """How many blanks begin the line of an item whose own words begin at a place."""
    line = _LINE_START.search(text, max(0, start - _DEEPEST), start)
    blanks = "" if line is None else text[line.start() : line.start(1)]
    return len(blanks) - (blanks[:1] not in ("", " ", "\t", "\xa0"))


_DEEPEST: Final = 60
"""Code points in front of an item's own words: marker and blanks."""
_LINE_START: Final = re.compile(
    r"(?:^|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])[ \t\xa0]*([^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+)$"
)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\ufeff\u200b"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b"):
        end -= 1
    return start, end


def _without_closing(text: str, start: int, end: int) -> int:
    """Where a heading ends whose line is closed with number signs as well."""
    closing = end
    while closing > start and text[closing - 1] == "#":
        closing -= 1
    return closing if closing > start and text[closing - 1].isspace() else end


def _joined(text: str, found: list[Line]) -> list[Line]:
    """The lines, those of hard-wrapped paragraphs, and sentences that were broken in the middle, joined into one each."""
    breaks = [(one, two) for one, two in pairwise(found) if one.block == two.block]
    if not breaks:
        return found
    width = _wrapped_to(text, breaks)
    joined: list[Line] = []
    last: Line | None = None
    for line in found:
        if (
            last is not None
            and last.block == line.block
            and not (line.item or line.heading or line.header or last.heading or last.header)
            and not _CLAUSE.match(text, line.start)
            and not _BYLINE.match(text, line.start, line.end)
            and not _is_indented(text, last, line)
            and (_is_broken(text, last, line) or (width is not None and _wrapped(text, joined[-1], last, line, width)))
        ):
            joined[-1] = joined[-1]._replace(end=line.end)
        else:
            joined.append(line)
        last = line
    return joined


def _is_indented(text: str, last: Line, line: Line) -> bool:
    """Whether a line begins deeper than the one before, which ends a sentence: a paragraph of a text that sets them off so."""
    return not _is_open(text, last) and _depth(text, line) > _depth(text, last) + 1


def _depth(text: str, line: Line) -> int:
    start = line.start
    while start and line.start - start < _DEEPEST and text[start - 1] in " \t":
        start -= 1
    return line.start - start


def _wrapped_to(text: str, breaks: list[tuple[Line, Line]]) -> int | None:
    """The width that a text was wrapped to; None where its line breaks mean something."""
    width = max(line.end - line.start for pair in breaks for line in pair)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    # A break between sentences or items proves nothing; one in the middle of a sentence does.
    telling = [pair for pair in breaks if not pair[1].item and text[pair[0].end - 1] not in '.?!:"”’']
    filled = sum(_is_filled(text, one, two, width) for one, two in telling)
    running = sum(text[two.start].islower() for _, two in telling)
    if filled < 0.6 * len(telling) or running * 3 < len(telling) or not running:
        return None
    return width


def _is_broken(text: str, line: Line, following: Line) -> bool:
    """Whether a break stands in the middle of a sentence, in whatever text: a longer line goes on in lower case."""
    if following.item or line.end - line.start < _LONGEST_ENTRY:
        return False
    last = text.rfind(" ", line.start, line.end)
    if text[last + 1 : line.end] in _NEVER_LAST:
        # "…; and" ends a clause of a law.
        return text[last - 1] not in ";:" or text[following.start].islower()
    if not text[following.start].islower() or _ADDRESS.match(text, following.start, following.end):
        return False
    if text[line.end - 1] in ".?!:;" or text.startswith(_CREDITS, following.start):
        return False
    return _FIELD.match(text, following.start, following.end) is None


def _wrapped(text: str, joined: Line, last: Line, line: Line, width: int) -> bool:
    """Whether a break of hard-wrapped text is a filled line's, or stands in a paragraph that had such a break."""
    in_paragraph = joined.start < last.start
    return in_paragraph or _is_filled(text, last, line, width) or _runs_on(text, last, line, width)


def _runs_on(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether a sentence goes on over the break though the next word would have fitted: wrappers count markup too."""
    if text[following.start].islower() or text[line.end - 1] in ",;—–":
        return True
    return line.end - line.start > _MOSTLY * width and _is_open(text, line)


def _is_open(text: str, line: Line) -> bool:
    """Whether a line ends without ending a sentence."""
    last = line.end - 1
    while last > line.start and text[last] in "\"”’')]":
        last -= 1
    return text[last] not in ".?!:…"


def _is_filled(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted into this line any more."""
    word = following.start
    while word < following.end and not text[word].isspace():
        word += 1
    return line.end - line.start + 1 + word - following.start > width - _SLACK
