from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.speaker import NARRATOR, OTHER, Registry, Speaker, Voice, load
from annotator.errors import InputError

TWO = """
[[speaker]]
tag = "North"
party = "north"
names = ["Northland"]
outlets = ["North News"]

[[speaker]]
tag = "South"
party = "south"
names = ["Southland"]
"""


def registry(tmp_path: Path, text: str) -> Registry:
    path = tmp_path / "speakers.toml"
    path.write_text(text, "utf-8")
    return load(path)


def test_the_shipped_registry_holds_the_four_speakers() -> None:
    shipped = load()

    assert [
        ("Baku", "azerbaijan", False),
        ("Yerevan", "armenia", False),
        ("Stepanakert", "karabakh", False),
        ("CNN", "press", True),
    ] == [(speaker.tag, speaker.party, speaker.independent) for speaker in shipped.speakers]
    assert shipped is load()


def test_the_party_of_a_voice(tmp_path: Path) -> None:
    two = registry(tmp_path, TWO)

    assert Voice(tag="North", party="north") == two.voice("North")
    assert Voice(tag=OTHER, name="a farmer", party="a farmer") == two.voice(OTHER, "a farmer")
    assert Voice(tag=OTHER, name="unnamed", party="unnamed") == two.voice(OTHER)
    assert Voice(tag=NARRATOR, party="north") == two.voice(NARRATOR, outlet="north  news", article="k")
    assert Voice(tag=NARRATOR, party="The Gazette") == two.voice(NARRATOR, outlet="The Gazette", article="k")
    assert Voice(tag=NARRATOR, party="k") == two.voice(NARRATOR, article="k")
    with pytest.raises(ValueError, match="'West' is not in"):
        two.voice("West")


def test_speakers_are_found_by_tag(tmp_path: Path) -> None:
    two = registry(tmp_path, TWO)

    assert ("North", "South") == two.tags
    assert Speaker(tag="South", party="south", names=("Southland",)) == two.get("South")
    assert two.get(OTHER) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[speaker]\n", "broken TOML.*line 1"),
        ("", r"no \[\[speaker\]\]"),
        (TWO + 'colour = "red"\n', "speaker 'South', colour: unknown key"),
        (TWO.replace('"South"', '"North"'), "'North' is given twice"),
        (TWO.replace('"Southland"', '"northland"'), "'northland' is an alias of both 'North' and 'South'"),
        (TWO + 'press = ["North News"]\n', "'north news' is an alias of both 'North' and 'South'"),
        (TWO + 'press = ["--"]\n', "'--' is no name"),
        (TWO.replace('"North"', '"Other"'), "'Other' is reserved"),
        (TWO.replace('"North"', '"Narrator"'), "'Narrator' is reserved"),
        (TWO + 'patterns = ["("]\n', r"regular expression '\(' is broken"),
        (TWO + 'patterns = ["x*"]\n', "matches nothing at all"),
        (TWO + 'absorbs = ["West"]\n', "absorbs 'West'"),
        (TWO + 'names = "x"\n', "."),
        (
            TWO + 'people = ["Ana Berg"]\nterms = [{ names = ["Ida Berg"], since = "2001-02" }]\n',
            "speaker 'South': a term names 'Ida Berg'",
        ),
        (TWO + 'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], from = "2001-02" }]\n', "unknown key"),
        (TWO + 'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"] }]\n', "'South', terms: .*Ana Berg.*neither"),
        (
            TWO + 'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], since = "2002-02", until = "2001-02" }]\n',
            "speaker 'South', terms: .*ends before it begins",
        ),
        (
            TWO
            + 'people = ["Ana Berg"]\nterms = [{ names = ["Ana Berg"], since = "2001-02" }, '
            + '{ names = ["ana berg"], until = "2001-06" }]\n',
            "speaker 'South': two terms of 'ana berg' overlap",
        ),
        ('colour = "red"\n' + TWO, "colour: unknown key"),
        (TWO.replace("[[speaker]]", "[[speakers]]"), "unknown key speakers"),
        (TWO + 'leaders = "Ana Berg"\n', "speaker 'South', leaders: it is no list"),
        ('[[speaker]]\ntag = ""\nparty = "x"\n', "speaker 1, tag: it is empty"),
        ('[[speaker]]\ntag = "A"\n', "speaker 'A', party: it is missing"),
        ("speaker = 3\n", "speakers"),
    ],
)
def test_a_faulty_registry_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        registry(tmp_path, text)

    assert "speakers.toml" in caught.value.message


def test_a_registry_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.toml"):
        load(tmp_path / "gone.toml")


def people(*rows: tuple[str | None, str | None]) -> str:
    """Ana Berg among the people, with these terms."""
    terms = (
        "{ names = ['Ana Berg']"
        + (f", since = '{since}'" if since else "")
        + (f", until = '{until}'" if until else "")
        + " }"
        for since, until in rows
    )
    return f"people = ['Ana Berg', 'Ida Moe']\nterms = [{', '.join(terms)}]\n"


def served(registry: Registry, date: str | None) -> list[str]:
    """For whom Ana Berg speaks at a date."""
    return [speaker.tag for speaker in registry.at(date).speakers if "Ana Berg" in speaker.people]


def test_a_person_counts_within_their_terms_and_without_a_date(tmp_path: Path) -> None:
    two = registry(tmp_path, TWO + people(("2001-02-03", "2004-05"), ("2008-01", None)))

    assert (["South"], ["South"], []) == (served(two, None), served(two, "2004-05-31"), served(two, "2004-06-01"))
    assert ([], ["South"], ["South"]) == (served(two, "2007"), served(two, "2008-01-01"), served(two, "2001-02"))
    assert all(("Ida Moe",) == two.at(date).speakers[1].people for date in ("2001-02-02", "2007-12"))
    assert two.at("2007-12").tags == two.tags
    assert two.at("2007-12").spellings == two.spellings


def test_whoever_changed_sides_is_of_the_side_of_the_time(tmp_path: Path) -> None:
    north, south = people(("1992-05", "1997-03-20")), people(("1997-03-20", "2008-04")).replace(", 'Ida Moe'", "")
    both = registry(tmp_path, TWO.replace('party = "north"\n', f'party = "north"\n{north}') + south)

    assert (["North"], ["South"], []) == (
        served(both, "1997-03-19"),
        served(both, "1997-03-21"),
        served(both, "2010-01"),
    )
    # Nothing says whose Ana Berg is: no date, or one on which the office changed hands.
    assert ([], [], []) == (served(both, None), served(both, "1997-03-20"), served(both, "1997-03"))


def test_nobody_is_of_two_sides_at_once(tmp_path: Path) -> None:
    north = people((None, "1997-03-20"))
    for south in (people(("1996-01", None)), "people = ['ana berg']\n", "bodies = ['Ana Berg']\n"):
        with pytest.raises(InputError, match="'ana berg' is an alias of both 'North' and 'South'"):
            registry(
                tmp_path,
                TWO.replace('party = "north"\n', f'party = "north"\n{north}') + south.replace(", 'Ida Moe'", ""),
            )


def test_one_time_has_one_registry(tmp_path: Path) -> None:
    """What is made of a registry, such as the names to search for, is made once for each change of office."""
    two = registry(tmp_path, TWO + people(("2001-02-03", "2004-05"), ("2008-01", None)))

    assert two.at("2001-02-03") is two.at("2004-05-31") is two.at("2003-01")
    assert two.at("2001-02-03") == two.at("2009-01") != two.at("2005-01") == two.at("1990-01")
    plain = registry(tmp_path, TWO)
    assert plain is plain.at("2001-02-03") is plain.at(None)


def test_terms_survive_being_stored() -> None:
    shipped = load()

    assert shipped == Registry.model_validate_json(shipped.model_dump_json())
    assert any(speaker.terms for speaker in shipped.speakers)


@pytest.mark.parametrize(
    ("name", "date", "tag"),
    [
        ("Serzh Sargsyan", "2015-06-01", "Yerevan"),
        ("Serzh Sargsyan", "2019-06-01", None),
        ("Nikol Pashinyan", "2017-06-01", None),
        ("Nikol Pashinyan", "2020-10-01", "Yerevan"),
        ("Robert Kocharyan", "1995-01-01", "Stepanakert"),
        ("Robert Kocharyan", "2001-01-01", "Yerevan"),
        ("Robert Kocharyan", "2021-01-01", None),
        ("Elmar Mammadyarov", "2016-04-02", "Baku"),
        ("Elmar Mammadyarov", "2021-01-01", None),
        ("Ruben Vardanyan", "2022-12-20", "Stepanakert"),
        ("Ruben Vardanyan", "2021-12-20", None),
        ("Ilham Aliyev", "2023-09-20", "Baku"),
    ],
)
def test_offices_of_the_shipped_registry_change_hands(name: str, date: str, tag: str | None) -> None:
    holders = [one.tag for one in load().at(date).speakers if name in (*one.leaders, *one.people)]

    assert ([tag] if tag else []) == holders
