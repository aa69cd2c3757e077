"""Settings: which source wins, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.metadata import KEYS
from annotator.errors import SetupError, UsageError
from annotator.settings import Columns, Settings, add_reviewer, load, write_project


def test_without_a_file_the_embedded_server_is_meant(tmp_path: Path) -> None:
    settings = load(tmp_path)

    assert (None, None, None) == (settings.url, settings.api_key, settings.project)
    assert tmp_path / "exports" == settings.exports
    assert ("unanimous", 2) == (settings.review.rule, settings.review.n)


def test_the_environment_wins_over_the_file_and_the_command_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "annotator.toml").write_text('url = "http://file"\nproject = 1\n')
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://environment")
    monkeypatch.setenv("ANNOTATOR_PROJECT", "2")

    assert ("http://environment", 2) == (load(tmp_path).url, load(tmp_path).project)
    assert 3 == load(tmp_path, project=3).project


def test_an_empty_variable_sets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABEL_STUDIO_URL", "")

    assert load(tmp_path).url is None


WRONG = {
    "no TOML": ("review = [", "is no TOML"),
    "an unknown setting": ("reviewer = 'a'", "reviewer"),
    "a wrong value": ("[review]\nn = 0", "review.n"),
    "one who agrees with nobody": ("[review]\nn = 1", "single"),
    "a token": ("api_key = 'secret'", "does not belong"),
}


@pytest.mark.parametrize(("content", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_named_with_what_is_wrong_in_it(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "annotator.toml").write_text(content)

    with pytest.raises(SetupError) as raised:
        load(tmp_path)
    assert said in raised.value.message
    assert "annotator.toml" in raised.value.message
    assert "secret" not in raised.value.message


@pytest.mark.parametrize(
    ("content", "said", "known"),
    [
        ("regisrty = 'a'", "unknown setting regisrty", "registry, exports"),
        ("[columns]\nfoto = 'a'", "columns.foto", "text, id"),
    ],
)
def test_an_unknown_setting_is_answered_with_those_there_are(
    tmp_path: Path, content: str, said: str, known: str
) -> None:
    (tmp_path / "annotator.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SetupError) as caught:
        load(tmp_path)

    assert said in caught.value.message
    assert known in caught.value.hint


def test_a_wrong_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_PROJECT", "first")

    with pytest.raises(SetupError, match="ANNOTATOR_PROJECT"):
        load(tmp_path)


def test_the_token_shows_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABEL_STUDIO_API_KEY", "canary")
    settings = load(tmp_path)

    assert "canary" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_writing_the_project_leaves_the_rest_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "annotator.toml").write_text('# mine\nexports = "out"\n\n[review]\nrule = "single"  # for now\n')

    write_project(load(tmp_path), 7, "embedded")
    add_reviewer(load(tmp_path), "judge@example.org")
    add_reviewer(load(tmp_path), "Judge@example.org")

    settings = load(tmp_path)
    assert (7, "embedded", tmp_path / "out") == (settings.project, settings.server, settings.exports)
    assert ("single", ("judge@example.org",)) == (settings.review.rule, settings.review.reviewers)
    text = (tmp_path / "annotator.toml").read_text()
    assert "# mine" in text
    assert "# for now" in text


def test_a_reviewer_is_known_whatever_the_case() -> None:
    settings = Settings.model_validate({"review": {"reviewers": ["Ana@Example.org"]}})

    assert settings.review.is_reviewer("ana@example.org")
    assert not settings.review.is_reviewer("ben@example.org")


def test_columns_of_the_command_win_over_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "annotator.toml").write_text('[columns]\ntext = "body"\nid = "nr"\nignore = ["lang"]\n')

    assert Columns(text="body", id="nr", ignore=("lang",)) == load(tmp_path).columns
    told = load(tmp_path, columns=["id=key=1", "ignore=a", "ignore=b"]).columns
    assert Columns(text="body", id="key=1", ignore=("a", "b")) == told


@pytest.mark.parametrize("option", ["body", "titel=kopf", "=x", "text="])
def test_a_column_option_that_is_no_mapping_is_a_usage_error(tmp_path: Path, option: str) -> None:
    with pytest.raises(UsageError, match="KEY=NAME"):
        load(tmp_path, columns=[option])


def test_an_unknown_key_under_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "annotator.toml").write_text('[columns]\ntitel = "kopf"\n')
    with pytest.raises(SetupError, match=r"columns\.titel"):
        load(tmp_path)


def test_every_metadata_key_can_be_mapped() -> None:
    assert {"text", *KEYS, "ignore"} == set(Columns.model_fields)
