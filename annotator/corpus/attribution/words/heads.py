"""The head of a noun phrase: which noun it is, and what kind of noun."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.tokens import Words

_ANIMATE: Final = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "men",
    "woman",
    "women",
    "person",
    "people",
    "ee",
    "ant",
    "ent",
    "ster",
    "eer",
    "cian",
    "mistress",
    "mother",
    "kin",
)

_ORDINALS: Final = ("first", "second", "third", "fourth")
NATIONAL: Final = (
    "ian",
    "ish",
    "ese",
    "ean",
    "ican",
    "ench",
    "western",
    "eastern",
    "eli",
    "aqi",
    "ani",
    "stani",
    "ayan",
    "utch",
    "viet",
    "reek",
    "erman",
    "zech",
    "wiss",
)

_TITLE_WORDS: Final = listed("title_words")
SOCIETIES: Final = listed("societies")
_POWERS: Final = listed("powers")


FIGHTS: Final = frozenset(("battling", "fighting", "opposing"))
"""Behind which stands against whom somebody is."""


def head_of(w: Words, start: int, end: int, lex: Lexicon) -> int:
    """Where the part of a noun phrase ends that its prepositions come behind."""
    for index in range(start + 1, end):
        if w.low[index] == "and" and w.low[index - 1] in lex.portfolios and not lex.titles.isdisjoint(w.low[index:end]):
            # "Labour and Social Affairs Minister"
            continue
        if w.low[index] in lex.prepositions or w.low[index] in ("and", "or"):
            return index
        if w.low[index] in FIGHTS and w.low[index - 1].endswith("s") and index + 1 < end:
            # "Groups battling Xland's army"
            return index
    return end


_ONE: Final = frozenset(("a", "an", "another"))
_ARTICLES: Final = frozenset(("the", "a", "an", "this", "that", "its", "their", "his", "her", "'s"))
"""Behind which a word in "-ing" is a noun: "the meeting"."""


def head_noun(w: Words, start: int, end: int) -> str:
    """The noun of a phrase's head, not what is said of it behind: "a source close …", "a statement released …"."""
    index = end - 1
    while index > start and (
        w.low[index] in ("'s", "'", "familiar", "close", "present", "aware", "near", "alone", "there", "here")
        or (w.low[index].endswith("ed") and not w.capital(index))
        or (w.in_ing(index) and not _is_noun_in_ing(w, index))
        or w.low[index] in ("sent", "written", "drawn", "given", "made", "seen", "read", "put", "shown")
    ):
        index -= 1
    return w.low[index]


def _is_noun_in_ing(w: Words, index: int) -> bool:
    """Whether a word in "-ing" is a noun: "the meeting", "the Xish king"."""
    return w.capital(index) or w.low[index - 1] in _ARTICLES or w.low[index] in ("king", "wing")


def is_animate(noun: str, lex: Lexicon) -> bool:
    """Whether a noun can mean somebody who speaks, or a text: by the lists, else by its ending."""
    if noun in lex.roles or noun in lex.crowd or noun in lex.nobody or noun in _COLLECTIVES:
        return True
    one = noun.removesuffix("s")
    return (
        one in lex.people
        or one.removesuffix("e") in lex.people
        or (one.endswith(_ANIMATE) and not one.endswith("ment"))
        or noun in lex.pronouns
        or noun in lex.determiners
    )


_COLLECTIVES: Final = frozenset(("agencies", "companies", "countries", "governments", "nations", "powers", "states"))


def are_people(w: Words, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a phrase is of several people, whatever stands behind them: "witnesses familiar with the matter", "two men"."""
    for place in range(start, end):
        low = w.low[place]
        nation = w.capital(place) and low.endswith("s") and low[:-1].endswith(NATIONAL)
        plural = low in _IRREGULAR or (low.endswith(("s", "men")) and (place == 0 or not w.capital(place)))
        if nation or (plural and is_animate(low, lex)):
            following = w.low[place + 1] if place + 1 < end else "x"
            if following.isalpha() and following not in lex.roles:
                return True
    return False


_IRREGULAR: Final = frozenset(("children", "people", "them"))


def has_left_office(words: list[str], lex: Lexicon) -> bool:
    """Whether a title is a former one: "former", "ex-", and "third president", which republics say of past ones."""
    for index, word in enumerate(words):
        if word == "time" and index > 1 and words[index - 2 : index] == ["at", "the"]:
            # "The minister at the time"
            return True
        if word not in lex.leaves and word[:3] != "ex-":
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        # Not the late of "late on Tuesday", "late last night".
        if (
            word in lex.former
            and following != "soviet"
            and not (word == "late" and (following in lex.times or following in ("on", "in", "at")))
        ):
            return True
        if word == "out" and words[index : index + 3] == ["out", "of", "office"]:
            return True
        if word[:3] == "ex-" or (word == "president" and index and words[index - 1] in _ORDINALS):
            return True
    return False


def is_title(low: str, lex: Lexicon) -> bool:
    """Whether a word with a capital is part of a title or institution rather than a name."""
    return low in lex.roles or low in _TITLE_WORDS or low in lex.times


def is_named(w: Words, index: int, end: int, lex: Lexicon) -> bool:
    """Whether a word of a phrase is a name: a capital that is neither a title's nor the sentence's first."""
    if not w.capital(index) or is_title(w.low[index], lex):
        return False
    if index not in (0, w.opens):
        return True
    low = w.low[index]
    if low in _POWERS:
        # "Elsewhere lawmakers declare"
        return True
    alone = index + 1 >= end or w.capital(index + 1) or w.low[index + 1] in ("'s", "'")
    acronym = len(low) > 1 and w.raw[index].isupper()
    # "Soldiers fled", "Rebels said"
    common = alone and not acronym and low.endswith("s") and low[:-1] in lex.people
    return low not in lex.function and not common and (alone or acronym or low.endswith(NATIONAL))


def is_person(w: Words, start: int, end: int, lex: Lexicon) -> bool | None:
    """Whether the head of a phrase is one person, by its title or its shape."""
    head = w.low[end - 1]
    if head in lex.offices:
        return not head.endswith("s") and head not in ("people", "delegation")
    if head in lex.institutions or head in lex.documents:
        return False
    run = 0
    index = end - 1
    while index >= start and w.capital(index) and w.low[index] not in lex.institutions and w.low[index] != "the":
        run += 1
        index -= 1
    if run and (head in SOCIETIES or (w.low[start] == "the" and index == start)):
        # "The Red Cross": no person has an article.
        return False
    if (
        run >= 2
        or (run and index >= start and w.low[index] in lex.offices)
        or (run and any(word in lex.offices for word in w.low[start:end]))
    ):
        return True
    one = head in lex.people and head not in lex.crew and head not in lex.media and not head.endswith("s")
    # "A truck driver waited": a later "he" is that driver.
    return True if one and w.low[start] in _ONE and not w.capital(end - 1) else None


def first_noun(w: Words, start: int, lex: Lexicon) -> int:
    """Where a phrase begins behind its determiners."""
    while w.low[start] in lex.determiners and start + 1 < len(w):
        start += 1
    return start
