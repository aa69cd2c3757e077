"""Under which model version suggestions stand."""

from __future__ import annotations

from pathlib import Path

from annotator import corpus
from annotator.workflow.check import rule_files


def test_every_rule_of_attribution_counts_towards_the_model_version() -> None:
    folder = Path(corpus.__path__[0])
    named = set(rule_files())

    assert {*(folder / "attribution").rglob("*.py")} <= named
    assert {folder / "attribution" / "weights.toml", folder / "splitter.py", folder / "cues.toml"} <= named
    assert all(path.is_file() for path in named)
