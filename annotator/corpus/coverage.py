"""What a registry covers in a set of articles: names that two speakers share, names never met, sources without an entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.attribution.words.names import Sort, handle, names, phrases
from annotator.corpus.attribution.words.tokens import words
from annotator.corpus.sentence import split
from annotator.corpus.speaker import OTHER, PEOPLE, UNNAMED, Registry, fold
from annotator.record import Record

_KEYS = ("names", "demonyms", "regions", "places", "bodies", "leaders", "people", "outlets")
_PATTERNS = ("patterns", "vague")
_NO_LETTERS = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\(\?[^:=!)]*")
"""Escapes, sets and the heads of groups in a regular expression: a capital letter there asks for none in the text."""
_PLAIN = re.compile(r"(?:[\w '-]|\\b)+")
"""A regular expression that is words and nothing else, but for their bounds."""
_Phrase = tuple[str, ...]
"""Lower-case words, as a text is searched for them."""


class Alias(Record):
    """One name in a registry, and where in it the name stands."""

    tag: str
    key: str
    """The list that holds it: ``names``, ``people``, and so on."""
    name: str


class Ambiguity(StrEnum):
    """Why a text cannot say which of two speakers is meant, or means none."""

    NAME = "name"
    """Two speakers have the same name, once spellings and marks are levelled."""
    SURNAME = "surname"
    """People of two speakers share a surname, and no leader settles whom it means."""
    PATTERN = "pattern"
    """A pattern of one speaker is met by another's name or pattern."""
    CAPITAL = "capital"
    """A pattern asks for a capital letter, and is searched in lower-case words."""


class Overlap(Record):
    """A name or pattern that stands for two speakers or more, or can stand for none."""

    kind: Ambiguity
    text: str
    """The words, as compared; where several spellings collide alike, the first."""
    holders: tuple[Alias, ...]
    """Every name or pattern that it is read from, in the registry's order."""
    misread: bool
    """Whether a text that says it is read as one of them all the same: a fault of the registry. Else nobody is meant by
    it, as by a surname that officials of two sides have: worth knowing, no fault."""


class Source(Record):
    """Somebody whom articles name as a source, and no entry covers."""

    name: str
    """As the first article names it; compared without regard to case."""
    statements: int
    articles: int
    example: str
    """The first sentence of theirs."""


def aliases(registry: Registry) -> tuple[Alias, ...]:
    """Every name of a registry in its order, key by key; what is a pattern is no name."""
    return tuple(
        Alias(tag=speaker.tag, key=key, name=name)
        for speaker in registry.speakers
        for key in _KEYS
        for name in getattr(speaker, key)
    )


def overlaps(registry: Registry) -> tuple[Overlap, ...]:
    """What is ambiguous in a registry: shared names first, then surnames, then patterns, then capitals, each by its words.

    A name within a longer one is none, since the longest counts, and neither is a surname that only one speaker's
    leader has: it means the leader. Nor is somebody whose terms say when they spoke for which of two speakers.
    """
    registry = registry.at(None)
    held: dict[tuple[Ambiguity, _Phrase], list[Alias]] = {}
    for alias in aliases(registry):
        for phrase in _forms(alias.name, registry):
            held.setdefault((Ambiguity.NAME, phrase), []).append(alias)
        for phrase in _surnames(alias, registry):
            held.setdefault((Ambiguity.SURNAME, phrase), []).append(alias)
    for (kind, phrase), holders in held.items():
        if kind is Ambiguity.NAME:
            # Somebody's surname may be what another speaker's place or body is called.
            bearers, owners = held.get((Ambiguity.SURNAME, phrase), ()), _owners(phrase, registry)
            holders.extend(one for one in bearers if one.tag in owners and one not in holders)
    found: dict[tuple[Ambiguity, tuple[Alias, ...]], _Phrase] = {}
    for (kind, phrase), holders in held.items():
        settled = kind is Ambiguity.SURNAME and _is_settled(phrase, holders, registry)
        if len({alias.tag for alias in holders}) > 1 and not settled:
            found.setdefault((kind, tuple(holders)), phrase)
    shared = [
        Overlap(
            kind=kind,
            text=" ".join(phrase),
            holders=holders,
            misread=kind is not Ambiguity.SURNAME or bool(_owners(phrase, registry)),
        )
        for (kind, holders), phrase in found.items()
    ]
    order = list(Ambiguity)
    everything = [*shared, *_by_pattern(registry), *_among_patterns(registry)]
    return tuple(sorted(everything, key=lambda one: (order.index(one.kind), one.text)))


def _is_settled(surname: _Phrase, holders: list[Alias], registry: Registry) -> bool:
    """Whether a shared surname means one speaker's leader, and the search for names reads it so."""
    led = {alias.tag for alias in holders if alias.key == "leaders"}
    return len(led) == 1 and led == _owners(surname, registry)


def _owners(surname: _Phrase, registry: Registry) -> set[str]:
    """The speakers that a bare surname counts for."""
    entries = names(registry).by_first.get(surname[0], ())
    return {tag for phrase, meanings in entries if phrase == surname for sort, tag in meanings if sort is Sort.SURNAME}


def _by_pattern(registry: Registry) -> Iterator[Overlap]:
    """Names of places and peoples that another speaker's pattern takes: patterns are asked first."""
    sides = [alias for alias in aliases(registry) if alias.key in ("names", "demonyms", "regions")]
    for speaker in registry.speakers:
        for key in _PATTERNS:
            for pattern in getattr(speaker, key):
                search = re.compile(pattern).search
                for alias in sides:
                    text = " ".join(words(fold(alias.name), []).low)
                    if alias.tag != speaker.tag and search(text):
                        taker = Alias(tag=speaker.tag, key=key, name=pattern)
                        yield Overlap(kind=Ambiguity.PATTERN, text=text, holders=(alias, taker), misread=True)


def patterns(registry: Registry) -> tuple[Alias, ...]:
    """Every pattern of a registry in the order in which they are asked: the first that is met counts."""
    return tuple(
        Alias(tag=speaker.tag, key=key, name=pattern)
        for key in _PATTERNS
        for speaker in registry.speakers
        for pattern in getattr(speaker, key)
    )


def _among_patterns(registry: Registry) -> Iterator[Overlap]:
    """Patterns that another speaker's takes first, as it is the same or is met by their words, and those with a capital."""
    for first, later in combinations(patterns(registry), 2):
        taken = _PLAIN.fullmatch(later.name) and re.search(first.name, later.name.replace(r"\b", ""))
        if first.tag != later.tag and (first.name == later.name or taken):
            yield Overlap(kind=Ambiguity.PATTERN, text=later.name, holders=(later, first), misread=True)
    for alias in patterns(registry):
        if "(?i" not in alias.name and any(letter.isupper() for letter in _NO_LETTERS.sub("", alias.name)):
            yield Overlap(kind=Ambiguity.CAPITAL, text=alias.name, holders=(alias,), misread=False)


def dead(registry: Registry, articles: Iterable[Article]) -> tuple[Alias, ...]:
    """The names that are met nowhere in the articles, in the registry's order, then the patterns; one pass, one article
    in memory.

    A person is met by a bare surname as well where it means them, and only in articles of their terms. A name that is
    only met within a longer one is dead: the longer one counts. A pattern is met by any words of a sentence, though only
    those of a source count; so one with ``^`` or ``$`` is not looked for.
    """
    unmet = {alias: re.compile(alias.name) for alias in patterns(registry) if not {"^", "$"} & set(alias.name)}
    met: dict[Registry, set[_Phrase]] = {}
    for article in articles:
        then = registry.at(article.published_on)
        known, phrases_met = names(then), met.setdefault(then, set())
        for sentence in split(article):
            low = words(sentence.text, []).low
            phrases_met.update(tuple(low[hit.start : hit.end]) for hit in known.find(low))
            text = " ".join(low)
            unmet = {alias: pattern for alias, pattern in unmet.items() if not pattern.search(text)}
    alive: set[Alias] = set()
    for then, phrases_met in met.items():
        alive.update(alias for alias in aliases(then) if not phrases_met.isdisjoint(_ways(alias, then)))
    return (*(alias for alias in aliases(registry) if alias not in alive), *unmet)


def _ways(alias: Alias, registry: Registry) -> set[_Phrase]:
    """Every phrase by which a text can mean a name."""
    own = {surname for surname in _surnames(alias, registry) if alias.tag in _owners(surname, registry)}
    speaker = registry.get(alias.tag)
    if speaker and alias.key == "people":
        # Where a leader has it too, the bare surname is the leader's.
        own.difference_update(*(_forms(fold(name).split()[-1], registry) for name in speaker.leaders))
    lost = _forms(f"{alias.name}s", registry) if alias.key == "names" else ()
    return own.union(_forms(alias.name, registry), lost, _handles(alias, registry))


def _surnames(alias: Alias, registry: Registry) -> tuple[_Phrase, ...]:
    return _forms(fold(alias.name).split()[-1], registry) if alias.key in PEOPLE else ()


def _handles(alias: Alias, registry: Registry) -> tuple[_Phrase, ...]:
    return _forms(handle(alias.name), registry) if alias.key in PEOPLE else ()


def _forms(name: str, registry: Registry) -> tuple[_Phrase, ...]:
    return phrases(name, registry.spellings)


@dataclass(slots=True)
class _Tally:
    name: str
    example: str
    statements: int = 0
    articles: int = 0
    last: str | None = None
    """The article that it was counted in last: they come one after the other."""


def sources(registry: Registry, articles: Iterable[Article]) -> tuple[Source, ...]:
    """Whom the articles name as a source and no entry covers: the most frequent first, ties by name.

    One pass; what is kept grows with the number of sources, not with the text.
    """
    tallies: dict[str, _Tally] = {}
    for article in articles:
        for statement in attribute(article, split(article), registry):
            name = " ".join((statement.speaker_name or UNNAMED).split())
            folded = fold(name)
            if statement.speaker != OTHER or folded == UNNAMED:
                continue
            example = " ".join(statement.sentence.text.split())
            tally = tallies.setdefault(folded, _Tally(name, example))
            tally.statements += 1
            if tally.last != article.key:
                tally.last = article.key
                tally.articles += 1
    ranked = sorted(tallies.items(), key=lambda item: (-item[1].statements, item[0]))
    return tuple(
        Source(name=tally.name, statements=tally.statements, articles=tally.articles, example=tally.example)
        for folded, tally in ranked
        if not _is_covered(folded, registry)
    )


def _is_covered(name: str, registry: Registry) -> bool:
    """Whether a name as a whole is one of the registry, and only its context made the source somebody else."""
    low = words(name, []).low
    return any(hit.end - hit.start == len(low) for hit in names(registry).find(low))
