"""The project's own gold: whole and exact, whatever the rules make of it."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from annotator import jsonl
from annotator.corpus.attribution import attribute
from annotator.corpus.score import Score, Unit, guesses, load_gold
from annotator.corpus.sentence import split
from annotator.corpus.speaker import Registry

WEIGHTS = Path(str(resources.files("annotator.corpus.attribution") / "weights.toml"))
GOLD = Path(__file__).parents[2] / "gold" / "attribution"


class Labeled(Unit):
    """A unit with the words that the offsets are to hold."""

    text: str


@pytest.mark.parametrize("part", ["a", "b", "c", "d", "e", "f"])
def test_every_unit_stands_where_it_says(part: str) -> None:
    path = GOLD / part / "gold.jsonl"
    texts = {article.path.rpartition("/")[2]: article.text for article, _ in load_gold(path)}
    units = list(jsonl.read(path, Labeled))

    assert len(units) > 300
    assert [] == [unit.text for unit in units if texts[unit.file][unit.start : unit.end] != unit.text]


@pytest.mark.parametrize("part", ["a", "b", "c", "d", "e", "f"])
def test_the_rules_do_no_worse_than_before(part: str, registry: Registry) -> None:
    """docs/attribution.md has the figures; a change that loses more than a point is looked at."""
    score = Score(registry.tags)
    for article, units in load_gold(GOLD / part / "gold.jsonl"):
        score.add(article, units, guesses(attribute(article, split(article), registry)))

    accuracy = score.scored().accuracy
    assert accuracy >= {"a": 0.854, "b": 0.878, "c": 0.88, "d": 0.904, "e": 0.916, "f": 0.923}[part], accuracy


def test_the_weights_are_those_that_the_gold_gives() -> None:
    """Learned again in another process, since learning changes the weights in use."""
    table = tomllib.loads(WEIGHTS.read_text("utf-8"))
    priors = {name: entry["prior"] for name, entry in table["speaks"].items()}
    parts = [str(GOLD / part / "gold.jsonl") for part in ("b", "c", "d")]
    program = (
        "import json, pathlib, sys\n"
        "from annotator.corpus.attribution.training import written\n"
        "sys.stdout.write(written(json.loads(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]))"
    )
    again = subprocess.run(
        [sys.executable, "-c", program, json.dumps(priors), *parts], capture_output=True, text=True, check=True
    )

    assert WEIGHTS.read_text("utf-8") == again.stdout, "next: make weights"


def test_nine_in_ten_of_the_suggestions_that_say_so_are_right(registry: Registry) -> None:
    """On the parts that confidence was learned from; docs/attribution.md has the other ones."""
    score = Score(registry.tags)
    for part in ("b", "c", "d"):
        for article, units in load_gold(GOLD / part / "gold.jsonl"):
            score.add(article, units, guesses(attribute(article, split(article), registry)))

    (sure,) = [one for one in score.scored().calibration if one[0] == 0.9]

    assert sure[1] > 300
    assert sure[2] >= 0.9
