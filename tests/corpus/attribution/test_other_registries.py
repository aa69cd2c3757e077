"""What the language's lists call a state of no side may be a side of another registry: the registry goes before the lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.attribution.words.names import names
from annotator.corpus.sentence import split
from annotator.corpus.speaker import load

GEORGIA = load(Path(__file__).parents[3] / "docs/examples/georgia-2008/speakers.toml")


def test_a_state_is_of_no_side_only_where_the_registry_has_none_by_its_name() -> None:
    assert "georgia" in names(load()).powers
    assert "georgia" not in names(GEORGIA).powers
    assert "france" in names(GEORGIA).powers


@pytest.mark.parametrize("group", ["paramilitary group", "rebel organisation", "paramilitary force"])
def test_a_pattern_of_a_registry_means_a_group_as_well(group: str, tmp_path: Path) -> None:
    path = tmp_path / "speakers.toml"
    path.write_text(
        '[[speaker]]\ntag = "Force"\nparty = "Force"\nnames = ["Redforce"]\n'
        'patterns = ["paramilitary", "rebel organisation"]\n'
    )
    text = f"Shots fell in the capital. The {group} said that the army had fired."
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    assert [one.speaker for one in attribute(article, split(article), load(path))][-1] == "Force"


@pytest.mark.parametrize("word", ["ossetia", "ossetian", "georgian"])
def test_separatists_of_a_registry_are_not_elsewhere(word: str) -> None:
    assert word in names(load()).elsewhere
    assert word not in names(GEORGIA).elsewhere
    assert "kosovo" in names(GEORGIA).elsewhere
