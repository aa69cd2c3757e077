"""Officials in office and out of it: whose they are at the date of the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import OTHER, Registry, Speaker, load
from annotator.corpus.term import Term

PEOPLE = ("Ana Berg", "Ida Moe", "Ola Sund")
NORTH = Speaker(
    tag="North",
    party="north",
    names=("Northland",),
    demonyms=("Northlandish",),
    leaders=PEOPLE[:1],
    people=PEOPLE[1:2],
    terms=(
        Term(names=("Ana Berg",), since="2001-02-03", until="2004-05"),
        Term(names=("Ida Moe",), until="1999-12-31"),
    ),
)
SOUTH = Speaker(
    tag="South",
    party="south",
    names=("Southland",),
    demonyms=("Southlandish",),
    people=PEOPLE[1:],
    terms=(Term(names=("Ida Moe",), since="2000-01"),),
)
TEXT = (
    "Ana Berg said that it was late. Ida Moe denied that. Ola Sund said that it was early. Moe said that it snowed. "
    "According to Berg, it rained."
)


def speakers(registry: Registry, date: str | None, text: str = TEXT, collected_on: str | None = None) -> list[str]:
    """The main speaker of each sentence, published at a date."""
    article = Article(key="k", text=text, sha256="0" * 64, path="p", published_on=date, collected_on=collected_on)
    found = attribute(article, split(article), registry)
    return [statement.speaker for statement in found if statement.ordinal == 1]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1999-05-01", [OTHER, "North", "South", "North", OTHER]),
        ("2002-05", ["North", "South", "South", "South", "North"]),
        ("2004-06-01", [OTHER, "South", "South", "South", OTHER]),
        # Ida Moe spoke for both, and nothing says when this is.
        (None, ["North", OTHER, "South", OTHER, "North"]),
    ],
)
def test_an_official_speaks_for_the_side_of_the_time(date: str | None, expected: list[str]) -> None:
    assert expected == speakers(Registry(speakers=(NORTH, SOUTH)), date)


def test_the_day_of_collection_says_nothing() -> None:
    """A text collected in 2023 may be of any year before."""
    registry = Registry(speakers=(NORTH, SOUTH))

    assert speakers(registry, None) == speakers(registry, None, collected_on="2023-11-12")


def test_an_office_that_the_text_names_goes_before_the_terms() -> None:
    """So a chronicle of later years may tell of an earlier minister."""
    text = "The Northlandish minister Ana Berg said that it was late. Former minister Ida Moe said that it was early."

    assert ["North", OTHER] == speakers(Registry(speakers=(NORTH, SOUTH)), "2020-01-01", text)


DAYS = st.dates().map(lambda day: day.isoformat())
DATES = DAYS | DAYS.map(lambda day: day[:7])


@st.composite
def sides(draw: st.DrawFn) -> tuple[Speaker, Speaker]:
    """Two sides with people of their own, each with or without a term."""

    def side(tag: str, people: tuple[str, ...]) -> Speaker:
        terms: list[Term] = []
        for name in people:
            since, until = sorted((draw(DATES), draw(DATES)))
            terms += draw(st.sampled_from([[], [Term(names=(name,), since=since, until=until)]]))
        led = draw(st.integers(0, len(people)))
        return Speaker(tag=tag, party=tag, leaders=people[:led], people=people[led:], terms=tuple(terms))

    cut = draw(st.integers(0, len(PEOPLE)))
    return side("North", PEOPLE[:cut]), side("South", PEOPLE[cut:])


@given(sides(), DATES | st.none())
def test_swapping_the_aliases_of_two_sides_swaps_their_tags(both: tuple[Speaker, Speaker], date: str | None) -> None:
    north, south = both
    swap = {"North": "South", "South": "North"}
    given_all = Registry(speakers=(north, south))
    swapped = Registry(speakers=tuple(Speaker(**dict(one) | {"tag": swap[one.tag]}) for one in (south, north)))

    expected = [swap.get(tag, tag) for tag in speakers(given_all, date)]

    assert expected == speakers(swapped, date)


@given(sides(), DATES)
def test_who_is_out_of_office_is_other_and_nobody_else_changes(both: tuple[Speaker, Speaker], date: str) -> None:
    owners = {
        name: side.tag
        for side in both
        for name in (*side.leaders, *side.people)
        if all(term.covers(date) for term in side.terms if name in term.names)
    }

    found = speakers(Registry(speakers=both), date)

    assert [owners.get(name, OTHER) for name in (*PEOPLE, "Ida Moe", "Ana Berg")] == found


def test_swapping_two_sides_of_the_shipped_registry_swaps_their_tags_at_any_date() -> None:
    shipped = load()
    swap = {"Yerevan": "Stepanakert", "Stepanakert": "Yerevan"}
    swapped = Registry.model_validate(
        dict(shipped)
        | {
            "speakers": tuple(
                Speaker(
                    **dict(one)
                    | {"tag": swap.get(one.tag, one.tag), "absorbs": tuple(swap.get(t, t) for t in one.absorbs)}
                )
                for one in reversed(shipped.speakers)
            )
        }
    )
    text = "".join(
        f"{name} said that the road was open.\n\n"
        for name in ("Robert Kocharyan", "Serzh Sargsyan", "Ruben Vardanyan", "Oleg Yesayan", "Samvel Babayan")
    )
    seen = set()
    for date in (None, "1995-01", "1999-06-01", "2005-01", "2007-01-01", "2012-01", "2020-07-01", "2022-12-12"):
        found = speakers(shipped, date, text)
        seen.update(found)
        assert [swap.get(tag, tag) for tag in found] == speakers(swapped, date, text), date

    assert {"Yerevan", "Stepanakert", OTHER} == seen
