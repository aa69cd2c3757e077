"""Whose an office, a society, an outlet or a report is: a side's adjective makes not everything a side's."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import NARRATOR, OTHER, load

B, Y, S, N, O = "Baku", "Yerevan", "Stepanakert", NARRATOR, OTHER  # noqa: E741
FIGHTING = "Fighting broke out in Nagorno-Karabakh. "


def sources(text: str) -> list[str]:
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    return [one.speaker for one in attribute(article, split(article), load())]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("The Armenian National Committee of Ruritania", O),
        ("The Armenian General Relief Union", O),
        ("The Azerbaijani Popular Party", O),
        ("The Armenian Apostolic Church", O),
        ("Azerbaijani reports", O),
        ("Armenian Defense Ministry reports", Y),
        ("Azerbaijani television", O),
        ("Azerbaijan's state-run television", B),
        ("Azerbaijan's state news agency", B),
        ("The official Azerbaijani news agency", B),
        ("Azerbaijan's Vedem news agency", O),
        ("Azerbaijani investigators", B),
        ("The Azerbaijani judiciary", B),
        ("Our Azerbaijani partners", B),
        ("Turkey's president, who left Baku on Friday,", O),
        ("Tehran's envoy, who left Baku on Friday,", O),
        ("The Armenian Ministry of Health", Y),
        ("The Azerbaijani Defence Ministry", B),
    ],
)
def test_whose_a_source_is(source: str, speaker: str) -> None:
    assert [speaker] == sources(f"{source} said that two men had died.")


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Armenian officials in the region", S),
        ("Officials in the region", S),
        ("Russian officials in the region", O),
        ("Aid workers in the region", O),
        ("Its self-styled foreign ministry", S),
        ("The authorities in Khankandi", S),
    ],
)
def test_a_region_s_own_officials_are_its(source: str, speaker: str) -> None:
    assert [N, speaker] == sources(f"{FIGHTING}{source} said that two men had died.")


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        # Insertions between dashes, and a source inserted itself.
        ("Residents - and reporters - in the town of Ganja said that they had heard shots.", O),
        ("Azerbaijan - backed by Ruritania - said that the offensive would go on.", B),
        ("The road, claims Armenpress, is open.", Y),
        # What somebody is accused of, calls one's own, or is asked.
        ("A hearing of citizens of the Republic of Armenia accused of crimes was put off.", N),
        ("Azerbaijan, accused of shelling villages, denied it.", B),
        ("War came after Armenia made territorial claims against Azerbaijan.", N),
        ("Nagorno-Karabakh, claimed by Azerbaijan and run by others, lies in the mountains.", N),
        ("Was Baku told of the plan?", N),
        # An outlet's work with others.
        ("The President of Azerbaijan was interviewed by CNN on Monday.", N),
        ("Images reviewed by CNN show burned houses.", "CNN"),
        # A document, and what it is about.
        ("The Azerbaijani ministry issued a report on the meeting, which says that the fields are dry.", B),
    ],
)
def test_who_says_it(sentence: str, speaker: str) -> None:
    assert speaker == sources(sentence)[0]


@pytest.mark.parametrize(
    ("headline", "text", "speaker"),
    [
        ("Defense Ministry: Armenian army fired 38 times", "The Azerbaijani Defense Ministry said that it rained.", B),
        ("Defense Ministry: Azerbaijani army fired 38 times", "The Armenian Defense Ministry said that it rained.", Y),
        ("Armenian army fired 38 times - Defense Ministry", "The Azerbaijani Defense Ministry said that it rained.", B),
        ("90,000 people displaced – Ombudsman", "The Human Rights Defender of Artsakh said that it rained.", S),
        ("Azeri soldier killed near Terter — Azeri defence ministry (Vedem)", "It rained.", B),
    ],
)
def test_who_signs_a_headline(headline: str, text: str, speaker: str) -> None:
    """An office without a state is of the side that the text gives it, never of the one that the headline accuses."""
    assert speaker == sources(f"{headline}\n\n{text}")[0]


def test_what_a_report_says() -> None:
    text = "The Human Rights Defender of Artsakh published a report. According to the updated report, homes are lost."

    assert [S, S, S] == sources(f"{text} It also says that bridges fell.")


def test_minutes_say_for_whom_delegates_speak() -> None:
    text = """\
Mr. Torosyan (Armenia): Madam President, I shall be short. A child got 140 grams of bread.

Mr. Huseynli (Azerbaijan): There is no blockade.

Ms. Dupont (France): We ask for restraint.
"""

    assert [Y, Y, B, O] == sources(text)


AGENCY = "Roads reopen in the north\n\nBaku, May 4, AZERTAC\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "The State Committee for Refugees and Internally Displaced Persons", "The Ministry of Ecology and Natural Resources",
        "The National Agency for Mine Action", "The Commissioner for Human Rights", "The Constitutional Court",
        "Press secretary Leyla Abbaszade", "The ministry's press service", "The head of state", "The deputy minister",
    ],
)  # fmt: skip
def test_a_state_agency_s_ministries_are_its_state_s(body: str) -> None:
    assert B == sources(f"{AGENCY}It rained. {body} said that 12 roads had been opened.")[-1]


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ("President Ilham Aliyev received the ambassador of Ruritania.", "The ambassador"),
        ("The minister met the EU.", "U.N. officials"),
        ("The minister met the EU.", "The head of the Armenian military contractor Vedem"),
    ],
)
def test_a_guest_is_not_its_host_s(told: str, source: str) -> None:
    assert O == sources(f"{AGENCY}{told} {source} said that 12 roads had been opened.")[-1]


def test_a_decree_says_what_its_signer_says() -> None:
    text = "Separatist leader Samvel Shahramanyan signed a decree. The decree says that all institutions will be dissolved."

    assert [N, S] == sources(text)


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("It was not possible for CNN to verify the video.", "CNN"),
        ("A CNN review of 200 photographs has found that 43 houses were burned.", "CNN"),
        ("The ministry did not respond to a CNN request for comment.", N),
        ("Asked by CNN whether he would go, the Armenian minister said that he would.", Y),
        ("CNN affiliate Vedem TV reported that it rained.", O),
    ],
)
def test_what_an_outlet_with_reporters_does_itself(sentence: str, speaker: str) -> None:
    assert speaker == sources(sentence)[0]
