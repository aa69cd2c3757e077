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
        (TWO.replace('"North"', '"Other"'), "'Other' is reserved"),
        (TWO.replace('"North"', '"Narrator"'), "'Narrator' is reserved"),
        (TWO + 'patterns = ["("]\n', r"regular expression '\(' is broken"),
        (TWO + 'patterns = ["x*"]\n', "matches nothing at all"),
        (TWO + 'absorbs = ["West"]\n', "absorbs 'West'"),
        (TWO + 'names = "x"\n', "."),
        ('colour = "red"\n' + TWO, "colour: unknown key"),
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
