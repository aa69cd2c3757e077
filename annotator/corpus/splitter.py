"""What each line of an article is, and where the sentences in it end."""

from __future__ import annotations

import copy
import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

from annotator.corpus.layout import Line


class Kind(StrEnum):
    """What a unit of the article is."""

    BODY = "body"
    HEADING = "heading"
    CAPTION = "caption"
    DATELINE = "dateline"


class Splitter:
    """A library's splitter, with lists and rules around it; made once."""

    def __init__(self) -> None:
        import nupunkt

        lists = tomllib.loads((resources.files(__package__) / "sentence.toml").read_text("utf-8"))
        # The library's model is shared by all its users in this process: tune a copy.
        self._tokenizer = copy.deepcopy(nupunkt.load("default"))
        known = self._tokenizer.parameters.abbrev_types
        keep = set(lists["keep"])
        for word in sorted(known):
            if word.isalpha() and len(word) > 1 and word not in keep:
                self._tokenizer.remove_abbreviation(word)
        self._tokenizer.add_abbreviations(lists["add"])
        self._titles = frozenset(lists["titles"])
        self._before_numbers = frozenset(lists["before_numbers"])
        self._dotted = tuple(lists["dotted_states"])
        self._institutions = frozenset(lists["institutions"])
        self._function_words = frozenset(lists["function_words"])
        openers = "|".join(word.capitalize() for word in lists["function_words"])
        self._after_dotted = re.compile(rf"\b(?:[A-Z]\.){{2,}}[”\"’)]* +(?=(?:{openers})\b)")
        self._caption = re.compile("|".join(f"(?:{pattern})" for pattern in lists["captions"]))
        self._credit = re.compile("|".join(f"(?:{pattern})" for pattern in lists["credits"]))
        self._credit_marks = tuple(lists["credit_marks"])
        self._byline_marks = tuple(lists["byline_marks"])
        self._byline = re.compile("|".join(f"(?:{pattern})" for pattern in lists["bylines"]))
        self._opening = re.compile("|".join(f"(?:{pattern})" for pattern in lists["openings"]))
        self._dateline = re.compile("|".join(f"(?:{pattern})" for pattern in (*lists["datelines"], *lists["openings"])))

    def units(self, text: str, found: list[Line]) -> list[tuple[int, int, Kind, int]]:
        """The units of a text: where each begins and ends, what it is, and in which of its lines it stands."""
        several: list[tuple[int, int, Kind, int]] = []
        for number, line in enumerate(found):
            words = _with_blanks(text[line.start : line.end])
            kind = self._kind(words, line, first=number == 0, alone=len(found) == 1)
            body = kind is Kind.BODY
            spans = self._spans(words, title=not body) if body or kind is Kind.HEADING else [(0, len(words))]
            for place, (begin, stop) in enumerate(spans):
                start, end = line.start + begin, line.start + stop
                unit = kind
                # Place, date and agency open a paragraph; who wrote stands at its end.
                if body and (
                    (place == 0 and self._is_opening(text[start:end]))
                    or (place >= len(spans) - 3 and self._is_byline(text[start:end]))
                ):
                    unit = Kind.DATELINE
                several.append((start, end, unit, number))
        return several

    def _spans(self, words: str, *, title: bool) -> list[tuple[int, int]]:
        """The sentences of one line, as positions in it, without the blanks between.

        In a title a question or exclamation goes on: "Whose road? The quarrel over a word" is one unit.
        """
        if "[" in words or _NOTE.search(words) is not None:
            # A footnote's number goes before the full stop that it stands behind; the length stays.
            words = _FOOTNOTES.sub(r"\2\1", words)
        merged: list[tuple[int, int]] = []
        whole = words[0] == "(" and words[-1] == ")" and words.find(")") == len(words) - 1 < _LONGEST_CREDIT
        for span in [(0, len(words))] if whole else self._cut(words):
            start, end = span
            while start < end and words[start] == " ":
                start += 1
            while end > start and words[end - 1] == " ":
                end -= 1
            if start == end:
                continue
            goes_on = merged and title and words[merged[-1][1] - 1] in "?!"
            if merged and (goes_on or self._belongs(words, merged[-1], start, end)):
                merged[-1] = (merged[-1][0], end)
            else:
                merged.append((start, end))
        return merged

    def _cut(self, words: str) -> list[tuple[int, int]]:
        """The library's units, cut once more where "U.S." ends a sentence: a function word begins the next."""
        units: list[tuple[int, int]] = []
        # A quick look: the library ends no sentence but where one of its marks has something behind.
        within = _ENDS.search(words, 0, len(words) - 1) is not None
        for begin, end in self._tokenizer.span_tokenize(_masked(words)) if within else [(0, len(words))]:
            start = begin
            if start == 0 and (clock := _CLOCK.match(words)) is not None:
                units.append((start, clock.end()))
                start = clock.end()
            if words.find(".", start, end - 2) < 0:
                # No full stop but its own: what most units are.
                units.append((start, end))
                continue
            position = start
            cuts = [found.end() for found in self._after_dotted.finditer(words, start, end)]
            cuts += [found.end() for found in _BEHIND_DATE.finditer(words, start, end)]
            cuts += [found.start() + 1 for found in _LOST_BLANK.finditer(words, start, end)]
            cuts += [found.end() for found in _WIDE_BLANK.finditer(words, start, end)]
            cuts += [found.end() for found in _BEHIND_DOTS.finditer(words, start, end)]
            cuts += [
                found.end()
                for found in _BEHIND_CLOCK.finditer(words, start, end)
                if _TOLD.search(words, max(start, found.start() - _BEFORE_CLOCK), found.start())
            ]
            for cut in sorted(cuts):
                units.append((position, cut))
                position = cut
            units.append((position, end))
        return units

    def _belongs(self, words: str, left: tuple[int, int], start: int, end: int) -> bool:
        """Whether a unit goes on with what the splitter took for the next one."""
        first = words[start]
        if words[left[1] : start].count(" ") > 2:
            return False
        if first in ",;:)]’”" or first.islower():
            return True
        if first == "(" and _AGENCY.fullmatch(words, start) and end >= len(words.rstrip()):
            # "The talks ended. (AGENCY)": whose report it is.
            return True
        if _NUMBERED.fullmatch(words, *left) or (end - start == 1 and not words[start].isalnum()):
            # Such as "■" behind the last words of an article.
            return True
        if _PART.fullmatch(words, start, end):
            return True
        if words.startswith("All rights reserved", start) and _COPYRIGHT.search(
            words, max(left[0], left[1] - _LONGEST_PLACE), left[1]
        ):
            return True
        place = words[left[0] : left[1]].rstrip(".")
        agency = first == "/" or place.count("/") % 2 == 1 or place.endswith("/")
        if agency and len(place) < _LONGEST_PLACE and _PLACE.match(words, left[0]):
            # A dateline goes on with the agency, and with the first words: "CITY, May 4. /Corr. AGENCY/. The first".
            return True
        if (
            left[0] == 0
            and _CITY_AND_DAY.match(words[: left[1] + _LONGEST_PLACE], 0)
            and _DAY_FOLLOWS.match(words, left[1])
        ):
            # Such as "City. 23 May. AGENCY/ The first".
            return True
        if left[0] == 0 and _CITY.fullmatch(words, *left) and _DAY_AND_AGENCY.match(words, start):
            # Such as "CITY/CITY. May 4 (Agency) - The first".
            return True
        if left[0] == 0 and first in "-–—" and _CITY.fullmatch(words, *left):
            # Such as "CITY. – The first".
            return True
        final = words[left[1] - 1]
        if first in "\"'" and (start + 1 == end or words[start + 1] in " ,;.)"):
            return True
        if first in '”"' and words[start + 1 : end].isdigit():
            # The number of a footnote behind a quotation.
            return True
        if final in '”"' and words[left[1] - 2] in "?!…." and _WHO_ASKED.match(words, start):
            return words[left[1] - 2] != "." or words.endswith("...", left[0], left[1] - 1)
        if first in "-–—":
            if words[left[0]] in '“"' and _SIGNER.fullmatch(words, start, end):
                # "“We stay.” – First Last, head of the port": a quotation and its author.
                return True
            if _TURN.fullmatch(words, *left):
                # Initials in front of a turn: "L.M. – The road is open".
                return True
            return final not in '.?!"”' or words[start:end].lstrip("-–— ")[:1].islower()
        if final != ".":
            return False
        if left[0] == 0 and _SPEAKS.fullmatch(words, *left):
            # The record of a hearing: "Mr. MARO. It will come to order."
            return True
        last = words.rfind(" ", left[0], left[1]) + 1
        token = words[max(last, left[0]) : left[1] - 1].lstrip("(\"“‘'[")
        stop = words.find(" ", start, end)
        following = words[start : stop if stop > 0 else end].strip(".,;:!?\"”’'()")
        lower = token.lower()
        if lower in self._titles:
            return True
        if lower in self._before_numbers and following[:1].isdigit():
            return True
        if f"{token}." in self._dotted:
            return following.lower() in self._institutions
        if _INITIALS.fullmatch(token):
            previous = words[left[0] : last].rstrip()
            name = previous.rpartition(" ")[2]
            return (not previous or name[:1].isupper()) and following.lower() not in self._function_words
        return False

    def _is_opening(self, sentence: str) -> bool:
        """Whether the first sentence of a paragraph only says where, when and by whom it was written."""
        return len(sentence) <= _LONGEST_OPENING and self._opening.match(sentence) is not None

    def _is_byline(self, sentence: str) -> bool:
        """Whether a sentence within a paragraph only says who wrote the article."""
        may_be = len(sentence) <= _LONGEST_DATELINE and any(map(sentence.__contains__, self._byline_marks))
        return may_be and self._byline.match(sentence) is not None

    def _has_credit(self, words: str) -> bool:
        """Whether a line ends with whom its picture is by."""
        start = max(0, len(words) - _LONGEST_CREDIT)
        tail = words[start:].lower()
        return any(map(tail.__contains__, self._credit_marks)) and self._credit.search(words, start) is not None

    def _kind(self, words: str, line: Line, *, first: bool, alone: bool) -> Kind:
        """What a line is. A line without a full stop is a heading where it stands apart and is short.

        Args:
            words: the line, every white space in it a blank.
            line: how it is laid out.
            first: no other stands before it.
            alone: no other stands before or behind it.
        """
        if line.heading:
            return Kind.HEADING
        if line.header:
            return Kind.DATELINE
        if self._is_byline(words) or (len(words) <= _LONGEST_DATELINE and self._dateline.match(words)):
            return Kind.DATELINE
        if len(words) <= _LONGEST_CAPTION and (self._caption.match(words) or self._has_credit(words)):
            return Kind.CAPTION
        if line.item or len(words) > _LONGEST_HEADING:
            return Kind.BODY
        words = _TAIL.sub("", words)
        bare = words.rstrip("\"”’')] ")
        ends = bare[-1:] in ".!…" or words.endswith(("?", ":", ";", "; and", "; or")) or bare.endswith(":")
        headed = first and not alone
        if ends and not (bare.endswith(("?", ":")) and len(words) < 60) and not (bare.endswith("…") and headed):
            return Kind.BODY
        if words[0].islower() or (alone and len(words.split()) > 12):
            return Kind.BODY
        return Kind.HEADING


_ENDS: Final = re.compile("[.!?…]")
_PART: Final = re.compile(r"(?:(?:\d{1,2}/\d{1,2}|#\w+)\s*)+")
"""Which part of a thread a post is, and what it is filed under."""
_TAIL: Final = re.compile(r"(?<=[.!?…”\"])(?: (?:#\w+|@\w+|\d{1,2}/\d{1,2}|https?://\S+))+$")
"""What a post has behind its last sentence."""
_BLANKS: Final = {code: " " for code in range(0x3001) if chr(code).isspace()}
"""Every white space as a blank, one for one, so that positions stay: a wrapped line is no end of a sentence."""
_FOOTNOTES: Final = re.compile(
    r"(?<![.!?])([.!?]{1,4}[\"”’']{0,3})((?:\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\])+(?=\s|$)|[¹²³⁰⁴-⁹]+(?=\s|$)"
    r"| \[\d{1,3}\](?= +[A-Z“])"
    r"|(?:(?<=[a-z]{4}[.!?])(?<!approx\.)|(?<=[”’\"][.!?])|(?<=[.!?][”’\"])|(?<=\b(?:19|20)\d\d\.))\d{1,2}(?= +[A-Z“]))"
)
_NOTE: Final = re.compile(r"[.!?][”’\"]?[\d¹²³⁰⁴-⁹]")
"""A quick look for a footnote's number without brackets."""
_BEHIND_CLOCK: Final = re.compile(
    r"\b[ap]\.m\. +(?=[^\W\d_a-z]\w+)(?!(?:[A-Z]\w+(?:['’]s)? ){1,4}(?:[Tt]ime|Eve|Day)\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|[A-Z]{2,4}\b|(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)|President['’]s)"
)
"""Behind a time somebody begins the next sentence: "It began at 8 p.m. Xland's army", not "8 p.m. Anytown time"."""
_TOLD: Final = re.compile(
    r"\b(?:\w{3,}ed|are|began|fell|fired|had|has|held|hit|is|said|says|start|starts|took|was|were)\b"
)
"""A verb before the time: behind "At 8 a.m." alone the same sentence goes on."""
_BEFORE_CLOCK: Final = 90
_BEHIND_DOTS: Final = re.compile(
    r"(?:\.\.\.|…) (?=“[A-Z])|(?<=\d) (?:m|km|cm|mm|kg|ha)\. +(?=[A-Z])|(?<=\b(?:on|to) X)\. +(?=[A-Z])"
)
"""Where dots end a sentence before the next one's quotation, or a unit of measure, or a network: "…", "from 80 m. The army"."""
_SIGNER: Final = re.compile(r"[–—-] ?(?:[A-Z][\w’'.-]+ ){1,3}[A-Z][\w’'-]+(?:, [^.!?]{3,90})?\.?")
_AGENCY: Final = re.compile(r"\((?:[A-Z][^\s().!?]*(?:[.-][A-Za-z]+)?[ ,&/]*){1,4}\) *")
_TURN: Final = re.compile(r"(?:[A-Z][a-z]{0,2}\.){2,3}")
_CLOCK: Final = re.compile(r"\d{1,2}[.:]\d\d ?(?:[ap]m )?(?:BST|GMT|CES?T|E[SD]T|ET|UTC|AMT|AZT|MSK) +(?=[A-Z“\"‘'])")
"""The time of an entry of a live blog in front of its first words."""
RECORDED: Final = (
    r"(?:(?:Mr|Mrs|Ms|Dr)\.|Senator|Ambassador|Secretary|Chair(?:man|woman)) [A-Z][\w’'-]+(?: of [A-Z]\w+(?: [A-Z]\w+)?)?"
    r"|The (?:Chair(?:man|woman)?|CHAIR(?:MAN|WOMAN)?|Clerk)"
)
"""Who speaks in the record of a hearing, in front of a full stop and of what is said: "Mr. MARO. Thank you."."""
_SPEAKS: Final = re.compile(rf"(?:{RECORDED})\.")
_WHO_ASKED: Final = re.compile(
    r"(?:(?:M[rs]s?\.? )?[A-Z][\w’'-]+\.?,?(?: \d\d,)? ){1,4}"
    r"(?:said|says|asked|asks|told|wrote|added|replied|shouted|joked)(?=[,.]|\s\w)"
)
"""Who said what a quotation before ended with its own mark: "Where to?" Lena Maro asked."""
_LOST_BLANK: Final = re.compile(
    r"(?:(?<=[A-Za-z]{3})|(?<=\d{4})|(?<= \d{2})|(?<=[a-z][”\"]))\.(?!(?:Net|Com|Org|Info|Tv|TV|Az|AZ|Am|AM|Ru|RU|Ge|Ir|Eu)\b)"
    r"(?=[“\"]?[A-Z][A-Za-z]*[ ,’'])"
)
"""A full stop behind which the blank was lost."""
_BEHIND_DATE: Final = re.compile(
    r"(?:(?<=[a-z] )[0-3]?\d (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?<=[a-z]) on X)\. +(?=[A-Z])"
    r"|\bno\. +(?=[“\"]?(?:[A-Z][a-z]|A |(?![CIVX]+\b)[A-Z]{2,}\b(?!-?\d)))"
)
"""Where a day, the platform of one letter or a "no" ends a sentence: "came on 31 Aug. The army", "he said on X. The army"."""
_WIDE_BLANK: Final = re.compile(r"(?<=[^\s,;])(?<!^Q) {3,}(?=[A-Z0-9“\"‘#])")
"""Where a line break was lost: a page's parts are told apart by blanks alone."""
_LONGEST_WORD: Final = 1000
"""Code points; what is longer without a blank is data, an address or noise."""
_LONG_WORD: Final = re.compile(rf"(?<!\S)(\S{{100}})(\S{{{_LONGEST_WORD - 200},}})(\S{{100}})")
_NO_ENDS: Final = str.maketrans(dict.fromkeys(".!?…", "x"))
_NUMBERED: Final = re.compile(r"(?i:section|sec\.|article|art\.|chapter|part|title|annex) (?:\d{1,4}|[IVXLC]+)\.")
"""What stands in front of a heading in a law or treaty."""
_COPYRIGHT: Final = re.compile(r"©|\(c\)|\b(?:copyright|19\d\d|20\d\d)\b", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.-?)*[A-Z]")
_CITY: Final = re.compile(r"[A-Z]{3,}(?:[ /-][A-Z]+)*\.")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_CITY_AND_DAY: Final = re.compile(rf"[A-Z][\w’'-]+\. \d{{1,2}} {_MONTH}\. ?(?:\d{{4}}\. ?)?[A-Z][A-Z.]+ ?/")
_DAY_AND_AGENCY: Final = re.compile(
    rf"(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH})[ ,\d]{{0,7}}\([A-Z][\w -]{{1,40}}\) ?[-–—]"
)
_DAY_FOLLOWS: Final = re.compile(rf" ?(?:\d{{1,2}} {_MONTH}|\d{{4}}|[A-Z][A-Z.]+ ?/)")
_PLACE: Final = re.compile(r"[A-Z][A-Z-]{2,}(?: [A-Z-]+)*[,.] ")
_LONGEST_DATELINE: Final = 400
_LONGEST_CAPTION: Final = 700
_LONGEST_PLACE: Final = 60
_LONGEST_OPENING: Final = 90
_LONGEST_CREDIT: Final = 160
_LONGEST_HEADING: Final = 220
"""Code points. The longest headlines are titles of official statements."""


def _masked(words: str) -> str:
    """The same with no full stops inside stretches without a blank: at each, the splitter reads on to the next blank."""
    if len(words) < _LONGEST_WORD:
        return words
    return _LONG_WORD.sub(lambda found: found[1] + found[2].translate(_NO_ENDS) + found[3], words)


def _with_blanks(text: str) -> str:
    # No blank but the common one is printable: a quick look.
    return text if text.isprintable() else text.translate(_BLANKS)


@cache
def splitter() -> Splitter:
    """The splitter for English news."""
    return Splitter()
