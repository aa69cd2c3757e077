"""Scoring: figures that a person can work out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.corpus.article import Article
from annotator.corpus.score import Guess, Score, Scored, Unit, guesses_of, load_gold
from annotator.corpus.suggestions import load
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
    row = {"file": "a.txt", "start": 0, "end": 4, "speaker": "A", "note": "left alone", "act": ""}
    ((article, units),) = load_gold(written(tmp_path, row))

    assert (TEXT, (unit(0, "A"),)) == (article.text, units)


WRONG = {
    "no speaker": ({"file": "a.txt", "start": 0, "end": 4}, "gold.jsonl:1: speaker"),
    "an article that is not there": ({"file": "b.txt", "start": 0, "end": 4, "speaker": "A"}, "b.txt"),
    "an end behind the text": ({"file": "a.txt", "start": 0, "end": 99, "speaker": "A"}, "99"),
}


@pytest.mark.parametrize(("row", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_gold_file_is_named(tmp_path: Path, row: dict[str, object], said: str) -> None:
    with pytest.raises(InputError) as raised:
        load_gold(written(tmp_path, row))
    assert said in raised.value.message


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
