"""Pages as they are on most days: readouts, headlines of two verbs, captions, nested lists, interviews within a report."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import Kind, split
from annotator.corpus.speaker import load
from tests.corpus.attribution.who import B, N, O, S, Y, sides


def said(text: str) -> dict[str, str]:
    """The last speaker of each unit, by its first words."""
    article = Article(key="page", text=text, sha256="0" * 64, path="page.txt")
    return {one.sentence.text[:20]: one.speaker for one in attribute(article, split(article), load())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pashinyan meets Putin, calls for peace", [Y]),
        ("Blinken calls Aliyev, urges calm", [O]),
        ("Blinken speaks with leaders of Armenia and Azerbaijan, urges end to fighting", [O]),
        ("Deputy Foreign Minister Shavarsh Kocharian blames Baku for the failure of the talks.", [Y]),
        ("The State Border Service of Azerbaijan announced that the gate is shut.", [B]),
        ("Shells hit a hospital in May, a medical charity says.", [O]),
        ("Some of those in the hall said they felt left alone by the government in Yerevan.", [O]),
        ("An Armenian claims that the road is open.", [O]),
        ("In an interview with “Hayots Or,” Deputy Foreign Minister Shavarsh Kocharian blames Baku for it.", [Y]),
        ("Edmon Marukyan, the head of the opposition Bright Armenia faction, asked what had been signed.", [O]),
        ("In Baku this was categorically denied.", [B]),
        ("In Baku this was filmed.", [N]),
        ("This is refuted by the figures: before May a thousand lorries used to pass.", [N]),
        ("Friday's deaths put the toll at 40.", [N]),
        ("Partly, suggests Hratch Maro, who studies the conflict, because it costs nothing.", [O]),
        ("Parties in Armenia accuse Pashinyan of giving up the right of return.", [O]),
        ("Azerbaijan and Armenia each say the other side attacked first.", [B, Y]),
        ("Gegham Stepanyan, the Karabakh ombudsman, reports at least 200 dead.", [S]),
        ("Guards exchanged fire near a village on 26 July, with no casualties reported.", [N]),
        ("Bayramov of Azerbaijan and Mirzoyan of Armenia spoke by phone, according to their ministries.", [B, Y]),
        ("Three soldiers killed as Armenia, Azerbaijan trade accusations over border clash", [Y, B]),
        ("The Artsakh authorities report new cuts in the supply of gas.", [S]),
        ("The Ministry of Defence of Azerbaijan spreads another disinformation", [N]),
        ("Few diplomats here believe that.", [N]),
        ("Azatutyun, the Armenian service of RFE/RL, reported that a hundred people had marched.", [O]),
        ("Artak Beglaryan, a former state minister of Artsakh who now lives in Yerevan, said that it is late.", [O]),
        ("“It was loud and lasted for twenty minutes,” said one of them.", [O]),
        ("Karabakh's army said it had stopped an attack and Armenia's defence ministry denied it.", [S, Y]),
    ],
)
def test_who_says_it_in_plain_news(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


def test_a_readout_is_whose_it_is_attributable_to() -> None:
    found = said(
        "Department of State\n\nThe Secretary's Calls with Armenian Prime Minister Pashinyan and Azerbaijani President Aliyev\n\n"
        "The below is attributable to Spokesperson Lena Maro:\n\nThe Secretary spoke today with both leaders. "
        "The release of two men was a good step.\n\nArmenia Azerbaijan Office of the Spokesperson"
    )
    assert found["The release of two m"] == "Other"
    assert Y not in found.values()


def test_what_a_page_is_filed_under_is_no_signature() -> None:
    found = said(
        "The talks\n\nRain fell in the valley.\n\nThe road stayed shut.\n\nArmenia Azerbaijan Office of the Spokesperson"
    )
    assert set(found.values()) == {"Narrator"}


def test_a_caption_is_no_turn() -> None:
    found = said(
        "Army takes town\n\nFILE PHOTO: People wait for water at a camp, May 12, 2024. AGENCY/Maro\n\n"
        "The town lies on the road.\n\nThe war broke out in April."
    )
    assert found["The war broke out in"] == "Narrator"


def test_a_list_within_an_item_is_whose_the_item_is() -> None:
    found = said(
        "- The road is shut.\n- The health ministry in Stepanakert reported the following:\n  - 25 patients were turned back\n"
        "  - planned work has stopped\n- What does it mean for the talks?"
    )
    assert found["planned work has sto"] == "Stepanakert"
    assert found["What does it mean fo"] == "Narrator"


def test_whom_the_first_question_addresses_answers() -> None:
    found = said(
        "ARMENPRESS\n\nThe talks\n\nYEREVAN, MAY 17, ARMENPRESS. The foreign ministers of Armenia and Azerbaijan met.\n\n"
        "Davit Babayan, head of the information department of the Artsakh president, spoke to Armenpress.\n\n"
        "– Mr. Babayan, what do you expect?\n\n– We expect that the truce will hold.\n\n– Is it likely?\n\n– It is bound to be.\n\n"
        "The ministers met for an hour."
    )
    assert found["We expect that the t"] == found["It is bound to be."] == "Stepanakert"


def test_city_day_and_agency_open_a_sentence() -> None:
    text = "BAKU/YEREVAN. Oct 26 (Agency) - The road is shut, both ministries say."
    article = Article(key="a", text=text, sha256="0" * 64, path="a.txt")
    assert [(one.text, one.kind) for one in split(article)] == [(text, Kind.BODY)]


def test_the_record_of_a_hearing_has_turns() -> None:
    found = said(
        "[House Hearing, 117 Congress]\n\n    The subcommittee met in room 2172, Hon. Tom Maro (chairman of the\nsubcommittee) presiding, "
        "at two in the afternoon, to hear the lady.\n    Mr. Maro. The subcommittee will come to order, and it will hear from the\n"
        "Department about the road to the mountains, which is shut.\n    Armenia's minister told us it was shut by a few people in May, and\n"
        "that nobody had come to open it since.\n    Ms. Poe. Thank you, Mr. Maro. The road will be opened in a month or\ntwo, and I hope that it stays so.\n"
        "    Mr. Maro. When was that agreed, and with whom?\n    Ms. Poe. In May, with both governments, and both of them have said so\nin public."
    )
    assert found["Ms. Poe. Thank you, "] == "Other"
    assert found["Ms. Poe. In May, wit"] == "Other"
    assert found["Mr. Maro. The subcom"] == "Other"


def test_a_newsroom_tells_and_its_guest_speaks() -> None:
    found = said(
        "What the deal means\n\nLENA DOE, HOST: They are pleased. Nikol Pashinyan spoke on Saturday. And he says the road is Armenia's.\n\n"
        "DOE: Let me bring in Vahan Maro, who's Armenia's deputy foreign minister.\n\nVAHAN MARO: Thank you. The text is agreed.\n\n"
        "DOE: And the prisoners?\n\nMARO: We name them at each meeting.\n\nDOE: That was Vahan Maro."
    )
    assert found["DOE: That was Vahan "] == "Narrator"
    assert found["And he says the road"] == "Yerevan"
    assert found["The text is agreed."] == found["MARO: We name them a"] == "Yerevan"


def test_a_statement_presented_below_is_whose_it_is() -> None:
    found = said(
        "Farmers fired at\n\nThe Artsakh Foreign Ministry issued a statement, the text of which is presented below.\n\n"
        "On March 9, soldiers fired at a tractor. We expect steps.\n\nShare this\n\nRain fell on the road."
    )
    assert found["On March 9, soldiers"] == found["We expect steps."] == "Stepanakert"
    assert found["Rain fell on the roa"] == "Narrator"


def test_posts_of_networks_without_handles() -> None:
    found = said(
        "What they posted\n\nMinistry of Defence of Azerbaijan (Telegram, 30 August, 09:15)\nThe posts near the river came under fire.\n\n"
        "Hikmet Hajiyev @HikmetHajiyev · Aug 29, 2023\n1/2 Two lorries with flour left.\n2/2 Nobody let them in."
    )
    assert found["The posts near the r"] == found["2/2 Nobody let them "] == "Baku"


def test_a_page_s_last_lines_do_not_hide_whose_turns_are() -> None:
    found = said(
        "Talks\n\nPresident of Russia Vladimir Putin: Colleagues, good afternoon.\n\nI am glad to see you.\n\n"
        "President of Azerbaijan Ilham Aliyev: Thank you.\n\nThe war is over.\n\n"
        "Prime Minister of Armenia Nikol Pashinyan: Thank you.\n\nOur men are still held.\n\nGeography: Anytown"
    )
    assert found["The war is over."] == "Baku"
    assert found["Our men are still he"] == "Yerevan"


def test_he_is_whom_somebody_asked() -> None:
    found = said("Aliyev spoke in Baku. When journalists asked Ararat Mirzoyan about it, he answered that it was late.")
    assert found["When journalists ask"] != "Baku"


def test_the_vice_president_is_not_the_president() -> None:
    found = said("President Aliyev told the Vice President so. The Vice President thanked both of them.")
    assert found["The Vice President t"] == "Other"


def test_the_same_country_is_not_the_writer_s_own() -> None:
    found = said(
        "Commentary of the Ministry of Foreign Affairs of the Republic of Azerbaijan\n\nArmenia has shut the road. "
        "Today the Ministry of Foreign Affairs of the same country is demanding that it be opened."
    )
    assert found["Today the Ministry o"] != "Baku"


def test_a_service_below_another_country_s_name_is_that_country_s() -> None:
    found = said(
        "The week\n\nAzerbaijan\n\nThe foreign ministry in Baku said that it was late.\n\nGeorgia\n\n"
        "The State Security Service reported that a man had been held."
    )
    assert found["The State Security S"] == "Other"


def test_the_premier_s_office_is_the_side_s_whose_premier_was_named() -> None:
    found = said(
        "Azerbaijani President Ilham Aliyev met Armenian Prime Minister Nikol Pashinyan. The Prime Minister's Office said it was late."
    )
    assert found["The Prime Minister's"] == "Yerevan"
