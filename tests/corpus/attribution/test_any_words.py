"""Whatever words stand in a row, and wherever a text breaks off: each sentence gets its speakers, and nothing fails."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.corpus.attribution.who import sides

CUES = (
    "that to neither tell hear called call said says by on recalled according been for years informs put out made "
    "identified as brushed off aside whose of the opinion released shows which who whom it they a an and but was is "
    "has have not no from in with if one believes word words figure figures figure, said, says: and, that,"
).split()
GOLD = Path(__file__).parents[2] / "gold" / "attribution"


@pytest.mark.parametrize("seed", range(4))
def test_any_row_of_words_is_read(seed: int) -> None:
    choose = random.Random(seed)  # noqa: S311
    prose = " ".join(path.read_text("utf-8") for path in sorted((GOLD / "b").glob("*.txt"))).split(" ")
    for _ in range(2000):
        words = [choose.choice(choose.choice((CUES, prose))) for _ in range(choose.randint(1, 25))]
        text = "River rises\n\n" + " ".join(words)

        assert all(sides(text)), text


@pytest.mark.parametrize(
    "text",
    [
        ": to a real, on that recalled called",
        "That the ministry called",
        "They called it",
        "The plan was rejected by Armenia,",
        "Whose Letter Says,",
        "The film, said to",
        "Ada such as " * 990 + "said so.",
    ],
)
def test_a_text_may_break_off(text: str) -> None:
    assert sides(text)
