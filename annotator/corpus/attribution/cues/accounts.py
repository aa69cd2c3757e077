"""Sources of whole sentences: "according to X", "in the words of X", "contrary to X's claims", "if X is to be believed"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.nominals import owner_of
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.phrases import LONGEST, Phrase, left, right
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_FAR: Final = 40
"""Words between a cue and the noun that it takes up."""

ACCOUNTS: Final = frozenset(
    (
        "contrary",
        "according",
        "words",
        "per",
        "believed",
        "believe",
        "believes",
        "go",
        "going",
        "judging",
        "reference",
        "hear",
        "heard",
        "hears",
    )
)


def by_account(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "according to X", "in the words of X", "as per X", "if X is to be believed", "with reference to X"."""
    low, before, following = w.low[index], w.low[max(0, index - 2) : index], w.low[index + 1 : index + 2]
    if low == "according" and following == ["to"]:
        opens = w.low.index(":") + 1 if ":" in w.low[:index] else 0
        tells = any(
            low in lex.helpers or low in lex.past_forms or low.endswith(("s", "ed")) for low in w.low[opens + 1 : index]
        )
        if w.titled and index and w.low[index - 1].isalpha() and w.low[-1] != "." and not tells:
            # A headline's "The World According to Xland"
            return None
        return behind(w, index, index + 2, "according_to", lex)
    if low == "contrary" and following == ["to"]:
        return _contrary(w, index, lex)
    if low == "words" and following == ["of"] and index > 1 and before[0] in ("in", "by", "to"):
        return behind(w, index, index + 2, "according_to", lex)
    if low == "per" and before[-1:] == ["as"]:
        return behind(w, index - 1, index + 1, "according_to", lex)
    if low == "per" and before[-1:] in ([], [","], ["("]) and _is_somebody(w, index + 1):
        return behind(w, index, index + 1, "according_to", lex)
    if low == "hear" and before in (["to"], [",", "to"]) and "tell" in w.low[index + 2 : index + LONGEST]:
        # "to hear the mayor of Anytown tell it", not "came to hear the mayor tell the truth"
        tell = w.low.index("tell", index)
        told = w.low[tell + 1 : tell + 2] == ["it"]
        return Candidate(index - 1, tell + 1, low, "according_to", Phrase(index + 1, tell)) if told else None
    if low in ("heard", "hears") and following == ["from"]:
        return _heard(w, index, lex)
    if low == "believed":
        return _if_believed(w, index, lex)
    if low in ("believe", "believes") and before in (["if", "one"], ["if", "we"], ["if", "you"]):
        return behind(w, index - 2, index + 1, "according_to", lex)
    if low == "believe" and before in (["to"], [",", "to"], ["that", "to"]):
        return behind(w, index - 1, index + 1, "according_to", lex)
    if low in ("go", "going", "judging") and following == ["by"] and _goes_by(w, index):
        return behind(w, index, index + 2, "according_to", lex)
    if low == "reference" and before[-1:] == ["with"] and following == ["to"]:
        return behind(w, index - 1, index + 2, "citing", lex)
    return None


def _heard(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "Deputies heard from the minister that it was late": from an office, and not "has never heard from him"."""
    heard = behind(w, index, index + 2, "citing", lex)
    if heard is None or heard.phrase is None or not {"never", "not"}.isdisjoint(w.low[max(0, index - 3) : index]):
        return None
    office = not lex.titles.isdisjoint(w.low[heard.phrase.start : heard.phrase.end])
    clause = w.low[heard.phrase.end : heard.phrase.end + 1] == ["that"]
    following = w.low[heard.phrase.end + 1 : heard.phrase.end + 2]
    return heard if office and clause and following and following[0] not in lex.times else None


def _compiled_by(w: Words, phrase: Phrase, lex: Lexicon) -> Phrase:
    """Whose "figures compiled last year by X" and whose "tally by X" are."""
    counted = next((at for at in range(phrase.start + 1, phrase.end - 1) if w.low[at] == "by"), 0)
    if counted and (w.low[counted - 1] in lex.accounts or w.low[counted - 1] in ("list", "report", "tally")):
        return right(w, counted + 1, lex) or phrase
    if w.low[phrase.end - 1] not in lex.accounts and not w.low[phrase.end : phrase.end + 1]:
        return phrase
    made = [index for index in range(phrase.start, min(len(w), phrase.end + 1)) if w.low[index] in _COMPILED]
    by = (
        next((index for index in range(made[0] + 1, min(len(w) - 1, made[0] + 6)) if w.low[index] == "by"), 0)
        if made
        else 0
    )
    return (right(w, by + 1, lex) or phrase) if by else phrase


_COMPILED: Final = frozenset(("compiled", "collected", "gathered", "published", "released", "provided", "given"))


def behind(w: Words, start: int, end: int, rule: str, lex: Lexicon) -> Candidate | None:
    """A cue whose source stands right behind it, as in "according to X"."""
    if w.low[end : end + 1] == ["whom"] and start and w.low[start - 1] == ",":
        # "the minister, according to whom"
        phrase = left(w, start - 1, lex)
    elif w.low[end : end + 1] == ["which"] and start > 1 and w.low[start - 1] == ",":
        # "X's figures, according to which", "the statement made by X, according to which"
        return _by_which(w, start, rule, lex)
    else:
        phrase = right(w, end, lex) if end < len(w) else None
        phrase = phrase and _compiled_by(w, phrase, lex)
    if phrase is not None and w.low[phrase.end - 1] in (
        "plan",
        "plans",
        "schedule",
        "law",
        "tradition",
        "custom",
        "circumstances",
    ):
        return None
    rules = phrase is not None and w.low[phrase.end - 1] in _RULES
    if rules and start and (w.low[start] == "per" or w.low[start - 1].isalpha()):
        # "a truce, per the Protocol", "moved it according to the agreement"
        return None
    words = w.low[phrase.start : phrase.end] if phrase is not None else []
    why = rule == "citing" and bool(words) and words[-1] in _REASONS
    why = why and (words[-1] in _LACKS or lex.titles.isdisjoint(words[:-1]))
    if phrase is not None and why and not w.capital(phrase.end - 1) and _BODIES.isdisjoint(words):
        # "Left the talks, citing X's position": why, not who said so.
        return None
    return None if phrase is None else Candidate(start, end, w.low[start], rule, phrase)


_RULES: Final = frozenset(
    ("accord", "accords", "agreement", "constitution", "deal", "proposal", "protocol", "rules", "treaty")
)
_LACKS: Final = frozenset(("absence", "failure", "lack"))
"""Reasons, whoever's they are."""
_BODIES: Final = frozenset(("national", "source", "sources", "state"))
_REASONS: Final = frozenset(
    ("absence", "concern", "concerns", "difficulties", "failure", "fears", "lack", "need", "position")
) | {
    "reason",
    "reasons",
    "risk",
    "risks",
    "safety",
    "security",
    "situation",
    "threat",
    "threats",
    "violations",
    "weather",
}


def _by_which(w: Words, start: int, rule: str, lex: Lexicon) -> Candidate | None:
    for noun in range(start - 2, max(0, start - _FAR), -1):
        if w.low[noun] in BREAKS or w.low[noun] == QUOTED:
            break
        if w.low[noun] in lex.documents or w.low[noun].removesuffix("s") in lex.nouns_of_saying | lex.accounts:
            owner = owner_of(w, noun, lex)
            features = frozenset(("relative",))
            return None if owner is None else Candidate(start, start + 3, w.low[start], rule, owner[0], features)
    return None


def _contrary(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "contrary to X's claims", "contrary to assertions by X": who said what is denied."""
    for noun in range(index + 2, min(len(w), index + 9)):
        singular = w.low[noun].removesuffix("s")
        if w.low[noun] in lex.nouns_of_saying or singular in lex.nouns_of_saying or w.low[noun] in lex.nouns_of_words:
            made = noun + (w.low[noun + 1 : noun + 2] == ["made"])
            if w.low[made + 1 : made + 2] and w.low[made + 1] in ("by", "of", "from"):
                phrase = right(w, made + 2, lex)
            else:
                mark = next((place for place in range(index + 2, noun) if w.low[place] == "'s"), 0)
                phrase = Phrase(index + 2, mark) if mark else None
            return None if phrase is None else Candidate(index, noun + 1, w.low[noun], "noun_that", phrase)
        if w.low[noun] in BREAKS:
            return None
    return None


def _if_believed(w: Words, believed: int, lex: Lexicon) -> Candidate | None:
    """Such as "if X is to be believed"."""
    be = believed - 3
    if be < 1 or w.low[be + 1 : believed] != ["to", "be"] or w.low[be] not in lex.be:
        return None
    phrase = left(w, be, lex)
    if phrase is None or not phrase.start or w.low[phrase.start - 1] != "if":
        return None
    return Candidate(phrase.start - 1, believed + 1, "believed", "according_to", phrase)


def _goes_by(w: Words, index: int) -> bool:
    """Whether "go by" says on whose word: "if one goes by X", "going by X's figures"."""
    before = w.low[max(0, index - 3) : index]
    return ("if" in before if w.low[index] == "go" else before[-1:] in ([], [","])) and _is_somebody(w, index + 2)


def _is_somebody(w: Words, index: int) -> bool:
    """Whether a name, or "the" and a noun, stands at a place: "per the ministry", not "per day"."""
    return index < len(w) and (w.capital(index) or w.low[index] == "the")
