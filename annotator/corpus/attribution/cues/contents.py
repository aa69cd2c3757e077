"""With what the words begin that a verb of saying has behind it: a quotation, a colon, "that", a clause."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, Lexicon
from annotator.corpus.attribution.words.phrases import is_past
from annotator.corpus.attribution.words.tokens import QUOTED, Words

REACH: Final = 12
"""Words behind a verb in which its complement begins."""


_OPENERS: Final = {QUOTED: "quote", ":": "colon", "that": "that"}


def opening(w: Words, verb: int, lemma: str, lex: Lexicon) -> str | None:
    """With what the words that a verb says begin: a quotation, a colon, "that", a clause."""
    low, size = w.low, len(w)
    inserted = 0
    # "The report states, Xland has sought it"
    begins = verb + 1 + (verb + 2 < size and low[verb + 1] == "," and w.capital(verb + 2))
    if begins > verb + 1 and not FIRST_PERSON.isdisjoint(low[begins:]):
        # "The message notes, Dear compatriots, I congratulate you"
        return "clause"
    for index in range(verb + 1, min(size, verb + REACH)):
        word = low[index]
        if index < inserted:
            continue
        if word == "," and low[index + 2 : index + 3] == [","] and lex.is_adverb(low[index + 1]):
            # "noted, however, that"
            inserted = index + 3
            continue
        named = word == ":" and lemma in lex.weak and verb + 2 < index < size - 1
        if named and not _tells_more(w, index + 1, lex):
            # Such as "established a camp in three towns: X, Y and Z".
            return None
        if word in _WHILE and lemma in lex.weak and index > verb + 1 and _opens_clause(w, index):
            # "has ruled the town since troops left"
            return None
        if word in _OPENERS:
            return _OPENERS[word]
        if word == "to" and lemma in lex.weak and index > verb + 1 and _opens_purpose(w, index + 1, lex):
            return None
        if word in (",", ";", ".") and not (word == "," and index - verb <= 2):
            if word == "," and low[verb + 1] == "," and low[index + 1 : index + 2] == ["that"]:
                # "recalled, in his turn, that"
                return "that"
            return (_behind_comma(low, index) or _behind_aside(w, verb, index, lex)) if word == "," else None
        if index == verb + 1 and lemma in ("think", "reckon") and (word in lex.determiners or w.capital(index)):
            # "thinks the numbers lie"
            return "clause"
        if index == verb + 1:
            asked = word in ("how", "why", "what", "whether") or (word in ("who", "when") and lemma in lex.strong)
            if asked or (word == "if" and lemma in ("ask", "inquire", "enquire")):
                return "that"
            continue
        finite = (word in lex.helpers or word in lex.past_forms) and not (word == "will" and low[index - 1] in _WILLS)
        if not finite and is_past(w, index, lex):
            finite = w.capital(index - 1) or low[index - 1] in lex.pronouns
        if finite and _begins_clause(w, begins, lex):
            return "clause"
    return None


_WILLS: Final = frozenset(("good", "ill", "own", "political"))
"""Before the noun "will"."""
_FEW: Final = 4
_WHILE: Final = frozenset(("because", "since", "until", "when", "while"))


def _tells_more(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether behind a colon stands a quotation, a verb or a common noun, and not names alone."""
    near = range(start, min(len(w), start + _FEW))
    if w.low[start].isalpha() and not any(map(w.capital, near)):
        return True
    return any(
        low == QUOTED or low in lex.helpers or low in lex.forms or low in lex.past_forms for low in w.low[start:]
    )


def _opens_clause(w: Words, index: int) -> bool:
    """Whether a time's or a reason's clause begins, and no "that" behind a comma or name: not "since 2020", "because of"."""
    following = w.low[index + 1] if index + 1 < len(w) else ""
    that = next((at for at in range(index + 2, min(len(w), index + REACH)) if w.low[at] == "that"), None)
    told = that is not None and (w.low[that - 1] == "," or w.capital(that - 1))
    return following != "of" and not following[:1].isdigit() and not told


def _opens_purpose(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether what follows "to" may be a verb: "wrote to say", not "in a statement sent to reporters"."""
    if index >= len(w) or w.capital(index):
        return False
    low = w.low[index]
    return not (low in lex.crowd or low in lex.determiners or low in lex.possessives or low in lex.media)


def _behind_comma(low: list[str], comma: int) -> str | None:
    """The same behind a comma: a quotation, or "that" behind an insertion ("answered through its envoy, First Last, that")."""
    following = low[comma + 1 : comma + REACH]
    if following[:1] == [QUOTED]:
        return "quote"
    return "that" if "that" in following[1:] and following[following.index("that", 1) - 1] == "," else None


def _behind_aside(w: Words, verb: int, comma: int, lex: Lexicon) -> str | None:
    """A clause whose subject has a name between commas behind it: "suggested his envoy, First Last, might go"."""
    if not _begins_clause(w, verb + 1, lex):
        return None
    closing = next((at for at in range(comma + 1, min(len(w), comma + _ASIDE)) if w.low[at] == ","), None)
    named = closing is not None and all(map(w.capital, range(comma + 1, closing)))
    return "clause" if closing is not None and named and w.low[closing + 1 : closing + 2] in _MODALS else None


_ASIDE: Final = 6


_MODALS: Final = [[low] for low in ("can", "could", "may", "might", "must", "should", "will", "would")]


def _begins_clause(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word can be the first of a clause's subject."""
    low = w.low[index]
    return (
        w.capital(index)
        or low in lex.determiners
        or low in lex.pronouns
        or low in lex.possessives
        or low[:1].isdigit()
        or low.endswith("s")
        or low in ("there", "more", "at")
    )
