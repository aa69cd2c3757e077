"""Scoring: figures that a person can work out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.corpus.article import Article
from annotator.corpus.score import Guess, Score, Scored, Unit, guesses_of, load_gold, usable
from annotator.corpus.speaker import Registry
from annotator.corpus.suggestions import Suggested, load
from annotator.errors import InputError

TEXT = "aaaa bbbb cccc dddd"
ARTICLE = Article(key="a", text=TEXT, sha256="0" * 64, path="a.txt")
TAGS = ("A", "B")


def unit(number: int, speaker: str, *secondary: str, **fields: object) -> Unit:
    """The unit of one of the four words."""
    start = number * 5
    return Unit.model_validate(
        {"file": "a.txt", "start": start, "end": start + 4, "speaker": speaker, "secondary": secondary, **fields}
    )


def guess(number: int, *speakers: str, confidence: float | None = None) -> Guess:
    return Guess(start=number * 5, end=number * 5 + 4, speakers=speakers, confidence=confidence)


def scored(units: list[Unit], guesses: list[Guess]) -> Scored:
    score = Score(TAGS)
    score.add(ARTICLE, units, guesses)
    return score.scored()


def test_all_right_is_one() -> None:
    units = [unit(0, "A"), unit(1, "B"), unit(2, "other:C"), unit(3, "none")]
    found = scored(units, [guess(0, "A"), guess(1, "B"), guess(2, "other"), guess(3, "none")])

    assert (1, 1, 1, 1) == (found.accuracy, found.macro_f1, found.boundary.f1, found.attributed.f1)
    assert (0, 0) == (found.false_of_other, found.false_of_narrator)


def test_each_kind_of_error_shows_in_its_figure() -> None:
    """A is given Other's and the narrator's sentence, and its own is given to B."""
    units = [unit(0, "A", cue=""), unit(1, "other:C"), unit(2, "none"), unit(3, "B", cue="said")]
    found = scored(units, [guess(0, "B"), guess(1, "A"), guess(2, "A"), guess(3, "B")])

    assert (0.25, 1, 1, 0) == (found.accuracy, found.false_of_other, found.false_of_narrator, found.carried_over)
    a, b = found.classes["A"], found.classes["B"]
    assert (0, 0) == (a.precision, a.recall)
    assert (0.5, 1, 2 / 3) == (b.precision, b.recall, b.f1)
    assert {"A": {"B": 1}, "B": {"B": 1}, "none": {"A": 1}, "other": {"A": 1}} == found.confusion
    assert 2 * 2 / (4 + 2) == found.attributed.f1


def test_narrator_and_other_are_one_class_of_the_macro_f1() -> None:
    found = scored([unit(0, "A"), unit(1, "none")], [guess(0, "A"), guess(1, "other")])

    assert (0.5, 1) == (found.accuracy, found.macro_f1)


def test_any_source_of_a_joint_sentence_counts_as_its_main_one() -> None:
    found = scored([unit(0, "A", "B"), unit(1, "A", "other:C")], [guess(0, "B"), guess(1, "other", "A")])

    assert 1 == found.accuracy
    assert ((2 / 3 + 1) / 2, 0.5) == (found.several_f1, found.both_found)


def test_a_unit_that_was_cut_otherwise_takes_the_guess_that_overlaps_it_most() -> None:
    whole = Guess(start=0, end=9, speakers=("A",))
    found = scored([unit(0, "A"), unit(1, "B")], [whole])

    assert (0.5, 0) == (found.accuracy, found.boundary.f1)


def test_what_nobody_guessed_is_nobodys() -> None:
    assert {"A": {"none": 1}} == scored([unit(0, "A")], []).confusion


def test_confidence_is_told_by_tenths() -> None:
    units = [unit(0, "A"), unit(1, "A"), unit(2, "A")]
    found = scored(
        units, [guess(0, "A", confidence=0.95), guess(1, "B", confidence=1.0), guess(2, "A", confidence=0.5)]
    )

    assert ((0.5, 1, 1.0), (0.9, 2, 0.5)) == found.calibration


def test_kinds_of_article_are_told_apart() -> None:
    units = [unit(0, "A", genre="wire"), unit(1, "A", genre="blog"), unit(2, "none")]

    assert {"blog": (1, 0.0), "wire": (1, 1.0)} == scored(units, [guess(0, "A")]).accuracy_by_genre


def written(folder: Path, *rows: dict[str, object]) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    return folder / "gold.jsonl"


def test_a_gold_file_names_its_articles(tmp_path: Path) -> None:
    row = {"file": "a.txt", "start": 0, "end": 4, "speaker": "A", "note": "left alone", "line": "left alone"}
    ((article, units),) = load_gold(written(tmp_path, row))

    assert (TEXT, (unit(0, "A"),)) == (article.text, units)


BAKU: dict[str, object] = {"file": "a.txt", "start": 0, "end": 4, "speaker": "Baku"}
WRONG: dict[str, tuple[dict[str, object], str]] = {
    "no speaker": ({"file": "a.txt", "start": 5, "end": 9}, "speaker"),
    "an article that is not there": (BAKU | {"file": "b.txt"}, "There is no file"),
    "an article that is none": (BAKU | {"file": "c.txt"}, "c.txt"),
    "an end behind the text": (BAKU | {"start": 5, "end": 99}, "ends at 99, behind the 19 code points of a.txt"),
    "an end before the start": (BAKU | {"start": 9, "end": 5}, "end 5 is not behind start 9"),
    "a speaker of no registry": (BAKU | {"start": 5, "end": 9, "speaker": "Bakku"}, "'Bakku' is not in the registry"),
    "a tag with more behind it": (BAKU | {"start": 5, "end": 9, "speaker": "Baku:army"}, "'Baku:army' is not in"),
    "a further source of no registry": (BAKU | {"start": 5, "end": 9, "secondary": ["CCN"]}, "'CCN' is not in"),
    "a unit twice": (BAKU, "0 to 4 of a.txt overlaps the unit of line 1"),
    "a unit over another's words": (BAKU | {"start": 3, "end": 9}, "overlaps the unit of line 1"),
}


@pytest.mark.parametrize(("row", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_of_a_gold_file_is_named(
    tmp_path: Path, row: dict[str, object], said: str, registry: Registry
) -> None:
    (tmp_path / "c.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load_gold(written(tmp_path, BAKU, row), registry)
    assert "gold.jsonl:2: " in raised.value.message
    assert said in raised.value.message


def test_a_speaker_of_no_registry_is_named_with_the_tags_that_there_are(tmp_path: Path, registry: Registry) -> None:
    with pytest.raises(InputError) as raised:
        load_gold(written(tmp_path, BAKU | {"speaker": "Other"}), registry)
    assert f"use {', '.join(registry.tags)}, none, or other: and who" == raised.value.hint


def test_all_forms_of_a_speaker_are_read(tmp_path: Path, registry: Registry) -> None:
    forms = ("Baku", "none", "other:the mayor", "other")
    rows = [BAKU | {"start": n * 5, "end": n * 5 + 4, "speaker": one} for n, one in enumerate(forms)]
    ((_, units),) = load_gold(written(tmp_path, *rows), registry)

    assert [("Baku",), ("none",), ("other",), ("other",)] == [one.sources for one in units]


USELESS = {
    "behind all units": ({"start": 15, "end": 19}, "meets no unit"),
    "between two units": ({"start": 4, "end": 5}, "meets no unit"),
    "an unknown speaker": ({"start": 5, "end": 9, "speaker": "Bakku"}, "'Bakku' is not in the registry"),
    "an unknown second speaker": ({"start": 5, "end": 9, "speakers": ["Baku", "CCN"]}, "'CCN' is not in"),
    "a second row": ({"start": 0, "end": 4}, "overlaps the row of line 1"),
    "a row over another's words": ({"start": 3, "end": 9}, "overlaps the row of line 1"),
}


@pytest.mark.parametrize(("told", "said"), USELESS.values(), ids=USELESS)
def test_a_row_that_cannot_be_scored_is_named(told: dict[str, object], said: str, registry: Registry) -> None:
    first, second = (
        Suggested.model_validate({"article": "a", "start": 0, "end": 4, "speaker": "Baku", "line": line} | fields)
        for line, fields in ((1, {}), (2, told))
    )
    kept, (problem,) = usable([second, first], [unit(0, "Baku"), unit(1, "CNN")], registry, "m.jsonl")

    assert (first,) == kept
    assert problem.where.startswith("m.jsonl:2: article a, ")
    assert said in problem.message


def test_no_unit_at_all_is_told() -> None:
    with pytest.raises(InputError, match="no unit"):
        Score(TAGS).scored()


def test_somebody_elses_speakers_are_read(tmp_path: Path) -> None:
    rows = [
        {"article": "a", "start": 0, "end": 4, "speaker": "A", "score": 0.7, "model": "m"},
        {"article": "a", "start": 5, "end": 9, "speaker": None, "speakers": [None, "B"]},
    ]
    path = tmp_path / "model.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    found = load(path)
    assert (guess(0, "A", confidence=0.7), guess(1, "none", "B")) == guesses_of(found.by_article()["a"])
    assert found.version.startswith("m-")
