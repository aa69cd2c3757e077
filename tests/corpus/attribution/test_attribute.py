"""Who says each sentence, by mechanism: one small article of our own each, and whom its sentences are suggested for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    "namings stay inside": [("The army entered what it calls a buffer zone.", [N])],
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

    assert carried.confidence < named.confidence


def test_swapping_two_sides_in_the_registry_swaps_their_tags() -> None:
    """The code knows no side: only the registry does."""
    shipped = load()
    swap = {B: Y, Y: B}
    swapped = Registry(
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
    texts = [text for cases in CASES.values() for text, _ in cases]
    for text in texts:
        before = [statement.speaker for statement in statements(text)]

        assert [swap.get(tag, tag) for tag in before] == [s.speaker for s in statements(text, swapped)], text


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
