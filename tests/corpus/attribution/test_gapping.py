"""Sources that share a verb told once, what others make of something, and whose "his office" is."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Numbers.
        ("Azerbaijan's Ministry of Defence counted 57 breaches, and the Armenian ministry some 900 shots.", [B, Y]),
        ("The Armenian ministry put Azerbaijani losses at 210 men, and the Azerbaijani one answered with 280.", [Y, B]),
        (
            "The Armenian government speaks of 300 lorries, the Red Cross of 40, and the Azerbaijani ministry of 700.",
            [Y, O, B],
        ),
        (
            "Azerbaijan's prosecutors give 90 dead, the ombudsman of Artsakh, Artak Beglaryan, 70 killed on his side.",
            [B, S],
        ),
        ("The health ministry in Stepanakert counted 31 wounded, the Azerbaijani prosecutors just four.", [S, B]),
        ("The defence ministry in Yerevan announced 20 dead, that in Baku 12.", [Y, B]),
        ("By the Azerbaijani ministry's count 14 posts fell, by that of the Artsakh Defence Army three.", [B, S]),
        ("Official Armenian figures stand at 91 dead and official Azerbaijani ones at 31.", [Y, B]),
        # Names for it.
        ("Baku called the shelling a provocation and Yerevan a crime.", [B, Y]),
        ("Baku blames saboteurs; Stepanakert, the guns.", [B, S]),
        ("Yerevan calls it cleansing; Baku, a voluntary move.", [Y, B]),
        ("Armenia describes it as theft; the Azerbaijani government, as a gift to the poor.", [Y, B]),
        ("The strike is described in Yerevan as an act of war and in Baku as a local measure.", [Y, B]),
        # Clauses.
        ("Baku says that it fired back, Yerevan that nobody had fired.", [B, Y]),
        ("Baku blamed Yerevan and Yerevan Baku.", [B, Y]),
        ("Baku rejected the report, and so, in effect, did the Turkish foreign ministry.", [B, O]),
        # Behind "with".
        ("The truce was failing, with Azerbaijan accusing Armenian forces of firing on Ganja.", [B]),
        ("The figures differ, with Baku claiming 40 dead and Yerevan reporting 12.", [B, Y]),
        ("The truce was failing, with the ministry in Baku denying the charge.", [B]),
        # Words for it.
        ("From the Azerbaijani side, meanwhile, it was announced that the road was open.", [B]),
        ("Mr Medvedev went on television to say that somebody else would sell the guns.", [O]),
        ("Not us, came the reply from Yerevan.", [Y]),
        ("The ministry of Azerbaijan counts 12 dead; the Red Cross's own estimate is nearer 50.", [B, O]),
        # Not sources but objects, places and measures.
        ("The UN says Azerbaijan lost 50 tanks and Armenia 20.", [O]),
        ("The UN says that Azerbaijani forces lost 50 tanks, Armenian forces 20.", [O]),
        ("Ilham Aliyev called Armenia an aggressor and Turkey a friend.", [B]),
        ("Hikmet Hajiyev called the blockade a fiction and the Armenian position a threat.", [B]),
        ("Pashinyan called the statement a lie and the Azerbaijani ministry a factory of lies.", [Y]),
        ("The Azerbaijani ministry counted 30 shells in Terter, an Azerbaijani town 12 km from the line.", [B]),
        ("The Azerbaijani ministry said 30 men were hurt, and in Yerevan 12 people marched.", [B]),
        ("The Armenian ministry said two jets came on May 9 and Azerbaijani drones 30 times.", [Y]),
    ],
)
def test_who_shares_a_verb(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Artsakh Defence Army announced 16 dead, which Azerbaijan's chief prosecutor put at 55.", [S, B]),
        (
            "Russia's minister announced 290 dead, figures rejected both by Hikmet Hajiyev and by the ministry in Yerevan.",
            [O, B, Y],
        ),
        ("The town was taken in May, an account disputed by the Armenian foreign ministry.", [Y]),
        ("Pashinyan's claim (21 May) that nobody fired was contradicted by the Artsakh ministry.", [S, Y]),
        (
            "The Armenian spokeswoman posted footage of what she said was a column, which Baku dismissed as staged.",
            [Y, B],
        ),
        ("The Azerbaijani army released pictures of what it said were strikes.", [B]),
        (
            "Weapons were smuggled in, Baku insists - a charge rejected both by Yerevan and by Artsakh's army.",
            [B, Y, S],
        ),
        ("The spokesman in Baku said so, a version supported by Western diplomats.", [B, O]),
        ("The court ordered it in May, an order that, Armenia's envoy complained, has been ignored.", [Y]),
        (
            "Russia's envoy said it changed the context, a formula at which Armenia's minister expressed astonishment.",
            [O, Y],
        ),
        ("Russia's envoy spoke of three breaches, wording to which Baku took exception.", [O, B]),
        ("Posts were moved, as claimed by Baku and denied in Yerevan.", [B, Y]),
        ("It was denied within the hour by Armenia's defence ministry, then by Vahram Poghosyan.", [Y, S]),
        ("The Armenian ministry said that it had held and the Azerbaijani ministry that it had taken a hill.", [Y, B]),
        ("Hikmet Hajiyev said that it was the separatists who had put blocks across it.", [B]),
    ],
)
def test_what_others_make_of_it(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks are due to open in Geneva, though without the Armenian foreign minister, his office announced.", Y),
        ("I would let the Azerbaijanis speak for themselves, although their foreign ministry said that they knew.", B),
        ("A meeting with Aliyev did not take place, his adviser explained.", B),
        ("Mammadyarov discussed it by phone with his Turkish counterpart, who reiterated Ankara's support.", O),
        ("Among them was Marine Ghazaryan, 61, a teacher from a village near Martakert, who said it was late.", O),
        (
            "It prints an interview with the Azerbaijani president's aide, who is pleased but insists that it is late.",
            B,
        ),
        ("Nikol Pashinyan addressed parliament, giving 49 dead and saying that the number was not final.", Y),
        ("The Armenian armed forces fled.", N),
    ],
)
def test_whom_a_sentence_named_before(text: str, expected: str) -> None:
    assert [[expected]] == sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Yerevan it is denied that any troops were there.", Y),
        ("That figure is disputed in Yerevan.", N),
        ("Deputies heard from the Azerbaijani defence minister that the town held.", B),
        ("They did not bind it, said Lawrence Martin for Armenia.", Y),
        ("Azerbaijan's presidency put out a line a short while ago saying it was late.", B),
        ("In Stepanakert it is stressed that nobody left.", S),
        ("From Stepanakert it was reported that 40 rockets had fallen.", N),
        ("Baku’s denial came within the hour.", B),
        ("A denial from Yerevan followed within the hour.", Y),
        ("From Baku came a denial.", B),
        ("Baku's response came at dawn.", N),
        ("Baku has it that nobody was forced to leave.", B),
        ("The Azerbaijani embassy circulated a note to the effect that the bridge served as a post.", B),
        ("The bridge fell to a drone, later identified by the Armenian defence ministry as a Harop.", Y),
        ("According to a tally by the AFP agency based on figures from the parties, 46 died.", O),
        ("Vardanyan's family calls it a show trial; the ministry in Baku calls such remarks interference.", None),
    ],
)
def test_words_that_tell_without_a_verb_of_saying(text: str, expected: str | None) -> None:
    assert [[expected] if expected else [O, B]] == sides(text)
