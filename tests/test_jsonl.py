"""JSON lines: what an editor or another program puts around and into a line is no fault of it."""

from __future__ import annotations

from pathlib import Path

from annotator import jsonl
from annotator.record import Record


class _Word(Record):
    word: str


def test_a_byte_order_mark_and_separators_within_words_break_no_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('\ufeff{"word": "one\u2028two"}\r\n\r\n{"word": "three\x85"}'.encode())

    assert ["one\u2028two", "three\x85"] == [line.word for line in jsonl.read(path, _Word)]
