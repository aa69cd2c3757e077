"""What stands in front of a subject: "But", "Meanwhile", "On 3 May", "In the capital"."""

from __future__ import annotations

from annotator.corpus.attribution.words.heads import NATIONAL
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.tokens import Words


def trimmed(w: Words, start: int, end: int, lex: Lexicon) -> int | None:
    """Where a subject begins behind what stands in front of it; None where nothing is left."""
    while start < end:
        low = w.low[start]
        if (
            low in ("and", "but", "or")
            or not low[0].isalnum()
            or (lex.is_adverb(low) and low not in lex.determiners and low not in lex.pronouns)
        ):
            start += 1
            continue
        time = _leading_time(w, start, end, lex)
        if time > start:
            start = time
            continue
        if low in lex.prepositions:
            after = _after_prepositional(w, start, end, lex)
            if after is None:
                return None
            start = after
            continue
        break
    return start


def _leading_time(w: Words, start: int, end: int, lex: Lexicon) -> int:
    index = start
    if w.low[index] in (
        "on",
        "in",
        "at",
        "by",
        "the",
        "last",
        "this",
        "next",
        "that",
        "a",
        "same",
        "earlier",
        "late",
        "early",
        "one",
        "two",
        "three",
    ):
        index += 1
        if (
            index < end
            and w.low[index] in ("on", "in", "last")
            and w.low[start] in ("late", "early", "earlier", "later")
        ):
            # "Late on Tuesday night", "Late in the evening"
            index += 2 if w.low[index + 1 : index + 2] == ["the"] else 1
    seen = False
    while index < end and (
        w.low[index] in lex.times
        or w.low[index].isdigit()
        or (index > start and _is_ordinal(w.low[index]))
        or (w.low[index] in ("same", "next", "following", "of", "later", "ago", "the") and index == start + 1)
    ):
        seen = seen or w.low[index] in lex.times or (w.low[index].isdigit() and len(w.low[index]) == 4)
        index += 1
    while seen and index < end and w.low[index] in ("later", "ago", "earlier", "before", "of"):
        index += 1
    return index if seen and index < end else start


def _is_ordinal(low: str) -> bool:
    """Whether a word is a day's number with its ending: "3rd"."""
    return low[0].isdigit() and low.endswith(("st", "nd", "rd", "th"))


def _after_prepositional(w: Words, start: int, end: int, lex: Lexicon) -> int | None:
    """Where the subject begins behind "In the capital", "At a briefing", "To this" or "In Anytown", if there is one."""
    second = start + 2
    if second < end and w.capital(second) and w.low[start + 1] in ("this", "that"):
        return second
    if w.low[start] == "in" and second + 1 < end and w.low[second] in lex.offices and w.capital(second + 1):
        named = w.capital(start + 1) and w.capital(second) and not w.low[start + 1].endswith(NATIONAL)
        if named:
            return second
    for index in range(end - 1, start + 1, -1):
        if (
            w.low[index] in ("the", "a", "an", "his", "her", "its", "their", "some", "several", "many")
            and w.low[index - 1] not in lex.prepositions
        ):
            return index
    for index in range(start + 2, end):
        if w.low[index - 1] in lex.function:
            continue
        if w.capital(index) != w.capital(index - 1) and w.low[index] not in lex.function and w.low[index] != "'s":
            return index
    return None
