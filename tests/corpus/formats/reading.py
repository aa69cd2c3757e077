"""What the tests of reading share: files written, and what came of them."""

from __future__ import annotations

from pathlib import Path

from annotator.corpus.article import Article
from annotator.corpus.formats import read
from annotator.problem import Problem
from annotator.settings import Columns


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def articles(*paths: Path, columns: Columns | None = None) -> list[Article]:
    return [item for item in read(paths, columns) if isinstance(item, Article)]


def problems(*paths: Path, columns: Columns | None = None) -> list[Problem]:
    return [item for item in read(paths, columns) if isinstance(item, Problem)]


def only(*paths: Path, columns: Columns | None = None) -> Article:
    found = list(read(paths, columns))
    assert [Article] == [type(item) for item in found], found
    assert isinstance(found[0], Article)
    return found[0]


def refused(*paths: Path, columns: Columns | None = None) -> Problem:
    found = list(read(paths, columns))
    assert [Problem] == [type(item) for item in found], found
    assert isinstance(found[0], Problem)
    return found[0]
