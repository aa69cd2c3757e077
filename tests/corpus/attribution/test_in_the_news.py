"""Constructions that news is full of, each of which once went to the wrong speaker."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, sides, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia has been accused by Azerbaijan of stalling. It denies the charge.", [B, Y]),
        ("Mirzoyan was criticised by Aliyev. He dismissed that.", [B, Y]),
        ("Azerbaijan was criticised by France for the raid. It rejected that.", [O, B]),
        ("Yerevan was accused by Azerbaijan's defence ministry of arming the separatists.", [B]),
        ("Iran was accused by Baku of supplying arms to Armenian fighters.", [B]),
        ("Azerbaijan accused the European Union of bias. The bloc denied it.", [B, O]),
        ("Armenia left the CSTO. A spokesman for the alliance said it was sorry.", [N, O]),
        ("Russia has accused Pashinyan of treason. He says he is no traitor.", [O, Y]),
        ("Azerbaijan has accused Pashinyan of stalling. He says that he is ready.", [B, Y]),
        ("Armenia's foreign ministry protested. Its Azerbaijani counterpart rejected that. It said so.", [Y, B, B]),
        ("The envoy, Hikmet Hajiyev, said the army had captured 90 posts. Hajiyev said it went on.", [B, B]),
    ],
)
def test_whom_a_passive_or_an_accusation_is_about_answers(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The statement of the Azerbaijani army that Armenia fired is a lie, Armenia's army said.", [Y, B]),
        ("The claim by Baku that mines were laid is absurd, Yerevan said.", [Y, B]),
        ("Allegations by Armenia that shells fell are untrue, Azerbaijan's defence ministry said.", [B, Y]),
        ("The statement released by the Armenian army claiming that shells fell is false, Baku said.", [B, Y]),
        ("Azerbaijan, which says the road is open, rejected Armenia's claim that people starve.", [B, Y]),
        ("Armenia's premier, who critics say has lost his way, said that he would stay.", [Y, O]),
        ("The raid, which Azerbaijan said was just, was condemned by Armenia.", [Y, B]),
        ("The answer of Armenia is that nobody was hurt.", [Y]),
    ],
)
def test_who_denies_goes_before_whose_claim_is_denied(text: str, expected: list[str]) -> None:
    assert sides(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The BBC spoke to Armenia's ambassador to London. “We are worried,” he says.", [N, Y]),
        ("The Guardian interviewed Hikmet Hajiyev. He said the road was open.", [N, B]),
        ("The BBC asked Azerbaijan's defence ministry about it. It said only depots were hit.", [O, B]),
        ("Hajiyev, asked by CNN's reporter whether he knew, said no.", [B]),
        ("Armenia “categorically rejects what has been said of its role in the raid”.", [Y]),
        ("Armenia “is a land of monks and shepherds in the eyes of many”.", [N]),
        ("The film, said to show a raid by Armenia, was old. Hajiyev, said to be in Paris, was in Baku.", [N, N]),
        ("Hajiyev stood in full view of the army. The house was in full view of it.", [N, N]),
        (
            "A spokeswoman for Armenia's premier said so.\n\nMaro Roe, a 70-year-old retired teacher, fled. She wept, she said.",
            [Y, N, O],
        ),
        ("Aliyev said so. For Max Roe, 42, it meant leaving. He said he had buried a son.", [B, N, O]),
        ("Aliyev said so. A truck driver waited. He said nobody had helped.", [B, N, O]),
        ("Aliyev said so. At the gate stood Max Roe, a teacher. He said nobody had helped.", [B, N, O]),
        ("Aliyev said so. Several of his former aides deny it, telling Newsline that he lied.", [B, O]),
        ("Pashinyan wept. His former aides wept.", [N, N]),
    ],
)
def test_he_is_whom_the_press_met(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNICEF Armenia representative Lena Maro said the children had come. She said they need help.", [O, O]),
        ("Amnesty International Azerbaijan said he must be freed.", [O]),
        ("MoD Armenia said that it was calm.", [Y]),
        ("Armenian human rights lawyer Maro Roe said 80 people were held.", [O]),
        ("Azerbaijani human rights defender Max Roe said 300 people were held.", [O]),
        ("Azerbaijan's lawyers told the court that the road was open.", [B]),
        ("The leader of Armenia's parliamentary opposition, Maro Roe, said the treaty was void.", [O]),
        ("Reuters could not verify accounts from either side.", [O]),
        ("The Associated Press was unable to independently confirm the toll.", [O]),
        ("None of it could be independently verified.", [N]),
        ("Turkey backs Azerbaijan and has called on Armenia to open the road.", [O]),
        ("Azerbaijan left the talks, citing France's position, Azerbaijani state media reported.", [B]),
        ("“They left it all”: the Armenians fleeing Karabakh", [N]),
        ("Why Brussels counts binoculars: EU mission in Armenia under scrutiny", [N]),
    ],
)
def test_who_only_comes_from_a_side_or_writes_of_it(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thousands fled to the airport in Stepanakert. Officials said there was no bread.", [N, S]),
        ("Protesters blocked roads in Yerevan. Police said 98 people were held.", [N, Y]),
        ("Rights groups accuse Azerbaijan of torture. The government denies it.", [O, B]),
        ("The US called on Azerbaijan to stop. The country's foreign ministry said no.", [O, B]),
        ("Critics accuse Pashinyan of treason. The prime minister rejects that.", [O, Y]),
        ("Russia warned Armenia. The government said it would go ahead.", [O, O]),
        ("Azerbaijan said the raid was over. State media reported that 90 posts had fallen.", [B, B]),
        ("Azerbaijan said it took the heights. The separatists denied it.", [B, S]),
        ("Azerbaijan says it won, but separatist officials deny it.", [B]),
        ("The Abkhaz separatists said they would not yield.", [O]),
        ("Ethnic Armenians who fled Azerbaijan said that houses burned.", [O]),
    ],
)
def test_officials_are_of_the_side_in_whose_places_the_news_is_set(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN agency helps. “They are tired,” said Lena Maro, the agency's representative in Yerevan.", [N, O]),
        ("Yerevan is not reassured. Officials there argue that it is a ruse.", [N, Y]),
        ("More than 28,000 people came to live in Armenia, according to the government", [Y]),
        ("Baku accused Yerevan of it, while Armenian president Levon Ter-Petrosyan said it was a lie.", [B]),
        ("“We count the bread”: an interview from Stepanakert\n\nOur reporter rang him up.", [N, N]),
        ("Part 2: The Prisoners", [N]),
        (
            "Trial in Baku\n\nThe hearing in the case against citizens of Armenia went on. The court ruled that it was closed.",
            [N, N, B],
        ),
        (
            (
                "Tensions on the border\n\nPRESS STATEMENT\n\nLENA MARO, DEPARTMENT SPOKESPERSON\n\nWe call on both sides to stop. "
                "We remind Azerbaijan of its duties."
            ),
            [O, N, O, O, O],
        ),
    ],
)
def test_outsiders_in_a_sides_capital_and_others_who_are_near(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia to recognise borders, PM says\n\nArmenian Prime Minister Nikol Pashinyan said so.", [Y, Y]),
        ("Thousands arrive in Armenia, government says\n\nThousands came, the Armenian government said.", [Y, Y]),
        ("Azerbaijan shells village, ministry says\n\nIt was shelled. Azerbaijan's ministry denied it.", [O, N, B]),
        ("Only then did Arayik Harutyunyan concede that the heights were lost.", [S]),
        ("Did Hajiyev go too far, as Yerevan claims?", [Y]),
        ("Did Yerevan claim so?", [N]),
        ("The spokesman of Armenia's army, Aram Torosyan, claims on his page that it flew.", [Y]),
        ("The leaders discussed the road.", [N]),
        (
            "Aliyev said no.\n\nArayik Harutyunyan answered them once, in 2018: “I stood there. Nineteen men died.”",
            [B, N, S],
        ),
        ("Shots fell at 11 p.m. Armenia's army denied it.", [N, Y]),
        (
            "Baku. September 20. News.org: The Defence Ministry took it. The ministry said that it is late.",
            [N, N, N, B],
        ),
    ],
)
def test_headlines_and_turned_sentences(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


_BODY = "\n\nIt got worse.\n\nWe call for an end to it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nagorno-Karabakh: Statement by the Spokesperson on the crisis" + _BODY, [O, O, O]),
        ("Azerbaijan: Statement by the High Representative on behalf of the European Union" + _BODY, [O, O, O]),
        ("Ministry of Defence of Armenia\n\n1 September 2023, 09:15\n\nAt 8 units fired.", [N, N, Y]),
        ("Ministry of Defence of Armenia\n\nThe Ministry of Defence of Armenia is an office. It is old.", [N, N, N]),
        (
            "Press release No:512/23, Information of the Press Service of the Ministry of Foreign Affairs of Azerbaijan\n\nHe came.",
            [B, B],
        ),
        ("No:498/23, Press release on the meeting of Minister Jeyhun Bayramov with the Secretary\n\nThey met.", [B, B]),
        ("Prime Minister Pashinyan's address to the people\n\nThis morning it began. We must be calm.", [Y, Y, Y]),
        (
            (
                "Comment by the MFA spokesperson on the statement of the Foreign Ministry of Azerbaijan\n\n"
                "The statement of the Foreign Ministry of Azerbaijan misleads. Armenia has kept its word."
            ),
            [Y, Y, Y],
        ),
        (
            (
                "Two presidents\n\nStatement by President Ilham Aliyev\n\nDear guests. It is a good day.\n\n"
                "Statement by President Recep Tayyip Erdogan\n\nMy dear brother. It is a good day."
            ),
            [N, N, B, B, N, O, O],
        ),
    ],
)
def test_whose_a_page_is_by_the_lines_above_it(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Meeting in the Kremlin\n\nPresident of Russia Vladimir Putin: I am glad to see you.\n\nTrade grows.\n\n"
                "President of Azerbaijan Ilham Aliyev: Thank you.\n\nThe mines kill.\n\nVladimir Putin: We shall see."
            ),
            [N, O, O, B, B, O],
        ),
        ("Remarks\n\nQuestion: Was Russia told?\n\nSergey Lavrov: It was. The rest is noise.", [N, O, O, O]),
        (
            (
                "Analyst talks\n\nPolitical analyst Farhad Mammadov spoke to Trend about the spring.\n\n"
                "- Mr. Mammadov, what happened?\n\n- A soldier fell.\n\n- Why?\n\n- I do not know.\n\n- And now?\n\n- Peace."
            ),
            [N, N, N, O, N, O, N, O],
        ),
    ],
)
def test_turns_of_known_people_and_of_analysts(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azerbaijan said it was ready. The UN said the road was shut. It asked for access.", [B, O, O]),
        ("Armenia says it is ready. The United States says it will help. It says more.", [Y, O, O]),
        (
            "Armenia\n\nThe Foreign Ministry condemned it.\n\nIran\n\nThe Foreign Ministry urged restraint.",
            [N, Y, N, O],
        ),
        ("Turkey – The Foreign Ministry said Armenia must stop.", [O]),
        (
            "Armenia's Foreign Ministry said no.\n\nGeorgia shut its sky. The Foreign Ministry called for talks.",
            [Y, N, O],
        ),
        (
            "Baku's Foreign Ministry said no.\n\nYerevan was calm. The Foreign Ministry said it had not signed.",
            [B, N, Y],
        ),
        ("In Yerevan, the mission met the premier. The mission said that it saw no troops.", [N, O]),
        ("Amnesty International published a report. Baku denied it. The report says that 40 died.", [O, B, O]),
        ("Azerbaijan shuts road\n\nRussia said it was worried. The defence ministry said more.", [N, O, O]),
        ("Israel arms Azerbaijan\n\nThe deal was signed. An official said it was large.", [N, N, O]),
        ("“It is time,” Trump said beside Azerbaijani President Ilham Aliyev. The president said more.", [O, O]),
        ("Washington said Blinken called Aliyev. He asked Azerbaijan to stop.", [O, O]),
        ("Baku said so. The airport's director told reporters that it was shut.", [B, O]),
        ("What has Azerbaijan said?\n\nIt says the road is open.", [N, B]),
    ],
)
def test_who_stands_between_is_heard(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“That was our street,” says taxi driver Elnur Mammadov, 52.", [O]),
        ("“We have no bread,” said Gegham Stepanyan, a resident of Anytown.", [O]),
        ("Gegham Stepanyan, Artsakh's ombudsman, said there was no bread.", [S]),
        ("Pashinyan left. His predecessor, Serzh Sargsyan, said that he lied.", [N, O]),
        ("Azerbaijan accused the drivers. The drivers' union said two were held.", [B, O]),
        ("UNICEF opened a school. Its representative in Armenia said the children were tired.", [N, O]),
        ("Fans in Baku cheered. The embassy of France said it was shut.", [N, O]),
        ("Azerbaijan denied meddling in New Caledonia. The separatists said a man was shot.", [B, O]),
        ("Aliyev was criticised by Emmanuel Macron. He said France would send arms.", [O, O]),
        ("A plane flying from Baku crashed near Aktau. Officials said 38 had died.", [N, O]),
        ("Azerbaijan's ambassador to Tehran was summoned, state media reported.", [O]),
        ("HRD Armenia said the villages were shelled.", [Y]),
        ("Six agents were held, Interfax said, citing Azerbaijan's Ministry of National Security.", [B]),
        ("Azerbaijan prepares an attack: Pashinyan at cabinet meeting", [Y]),
        ("How many mines were cleared: ANAMA", [B]),
        ("Armenia: Azerbaijani forces shelled Sotk", [Y]),
        ("Karabakh war: Azerbaijani forces take Shusha", [N]),
        ("ARMENIA, A COUNTRY AT WAR\n\nThe road was shut.", [N, N]),
        ("Armenia commits another crime - ANALYSIS", [N]),
        ("Location: Stepanakert", [N]),
        ("Ilham Aliyev: We won.\n\nNikol Pashinyan: We want peace.\n\nThe war ended in 2020.", [B, Y, N]),
        ("“This is a horse,” David Babayan said by WhatsApp.", [S]),
    ],
)
def test_namesakes_guests_and_headlines(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia's Pashinyan met Lavrov in Rome. He said the talks were good.", [N, Y]),
        ("Ilham Aliyev, who sacked his minister, said it was late.", [B]),
        ("Ilham Aliyev, a trained historian, said the map was old.", [B]),
        ("SRS Azerbaijan said so.", [B]),
        ("Armenia's permanent representative spoke at the UN. The ambassador said that it was late.", [N, Y]),
        ("We shall not yield - human rights Ombudsman of Armenia", [Y]),
        ("Baku said: “We say this: no.” The road is open, it added.", [B, B]),
    ],
)
def test_what_is_said_of_a_speaker_leaves_the_speaker(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A: ' Question to UNICEF",
        "officials, who",
        "AFP Question: His their meant. Q: Armenian … May not?\nfrom soldiers version",
    ],
)
def test_broken_text_is_still_attributed(text: str) -> None:
    assert speakers(text)


def test_the_accounts_of_either_side_are_no_second_source() -> None:
    text = "Baku said so. CNN, like others, could not verify the accounts of either side."
    assert sides(text) == [[B], ["CNN"]]


@pytest.mark.parametrize(
    ("subject", "who"),
    [
        ("Residents living near the border", O),
        ("Armenian officials working for the bank", Y),
        ("Officials familiar with the matter", O),
        ("Lawyers acting for two of the men", O),
        ("Doctors treating the wounded", O),
        ("Analysts who follow the region", O),
        ("People who live in the town", O),
        ("Two men", O),
        ("Children", O),
        ("Two of them", O),
        ("Monitors at the post", O),
    ],
)
@pytest.mark.parametrize("verb", ["say", "said", "claim that", "say that", "fear that"])
def test_several_people_speak_in_any_tense(subject: str, verb: str, who: str) -> None:
    assert speakers(f"{subject} {verb} it was loud.") == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The man who runs the shop fears that it is late.", O),
        ("A source close to the talks claims it was loud.", O),
        ("An Armenian official briefed on the talks believes it is late.", Y),
        ("The mayor of the town put the toll at 40.", O),
        ("Prosecutors put the number of dead at twelve.", O),
        ("Friday's deaths put the toll at 40.", N),
        ("The toll was put at 40 by Baku.", B),
        ("“It was loud,” say human rights groups.", O),
        ("It was loud, say residents living near the border.", O),
        ("“It was loud,” say local officials in Baku.", B),
        ("The mayor put the cup at the door.", N),
        ("The man's fears that it was late were mild.", N),
    ],
)
def test_who_stands_far_from_the_verb_is_heard(text: str, who: str) -> None:
    assert speakers(text) == [who]


def test_a_verb_is_no_part_of_a_name() -> None:
    assert sides("“It was loud,” say two men.") == [[O]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("“It was loud,” Shushan Stepanyan, a spokeswoman, writes on her page.", Y),
        ("Analysts such as Ada Poe reckon the road is shut.", O),
        ("Shells fell, and Armenians in the enclave say they fled.", O),
        ("Ada Poe (North Anytown) (Con) asked whether it rained.", O),
        ("Armenia's envoy before the court, Yeghishe Kirakosyan, has submitted that it rained.", Y),
        ("Not so, replies Yerevan: it rained.", Y),
        ("Residents whom CNN spoke to said it was loud.", O),
        ("Doctors CNN has spoken to say it was loud.", O),
        ("In the interview with Ilham Aliyev, in which he said that it rained, the sun shone.", B),
        ("President Aliyev's remarks, in which he referred to the town as a ruin, were short.", B),
        ("Refugees who reached the town talk of shells.", O),
        ("Ahmad explains why the road is shut.", O),
        ("One reading, put forward by officials in Yerevan, is that it rained.", Y),
        ("Azerbaijan said ordinary Armenians had nothing to fear. Many of them said they did not believe it.", O),
        ("Azerbaijani media, citing the Ministry of Defence, put the dead at twelve.", B),
        ("Azerbaijan cut the pipe again, State Minister Artak Beglaryan said.", S),
        ("An AFP team that got as far as Hadrut reported fire.", O),
        # Nobody's words.
        ("The authorities of Artsakh agreed Wednesday to meet.", N),
        ("Azerbaijan's ministry responded by releasing a video.", N),
        ("Karabakh troops said to have cut the road fled.", N),
        ("Nothing was said in the communique about the road.", N),
        ("Doctors waited for helicopters that Russia had promised.", N),
    ],
)
def test_other_ways_to_say_so(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("UNITED STATES", N),
        ("Kerry, Lavrov call for restraint", O),
        ("Azerbaijani prosecutors demand life for four", B),
        ("Karabakh's separatist authorities agree to lay down arms, say talks are near", S),
        ("The road is open, say residents of the city", O),
        ("Nagorno-Karabakh: Urgent Question", N),
        ("“We shall stay in our houses until spring” – Ada Poe, a teacher in Stepanakert", O),
        ("Russian peacekeepers killed, Defense Ministry says", O),
        ("Published by Newsline, original at its site", N),
        ("Interviewed by First Last", N),
    ],
)
def test_headlines_of_other_kinds(headline: str, who: str) -> None:
    assert speakers(f"{headline}\n\nIt rained in the hills on Sunday.")[0] == who


def test_he_is_the_one_whose_life_is_told() -> None:
    text = (
        "Arayik Harutyunyan\n\nArayik Harutyunyan (born 1973) is a politician. He was elected in 2020.\n\n"
        "Azerbaijan's prosecutor put him on a list. He has maintained that it rained."
    )

    assert [N, N, N, N, S] == speakers(text)


def test_questions_of_a_transcript_may_have_no_colon() -> None:
    text = (
        "Press Briefing by Press Secretary First Last\n\nJames Brady Press Briefing Room\n\n1:47 P.M. EDT\n\n"
        "MR. LAST: Thank you. It rains.\n\nQ   Thanks. Did President Aliyev call?\n\nMR. LAST: He did.\n\n"
        "Q   When?\n\nMR. LAST: Today."
    )

    assert [O, N, N, O, O, O, O, O, O, O] == speakers(text)


def test_turns_with_dashes_may_have_a_note_between_them() -> None:
    text = (
        "Artak Beglaryan: “We stay”\n\nThe minister spoke in an interview.\n\n- Is it cold?\n\n- It is. Who asks?\n\n"
        "- And now?\n\n- My answer is that it is cold.\n\nThe minister paused.\n\n- Will it end?\n\n- The winter ends."
    )

    said = speakers(text)

    assert {said[index] for index in (3, 4, 6, -1)} == {S}
    assert {said[index] for index in (2, 5, -2)} == {N}


def test_an_item_of_search_results_is_at_home_with_its_outlet() -> None:
    text = (
        "source: Report | 2023-09-19\nMoD: Only trenches were hit\nIt rained.\n\n"
        "source: PanARMENIAN | 2023-09-19\nNo army is there – MFA\nIt rained."
    )

    assert [N, B, N, N, Y, N] == speakers(text)


def test_an_article_by_an_official_is_theirs() -> None:
    by = "Roads and favours\n\nOPINION\nBy First Last\nThe author is {} of the Republic of Armenia\n\nA road is no favour."

    assert speakers(by.format("Ambassador-at-Large"))[-1] == Y
    assert speakers(by.format("a citizen"))[-1] == N


def test_at_home_the_ministry_of_defence_is_no_other_side_s() -> None:
    text = (
        "Baku: words in Khankendi hurt the talks\n\nThe head of the separatist regime denied it. "
        "The Defense Ministry said that the truce was broken."
    )

    assert [S, B] == speakers(text)[1:]
