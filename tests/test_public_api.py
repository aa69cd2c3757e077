"""The public door: few names, and nothing heavy behind the import and ``--help``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import annotator

NAMES = [
    "Annotation",
    "Article",
    "Claim",
    "Dataset",
    "Registry",
    "Sentence",
    "Statement",
    "Task",
    "Undecided",
    "attribute",
    "decide",
    "read",
    "split",
]
"""A new one is a promise; at most fifteen."""


def test_the_names_are_those_that_were_promised() -> None:
    assert NAMES == annotator.__all__
    assert sorted(NAMES) == NAMES
    assert len(NAMES) <= 15


@pytest.mark.parametrize("name", NAMES)
def test_every_name_leads_to_something_documented(name: str) -> None:
    found = getattr(annotator, name)

    assert name == found.__name__
    assert found.__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="weather"):
        _ = annotator.weather


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import annotator", {"pandas", "label_studio_sdk", "pydantic", "httpx", "typer"}),
        (
            "from annotator.cli import app\napp(['--help'], standalone_mode=False)",
            {"pandas", "label_studio_sdk", "pydantic", "httpx"},
        ),
        (
            "from pathlib import Path; from annotator.corpus.formats import read; print(*read([Path('a.txt')]))",
            {"trafilatura", "lxml", "feedparser", "pyarrow", "yaml", "pandas"},
        ),
    ],
    ids=["import annotator", "annotator --help", "reading a text file"],
)
def test_nothing_heavy_is_imported(code: str, heavy: set[str], tmp_path: Path) -> None:
    probe = f"{code}\nimport sys\nprint('modules', *sys.modules)"
    (tmp_path / "a.txt").write_text("One.")
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=tmp_path)
    loaded = done.stdout.rpartition("modules ")[2].split()

    assert "annotator" in loaded
    assert set() == heavy & set(loaded)
