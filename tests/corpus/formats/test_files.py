"""Reading: every fault is a Problem that names its place, and the other articles go on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Article
from annotator.corpus.formats import files, jsonl, read
from annotator.errors import InputError
from annotator.problem import Problem
from tests.corpus.formats.reading import articles, only, problems, refused, write


@pytest.mark.parametrize(
    ("text", "collected", "begins"),
    [
        (" date 2021-05-04 The bridge was closed.", "2021-05-04", "The bridge"),
        ("date 2021-05 The bridge was closed.", "2021-05", "The bridge"),
        ("The bridge was closed.", None, "The bridge"),
        ("The date 2021-05-04 was set.", None, "The date"),
    ],
)
def test_a_date_header_is_when_the_text_was_collected(
    tmp_path: Path, text: str, collected: str | None, begins: str
) -> None:
    article = only(write(tmp_path / "a.txt", text))

    assert text == article.text
    assert collected == article.collected_on
    assert article.published_on is None
    assert article.text[article.body_start :].startswith(begins)


def test_newlines_and_byte_order_mark_stay_in_the_text(tmp_path: Path) -> None:
    article = only(write(tmp_path / "a.txt", b"\xef\xbb\xbfOne.\r\nTwo.\rThree."))

    assert article.text == "\ufeffOne.\r\nTwo.\rThree."
    assert article.body_start == 1


def test_jsonl_holds_one_article_a_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        '\ufeff{"id": "a", "text": "One.\\nTwo."}\r\n\n{"url": "https://x.example/1", "text": "Three.", "outlet": "X"}',
    )

    assert [("a", "One.\nTwo.", f"{path}:1"), ("https://x.example/1", "Three.", f"{path}:3")] == [
        (article.key, article.text, article.path) for article in articles(path)
    ]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ('{"id": "b"', "json"),
        ("[1]", "json"),
        ('{"id": "b"}', "no_text"),
        ('{"id": "b", "text": "T.", "text": "U."}', "columns"),
        ('{"id": "b", "url": "javascript:x", "text": "T."}', "metadata"),
        ('{"id": "b", "text": 3}', "no_text"),
        ('{"text": "T."}', "no_key"),
        ('{"id": "b", "text": "T.", "published_on": "May"}', "metadata"),
        ('{"id": "b", "text": "a\\ud800b"}', "surrogate"),
        ('{"id": "b", "text": "a\\u0000b"}', "nul"),
        ('{"id": "b", "text": "   "}', "empty"),
        ('{"id": "a", "text": "T."}', "duplicate_key"),
        (b'{"id": "b", "text": "\xff"}', "encoding"),
    ],
)
def test_a_faulty_row_names_its_line_and_the_others_go_on(tmp_path: Path, row: str | bytes, kind: str) -> None:
    raw = row if isinstance(row, bytes) else row.encode()
    path = write(tmp_path / "a.jsonl", b'{"id": "a", "text": "One."}\n' + raw + b'\n{"id": "c", "text": "Two."}\n')

    assert ["a", "c"] == [article.key for article in articles(path)]
    assert [(kind, f"{path}:2")] == [(problem.kind, problem.where) for problem in problems(path)]


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"abc \xe9 d", "encoding", "byte 4 (0xe9)"),
        (b"\xff\xfea\x00", "encoding", "UTF-16"),
        (b"a\x00b", "nul", "code point 1"),
        (b"", "empty", "no sentence"),
        (b" \n\t", "empty", "no sentence"),
        (b"date 2021-05-04 ", "empty", "no sentence"),
        (b"date 2021-13-04 Text.", "metadata", "2021-13-04"),
    ],
)
def test_a_faulty_text_file_is_a_problem_that_says_what_to_do(
    tmp_path: Path, data: bytes, kind: str, said: str
) -> None:
    problem = refused(write(tmp_path / "a.txt", data))

    assert kind == problem.kind
    assert said in problem.message
    assert "a.txt" in problem.where
    assert problem.hint


def test_broken_json_names_the_character_of_the_row(tmp_path: Path) -> None:
    problem = refused(write(tmp_path / "a.jsonl", '\n{"id": "a" "text": "One."}\n'))

    assert str(tmp_path / "a.jsonl:2") == problem.where
    assert problem.message.endswith("(character 12 of the row)")


def test_too_large_files_and_rows_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(files.LIMITS, "plain", 40)
    monkeypatch.setattr(jsonl, "MAX_ARTICLE", 40)
    big = write(tmp_path / "a.txt", "x" * 41)
    rows = write(tmp_path / "b.jsonl", '{"id": "a", "text": "' + "x" * 90 + '"}\n{"id": "b", "text": "One."}\n')

    assert ["too_large", "too_large"] == [problem.kind for problem in problems(big, rows)]
    assert ["b"] == [article.key for article in articles(big, rows)]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in (
        "b.txt",
        "a.TXT",
        "sub/c.md",
        ".hidden.txt",
        ".git/d.txt",
        "README.md",
        "LICENSE.txt",
        "labels.jsonl",
        "x.png",
    ):
        write(tmp_path / name, "One sentence.")

    assert ["a", "b", "c"] == [article.key for article in articles(tmp_path)]
    assert [] == problems(tmp_path)


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "One.")

    assert ["a"] == [article.key for article in articles(tmp_path, path, path)]


def test_one_key_twice_names_both_files(tmp_path: Path) -> None:
    one = write(tmp_path / "a.txt", "One.")
    two = write(tmp_path / "a.md", "Two.")
    problem = next(iter(problems(tmp_path)))

    assert "duplicate_key" == problem.kind
    assert {str(one), str(two)} == {problem.where, problem.message.rpartition(" of ")[2]}


def test_a_path_that_does_not_exist_stops_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        read([tmp_path, tmp_path / "nowhere.txt"])


class TestPatterns:
    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for name in (
            "b.txt",
            "a.txt",
            "c.md",
            "README.md",
            "x.png",
            ".hidden.txt",
            "sub/d.txt",
            "sub/deep/e.txt",
            "[1].txt",
        ):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            write(Path(name), "One sentence.")
        write(Path("manifest.toml"), '[[article]]\nfile = "a.txt"\nid = "first"\n')

    @pytest.mark.parametrize(
        ("pattern", "keys"),
        [
            ("*.txt", ["[1]", "first", "b"]),
            ("*", ["[1]", "first", "b", "c"]),
            ("?.txt", ["first", "b"]),
            ("**/*.txt", ["[1]", "first", "b", "d", "e"]),
            ("sub/*", ["d"]),
            ("[1].txt", ["[1]"]),
        ],
    )
    def test_a_pattern_stands_for_what_it_matches_in_the_order_of_names(self, pattern: str, keys: list[str]) -> None:
        assert keys == [article.key for article in articles(Path(pattern))]
        assert [] == problems(Path(pattern))

    def test_a_pattern_may_begin_at_the_root(self, tmp_path: Path) -> None:
        assert ["first", "b"] == [article.key for article in articles(tmp_path / "?.txt")]

    def test_several_paths_and_patterns_are_read_once_each_in_their_order(self) -> None:
        given = [Path("sub"), Path("c.md"), Path("*.txt"), Path("a.txt")]

        assert ["d", "e", "c", "[1]", "first", "b"] == [article.key for article in articles(*given)]
        assert [] == problems(*given)

    def test_a_pattern_that_matches_nothing_stops_before_anything_is_read(self) -> None:
        with pytest.raises(InputError, match=r"Nothing matches \*\.html"):
            read([Path("a.txt"), Path("*.html")])


def test_documents_that_are_not_read_are_named_by_folder_and_pictures_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a.pdf", "b.docx", "README", "c.png", ".d.pdf", "sub/e.zip"):
        write(tmp_path / name, "x")

    assert [
        ("format", str(tmp_path), "not read: 'a.pdf', 'b.docx'"),
        ("format", str(tmp_path / "sub"), "not read: 'e.zip'"),
    ] == [(one.kind, one.where, one.message) for one in problems(tmp_path)]
    assert "format" == refused(tmp_path / "a.pdf").kind


def test_a_pattern_enters_a_folder_that_is_linked_into_itself_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One.")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "again").symlink_to(tmp_path)

    assert [str(tmp_path / "broken.txt")] == [one.where for one in problems(tmp_path / "**" / "*.txt")]
    assert [str(tmp_path / "a.txt")] == [one.path for one in articles(tmp_path / "**" / "*.txt")]


@pytest.mark.parametrize(("name", "data"), [("a.csv", "id,text\n"), ("a.csv", "id,text,rubric\n"), ("a.jsonl", "\n\n")])
def test_a_table_without_a_row_is_named(tmp_path: Path, name: str, data: str) -> None:
    path = write(tmp_path / name, data)

    assert ("empty", str(path)) == [(one.kind, one.where) for one in problems(path)][-1]


def test_a_pipe_is_no_article(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")

    assert "not_a_file" == refused(tmp_path).kind


def test_a_link_to_nothing_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")

    assert "unreadable" == refused(tmp_path).kind


def test_a_file_name_that_is_no_utf_8_needs_an_id(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")), "One.")
    problem = refused(tmp_path)

    assert "key" == problem.kind
    problem.where.encode()


class TestManifest:
    def test_it_gives_metadata_by_file_name(self, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", "date 2020-01 One.")
        write(
            tmp_path / "manifest.toml",
            '[[article]]\nfile = "a.txt"\nid = "first"\noutlet = "The Gazette"\npublished_on = 2021-05-04\n'
            'collected_on = "2021-06"\nlicence = "CC0"\nsynthetic = true\n',
        )
        article = only(tmp_path / "a.txt")

        assert ("first", "The Gazette", "2021-05-04", "2021-06", "CC0", True) == (
            article.key,
            article.outlet,
            article.published_on,
            article.collected_on,
            article.licence,
            article.synthetic,
        )

    def test_the_url_is_the_key_where_no_id_is_given(self, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", "One.")
        write(tmp_path / "manifest.toml", '[[article]]\nfile = "a.txt"\nurl = "https://x.example/1"\n')

        assert "https://x.example/1" == only(tmp_path).key

    @pytest.mark.parametrize(
        ("entry", "line", "said"),
        [
            ('file = "gone.txt"', 4, "no file 'gone.txt'"),
            ('file = "../a.txt"', 4, "is a path"),
            ('id = "x"', 4, "names no file"),
            ('file = "b.txt"\npublished_on = "May"', 6, "not a date"),
            ('file = "b.txt"\nautor = "X"', 6, "unknown key 'autor'"),
        ],
    )
    def test_a_faulty_entry_names_its_line_and_the_others_go_on(
        self, tmp_path: Path, entry: str, line: int, said: str
    ) -> None:
        write(tmp_path / "a.txt", "One.")
        write(tmp_path / "manifest.toml", f'[[article]]\nfile = "a.txt"\nid = "first"\n[[article]]\n{entry}\n')
        write(tmp_path / "b.txt", "Two.")
        found = problems(tmp_path)

        assert [f"{tmp_path / 'manifest.toml'}:{line}"] == [problem.where for problem in found]
        assert said in found[0].message
        assert "first" in [article.key for article in articles(tmp_path)]

    def test_two_entries_for_a_file_leave_it_out(self, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", "One.")
        write(
            tmp_path / "manifest.toml", '[[article]]\nfile = "a.txt"\nid = "x"\n[[article]]\nfile = "a.txt"\nid = "y"\n'
        )

        assert "second entry" in refused(tmp_path).message

    def test_a_broken_manifest_holds_back_the_articles_whose_keys_it_may_give(self, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        write(tmp_path / "a.txt", "One.")
        write(tmp_path / "sub" / "b.txt", "Two.")
        write(tmp_path / "manifest.toml", "[[article]\n")

        assert ["manifest"] == [problem.kind for problem in problems(tmp_path)]
        assert "line 1" in problems(tmp_path)[0].message
        assert "articles beside it are left out" in problems(tmp_path)[0].hint
        assert ["b"] == [article.key for article in articles(tmp_path)]

    def test_it_must_not_contradict_the_front_matter(self, tmp_path: Path) -> None:
        write(tmp_path / "a.md", "---\noutlet: The Gazette\n---\nOne.\n")
        write(tmp_path / "manifest.toml", '[[article]]\nfile = "a.md"\noutlet = "The Courier"\n')

        assert "'The Courier' in the manifest" in refused(tmp_path).message

    def test_a_file_that_it_lists_is_an_article_whatever_its_name(self, tmp_path: Path) -> None:
        write(tmp_path / "README.md", "One.")
        write(tmp_path / "manifest.toml", '[[article]]\nfile = "README.md"\nid = "x"\n')

        assert "x" == only(tmp_path).key


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    for name in ("a.txt", "b.md", "c.jsonl", "d.csv", "e.xml", "f.parquet", "manifest.toml"):
        write(folder / name, data)

    assert all(isinstance(item, Article | Problem) for item in read([folder]))
