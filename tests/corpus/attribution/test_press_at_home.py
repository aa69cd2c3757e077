"""Texts of outlets at home with a side: whose "the ministry" is in them, and who speaks in quotation marks."""

from __future__ import annotations

import pytest

from annotator.corpus.speaker import load
from tests.corpus.attribution.who import B, N, O, S, Y, sides, speakers


@pytest.mark.parametrize(
    ("outlet", "side"),
    [
        ("…, the mayor told Trend.", B),
        ("Nobody was hurt, Azernews reports.", B),
        ("Nobody was hurt, Report informs.", B),
        ("The talks go on, the envoy told Hetq.", Y),
        ("Nobody was hurt, Aravot has learned.", Y),
    ],
)
def test_an_outlet_that_calls_itself_says_where_a_text_is_at_home(outlet: str, side: str) -> None:
    text = f"Truce broken again\n\nThe night was calm. {outlet} The Ministry of Defence denied losses."

    assert speakers(text)[-1] == side


def test_what_others_call_an_agency_is_not_their_own() -> None:
    text = "Truce broken again\n\nThe talks go on, the Azerbaijani news agency Trend reported. The Ministry of Defence denied losses."

    assert speakers(text)[-1] == O


def test_the_outlets_own_reports_are_the_narrators() -> None:
    assert sides("New checkpoint opens\n\nA checkpoint was opened, Trend reports.")[-1] == [N]
    assert sides("New checkpoint opens\n\nA checkpoint was opened, Reuters reports.")[-1] == [O]


def test_a_headlines_office_is_homes() -> None:
    text = "Defence Ministry says Armenia breaks truce\n\nBy First Last – Azernews:\n\nThe line was under fire."

    assert speakers(text)[0] == B


def test_press_that_names_the_region_alone_means_the_regions_offices() -> None:
    text = (
        "Shots fired across the line\n\nPanARMENIAN.Net - A serviceman of the Nagorno Karabakh army was hurt. "
        "An inquiry is under way, the Defence Ministry said."
    )

    assert speakers(text)[-1] == S
    assert speakers(text.replace("A serviceman", "Armenia sent help. A serviceman"))[-1] == Y


@pytest.mark.parametrize(
    "headline", ["Azerbaijan shells a village", "Azerbaijan violates the truce", "Two killed by Azerbaijani fire"]
)
def test_whose_deeds_a_headline_tells_of_is_not_at_home(headline: str) -> None:
    assert speakers(f"{headline}\n\nTwo posts came under fire. The defence ministry denied losses.")[-1] == O


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Offices that those who do not recognise them set in quotation marks.
        ("Karabakh is calm. The “ministry of defence” claimed that nobody fired.", [[N], [S]]),
        ("Karabakh is calm. The “Security Council” of the non-existent entity said that it is late.", [[N], [S]]),
        ("Karabakh is calm. The “ministry of defence” of Azerbaijan denied it.", [[N], [B]]),
        ("Karabakh is calm. “Vedem Service” denied it.", [[N], [O]]),
        ("Karabakh is calm. The parliament of the illegal regime said that it is late.", [[N], [S]]),
        # Whose ministry is told on.
        ("BAKU, May 3. Armenia's ministry denied it.\n\nArmenia's army fired at night, the ministry said.", [[Y], [B]]),
        (
            "BAKU, May 3. Armenia's ministry denied it.\n\nArmenia's men were hurt at night, the ministry said.",
            [[Y], [Y]],
        ),
        (
            "Armenia's ministry denied it. The claims of Azerbaijan's ministry are false, the ministry said.",
            [[Y], [Y]],
        ),
        # Bodies of one side that its own press names without the state.
        ("BAKU, May 3. It rained.\n\nThe State Border Service explained that two cars were found.", [[B]]),
        ("Azerbaijan and Armenia met. The National Security Service of Armenia said so.", [[Y]]),
        (
            "The mayor told Trend so. The State Commission on Prisoners of War, Hostages and Missing Persons confirmed it.",
            [[B]],
        ),
        (
            "Karabakh waits. The NKR State Commission on Prisoners of War, Hostages and Missing Persons confirmed it.",
            [[S]],
        ),
        ("Karabakh's State Commission on Prisoners of War, Hostages and Missing Persons said so.", [[S]]),
        ("Two fell, Report informs referring to the Defense Ministry.", [[B]]),
        ("The talks in Karabakh go on. An adviser to the leader of the regime denied it.", [[N], [S]]),
        ("The mayor told Hetq so. Russian border guards denied it. The National Security Service refuted it.", [[Y]]),
        (
            "The hearing at the Baku Military Court went on. Ada Poe, head of a department of the Prosecutor General's Office, said it was late.",
            [[N], [B]],
        ),
        # Who is no side's though the text is at home.
        ("The mayor told Trend so. Vice Minister of Energy of Ruritania Serik Vedem said that it rained.", [[O]]),
        ("The mayor told Trend so. Head of the ICRC office in Rome Lena Maro said that it rained.", [[O]]),
        ("The mayor told Trend so. The command of the peacekeepers noted that it rained.", [[O]]),
        ("The mayor told Trend so. The Secretary General hailed the talks.", [[O]]),
        ("The mayor told Trend so. Director of the Aktau Sea Trade Port Berik Zhanov noted that it rained.", [[O]]),
        ("The Red Cross's Baku office confirmed that four left.", [[O]]),
        ("A source in the Elysee Palace said so, AFP reported.", [[O]]),
        # State media, and a council that is no name.
        ("Azerbaijan's state TV says the opposite.", [[B]]),
        ("Rockets hit the capital of Nagorno-Karabakh, its State Emergency Service says.", [[S]]),
        # Prosecutors are those of the court.
        ("The hearing at the Baku Military Court went on. The prosecution said that all is proven.", [[N], [B]]),
        ("The hearing at the Baku Military Court went on. The indictment says that two died.", [[N], [B]]),
        ("The hearing at the Baku Military Court went on. The state prosecutor drew attention to a map.", [[N], [B]]),
        ("The hearing at the Baku Military Court went on. State prosecutor Tara Vedem said it was late.", [[N], [B]]),
        (
            "Four are on trial in Baku. Prosecutors said that all is proven. The defence said that it was a farce.",
            [[N], [B], [O]],
        ),
        ("According to the opinion of the Baku Military Court, two died.", [[B]]),
        # The accused speak for nobody.
        (
            "The case against citizens of Armenia, Karen Danielyan and others, was heard. Danielyan said he was a driver.",
            [[N], [O]],
        ),
        ("Karen Danielyan met the mayor. Danielyan said he was glad.", [[N], [S]]),
        # Whom a sentence passes on.
        ("Exports rose, Trend reports, citing the energy minister.", [[B]]),
        ("The spokesperson of the Foreign Ministry told Armenpress that no date was set.", [[Y]]),
    ],
)
def test_whose_office_it_is(text: str, expected: list[list[str]]) -> None:
    assert [[side for side in found if side != O] or [O] for found in sides(text)][-len(expected) :] == expected


def test_a_sides_press_is_no_sides_own_voice() -> None:
    registry = load()

    assert {speaker.tag for speaker in registry.speakers if speaker.press} == {B, Y, S}
    assert not {outlet for speaker in registry.speakers for outlet in speaker.press} & {
        outlet for speaker in registry.speakers for outlet in speaker.outlets
    }


def test_the_ministry_behind_a_regions_army_is_the_regions_in_the_press_that_looks_after_it() -> None:
    text = (
        "Line quiet\n\nThe Defence Army of the Nagorno-Karabakh Republic stopped two men, the Defence Ministry said. "
        "It rained in the hills, the Foreign Ministry told Tert.am. Armenia's police said that it is late."
    )

    assert speakers(text)[1:] == [S, Y, Y]
