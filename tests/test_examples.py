"""The example registry works as it stands: another conflict, and no change of code."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from annotator import settings, workflow
from annotator.corpus import coverage, formats, speaker
from annotator.corpus.article import Article
from annotator.corpus.speaker import NARRATOR, OTHER
from annotator.corpus.statement import Statement

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "georgia-2008"
ARTICLES = ("five-days", "road-to-gori", "second-front")

SAID = {
    "Fighting broke out": NARRATOR,
    "Georgia said that it was restoring": "Tbilisi",
    "Eduard Kokoity, the South Ossetian leader, said": "Tskhinvali",
    "President Dmitry Medvedev said": "Moscow",
    "He promised that those responsible": "Moscow",
    "Saakashvili told CNN": "Tbilisi",
    "Human Rights Watch said": OTHER,
    "Alexander Bastrykin, Russia's chief investigator, said": "Moscow",
    "According to the Georgian government": "Tbilisi",
    "Sergei Bagapsh, the president of Abkhazia, said": "Sukhumi",
    "Abkhazia said": "Sukhumi",
    "On 12 August the Georgian Interior Ministry said": "Tbilisi",
    "Tbilisi condemned the step": "Tbilisi",
    "Kokoity said that he would ask Moscow": "Tskhinvali",
    "NATO's secretary general": OTHER,
    "Nicaragua followed": NARRATOR,
    "A Reuters crew counted": "Reuters",
    "Reuters could not verify": "Reuters",
    "A spokesman for the Russian Defence Ministry denied": "Moscow",
    "The vehicles were bringing water and bread, he added": "Moscow",
    "South Ossetian authorities told Reuters": "Tskhinvali",
    "Residents of two villages said": OTHER,
    "Smoke stood over the orchards": NARRATOR,
    "According to Reuters, three houses": "Reuters",
}
"""How a sentence begins, and whom a person gives it to, whatever the tool says."""


@cache
def statements() -> tuple[Statement, ...]:
    registry = speaker.load(EXAMPLE / "speakers.toml")
    checked = [one for one in workflow.check([EXAMPLE / "articles"], registry) if isinstance(one, workflow.Checked)]
    assert list(ARTICLES) == [one.article.key for one in checked]
    return tuple(statement for one in checked for statement in one.statements)


def test_the_settings_of_the_folder_name_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANNOTATOR_REGISTRY", raising=False)

    assert EXAMPLE / "speakers.toml" == settings.load(EXAMPLE).registry


def test_the_registry_is_another_one_and_has_no_overlaps() -> None:
    registry = speaker.load(EXAMPLE / "speakers.toml")

    assert set(registry.tags).isdisjoint(speaker.load().tags)
    assert () == coverage.overlaps(registry)


def test_the_articles_read_without_a_problem_and_say_which_one_is_made_up() -> None:
    articles = list(formats.read([EXAMPLE / "articles"]))

    assert all(isinstance(article, Article) for article in articles)
    assert ["road-to-gori"] == [one.key for one in articles if isinstance(one, Article) and one.synthetic]


def test_every_article_has_eight_to_fourteen_sentences() -> None:
    sentences = {(statement.sentence.article, statement.sentence.index) for statement in statements()}

    assert all(8 <= count <= 14 for count in Counter(article for article, _ in sentences).values())


def test_every_speaker_is_found_at_least_twice() -> None:
    found = Counter(statement.speaker for statement in statements())

    assert all(found[tag] >= 2 for tag in speaker.load(EXAMPLE / "speakers.toml").tags), found


@pytest.mark.parametrize(("begins", "who"), SAID.items())
def test_a_sentence_has_the_speaker_that_a_person_gives(begins: str, who: str) -> None:
    main = [one for one in statements() if one.ordinal == 1 and one.sentence.text.startswith(begins)]

    assert [who] == [one.speaker for one in main]
