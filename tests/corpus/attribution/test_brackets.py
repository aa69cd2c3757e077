"""Sources in brackets, labels behind a semicolon, and second sources that only a few words name."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The guns left 12 dead (Azerbaijani claim).", [B]),
        ("Three killed (per Azerbaijan); 14 killed (Armenian claim).", [B, Y]),
        ("Azerbaijan reported 3 killed (Armenia: 14).", [B, Y]),
        ("- Killed: 1 (Azerbaijani MoD); 2 (Nagorno-Karabakh Defence Army)", [B, S]),
        ("- Artsakh claim: 25 killed; 1 lorry damaged (denied by Azerbaijan)", [S, B]),
        ("The number of dead, 200 (Azerbaijani figures) or 90 (Armenian figures), is unclear.", [B, Y]),
        # Who is meant, what something is called, whose a place is, what a picture shows.
        ("He met 3 envoys (Armenian Foreign Ministry).", [N]),
        ("The village (Armenian: Vari; Azerbaijani: Varli) had 40 houses.", [N]),
        ("Losses: 3 lorries (Armenia), 5 lorries (Azerbaijan).", [N]),
        ("A picture of 3 soldiers (Azerbaijani Defence Ministry)", [N]),
    ],
)
def test_who_stands_in_brackets(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Labels.
        ("Aliyev: talks once there is a date; Pashinyan: not at gunpoint", [B, Y]),
        # A verb told once.
        ("Azerbaijan says it fired back, Armenia that nobody had fired.", [B, Y]),
        ('Azerbaijan said it was answering "provocations"; Armenia, that nobody had fired.', [B, Y]),
        ("Azerbaijan says they may stay and Armenia's premier, Nikol Pashinyan, that they must flee.", [B, Y]),
        ("Armenian officials say 14 died; Azerbaijan, 3.", [Y, B]),
        ("Yerevan reported four deaths, Baku none.", [Y, B]),
        ("The Artsakh army speaks of two dead, Baku of “a post hit with care”.", [S, B]),
        ("Baku had spoken after that meeting of a beginning, Stepanakert of a talk about gas.", [B, S]),
        ('Pashinyan called the text "a day of pain", Aliyev "a day of joy".', [Y, B]),
        ("Armenia blames “trolls”; Azerbaijan's State Security Service, “the diaspora”.", [Y, B]),
        ("In Stepanakert's version, the van was fired on; in that of Baku, it sped up.", [S, B]),
        ("In Stepanakert's telling, the van was fired on; in Baku's, it sped up.", [S, B]),
        ("The displaced are put at 100,000 by Armenia but at 40,000 by Azerbaijan.", [Y, B]),
        # Not "Maro traces it to a call from Yerevan that …".
        ("The envoy says it was his own doing, Maro traces it to a call from Yerevan that never came.", [O]),
        # Two verbs.
        ("Azerbaijan claims, but Armenia denies, that mines were laid.", [B, Y]),
        ("Azerbaijan threatens war, and Armenia just as often warns that it will answer.", [B, Y]),
        ("Armenia denied it, while in Baku Elchin Amirbayov, the president's envoy, noted that it was late.", [Y, B]),
        ("Azerbaijan claimed thirty dead – more men, objected Vigen Sargsyan, than had been there.", [B, Y]),
        # Taken up.
        ("Azerbaijan said there were 4,000, a claim denied in Yerevan.", [B, Y]),
        ("Armenian officials said 14 were hurt, a figure later revised to 19 by the ombudsman in Stepanakert.", [Y, S]),
        ("The demand was rejected out of hand by the Armenian foreign minister.", [Y]),
        # Behind "with".
        ("Five men were killed, with Baku admitting to three.", [B]),
        ("Both sides lost men, with Baku putting its own dead at three.", [B]),
        # Who is accused speaks too.
        ("The UN mission, accused on Monday by Azerbaijan of bias, said that it had a patrol there.", [O, B]),
        # Later words.
        ("Vahram Poghosyan, spokesman for the Karabakh leader, had spoken an hour earlier of a “regrouping”.", [S]),
        ("The Azerbaijani minister spoke at the opening of a school.", [N]),
        ("Neither Azerbaijani office has confirmed the trip.", [N]),
    ],
)
def test_who_says_the_second_thing(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia fires mortars, claims Azerbaijan", [N]),
        ("Azerbaijan blocks the road, warns Newsline", [N]),
        ("Blinken and Lavrov discussed talks between Armenia and Azerbaijan, according to their ministries.", [O]),
        ("Pashinyan and Aliyev met in May, their offices said.", [Y, B]),
        ("Altstadt, A., The Politics of Culture; Baku: Elm, 1994.", [N]),
        ("Prices rose in all three states; Armenia: 12 percent.", [N]),
        ("GDP grew by 4 percent (Armenia: 8.7 percent).", [N]),
        ("A fever killed 12 people on Friday (Armenia: 7; Georgia: 5).", [N]),
        ("Artsvashen (claimed by Armenia) has 40 houses.", [N]),
        ("The bill (rejected by Armenia's parliament in 2019) is back.", [N]),
        ("He is a captain, aged 30 (Armenian Ministry of Defence).", [N]),
        ('The "Azeri Light" (SOCAR) costs 90 dollars.', [N]),
        ("The constitution has 13 chapters (Armenian version).", [N]),
        ("On the same day as Azerbaijan, Armenia said it had signed.", [Y]),
        ("Unlike countries such as Armenia, Azerbaijan says it has kept its word.", [B]),
        ("In Azerbaijan this is disputed.", [N]),
        ("In October this was denied.", [N]),
        ("Azerbaijan lost 12 men on Friday, putting its losses at 40.", [N]),
        ("Pashinyan called Erdogan “a partner”, Aliyev “a dictator”.", [Y]),
        ("Mirzoyan called the ceasefire “fragile”, Azerbaijan “an aggressor”.", [Y]),
        ("Yerevan said it had 12 schools; Baku, 400.", [Y]),
        ("Baku said it had freed 12 captives and Armenia none.", [B]),
        ("The talks failed, with Azerbaijan admitting to 2 defeats.", [N]),
        ("Armenia said the road was closed; Azerbaijan, that has the power to open it, did nothing.", [Y]),
        ("Baku said it told the EU, Armenia that it was ready.", [B]),
        ("Aliyev spoke after that with the head of the alliance.", [N]),
        ("Pashinyan spoke a day later of course.", [N]),
        ("Russia and Azerbaijan each claim a share of 5 percent.", [N]),
        ("Vahagn Khachaturyan, president of Armenia and an enemy of the opposition, said it was calm.", [Y]),
        ("The Azerbaijani service of the BBC reported 12 dead.", [O]),
        ("Two Azerbaijani officials: Armenia fired first", [B]),
        ("Azerbaijan published a statement against fake news that denied the raid.", [B]),
    ],
)
def test_what_only_looks_like_a_second_source(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


@pytest.mark.parametrize(
    "text",
    [
        "Armenia speaks of 12 dead, Azerbaijan of",
        "Yerevan described the blockade as a crime and Azerbaijan as",
        "Yerevan blames the rain; Baku,",
        "Mr. Maro",
        "1/2",
        "Killed: 1 (",
        "Lena Maro, who's",
    ],
)
def test_what_breaks_off_is_read_as_far_as_it_goes(text: str) -> None:
    assert len(sides(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ten to watch\n\nMr. Pashinyan. He leads.\n\nMr. Aliyev. He has ruled since 2003.\n\nMr. Poe. He wins.\n\nMr. Pashinyan. Him again.",
        "A mixed year\n\nThe following decline is attributable to the Armenian government.\n\nExports fell in May.",
        "Altogether\n\nLena Maro, who's met Armenia's foreign minister, left. It was over.",
    ],
)
def test_nobody_speaks_on_a_page_of_profiles_or_credits(text: str) -> None:
    assert {one for several in sides(text) for one in several} == {N}
