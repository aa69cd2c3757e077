"""Which of a sentence's candidates speak: named features, weighed and summed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from annotator.corpus.attribution.cues.candidate import WITH_WORDS, Candidate
from annotator.corpus.attribution.cues.finite import INVERTS
from annotator.corpus.attribution.weights import weights
from annotator.corpus.attribution.words.scene import By, Who
from annotator.corpus.speaker import OTHER


@dataclass(slots=True)
class Spoken:
    """A source of a sentence that was accepted."""

    who: Who
    candidate: Candidate | None
    rule: str
    weight: float
    """Of the candidate; of what it was carried on from."""


def features_of(candidate: Candidate, who: Who) -> tuple[str, ...]:
    """The named features of a candidate with its source, in a fixed order."""
    # "…, a man said" and "…, a tribe said" tell words, whoever it is.
    ends = "tail_clause" in candidate.features and candidate.lemma in INVERTS
    told = "strong" in candidate.features and (who.by is By.COMMON or ends)
    bare = not candidate.features & WITH_WORDS and not told
    wordless = (f"by={who.by}, wordless",) if who.by in _SELDOM and bare else ()
    return ("bias", f"rule={candidate.rule}", f"by={who.by}", *wordless, *sorted(candidate.features))


def weigh(candidate: Candidate, who: Who) -> float:
    """The sum of a candidate's features; above nought somebody speaks."""
    speaks = weights().speaks
    return sum([speaks.get(feature, 0.0) for feature in features_of(candidate, who)])


def choose(weighed: Iterable[tuple[Candidate, Who, float]], relays: frozenset[str]) -> list[Spoken]:
    """The sources of a sentence, the main one first, each speaker once.

    The first of equals leads; a main clause goes before one in "while …"; whom a relay cites, before the relay.
    """
    accepted = [(candidate, who, weight) for candidate, who, weight in weighed if weight > 0]
    if len(accepted) < 2:
        return [Spoken(who, candidate, candidate.rule, weight) for candidate, who, weight in accepted]
    order: list[tuple[float, int]] = []
    cites = any(candidate.rule in ("citing", "quoted_as") for candidate, _, _ in accepted)
    sides = any(who.tag != OTHER for _, who, _ in accepted)
    said = min((one.start for one, who, _ in accepted if one.rule == "verb" and who.tag != OTHER), default=sys.maxsize)
    for number, (candidate, who, _) in enumerate(accepted):
        rank = 0.0
        wordless = "noun_of_words" in candidate.features and not candidate.features & WITH_WORDS
        said_again = wordless and any(other.tag == who.tag and one is not candidate for one, other, _ in accepted)
        if wordless and (said_again or candidate.lemma == "make"):
            # "issued a statement, saying that": the saying counts; "made claims" says none of them.
            rank += 1.2
        if candidate.features & {"concessive"}:
            rank += 2
        if candidate.features & {"relative", "adverbial", "nested"}:
            rank += 1.5
        if candidate.rule in ("by_agent", "noun_that", "participle"):
            rank += 1
        if cites and candidate.rule not in ("citing", "quoted_as") and who.by in _PASSES_ON:
            rank += 2.5
        if candidate.rule == "colon" and who.tag == OTHER and said < candidate.start:
            # A headline's "X says it rained - Newsline".
            rank += 2
        if candidate.rule in _RELAYED and who.by is By.PRESS and sides:
            # "Newsline reports, citing an agency, that X said": X.
            rank += 2
        if candidate.rule == "as_said_by" and any("tail_clause" in one.features for one, _, _ in accepted):
            # "The road is shut, as also noted by Y, X said": X.
            rank += 2
        following = accepted[number + 1][0].features if number + 1 < len(accepted) else frozenset[str]()
        if "over" in following:
            rank += 2
        if who.by is By.NOBODY or (_relays(candidate, who, relays) and "nested" in following):
            rank += 2.5
        order.append((rank, number))
    spoken: list[Spoken] = []
    seen: set[tuple[str, str | None]] = set()
    for _, number in sorted(order):
        candidate, who, weight = accepted[number]
        # "Xland says the ruling confirms that": the ruling says nothing besides.
        passed_on = (weight < 1 and (who.tag == OTHER or who.by is By.DEFINITE)) or (
            who.by in _SELDOM and who.person is False
        )
        if (who.tag, who.name) in seen or (spoken and "nested" in candidate.features and passed_on):
            continue
        if spoken and candidate.rule == "according_to" and who.by is By.COMMON and who.nouns and not who.person:
            # "…, X said, according to a press release": X's.
            continue
        seen.add((who.tag, who.name))
        spoken.append(Spoken(who, candidate, candidate.rule, weight))
    return spoken


_RELAYED: Final = frozenset(("according_to", "citing"))
_SELDOM: Final = frozenset((By.THING, By.MUTE, By.COMMON))
"""What speaks only with words of its own: a rise "raises concerns" and says nothing."""
_PASSES_ON: Final = frozenset((By.OUTLET, By.PRESS, By.CROWD, By.NAMED, By.PRONOUN))
"""Who may only pass on what somebody else said, where somebody is cited."""


_TELLS: Final = frozenset(("add", "say", "state"))


def _relays(candidate: Candidate, who: Who, relays: frozenset[str]) -> bool:
    """Whether a source only passes on what others say."""
    return (candidate.lemma in relays or candidate.lemma in _TELLS) and who.by in (By.OUTLET, By.CROWD, By.PRESS)
