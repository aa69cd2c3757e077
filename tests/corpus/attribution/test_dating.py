"""When an article was written, by its dateline."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution.page.dating import written_on
from annotator.corpus.sentence import split


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("12 Sept. 2020", "2020-09"),
        ("May 4, 2016, 15:20", "2016-05"),
        ("3rd March, 2021 - 15:32", "2021-03"),
        ("10 Sep 2025 16:41 + ↺ − 16 px", "2025-09"),
        ("Marathon 2019 opens", None),
        ("Decision 2016/5", None),
        ("Marsh, 2020", None),
    ],
)
def test_a_line_with_a_month_and_a_year_dates_the_article(line: str, month: str | None) -> None:
    article = Article(key="made-up", text=f"{line}\n\nIt rained on 1 June 1999.", sha256="0" * 64, path="made-up.txt")

    assert month == written_on(split(article))
