"""Somebody who stood in a text, and whether a later phrase may call them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.scene import By, Who


@dataclass(slots=True)
class Mention:
    """Somebody who stood in the text, as a source or as whom a sentence is about."""

    who: Who
    sentence: int
    paragraph: int
    source: bool


def is_plural(name: str | None) -> bool:
    """Whether one word is rather several things, or a site, than a person: "Villages", "news.org"."""
    return name is not None and " " not in name and (name.endswith("s") or "." in name[1:-1])


def repeats(nouns: frozenset[str], earlier: frozenset[str], lex: Lexicon) -> bool:
    """Whether a phrase may call by these nouns whoever was called by others: no defence minister is the foreign minister."""
    common = nouns & earlier
    if not common or (common <= lex.portfolios | {"state"} and common not in (nouns, earlier)):
        # No "security service" is the security council.
        return False
    if {"state", "department"} <= earlier and not lex.portfolios.isdisjoint(nouns - {"foreign", "external"}):
        # The State Department is no ministry of defence.
        return False
    if "secretary-general" in nouns and not {"secretary", "general"} <= earlier:
        return False
    if "presidential" in nouns and "president" in earlier:
        # "The presidential aide", of "an aide to the president".
        return True
    one, two = (_spelled(lex.portfolios & words) for words in (nouns, earlier))
    return not one or not two or not one.isdisjoint(two)


def _spelled(portfolios: frozenset[str]) -> frozenset[str]:
    return portfolios - {"defense"} | {"defence"} if "defense" in portfolios else portfolios


def called_again(who: Who, by: By, person: bool | None, nouns: frozenset[str]) -> Who:
    """Somebody as a later phrase calls them: by what it says of them."""
    return Who(who.tag, who.name, by, person, nouns)


_PEOPLE: Final = frozenset((By.APPOSITION, By.COMMON, By.LEARNED, By.NAMED, By.PERSON, By.SURNAME))
"""What tells of somebody whom a later "he" may mean."""


def may_be_he(who: Who) -> bool:
    """Whether a later "he" is likelier somebody than whose life is told: no side's office, no "economists in Anytown"."""
    head = "" if who.name is None else re.split(r" (?:in|of|from|at) ", who.name)[0].rpartition(" ")[2]
    several = head.endswith("s") and head.islower()
    by = _PEOPLE | {By.DEFINITE, By.CROWD} if who.person else _PEOPLE
    return who.by in by and who.person is not False and not several
