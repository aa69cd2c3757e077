"""Whose release a text is, by its first line: then what nobody else says in it is the issuer's."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import NARRATOR, OTHER, load
from tests.corpus.attribution import who

RELEASE = (
    "On 19 September shelling began in all directions.\n\nCivilian homes have been damaged.\n\n"
    "We reject these accusations. No army of ours is there."
)
REPORT = "Shelling began in all directions on Tuesday.\n\nCivilian homes have been damaged."


def speakers(first: str, body: str) -> list[str]:
    """The main speaker of each sentence of the body."""
    article = Article(key="issuer", text=f"{first}\n\n19 September 2023\n\n{body}", sha256="0" * 64, path="issuer.txt")
    found = [one.speaker for one in attribute(article, split(article), load()) if one.ordinal == 1]
    return found[-len(body.split(". ")) - body.count("\n\n") :]


@pytest.mark.parametrize(
    "first",
    [
        "Statement by the Ministry of Foreign Affairs of the Republic of Armenia",
        "The statement of MFA of Armenia",
        "Armenian MFA statement",
        "Foreign Ministry of Armenia: statement on the attack",
        "Human Rights Defender of Armenia: urgent report",
        "Prime Minister Nikol Pashinyan's speech at the European Parliament",
        "Ministry of Defence of the Republic of Armenia",
        "Letter dated 20 September 2023 from the Permanent Representative of Armenia to the United Nations",
    ],
)
def test_a_release_is_its_issuers(first: str) -> None:
    assert speakers(first, RELEASE) == ["Yerevan"] * 4


@pytest.mark.parametrize(
    "first",
    [
        "As it happened: Armenia–Azerbaijan clashes",
        "Armenia's defence ministry in crisis over statement",
        "Official statement",
    ],
)
def test_a_headline_issues_nothing(first: str) -> None:
    assert speakers(first, REPORT) == [NARRATOR] * 2


def test_an_institutions_name_above_a_text_without_a_date_that_never_says_we_is_a_topic() -> None:
    assert who.speakers(f"Ministry of Defence of the Republic of Armenia\n\n{REPORT}") == [NARRATOR] * 3
    # Above a date it is a letterhead.
    assert speakers("Ministry of Defence of the Republic of Armenia", REPORT) == ["Yerevan"] * 2


@pytest.mark.parametrize(
    ("head", "side"),
    [
        ("Ministry of Defence of Armenia\nPress release\n21:40 19.09.2023", "Yerevan"),
        ("Artsakh Defence Army\n@artsakh_army", "Stepanakert"),
        ("Human Rights Ombudsman of Artsakh\nStatement", "Stepanakert"),
        ("Public Radio of Armenia\n\nTwo villages without water", "Yerevan"),
        ("Declaration of the Presidium of the Supreme Council of Armenia", "Yerevan"),
        ("Information of the Press Service of the Ministry of Defense\n\nBaku, May 4", "Baku"),
        ("TRANSCRIPT: Press briefing by the spokesperson of the Foreign Ministry of Azerbaijan", "Baku"),
        ("Information of the Press Service of the Ministry of Defense\n\nPrague, May 4", OTHER),
        ("Update on the shelling\nHuman Rights Defender (Ombudsman) of the Republic of Artsakh", "Stepanakert"),
        ("Information as of 18:00\n\nArtsakh Information Center · 26.07.2023", "Stepanakert"),
        (
            "Republic of Azerbaijan Ministry of Foreign Affairs\nHome / News\n\nStatement of the Ministry of Foreign Affairs",
            "Baku",
        ),
        (
            "Home / News\n\nNews\n\nNo:24/23, Commentary of the Ministry of Foreign Affairs of Azerbaijan on mines",
            "Baku",
        ),
        ("Briefing by Head of the Press Department of the MFA of Armenia Arsen Mkhitarian", "Yerevan"),
        ("Republic of Artsakh | Human Rights Ombudsman\n\nUPDATE on the blockade", "Stepanakert"),
        ("HIGHLIGHTS OF THE NOON BRIEFING\n\nUN MISSION VISITS KARABAKH", NARRATOR),
    ],
)
def test_who_issued_a_text_is_known_by_its_first_lines(head: str, side: str) -> None:
    article = Article(key="made-up", text=f"{head}\n\nMines killed two people.", sha256="0" * 64, path="made-up.txt")

    assert side == attribute(article, split(article), load())[-1].speaker


@pytest.mark.parametrize(
    ("text", "side"),
    [
        (
            "Press service of the NKR Ministry of Defense\n\n15 June, 2016\n\nThe night was calm in our sector.",
            "Stepanakert",
        ),
        (
            (
                "No:24/23, Commentary of the Press Service Department on an interview of the Armenian Minister\n\n"
                "The Minister is wrong. The road is open. Azerbaijan keeps its word."
            ),
            "Baku",
        ),
        (
            (
                "Provocation was prevented\n\nOur positions were shelled at night from Armenia. The Azerbaijan Army lost nobody. "
                "The enemy was silenced."
            ),
            "Baku",
        ),
    ],
)
def test_who_issued_a_text_that_names_no_state_in_its_heading(text: str, side: str) -> None:
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    assert side == attribute(article, split(article), load())[-1].speaker


def test_an_official_account_of_a_visit_is_of_the_side_whose_president_received_it() -> None:
    text = (
        "Ilham Aliyev received a delegation of friends\n\nPresident of the Republic of Azerbaijan Ilham Aliyev received a delegation "
        "led by Lena Maro.\n\nThe sides exchanged views on trade.\n\nThen a photo was taken."
    )
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    assert [one.speaker for one in attribute(article, split(article), load())][-2:] == ["Baku", "Baku"]


def test_a_letterhead_is_nobodys_and_the_release_below_it_the_issuers() -> None:
    text = "REPUBLIC OF ARTSAKH\nMINISTRY OF FOREIGN AFFAIRS\n\nTwo depots were hit.\n\nSuch rhetoric confirms that talks are over."
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    found = [one.speaker for one in attribute(article, split(article), load()) if one.ordinal == 1]

    assert [NARRATOR, NARRATOR, "Stepanakert", "Stepanakert"] == found


def test_whom_a_state_agency_interviews_speaks_in_the_answers() -> None:
    text = (
        "INTERVIEW: Flour for a week\n\nYEREVAN, JANUARY 20, ARMENPRESS. ARMENPRESS spoke with Lena Maro, adviser to the "
        "State Minister of Artsakh.\n\n- Ms. Maro, is there flour?\n\n- For a week.\n\n- And oil?\n\n- For a month."
    )
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    found = [one.speaker for one in attribute(article, split(article), load()) if one.ordinal == 1]

    assert [NARRATOR, "Stepanakert", NARRATOR, "Stepanakert"] == found[-4:]


def test_the_lines_above_and_below_a_release_are_nobodys() -> None:
    text = (
        "REPUBLIC OF ARTSAKH\nHUMAN RIGHTS DEFENDER (OMBUDSMAN)\nStepanakert, 19 August 2023\nURGENT UPDATE No. 9\n\n"
        "The enemy shut the road on Friday. Our bakeries are closed.\n\nhttps://example.org/9\n"
    )
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    said = [one.speaker for one in attribute(article, split(article), load())]

    assert [*[NARRATOR] * 4, "Stepanakert", "Stepanakert", NARRATOR] == said


def test_the_furniture_of_a_page_is_no_part_of_a_release() -> None:
    text = (
        "BAKU, May 4. /AZERTAC/ The road was closed on Friday.\n\n© Content may be used with a link\n\nShare this page"
    )

    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    assert ["Baku", NARRATOR, NARRATOR] == [one.speaker for one in attribute(article, split(article), load())]


@pytest.mark.parametrize(
    ("heading", "speaker"),
    [
        ("Armenian Ministry of Defense statement\n\n", "Yerevan"),
        ("Human Rights Defender of Artsakh\nAd hoc report\n\n", "Stepanakert"),
        ("Office of the President of Azerbaijan\nPress release\n14 September 2022\n\n", "Baku"),
        ("Situation report, 14 September - Ministry of Defense of Armenia\n\n", "Yerevan"),
        ("AZERTAC, Baku, September 14 - ", "Baku"),
        ("Armenian soldiers: a report\n\n", NARRATOR),
        ("Human Rights Council\nSpecial report: Armenia\n\n", NARRATOR),
        ("Foreign Ministry\nStatement to Armenia\n\n", NARRATOR),
        ("No response from Armenian Foreign Ministry\n\n", NARRATOR),
        ("Embassy in Yerevan statement\n\n", NARRATOR),
        ("Hack\n\nThe state agency (Azertac) was hacked. ", NARRATOR),
        ("Hack\n\nAzertac, Baku's agency, was hacked. ", NARRATOR),
        ("Comment by the Ministry of Defense on the statement of Baku\n\n", OTHER),
        ("Report on the Ministry of Defense of Armenia\n\n", NARRATOR),
        ("Armenian Prime Minister’s Office: an analysis\n\n", NARRATOR),
        ("Elish Ministry of Defense statement\n\n", NARRATOR),
        ("Armenian and Azerbaijani Defense Ministries\n14 September 2022\n\n", NARRATOR),
    ],
)
def test_a_release_is_of_whose_office_the_lines_above_it_name(heading: str, speaker: str) -> None:
    text = f"{heading}The road is shut. Two depots were hit."
    assert speaker == who.speakers(text)[-1]


@pytest.mark.parametrize(
    ("title", "speaker"),
    [
        ("Weekly briefing of the Foreign Ministry\nYerevan, 14 September 2022", "Yerevan"),
        ("Weekly briefing of the Foreign Ministry\nBaku, 14 September 2022", "Baku"),
        ("Weekly briefing of the Foreign Ministry\nVienna, 14 September 2022", OTHER),
        ("Weekly press briefing\nYerevan, 14 September 2022", OTHER),
        ("Press conference by Foreign Minister Sergey Lavrov\nYerevan, 14 September 2022", OTHER),
        ("Press conference of Minister Tom Hale\nYerevan, 14 September 2022", OTHER),
        ("Press briefing, Foreign Ministry\nYerevan, 14 September 2022\nRussian Foreign Ministry", OTHER),
        ("French Embassy in Yerevan\nPress briefing", OTHER),
        ("Ministry of Health, Yerevan\nPress briefing", "Yerevan"),
        ("Remarks at a press conference\nOffice of the Deputy Prime Minister\nBaku", "Baku"),
        ("Health Minister Ada Vedemyan: briefing transcript, Yerevan", "Yerevan"),
        ("Press briefing, 14 September 2022\nAda Vedemyan, Health Minister", "Yerevan"),
        ("Press briefing, 14 September 2022\nAda Bekor, Health Minister", OTHER),
        ("Daily press briefing\nWashington, DC\nARMENIA", OTHER),
        ("Press conference of Elish Special Envoy Ada Bekor\nYerevan", OTHER),
    ],
)
def test_a_briefing_is_of_the_side_whose_office_or_town_its_heading_names(title: str, speaker: str) -> None:
    turns = "".join(
        f"Question: {ask}?\n\nAnswer: {say}.\n\n" for ask, say in [("Is it late", "It is"), ("Why", "It is")]
    )
    text = f"{title}\n\n{turns}"
    assert speaker == who.speakers(text)[-1]


@pytest.mark.parametrize(
    ("dateline", "speaker"),
    [("12 May 2016", "Yerevan"), ("Published: 12 May 2019", OTHER), ("Updated May 2020", OTHER)],
)
def test_without_a_date_of_publication_the_dateline_says_who_was_in_office(dateline: str, speaker: str) -> None:
    text = f"A road\n{dateline}\n\nSerzh Sargsyan said that the road was shut."
    assert speaker == who.speakers(text)[-1]


ARMENIA = "Ministry of Foreign Affairs of the Republic of Armenia"
OFFICE = "The Ministry of Foreign Affairs"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The section of a site above the title.
        (f"Press releases\n\nStatement by the {ARMENIA}\n\n19 September 2023\n\nHomes burned.", "Yerevan"),
        # The place, and what the office itself does in the text.
        (f"Press release\n\nYEREVAN, 3 May – {OFFICE} condemns the shelling.\n\nHomes burned.", "Yerevan"),
        (f"Press release\n\nYEREVAN, 3 May – {OFFICE} lies on a hill.\n\nHomes burned.", NARRATOR),
        # Whose a site is, below the text.
        ("Homes burn\n\nHomes burned.\n\n© 2013-2019 Armenpress News Agency, all rights reserved.", "Yerevan"),
        ("Homes burn\n\nHomes burned.\n\nPhoto: © Armenpress", NARRATOR),
    ],
)
def test_whose_page_a_text_stands_on(text: str, expected: str) -> None:
    article = Article(key="issuer", text=text, sha256="0" * 64, path="issuer.txt")
    told = {one.sentence.text: one.speaker for one in attribute(article, split(article), load())}

    assert expected == told["Homes burned."]


def test_who_is_told_to_speak_of_the_enemy_issues_nothing() -> None:
    reported = (
        "Night of 1 August\n\nThere is no light in Aygepar. By the data of the Armenian ministry, the enemy fired 80 times. "
        "The Defense Army of Artsakh said that the enemy fled. It rained."
    )
    own = "Night of 1 August\n\nThere is no light in Aygepar. The enemy fired 80 times. The enemy fled. The Azerbaijani side has losses."

    assert NARRATOR == who.speakers(reported)[-1]
    assert "Yerevan" == who.speakers(own)[-1]


def test_a_part_of_a_page_is_of_whom_its_heading_names() -> None:
    text = (
        "News of the day\n\nElections\nIt rained on the polls.\n\nStatement of the press service of the NKR Defense Army\n"
        "Shots were fired on Sunday. Nobody was hurt.\n\nGuests\nA group of 35 has come."
    )

    assert [NARRATOR, NARRATOR, NARRATOR] == who.speakers(text)[:3]
    assert ["Stepanakert", "Stepanakert", NARRATOR, NARRATOR] == who.speakers(text)[-4:]


def test_an_address_is_the_speakers_though_it_says_we_late() -> None:
    text = (
        "Ilham Aliyev addressed the nation\n\n20 November 2020, 11:00\n\nThe district is free. It rained. It is ours! "
        "It was a long road. I thank the people.\n\nThe roads are being mended."
    )

    assert "Baku" == who.speakers(text)[-1]


def test_an_institution_above_the_sections_line_issues_the_text() -> None:
    text = (
        "Investigative Committee of the Republic of Armenia\nNews » 22 November 2021\nA case is launched\n\n"
        "It rained on the post. Six men fell.\n\n40, Vedem Street, Yerevan"
    )

    assert ["Yerevan", "Yerevan", NARRATOR] == who.speakers(text)[-3:]


def test_a_notice_of_an_office_without_a_state_that_tells_of_one_side_alone_is_the_other_states() -> None:
    text = (
        "State Border Service\nInformation of the Press Centre\n23.06.2021 22:15\n\nFour men tried to cross the border from Armenia. "
        "A grenade was found.\n\nThe National Security Service of Armenia informed us that one is a shepherd."
    )
    assert who.speakers(text)[-3:] == ["Baku", "Baku", "Yerevan"]
    # Of a third state's office nobody can say so.
    assert "Baku" not in who.speakers(f"{text}\n\nRussia waits.")


SIGNED = "The road was shelled on Monday. We note that nobody was hurt."


@pytest.mark.parametrize(
    ("above", "below", "side"),
    [
        (
            "STATEMENT",
            "Ministry of Foreign Affairs\nNagorno-Karabakh Republic\nStepanakert, December 10, 1999",
            "Stepanakert",
        ),
        (
            "News / Notices\n20 May 2021",
            "National Security Service of the Republic of Armenia\nMedia Department",
            "Yerevan",
        ),
        (
            "President of the Republic of Azerbaijan\nEN | RU\nA quarter is built\n20 October 2021, 14:05",
            "Print",
            "Baku",
        ),
        ("Meeting with the guests\n03.12.2019", "www.mfa.am", "Yerevan"),
        (
            "S/25981\n9 June 1993\nLETTER DATED 8 JUNE 1993 FROM THE PERMANENT MISSION OF ARMENIA TO THE UNITED NATIONS",
            "",
            "Yerevan",
        ),
        (
            "9 June 1993\nLETTER DATED 8 JUNE 1993 FROM THE CHARGE D'AFFAIRES A.I. OF\nTHE PERMANENT MISSION OF ARMENIA",
            "",
            "Yerevan",
        ),
        ("Xland: Statement", "", NARRATOR),
        ("Daily Courier\nThe road was shelled", "Ministry of Foreign Affairs", NARRATOR),
    ],
)
def test_whose_a_page_is_shows_above_and_below_it(above: str, below: str, side: str) -> None:
    text = f"{above}\n\n{SIGNED}\n\n{below}".strip()
    article = Article(key="page", text=text, sha256="0" * 64, path="page.txt")
    found = {one.sentence.text: one.speaker for one in attribute(article, split(article), load()) if one.ordinal == 1}

    assert {found[sentence] for sentence in ("The road was shelled on Monday.", "We note that nobody was hurt.")} == {
        side
    }


def test_who_holds_an_office_and_says_so_writes_a_letter() -> None:
    text = (
        "OPEN LETTER\n\nI have held the office of Human Rights Defender of Artsakh for three years. My staff counted 41 shots.\n\n"
        "Respectfully,\nLena Vedem"
    )

    assert ["Stepanakert"] * 2 == who.speakers(text)[1:3]


def test_a_spokespersons_answer_about_another_side_is_not_that_sides() -> None:
    text = (
        "No:211/24, Answer of the spokesperson to a media inquiry about the remarks of the Foreign Minister of Armenia\n\n"
        "Question: It rained. What do you say?\n\nAnswer: Azerbaijan waits. The Armenian ministry knows it."
    )

    assert "Yerevan" not in who.speakers(text)[1:4]


def test_the_site_above_a_page_is_asked_before_its_voice() -> None:
    text = (
        "mod.gov.az | News | Contact\n12.08.2016\nThe units of the armed forces of Armenia fired 27 times.\n\n"
        "The positions of our army were hit. The enemy did not say why.\n\nPress Service of the Ministry of Defense"
    )

    assert [one for one in who.speakers(text) if one != NARRATOR] == ["Baku"] * 3


def test_a_press_service_behind_a_bar_is_a_name_above_a_page() -> None:
    text = (
        "Defense Army of Artsakh / press service\nReport as of 20:00\n19 October 2020\n\n"
        "Heavy battles went on in the south. The bridge stands."
    )

    assert who.speakers(text)[-2:] == ["Stepanakert"] * 2


def test_a_decree_is_of_the_president_below_its_name_whoever_made_it_needed() -> None:
    text = (
        "DECREE\nOF THE PRESIDENT OF THE NAGORNO KARABAKH REPUBLIC\n\n"
        "Taking into account that the armed forces of Azerbaijan fired and following Article 4, I decree:\n\n"
        "1. The schools are closed.\n2. The wells are open."
    )

    assert [one for one in who.speakers(text) if one != NARRATOR] == ["Stepanakert"] * 3


def test_the_sections_of_a_site_stand_behind_its_name() -> None:
    text = (
        "President of the Republic of Azerbaijan » Events » Visits\nThe President met the residents\n14 October 2023\n\n"
        "The head of state handed over the keys. It rained."
    )

    assert who.speakers(text)[-2:] == ["Baku"] * 2


def test_an_ombudsmans_own_office_is_the_issuer() -> None:
    text = "Statement of the Human Rights Defender of Artsakh\n\nMy office has recorded 11 cases. Analyses show why.\n\n👍 214  ❤ 87"

    assert who.speakers(text)[-3:] == ["Stepanakert", "Stepanakert", NARRATOR]


@pytest.mark.parametrize(
    "above",
    [
        "Executive Order 13\nof the President of the United States on aid to Armenia",
        "Law\nof war in Azerbaijan and Armenia",
        "Decision\nBy Ilham Aliyev's opponents in Armenia",
        "Armenian Government / Azerbaijani Government",
    ],
)
def test_what_only_names_a_side_is_nobodys(above: str) -> None:
    assert who.speakers(f"{above}\n\nAid is to be given to all. The border will be marked.")[-2:] == [NARRATOR] * 2
