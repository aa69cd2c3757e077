"""Tables: CSV, Parquet and JSONL rows as articles, with the mapping of their columns and every fault at its row."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from annotator.corpus.article import Article
from annotator.corpus.formats import jsonl, read
from annotator.corpus.sentence import split
from annotator.problem import Problem
from annotator.settings import Columns
from tests.corpus.formats.reading import articles, only, problems, refused, write

TABLE = "id,text,title,outlet,url,published_on\nr1,One thing was said.,T,The Post,https://p.example/1,2021-05-04\n"


def arrow(path: Path, **columns: object) -> Path:
    parquet.write_table(pyarrow.table(columns), path)
    return path


class TestColumns:
    def test_columns_called_as_the_metadata_keys_need_no_mapping(self, tmp_path: Path) -> None:
        article = only(write(tmp_path / "a.csv", TABLE))

        assert ("r1", "One thing was said.", "T", "The Post", "https://p.example/1", "2021-05-04") == (
            article.key,
            article.text,
            article.title,
            article.outlet,
            article.url,
            article.published_on,
        )
        assert {"key": "column id", "title": "column title"}.items() <= article.origins.items()
        assert "annotator-csv/1" == article.converter

    def test_capitals_and_blanks_in_names_do_not_matter(self, tmp_path: Path) -> None:
        assert ("a", "T") == (only(write(tmp_path / "a.csv", "ID, Text ,TITLE\na,One.,T\n")).key, "T")

    @pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
    def test_a_mapping_says_which_column_holds_what(self, tmp_path: Path, suffix: str) -> None:
        row = {"nr": "7", "body": "One.", "kopf": "T", "text": "not this"}
        path = tmp_path / f"a.{suffix}"
        if suffix == "parquet":
            arrow(path, **{name: [value] for name, value in row.items()})
        else:
            write(path, json.dumps(row) if suffix == "jsonl" else ",".join(row) + "\n" + ",".join(row.values()) + "\n")
        article = only(path, columns=Columns(text="body", id="nr", title="kopf", ignore=("text",)))

        assert ("7", "One.", "T", "column kopf") == (article.key, article.text, article.title, article.origins["title"])

    @pytest.mark.parametrize("suffix", ["csv", "parquet", "jsonl"])
    def test_unknown_columns_are_named_once_and_every_row_is_read(self, tmp_path: Path, suffix: str) -> None:
        rows = [{"id": str(n), "text": "One.", "autor": "A", "rubrik": "B"} for n in range(5)]
        path = tmp_path / f"a.{suffix}"
        if suffix == "parquet":
            parquet.write_table(pyarrow.Table.from_pylist(rows), path)
        elif suffix == "jsonl":
            write(path, "\n".join(map(json.dumps, rows)))
        else:
            write(path, "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)]))
        found = problems(path)

        assert list("01234") == [article.key for article in articles(path)]
        assert [("unknown_column", "not read: 'autor', 'rubrik'")] == [(one.kind, one.message) for one in found]
        assert "--column ignore=autor" in found[0].hint
        assert ["rubrik"] == [one.message[11:-1] for one in problems(path, columns=Columns(ignore=("autor",)))]
        assert [] == problems(path, columns=Columns(ignore=("*",)))

    def test_a_jsonl_key_that_comes_later_is_named_where_it_comes(self, tmp_path: Path) -> None:
        path = write(
            tmp_path / "a.jsonl", '{"id": "a", "text": "One."}\n{"id": "b", "text": "One.", "lang": "en"}\n' * 2
        )

        assert [f"{path}:2"] == [one.where for one in problems(path) if one.kind == "unknown_column"]

    @pytest.mark.parametrize(
        ("header", "columns", "said"),
        [
            ("id,body", Columns(), "no column is called text; there are: id, body"),
            ("text,nr", Columns(), "no column is called id or url"),
            ("id,text", Columns(text="body"), "no column 'body', which is to hold the text"),
            ("id,text,Text", Columns(), "two columns hold the text"),
        ],
    )
    def test_a_table_without_a_needed_column_is_one_problem(
        self, tmp_path: Path, header: str, columns: Columns, said: str
    ) -> None:
        cells = ",".join("One." for _ in header.split(","))
        problem = refused(write(tmp_path / "a.csv", f"{header}\n{cells}\n{cells}\n"), columns=columns)

        assert "columns" == problem.kind
        assert said in problem.message
        assert "--column" in problem.hint

    def test_a_manifest_gives_what_holds_for_all_rows(self, tmp_path: Path) -> None:
        write(tmp_path / "a.csv", "id,text\na,One.\nb,Two.\n")
        write(tmp_path / "manifest.toml", '[[article]]\nfile = "a.csv"\noutlet = "The Post"\n')

        assert [("The Post", "manifest")] * 2 == [(one.outlet, one.origins["outlet"]) for one in articles(tmp_path)]

    def test_a_manifest_cannot_name_all_rows_alike(self, tmp_path: Path) -> None:
        arrow(tmp_path / "a.parquet", id=["a"], text=["One."])
        write(tmp_path / "manifest.toml", '[[article]]\nfile = "a.parquet"\nid = "x"\n')

        assert "manifest" == refused(tmp_path).kind


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_as_spreadsheets_of_all_countries_write_it(
        self, tmp_path: Path, delimiter: str, newline: str, mark: str
    ) -> None:
        lines = [
            delimiter.join(cells) for cells in (("id", "text"), ("a", '"He said: ""no"", and left."'), ("b", "Two."))
        ]
        path = write(tmp_path / "a.csv", mark + newline.join(lines) + newline)

        assert [("a", 'He said: "no", and left.'), ("b", "Two.")] == [(one.key, one.text) for one in articles(path)]
        assert [] == problems(path)

    def test_places_tell_the_line_and_the_row(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", 'id,text\r\na,"One.\r\n\r\nTwo."\r\n\r\nb,\r\nc,Three.\r\n')

        assert [(f"{path}:2 (row 2)", "One.\r\n\r\nTwo."), (f"{path}:7 (row 4)", "Three.")] == [
            (one.path, one.text) for one in articles(path)
        ]
        assert [("no_text", f"{path}:6 (row 3)")] == [(one.kind, one.where) for one in problems(path)]

    def test_the_raw_hash_is_of_the_rows_own_lines(self, tmp_path: Path) -> None:
        raw = b'a,"One.\nTwo."\r\n'
        article = only(write(tmp_path / "a.csv", b"id,text\n" + raw))

        assert hashlib.sha256(raw).hexdigest() == article.sha256

    @pytest.mark.parametrize(
        ("row", "kind"),
        [
            (b"b,One.,x", "cells"),
            (b"b", "cells"),
            (b"b,", "no_text"),
            (b",One.", "no_key"),
            (b"b,caf\xe9", "encoding"),
            (b"b,a\x00b", "nul"),
            (b"a,Again.", "duplicate_key"),
            (b"b,...", "empty"),
            (b"b,date 2021-13-04 One.", "metadata"),
        ],
    )
    def test_a_faulty_row_is_named_and_the_others_go_on(self, tmp_path: Path, row: bytes, kind: str) -> None:
        path = write(tmp_path / "a.csv", b"id,text\na,One.\n" + row + b"\nc,Two.\n")

        assert ["a", "c"] == [one.key for one in articles(path)]
        assert [(kind, f"{path}:3 (row 3)")] == [(one.kind, one.where) for one in problems(path)]

    @pytest.mark.parametrize(
        ("data", "kind", "line"),
        [
            (b'id,text\na,One.\nb,"Two.\nc,Three.\n', "csv", 3),
            (b'id,text\na,One.\nb,"Two." more\nc,Three.\n', "csv", 3),
            (b"id,text\ra,One.\rb,Two.\r", "csv", 1),
        ],
    )
    def test_where_no_row_can_be_told_from_the_next_the_rest_is_said_to_be_lost(
        self, tmp_path: Path, data: bytes, kind: str, line: int
    ) -> None:
        path = write(tmp_path / "a.csv", data)
        found = problems(path)

        assert [(kind, f"{path}:{line}")] == [(one.kind, one.where) for one in found]
        assert "the rest is not read" in found[0].message

    def test_a_cell_larger_than_an_article_ends_the_reading(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.csv", 'id,text\na,One.\nb,"' + "word \n" * 1_000_000)

        assert ["a"] == [one.key for one in articles(path)]
        assert [("too_large", f"{path}:3")] == [(one.kind, one.where) for one in problems(path)]

    @pytest.mark.parametrize(
        ("data", "kind"), [(b"", "empty"), (b"\n\n", "empty"), (b"\xff\xfei\x00d\x00", "encoding")]
    )
    def test_a_file_without_a_table(self, tmp_path: Path, data: bytes, kind: str) -> None:
        assert kind == refused(write(tmp_path / "a.csv", data)).kind

    def test_one_key_in_two_files_names_both_rows(self, tmp_path: Path) -> None:
        one = write(tmp_path / "a.csv", "id,text\nx,One.\n")
        two = write(tmp_path / "b.jsonl", '{"id": "x", "text": "Two."}')
        problem = next(iter(problems(tmp_path)))

        assert ("duplicate_key", f"{two}:1") == (problem.kind, problem.where)
        assert f"{one}:2 (row 2)" in problem.message

    @given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=30)), min_size=1, max_size=6))
    def test_what_a_csv_writer_wrote_is_what_is_read(
        self, tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str]]
    ) -> None:
        held = io.StringIO(newline="")
        writer = csv.writer(held)
        writer.writerow(("id", "text"))
        writer.writerows((f"k{number}", f"w {text}") for number, (text,) in enumerate(texts))
        path = write(tmp_path_factory.mktemp("csv") / "a.csv", held.getvalue())
        found = list(read([path]))

        assert len(texts) == len(found)
        for (text,), item in zip(texts, found, strict=True):
            if isinstance(item, Article):
                assert f"w {text}" == item.text
                assert all(one.text == item.text[one.start : one.end] for one in split(item))
            else:
                assert "nul" == item.kind
                assert "\0" in text


class TestParquet:
    def test_rows_are_articles_with_dates_of_any_type(self, tmp_path: Path) -> None:
        yerevan = datetime.timezone(datetime.timedelta(hours=4))
        path = arrow(
            tmp_path / "a.parquet",
            id=pyarrow.array([1, 2]),
            text=["One.", "Two."],
            published_on=pyarrow.array(
                [datetime.datetime(2023, 9, 20, 0, 30, tzinfo=yerevan)] * 2, pyarrow.timestamp("us", "+04:00")
            ),
            collected_on=pyarrow.array([datetime.date(2023, 9, 21), None]),
            synthetic=[True, False],
        )

        assert [("1", "One.", "2023-09-20", "2023-09-21", True), ("2", "Two.", "2023-09-20", None, False)] == [
            (one.key, one.text, one.published_on, one.collected_on, one.synthetic) for one in articles(path)
        ]
        assert [hashlib.sha256(path.read_bytes()).hexdigest()] * 2 == [one.sha256 for one in articles(path)]
        assert f"annotator-parquet/1 pyarrow/{pyarrow.__version__}" == articles(path)[0].converter

    def test_nulls_are_named_by_row_and_the_others_go_on(self, tmp_path: Path) -> None:
        path = arrow(
            tmp_path / "a.parquet",
            id=["a", None, "c", "d"],
            text=["One.", "Two.", None, "Four."],
            title=[None, None, None, "T"],
        )

        assert [("a", None), ("d", "T")] == [(one.key, one.title) for one in articles(path)]
        assert [("no_key", f"{path} row 2"), ("no_text", f"{path} row 3")] == [
            (one.kind, one.where) for one in problems(path)
        ]

    def test_categories_and_large_strings_are_text(self, tmp_path: Path) -> None:
        path = arrow(
            tmp_path / "a.parquet",
            id=pyarrow.array(["a"]).dictionary_encode(),
            text=pyarrow.array(["One."], pyarrow.large_string()),
        )

        assert ("a", "One.") == (only(path).key, only(path).text)

    @pytest.mark.parametrize(
        ("columns", "said"),
        [
            ({"id": ["a"], "text": [b"One."]}, "'text' is of the type binary"),
            ({"id": ["a"], "text": [1]}, "'text' is of the type int64"),
            ({"id": [1.0], "text": ["One."]}, "'id' is of the type double"),
            ({"id": ["a"], "text": ["One."], "title": [["T"]]}, "'title' is of the type list"),
            ({"id": ["a"], "body": ["One."]}, "no column is called text"),
        ],
    )
    def test_a_column_of_the_wrong_type_is_one_problem(
        self, tmp_path: Path, columns: dict[str, object], said: str
    ) -> None:
        problem = refused(arrow(tmp_path / "a.parquet", **columns))

        assert "columns" == problem.kind
        assert said in problem.message

    @pytest.mark.parametrize("cut", [0, 3, 100, -1])
    def test_a_broken_file_is_a_problem(self, tmp_path: Path, cut: int) -> None:
        whole = arrow(tmp_path / "whole.parquet", id=["a"], text=["One."]).read_bytes()
        problem = refused(write(tmp_path / "a.parquet", whole[:cut]))

        assert "parquet" == problem.kind

    def test_without_pyarrow_the_extra_is_named(self, tmp_path: Path) -> None:
        arrow(tmp_path / "a.parquet", id=["a"], text=["One."])
        code = (
            "import sys; sys.modules['pyarrow'] = None\nfrom pathlib import Path\nfrom annotator.corpus.formats import read\n"
            f"print(*read([Path({str(tmp_path / 'a.parquet')!r})]))"
        )
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

        assert "annotator[parquet]" in told


class TestStream:
    def test_jsonl_on_the_standard_input_names_its_lines(self, tmp_path: Path) -> None:
        told = checked(
            b'{"id": "a", "text": "One thing was said."}\n{"id": "b"\n{"id": "c", "text": "Two."}\n', tmp_path, "-"
        )

        assert ["a", "c"] == [json.loads(line)["article"] for line in told.stdout.splitlines()]
        assert 1 == told.returncode
        assert "stdin:2" in told.stderr

    def test_the_first_article_comes_out_before_the_stream_ends(self, tmp_path: Path) -> None:
        with subprocess.Popen(
            [sys.executable, "-u", "-c", _ECHO], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
        ) as running:
            assert running.stdin
            assert running.stdout
            running.stdin.write(b'{"id": "a", "text": "One."}\n' + b'{"id": "b", "text": "Two."}\n')
            running.stdin.flush()
            assert b"a\n" == running.stdout.readline()
            running.stdin.close()
            assert b"b\n" == running.stdout.readline()

    @pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak from /proc")
    @pytest.mark.parametrize(("suffix", "rows"), [("csv", 100_000), ("jsonl", 30_000), ("parquet", 30_000)])
    def test_memory_is_that_of_a_row_however_many_there_are(self, tmp_path: Path, suffix: str, rows: int) -> None:
        """A table of 100 MB takes hardly more than one of 1 MB: the keys, none of which may come twice."""
        few, many = (peak(table_of(tmp_path, suffix, count)) for count in (1_000, rows))

        assert many - few < 30, f"{few} MB for 1,000 rows, {many} MB for {rows}"


def checked(stdin: bytes, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from annotator.cli import app; app()", "check", *arguments, "--json"]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=folder, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


_ECHO = """
from pathlib import Path
from annotator.corpus.formats import read
for item in read([Path("-")]):
    print(item.key, flush=True)
"""

_PEAK = """
import sys
from pathlib import Path
from annotator.corpus.formats import read
count = sum(1 for _ in read([Path(sys.argv[1])]))
# Not ru_maxrss, which a child takes over from the process that started it.
print(count, *(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def table_of(folder: Path, suffix: str, rows: int) -> Path:
    """A table of that many articles, some 1 kB each."""
    path = folder / f"{rows}.{suffix}"
    words = "The ministry said that nothing had happened on the road. " * 18
    if suffix == "parquet":
        schema = pyarrow.schema({"id": pyarrow.string(), "text": pyarrow.string()})
        with parquet.ParquetWriter(path, schema) as writer:
            for start in range(0, rows, 10_000):
                numbers = range(start, min(start + 10_000, rows))
                columns = {"id": [f"k{n}" for n in numbers], "text": [f"{n} {words}" for n in numbers]}
                writer.write_table(pyarrow.table(columns, schema=schema))
        return path
    with path.open("w", encoding="utf-8", newline="") as file:
        if suffix == "csv":
            writer_ = csv.writer(file)
            writer_.writerow(("id", "text"))
            writer_.writerows((f"k{n}", f"{n} {words}") for n in range(rows))
        else:
            file.writelines(json.dumps({"id": f"k{n}", "text": f"{n} {words}"}) + "\n" for n in range(rows))
    return path


def peak(path: Path) -> int:
    """The largest amount of memory that reading a file takes, in MB."""
    told = subprocess.run([sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True).stdout
    count, kilobytes = map(int, told.split())
    assert str(count) == path.stem
    return kilobytes // 1024


@given(st.binary(max_size=300))
@pytest.mark.parametrize("suffix", ["csv", "tsv", "parquet", "jsonl"])
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes) -> None:
    for head in (b"", b"id,text\n", b"id\ttext\n"):
        path = write(tmp_path_factory.mktemp("fuzz") / f"a.{suffix}", head + data)
        assert all(isinstance(item, Article | Problem) for item in read([path]))


@given(st.data())
def test_a_spoiled_parquet_file_never_ends_the_reading(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("spoiled")
    whole = bytearray(arrow(folder / "whole.parquet", id=["a", "b"], text=["One.", "Two."]).read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=5)):
        whole[place] ^= data.draw(st.integers(1, 255))
    for item in read([write(folder / "a.parquet", bytes(whole))]):
        assert isinstance(item, Article | Problem)


def test_a_row_larger_than_an_article_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_ARTICLE", 40)
    path = write(tmp_path / "b.jsonl", '{"id": "a", "text": "' + "x" * 90 + '"}\n{"id": "b", "text": "One."}\n')

    assert ["too_large"] == [problem.kind for problem in problems(path)]
    assert ["b"] == [article.key for article in articles(path)]
