"""Who says what stands before: "X stated this at a briefing", "The remarks were made by X", "This is what X said"."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.cues.candidate import WITH_WORDS
from annotator.corpus.attribution.reading import Reading, begins_paragraph
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, lexicon, listed
from annotator.corpus.attribution.words.tokens import QUOTED, lowered
from annotator.corpus.sentence import Kind

_NOUNS: Final = listed("said_before")
_THIS: Final = (
    r"(?:(?:about |of |on )?this|(?:about|of) that|(?:about )?it|so|(?:about )?the (?:above(?:[- ]?(?:mentioned|said))?|afore\w+)"
    rf"|(?:the|these|this|that|those|such(?: an?)?) (?:due |above |said )?(?:{'|'.join(sorted(_NOUNS))}))"
)
"""What means the sentences before: "this", "about it", "the aforementioned", "such an opinion"."""
_PUT: Final = (
    r"announced|confirmed|declared|disclosed|expressed|made|mentioned|noted|provided|published|released|reported|said|shared"
    r"|stated|stressed|told|underlined|voiced"
)
_SAYS: Final = r"informs?|informed|issued|posted|reports|says|spoke|speaks|states|wrote|writes"
_TAKES_UP: Final = re.compile(
    rf"(?:as \S+ (?:informs|reports), )?(?!it )(?:that|{_THIS}) (?:(?:is|was|were|has been|have been) (?:also )?(?:posted|{_PUT})"
    r"(?: (?!that\b)[^,.;]{1,60})? (?:by|on behalf of|in the (?:information|message|report|statement))\b|(?:came|comes) from )"
    rf"|[^.;!?]{{4,160}}? (?:{_PUT}|{_SAYS}) (?:on \w+ )?{_THIS}"
    r"(?: (?:after|at|during|following|for|in|on|to|today|when|while|yesterday)\b|[,.])"
    r"|that['’]s what |that is how |(?:about (?:this|it) )?[\w.’' -]{2,40} (?:was|were) (?:informed|told)(?: about (?:this|it))?"
    r" (?:at|by|from|in) [^,;:]+$"
)
_WORDS: Final = _NOUNS | {
    "above",
    "aforementioned",
    "aforesaid",
    "how",
    "informed",
    "it",
    "so",
    "that",
    "this",
    "thus",
    "told",
}
"""One of them stands in each such sentence: a quick look before the pattern."""
_OF_DATELINES: Final = "–—-/"
"""With what a place, a day and an agency end that are cut off from their sentence."""
_CLOSES: Final = re.compile(r"(?:this|that) (?:is|was) what\b|thus spoke\b|so (?:said|says|spoke)\b")
"""How somebody's own words end."""


def give_back(readings: list[Reading]) -> None:
    """Give what nobody says before "X stated this" to X: the paragraph up to it, or the one above."""
    for index, reading in enumerate(readings):
        if index and reading.sentence.kind is Kind.BODY and not _WORDS.isdisjoint(reading.words.low):
            _give(readings, index)


def _only_told(reading: Reading) -> bool:
    """Whether somebody told an outlet, and a sentence says no more: "The road is shut. Lena Maro told Newsline."."""
    candidate, w, lex = reading.spoken[0].candidate if reading.spoken else None, reading.words, lexicon()
    if candidate is None or candidate.lemma != "tell" or candidate.features & WITH_WORDS or candidate.phrase is None:
        return False
    whom = w.low[candidate.end : len(w) - (w.low[-1] == ".")]
    whom = whom[whom[:1] == ["to"] :]
    press = lex.media | lex.news | _PRESS
    # "Told reporters stories", "told the press to wait": more than that.
    named = 0 < len(whom) <= _LONGEST_OUTLET and (whom[-1] in press or (QUOTED in whom and not press.isdisjoint(whom)))
    return candidate.phrase.start == 0 and named and "to" not in whom


_PRESS: Final = frozenset(("journalists", "press", "reporters", "tv"))
_LONGEST_OUTLET: Final = 5
"""Words."""


def _give(readings: list[Reading], index: int) -> None:
    reading = readings[index]
    text = lowered(reading.sentence.text)
    if _only_told(reading) or _TAKES_UP.match(text) is not None:
        if not reading.spoken and reading.topic is not None:
            # "X wrote about this"
            reading.spoken = [Spoken(reading.topic, None, "nearby", 0.0)]
    elif (
        _CLOSES.match(text) is None
        or begins_paragraph(readings, index)
        or FIRST_PERSON.isdisjoint(readings[index - 1].words.low)
    ):
        return
    paragraph = readings[index - 1].sentence.paragraph
    for before in reversed(readings[:index] if reading.spoken else []):
        if before.spoken or before.sentence.paragraph != paragraph or before.sentence.kind is not Kind.BODY:
            break
        if before.sentence.text[-1] in _OF_DATELINES:
            continue
        before.spoken = [Spoken(reading.spoken[0].who, None, "nearby", reading.spoken[0].weight)]
