"""The speaker registry: who the sides are, and by which names a text calls them. All of it is data."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, cached_property
from importlib import resources
from itertools import combinations, product
from pathlib import Path

from pydantic import Field, ValidationError, field_validator, model_validator

from annotator.corpus.term import Term, first_day, last_day
from annotator.errors import InputError
from annotator.record import DayOrMonth, Record

OTHER = "Other"
"""Any source outside the registry; its name says who."""
NARRATOR = "Narrator"
"""The article's own voice, nobody named."""
UNNAMED = "unnamed"
"""The name of an Other that the text does not name ("according to reports")."""

PEOPLE = ("leaders", "people")
"""The keys of a speaker that list people: only they have terms."""

_SHIPPED = "speakers.toml"


class Voice(Record):
    """Who speaks, with name and party resolved: what rules compare."""

    tag: str
    name: str | None = None
    """Who, where the tag is Other."""
    party: str


class Speaker(Record):
    """One side of the registry."""

    tag: str = Field(pattern=r"^[^|\s][^|]*$")
    party: str
    independent: bool = False
    """No side in the conflict: its evidence stands for or against anybody."""
    retired: bool = False
    """No longer offered first; stays as a last choice because stored labels name it."""
    title: str | None = None
    """How the labeling page calls it, where that is not the tag."""
    names: tuple[str, ...] = ()
    """Places and states that stand for the side when they speak."""
    demonyms: tuple[str, ...] = ()
    """Adjectives of the side, which an institution has to follow: a people is no government."""
    regions: tuple[str, ...] = ()
    """What marks a source as the side's although a demonym of a side in `absorbs` stands beside it."""
    absorbs: tuple[str, ...] = ()
    """Tags whose demonym gives way to `regions`."""
    bodies: tuple[str, ...] = ()
    """Institutions with a name of their own."""
    leaders: tuple[str, ...] = ()
    """People, by full name, whom a bare surname means."""
    people: tuple[str, ...] = ()
    """Officials by full name; the surname alone counts where no other tag has it."""
    terms: tuple[Term, ...] = ()
    """When leaders and people were in office; who has none counts at any time."""
    places: tuple[str, ...] = ()
    """Towns and districts: an office there is the side's; the bare name says nothing."""
    surnames: tuple[str, ...] = ()
    """Regular expressions for what the side's surnames look like: they choose whose official somebody is whom a text
    gives no state."""
    home_words: tuple[str, ...] = ()
    """Words that only texts at home with the side use in their own voice: in such, "the ministry" is the side's."""
    press: tuple[str, ...] = ()
    """News organisations at home with the side that do not speak for it: in a text of theirs, "the ministry" is the side's."""
    outlets: tuple[str, ...] = ()
    """Media whose own voice is the side's."""
    patterns: tuple[str, ...] = ()
    """Regular expressions for groups, searched in the lower-case words of a source phrase."""
    vague: tuple[str, ...] = ()
    """Such as count only in an article that names the side elsewhere."""
    staff: bool = False
    """An outlet whose own reporters speak for it where they see, count, ask or obtain."""

    @field_validator(
        "names", "demonyms", "regions", "places", "bodies", "leaders", "people", "outlets", "press", "home_words"
    )
    @classmethod
    def _are_words(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if not re.search(r"\w", value):
                raise ValueError(f"{value!r} is no name")
        return values

    @field_validator("patterns", "vague", "surnames")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                if re.compile(pattern).match(""):
                    raise ValueError(f"the regular expression {pattern!r} matches nothing at all, so everything")
            except re.error as error:
                raise ValueError(f"the regular expression {pattern!r} is broken: {error}") from error
        return patterns

    @model_validator(mode="after")
    def _has_terms_of_its_people(self) -> Speaker:
        listed = {fold(name) for key in PEOPLE for name in getattr(self, key)}
        for term in self.terms:
            for name in term.names:
                if fold(name) not in listed:
                    raise ValueError(f"a term names {name!r}, who is neither in leaders nor in people")
        for name, terms in self.terms_by_name.items():
            if any(one.overlaps(other) for one, other in combinations(terms, 2)):
                raise ValueError(f"two terms of {name!r} overlap; write them as one")
        return self

    @property
    def terms_by_name(self) -> dict[str, tuple[Term, ...]]:
        """The terms of each person who has any, by folded name."""
        held: dict[str, list[Term]] = {}
        for term in self.terms:
            for name in {fold(name) for name in term.names}:
                held.setdefault(name, []).append(term)
        return {name: tuple(terms) for name, terms in held.items()}

    def without(self, gone: frozenset[str]) -> Speaker:
        """The speaker without some of its people, given by folded name, and without terms."""
        kept = {key: tuple(name for name in getattr(self, key) if fold(name) not in gone) for key in PEOPLE}
        return Speaker(**dict(self) | kept | {"terms": ()})


class Registry(Record):
    """All speakers of a project, and other spellings of their names."""

    speakers: tuple[Speaker, ...]
    spellings: tuple[tuple[str, str], ...] = ()
    """Other spellings of names: regular expression and replacement, each tried on every name."""
    press: tuple[str, ...] = ()
    """News organisations of the region, one word each, that are at home with no side: they often report another's claim."""
    foreign_bodies: tuple[str, ...] = ()
    """Bodies of no side whose names do not say whose they are: "the State Department"."""
    outsiders: tuple[str, ...] = ()
    """People of no side who often speak of the conflict, by full name: "the foreign minister" with such a name, or with
    the surname alone, is no side's, whatever the surname looks like."""

    @model_validator(mode="after")
    def _is_unambiguous(self) -> Registry:
        holders: dict[str, list[Speaker]] = {}
        tags: set[str] = set()
        for speaker in self.speakers:
            if speaker.tag in (OTHER, NARRATOR):
                raise ValueError(f"the tag {speaker.tag!r} is reserved for sources outside the registry")
            if speaker.tag in tags:
                raise ValueError(f"the tag {speaker.tag!r} is given twice")
            tags.add(speaker.tag)
            for alias in {
                fold(alias)
                for alias in (
                    *speaker.names,
                    *speaker.demonyms,
                    *speaker.bodies,
                    *speaker.leaders,
                    *speaker.people,
                    *speaker.outlets,
                    *speaker.press,
                )
            }:
                for holder in holders.setdefault(alias, []):
                    if not _is_handed_over(alias, holder, speaker):
                        raise ValueError(f"{alias!r} is an alias of both {holder.tag!r} and {speaker.tag!r}")
                holders[alias].append(speaker)
        for outsider in (*self.foreign_bodies, *self.outsiders):
            if named := holders.get(fold(outsider)):
                raise ValueError(f"{outsider!r} is an outsider and an alias of {named[0].tag!r}")
        for speaker in self.speakers:
            if missing := [tag for tag in speaker.absorbs if tag not in tags]:
                raise ValueError(f"{speaker.tag!r} absorbs {missing[0]!r}, which is no tag of the registry")
        for pattern, _ in self.spellings:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"the spelling {pattern!r} is no regular expression: {error}") from error
        return self

    def __hash__(self) -> int:
        return self._hash

    def at(self, date: DayOrMonth | None) -> Registry:
        """The registry of a day or month: without those who were not in office then, and without terms.

        Args:
            date: when an article was published. Not when it was collected: the text may be years older than that, and
                would lose the officials of its own time. Without a date everybody counts, but for those whom two
                speakers list: then nothing says whose they are.
        """
        if not self._dated:
            return self
        starts, ends = self._changes
        moment = None if date is None else (bisect_right(starts, last_day(date)), bisect_left(ends, first_day(date)))
        if moment not in self._moments:
            self._moments[moment] = self._of(date)
        return self._moments[moment]

    def _of(self, date: DayOrMonth | None) -> Registry:
        present = [
            (tag, name) for tag, name, terms in self._dated if date is None or any(term.covers(date) for term in terms)
        ]
        sides = Counter(name for _, name in present)
        gone = {(tag, name) for tag, name, _ in self._dated} - {one for one in present if sides[one[1]] == 1}
        speakers = tuple(
            speaker.without(frozenset(name for tag, name in gone if tag == speaker.tag)) for speaker in self.speakers
        )
        return Registry(**dict(self) | {"speakers": speakers})

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in the registry's order, retired ones included."""
        return tuple(speaker.tag for speaker in self.speakers)

    def get(self, tag: str) -> Speaker | None:
        """The speaker of a tag; None for Other, Narrator and what is no tag."""
        return self._by_tag.get(tag)

    def owner(self, outlet: str) -> Speaker | None:
        """The speaker whose own voice an outlet is."""
        return self._by_outlet.get(fold(outlet))

    def voice(
        self, tag: str, name: str | None = None, *, outlet: str | None = None, article: str | None = None
    ) -> Voice:
        """Who speaks, with the party of definitions, section 1.

        Args:
            tag: a tag of the registry, ``Other`` or ``Narrator``.
            name: who, for Other.
            outlet: whose voice the narrator's is.
            article: the article's key, for a narrator without outlet.

        Raises:
            ValueError: the tag is none of these.
        """
        if tag == OTHER:
            name = (name or "").strip() or UNNAMED
            return Voice(tag=OTHER, name=name, party=name)
        if tag == NARRATOR:
            owner = self.owner(outlet) if outlet else None
            return Voice(tag=NARRATOR, party=owner.party if owner else outlet or article or NARRATOR)
        speaker = self.get(tag)
        if speaker is None:
            raise ValueError(f"{tag!r} is not in the speaker registry")
        return Voice(tag=tag, party=speaker.party)

    @cached_property
    def _hash(self) -> int:
        """Counted once: every article asks for the names of its registry, which are kept by it."""
        return hash(tuple(dict(self).values()))

    @cached_property
    def _dated(self) -> tuple[tuple[str, str, tuple[Term, ...]], ...]:
        """Tag, folded name and terms of everybody who has any."""
        return tuple(
            (speaker.tag, name, terms) for speaker in self.speakers for name, terms in speaker.terms_by_name.items()
        )

    @cached_property
    def _changes(self) -> tuple[list[str], list[str]]:
        """The first days of all terms, and the last days, each in order: between two of them nobody comes or goes."""
        terms = [term for _, _, held in self._dated for term in held]
        return sorted(term.first_day for term in terms), sorted(term.last_day for term in terms)

    @cached_property
    def _moments(self) -> dict[tuple[int, int] | None, Registry]:
        """The registry as of every time that was asked for, by how many terms had begun and how many were over."""
        return {}

    @cached_property
    def _by_tag(self) -> dict[str, Speaker]:
        return {speaker.tag: speaker for speaker in self.speakers}

    @cached_property
    def _by_outlet(self) -> dict[str, Speaker]:
        return {fold(outlet): speaker for speaker in self.speakers for outlet in speaker.outlets}


def _is_handed_over(name: str, one: Speaker, other: Speaker) -> bool:
    """Whether two speakers may list a name: a person with terms at both, never at the same time."""
    first, second = one.terms_by_name.get(name, ()), other.terms_by_name.get(name, ())
    return bool(first and second) and not any(term.overlaps(later) for term, later in product(first, second))


def fold(name: str) -> str:
    """A name as names are compared: lower case, straight apostrophes, single blanks."""
    return " ".join(name.replace("’", "'").casefold().split())


def load(path: Path | None = None) -> Registry:
    """The registry in a TOML file; without one, the one that comes with the tool.

    Raises:
        InputError: the file cannot be read, or is no registry; the message says what is wrong in it.
    """
    return _shipped() if path is None else _parse(str(path), _text(path))


@cache
def _shipped() -> Registry:
    return _parse(_SHIPPED, (resources.files(__package__) / _SHIPPED).read_text("utf-8"))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is no UTF-8.", "Save the registry as UTF-8.") from error
    except OSError as error:
        raise InputError(
            f"{path}: the speaker registry cannot be read: {error.strerror or error}.",
            "Check the path in the settings.",
        ) from error


def _parse(where: str, text: str) -> Registry:
    hint = "Mend the registry; the one that comes with the tool, speakers.toml, explains every key."
    try:
        table = tomllib.loads(text)
        if "speakers" in table:
            raise InputError(f"{where}: unknown key speakers.", "Write [[speaker]] above each of them.")
        rows = table.pop("speaker", [])
        registry = Registry.model_validate({"speakers": rows, **table})
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where}: broken TOML: {error}.", hint) from error
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise InputError(f"{where}: {_place(fault['loc'], rows)}{_said(fault['type'], fault['msg'])}.", hint) from error
    if not registry.speakers:
        raise InputError(f"{where}: it holds no [[speaker]].", hint)
    return registry


def _place(location: tuple[int | str, ...], rows: object) -> str:
    """Where a fault is, in the registry's words: the speaker by tag or number, then the key."""
    match location:
        case ("speakers", int(number), *rest):
            row = rows[number] if isinstance(rows, list) else None
            tag = row.get("tag") if isinstance(row, dict) else None
            speaker = f"speaker {tag!r}" if tag else f"speaker {number + 1}"
            return ", ".join([speaker, *(f"{part}" for part in rest if isinstance(part, str))]) + ": "
        case ():
            return ""
        case _:
            return ".".join(str(part) for part in location) + ": "


_SAID = {
    "extra_forbidden": "unknown key",
    "missing": "it is missing",
    "string_pattern_mismatch": "it is empty, begins with a blank or holds a |",
    "string_type": "it is no text in quotation marks",
    "tuple_type": 'it is no list, as in ["one", "two"]',
    "bool_type": "it is neither true nor false",
    "bool_parsing": "it is neither true nor false",
}
"""Faults of a registry in words, by their kind."""


def _said(kind: str, message: str) -> str:
    return _SAID.get(kind, message.removeprefix("Value error, "))
