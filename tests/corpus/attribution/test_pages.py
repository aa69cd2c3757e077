"""Whose a page or a list on it is: releases under a colon, joint releases, lines that lead into items."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, speakers


def test_a_release_begins_with_the_ministry_and_a_colon() -> None:
    text = (
        "Azerbaijan's Ministry of Defense: An act of sabotage was prevented\n\n[03.08.2022 18:20]\n\n"
        "On August 3 armed men fired at the positions of the Azerbaijan Army. One soldier was wounded.\n\n"
        "The information spread by the opposing side does not correspond to reality."
    )

    assert speakers(text)[2:] == [B, B, B]


def test_a_readout_is_theirs_whose_minister_it_names_without_a_state() -> None:
    text = (
        "No:244/24, Press Release on the bilateral meeting of Minister Jeyhun Bayramov with Minister of Foreign Affairs of "
        "Armenia Ararat Mirzoyan\n\nOn May 10-11, 2024, talks were held in Almaty. The road was on the table."
    )

    assert speakers(text) == [B, B, B]


def test_a_headline_with_a_colon_makes_news_no_release() -> None:
    text = (
        "Azerbaijan's Ministry of Defense: An act of sabotage was prevented\n\n"
        "On August 3 armed men fired at the positions of the Azerbaijan Army. One soldier was wounded."
    )

    assert speakers(text)[1:] == [N, N]


def test_several_bodies_of_one_state_need_not_name_it() -> None:
    text = (
        "Joint information of the Press Services of the Prosecutor General's Office and the State Security Service\n\n"
        "04 June 2021, 14:05\n\n"
        "A car hit a mine in the Kalbajar region. The mine had been buried by the Armenian armed forces."
    )

    assert speakers(text)[2:] == [B, B]


def test_items_are_theirs_who_wrote_what_lists_them() -> None:
    text = (
        "STEPANAKERT, JANUARY 11, ARMENPRESS.\n\n"
        "The Human Rights Defender of Artsakh has published an updated brief on the road.\n\n"
        "The brief, sent to the UN, lists the following:\n\n• a thousand people are stranded;\n• two wards are shut."
    )

    assert speakers(text)[-3:] == [S, S, S]


def test_in_particular_leads_on() -> None:
    text = "The road is closed, the Artsakh Information Center informs. In particular:\n\n• two wards are shut;\n• a school waits."

    assert speakers(text) == [S, S, S, S]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MP Ada Poe said that it was late.", O),
        ("Ada Poe, head of the committee of Azerbaijan's parliament, said so.", B),
    ],
)
def test_a_member_of_parliament_is_not_parliament(text: str, expected: str) -> None:
    assert speakers(f"Azerbaijan waits\n\nBAKU, 3 May 2021. {text}")[-1] == expected


def test_a_decree_in_one_line_is_who_issues_it() -> None:
    text = (
        "DECREE OF THE PRESIDENT OF THE REPUBLIC OF ARTSAKH\nON MARTIAL LAW\n\nGuided by the Constitution, I decree:\n\n"
        "1. To declare martial law.\n2. To publish this decree.\n\nDate: 27.09.2020"
    )

    assert speakers(text)[2:] == [S, S, S, N]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:05 Zakharova: the contingent was notified by the Azerbaijanis before it began", O),
        ("Flames rise after what Azerbaijan said was a rocket strike (AFP/Getty)", B),
        ("A still from a video put out by Azerbaijan's defence ministry purports to show a tank", B),
        ("The NSS of Artsakh said that it was late.", S),
        ('Critics say that "different forces" were calling for a coup.', O),
    ],
)
def test_whose_a_line_of_a_page_is(text: str, expected: str) -> None:
    assert speakers(f"Azerbaijan and Armenia, Nagorno-Karabakh\n\nIt rained on Tuesday.\n\n{text}")[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        (
            "Armenian Defense Ministry: two soldiers wounded\n\nYEREVAN (Reuters) - Two soldiers were wounded on Monday.\n\n"
            "Nikol Pashinyan told parliament that our army held the line.\n\nTurkey has backed Azerbaijan since the war of 2020."
        ),
        "RESOLUTION BY ARMENIAN PARLIAMENT\n\nThe parliament voted on Monday.\n\nThousands marched against it.",
        "Azerbaijan and Armenia meet\n\nArmenia said that it was ready for talks. In brief:\n\n- Goris was shelled\n- Iran held a vote",
        "Live: war in Karabakh\n\nWe follow it.\n\n14:05 Stepanakert: a shell fell",
        "Interview\n\nThe prime minister spoke on Monday.\n\nThe law lists:\n\n- no fines",
        "Statement on the visit of President Aliyev to Shusha\n\nIt rained. Azerbaijan has destroyed our churches.",
        "Statement on the working visit of President Aliyev to Shusha\n\nIt rained. Azerbaijan has destroyed our churches.",
        "Baku waits\n\nAzerbaijan sent troops to the corridor.\n\nThe corridor names:\n\n- Lachin\n- Zangezur",
    ],
)
def test_a_page_that_looks_official_and_is_news(text: str) -> None:
    assert speakers(text)[-1] == N


@pytest.mark.parametrize(
    "talk",
    [
        (
            "Our interlocutor is the president of the Academy.\n\nNews.am reports.\n\nQ: Why?\n\nA: The courts are bought.\n\n"
            "Q: When?\n\nA: Long ago."
        ),
        "Q: Why?\n\nA: I have studied Azerbaijan.\n\nQ: When?\n\nA: My brother left Armenia; he said it was poor.",
    ],
)
def test_whom_a_paper_asks_need_not_be_its_side(talk: str) -> None:
    assert Y not in speakers(f"Interview with an expert\n\n{talk}")
