"""Deeds, objects, places and insults that look like words of a side, and are none."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, sides, speakers

CONTEXT = "Azerbaijan and Armenia clashed on the border on Tuesday. "


@pytest.mark.parametrize(
    ("text", "slandered"),
    [
        # Whom others call names.
        ("Critics called the trial a farce and President Aliyev a liar.", {B}),
        ("France called the blockade a crime and Azerbaijan a threat to peace.", {B}),
        ("The French senator described the siege as cleansing, Aliyev as a dictator and Pashinyan as weak.", {B, Y}),
        # A clause of its own behind a semicolon.
        ("The analyst said the talks had failed; Baku, which closed the road in December, sent its army.", {B}),
        ("The Red Cross says it has no fuel; Stepanakert, the main town, has been without gas since March.", {S}),
        # Deeds.
        ("Troops moved up, in an operation in which Azerbaijan took 12 villages.", {B}),
        ("The bodies of 32 soldiers, which Azerbaijan returned on Friday, were buried.", {B}),
        ("The army shelled the town, an attack supported by the Armenian army with guns.", {Y}),
        ("The bill passed on Friday, a law supported by the Armenian government.", {Y}),
        ("Aliyev called Macron a day later.", {B}),
        ("Pashinyan called Putin a second time on Tuesday.", {Y}),
        ("The Armenian prime minister addressed parliament with a letter in his hand.", {Y}),
        ("Pashinyan took note of the time and left.", {Y}),
        ("The general of Azerbaijan read as a boy in Armenia.", {B}),
        ("Azerbaijan circulated a bank note with a hill on it.", {B}),
        # Places.
        ("In Azerbaijan it is alleged that journalists are beaten.", {B}),
        ("In Yerevan it was said at the rally that the prime minister must go.", {Y}),
        ("At Yerevan State University it is stressed that rooms are cold.", {Y}),
        ("Aliyev is described in Armenia as a new Nero.", {Y}),
        ("The operation was branded in Yerevan a crime by the crowd.", {Y}),
        ("In Stepanakert the answer is that people eat bread.", {S}),
        ("The plan was announced by Russia and condemned in Armenia as a trap.", {Y}),
        # Numbers within what is said.
        ("The Azerbaijani Defense Ministry said its forces took 12 posts, the Armenian army 3 villages.", {Y}),
        ("Russia said it had lost six men, Azerbaijan 192 soldiers and the Karabakh army some 200.", {B, S}),
        ("Reuters reported 200 dead, the Azerbaijani army more than 190 of them.", {B}),
        ("The OSCE said that Armenia had broken the truce, and so, in its view, had Azerbaijan.", {B}),
        # Whose "his" is open.
        ("A Russian singer was expelled for praising Ilham Aliyev, and his spokesman said it was unfair.", {B}),
        ("French lawmakers voted for the Armenians, and their government said the vote was not binding.", {Y}),
        ("Azerbaijan shelled it, and a French station aired video of what it said was smoke.", set()),
        # Set phrases.
        ("The Armenian government has it that way because of Moscow.", {Y}),
        ("Western armies learned from Azerbaijan that drones win wars.", {B}),
        ("The Azerbaijani government has never heard from Armenia that it gives up.", {B, Y}),
        ("No denial from Baku came on Tuesday.", {B}),
        ("Azerbaijan's denial came as no surprise to the analysts.", {B}),
        ("Rumour has it that Azerbaijan will attack.", {B}),
        # Whom a verb without a word of speech has left behind.
        ("Baku called the vote a sham and Pashinyan a puppet.", {Y}),
        ("Armenia labelled the blockade a crime and Baku a pariah.", {B}),
        ("The UN recorded 12 raids by Armenia, and Azerbaijan 20.", {B}),
        ("Lavrov praised Aliyev; Pashinyan, not so much.", {Y}),
        ("The man went home, with Baku denying him a visa and Yerevan denying the town water.", {B, Y}),
        ("It was tense, with Armenia admitting 100,000 refugees.", {Y}),
        ("The match ended, with Qarabag claiming 3 points and Armenia claiming 12 medals.", {S, Y}),
        ("Angry with Azerbaijan and Turkey, lawmakers passed the bill accusing Baku of genocide.", {B}),
        ("The wall was covered with Azerbaijani posters accusing Armenia of genocide.", {B}),
        ("Babayan was jailed together with Armenian officers in 2017 despite denying the charges.", {Y}),
        ("After Azerbaijan shelled Vardenis, came the response from Armenia.", {Y}),
        ("From a Russian post facing the Azerbaijani side it was reported that shots were heard.", {B}),
        ("It is late, and Aliyev never went on television to admit that he lost.", {B}),
        ("People from Hadrut live in Glendale now, where it rained. The military police said it was late.", {S}),
        # He who is talked of.
        ("My uncle voted for Nikol Pashinyan, but he said he regretted it.", {Y}),
        ("Lavrov said we must wait for Aliyev, and he stressed that winter is near.", {B}),
        ("In Armenia it is emphasised by Russia that the road must open.", {Y}),
        ("The dish is called in Armenia a national treasure.", {Y}),
        (
            "A book about the president of Azerbaijan was stolen from a scholar in Paris, and his publisher said it was lost.",
            {B},
        ),
    ],
)
def test_no_side_says_it(text: str, slandered: set[str]) -> None:
    assert not slandered & set(sides(CONTEXT + text)[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ambassador of Armenia to the European Union said the road was closed.", Y),
        ("The chief of the Emergency Response Center in Stepanakert said 12 men died.", S),
        ("Arayik Harutyunyan, a former strongman, said it was late.", O),
        ("Armenia's foreign minister discussed claims of torture with the Red Cross.", N),
        ("Garo Bedrosian, who now leads the protest in Armenia, said it was late.", O),
        ("Ruben Rubinyan, head of the Armenian parliament's foreign affairs committee, said it was late.", Y),
        ("The NSS of Uzbekistan said two men were held.", O),
        ("A diplomat close to the talks said the text was ready.", O),
        ("The text is ready, according to a member of one of the delegations.", O),
        ("Hikmet Hajiyev, formerly spokesman of the ministry and now Aliyev's adviser, said it was late.", B),
        ("Ada Poe, formerly ambassador of Armenia and now in opposition, said it was late.", O),
    ],
)
def test_who_says_it_as_before(text: str, expected: str) -> None:
    assert expected == sides(CONTEXT + text)[-1][0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aliyev: life returns to Karabakh", B),
        ("Armenian PM: Ilham Aliyev, not us, started the war", Y),
        ("Nikol Pashinyan: a life", N),
    ],
)
def test_a_headline_still_has_its_speaker(text: str, expected: str) -> None:
    assert [[expected]] == sides(text)


def test_an_outlet_that_others_quote_is_not_at_home() -> None:
    text = (
        "Truce in doubt as shells fall\n\nRussia attacked Kharkiv. The defence ministry said two men were killed, APA wrote.\n\n"
        "The foreign ministry said the shelling was heavy."
    )

    assert B not in speakers(text)


def test_whom_somebody_thinks_to_lead_is_not_what_he_heads() -> None:
    text = "Ilham Aliyev, who believes that Pashinyan leads Armenia to ruin, went home. Aliyev said it was late."

    assert speakers(text)[-1] == B


def test_each_minister_is_not_each_side() -> None:
    assert sides(CONTEXT + "Georgia's ministers met on Monday. Each minister said that it was fair.")[-1] == [O]


def test_a_mayor_is_not_theirs_who_fired_at_the_town() -> None:
    assert speakers("Azerbaijan's army fired at Goris. Police said a house burned. The mayor said so too.") == [N, Y, O]


@pytest.mark.parametrize(
    "garbled",
    [
        "denial From came",
        "The denial by followed.",
        "has it that",
        "heard from that",
        ": a",
        "Yerevan blames the rain; Baku,",
        "Not us, came the reply",
        "calm, with Baku denying the",
    ],
)
def test_odd_words_are_read_through(garbled: str) -> None:
    assert sides(garbled)
