"""Verbs that speak by what stands around them: "called it a lie", "linked it to the cold", "gave 30 killed"."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_REACH: Final = 12
"""Words behind a verb in which what it calls something stands."""
_ASCRIBES: Final = frozenset(("attribute", "ascribe", "link", "liken", "compare"))
_BRUSHES: Final = frozenset(("brush", "wave", "shrug", "laugh"))
_REGARDS: Final = frozenset(("justify", "present", "portray", "depict", "regard", "consider", "name", "identify"))
LOST: Final = frozenset(("killed", "dead", "wounded", "missing", "injured", "captured", "casualties", "losses"))
_JUDGING: Final = ("ed", "al", "ous", "ive", "able", "ible", "less", "ful", "ic", "ary")
"""What adjectives that judge end with."""
_JUDGED: Final = frozenset(
    (
        "false",
        "untrue",
        "wrong",
        "absurd",
        "unfair",
        "nonsense",
        "propaganda",
        "disinformation",
        "alarming",
        "appalling",
    )
) | {"disappointing", "encouraging", "insulting", "misleading", "promising", "shocking", "unconvincing", "worrying"}
_REQUESTS: Final = frozenset(("appeal", "call", "demand", "petition", "request"))
_CRIMES: Final = frozenset(("aggression", "cleansing", "genocide", "occupation", "terrorism"))


def is_idiom(w: Words, verb: int, lemma: str, lex: Lexicon) -> bool:
    """Whether a verb speaks by words of its own kind: "linked it to", "brushed aside", "called it a lie", "gave 30 killed"."""
    low = w.low
    following = low[verb + 1] if verb + 1 < len(w) else ""
    near = low[verb + 2 : verb + 9]
    if lemma in _ASCRIBES:
        return "to" in near and BREAKS.isdisjoint(low[verb + 1 : verb + 9])
    if lemma in _BRUSHES:
        return following == "off" or not {"aside", "away"}.isdisjoint(low[verb + 1 : verb + 6])
    if lemma in ("consider", "deem") and (_takes_to_be(low, verb) or _finds(w, verb, lex)):
        return True
    if lemma in _REGARDS:
        return "as" in near
    if lemma == "read":
        # "a statement which Xish envoys read as a promise"
        return following == "as" and "which" in low[max(0, verb - 5) : verb]
    if lemma == "give":
        return following[:1].isdigit() and not LOST.isdisjoint(near[:3])
    if lemma == "address":
        # "addressed the council with a request to"
        asked = next((at for at in range(verb + 2, min(len(w) - 3, verb + 9)) if low[at] == "with"), None)
        asks = asked is not None and low[asked + 2] in _REQUESTS and low[asked + 3] in ("for", "that", "to")
        return asks or _is_written_to(low, verb)
    if lemma == "put":
        return low[verb + 1 : verb + 3] == ["out", "that"]
    if lemma == "charge":
        return _charges_with(low, verb)
    if lemma == "hold":
        out = low[verb + 1 : verb + 2] == ["out"] and not _HELD_OUT.isdisjoint(low[verb + 2 : verb + 6])
        return out or _holds_responsible(w, verb)
    return lemma == "call" and (_calls(w, verb, lex) or _judges_apposition(w, verb, lex))


_HELD_OUT: Final = frozenset(("hope", "possibility", "prospect"))
_WRITTEN: Final = frozenset(("appeal", "letter", "message"))


def _is_written_to(low: list[str], verb: int) -> bool:
    """Whether somebody addresses words to somebody: "addressed the people a message", "addressed a letter to Xland"."""
    for at in range(verb + 2, min(len(low), verb + _REACH)):
        if low[at] in BREAKS or low[at] in ("'s", "with", "in", "by"):
            return False
        if low[at] in _WRITTEN:
            article = next((one for one in range(at - 1, verb, -1) if low[one] in ("a", "an")), 0)
            return article > verb + 1 or (article > 0 and low[at + 1 : at + 2] == ["to"])
    return False


def _charges_with(low: list[str], verb: int) -> bool:
    """Whether somebody is charged with having done something."""
    behind = low[verb + 2 : verb + 9]
    return "with" in behind[:-1] and behind[behind.index("with") + 1].endswith("ing")


def _holds_responsible(w: Words, verb: int) -> bool:
    """Such as "held Xland “fully responsible”"."""
    quoted = next((at for at in range(verb + 1, min(len(w), verb + _REACH)) if w.low[at] == QUOTED), None)
    return quoted is not None and _RESPONSIBLE.search(w.text, w.start(quoted), w.end(quoted)) is not None


_RESPONSIBLE: Final = re.compile(r"\b(?:responsible|accountable)\b")


def _calls(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether something is called something: "called the deal a shame", not "called a meeting"."""
    if verb + 2 >= len(w) or not (
        w.low[verb + 1] in lex.determiners
        or w.low[verb + 1] in ("such", "none", "neither", "both", "all", "most", "some")
        or w.low[verb + 1] in lex.possessives
        or w.capital(verb + 1)
        or (w.low[verb + 1].endswith("s") and w.low[verb + 1] not in lex.prepositions)
    ):
        return False
    if w.low[verb + 1 : verb + 4] in (["all", "of", "this"], ["all", "of", "that"]):
        return verb + 4 < len(w) and w.low[verb + 4] not in BREAKS
    behind = w.low[verb + 2 : verb + 14]
    if QUOTED in behind and BREAKS.isdisjoint(behind[: behind.index(QUOTED)]):
        # "called the news of the shelling "a lie"".
        return True
    if any(_is_set_as(w, at, lex) for at in range(verb + 3, min(len(w), verb + _REACH + 4))):
        # "called the deal with X "a trap"".
        return True
    words = False
    for index in range(verb + 2, min(len(w), verb + _REACH + 4)):
        low = w.low[index]
        words = words or low in lex.nouns_of_saying | lex.nouns_of_words | lex.documents
        within = low in ("of", "on", "by", "from") or (words and low in ("about", "in", "to"))
        if low in BREAKS or (low in lex.prepositions and not within) or low in lex.helpers:
            return False
        alone = index == verb + 2 and w.capital(verb + 1) and low in ("a", "an") and not _is_time(w, index + 1, lex)
        opens = low in ("a", "an", "the", QUOTED) and index > verb + 2
        if alone or (opens and w.low[index - 1] not in lex.prepositions):
            return True
        last = index + 1 >= len(w) or w.low[index + 1] in (".", ",", "and", ";")
        if last or (w.low[index + 1] in lex.prepositions and w.low[index + 1] not in ("by", "from", "of")):
            if index > verb + 2 and (low.endswith(_JUDGING) or low in _JUDGED or w.in_marks(index)):
                return True
            if low in _CRIMES and lex.prepositions.isdisjoint(w.low[verb + 1 : index]):
                # "called the siege genocide", not "called Maro on the end of the occupation".
                return index > verb + 2
            if last and words and w.low[index - 1] in lex.nouns_of_saying | lex.nouns_of_words | lex.documents:
                # "calls such claims interference"
                return low.isalpha()
            if last or not words:
                return False
    return False


def _is_set_as(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether marks open behind a noun, and nothing that the marked words would describe stands behind them."""
    before = w.low[index - 1]
    if not w.in_marks(index) or w.in_marks(index - 1) or w.low[index] in lex.prepositions:
        return False
    if not before.isalpha() or before in lex.function:
        return False
    end = next((at for at in range(index + 1, len(w)) if not w.in_marks(at)), len(w))
    return end == len(w) or w.low[end] in BREAKS or w.low[end] in (".", "and") or w.low[end] in lex.prepositions


def _is_time(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether behind an article it is said when or how often: "called Maro a day later", "a second time"."""
    return any(low in lex.times or low in _TIMES for low in w.low[index : index + 2])


_TIMES: Final = frozenset(("few", "fourth", "hour", "hours", "minute", "minutes", "moment", "second", "third", "time"))


def _takes_to_be(low: list[str], verb: int) -> bool:
    """Whether something is considered "to be" something."""
    behind = low[verb + 2 : verb + 9]
    return (
        "to" in behind[:-1]
        and behind[behind.index("to") + 1] == "be"
        and BREAKS.isdisjoint(behind[: behind.index("to")])
    )


def _finds(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether what somebody said or did is considered to be of some kind: "considers the statement inadmissible"."""
    end = next((at for at in range(verb + 1, min(len(w), verb + _REACH)) if w.low[at] in BREAKS or w.low[at] == "."), 0)
    object_is_words = not (lex.taken_up | lex.documents).isdisjoint(w.low[verb + 1 : end - 1])
    return end > verb + 2 and object_is_words and (w.low[end - 1].endswith(_JUDGING) or w.low[end - 1] in _JUDGED)


def _judges_apposition(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether what was said or done before is called something: "…, a figure that Anytown has called inflated"."""
    if verb + 1 >= len(w) or w.capital(verb + 1) or w.low[verb + 1] in BREAKS or w.low[verb + 1] in lex.prepositions:
        return False
    commas = [index for index in range(max(0, verb - 2 * _REACH), verb) if w.low[index] == ","]
    for comma in commas:
        if w.low[comma + 1] in ("a", "an"):
            head = w.low[comma + 2 : comma + 5]
            if not lex.taken_up.isdisjoint(head):
                return True
    return False
