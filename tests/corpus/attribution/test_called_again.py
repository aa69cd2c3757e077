"""Who is meant when somebody is called again: "the ministry", "a spokesman", "the politician", "he", a surname."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What a ministry is for tells it from another.
        (
            (
                "Armenia's health ministry counted two dead. Azerbaijan's defence ministry denied it. "
                "The health ministry said the two were drivers."
            ),
            [Y, B, Y],
        ),
        (
            (
                "The foreign minister of Armenia thanked the crews. Azerbaijan's defense minister scoffed. "
                "The Defence Ministry later said the crews were late."
            ),
            [Y, B, B],
        ),
        ("The Human Rights Defender of Artsakh counted two. The Ombudsman said there were more.", [S, S]),
        ("Zarifa Vedemli wept. According to her, two men of Azerbaijan were there.", [N, O]),
        ("Armenia and Azerbaijan traded fire. Yerevan counted two dead. Its neighbour denied it.", [N, Y, B]),
        ("Two Russian men died near Baku, the country's ministry said.", [B]),
        (
            "Lena Maro of the Armenian army recalled that Azerbaijan's envoy had told her so. She said it was late.",
            [Y, Y],
        ),
        ("The NKR army counted two dead. According to the source, one was a driver.", [S, S]),
        ("It rained in Stepanakert. Officials here say it will go on.", [N, S]),
        ("It rained in Goris. Governor of the province Ada Vedemyan puts the losses at 300.", [N, Y]),
        ("In Nagorno-Karabakh, the territory at its heart, the leadership has warned of a war with Baku.", [S]),
        # Whoever speaks for the institution that spoke just before.
        ("Azerbaijan's army denied the report. A spokesman said no gun was fired.", [B, B]),
        ("Azerbaijan's army denied the report. A spokesman, Col. Elnur Vedemli, said no gun was fired.", [B, B]),
        ("The Red Cross denied the report. A spokeswoman said nobody was hurt.", [O, O]),
        ("Azerbaijan's army denied the report. One of its officers called it a tale that children tell.", [B, B]),
        ("Armenia's postal agency lost a van. A source in the agency said it was empty.", [N, Y]),
        ("Armenia's customs agency (ACVA) said so. According to the agency, Ada Poe, who drove, is safe.", [Y, Y]),
        # By a noun instead of a pronoun.
        ("Pashinyan met two farmers. The politician said that the road was dry.", [N, Y]),
        ("The ombudsman of Artsakh wept. “Nobody came,” the official said.", [N, S]),
        # The name that a definite phrase brings is known from then on.
        (
            "Azerbaijan's ministry objected. The ministry's spokesman, Elnur Vedem, laughed. Vedem said it was late.",
            [B, N, B],
        ),
        ("Hikmet Vedem, who speaks for the Azerbaijani president, met the press. Vedem said it was late.", [N, B]),
        # Somebody with an office is who "he" is, whatever the verb between.
        (
            "Azerbaijan's envoy left. Armenia's deputy minister, Ada Poe, no longer sleeps. “It is late,” she says.",
            [N, N, Y],
        ),
        ("“It is late,” said Anahit Vedemyan, press secretary to Armenia's premier.", [Y]),
        # Whose they are says who they are not.
        ("Pashinyan praised the deal. His opponents said that it was weak.", [Y, O]),
        ("Pashinyan praised the deal. His lawyer said that it was weak.", [Y, O]),
        # By the letters that stood in brackets, and whoever has an office there.
        ("Armenia's Hill Agency (HAOA) was late. HAOA says that it snowed.", [N, Y]),
        ("Armenia's Hill Agency (HAOA) was late. HAOA spokeswoman Ada Poe slept. Poe says that it snowed.", [N, N, Y]),
        # Of whose institution, where both have the same letters, or an agency's credit stands in brackets.
        ("Armenia's Foreign Ministry (MFA) was late. Azerbaijan's MFA says that it snowed.", [N, B]),
        ("It is late, said the Armenian Ministry of Defence (TASS). TASS said that it snowed.", [Y, O]),
        # A word that is an outsider's surname besides.
        ("Armenia's power ministry said that it was late. The Armenian price regulator said so too.", [Y, Y]),
        # A pronoun in the first sentence of all.
        ("Ilham Aliyev left, it said.", [O]),
        # A spokesman is whoever was introduced as spokesperson.
        (
            "Armenia met. US State Department spokesperson Ada Poe laughed. The spokesman replied that it was late.",
            [N, N, O],
        ),
        # A person is no committee.
        ("YEREVAN, May 4. – The driver Ada Poe was held on Monday. The Committee said she had hit a goat.", [N, N, Y]),
        # No other prime minister than the one who has just spoken.
        (
            "Azerbaijan's president disagreed. Pashinyan called it a start. The prime minister says it rained.",
            [N, Y, Y],
        ),
        # The name stands behind the office, or behind what the office is for.
        ("Minister of Foreign Affairs Karen Mirzoyan met the crew. Mirzoyan said it was late.", [N, S]),
        ("Armenia's parliament met, and its chair Ada Poe laughed. Poe said that it was late.", [N, Y]),
        # An official's surname with another first name is a namesake's.
        ("The driver of the bus, Hakob Avetisyan, said that nobody left.", [O]),
        # Whom a relative clause is about, not where they were.
        ("Armenia wept. A Norwegian mission that visited Stepanakert on May 4 said it saw no mill.", [N, O]),
        # What was informed is whose information it is.
        ("The road is shut, Azerbaijan's army said. According to the information, a wheel broke.", [B, B]),
        # What somebody signed speaks for them, whoever spoke before.
        ("Armenia said it is so. Karabakh's president signed a decree. The document says it is late.", [Y, N, S]),
        ("Armenia said it is so. Samvel Shahramanyan signed a decree on Monday. It says it is late.", [Y, N, S]),
        # Several things are no person.
        ("Villages burned. He said it was late.", [N, O]),
    ],
)
def test_who_is_called_again(text: str, expected: list[str]) -> None:
    assert expected == speakers(text)


def test_a_statement_that_is_quoted_at_length_is_whoever_issued_it() -> None:
    text = (
        "The ombudsman of Artsakh issued a statement on Monday.\n\n"
        "“The well is dry. The mill stands still. The oven is cold. The shop is shut. We are waiting,” the statement reads."
    )

    assert [S] * 6 == speakers(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Local officials said that two were hurt.", S),
        ("Regional authorities said that two were hurt.", S),
        ("The shells fell on Barda. Local officials said that two were hurt.", B),
        ("In Vardenis, local officials said that two were hurt.", Y),
        ("Local Azerbaijani officials said that two were hurt.", B),
        ("Armenian officials in Stepanakert said that two were hurt.", S),
        ("Officials in the Armenian-populated enclave said that two were hurt.", S),
        ("A statement by the region's presidency said that two were hurt.", S),
        ("The Armenians of Karabakh said that two were hurt.", O),
    ],
)
def test_local_officials_are_the_towns_or_else_the_regions_that_the_text_is_about(text: str, expected: str) -> None:
    began = "Azerbaijan sent troops into Nagorno-Karabakh. Armenia's prime minister said that he would not fight."

    assert expected == speakers(f"{began} {text}")[-1]


def test_an_indictment_is_not_whoever_spoke_before() -> None:
    text = "The driver denied it. According to the indictment, the van was stolen."

    assert [O, O] == speakers(text)


@pytest.mark.parametrize(
    "source",
    [
        "Foreign Ministry spokeswoman Maria Zakharova",
        "The mediator, Igor Popov,",
        "Zakharova",
    ],
)
def test_people_of_no_side_are_no_sides_officials_whatever_they_are_called(source: str) -> None:
    """Their surnames look like a side's."""
    assert [B, O] == speakers(f"Azerbaijan's army denied the report. {source} said that both were late.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The accused Danielyan said that he was at home.", [O]),
        ("Injured party Ada Vedemli told the court of a night in a barn.", [O]),
        ("Defence counsel Ada Vedemli said that no witness saw it.", [O]),
        ("Public prosecutor Vusal Vedemli objected that the logbook was found.", [B]),
    ],
)
def test_in_a_court_the_state_speaks_through_its_prosecutor_alone(text: str, expected: list[str]) -> None:
    assert expected == speakers(f"BAKU, Azerbaijan, May 4. A trial went on at the Military Court. {text}")[-1:]


def test_the_surname_of_a_state_is_not_its_regions() -> None:
    text = "Armenia closed a road near Artsakh. Deputy minister Ada Vedemyan said that it was icy."

    assert [N, Y] == speakers(text)


def test_a_surname_alone_makes_nobody_a_side_that_the_article_hardly_names() -> None:
    text = (
        "It rained in Bishkek. The road was shut. Buses stood still. A bridge fell. "
        "The representative of the ministry A. Sadykov said that crews were there.\n\nEarlier there was rain in Baku."
    )

    assert [N, N, N, N, O, N] == speakers(text)
