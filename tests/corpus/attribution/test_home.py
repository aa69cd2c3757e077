"""Whose "the ministry" is: where a text says it was written, it is that of the place."""

from __future__ import annotations

import pytest

from annotator.corpus.speaker import NARRATOR, OTHER
from tests.corpus.attribution.who import speakers


def test_a_ministry_without_a_state_is_that_of_the_dateline_not_of_who_is_told_of() -> None:
    text = "BAKU, September 19. Armenian armed forces fired at our posts, the press service of the Ministry of Defense told us."

    assert speakers(text) == [NARRATOR, "Baku"]


@pytest.mark.parametrize(
    "dateline",
    [
        "BAKU, Azerbaijan, September 19. ",
        "Baku, September 19, AZERTAC\n\n",
        "Baku. 19 September. REPORT.AZ/ ",
        "BAKU (AZERTAC) – ",
        "BAKU — ",
        "Baku/19.09.23/Turan: ",
        "Baku /Vedem/. ",
        "Baku-APA. ",
        "AZERTAC\n\nPOLITICS\n\n19 September 2023\n\n",
        "By staff\nBaku, Azerbaijan, Sept. 19\n\n",
    ],
)
def test_below_a_dateline_the_ministry_is_that_of_the_place_though_the_headline_names_somebody(dateline: str) -> None:
    text = (
        f"Soldier wounded near line of contact\n\n{dateline}The defence ministry said on Tuesday that a soldier had been wounded.\n\n"
        "The army has full control, the ministry said.\n\nThe foreign minister told reporters that the talks would go on."
    )

    assert speakers(text)[-3:] == ["Baku"] * 3


def test_the_head_of_a_department_of_home_is_home_s_whatever_the_name() -> None:
    text = 'BAKU, September 19. The ministry denied it. "Nothing happened," Colonel Farid Roe, head of the press department, said.'

    assert speakers(text)[-1] == "Baku"


def test_a_feed_of_several_headlines_is_at_home_with_none_of_them() -> None:
    headlines = ["Azerbaijan shuts a road", "Rain in the hills", "Chess: two draws", "Roads, again", "Tea is dear"]
    text = "\n\n".join(f"{line}\n\nNobody was hurt." for line in headlines) + "\n\nThe ministry said that it rained."

    assert OTHER == speakers(text)[-1]
    assert "Baku" == speakers("Azerbaijan shuts a road\n\nThe ministry said that it rained.")[-1]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Serzh Sarksyan", "Yerevan"),
        ("Vagif Dargahly", "Baku"),
        ("Vagif Dargyakhli", "Baku"),
        ("Ayxan Hajizada", "Baku"),
        ("Arayik Arutyunyan", "Stepanakert"),
        ("Elmar Mamedyarov", "Baku"),
    ],
)
def test_names_are_spelled_as_each_language_writes_them(name: str, side: str) -> None:
    assert [side] == speakers(f"{name} said that it rained.")


def test_each_item_of_a_digest_is_at_home_where_it_was_written() -> None:
    text = (
        "MOSCOW - Russia calls the talks useful.\n\nSTEPANAKERT - It rained. The foreign ministry said so.\n\n"
        "BAKU - It was dry. The foreign ministry said so.\n\nTBILISI - It snowed. The foreign ministry said so."
    )

    assert ["Stepanakert", "Baku", OTHER] == [speakers(text)[place] for place in (2, 4, 6)]


def test_who_chairs_a_sitting_is_not_of_the_side_that_was_told_of() -> None:
    text = "Azerbaijan was moving troops. The chair reminded that time was short."

    assert OTHER == speakers(text)[-1]


def test_an_office_calls_itself_the_ministry_with_a_capital_letter() -> None:
    text = (
        "Statement of the Ministry of Defence of Azerbaijan\n\nThe so-called defense ministry in Stepanakert said that it rained.\n\n"
        "It was dry. The units of the Azerbaijani Army waited.\n\nThe Ministry warns that it will answer."
    )
    press = (
        "YEREVAN, OCTOBER 2, ARMENPRESS. The Azerbaijani Ministry of Defense spoke of losses on Friday.\n\nIt rained.\n\n"
        "Roads were shut.\n\nThe Ministry said that twelve were wounded."
    )

    assert speakers(text)[-1] == "Baku"
    assert speakers(press)[-1] == "Baku"
    assert (
        speakers("BAKU, OCTOBER 2, AZERTAC. Iran's Foreign Ministry spoke.\n\nThe Ministry said that it rained.")[-1]
        == OTHER
    )


def test_whoever_told_a_sides_agency_is_that_sides_whatever_ministry_spoke_before() -> None:
    text = (
        "AZERTAC\n\nThe report of the Armenian Ministry of Defense that units fired is false.\n\n"
        "The positions were silent, the Ministry of Defense told AZERTAC."
    )

    assert speakers(text)[-1] == "Baku"


def test_an_agency_with_a_capital_letter_is_its_issuers() -> None:
    text = (
        "Statement of the Prosecutor General of Azerbaijan\n\nThe Armenian Agency of Ports said that it rained.\n\n"
        "It was dry. The case goes on in Baku.\n\nThe Agency considers that it rained elsewhere."
    )

    assert speakers(text)[-1] == "Baku"
