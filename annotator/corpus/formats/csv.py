"""CSV: one article a row, in columns that the first row names."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotator.corpus.article import Article
from annotator.corpus.formats import rows
from annotator.corpus.formats.inputfile import MAX_ARTICLE, InputFile, foreign_mark
from annotator.problem import Problem

DELIMITERS = (",", ";", "\t", "|")
"""In the order in which they are tried; spreadsheets in half of Europe write semicolons."""

_LONE = re.compile("[\ud800-\udfff]")


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """One article a row; memory is that of one row. A byte that is no UTF-8 costs its row, an open quote the rest."""
    table = rows.Table(file, "csv")
    if fault := table.fault():
        yield fault
        return
    lines = _Lines(opened)
    if mark := foreign_mark(lines.first):
        hint = "Save it as CSV in UTF-8 (in a spreadsheet: CSV UTF-8)."
        yield file.problem("encoding", f"it is {mark}", hint, where=f"{file.name} byte 0")
        return
    csv.field_size_limit(MAX_ARTICLE)
    delimiter = _delimiter(lines.first.decode(errors="replace"), table)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header: Sequence[str] | None = None
    number = 0
    while True:
        line = lines.number + 1
        lines.begin_row()
        try:
            cells = next(reader, None)
        except (csv.Error, _TooLong) as error:
            yield _broken(file, error, line)
            return
        if cells is None:
            break
        if not any(cells):
            continue
        number += 1
        if header is None:
            header = cells
            if fault := table.header(header):
                yield fault
                return
            if unknown := table.unknown(header, file.at(line)):
                yield unknown
            continue
        where = file.at(line, number)
        if len(cells) != len(header):
            message = f"the row has {len(cells)} cells, and the first row has {len(header)}"
            hint = "Mend the row; a comma or a line break within a cell needs quotation marks around the cell."
            yield file.problem("cells", message, hint, where=where)
        elif any(_LONE.search(cell) for cell in cells):
            yield file.problem(
                "encoding", "the row holds a byte that is no UTF-8", "Save the file as UTF-8.", where=where
            )
        else:
            row = {name: cell if cell.strip() else None for name, cell in zip(header, cells, strict=True)}
            yield from table.read(row, where=where, sha256=lines.row_sha256())


class _TooLong(Exception):  # noqa: N818  -- never leaves this module
    """A line of more bytes than an article holds."""


class _Lines:
    """The lines of a file as text; keeps the bytes of the row being read apart for its hash.

    Bytes that are no UTF-8 become lone surrogates, so that their row can be named and the others go on.
    """

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        self.number = 0
        """How many lines have been given out."""
        self.first = opened.readline(MAX_ARTICLE + 1)
        self._digest = hashlib.sha256()

    def begin_row(self) -> None:
        """What comes now belongs to the next row."""
        self._digest = hashlib.sha256()

    def row_sha256(self) -> str:
        """Of the row's lines as they stand in the file."""
        return self._digest.hexdigest()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = self._opened.readline(MAX_ARTICLE + 1) if self.number else self.first
        if not raw:
            raise StopIteration
        if len(raw) > MAX_ARTICLE:
            raise _TooLong
        self.number += 1
        self._digest.update(raw)
        encoding = "utf-8-sig" if self.number == 1 else "utf-8"
        return raw.decode(encoding, errors="surrogateescape")


def _delimiter(line: str, table: rows.Table) -> str:
    """Under which delimiter the first line names the text's column; the commonest one where none does."""
    for delimiter in DELIMITERS:
        try:
            names = next(csv.reader([line.removeprefix("\ufeff")], delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(names) > 1 and any(table.key(name) == "text" for name in names):
            return delimiter
    return max(DELIMITERS, key=line.count)


def _broken(file: InputFile, error: Exception, line: int) -> Problem:
    """Why a table cannot be read from a row on."""
    if isinstance(error, _TooLong) or "field larger" in str(error):
        message = (
            f"the row that begins here holds more than the {MAX_ARTICLE} bytes of an article; the rest is not read"
        )
        hint = "Look for a quotation mark that opens a cell and is never closed; or cut the article into parts."
        return file.problem("too_large", message, hint, where=file.at(line))
    message = f"broken CSV: {error}; the rest is not read"
    hint = "Mend the row: quotation marks within a cell are doubled, and lines end with \\n or \\r\\n."
    return file.problem("csv", message, hint, where=file.at(line))
