"""What stands around a verb of saying: words of its own, a quotation, a clause, an end."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import WITH_WORDS, Candidate
from annotator.corpus.attribution.cues.contents import REACH, opening
from annotator.corpus.attribution.cues.deeds import SHOWN, is_deed
from annotator.corpus.attribution.cues.idioms import is_idiom
from annotator.corpus.attribution.sources.sides import PICTURES
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.phrases import NUMBERS, Phrase
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_ADDRESSEES: Final = listed("addressees")
_TO_WHOM: Final = listed("to_whom")
_FAR: Final = 60
"""Words between two cues that no longer stand one in the other."""
_NEAR: Final = 12
"""Words between a number's noun and what it is put at."""
_TOLD_OF: Final = frozenset(
    ("remark", "question", "fact", "claim", "statement", "report", "reports", "observation", "objection", "argument")
)
"""Nouns with a clause behind that somebody else only takes up."""
_RATHER: Final = frozenset(("instead", "openly", "again", "only", "now", "also"))
"""What may stand before the particle of a verb: "spoke instead of an attack"."""


def _puts_at(low: list[str], start: int) -> bool:
    """Whether a number is put at something: "the toll at 40", "losses at about twelve million"."""
    for index in range(start, min(len(low) - 1, start + _NEAR)):
        if low[index] == "at":
            return any(word[0].isdigit() or word in NUMBERS for word in low[index + 1 : index + 4])
    return False


def _tells_about(low: list[str], start: int) -> bool:
    """Whether "about" stands behind where or to whom somebody speaks."""
    behind = low[start : start + REACH]
    return "about" in behind and BREAKS.isdisjoint(behind[: behind.index("about")])


def _behind_time(w: Words, verb: int, lex: Lexicon) -> int:
    """Where the "of" of "spoke" stands behind a time, which begins right behind the verb: "spoke an hour earlier of a trap".

    But "spoke at the opening of a school".
    """
    for index in range(verb + 2, min(len(w), verb + _NEAR)):
        if w.low[index] in ("of", "about"):
            later = w.low[index - 1] in lex.times and w.low[index - 2] not in ("the", "a", "an")
            later = later and w.low[verb + 1] != "last" and w.low[index + 1 : index + 2] != ["course"]
            return index if later or (w.low[verb + 1 : verb + 3] == ["after", "that"] and index == verb + 4) else 0
        if w.low[index] in BREAKS or w.low[index] == QUOTED or w.low[index] in lex.helpers:
            break
    return 0


def _purports(low: list[str], verb: int) -> bool:
    """Whether a picture that somebody shows is said to show something: "released footage purporting to show a raid"."""
    near = low[verb + 1 : verb + REACH]
    if near[:1] == ["this"] and low[-1] != ".":
        # A caption: "Xland released this footage of a raid".
        return True
    return not _DOUBTED.isdisjoint(near) or any(near[at : at + 2] in _AS_THEY_SAY for at in range(len(near)))


_DOUBTED: Final = frozenset(("allegedly", "claiming", "purportedly", "purporting"))
_AS_THEY_SAY: Final = [[who, says] for who in ("it", "they") for says in ("claimed", "claims", "said", "say", "says")]


def complement_features(w: Words, verb: int, lemma: str, lex: Lexicon) -> set[str]:
    """What stands behind a verb of saying."""
    low, size = w.low, len(w)
    features: set[str] = set()
    following = low[verb + 1] if verb + 1 < size else ""
    if is_deed(w, verb, lemma, following, lex):
        return {"unless"}
    if lemma in lex.particles and (
        following in lex.particles[lemma]
        or (
            following.endswith("ly")
            and following != "only"
            and low[verb + 2 : verb + 3] in (["of"], ["about"])
            and lemma in ("speak", "talk")
        )
        or (following in _RATHER and low[verb + 2 : verb + 3] == ["of"])
        or (lemma in ("speak", "talk") and _behind_time(w, verb, lex) > verb + 1)
        or (following == "in" and lemma in ("speak", "talk") and _tells_about(low, verb + 2))
    ):
        features.add("particle")
    if lemma in lex.objects:
        wanted = lex.objects[lemma]
        for index in range(verb + 1, min(size, verb + 7)):
            if low[index] in BREAKS or low[index] in (QUOTED, "no"):
                break
            if low[index] == "it" and index > verb + 1:
                # "put it so", not "put blocks across it"
                continue
            number = low[index][0].isdigit() or low[index].partition("-")[0] in NUMBERS
            post = lemma == "put" and following == "out" and low[index] in lex.documents | lex.nouns_of_words
            if low[index] in wanted or ("0" in wanted and number) or post:
                features.add("noun_of_words")
                if lemma == "put" and _puts_at(low, index + 1):
                    features.add("clause")
                break
        them = lemma == "put" and following == "them" and low[verb + 2 : verb + 3] == ["at"]
        if them or (lemma == "put" and following in lex.determiners and _puts_at(low, verb + 3)):
            # "put the area lost at 50 square kilometres"
            features |= {"noun_of_words", "clause"}
    if lemma in SHOWN and not PICTURES.isdisjoint(low[verb + 1 : verb + REACH]) and _purports(low, verb):
        features.add("noun_of_words")
    if is_idiom(w, verb, lemma, lex):
        features.add("particle")
    if (opens := opening(w, verb, lemma, lex)) is not None:
        features.add(opens)
    if _asks_to(w, verb, lex):
        features.add("to")
    if _is_behind_quotation(low, verb):
        features.add("quote_before")
    return features


def _is_behind_quotation(low: list[str], verb: int) -> bool:
    """Whether a quotation stands before a verb in its clause."""
    if verb and low[verb - 1] == QUOTED:
        return True
    for index in range(verb - 1, max(-1, verb - 24), -1):
        if low[index] == QUOTED:
            return True
        if low[index] in (";", ":", "."):
            return False
    return False


def _asks_to(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether somebody is asked to do something: a noun phrase and "to" stand behind the verb."""
    for index in range(verb + 2, min(len(w), verb + 9)):
        low = w.low[index]
        if low == "to":
            return (
                index + 1 < len(w)
                and w.low[index + 1].isalpha()
                and not w.capital(index + 1)
                and w.low[index + 1] not in lex.determiners
            )
        if low in BREAKS or low == QUOTED or low in lex.helpers or low in lex.subordinators:
            return False
    return False


def is_speech(lemma: str, features: set[str], lex: Lexicon) -> bool:
    """Whether a verb speaks with what stands around it; acts and thoughts without words do not."""
    if lemma in lex.strong:
        return True
    if lemma == "begin":
        # "noted that the shooting began", "has begun after a battle that killed ten"
        return bool(features & {"colon", "quote", "quote_before"})
    if lemma == "go":
        # "The shooting went on" says nothing.
        return "particle" in features and bool(features & (WITH_WORDS | {"tail_clause"}))
    if features & {"noun_of_words", "particle", "outlet"}:
        return True
    if lemma in lex.weak:
        return bool(features & (WITH_WORDS | {"tail_clause", "inverted"}))
    return False


def is_tail(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether nothing but a time, a place or an addressee stands between a verb and the end of its clause."""
    index = verb + 1
    size = len(w)
    limit = verb + 14
    while index < size and index < limit:
        low = w.low[index]
        if low in (",", ".", ";", QUOTED, "?", "!", "—", "–", ")"):
            return True
        if low in ("that", ":") or (low in lex.helpers and low != "may"):
            return False
        if index == verb + 1:
            if low == "to" and index + 1 < size and not w.capital(index + 1) and w.low[index + 1] not in _TO_WHOM:
                return False
            counted = low in NUMBERS and w.low[index + 1 : index + 2] == ["times"]
            known = counted or low in lex.prepositions or low in lex.times or lex.is_adverb(low) or low in _ADDRESSEES
            if not known and not w.capital(index):
                return False
            lemma = lex.forms[w.low[verb]].lemma
            acts = lemma in lex.weak and lemma not in lex.relays and not counted
            if acts and low in lex.determiners and lex.times.isdisjoint(w.low[index + 1 : index + 3]):
                # "began the advance"; "told the agency" speaks.
                return False
        index += 1
    return index >= size


def is_end(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether behind an inverted subject nothing follows that would make it an object."""
    if phrase.end >= len(w):
        return True
    low = w.low[phrase.end]
    if low in ("a", "an", "that", "the", "this") and not lex.times.isdisjoint(w.low[phrase.end + 1 : phrase.end + 3]):
        # "said the minister the day before", "the same night"
        return True
    return (
        low in (",", ".", ";", ":", QUOTED, "?", "!", "—", "–", "-", ")", "(")
        or low in lex.prepositions
        or low in lex.times
        or low in lex.subordinators
        or lex.is_adverb(low)
    )


def clause_features(w: Words, start: int, lex: Lexicon, found: list[Candidate]) -> set[str]:
    """Where the clause of a source stands in the sentence."""
    features: set[str] = set()
    index = start - 1
    steps = 0
    if index > 0 and w.low[index] == "that" and w.low[index - 1] in _TOLD_OF:
        # "To the remark that X speaks of peace, Y replied".
        features.add("relative")
    while index >= 0 and steps < 6:
        low = w.low[index]
        if low in lex.concessives or (low == "as" and index == 0):
            features.add(
                "concessive" if low in ("while", "although", "though", "whereas", "even", "if") else "adverbial"
            )
            break
        if low in BREAKS or low == QUOTED:
            break
        index -= 1
        steps += 1
    if found and found[-1].end - 1 < start < found[-1].end + _FAR:
        last = found[-1]
        between = w.low[last.end : start]
        if (
            last.rule in ("verb", "inverted", "participle")
            and len(between) <= 1
            and not (between and between[0] in (",", ";", "and", "but", QUOTED))
        ) or (between and between[-1] == "that" and "," not in between and ";" not in between):
            features.add("nested")
    return features


def cue_end(w: Words, verb: int, features: set[str], lex: Lexicon) -> int:
    """Where the words of a cue end, its particle included."""
    end = verb + 1
    if "particle" in features and end < len(w):
        late = w.low[end] not in ("of", "about") and lex.forms[w.low[verb]].lemma in ("speak", "talk")
        end = max(end, _behind_time(w, verb, lex) if late else end) + 1
    return end
