"""CSV: what is written is read back the same, and no cell is run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.claims.claim import Claim
from annotator.claims.review import decide
from annotator.corpus.speaker import Registry
from annotator.errors import InputError
from annotator.export.columns import CLAIMS, TABLES, Column
from annotator.export.tables import from_cell, guard, read, to_cell, to_csv, unguard
from annotator.settings import ReviewRule
from tests.made import a_task, answers, by, cited

NASTY = [
    "=1+1",
    "'=1",
    "''@x",
    " +1",
    "\t=1",
    "＝1",
    "-",
    "@cmd",
    "|",
    "\\|",
    "a|b\\",
    "NA",
    "null",
    "007",
    "a\rb",
    "a\nb",
    'a"b',
    "’“”",
    "😀é",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.sampled_from(NASTY)


def claims_header() -> list[str]:
    """The columns of ``claims.csv`` as docs/definitions.md, section 5, orders them."""
    return (
        "claim_id article_id article_sha256 sentence_id statement text char_start char_end text_sha256 speaker speaker_name "
        "speaker_party source cue content_start content_end status dispute_kind disputed_by disputed_by_name evidence "
        "evidence_from admission confidence decision annotators agreement reviewed_at codebook_version outlet published_on "
        "article_url note"
    ).split()


def test_the_columns_are_those_of_the_definitions() -> None:
    assert claims_header() == [column.name for column in CLAIMS.columns]


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_every_column_says_what_it_means(table: Any) -> None:
    assert [] == [column.name for column in table.columns if len(column.meaning.split()) < 2]


@given(TEXTS)
def test_the_guard_is_reversible_and_nothing_guarded_is_a_formula(text: str) -> None:
    assert text == unguard(guard(text))
    assert guard(text).lstrip()[:1] not in tuple("=+-@＝＋－＠")


def column(kind: str) -> Column:
    return Column("x", kind, lambda row: row, "a column of a test")


@given(st.lists(TEXTS.filter(bool)))
def test_lists_come_back_item_by_item(items: list[str]) -> None:
    assert items == from_cell(column("list"), to_cell(column("list"), items))


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        ("integer", 7, "7"),
        ("number", 0.5, "0.5"),
        ("boolean", True, "true"),
        ("datetime", datetime(2023, 9, 20, 12, tzinfo=UTC), "2023-09-20T12:00:00.000000Z"),
        ("string", None, ""),
        ("integer", -7, "-7"),
    ],
)
def test_each_kind_of_value_has_one_way_of_being_written(kind: str, value: Any, cell: str) -> None:
    assert cell == to_cell(column(kind), value)
    assert value == from_cell(column(kind), cell)


def a_claim(registry: Registry, **label: Any) -> Claim:
    task = a_task(sentence=label.pop("text", "Shells fell."), outlet="A | B", published_on="2023-09-19")
    labels = [by(person, task, answers(**label)) for person in ("ana", "ben")]
    found = decide(task, labels, rule=ReviewRule(), registry=registry, codebook_version="0" * 8)
    assert found.claim is not None
    return found.claim


@given(text=TEXTS.filter(lambda text: text.strip() != ""), note=TEXTS)
def test_a_claim_comes_back_from_its_row(
    tmp_path_factory: pytest.TempPathFactory, registry: Registry, text: str, note: str
) -> None:
    claim = a_claim(registry, text=text, note=note, status="verified", evidence=[cited("CNN"), cited("Other", "U|N\\")])
    path = tmp_path_factory.mktemp("csv") / "claims.csv"
    path.write_bytes(to_csv(CLAIMS, [claim]))

    (row,) = read(path, CLAIMS).to_dict("records")
    assert (text, note.strip() or None) == (row["text"], row["note"])
    assert [name.citation for name in claim.evidence] == row["evidence"]
    assert {"CNN", "U|N\\"} == set(row["evidence_from"])
    assert claim.reviewed_at == row["reviewed_at"]
    assert (1.0, 2) == (row["agreement"], row["annotators"])


def test_the_file_is_what_other_readers_expect(tmp_path: Path, registry: Registry) -> None:
    """RFC 4180: CRLF, every cell quoted; the standard library and plain pandas see the same cells."""
    content = to_csv(CLAIMS, [a_claim(registry, note='a "quoted"\nnote')])

    assert content.endswith(b'"\r\n')
    rows = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    (tmp_path / "claims.csv").write_bytes(content)
    frame = pd.read_csv(tmp_path / "claims.csv", dtype=str, keep_default_na=False)
    assert rows == frame.to_dict("records")
    assert "2023-09-19" == rows[0]["published_on"]


def test_an_empty_table_has_its_header(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_bytes(to_csv(CLAIMS, []))

    assert claims_header() == list(read(tmp_path / "claims.csv", CLAIMS).columns)


def test_a_file_of_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text('"a","b"\r\n')

    with pytest.raises(InputError, match="other columns"):
        read(tmp_path / "claims.csv", CLAIMS)


def test_parallel_lists_have_one_length(tmp_path: Path, registry: Registry) -> None:
    """One disputant that is a tag has one empty name, which a cell cannot tell from none."""
    claim = a_claim(registry, status="disputed", dispute_kind="denial", disputed_by=["Yerevan"])
    (tmp_path / "claims.csv").write_bytes(to_csv(CLAIMS, [claim]))

    (row,) = read(tmp_path / "claims.csv", CLAIMS).to_dict("records")
    assert (["Yerevan"], [""]) == (row["disputed_by"], row["disputed_by_name"])
    assert ([], []) == (row["evidence"], row["evidence_from"])
