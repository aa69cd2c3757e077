"""With whom a talk is that nothing announces, whose life is told, who only heads a society."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, sides, speakers


def test_turns_behind_dashes_are_a_talk_where_somebody_says_i() -> None:
    text = (
        "Presidential aide Hikmet Hajiyev: The text is nearly ready\n\nFrom our correspondent in Baku\n\n"
        "- Mr. Hajiyev, will there be peace this year?\n\n- There is peace already.\n\n"
        "- Others doubt it.\n\n- I've read what they say. It is thin.\n\n"
        "Hajiyev rose and showed us the door."
    )

    assert speakers(text)[2:] == [N, B, N, B, B, N]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Ada Poe: 'A map is not a treaty'", O),
        ("Hikmet Hajiyev: 'A map is not a treaty'", B),
        ("The map and the treaty", O),
    ],
)
def test_whom_a_headline_quotes_answers(headline: str, expected: str) -> None:
    text = (
        f"{headline}\n\nSince Azerbaijani troops moved up, nobody has slept. The conversation took place in May.\n\n"
        "Was it a surprise to you?\n\nFrankly, no. I had seen the maps.\n\nAnd now?\n\nConsultations.\n\n"
        "Will it last?\n\nI doubt it."
    )

    assert [expected] * 2 == [speakers(text)[4], speakers(text)[-1]]


@pytest.mark.parametrize(
    ("introduced", "expected"),
    [
        ("Ada Poe, head of the Centre for Peace in Yerevan and herself a native of Nagorno-Karabakh,", O),
        ("Ada Poe, president of the Baku Press Club,", O),
        ("Ada Poe, head of the Information Centre of Artsakh,", S),
        ("Ada Poe, head of the Centre for Studies under the President of Azerbaijan,", B),
        ("Ada Poe, head of the Situation Centre of the Armenian Ministry of Defence,", Y),
        ("Arayik Vladimiri Harutyunyan", S),
        ("Arayik Harutyunyan, a former journalist who has run the region since 2020,", S),
        ("Arayik Harutyunyan, a former president,", O),
    ],
)
def test_who_heads_a_society_speaks_for_no_side(introduced: str, expected: str) -> None:
    assert [[expected]] == sides(f"{introduced} said that it was late.")


def test_with_whom_it_says_that_an_interview_is_goes_before_whom_the_headline_quotes() -> None:
    text = (
        "Nikol Pashinyan: “We lost”\n\nInterview with Ada Poe of the Harbour Institute about the speech.\n\n"
        "– Is the road open?\n\n– I doubt it.\n\n– And then?\n\n– I think we wait."
    )

    assert speakers(text)[2:] == [N, O, N, O]


@pytest.mark.parametrize("between", ["The envoy was a Dane.", "An analyst sat beside him."])
def test_he_is_whoever_was_told_of_since_in_a_life(between: str) -> None:
    text = (
        "Heydar Aliyev: a life\n\nHeydar Aliyev was born in 1923. In 1993 the European Union sent an envoy.\n\n"
        f"{between} He said the war was a mistake."
    )

    assert speakers(text)[-1] == O


def test_a_life_is_told_of_whom_the_headline_names() -> None:
    text = (
        "Arayik Harutyunyan: a life in brief\n\n"
        "Born in Stepanakert in December 1973, Arayik Vladimiri Harutyunyan left school for the army.\n\n"
        "In 2009 he told reporters that trade had grown, a number that economists in Yerevan found odd.\n\n"
        "The European Union let it be known that it did not recognise the vote.\n\n"
        "“I saw the lists every morning,” he told a station a year afterwards."
    )

    assert [[N], [N], [S, O], [O], [S]] == sides(text)


def test_a_rubric_is_nobodys_turn() -> None:
    text = (
        "FACT CHECK: Was a jet shot down?\n\nThe claim\n\nThe post has been shared often.\n\n"
        "UPDATE: It rained.\n\nThe wreck is genuine."
    )

    assert {N} == set(speakers(text))


def test_what_agencies_put_in_front_of_a_headline_is_no_part_of_a_name() -> None:
    assert [[S]] == sides("INTERVIEW-Karabakh leader says the road is shut")


def test_he_in_a_turn_is_whom_the_same_sentence_names() -> None:
    text = (
        "HARO: Was it open?\n\nPOE: I met Armenia's Prime Minister on Monday, and he told me that it was.\n\n"
        "HARO: And then?\n\nPOE: He said so twice."
    )

    assert [[Y, O], [O]] == [sides(text)[1], sides(text)[3]]
