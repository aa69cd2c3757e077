"""Markdown: the file is the text, its front matter metadata; a fault in it names its line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.article import Article
from annotator.corpus.formats import read
from annotator.problem import Problem
from annotator.settings import Columns
from tests.corpus.formats.reading import only, problems, refused, write


def test_markdown_front_matter_is_metadata_and_no_text(tmp_path: Path) -> None:
    matter = "id: 2016-04\ntitle: 'A title: with a colon'\npublished_on: 2021-05-04\nsynthetic: true\noutlet:\n"
    source = f"---\n{matter}---\nText here.\n"
    article = only(write(tmp_path / "a.md", source))

    assert ("2016-04", "A title: with a colon", "2021-05-04", True, None) == (
        article.key,
        article.title,
        article.published_on,
        article.synthetic,
        article.outlet,
    )
    assert article.text[article.body_start :] == "Text here.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_front_matter_ends_its_lines_as_the_file_does(tmp_path: Path, newline: str) -> None:
    article = only(write(tmp_path / "a.md", newline.join(["---", "title: T", "---", "Text here."])))

    assert ("T", "Text here.") == (article.title, article.text[article.body_start :])


@pytest.mark.parametrize(
    ("matter", "line", "said"),
    [
        ("title: T\ntext: X\n", 3, "unknown key 'text'"),
        ("title: Day one: the vote\n", 2, "broken YAML"),
        ("published_on: 2021-02-30\n", 2, "not a date"),
        ("synthetic: maybe\n", 2, "neither true nor false"),
        ("title: [a\n", 3, "broken YAML"),
        ("title: T\ntitle: U\n", 3, "given twice"),
        ("title: [a, b]\n", 2, "plain"),
        ("- a\n", 2, "key: value"),
    ],
)
def test_a_faulty_front_matter_names_its_line(tmp_path: Path, matter: str, line: int, said: str) -> None:
    problem = refused(write(tmp_path / "a.md", f"---\n{matter}---\nText.\n"))

    assert "front_matter" == problem.kind
    assert problem.where.endswith(f"a.md:{line}")
    assert said in problem.message


def test_keys_of_other_software_are_named_once_and_the_article_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.md", "---\ntags: [a, b]\nTitle: T\nlayout:\n  - post\nday: 2021-05-04\nid: n\n---\nText.\n"
    )
    problem, article = read([path], Columns(published_on="day", id="nr"))

    assert isinstance(problem, Problem)
    assert isinstance(article, Article)
    assert ("unknown_column", str(path), "not read: 'tags', 'layout'") == (problem.kind, problem.where, problem.message)
    assert ("n", "T", "2021-05-04", "front matter") == (
        article.key,
        article.title,
        article.published_on,
        article.origins["published_on"],
    )
    assert [] == problems(path, columns=Columns(published_on="day", ignore=("tags", "layout")))


@pytest.mark.parametrize(
    ("matter", "hint"),
    [
        ("title: Day one: the vote\n", "quotation marks"),
        ("published_on: 4 May\n", "2023-09-20"),
        ("url: javascript:x\n", "https://"),
        ("title: T\ntext: X\n", "Known keys: id"),
    ],
)
def test_a_fault_of_a_front_matter_says_what_to_write_instead(tmp_path: Path, matter: str, hint: str) -> None:
    assert hint in refused(write(tmp_path / "a.md", f"---\n{matter}---\nText.\n")).hint


def test_a_key_of_two_words_is_quoted_in_the_remedy(tmp_path: Path) -> None:
    (problem,) = problems(write(tmp_path / "a.md", "---\nPublished On: 2021\n---\nText.\n"))

    assert "--column 'title=Published On'" in problem.hint
    assert "--column 'ignore=Published On'" in problem.hint


def test_front_matter_that_is_not_closed_is_a_problem(tmp_path: Path) -> None:
    assert "not closed" in refused(write(tmp_path / "a.md", "---\ntitle: T\n\nText.\n")).message
