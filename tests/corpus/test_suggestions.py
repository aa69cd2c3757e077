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
    "an unknown second speaker": ([row(0, 21, "Baku", speakers=["Baku", "Atlantis"])], "'Atlantis' is not in"),
    "a second row": ([row(0, 21, "Baku"), row(0, 20, "CNN")], "second row"),
}


@pytest.mark.parametrize(("rows", "said"), UNUSED.values(), ids=UNUSED)
def test_a_row_of_no_use_is_named(rows: list[Suggested], said: str, registry: Registry) -> None:
    found, (problem,) = replaced(statements(), rows, registry, "m.jsonl")

    assert said in problem.message
    assert f"m.jsonl:{rows[-1].line}: article a" in problem.where
    assert 2 == len(found)


def test_an_unknown_speaker_is_named_with_the_tags_that_there_are(registry: Registry) -> None:
    _, (problem,) = replaced(statements(), [row(0, 21, "Atlantis", line=7)], registry, "m.jsonl")

    assert "m.jsonl:7: article a, 0 to 21" == problem.where
    assert all(tag in problem.hint for tag in (*registry.tags, "Other", "Narrator"))


def test_of_two_rows_for_a_sentence_the_one_with_its_very_offsets_counts(registry: Registry) -> None:
    rows = [row(1, 21, "CNN", line=1), row(0, 21, "Yerevan", line=2)]
    (first, _), (problem,) = replaced(statements(), rows, registry, "m.jsonl")

    assert "Yerevan" == first.speaker
    assert ("m.jsonl:1: article a, 1 to 21", "a second row for the sentence of line 2") == (
        problem.where,
        problem.message,
    )


def test_rows_of_an_article_that_is_not_pushed_are_named() -> None:
    other = row(0, 1, "Baku", article="b", line=3)
    (problem,) = of_no_article({"a": [row(0, 1, "Baku")], "b": [other, other]}, {"a"}, "m.jsonl")

    assert "m.jsonl:3: article b" in problem.where
    assert "2 rows" in problem.message


def test_the_file_names_its_model_and_changes_its_version_with_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "their.jsonl"
    versions = []
    for speaker in ("Baku", "CNN"):
        told = {"article": "a", "start": 0, "end": 21, "speaker": speaker, "model": "llm-7"}
        path.write_text(json.dumps(told), encoding="utf-8")
        versions.append(load(path).version)

    assert all(version.startswith("llm-7-") for version in versions)
    assert 2 == len(set(versions))


GOOD = {"article": "a", "start": 0, "end": 21, "speaker": "Baku"}
NO_SUGGESTION = {
    "no offsets": ({"article": "a"}, "m.jsonl:3: start"),
    "a key that nobody knows": (GOOD | {"speeker": "CNN"}, "m.jsonl:3: speeker"),
    "an end before the start": (GOOD | {"start": 30}, "m.jsonl:3: the line: end 21 is not behind start 30"),
    "two main speakers": (GOOD | {"speakers": ["CNN", "Baku"]}, "speaker is 'Baku', and the first of speakers 'CNN'"),
    "nobody and somebody": (GOOD | {"speaker": None, "speakers": ["CNN"]}, "the first of speakers 'CNN'"),
}


@pytest.mark.parametrize(("told", "said"), NO_SUGGESTION.values(), ids=NO_SUGGESTION)
def test_a_line_that_is_no_suggestion_is_named(tmp_path: Path, told: dict[str, object], said: str) -> None:
    (tmp_path / "m.jsonl").write_text(f"{json.dumps(GOOD)}\n\n{json.dumps(told)}\n", encoding="utf-8")

    with pytest.raises(InputError) as raised:
        load(tmp_path / "m.jsonl")
    assert said in raised.value.message


def test_a_file_without_a_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text("\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"m\.jsonl holds no row"):
        load(tmp_path / "m.jsonl")
