"""Whoever is told of is not who says it, whatever the construction: a side's name in the object makes no source."""

from __future__ import annotations

from itertools import product

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import NARRATOR, OTHER, load

OUTSIDERS = (
    "Vedem", "the SOHR", "the monitor", "Marut Vanyan", "a European diplomat", "Human Rights Watch", "residents", "Reuters",
    "Anna Brandt, an analyst at the Oslo institute", "the French foreign ministry", "a doctor in Goris", "two witnesses",
    "the head of the mission", "the Red Cross", "Tehran",
)  # fmt: skip
PARTIES = {
    "Yerevan": (
        "Yerevan", "the Armenian foreign ministry", "Armenian Prime Minister Nikol Pashinyan", "Pashinyan",
        "an Armenian defence ministry spokesman", "Armenian officials",
    ),
    "Stepanakert": ("the Artsakh ombudsman", "the Artsakh defence army", "Nagorno-Karabakh's de facto authorities"),
}  # fmt: skip
EVENTS = (
    "Azerbaijani troops killed 165 soldiers",
    "Azerbaijani forces shelled the village",
    "Azerbaijani warplanes bombed a school near Askeran",
    "Azerbaijani drones circled above the village",
    "the Azerbaijani army withdrew from the hills",
    "Azerbaijani soldiers died on the road",
)
CONSTRUCTIONS = (
    "According to {source}, {event}.",
    "As {source} reported, {event}.",
    "{Source} said {event}.",
    "{Source} said that on Sunday {event}.",
    "{Event}, {source} said.",
    "{Event}, according to {source}.",
    "{Event}, {source} told reporters on Sunday.",
    "{Source} warned on Sunday that {event}.",
    "“{Event},” {source} said.",
    "“{Event},” said {source}.",
    "In a report, {source} found that {event}.",
    "In a statement on Sunday, {source} said {event}.",
    "{Source} confirmed the reports that {event}.",
    "{Event}, as {source} put it.",
)
REGISTRY = load()


def speakers(construction: str, source: str, event: str) -> set[str]:
    text = construction.format(
        source=source, Source=source[0].upper() + source[1:], event=event, Event=event[0].upper() + event[1:]
    )
    article = Article(key="probe", text=text, sha256="0" * 64, path="probe.txt")
    return {statement.speaker for statement in attribute(article, split(article), REGISTRY)}


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_an_outsiders_words_about_a_party_are_not_the_partys(construction: str) -> None:
    wrong = [
        (source, event)
        for source, event in product(OUTSIDERS, EVENTS)
        if speakers(construction, source, event) - {OTHER, NARRATOR}
    ]
    assert not wrong


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_a_partys_words_about_another_party_are_its_own(construction: str) -> None:
    wrong = [
        (source, event)
        for tag, sources in PARTIES.items()
        for source, event in product(sources, EVENTS)
        if speakers(construction, source, event) != {tag}
    ]
    assert not wrong


@pytest.mark.parametrize(
    "source",
    [
        "Azerbaijan's ally Turkey",
        "Turkey, Azerbaijan's closest ally,",
        "the mother of an Azerbaijani soldier",
        "the Russian ambassador to Azerbaijan",
        "the EU mission in Armenia",
        "the head of the OSCE office in Baku",
        "a spokesman for the UN mission in Stepanakert",
        "the director of the Red Cross delegation in Baku",
        "a former Armenian prime minister",
        "human rights groups in Armenia",
        "doctors in Stepanakert",
        "Yerevan-based analyst Tigran Grigoryan",
        "the Georgian prime minister, who visited Baku on Sunday,",
        "Putin's envoy to Armenia",
    ],
)
def test_who_has_a_sides_name_in_theirs_does_not_speak_for_it(source: str) -> None:
    for construction in (
        "{Source} said the road was closed.",
        "{Source} condemned the attack.",
        "“It was,” {source} said.",
    ):
        assert speakers(construction, source, "-") == {OTHER}


@pytest.mark.parametrize("event", EVENTS)
def test_a_name_between_commas_does_not_make_who_is_told_of_the_speaker(event: str) -> None:
    source = "the spokeswoman for Armenia's foreign ministry, Ani Badalyan,"

    assert "Baku" not in speakers("{Source} said {event}.", source, event)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Armenia, which lost the war in 2020, says the operation amounts to ethnic cleansing.", "Yerevan"),
        ("Azerbaijan, whose army took the heights, said the talks would go on.", "Baku"),
        ("The Azerbaijani side began the offensive with tanks.", NARRATOR),
        ("As it happened: Armenia–Azerbaijan border clashes", NARRATOR),
    ],
)
def test_a_subject_with_an_insertion_keeps_its_verb_and_acts_are_no_words(sentence: str, expected: str) -> None:
    assert speakers("{Source}", sentence, "-") == {expected}


def test_the_head_of_state_is_the_president_and_no_state_committee() -> None:
    text = (
        "The Armenian president arrived in Goris on Monday.\n\nThe State Committee of Ruritania reported 12 mines.\n\n"
        "The head of state said the road was open."
    )

    assert "Yerevan" in speakers("{source}", text, "-")
