"""What ordinary news prose on any conflict does, each of which once went to the wrong speaker or to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import load
from tests.corpus.attribution.who import B, C, N, O, S, Y, sides, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whoever "says" something at the end of a sentence says it, whatever they are called.
        ("The two had been missing since May, a local tribe said.", O),
        ("The road was mined, an international watchdog said on Friday.", O),
        ("It fell in a garden, in Bazum near the capital of Stepanakert, said a senior police officer.", O),
        ("Two posts are held and one was lost, in Bazum near the river, said a senior police official.", O),
        ("“It has gone on since May,” Ada Poe, an aide to the mayor of Gyumri, said Wednesday.", O),
        ("“It has gone on since May,” Ada Poe, spokeswoman for the Armenian army, said Wednesday.", Y),
        ("The hill is “under fire”, Arayik Harutyunyan, leader of the Artsakh Republic, told Newsline news agency.", S),
        ("Wells are poisoned in three villages, warns the ministry.", O),
        # A city and an agency in front give a first word its capital.
        ("BAKU, May 3 (AP) _ Azerbaijani soldiers took the hill, a government spokesman said Sunday.", B),
        ("YEREVAN (AP) - Armenian soldiers took the hill, a government spokesman said Sunday.", Y),
        ("Baku, May 02 (NWS): In the north, two youths were shot today.", N),
        ("GORIS, Armenia (AP) - The Latest on the talks in Armenia (all times local):", N),
        # Somebody in a side's city who is not of the side.
        ("A State Department spokesman in Baku said the road was shut.", O),
        ("Diplomatic sources in Yerevan said the road was shut.", O),
        # "who" behind a preposition and a name.
        ("Aliyev met with Lena Maro, who said the force should leave.", O),
        ("The envoy met with Ararat Mirzoyan, who said the force should leave.", Y),
        ("She wrote to Rain Watch, which said that two had died.", O),
        ("It added to tensions between Yerevan and Baku, which for months has accused Iran of arming it.", B),
        ("The head of a unit who Azerbaijan has accused of the raid is dead.", B),
        ("It was hit by the Azerbaijani army (AA), who claimed to have lost nobody.", B),
        # Subjects with more behind them.
        ("A report released on Tuesday said that two had died.", O),
        ("The Rain Watch report published on Tuesday added that two had died.", O),
        ("Rain Watch's report on the war highlights Armenia's role in it.", O),
        ("Reports from the Armenian state-owned news agency claim that two had died.", Y),
        ("Ada Poe of Newsline, who has been to Shusha - says the town is in ruins.", O),
        ("A guard, who gave no name but identified himself as an officer of the Karabakh army, said it was late.", S),
        ("Armenia's army (AA) claim they took the hill on Monday.", Y),
        ("The Prime Minister of Armenia suggested his envoy, Lena Maro, might go to Baku.", Y),
        ("And he is late. Pashinyan left. And he's appealing to the council to meet.", Y),
        # A day with its month cut short.
        ("Aliyev on Aug. 7 accused Yerevan of lies.", B),
        ("The Armenian foreign ministry on Jan. 12 said that it was late.", Y),
        # Whose adviser somebody is, and where they speak.
        ("Armenian Prime Minister Pashinyan has been held, the prime minister's adviser Adam Poe told CNN.", Y),
        ("Speaking at a briefing in Yerevan, Ada Vedemyan, the foreign ministry spokeswoman, said no.", Y),
        ("It is all shut, according to a report from Yerevan.", O),
        ("Both spoke of a statement by Armenia in which it said it has proof that Iran shelters them.", Y),
        ("NORTH BAZUM: “It is quiet,” Ada Poe, a farmer, said.\n\n“We wait.”", O),
        # What somebody did with words.
        ("Mirzoyan discounted speculation about a new war.", Y),
        ("Aliyev called these tests disappointing.", B),
        ("Armenia has cast doubts on the origin of the papers.", Y),
        ("Yerevan held the army “fully responsible for starting it” on Friday.", Y),
        ("A statement from the Armenian Defence Ministry accusing Azerbaijan of shelling came out on Monday.", Y),
        ("On 5 May came a statement of the Foreign Ministry of Armenia condemning the exercises.", Y),
        ("In May a CNN investigation, in collaboration with Rain Watch, examined clips of the raid.", C),
        ("There have been complaints from the National Movement of Shirak that the deal left it out.", O),
    ],
)
def test_who_speaks(text: str, expected: str) -> None:
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "According to the authors, Azerbaijani President Ilham Aliyev, at war with the Armenians, made the crisis.",
        "According to the report, Ilham Aliyev, at war with the Armenians, made the crisis.",
        "Asked by a paper, Ada Poe said it was late, according to a press release.",
    ],
)
def test_whom_a_text_is_about_does_not_speak_through_it(text: str) -> None:
    assert sides(text) == [[O]]


@pytest.mark.parametrize(
    "text",
    [
        "The valley, ruled in part but claimed in full by both countries, has seen decades of unrest.",
        "In view of Azerbaijan's record of broken deals, it is time to be careful.",
        "We hope that the envoy is right in his assessment of Armenia.",
        "It gives sound information that is read by Armenian officials and many others.",
        "The group is listed as a terrorist group by Armenia and the European Union.",
        "In the days since the blast, claims between militants and the Armenian government over it are still raging.",
        "They were hit when thousands of small blasts hit the phones of Armenian officers.",
        "Armenia has held the three enclaves since troops left in 2012.",
        "Armenia and its allies established a camp in the three regions: Arvan, Bazum and Calar.",
        "The parliament is not in a position to agree to the procedure Aliyev proposes.",
        "The town lies in the south, but Azerbaijan claims the area as part of its territory.",
        "There were reports of what was done to citizens Armenia claims as its own.",
        "After Karabakh declared its independence in 1991, two views were heard.",
        "A truce between the two armies, per the Bazum Protocol, starts on Monday.",
        "It was not clear whether Armenia's pullout from the hill has begun after a battle that cost many lives.",
        "The embassies were asked to keep all papers issued by the “actual organs” of Armenia.",
        "The war has made Aliyev a lonely figure blamed for stalling.",
        "Azerbaijan responded by firing 50 shells into Armenia.",
        "Aliyev, Pashinyan discuss dialogue (News)",
        "At the centre of the talks are fees being charged by Yerevan.",
        "Also read: Armenia closes the road",
        "Key Highlights",
        "The World According to Aliyev",
        "Karabakh Report: September 7, 1999",
        "Azerbaijan: New Round of Strikes Kills Civilians",
        "Armenia conflict: Key Dates in Azerbaijan's War",
        "Notes of the week, 7 November 2017 - Armenia",
        "US vetoes a Security Council text calling for an immediate cease-fire in the valley: Day 63 of the war",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert sides(f"{text}\n\nIt rained.") == [[N], [N]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia and its western allies say the war was not provoked.", [Y, O]),
        ("Officials from Armenia and Azerbaijan gave different places for it, accusing each other of lies.", [Y, B]),
        ("Clashes between Armenia and Azerbaijan broke out, with both sides claiming control over the hill.", [Y, B]),
        ("The raid was condemned by Azerbaijan and its old ally Turkey.", [B, O]),
        ("The road is shut, as also noted by many charities, Aliyev said.", [B, O]),
        ("Aliyev said it was late, even as pro-government commentators heaped scorn on the talks.", [B, O]),
        ("Aliyev, who said he would leave the Artsakh Party - the main one - admitted that he was late.", [B]),
        ("The hill was lost, according to the defence ministry and the state-run Azertac news agency.", [B]),
        ("“It can be misused,” said Aliyev, according to a press release.", [B]),
        ("“It is late,” Pashinyan wrote on his page, referring to the Azerbaijani city where it happened.", [Y]),
        ("Pashinyan said no, prompting Baku to call the answer “an insult”.", [Y, B]),
        ("“It is late,” Pashinyan was quoted as saying by Newsline daily.", [Y, O]),
        ("There is a quarrel over three regions with Baku accusing the rebels of shelling.", [B]),
        ("Armenia closed the road, despite saying that it was safe.", [Y]),
        ("Armenia closed the road while denying any part in it.", [Y]),
        ("Aliyev: Major Exchange Deal Expected To Be Signed On April 10", [B]),
        ("The minister warned Armenia of attacks if Armenia refuses to change its course.", [O]),
        ("“It is false,” Ada Poe, who was named by the mediator Lena Maro in May, told Newsline.", [O]),
    ],
)
def test_how_many_speak(text: str, expected: list[str]) -> None:
    assert sides(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # State television is whose officials could not be reached; the broadcast is its.
        (
            "Armenian officials could not be reached, but state television said it was late. Two had died, the broadcast said.",
            [Y, Y],
        ),
        # An outlet's own people, and officers with initials.
        ("CNN Correspondent Ada Poe called it a raid.\n\nPoe said that two had died.", [C, C]),
        ("Armenia's army spokesman, Major-General J J Poe, said no.\n\nMaj-Gen Poe said it was late.", [Y, Y]),
        ("Armenia fired. Azerbaijan fired. The town fell, sources on both sides said.", [N, N, Y]),
        # A link at a page's edge is nobody of whom "he" speaks.
        ("Aliyev rejected it.\n\nAlso Read: Iran Closes the Road\n\nHe added that it was late.", [B, N, B]),
        # By the first name, where nobody else has it and the surname never stands alone.
        (
            "Armenian Deputy Minister Russ Poe said no.\n\nRuss added that it was late. According to Russ, it rained.",
            [Y, Y, Y],
        ),
        (
            "Armenian Deputy Minister Russ Poe said that it was not. Poe left.\n\nRuss added that it was late.",
            [Y, N, O],
        ),
        (
            "Armenian Deputy Minister Russ Poe said that it was not. Russ Maro, a farmer, left.\n\nRuss added that it was late.",
            [Y, N, O],
        ),
    ],
)
def test_who_goes_on_speaking(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_links_with_a_colon_on_a_page_are_no_turns() -> None:
    text = (
        "CNN's Ada Poe is in Baku.\n\nPOE: They are worried.\n\nMORE STORIES\n\nArmenia: On the line of contact\n\n"
        "Armenia: Where the road ends\n\nIt is quiet here."
    )

    assert speakers(text)[-4:] == [N, N, N, C]


def test_questions_that_address_somebody_are_nobodys_in_an_interview_that_nothing_announces() -> None:
    text = (
        "Vahan Poe, officer of the “Artsakh Defense Army,” wants to go on\n\nMr. Poe, the army has moved. Was it a success?\n\n"
        "Very much so. We have beaten the enemy.\n\nHow many did you lose?\n\nA dozen. Our army has lost few.\n\n"
        "What do you want?\n\nWe will win, and none of our opponents can attack us."
    )

    assert speakers(text) == [N, N, N, S, S, N, S, S, N, S]


def test_bullets_without_line_breaks_are_items() -> None:
    text = "Press\n\n• Council refers it to the ministry (News) • Armenia says it is late (Post) • Two died (Times)"
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    assert [sentence.text for sentence in split(article)][1:] == [
        "Council refers it to the ministry (News)",
        "Armenia says it is late (Post)",
        "Two died (Times)",
    ]
    assert speakers(text) == [N, N, Y, N]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ilham Aliyev, Azerbaijan's president", B),
        ("Nikol Pashinyan,\nArmenian Prime Minister", Y),
        ("—Armenian army spokeswoman Ada Poe", Y),
        # No office, nobody's name, or a caption.
        ("The line of contact", N),
    ],
)
def test_a_quotation_set_off_without_marks_is_whose_name_stands_below_it(line: str, expected: str) -> None:
    said = speakers(f"News\n\nWe hope that the talks will go on\n{line}\n\nIt rained.")

    assert said[1] == expected
    assert set(said[2:]) == {N}


def test_a_registry_without_shapes_of_surnames_rules_nobody_out_by_theirs() -> None:
    registry = load(Path(__file__).parents[3] / "docs" / "examples" / "georgia-2008" / "speakers.toml")
    text = "TBILISI, Aug 9 - The army has left, Ada Poe, a spokeswoman for the defence ministry, said."
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    assert not any(speaker.surnames for speaker in registry.speakers)
    assert [one.speaker for one in attribute(article, split(article), registry)] == ["Tbilisi"]
