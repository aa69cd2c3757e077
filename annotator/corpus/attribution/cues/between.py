"""What stands between a subject and its verb: auxiliaries, adverbs, times, "for its part"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.phrases import Phrase, left
from annotator.corpus.attribution.words.tokens import Words

_LONGEST_RELAY: Final = 7
_LONGEST_DURATION: Final = 6
_SPANS: Final = frozenset(("time", "hours", "days", "weeks", "months", "years", "decades"))
"""What a length of time ends with."""
_TOLD_OF: Final = frozenset(
    ("reported", "believed", "understood", "alleged", "known", "thought", "quoted", "rumoured", "rumored", "said")
)
"""What is told of whoever has said something."""
_TURN: Final = ("part", "turn")
_OFTEN: Final = frozenset(("several", "many", "numerous", "three", "countless", "multiple"))
"""How many "times" stand between subject and verb."""
_SET_PHRASES: Final = frozenset(
    (
        ("once", "more"),
        ("once", "again"),
        ("at", "least"),
        ("at", "last"),
        ("at", "first"),
        ("at", "once"),
        ("in", "turn"),
        ("of", "course"),
        ("in", "fact"),
        ("in", "particular"),
        ("as", "well"),
        ("for", "now"),
        ("by", "then"),
        ("by", "now"),
    )
)
"""Two words that stand for an adverb between subject and verb."""


def over_group(w: Words, position: int, lex: Lexicon) -> int:
    """Where the words end that can be a subject: left over auxiliaries, adverbs and times."""
    while position > 0:
        low = w.low[position - 1]
        if low == "once" and w.low[max(0, position - 3) : position] == ["more", "than", "once"]:
            position -= 3
            continue
        if low in lex.helpers or (
            lex.is_adverb(low)
            and not (position > 1 and w.capital(position - 1) and not w.titled)
            and (low not in lex.pronouns or (position > 2 and low in ("both", "all", "each")))
        ):
            position -= 1
            # "X just as often warns"
            position -= low != "as" and w.low[position - 1] == "as" and position > 1
            continue
        if is_short(w, position - 1) or w.low[position - 1 : position + 1] == ["yet", "again"]:
            position -= 1
            continue
        if low == "neither" and position > 1 and (w.low[position - 2] == "," or w.capital(position - 2)):
            # "X, at the briefing, neither confirmed nor denied it"
            position -= 1
            continue
        if position > 1 and (w.low[position - 2], low) in _SET_PHRASES:
            position -= 2
            continue
        if is_turn(w, position, lex):
            position -= 3
            continue
        if low == "to" and position > 2 and (told := _told_of(w, position - 1, lex)):
            position = told
            continue
        if low in ("both", "each") and position > 1 and w.capital(position - 2):
            # "President X and President Y both said"
            position -= 1
            continue
        if low == "times" and position > 1 and w.low[position - 2] in _OFTEN:
            position -= 2
            continue
        start = _time(w, position, lex)
        if start == position:
            start = _duration(w, position)
        if start == position:
            break
        position = start
    return position


def is_short(w: Words, place: int) -> bool:
    """Whether "'s" is a verb there: "he's calling for it"."""
    return place > 0 and w.low[place] == "'s" and w.low[place - 1] in ("he", "it", "she")


def _duration(w: Words, end: int) -> int:
    """Where "for some time", "over the past ten days" or "on behalf of the court" begins that ends here."""
    if "behalf" in w.low[max(0, end - _LONGEST_DURATION) : end]:
        behalf = w.low.index("behalf", max(0, end - _LONGEST_DURATION))
        # Not "on behalf of the court a clerk".
        whom = w.low[behalf + 3 : end]
        return behalf - 1 if behalf and w.low[behalf - 1] in ("on", "in") and not _ARTICLES.intersection(whom) else end
    if w.low[end - 1] in _SPANS:
        for index in range(end - 2, max(-1, end - _LONGEST_DURATION), -1):
            if w.low[index] in ("for", "over"):
                return index
    return end


_ARTICLES: Final = frozenset(("a", "an", "its", "the", "their"))


def _told_of(w: Words, to: int, lex: Lexicon) -> int | None:
    """Where "is reported to have" and "was said by Newsline to have" begin."""
    for index in range(to - 1, max(0, to - _LONGEST_RELAY), -1):
        by = index + 1 == to or w.low[index + 1] == "by"
        if by and w.low[index] in _TOLD_OF and w.low[index - 1] in lex.be:
            return index
    return None


def is_turn(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether "for its part" or "in his turn" ends at a place."""
    if end < 3 or w.low[end - 1] not in _TURN:
        return False
    return w.low[end - 2] in lex.possessives and w.low[end - 3] in ("for", "in")


def _time(w: Words, end: int, lex: Lexicon) -> int:
    """Where a time begins that ends here ("on Monday", "on 3 May 2016", "late last week")."""
    start = end
    seen = False
    while start > 0 and (
        w.low[start - 1] in lex.times
        or w.low[start - 1].isdigit()
        or (
            seen
            and start > 1
            and w.low[start - 1] == ","
            and (w.low[start - 2] in lex.times or w.low[start - 2].isdigit())
        )
        # "on Aug. 7"
        or (w.low[start - 1] == "." and start > 1 and start < end and w.low[start - 2] in lex.times)
    ):
        seen = seen or w.low[start - 1] in lex.times
        start -= 1
    if not seen:
        return end
    while start > 0 and w.low[start - 1] in (
        "on",
        "in",
        "at",
        "last",
        "this",
        "the",
        "early",
        "late",
        "of",
        "that",
        "earlier",
        "same",
    ):
        start -= 1
    return start


def is_setting(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether what stands before a verb is how or where it was said, behind "and" or "but": the subject is shared."""
    start = phrase.start
    while start and (w.low[start - 1] in lex.determiners or w.low[start - 1] in lex.times):
        start -= 1
    return start > 1 and w.low[start - 1] in lex.prepositions and w.low[start - 2] in ("and", "but")


def over_adverbs(w: Words, before: int, lex: Lexicon) -> int:
    """The word before adverbs that stand in front of a verb: "has, in its turn, also said", "has more than once said"."""
    while before >= 0 and lex.is_adverb(w.low[before]) and w.low[before] not in lex.pronouns:
        before -= 1
    if w.low[before : before + 2] == ["yet", "again"]:
        before -= 1
    if is_turn(w, before + 1, lex):
        before -= 3
    elif before > 1 and (w.low[before - 1], w.low[before]) in _SET_PHRASES:
        before -= 2
    if before > 1 and w.low[before - 1 : before + 1] == ["more", "than"]:
        before -= 2
    return before


def is_spoken_to(w: Words, end: int) -> bool:
    """Whether a relative clause ends here that tells who asked: "residents Newsline spoke to said"."""
    if end < 4 or w.low[end - 1] not in ("to", "with") or w.low[end - 2] not in _SPOKE:
        return False
    # Not "the man who spoke to …".
    return w.low[end - 3] not in ("who", "which")


_SPOKE: Final = frozenset(("spoke", "spoken", "talked"))


def spoken_to(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """Whom somebody spoke to who say something: "Residents (whom) Newsline (has) spoken to say"."""
    if not is_spoken_to(w, end):
        return None
    asker = end - 3
    while asker > 0 and w.low[asker] in lex.helpers:
        asker -= 1
    if asker and w.low[asker - 1] == "the":
        asker -= 1
    if asker and w.low[asker - 1] in ("who", "whom", "that"):
        asker -= 1
    return left(w, asker, lex) if asker > 0 else None
