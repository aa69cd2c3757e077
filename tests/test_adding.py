"""``annotator seeds add``: files come in byte for byte with their entry, or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotator.cli import app
from annotator.corpus.formats import read
from tests.corpus.formats.reading import articles, only, problems, write

PAGES = Path(__file__).parent / "corpus" / "formats" / "pages"
PAGE = (PAGES / "broadsheet.html").read_bytes()
URL = "https://valleypost.example/world/2023/convoy-shelled"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "desk" / "articles").mkdir(parents=True)
    (tmp_path / "mail").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path


def add(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["seeds", "add", *map(str, arguments)])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(result: Result, folder: Path, before: dict[str, bytes], *said: str, code: int = 1) -> None:
    """Two lines that say why, and a folder as it was."""
    assert code == result.exit_code, result.output
    for words in said:
        assert words in result.stderr
    assert before == contents(folder)


def test_a_page_comes_in_as_it_is_with_what_was_said_of_it(workspace: Path) -> None:
    page = write(workspace / "mail" / "story.html", PAGE)
    result = add(page, "--outlet", 'The "Post"', "--published", "2023-09", "--licence", "all rights reserved")
    article = only(Path("articles"))

    assert 0 == result.exit_code, result.output
    assert PAGE == Path("articles/story.html").read_bytes()
    assert (URL, 'The "Post"', "2023-09") == (article.key, article.outlet, article.published_on)
    assert {
        "key": "manifest",
        "outlet": "manifest",
        "title": "html:json-ld headline",
    }.items() <= article.origins.items()
    assert "articles/story.html" in result.stdout
    assert URL in result.stdout


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_what_stands_in_the_manifest_stays(workspace: Path, newline: str, end: str) -> None:
    old = "# ours\n[[article]]\nfile = 'a.txt'   # the first\nid = \"x\"" + end
    manifest = write(Path("articles/manifest.toml"), old.replace("\n", newline))
    before = manifest.read_bytes()
    write(Path("articles/a.txt"), "One.")
    result = add(write(workspace / "mail" / "b.txt", "Two."), "--id", "y", "--title", "T")

    assert 0 == result.exit_code, result.output
    assert manifest.read_bytes().startswith(before)
    assert ["x", "y"] == [one.key for one in articles(Path("articles"))]
    assert newline == "\n" or b"\n" not in manifest.read_bytes().replace(b"\r\n", b"")


def test_several_files_come_in_together(workspace: Path) -> None:
    mail = workspace / "mail"
    result = add(
        write(mail / "a.txt", "One."),
        write(mail / "rows.jsonl", '{"id": "r1", "text": "Two."}\n{"id": "r2", "text": "Three."}\n'),
        write(mail / "b.md", "---\nid: own\n---\nFour.\n"),
        "--outlet",
        "Post",
    )

    assert 0 == result.exit_code, result.output
    assert [("a", "Post"), ("own", "Post"), ("r1", "Post"), ("r2", "Post")] == [
        (one.key, one.outlet) for one in articles(Path("articles"))
    ]
    assert "2 articles" in result.stdout


def test_what_a_manifest_beside_the_file_says_comes_with_it(workspace: Path) -> None:
    page = write(workspace / "mail" / "a.txt", "One.")
    write(workspace / "mail" / "manifest.toml", '[[article]]\nfile = "a.txt"\nid = "first"\noutlet = "Post"\n')
    add(page, "--outlet", "The Post")

    assert ("first", "The Post") == (only(Path("articles")).key, only(Path("articles")).outlet)


def test_a_page_that_is_read_in_part_comes_in_and_its_check_says_so(workspace: Path) -> None:
    words = "The port authority said on Monday that two ships had been turned away from the harbour before dawn."
    lost = "<figure><p>Three of the ships carried grain, and one of them carried timber.</p></figure>"
    page = write(workspace / "mail" / "story.html", f"<article><p>{words}</p>{lost}<p>{words[::-1]}</p></article>")
    result = add(page)

    assert 0 == result.exit_code, result.output
    assert ["left_out"] == [one.kind for one in problems(Path("articles"))]


def test_the_folder_may_be_named_and_is_made(workspace: Path) -> None:
    result = add(write(workspace / "mail" / "a.txt", "One."), "--to", "more")

    assert 0 == result.exit_code, result.output
    assert ["a.txt", "manifest.toml"] == sorted(contents(Path("more")))


@pytest.mark.parametrize(
    ("name", "data", "options", "said"),
    [
        ("other.txt", b"One.", (), "is there already, as articles/a.txt"),
        ("a.txt", b"Other.", (), "has a file 'a.txt' with another text"),
        ("b.txt", b"Two.", ("--id", "a"), "the key 'a' is already that of articles/a.txt"),
        ("a.md", b"Two.", (), "the key 'a' is already that of articles/a.txt"),
        ("b.pdf", b"%PDF", (), "'.pdf' is not read"),
        ("b.txt", b"\xff\xfea\x00", (), "UTF-16"),
        ("b.html", b"<html></html>", (), "no text of an article"),
        ("b.csv", b"id,body\na,One.\n", (), "no column is called text"),
        (".b.txt", b"Two.", (), "hidden"),
        ("b.jsonl", b'{"id": "r", "text": "One thing."}', ("--id", "x"), "one id, url or title"),
        ("b.md", b"---\nid: own\n---\nFour.\n", ("--id", "x"), "'own' here and 'x' in the manifest"),
        ("gone.txt", None, (), "there is no file"),
        ("", None, (), "mail is a folder"),
    ],
)
def test_what_cannot_come_in_is_refused_and_nothing_is_written(
    workspace: Path, name: str, data: bytes | None, options: tuple[str, ...], said: str
) -> None:
    write(Path("articles/a.txt"), "One.")
    before = contents(Path("articles"))
    path = workspace / "mail" / name
    if data is not None:
        write(path, data)
    good = write(workspace / "mail" / "good.txt", "Good.")

    refused(add(path, *options), Path("articles"), before, said)
    if not options:
        refused(add(good, path), Path("articles"), before, said)


def test_a_manifest_that_cannot_take_an_entry_is_left_alone(workspace: Path) -> None:
    write(Path("articles/a.txt"), "One.")
    for manifest in ('article = [{file = "a.txt", id = "x"}]\n', "[[article]\n"):
        write(Path("articles/manifest.toml"), manifest)
        before = contents(Path("articles"))
        refused(add(write(workspace / "mail" / "b.txt", "Two.")), Path("articles"), before, "manifest.toml")


def test_a_file_that_cannot_be_copied_takes_those_before_it_back(workspace: Path) -> None:
    """A name as long as a file system takes has no room for the temporary name beside it."""
    mail = workspace / "mail"
    result = add(write(mail / "a.txt", "One."), write(mail / f"{'b' * 251}.txt", "Two."))

    refused(result, Path("articles"), {}, "File name too long", code=3)


@pytest.mark.parametrize("options", [("--title", "T"), ("--id", "x"), ("--url", "https://x.example/1")])
def test_what_only_one_can_have_is_not_given_to_two(workspace: Path, options: tuple[str, str]) -> None:
    mail = workspace / "mail"
    result = add(write(mail / "a.txt", "One."), write(mail / "b.txt", "Two."), *options)

    refused(result, Path("articles"), {}, options[0], code=2)


def test_a_date_that_is_none_is_a_usage_error(workspace: Path) -> None:
    result = add(write(workspace / "mail" / "a.txt", "One."), "--published", "May")

    refused(result, Path("articles"), {}, "not a date", code=2)


def test_in_a_checkout_they_go_to_the_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checkout" / "seeds").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "checkout")
    add(write(tmp_path / "a.txt", "One."))

    assert 1 == len(list(read([Path("seeds")])))
