"""``annotator registry``: what it prints, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotator.cli import app

PLAIN = '[[speaker]]\ntag = "Hill"\nparty = "hill"\nnames = ["Hill", "Hilltown"]\npeople = ["Ana Berg"]\n'
SHARED = PLAIN + '[[speaker]]\ntag = "Dale"\nparty = "dale"\npeople = ["Ida Berg"]\n'
CLASH = SHARED + 'demonyms = ["Hill-dwelling"]\n' + "patterns = ['hill']\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose settings name a registry of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATOR_REGISTRY", raising=False)
    (tmp_path / "annotator.toml").write_text('registry = "speakers.toml"\n')
    (tmp_path / "speakers.toml").write_text(PLAIN)
    (tmp_path / "shared.toml").write_text(SHARED)
    (tmp_path / "clash.toml").write_text(CLASH)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Norway said that Hill was far.\n\nNorway warned that it snowed.\n")
    return tmp_path


def annotator(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["registry", *arguments])


def failed(result: Result, code: int, *said: str) -> None:
    lines = result.stderr.strip().splitlines()
    assert (code, 2) == (result.exit_code, len(lines)), result.output
    assert all(words in result.stderr for words in said)


def test_a_registry_without_overlaps() -> None:
    result = annotator("check")

    assert 0 == result.exit_code
    assert "speakers.toml: 0 faults, 0 remarks" in result.stdout
    assert "nowhere" not in result.stdout


def test_a_surname_that_counts_for_nobody_is_a_remark() -> None:
    result = annotator("check", "shared.toml")

    assert 0 == result.exit_code
    assert (
        "remark, counts for nobody: surname 'berg': Hill: Ana Berg (people); Dale: Ida Berg (people)" in result.stdout
    )
    assert "shared.toml: 0 faults, 1 remarks" in result.stdout


def test_what_is_read_as_another_speaker_is_a_fault() -> None:
    result = annotator("check", "clash.toml")

    assert 1 == result.exit_code
    assert "fault: pattern 'hill': Hill: Hill (names); Dale: hill (patterns)" in result.stdout
    assert "clash.toml: 2 faults, 1 remarks" in result.stdout


def test_the_shipped_registry_has_no_fault(workspace: Path) -> None:
    (workspace / "annotator.toml").unlink()
    result = annotator("check")

    assert 0 == result.exit_code
    assert "the registry of annotator: 0 faults" in result.stdout


def test_a_term_that_cannot_be_is_refused(workspace: Path) -> None:
    (workspace / "speakers.toml").write_text(PLAIN + 'terms = [{ names = ["Ida Berg"], since = "2001-02" }]\n')

    failed(annotator("check"), 1, "speakers.toml: speaker 'Hill': a term names 'Ida Berg'")


def test_dead_names_are_counted_and_the_first_ten_shown(workspace: Path) -> None:
    people = ", ".join(f'"Ana Sund{number}"' for number in range(12))
    (workspace / "many.toml").write_text(PLAIN + f"leaders = [{people}]\n")
    result = annotator("check", "many.toml", "--articles", "articles")

    assert 0 == result.exit_code
    assert "Hill, met nowhere in 1 articles: Hilltown (names), Ana Sund0 (leaders)" in result.stdout
    assert "Ana Sund8 (leaders), … and 4 more (--json)" in result.stdout


def test_check_as_json_holds_everything() -> None:
    result = annotator("check", "clash.toml", "--articles", "articles", "--json")
    told = json.loads(result.stdout)

    assert 1 == result.exit_code
    assert {"Hill": 3, "Dale": 2} == told["names"]
    assert [("surname", "berg", False), ("pattern", "hill", True), ("pattern", "hilltown", True)] == [
        (one["kind"], one["text"], one["misread"]) for one in told["overlaps"]
    ]
    assert 1 == told["articles"]
    assert [{"key": "names", "name": "Hilltown"}, {"key": "people", "name": "Ana Berg"}] == told["dead"]["Hill"]
    assert "dead" not in json.loads(annotator("check", "--json").stdout)


def test_a_registry_that_cannot_be_loaded(workspace: Path) -> None:
    (workspace / "speakers.toml").write_text("[[speaker]\n")

    failed(annotator("check"), 1, "speakers.toml", "broken TOML")
    failed(annotator("suggest", "articles"), 1, "speakers.toml", "broken TOML")
    failed(annotator("check", "gone.toml"), 1, "gone.toml")


def test_sources_without_an_entry() -> None:
    result = annotator("suggest", "articles")

    assert 0 == result.exit_code
    assert "1 sources without an entry, in 1 articles" in result.stdout
    assert "Norway" in result.stdout


def test_suggest_as_json_is_one_object_a_source() -> None:
    (line,) = annotator("suggest", "articles", "--json").stdout.splitlines()

    expected = {"name": "Norway", "statements": 2, "articles": 1, "example": "Norway said that Hill was far."}
    assert expected == json.loads(line)


@pytest.mark.parametrize("command", ["suggest", "check --articles"])
def test_an_unreadable_article_is_named_and_the_others_go_on(command: str, workspace: Path) -> None:
    (workspace / "articles" / "bad.txt").write_bytes(b"caf\xe9")
    result = annotator(*command.split(), "articles")

    assert 1 == result.exit_code
    assert "bad.txt" in result.stderr
    assert "in 1 articles" in result.stdout


@pytest.mark.parametrize("command", ["suggest", "check --articles"])
def test_articles_that_are_not_there(command: str, workspace: Path) -> None:
    (workspace / "empty").mkdir()

    failed(annotator(*command.split(), "nowhere"), 1, "nowhere")
    failed(annotator(*command.split(), "empty"), 1, "no article could be read in empty")
