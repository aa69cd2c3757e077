"""Somebody else's speakers: each row fits a sentence or is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.corpus.article import Article
from annotator.corpus.sentence import Sentence
from annotator.corpus.speaker import NARRATOR, Registry
from annotator.corpus.statement import Span, Statement
from annotator.corpus.suggestions import Suggested, load, of_no_article, replaced
from annotator.errors import InputError

TEXT = "The ministry said so. Shops were closed."
ARTICLE = Article(key="a", text=TEXT, sha256="0" * 64, path="a.txt")


def statements() -> tuple[Statement, ...]:
    """Baku's, with its source, and the narrator's."""
    first = Sentence(article="a", index=0, start=0, end=21, text=TEXT[:21])
    second = Sentence(article="a", index=1, start=22, end=40, text=TEXT[22:])
    source = Span(start=0, end=12)
    return (
        Statement(sentence=first, speaker="Baku", source=source, rule="verb", confidence=0.9),
        Statement(sentence=second, speaker=NARRATOR, rule="narrator", confidence=0.9),
    )


def row(start: int, end: int, speaker: str | None, **fields: object) -> Suggested:
    return Suggested.model_validate({"article": "a", "start": start, "end": end, "speaker": speaker, **fields})


def test_a_row_takes_the_place_of_the_tools_suggestion(registry: Registry) -> None:
    (first, second), problems = replaced(
        statements(), [row(0, 20, "Yerevan", score=0.7, model="m")], registry, "m.jsonl"
    )

    assert () == problems
    assert ("Yerevan", None, "suggested by m", 0.7) == (first.speaker, first.source, first.rule, first.confidence)
    assert statements()[1] == second


def test_spans_stay_where_the_speaker_does(registry: Registry) -> None:
    (first, _), _ = replaced(statements(), [row(0, 21, "Baku")], registry, "m.jsonl")

    assert (Span(start=0, end=12), None) == (first.source, first.confidence)


def test_nobody_of_the_registry_is_the_narrator_or_stays_other(registry: Registry) -> None:
    (first, second), _ = replaced(statements(), [row(0, 21, None), row(22, 40, None)], registry, "m.jsonl")

    assert (NARRATOR, NARRATOR) == (first.speaker, second.speaker)


UNUSED = {
    "offsets of no sentence": ([row(100, 140, "Baku")], "fits no sentence"),
    "a stretch over both sentences": ([row(0, 40, "Baku")], "fits no sentence"),
    "an unknown speaker": ([row(0, 21, "Atlantis")], "not in the registry"),
    "a second row": ([row(0, 21, "Baku"), row(0, 20, "CNN")], "second row"),
}


@pytest.mark.parametrize(("rows", "said"), UNUSED.values(), ids=UNUSED)
def test_a_row_of_no_use_is_named(rows: list[Suggested], said: str, registry: Registry) -> None:
    found, (problem,) = replaced(statements(), rows, registry, "m.jsonl")

    assert said in problem.message
    assert "m.jsonl: article a" in problem.where
    assert 2 == len(found)


def test_rows_of_an_article_that_is_not_pushed_are_named() -> None:
    (problem,) = of_no_article({"a": [row(0, 1, "Baku")], "b": [row(0, 1, "Baku")]}, {"a"}, "m.jsonl")

    assert "article b" in problem.where


def test_the_file_names_its_model_and_changes_its_version_with_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "their.jsonl"
    versions = []
    for speaker in ("Baku", "CNN"):
        told = {"article": "a", "start": 0, "end": 21, "speaker": speaker, "model": "llm-7"}
        path.write_text(json.dumps(told), encoding="utf-8")
        versions.append(load(path).version)

    assert all(version.startswith("llm-7-") for version in versions)
    assert 2 == len(set(versions))


def test_a_line_that_is_no_suggestion_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text('{"article": "a"}\n', encoding="utf-8")

    with pytest.raises(InputError, match=r"m\.jsonl:1: start"):
        load(tmp_path / "m.jsonl")
