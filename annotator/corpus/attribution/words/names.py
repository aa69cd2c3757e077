"""The registry's names as the words of a text meet them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from annotator.corpus.attribution.words.lexicon import lexicon, listed
from annotator.corpus.attribution.words.tokens import words
from annotator.corpus.speaker import OTHER, Registry, fold


class Sort(IntEnum):
    """What a name of the registry is; the smaller, the more it says by itself."""

    PERSON = 1
    BODY = 2
    OUTLET = 3
    SURNAME = 4
    REGION = 5
    PLACE = 6
    DEMONYM = 7
    LOCAL = 8
    OUTSIDER = 9
    FOREIGN = 10


_PLACES: Final = frozenset((Sort.REGION, Sort.PLACE, Sort.DEMONYM, Sort.LOCAL))


@dataclass(slots=True)
class Hit:
    """A name of the registry in a sentence: its words, and all that it can mean."""

    start: int
    end: int
    tags: tuple[tuple[Sort, str], ...]
    """Sort and tag, the most telling first."""

    def tag(self, *sorts: Sort) -> str | None:
        """The tag that it has as one of these sorts."""
        for sort, tag in self.tags:
            if sort in sorts:
                return tag
        return None


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a registry, by first word, longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], tuple[tuple[Sort, str], ...]], ...]]
    absorbs: dict[str, frozenset[str]]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    vague: tuple[tuple[re.Pattern[str], str], ...]
    any_pattern: re.Pattern[str] | None
    """Found wherever one of the patterns or vague ones is: a quick look before them."""
    surnames: tuple[tuple[re.Pattern[str], str], ...]
    """What the sides' surnames look like."""
    home_words: tuple[tuple[re.Pattern[str], str], ...]
    """What only texts at home with a side say."""
    home_begins: frozenset[str]
    """With which words these begin: a quick look before the patterns."""
    home_press: tuple[tuple[re.Pattern[str], str], ...]
    """How outlets at home with a side call themselves: "told X", "X reports", "By First Last – X"."""
    press_names: tuple[tuple[str, ...], ...]
    """These outlets, side by side with the patterns: one of them stands wherever its pattern is found."""
    press_words: frozenset[str]
    """The longest word of each of their names: a quick look before the patterns."""
    staff: frozenset[str]
    """Tags of outlets with reporters of their own."""
    press: frozenset[str]
    """News organisations that are no side's own voice, the language's and the registry's."""
    powers: frozenset[str]
    """States and capitals of no side of this registry, in lower case."""
    elsewhere: frozenset[str]
    """Where there are separatists of others than this registry's sides."""

    def calls_itself(self, text: str, raw: list[str]) -> set[str]:
        """The sides at home with which the outlets are that a sentence shows as its own.

        Args:
            text: the sentence.
            raw: its words.
        """
        if self.press_words.isdisjoint(raw):
            return set()
        return {
            tag
            for (pattern, tag), outlets in zip(self.home_press, self.press_names, strict=True)
            if any(outlet in text for outlet in outlets) and pattern.search(text)
        }

    def find(self, low: list[str]) -> list[Hit]:
        """Every name in a list of lower-case words, from left to right, the longest at each place."""
        hits: list[Hit] = []
        by_first = self.by_first
        free = 0
        for index in [index for index, word in enumerate(low) if word in by_first]:
            if index < free:
                continue
            for name, tags in by_first[low[index]]:
                end = index + len(name)
                if len(name) == 1 or tuple(low[index:end]) == name:
                    hits.append(Hit(index, end, tags))
                    free = end
                    break
        return hits


@lru_cache(maxsize=1 << 15)
def phrases(name: str, spellings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], ...]:
    """A name in all its spellings, its own first, each as the lower-case words that a text is searched for."""
    folded = fold(name)
    spelled = dict.fromkeys((folded, *(re.sub(pattern, new, folded) for pattern, new in spellings)))
    return tuple(dict.fromkeys(phrase for spelling in spelled if (phrase := tuple(words(spelling, []).low))))


def handle(name: str) -> str:
    """What somebody's full name is as a handle: "LenaMaro" of Lena Maro."""
    return name.replace(" ", "")


def _any_of(several: Sequence[str]) -> re.Pattern[str]:
    """Any of several words or phrases, in lower-case words with one blank between."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(re.escape(' '.join(words(fold(one), []).low)) for one in several)})(?!\S)")


_CALLS_ITSELF: Final = (
    r"(?<![\w.])(?<!agency )(?<!site )(?<!outlet )(?:"
    r"(?:told|tells?|telling|informed|informs) (?:the )?(?:{0})(?![\w.’'-]\w| [a-z]* ?agency)"
    r"|(?:{0})(?:['’]s [\w ]{{0,20}}(?:correspondent|bureau))? "
    r"(?:reports?|reported|informs?|informed|(?:has )?learn(?:s|ed|t)|writes|was (?:told|informed)|quotes|cites|presents"
    r"|has obtained)\b)"
    r"|^(?:.{{0,80}}[–—/-] ?)?(?:{0})[.:/]?$|^(?:{0}) [–—-] |^By [A-Z].{{3,40}}, (?:{0})$"
    r"|^[A-Z][\w.’'-]+ [A-Z][\w’'-]+, (?:{0}), .{{0,12}}\d{{4}}$"
)


def _calls_itself(outlets: Sequence[str]) -> re.Pattern[str]:
    """How a text shows that it is one of these outlets' own; what others call an agency is none."""
    return re.compile(_CALLS_ITSELF.format("|".join(map(re.escape, outlets))))


@lru_cache(maxsize=256)
def names(registry: Registry) -> Names:
    """The names of a registry, ready to be found; one for each time between two changes of office."""
    table: dict[tuple[str, ...], set[tuple[Sort, str]]] = {}
    surnames: dict[str, set[str]] = {}
    led: dict[str, set[str]] = {}

    def add(name: str, sort: Sort, tag: str) -> None:
        for phrase in phrases(name, registry.spellings):
            table.setdefault(phrase, set()).add((sort, tag))

    for speaker in registry.speakers:
        tag = speaker.tag
        for name in speaker.names:
            add(name, Sort.PLACE, tag)
            # A possessive whose apostrophe was lost: "Xlands army".
            add(f"{name}s", Sort.DEMONYM, tag)
        for name in speaker.places:
            add(name, Sort.LOCAL, tag)
        for name in speaker.demonyms:
            add(name, Sort.DEMONYM, tag)
        for name in speaker.regions:
            add(name, Sort.REGION, tag)
        for name in speaker.bodies:
            add(name, Sort.BODY, tag)
        for name in speaker.outlets:
            add(name, Sort.OUTLET, tag)
        for name in (*speaker.leaders, *speaker.people):
            add(name, Sort.PERSON, tag)
            add(handle(name), Sort.PERSON, tag)
            surnames.setdefault(fold(name).split()[-1], set()).add(tag)
        for name in speaker.leaders:
            led.setdefault(fold(name).split()[-1], set()).add(tag)
    for surname, tags in surnames.items():
        owners = led.get(surname, tags)
        if len(owners) == 1:
            add(surname, Sort.SURNAME, next(iter(owners)))
    for name in registry.foreign_bodies:
        add(name, Sort.FOREIGN, OTHER)
    for name in registry.outsiders:
        add(name, Sort.OUTSIDER, OTHER)
        if (surname := fold(name).split()[-1]) not in surnames:
            add(surname, Sort.OUTSIDER, OTHER)
    several = [pattern for speaker in registry.speakers for pattern in (*speaker.patterns, *speaker.vague)]
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[tuple[Sort, str], ...]]]] = {}
    for phrase, meanings in table.items():
        by_first.setdefault(phrase[0], []).append((phrase, tuple(sorted(meanings))))
    return Names(
        by_first={
            first: tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry[0])))
            for first, entries in by_first.items()
        },
        absorbs={speaker.tag: frozenset(speaker.absorbs) for speaker in registry.speakers},
        patterns=tuple((re.compile(p), speaker.tag) for speaker in registry.speakers for p in speaker.patterns),
        vague=tuple((re.compile(p), speaker.tag) for speaker in registry.speakers for p in speaker.vague),
        any_pattern=re.compile("|".join(f"(?:{pattern})" for pattern in several)) if several else None,
        surnames=tuple((re.compile(p), speaker.tag) for speaker in registry.speakers for p in speaker.surnames),
        home_words=tuple(
            (_any_of(speaker.home_words), speaker.tag) for speaker in registry.speakers if speaker.home_words
        ),
        home_begins=frozenset(words(one, []).low[0] for speaker in registry.speakers for one in speaker.home_words),
        home_press=tuple((_calls_itself(speaker.press), speaker.tag) for speaker in registry.speakers if speaker.press),
        press_names=tuple(speaker.press for speaker in registry.speakers if speaker.press),
        press_words=frozenset(
            max(words(outlet, []).raw, key=len) for speaker in registry.speakers for outlet in speaker.press
        ),
        press=lexicon().news.union(
            map(fold, registry.press),
            # "Report" is an outlet, "the report" is none.
            {fold(outlet) for speaker in registry.speakers for outlet in speaker.press} - lexicon().nobody,
        ),
        staff=frozenset(speaker.tag for speaker in registry.speakers if speaker.staff),
        elsewhere=listed("elsewhere")
        - {
            word
            for phrase, meanings in table.items()
            if any(sort in _PLACES for sort, _ in meanings)
            for word in phrase
        },
        powers=listed("powers") - {fold(name) for speaker in registry.speakers for name in speaker.names},
    )
