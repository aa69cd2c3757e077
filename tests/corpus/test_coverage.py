"""What a registry covers: names that two speakers share, names never met, sources without an entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.corpus import coverage
from annotator.corpus.article import Article
from annotator.corpus.attribution.words.names import names
from annotator.corpus.coverage import Ambiguity, Overlap
from annotator.corpus.speaker import Registry, load

NORTH = '[[speaker]]\ntag = "North"\nparty = "north"\n'
SOUTH = '[[speaker]]\ntag = "South"\nparty = "south"\n'


def registry(tmp_path: Path, north: str, south: str, top: str = "") -> Registry:
    path = tmp_path / "speakers.toml"
    path.write_text(f"{top}\n{NORTH}{north}\n\n{SOUTH}{south}\n", "utf-8")
    return load(path)


def article(text: str, key: str = "k", published_on: str | None = None) -> Article:
    return Article(key=key, text=text, sha256="0" * 64, path=key, published_on=published_on)


def misread(known: Registry) -> list[bool]:
    return [one.misread for one in coverage.overlaps(known)]


def told(overlaps: tuple[Overlap, ...]) -> list[tuple[str, str, list[str]]]:
    return [(one.kind, one.text, [f"{held.tag}.{held.key}" for held in one.holders]) for one in overlaps]


AMBIGUOUS = {
    "marks are levelled": (
        ('bodies = ["Front (North)"]', 'bodies = ["Front ( North )"]', ""),
        [("name", "front ( north )", ["North.bodies", "South.bodies"])],
    ),
    "spellings are levelled": (
        ('people = ["Ana Petrosyan"]', 'people = ["Ana Petrosian"]', 'spellings = [["yan$", "ian"]]'),
        [
            ("name", "ana petrosian", ["North.people", "South.people"]),
            ("surname", "petrosian", ["North.people", "South.people"]),
        ],
    ),
    "a region that is the other's people": (
        ('demonyms = ["Hillish"]', 'regions = ["Hillish"]', ""),
        [("name", "hillish", ["North.demonyms", "South.regions"])],
    ),
    "a surname that is the other's place": (
        ('people = ["Ana Sund"]', 'names = ["Sund"]', ""),
        [("name", "sund", ["South.names", "North.people"])],
    ),
    "a surname of two": (
        ('people = ["Ana Berg", "Ola Berg"]', 'people = ["Ida Berg"]', ""),
        [("surname", "berg", ["North.people", "North.people", "South.people"])],
    ),
    "two leaders of one surname": (
        ('leaders = ["Ana Berg"]', 'leaders = ["Ida Berg"]', ""),
        [("surname", "berg", ["North.leaders", "South.leaders"])],
    ),
    "a leader whose surname is spelled as another's": (
        ('leaders = ["Ana Babayan"]', 'people = ["Ida Babaian"]', 'spellings = [["yan$", "ian"]]'),
        [("surname", "babaian", ["North.leaders", "South.people"])],
    ),
    "a pattern that takes the other's people": (
        ('demonyms = ["Hillish"]', r"patterns = ['\bhill']", ""),
        [("pattern", "hillish", ["North.demonyms", "South.patterns"])],
    ),
    "one pattern of two": (
        ('patterns = ["rebels"]', 'patterns = ["rebels"]', ""),
        [("pattern", "rebels", ["South.patterns", "North.patterns"])],
    ),
    "a pattern that only counts where its side is named, and another's": (
        ('vague = ["rebels"]', 'patterns = ["rebels"]', ""),
        [("pattern", "rebels", ["North.vague", "South.patterns"])],
    ),
    "a narrower pattern behind another's": (
        ("patterns = ['rebels']", r"patterns = ['\bhill rebels\b']", ""),
        [("pattern", r"\bhill rebels\b", ["South.patterns", "North.patterns"])],
    ),
}


@pytest.mark.parametrize(("given", "expected"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_what_means_two_speakers_is_named(
    tmp_path: Path, given: tuple[str, str, str], expected: list[tuple[str, str, list[str]]]
) -> None:
    assert expected == told(coverage.overlaps(registry(tmp_path, *given)))


def test_a_surname_that_counts_for_nobody_is_no_fault(tmp_path: Path) -> None:
    """A fault is what gives somebody's words to another side: the search for names says so."""
    for name, (given, expected) in AMBIGUOUS.items():
        known = registry(tmp_path, *given)
        for overlap in coverage.overlaps(known):
            words = tuple(overlap.text.split())
            searched = {phrase for entries in names(known).by_first.values() for phrase, _ in entries}
            assert overlap.misread == (overlap.kind is not Ambiguity.SURNAME or words in searched), name
        assert len(expected) == len(misread(known))

    assert [False] == misread(registry(tmp_path, *AMBIGUOUS["a surname of two"][0]))
    assert [False] == misread(registry(tmp_path, *AMBIGUOUS["two leaders of one surname"][0]))
    assert [True] == misread(registry(tmp_path, *AMBIGUOUS["a leader whose surname is spelled as another's"][0]))
    assert [True] == misread(registry(tmp_path, *AMBIGUOUS["a surname that is the other's place"][0]))
    assert [True] == misread(registry(tmp_path, *AMBIGUOUS["a pattern that takes the other's people"][0]))


PLAIN = {
    "a name within a longer one": ('names = ["Hill"]', 'bodies = ["Hill Army", "Army of the Hill"]', ""),
    "a leader's surname": ('leaders = ["Ana Berg"]', 'people = ["Ida Berg"]', ""),
    "one speaker's two spellings": ('people = ["Ana Babayan", "Ana Babaian"]', "", 'spellings = [["yan$", "ian"]]'),
    "one name in two lists of one speaker": ('names = ["Hill"]\nregions = ["Hill"]\noutlets = ["Hill"]', "", ""),
    "a first name": ('people = ["Ana Berg"]', 'people = ["Ana Sund"]', ""),
    "a pattern that needs more words": ('demonyms = ["Hillish"]', r"patterns = ['hillish rebel']", ""),
    "somebody who changed sides": (
        'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], until = "2001-02" }]',
        'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], since = "2001-02" }]',
        "",
    ),
    "a narrower pattern before another's": ("patterns = ['hill rebels']", "patterns = ['rebels']", ""),
    "one pattern twice at one speaker": ("patterns = ['rebels']\nvague = ['rebels']", "", ""),
    "a capital in an escape, a set or a name": (r"patterns = ['\bhill\S (?P<Who>[A-Za-z]+)', '(?i)Hill']", "", ""),
    "an outlet within a pattern": ('outlets = ["Hill News"]', r"patterns = ['hill']", ""),
}


@pytest.mark.parametrize("given", PLAIN.values(), ids=PLAIN)
def test_what_the_text_can_tell_apart_is_no_overlap(tmp_path: Path, given: tuple[str, str, str]) -> None:
    assert () == coverage.overlaps(registry(tmp_path, *given))


def test_a_pattern_with_a_capital_letter_can_never_be_met(tmp_path: Path) -> None:
    known = registry(tmp_path, r"patterns = ['\bHill rebels?\b']", "vague = ['(?:band|Front)']")
    found = coverage.overlaps(known)

    assert [
        ("capital", "(?:band|Front)", ["South.vague"]),
        ("capital", r"\bHill rebels?\b", ["North.patterns"]),
    ] == told(found)
    assert [False, False] == misread(known)


def test_patterns_that_no_article_meets_are_dead(tmp_path: Path) -> None:
    known = registry(tmp_path, r"patterns = ['\bhill rebels?\b', 'Hill band', '^hill front']", r"vague = ['\bfront\b']")

    def dead(text: str) -> list[str]:
        return [alias.name for alias in coverage.dead(known, [article(text)])]

    assert [r"\bhill rebels?\b", "Hill band", r"\bfront\b"] == dead("Nobody spoke.")
    assert ["Hill band", r"\bfront\b"] == dead("The Hill  rebels said so.\n\nThe Hill band left.")
    assert [r"\bhill rebels?\b", "Hill band"] == dead("The Front said so.")


def test_the_shipped_registry_shares_surnames_only_and_none_with_baku() -> None:
    found = coverage.overlaps(load())

    assert {Ambiguity.SURNAME} == {one.kind for one in found}
    assert {"Yerevan", "Stepanakert"} == {held.tag for one in found for held in one.holders}
    assert "petrosyan" in {one.text for one in found}
    assert not any(one.misread for one in found)
    assert found == coverage.overlaps(load())


def test_every_name_that_is_searched_for_is_one_of_a_listed_alias() -> None:
    """The spellings and words here are those of the search for names."""
    searched = {phrase for entries in names(load()).by_first.values() for phrase, _ in entries}
    listed = {
        phrase
        for alias in coverage.aliases(load())
        for phrase in (
            *coverage._forms(alias.name, load()),
            *coverage._surnames(alias, load()),
            *coverage._handles(alias, load()),
            *(coverage._forms(f"{alias.name}s", load()) if alias.key == "names" else ()),
        )
    }
    listed |= {
        phrase
        for name in (*load().outsiders, *load().foreign_bodies)
        for words in (name, name.split()[-1])
        for phrase in coverage._forms(words, load())
    }
    full = {phrase for alias in coverage.aliases(load()) for phrase in coverage._forms(alias.name, load())}

    assert full <= searched <= listed


def met(known: Registry, *texts: str) -> set[str]:
    dead = coverage.dead(known, (article(text, f"{number}") for number, text in enumerate(texts)))
    return {alias.name for alias in coverage.aliases(known)} - {alias.name for alias in dead}


def test_names_that_no_article_uses_are_dead(tmp_path: Path) -> None:
    known = registry(
        tmp_path,
        'names = ["Hill", "Hilltown"]\nbodies = ["Hill Army"]\nleaders = ["Ana Berg"]\npeople = ["Ola Berg", "Ida Sund"]',
        'names = ["Dale"]\npeople = ["Eva Moe"]',
        'spellings = [["moe$", "mo"]]',
    )

    assert set() == met(known)
    assert {"Hilltown", "Dale"} == met(known, "HILLTOWN was quiet.", "“Dale is far,” he said.")
    assert {"Hill Army"} == met(known, "The Hill Army rests.")
    assert {"Ana Berg", "Ida Sund"} == met(known, "Berg met Sund.")
    assert {"Ola Berg"} == met(known, "Ola Berg left.")
    assert {"Eva Moe"} == met(known, "Mo spoke.") == met(known, "Eva Mo spoke.")


def test_a_surname_that_counts_for_nobody_meets_nobody(tmp_path: Path) -> None:
    known = registry(tmp_path, 'people = ["Ana Berg"]', 'people = ["Ida Berg"]')

    assert set() == met(known, "Berg spoke.")
    assert {"Ida Berg"} == met(known, "Ida Berg spoke.")


def test_somebody_is_met_in_the_articles_of_their_terms_only(tmp_path: Path) -> None:
    known = registry(
        tmp_path,
        'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], until = "2001-02" }]',
        'people = ["Ana Berg", "Ida Berg"]\nterms = [{ names = ["Ana Berg"], since = "2005-01" }]',
    )

    def tags(*dates: str | None) -> list[str]:
        articles = (article("Ana Berg spoke.", f"{date}", date) for date in dates)
        dead = coverage.dead(known, articles)
        return [alias.tag for alias in coverage.aliases(known) if alias.name == "Ana Berg" and alias not in dead]

    assert (["North"], ["South"], ["North", "South"]) == (
        tags("2000-01"),
        tags("2005-01"),
        tags("2001-02-28", "2006-01"),
    )
    assert ([], []) == (tags("2003-01"), tags(None))
    # While Ana Berg speaks for nobody, the surname is Ida Berg's.
    assert ("Ida Berg",) == tuple(
        one.name
        for one in coverage.aliases(known)
        if one not in coverage.dead(known, [article("Berg spoke.", "k", "2003-01")])
    )


def test_an_official_out_of_office_needs_no_entry(tmp_path: Path) -> None:
    known = registry(tmp_path, 'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], until = "2001-02" }]', "")
    articles = [article("Ana Berg said that it was late. Eva Moe said that it was early.", "k", "2003-01")]

    assert ["Eva Moe"] == [source.name for source in coverage.sources(known, articles)]


def test_sources_without_an_entry_by_frequency(tmp_path: Path) -> None:
    known = registry(tmp_path, 'names = ["Hill"]\ndemonyms = ["Hillish"]', 'names = ["Dale"]')
    first = "Norway said that it was late.\n\nThe Red Cross said  that the road was closed. Hill said no."
    second = "NORWAY said that it was too late. Norway warned that it snowed. According to reports, it rained."
    third = "Iceland said that the ships had left. The Red Cross said that nobody came. Shops were closed."
    texts = {"one": first, "two": second, "three": third}

    found = coverage.sources(known, (article(text, key) for key, text in texts.items()))

    assert [("Norway", 3, 2), ("Red Cross", 2, 2), ("Iceland", 1, 1)] == [
        (one.name, one.statements, one.articles) for one in found
    ]
    assert ["Norway said that it was late.", "The Red Cross said that the road was closed."] == [
        one.example for one in found[:2]
    ]


def test_articles_are_read_one_at_a_time(tmp_path: Path) -> None:
    known = registry(tmp_path, 'names = ["Hill"]', 'names = ["Dale"]')
    given: list[str] = []

    def stream() -> Iterator[Article]:
        for number in range(3):
            given.append(f"{number}")
            yield article("Norway said that it snowed.", f"{number}")

    assert [(3, 3)] == [(one.statements, one.articles) for one in coverage.sources(known, stream())]
    assert ["0", "1", "2"] == given
