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
