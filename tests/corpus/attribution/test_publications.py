"""Texts that no line above names the author of: acts of parliament, releases of organisations, feeds with agencies' items."""

from __future__ import annotations

import pytest

from annotator.corpus.speaker import NARRATOR, OTHER
from tests.corpus.attribution import who

ACT = (
    "12TH SESSION\n\nA BILL\n\n{}\n\nSECTION 1. FINDINGS.\n\n(1) The road has been shut since May.\n\n"
    "(2) The Rain Watch said that it rained.\n\nSEC. 2. REPORT.\n\nA report shall be made within 90 days."
)


@pytest.mark.parametrize(
    ("enacted", "speaker"),
    [
        ("Be it enacted by the Senate of the United States in Congress assembled,", OTHER),
        ("Resolved by the Diet of Vedemia, That it", OTHER),
        ("Be it enacted by the National Assembly of the Republic of Armenia,", "Yerevan"),
        ("It was enacted late.", NARRATOR),
    ],
)
def test_an_act_is_of_the_parliament_that_passes_it(enacted: str, speaker: str) -> None:
    found = who.speakers(ACT.format(enacted))

    assert [speaker, OTHER, NARRATOR, speaker] == found[-4:]
    assert NARRATOR == found[-5]


def test_an_organisation_that_said_so_today_wrote_the_release() -> None:
    text = (
        "Azerbaijan: Houses Burned\n\n(Oslo, May 3, 2021) – The army burned houses in May, the Rain Watch said {}.\n\n"
        "Nobody came back.\n\n“It was dark,” said Ada Poe, director at the Rain Watch."
    )

    assert [OTHER] * 4 == who.speakers(text.format("today"))
    assert [OTHER, NARRATOR, OTHER] == who.speakers(text.format("in May"))[1:]


def test_an_item_of_a_sides_agency_in_a_feed_is_the_sides() -> None:
    text = (
        "Results: 2\n\nsource: AZERTAC | author: null\ntitle: Road shut\npublishedAt: 2023-04-23T09:10:00Z\n"
        "description: Stones lay on the road.\n\nsource: The Gazette | author: Ada Poe\ntitle: Road open\n"
        "publishedAt: 2023-04-23T11:10:00Z\ndescription: Cars went by."
    )

    assert [NARRATOR, NARRATOR, "Baku", NARRATOR, "Baku", *[NARRATOR] * 4] == who.speakers(text)


def test_a_feed_whose_items_name_their_source_alone_belongs_to_nobody_as_a_whole() -> None:
    text = (
        "id: 1\ntitle: Road shut\nsource: The Gazette\npublished: 2023-04-23T09:10:00Z\ndescription: Stones lay on the road.\n\n"
        "id: 2\ntitle: Road open\nsource: AZERTAC\npublished: 2023-04-23T11:10:00Z\ndescription: Cars went by."
    )

    assert [*[NARRATOR] * 6, "Baku", NARRATOR, NARRATOR, "Baku"] == who.speakers(text)


def test_an_organisation_may_leave_out_the_date() -> None:
    text = "Three houses were burned\n\n(Oslo) – The army burned houses in May, the Rain Watch said today.\n\nNo help came."

    assert [OTHER] * 3 == who.speakers(text)


@pytest.mark.parametrize(
    ("below", "speaker"),
    [
        ("Source: AZERTAC\n\nIt was dark.\n\nSource: AZERTAC\n\nNobody slept.", NARRATOR),
        ("Source: AZERTAC\n\nSource: Armenpress", NARRATOR),
        ("Source: AZERTAC\n\nLink: AZERTAC", "Baku"),
    ],
)
def test_a_source_below_pictures_and_items_says_nothing_of_what_follows(below: str, speaker: str) -> None:
    assert speaker == who.speakers(f"Losses of the year\n\nIt rained.\n\n{below}")[1]


def test_parts_of_a_digest_are_at_home_in_the_city_above_them() -> None:
    text = (
        "South Caucasus in brief\n\nBAKU\n\nThe defence ministry said that it rained.\n\nYEREVAN\n\nThe prime minister said that it rained. "
        "The defence ministry agreed that it did.\n\nTBILISI\n\nThe foreign ministry said that it is late."
    )
    found = [speaker for speaker in who.speakers(text) if speaker != NARRATOR]

    assert ["Baku", "Yerevan", "Yerevan", OTHER] == found


def test_an_office_above_what_it_put_out_issues_it() -> None:
    text = "Human Rights Defender of the Republic of Armenia\nAd hoc report: Shooting near schools\n\nBullets were found in a yard."

    assert "Yerevan" == who.speakers(text)[-1]


def test_a_resolution_that_opens_with_a_councils_name_is_the_councils() -> None:
    text = "Resolution of 12 October\n\nThe Xland River Council,\n\nwhereas the road is shut;\n\nCondemns the delay;"

    assert [OTHER, OTHER] == who.speakers(text)[-2:]


def test_what_somebody_says_of_the_enemy_makes_no_text_theirs() -> None:
    text = (
        "The Armenian side moved guns to the border. Our road is open, the driver added.\n\nThe enemy, they claim in the hills, fired."
        "\n\nAs the “defence army” of the separatists said, it was quiet."
    )

    assert "Stepanakert" not in who.speakers(text)[:2]
