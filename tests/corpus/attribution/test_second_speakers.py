"""Sentences with more than one source: who comes first, and whom a sentence only takes up."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import load
from annotator.corpus.statement import Span
from tests.corpus.attribution.who import B, C, N, O, S, Y, sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind "and" and the object of the verb before.
        ("Armenian officials reported 49 dead on their side and Azerbaijan reported 50.", [[Y, B]]),
        ("Officials in Yerevan reported losses of men and equipment and Baku said it lost none.", [[Y, B]]),
        ("Azerbaijan announced the capture of three villages and Stepanakert denied it.", [[B, S]]),
        (
            "The ministry in Yerevan denied reports of a raid and its counterpart in Baku said it had seen one.",
            [[Y, B]],
        ),
        ("The foreign ministries of Azerbaijan and Armenia said they would swap prisoners.", [[B, Y]]),
        ("The leaders of France and Georgia said they would come.", [[O]]),
        # A relative clause with a verb of its own, of all or of one.
        ("Lavrov met Mirzoyan and Bayramov, both of whom said they were committed to talks.", [[Y, B]]),
        ("Lavrov spoke to his Armenian and Azerbaijani counterparts, both of whom said it would last.", [[Y, B]]),
        ("It began with a raid on villages, which Azerbaijan maintains was provoked by Armenian fire.", [[B]]),
        ("Shots strained ties with Baku, which 24, 25 Nov accused the mission of bias.", [[B]]),
        ("Despite Azerbaijan and Turkey denying that a jet fell, the ministry in Yerevan said so.", [[B, O, Y]]),
        ("Baku's explanation that a landslide broke the pipe was dismissed by officials in Stepanakert.", [[S, B]]),
        ("Azerbaijan's ministry reported four deaths, which is denied in Stepanakert.", [[B, S]]),
        ("Azerbaijan and Armenia met. The envoys and the two foreign ministers said it went well.", [[N], [O, B, Y]]),
        # What was said is called something behind it.
        ("Azerbaijan's ministry counted 340 shells, a figure that Stepanakert called inflated.", [[B, S]]),
        ("The road was open, Yerevan said, a claim Azerbaijani officials have called untrue.", [[Y, B]]),
        (
            "Azerbaijan's ministry counted 340 shells, a figure that Stepanakert, which counts too, called odd.",
            [[B, S]],
        ),
        ("Fighters took the hill, a move Azerbaijan called unprovoked.", [[B]]),
        ("The convoy reached the town, a place the Armenians called holy.", [[N]]),
        # What somebody recalls that others said.
        ("James Warlick, Mirzoyan recalls, has told both sides that threats are unacceptable.", [[O, Y]]),
        ("The envoys, Mirzoyan went on, had explained to them that the road was shut.", [[O, Y]]),
        ("The bridge, officials in Baku said, was closed and reported as unsafe.", [[B]]),
        ("Azerbaijan, the Armenian minister stressed, has declared war.", [[Y]]),
        # Whose figures, claims and assertions.
        ("The army of Artsakh disputes Baku's figures, according to which one man fled.", [[S, B]]),
        (
            "Mirzoyan referred to the statement made by the Azerbaijani ministry, according to which it rained.",
            [[Y, B]],
        ),
        (
            "Vagif Dargahli dismissed the allegation, aired hours before by the Armenian ministry, that it fell.",
            [[B, Y]],
        ),
        ("The dam holds, Stepanakert says, contrary to what the ministry in Yerevan told the radio.", [[S, Y]]),
        ("CNN's producer heard shells, despite what Hikmet Hajiyev has told the same channel.", [[C, B]]),
        ("The convoy did not fire, contrary to claims by Azerbaijan.", [[B]]),
        # Whose claims are checked.
        ("Newsline confirmed Azerbaijan's statements.", [[O, B]]),
        ("CNN could not verify the figures of the Azerbaijani ministry.", [[C, B]]),
        ("CNN could not verify the claims.", [[C]]),
        # A verb for both.
        ("President Aliyev and President Sargsyan both assured him that they wanted peace.", [[B, Y]]),
        ("Azerbaijan's ministry called the reports of the Armenian side about losses in the north false.", [[B]]),
        # A second source with the first one's verb.
        ("In May the Armenian side reported 31 breaches and the Azerbaijani side 46.", [[Y, B]]),
        ("Armenia describes it as theft; the Azerbaijani government, as a gift to the poor.", [[Y, B]]),
        ("The road is shut, for which Baku blames Yerevan and Yerevan Baku.", [[B, Y]]),
        ("Baku blames Yerevan and Yerevan shut the road.", [[B]]),
        # What others make of what was said.
        ("Baku accused its neighbour of theft, a charge which Pashinyan, on Monday, turned round.", [[B, Y]]),
        (
            "Stepanakert put the dead at 32, a number repeated by Yerevan's envoy and described by Baku as inflated.",
            [[S, Y, B]],
        ),
        ("Russian troops blamed the army, a reading echoed, in part, by Shahramanyan's own advisers.", [[O, S]]),
        ("Moscow blamed the army, a reading which Leyla Abdullayeva found wrong.", [[O, B]]),
        ("Moscow blamed the army, a claim that Armenia denied responsibility for weeks.", [[O, Y]]),
        ("Armenia denied it, contrary to what Azerbaijani statements had maintained for months.", [[Y, B]]),
        ("Bayramov said so, commenting on Mirzoyan's statement about the border.", [[B, Y]]),
        ("An envoy did not rule out that it rained, echoing in this the ministry in Baku.", [[O, B]]),
        ("Moscow said that it had helped, which Pashinyan, at a sitting, doubted in plain words.", [[O, Y]]),
        ("Moscow accused Baku of theft, an accusation the Azerbaijani minister has rejected.", [[O, B]]),
        ("The UN speaks of 50 people, the Armenian government of 70.", [[O, Y]]),
        ("Both Artsakh and Azerbaijan accused each other, and both sides denied it.", [[S, B]]),
        ("The optimism expressed by President Aliyev is shared.", [[B]]),
        ("The Azerbaijani ministry released footage claimed to show a hill.", [[B]]),
        ("Azerbaijan says that it took five villages; Torosyan, for the Armenian army: two are empty.", [[B, Y]]),
        # Whose losses and claims somebody else takes up.
        ("CNN could not confirm the losses reported by the Azerbaijani ministry.", [[C, B]]),
        ("Armenian officials say 90 men died, against the 31 acknowledged by Baku.", [[Y, B]]),
        ("Armenia says that the road built by Azerbaijan is open.", [[Y]]),
        ("Reuters could not verify the accounts of either Azerbaijan or Armenia.", [[O, B, Y]]),
        ("Azerbaijan's claim to have taken the hill was denied by Armenia.", [[Y, B]]),
        ("Azerbaijan's claim to the hill is old.", [[N]]),
        # Agents in a row.
        ("The vote was called illegal by Baku, Ankara and the EU.", [[B, O]]),
        ("The truce was announced by Moscow and confirmed within minutes by Baku.", [[O, B]]),
        ("The dead are put at 31 by Baku and at more than 90 by Yerevan.", [[B, Y]]),
        # Who speaks along with somebody.
        ("Azerbaijan, along with Turkey, said that the road would open.", [[B, O]]),
        ("Azerbaijan as well as Armenia reported losses.", [[Y, B]]),
        (
            "Azerbaijan is close to Armenia. The foreign ministers of both countries said that it is late.",
            [[N], [B, Y]],
        ),
        # What comes behind a comma.
        ("Azerbaijan said it took the hill, something denied by Armenia.", [[B, Y]]),
        ("Azerbaijan said it took the hill, with Armenia denying this.", [[B, Y]]),
        ("Azerbaijan reported 31 dead, and its Armenian counterpart 92.", [[B, Y]]),
        ("Baku said that the bridge fell, which Armenia's spokeswoman called a provocation.", [[B, Y]]),
        ("Baku said that the bridge fell, something Armenia's minister calls a breach.", [[B, Y]]),
        ("Ninety died, said Gegham Stepanyan, whose figures Azerbaijan's ministry said were wrong.", [[S, B]]),
    ],
)
def test_who_comes_first(text: str, expected: list[list[str]]) -> None:
    assert expected == sides(text)


def test_the_issuer_of_a_release_says_that_a_statement_is_wrong() -> None:
    text = (
        "Statement by the Ministry of Defence of the Republic of Azerbaijan\n\n"
        "The Armenian ministry's statement that two helicopters fell does not correspond to reality."
    )

    assert [B, Y] == sides(text)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Traffic stopped, as thousands of Armenians protested in Gyumri, demanding a vote.", [N, O]),
        ("Families are anxiously waiting for their trucks and calling for help.", [N, O]),
        ("Pashinyan flew to Geneva, confirming his attendance.", [N, Y]),
        ("The army of Artsakh lit a fire on the hill, rejecting the truce.", [N, S]),
        ("Thousands broke through to the doors on Monday, calling for a vote.", [N, O]),
        ("Students laid flowers in the square, protesting against the sale.", [N, O]),
        ("Demonstrators overran the hall in Yerevan, demanding to know where he was.", [N, O]),
        # Who gives it a name.
        ("The troops crossed into what Yerevan says is its land.", [N, Y]),
        ("Shells fell on the town, which the ministry in Baku calls an answer.", [N, B]),
        ("The troops reached Stepanakert, which Azerbaijan calls Khankendi.", [N]),
        ("Let us hear what Armenia says.", [N]),
        # What nobody can say, or what is no clause of theirs.
        ("Shells hit the village, confirming the fears of many.", [N]),
        ("The bridge was shut on Sunday, demanding a detour.", [N]),
        ("A tent was set up and calling for help became common.", [N]),
        ("Thousands marched to the bridge, heading for a vote.", [N]),
        # Whoever speaks in the sentence speaks alone.
        ("Pashinyan said that he flew to Geneva, confirming his attendance.", [Y]),
    ],
)
def test_beside_the_narrator(text: str, expected: list[str]) -> None:
    assert [expected] == sides(text)


def test_what_stands_beside_the_narrator_has_its_words() -> None:
    text = "Thousands of refugees crossed the bridge, demanding water."
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    narrated, demanded = attribute(article, split(article), load())

    assert (narrated.ordinal, narrated.content) == (1, Span(start=0, end=len(text)))
    assert (demanded.ordinal, demanded.rule) == (2, "beside")
    found = [demanded.words(span) for span in (demanded.source, demanded.cue, demanded.content)]
    assert found == ["Thousands of refugees", "demanding", "water."]
