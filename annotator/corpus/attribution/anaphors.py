"""Who says what stands before: "X stated this at a briefing", "The remarks were made by X", "This is what X said"."""

from __future__ import annotations

import re

from annotator.corpus.attribution.carry import FIRST_PERSON
from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading, begins_paragraph
from annotator.corpus.sentence import Kind

_THIS = (
    r"(?:(?:about |of |on )?this|(?:about|of) that|about it|so|(?:the|these|this|those|such(?: an?)?) (?:due |above |said )?"
    r"(?:announcement|assessment|comments?|information|message|news|opinion|remarks?|report|statements?|views?|words))"
)
"""What means the sentences before: "this", "about it", "such an opinion"."""
_PUT = (
    r"announced|confirmed|declared|disclosed|expressed|made|mentioned|noted|provided|published|released|reported|said|shared"
    r"|stated|stressed|told|underlined|voiced"
)
_SAYS = r"informs?|informed|issued|posted|reports|says|spoke|speaks|states|wrote|writes"
_TAKES_UP = re.compile(
    rf"(?:as \S+ (?:informs|reports), )?(?:that|{_THIS}) (?:(?:is|was|were|has been|have been) (?:also )?(?:posted|{_PUT})"
    r"(?: [^,.;]{1,60})? (?:by|on behalf of|in the (?:information|message|report|statement))\b|(?:came|comes) from )"
    rf"|[^.;!?]{{4,160}}? (?:{_PUT}|{_SAYS}) (?:on \w+ )?{_THIS}"
    r"(?: (?:after|at|during|following|for|in|on|to|today|when|while|yesterday)\b|[,.])"
    r"|that['’]s what ",
    re.IGNORECASE,
)
_WORDS = frozenset(
    (
        "announcement",
        "assessment",
        "comment",
        "comments",
        "information",
        "it",
        "message",
        "news",
        "opinion",
        "remark",
        "remarks",
    )
) | {"report", "so", "statement", "statements", "that", "this", "thus", "view", "views", "words"}
"""One of them stands in each such sentence: a quick look before the pattern."""
_CLOSES = re.compile(r"(?:this|that) (?:is|was) what\b|thus spoke\b|so (?:said|says|spoke)\b", re.IGNORECASE)
"""How somebody's own words end."""


def give_back(readings: list[Reading]) -> None:
    """Give what nobody says before "X stated this" to X: the paragraph up to it, or the one above."""
    for index, reading in enumerate(readings):
        if index and reading.sentence.kind is Kind.BODY and not _WORDS.isdisjoint(reading.words.low):
            _give(readings, index)


def _give(readings: list[Reading], index: int) -> None:
    reading = readings[index]
    if _TAKES_UP.match(reading.sentence.text) is not None:
        if not reading.spoken and reading.topic is not None:
            # "X wrote about this"
            reading.spoken = [Spoken(reading.topic, None, "nearby", 0.0)]
    elif (
        _CLOSES.match(reading.sentence.text) is None
        or begins_paragraph(readings, index)
        or FIRST_PERSON.isdisjoint(readings[index - 1].words.low)
    ):
        return
    paragraph = readings[index - 1].sentence.paragraph
    for before in reversed(readings[:index] if reading.spoken else []):
        if before.spoken or before.sentence.paragraph != paragraph or before.sentence.kind is not Kind.BODY:
            break
        before.spoken = [Spoken(reading.spoken[0].who, None, "nearby", reading.spoken[0].weight)]
