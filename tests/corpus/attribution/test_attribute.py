"""Who says each sentence, by mechanism: one small article of our own each, and whom its sentences are suggested for."""

from __future__ import annotations

import gc
import re
import sys
import time
from types import CodeType, FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import corpus
from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import NARRATOR, OTHER, Registry, load
from annotator.corpus.statement import Statement

B, Y, S, C, O, N = "Baku", "Yerevan", "Stepanakert", "CNN", OTHER, NARRATOR  # noqa: E741


def statements(text: str, registry: Registry | None = None, outlet: str | None = None) -> tuple[Statement, ...]:
    article = Article(key="k", text=text, sha256="0" * 64, path="p", outlet=outlet)
    return attribute(article, split(article), registry or load())


def speakers(text: str, outlet: str | None = None) -> list[str]:
    """The main speaker of each sentence."""
    return [statement.speaker for statement in statements(text, outlet=outlet) if statement.ordinal == 1]


BRIEFING = (
    "Briefing of the Ministry of Defence of Armenia\n\nQUESTION: Is the road open?\n\nSPOKESPERSON: It is.\n\n"
    "Two bridges are mined.\n\nQUESTION: Since when?\n\nSPOKESPERSON: Since noon."
)
VOICE = (
    "The Press Service of the Artsakh Defense Army informs that the enemy opened fire. Our units did not answer. "
    "The enemy was silenced."
)
CASES: dict[str, list[tuple[str, list[str]]]] = {
    "verb of saying": [
        ("Azerbaijan said that the bridge was open.", [B]),
        ("The Armenian defence ministry denied the claim.", [Y]),
        ("Karabakh officials accused Baku of cutting the gas.", [S]),
        ("Russia's envoy urged both neighbours to wait.", [O]),
        ("The bridge was closed on Friday.", [N]),
    ],
    "acts are no speech": [
        ("Azerbaijan launched a drill near the river.", [N]),
        ("Yerevan agreed to send two trucks.", [N]),
        ("Azerbaijan aims to finish the road next year.", [N]),
        ("Baku has stopped the convoy, raising concerns abroad.", [N]),
        ("Armenia declared martial law.", [N]),
        ("Talks between Baku and Yerevan ended early.", [N]),
    ],
    "places are no sources": [
        ("Hundreds marched in Yerevan on Sunday.", [N]),
        ("Residents of Stepanakert said that the shops were empty.", [O]),
        ("The Russian ambassador in Baku said that talks would go on.", [O]),
        ("The ambassador to Armenia, a former French senator, said he was glad.", [O]),
    ],
    "according to and its kin": [
        ("The road is open, according to the Azerbaijani border service.", [B]),
        ("According to Yerevan, three trucks were turned back.", [Y]),
        ("Two posts fell, as reported by the separatist forces of Nagorno-Karabakh.", [S]),
        ("According to reports, the road is open.", [O]),
        ("Armenia is ready, according to a letter sent by the Azerbaijani presidency.", [B]),
    ],
    "passive": [
        ("The visit was described as “useful” by the Azerbaijani foreign ministry.", [B]),
        ("The Armenian premier was quoted as saying that he would resign.", [Y]),
        ("Three trucks were reported missing.", [N]),
    ],
    "inversion and sources at the end": [
        ("“The road is open,” said Azerbaijan's transport minister.", [B]),
        ("The road is open, Armenian officials say.", [Y]),
        ("The road, the separatist leadership of Karabakh insisted, was never closed.", [S]),
    ],
    "phrases of saying": [
        ("Azerbaijan's foreign ministry ruled out a new round of talks.", [B]),
        ("Armenia has called for an inquiry.", [Y]),
        ("Armenia's government issued a statement on the flood.", [Y]),
        ("Yerevan made clear that it would not sign.", [Y]),
        ("The Azerbaijani president expressed his readiness to meet.", [B]),
        ("Pashinyan pointed out that winter was near.", [Y]),
        ("Aliyev was adamant that the road would stay open.", [B]),
    ],
    "insertions": [
        ("Aliyev, during a visit to the north, stated that work had begun.", [B]),
        ("The Armenian premier, who came home on Monday, said little had changed.", [Y]),
        ("On Monday, the Azerbaijani army reported no losses.", [B]),
        ("Armenia's ombudsman on Tuesday, May 4 condemned the arrest.", [Y]),
    ],
    "participles": [
        ("Aliyev spoke for an hour, saying that the road was ready.", [B]),
        ("The day was calm, with the Armenian army stating that no shot was heard.", [Y]),
        ("Azerbaijan has demanded an answer, stressing that time is short.", [B]),
    ],
    "nouns of saying": [
        ("Azerbaijan's claim that the road was open convinced few.", [B]),
        ("Aliyev's message to Washington stressed that the drill would end.", [B]),
    ],
    "pronouns carry over": [
        ("Aliyev said the road was open. He added that the bridge would follow.", [B, B]),
        ("Armenia rejected the offer. It also demanded that troops withdraw.", [Y, Y]),
        ("Karabakh officials asked for flour. They say that two days' bread is left.", [S, S]),
        ("Pashinyan met the Georgian team. “We agree,” he said.", [N, Y]),
    ],
    "definite institutions carry over": [
        ("Azerbaijan's defence ministry reported two wounded. The ministry said that both were safe.", [B, B]),
        ("Armenia's army issued a statement. The statement said that nobody was hurt.", [Y, Y]),
    ],
    "names that the article introduces": [
        ("Azerbaijani deputy minister Murad Testov arrived. Testov said that all was well.", [N, B]),
        ("Aram Testyan, an adviser to the president of Artsakh, came late. “It is cold,” Testyan said.", [N, S]),
        ("The blogger Gagik Aliyev has fans. Aliyev said he was tired.", [N, O]),
        ("Former president Serzh Sargsyan criticised the deal. Sargsyan said it was weak.", [O, O]),
    ],
    "the region's officials are not the republic's": [
        ("The Armenian authorities of Nagorno-Karabakh said that the gas was off.", [S]),
        ("Karabakh lies high. Separatist leaders said they would not leave.", [N, S]),
        ("Artsakh's self-proclaimed president warned of hunger.", [S]),
        ("The enclave of Nagorno-Karabakh has one road. The enclave's ombudsman said it was shut.", [N, S]),
        ("In Donetsk, separatist leaders said they would not leave.", [O]),
    ],
    "crowds and the press": [
        ("Armenian media reported that the minister had left.", [O]),
        ("An Azerbaijani analyst said that the deal would hold.", [O]),
        ("Armenian opposition leader Garnik Testyan called the deal a shame.", [O]),
    ],
    "quotations run on": [
        ("“We are ready. We have been ready for years,” the Azerbaijani minister said. “We shall wait.”", [B, B, B]),
        ("“We are ready,” Pashinyan said.\n\n“We shall wait. Nobody should hurry.”", [Y, Y, Y]),
        ('Aliyev said: "The road is open.\n\n"The bridge will follow."', [B, B]),
        ("'Nobody came,' Armenia's spokesman said. 'We waited.'", [Y, Y]),
        ("“Nobody knows who said this.” The bridge fell.", [N, N]),
        # Lines broken behind each sentence: only the last one closes.
        ("“We are ready.\n\nWe have been ready for years,” the Azerbaijani minister said.", [B, B]),
        ("'We are ready,' Pashinyan said.\n\n'We shall wait.\n\nNobody should hurry.'", [Y, Y, Y]),
        ("“We are ready,” Pashinyan said.\n\n'We shall wait, it rained.\n\nThe guards' hut was shut.", [Y, N, N]),
    ],
    "lists under a lead-in": [
        ("The Azerbaijani ministry listed these facts in a statement:\n\n- the road is open\n- it is safe", [B, B, B]),
        ("The council met:\n\n- the road is open", [N, N]),
    ],
    "headlines": [
        ("Armenia: Bridge is safe\n\nIt rained.", [Y, N]),
        ("Road is open: Azerbaijani ministry\n\nIt rained.", [B, N]),
        ("Azerbaijan says road is open\n\nIt rained.", [B, N]),
        ("Bridge safe – analyst\n\nIt rained.", [O, N]),
    ],
    "an outlet's own reporting": [
        ("CNN has not been able to independently verify the figures.", [C]),
        ("A CNN team at the bridge saw twelve trucks.", [C]),
        ("A letter obtained by CNN names the driver.", [C]),
        ("CNN has asked the ministry for comment.", [C]),
        ("Aliyev told CNN that the road was open.", [B]),
        ("It was quiet, the driver told CNN.", [O]),
    ],
    "an issuer's own release": [
        ("Statement by the Ministry of Foreign Affairs of Armenia\n\nThe road was closed. It is a breach.", [Y, Y, Y]),
        ("BAKU, May 4. /AZERTAC/ The road was closed on Friday. Yerevan said that it was open.", [B, Y]),
        ("Baku, May 4, AZERTAC\n\nRoad reopens in the north, ministry says\n\nThe road is wide.", [N, B, B]),
        ("YEREVAN, MAY 4, ARMENPRESS. The road was closed on Friday.", [N, Y]),
    ],
    "two in one phrase": [
        ("Both Armenian and Azerbaijani officials said that the talks were useful.", [Y]),
        ("Azerbaijan and Armenia agreed to meet. Both sides accused the other of delay.", [N, B]),
    ],
    "subordinate clauses": [
        ("While Azerbaijan declared that the drill was over, the guns went on.", [B]),
        ("Although Baku denied it, Yerevan said that the road was shut.", [Y]),
        ("Reuters reported that the Armenian ministry said two trucks were lost.", [Y]),
    ],
    "namings stay inside": [
        ("The army entered what it calls a buffer zone.", [N]),
        ("Armenia closed what its ministers describe as a smugglers' path.", [N]),
        ("Aliyev condemned what he called a theft.", [B]),
    ],
    "counting is saying how many": [
        ("Armenia's health ministry counted 40 wounded.", [Y]),
        ("Officials in Baku tallied 12 broken lorries.", [B]),
        ("Azerbaijan's army counted on 40 new lorries.", [N]),
        ("Some voters counted 40 posters.", [N]),
    ],
    "counterparts are the other's": [
        ("Pashinyan arrived late. His Azerbaijani counterpart said that he had waited.", [N, B]),
        ("Aliyev's Armenian counterpart said that he had waited.", [Y]),
        ("Aliyev said that he was ready. His French counterpart said that he was not.", [B, O]),
        ("Aliyev arrived late. His counterpart said that he had waited.", [N, O]),
    ],
    "an outlet's own people": [
        ("CNN counted twelve lorries. Its reporters saw smoke as well.", [C, C]),
        ("CNN counted twelve lorries. The network also obtained a list.", [C, C]),
        ("CNN counted twelve lorries. The network's reporters saw smoke as well.", [C, C]),
        ("Reuters counted twelve lorries. The agency also obtained a list.", [O, N]),
        ("CNN counted twelve lorries. The Armenian army left. Its reporters saw smoke.", [C, N, N]),
    ],
    "whom the words are about does not say them": [
        ("Armenia's army reported calm. Statements of the Azerbaijani army are untrue, it said.", [Y, Y]),
        ("Armenia's premier spoke first. Aliyev would have to wait, he said.", [N, Y]),
        ("Aliyev would wait, he said.", [B]),
    ],
    "an institution that did not speak": [
        ("CNN asked the Azerbaijani transport ministry for a map. The ministry maintains that it has none.", [C, B]),
        ("They rang at the foreign ministry of Armenia. Later the ministry said it was closed.", [N, Y]),
        ("CNN saw two lorries. The ministry said it knew of none.", [C, O]),
    ],
    "one insertion after another": [
        ("Aliyev, during a visit to the north, after the rain had ended, stated that work had begun.", [B]),
        ("A nurse who, before the flood, worked in the north, said the road was shut.", [O]),
    ],
    "an official without a state is home's, or of the place spoken in": [
        ("YEREVAN, May 4 (Newsline) - It rained. The prime minister said that it would pass.", [N, Y]),
        ("Azerbaijan was silent. In Yerevan, the foreign ministry said that it was waiting.", [N, Y]),
        ("BAKU, May 4 (Newsline) - It rained. A spokesman for the Defence Ministry said that it was quiet.", [N, B]),
        ("BAKU, May 4 (Newsline) - It rained. French Foreign Minister Luc Perrin said that he would wait.", [N, O]),
    ],
    "a town has offices": [
        ("The mayor of Goris said that the hotels were full.", [Y]),
        ("A farmer from Goris said that the hotels were full.", [O]),
        ("Goris is a town in the south.", [N]),
    ],
    "courts are nobody's": [
        ("Azerbaijan lost. The court found that the appeal was late.", [N, O]),
    ],
    "nouns that say": [
        ("The reply of the Azerbaijani ombudsman was that the road was open.", [B]),
        ("“Not a shot was fired,” came the answer from the Armenian army.", [Y]),
        ("By Baku's account the road was open.", [B]),
        ("In the words of the Armenian premier, the road was shut.", [Y]),
        ("The latest warning came on Monday from Yerevan.", [Y]),
        ("I do not agree with the opinion of the Armenian minister.", [N]),
        ("The town came under fire from Armenian positions.", [N]),
    ],
    "what a relative clause says": [
        ("The paper met Aliyev, who said that talks would go on.", [B]),
        ("There was an answer from the Armenian ministry, which said the road was shut.", [Y]),
        ("A note came from the Armenian ombudsman, whose letter says that ten are missing.", [Y]),
    ],
    "insertions of several kinds": [
        ("Azertac, the state news agency, blames the failure on the weather.", [B]),
        ("UN experts, meanwhile, urged Azerbaijan to open the road.", [O]),
        ("Ivan, 70, who keeps goats near the masts, said that he heard thunder.", [O]),
        ("A gunner accused of sinking the ship told the court that he was asleep.", [O]),
    ],
    "one who passes on what another says": [
        ("Newsline, quoting the Armenian foreign ministry, said a lorry had burned.", [Y]),
        ("Newsline quoted the Azerbaijani army as saying that a lorry had burned.", [B]),
    ],
    "turns of a transcript": [
        (BRIEFING, [Y, O, Y, Y, O, Y]),
        (
            "Azerbaijan's envoy in Prague on roads\n\nQ: Is it open?\n\nA: It is.\n\nQ: Since when?\n\nA: Since noon.",
            [N, N, B, N, B],
        ),
    ],
    "letterhead, signature, address and voice show an issuer": [
        ("REPUBLIC OF AZERBAIJAN\nMINISTRY OF DEFENCE\n\nTwo depots were destroyed.", [N, N, B]),
        ("The road is shut.\n\nSpokesperson, Ministry of Foreign Affairs of the Republic of Armenia", [Y, N]),
        ("Dear Armenians!\n\nThe road is shut.", [Y, Y]),
        (VOICE, [S, S, S]),
    ],
    "whose picture it is": [
        ("Smoke over the town, in a picture released by Armenia's defence ministry. Photo: Handout", [Y]),
        ("Footage released by the Armenian army showed two lorries.", [N]),
    ],
    "reporters of an outlet of the registry speak for it": [
        ("Kornidzor, Armenia (CNN) — The queue was long. We counted 40 cars by noon. I ask a driver his name.", [N, C, C]),
        ("The queue was long. We counted 40 cars by noon.", [N, N]),
    ],
    "nobody says it": [
        ("Both Armenia and Azerbaijan may be telling the truth.", [N]),
        ("What has Azerbaijan said?", [N]),
        ("Azerbaijan has not commented.", [N]),
        ("The rise in Azerbaijan's losses raises concerns.", [N]),
    ],
    "headlines with a time, and of an office": [
        ("04:45 Azerbaijani ministry: road is open\n\nIt rained.", [B, N]),
        ("Armenia and Azerbaijan: a night of rain\n\nIt rained.", [N, N]),
        ("ARMENIA, AZERBAIJAN TRADE ACCUSATIONS\n\nIt rained.", [Y, N]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=f"{name} {i}") for name, cases in CASES.items() for i, case in enumerate(cases, 1)],
)
def test_each_mechanism(text: str, expected: list[str]) -> None:
    assert expected == speakers(text)


def test_two_sides_in_one_sentence_are_two_statements() -> None:
    found = statements("Azerbaijan said that two drones fell, which Armenia's ministry denied.")

    assert [(1, B), (2, Y)] == [(statement.ordinal, statement.speaker) for statement in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karabakh's army accused Baku of theft, which the transport ministry in Baku called untrue.", [S, B]),
        ("Armenia said the road was shut, which Azerbaijan's army called a lie.", [Y, B]),
        ("Armenia said the road was shut, which Azerbaijan calls the northern road.", [Y]),
        ("Baku put the number at 68, while the health ministry in Yerevan counted 125.", [B, Y]),
        ("The claim was rejected by Armenia's foreign ministry and by the Azerbaijani army.", [Y, B]),
        ("Newsline quoted the Azerbaijani army as saying that a lorry had burned.", [B, O]),
        ("While Azerbaijan speaks of theft, Yerevan insists that nothing was taken.", [Y, B]),
    ],
)
def test_the_second_of_two_sides_is_found_behind_the_first(text: str, expected: list[str]) -> None:
    assert expected == [statement.speaker for statement in statements(text)]


def test_both_sides_are_two_statements_in_the_order_of_the_text() -> None:
    found = statements("Armenia and Azerbaijan met. Both sides said that the talks were useful.")

    assert [N, Y, B] == [statement.speaker for statement in found]


def test_a_source_outside_the_registry_keeps_its_name() -> None:
    found = statements("The French foreign ministry said it would wait. According to reports, nobody will.")

    assert [(O, "French foreign ministry"), (O, "unnamed")] == [(s.speaker, s.speaker_name) for s in found]


def test_spans_are_code_points_of_the_sentence() -> None:
    (found,) = statements("🙂 The Azerbaijani army reported that two trucks were lost.")

    assert "The Azerbaijani army" == found.words(found.source)
    assert "reported" == found.words(found.cue)
    assert "two trucks were lost." == found.words(found.content)


@pytest.mark.parametrize("cue", ["spoke of", "spoke on Monday of", "spoke a week later of", "spoke today about"])
def test_the_of_behind_a_time_is_still_the_cue_s(cue: str) -> None:
    (found,) = statements(f"The Azerbaijani minister {cue} a corridor through the hills.")

    assert (found.words(found.cue), found.words(found.content)) == (cue, "a corridor through the hills.")


def test_what_is_asserted_may_stand_in_front() -> None:
    (found,) = statements("Two trucks were lost, according to the Armenian army.")

    assert "Two trucks were lost" == found.words(found.content)
    assert "the Armenian army" == found.words(found.source)
    assert "according_to" == found.rule


def test_the_voice_of_a_state_outlet_is_its_side_and_cnn_stays_the_narrator() -> None:
    assert [Y] == speakers("The road was closed on Friday.", outlet="Armenpress")
    assert [N] == speakers("The road was closed on Friday.", outlet="CNN")


def test_a_carried_over_source_is_less_sure_than_a_named_one() -> None:
    named, carried = statements("Azerbaijan's ministry said that it rained. It said that it snowed.")

    assert (carried.confidence or 0.0) < (named.confidence or 0.0)


TEXTS = [text for cases in CASES.values() for text, _ in cases]


def tags(text: str, registry: Registry) -> list[str]:
    """The speakers of all statements of a text."""
    return [statement.speaker for statement in statements(text, registry)]


def test_swapping_two_sides_in_the_registry_swaps_their_tags() -> None:
    """The code knows no tag: only the registry does."""
    shipped = load()
    swap = {B: Y, Y: B}
    swapped = Registry(
        press=shipped.press,
        speakers=tuple(
            speaker.model_copy(
                update={
                    "tag": swap.get(speaker.tag, speaker.tag),
                    "absorbs": tuple(swap.get(t, t) for t in speaker.absorbs),
                }
            )
            for speaker in shipped.speakers
        ),
        spellings=shipped.spellings,
    )
    for text in TEXTS:
        assert [swap.get(tag, tag) for tag in tags(text, shipped)] == tags(text, swapped), text


INVENTED = {
    "azerbaijan": "kelstan", "azeri": "keli", "baku": "dosu", "armenia": "verania", "armenpress": "verapress",
    "yerevan": "toravan", "erevan": "oravan", "stepanakert": "hollenaderd", "karabakh": "morrowakh",
    "artsakh": "morvakh", "aliyev": "domiyev", "pashinyan": "gordunyan", "sargsyan": "halvisyan",
    "azertac": "kelstac", "cnn": "qrn",
}  # fmt: skip
"""Other names for the sides, their capitals, leaders and outlets: as long and with the same endings."""


def renamed(text: str) -> str:
    """A text with the invented names in place of the real ones, capitals as they were."""

    def other(found: re.Match[str]) -> str:
        new, old = INVENTED[found[0].lower()], found[0]
        return new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new

    return re.sub("|".join(sorted(INVENTED, key=len, reverse=True)), other, text, flags=re.IGNORECASE)


def test_invented_names_in_registry_and_text_change_nothing() -> None:
    """The code knows no name: only the registry does."""
    shipped = load()
    tag = {renamed(one): one for one in (*shipped.tags, OTHER, NARRATOR)}
    invented = Registry.model_validate_json(renamed(shipped.model_dump_json()))
    unknown = 0
    for text in TEXTS:
        assert tags(text, shipped) == [tag[one] for one in tags(renamed(text), invented)], text

        unknown += tags(text, shipped) != tags(renamed(text), shipped)

    # The names were really other ones: without the registry that has them, most texts lose their speakers.
    assert unknown > len(TEXTS) / 2


@pytest.mark.parametrize(
    "unit",
    [
        "AZERBAIJAN SAID ",
        "said Azerbaijan\n",
        "Ilham Aliyev met Ada Poe, the ministry said. His team saw it. ",
        "“Azerbaijan said ‘it is",
        "by Ada Poe of the ministry and ",
        "?",
        '."',
    ],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    """Ten times the text takes ten times as long, not a hundred times."""

    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        started = time.process_time()
        statements(text)
        return time.process_time() - started

    gc.collect()
    gc.disable()
    try:
        short = min(seconds(4_000) for _ in range(3))

        assert seconds(40_000) < 25 * short
    finally:
        gc.enable()


def work(text: str) -> int:
    """How many lines of the tool run to split and attribute a text, each turn of a loop counted: the same on any machine."""
    count = 0
    places: dict[CodeType, bool] = {}

    def trace(frame: FrameType, *_: object) -> Any:
        nonlocal count
        code = frame.f_code
        if code not in places:
            places[code] = code.co_filename.startswith(corpus.__path__[0])
        if not places[code]:
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        statements(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "the army moved along the road and the villages behind it had no water ",
        "The ministry said it was so. He denied it. “We saw,” Ada Poe, minister of Azerbaijan, said. ",
        ", ",
        '"',
        "“a” ",
        "Ada Poe of Azerbaijan ",
        "Ilham Aliyev and Ada Poe, ",
        "claim that ",
        "the account of its reply ",
        "said by Azerbaijan and Armenia ",
        "he said really ",
        "“a a a a a:\n",
        ", a claim repeated by Armenia and called by Baku wrong",
        "a claim which Baku denied, an accusation the Armenian minister, ",
        "A.B.: It rained.\n\nC.D. – No.\n\n",
        "**Who fired?**\n\nWe did not.\n\n",
        "MOD Azerbaijan @mod\nIt rained.\n\n",
        "BAKU - The ministry said so.\n\n",
        "BAKU\n\nThe ministry said no.\n\nYEREVAN\n\nThe ministry said yes.\n\n",
        "title: Rain\ncontent: The president said that it rained.\n\n",
        "Two died. The ministry of Armenia said so at noon.\n\n",
        "–Will it?\n–It will.\n",
        "our army said that ",
        "What Baku calls it, Yerevan calls ",
        "to the question why Aliyev says it, Pashinyan replied that ",
        "A reporter asked Aliyev. He said so. The envoy met Pashinyan. The sides said so. ",
    ],
)
def test_work_grows_with_the_length_of_the_text(unit: str) -> None:
    """Four times the text is four times the work: nothing looks at all that went before."""
    lead = "The ministry of Azerbaijan said:\n"

    def of(length: int) -> int:
        return work(lead + (unit * (length // len(unit) + 1))[:length])

    of(100)  # what is made only once

    assert of(8_000) < 5 * of(2_000)


def test_a_long_sentence_is_not_searched_for_each_pronoun_behind_it() -> None:
    def of(length: int) -> int:
        return work("Armenia " * length + ".\n" + "he said so and " * length)

    of(10)

    assert of(800) < 5 * of(200)


WORDS = st.lists(
    st.sampled_from(
        ["Azerbaijan", "said", "that", ",", ".", "“", "”", '"', "the ministry", "he", "according to", "'", "’s", "\n",
         "\n\n", ":", "- ", "and", "CNN", "🙂", "e\u0301", "by", "was", "quoted", "as", "saying", "claims", "both sides",
         "who", "(", ")", "with", "which", "Aliyev", "\r\n"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(WORDS | st.text(max_size=60))
def test_every_sentence_has_a_statement_with_spans_that_fit(text: str) -> None:
    if re.search("[\0\ud800-\udfff]", text):
        return
    article = Article(key="k", text=text, sha256="0" * 64, path="p")
    sentences = split(article)
    found = attribute(article, sentences, load())

    assert list(sentences) == [statement.sentence for statement in found if statement.ordinal == 1]
    for statement in found:
        for span in (statement.source, statement.cue, statement.content):
            assert span is None or 0 <= span.start < span.end <= len(statement.sentence.text)
        assert (statement.speaker == OTHER) == (statement.speaker_name is not None)
    assert found == attribute(article, sentences, load())
