"""Parquet: one article a row. Needs pyarrow, which is an extra because of its size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.corpus.article import Article
from annotator.corpus.formats import rows
from annotator.corpus.formats.inputfile import InputFile
from annotator.problem import Problem

if TYPE_CHECKING:
    from pyarrow import DataType

BATCH = 64
"""Rows that are in memory at once, beside what the file's own pages hold."""


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """One article a row, counted from 1; memory is that of a batch of rows and of the file's pages."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        hint = "pip install 'annotator[parquet]'; or save the table as CSV or JSONL."
        yield file.problem("parquet", "Parquet files need pyarrow, which is not installed", hint)
        return
    table = rows.Table(file, "parquet", pyarrow=pyarrow.__version__)
    if fault := table.fault():
        yield fault
        return
    try:
        digest = hashlib.sha256()
        while chunk := opened.read(1 << 20):
            digest.update(chunk)
        opened.seek(0)
        opening = parquet.ParquetFile(opened, pre_buffer=False)
        schema = opening.schema_arrow
        fault = table.header(schema.names) or _mistyped(file, table, dict(zip(schema.names, schema.types, strict=True)))
        if fault:
            yield fault
            return
        if unknown := table.unknown(schema.names):
            yield unknown
        number = 0
        for batch in opening.iter_batches(BATCH, columns=[name for name in schema.names if table.key(name)]):
            for row in batch.to_pylist():
                number += 1
                yield from table.read(row, where=f"{file.name} row {number}", sha256=digest.hexdigest())
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        message = f"it cannot be read as Parquet: {' '.join(str(error).split())[:200]}"
        yield file.problem("parquet", message, "Write the file anew, or save the table as CSV.")


def _mistyped(file: InputFile, table: rows.Table, columns: dict[str, DataType]) -> Problem | None:
    """A column whose type cannot hold what it is to hold."""
    for name, kind in columns.items():
        key = table.key(name)
        if key and not _fits(key, kind):
            message = f"column {name!r} is of the type {kind}, which cannot be the {key}"
            hint = f"Write it as text, or read another column: --column {key}=NAME."
            return file.problem("columns", message, hint)
    return None


def _fits(key: str, kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind) or types.is_null(kind):
        return True
    match key:
        case "id":
            return bool(types.is_integer(kind))
        case "synthetic" | "withdrawn":
            return bool(types.is_boolean(kind))
        case "published_on" | "collected_on":
            return bool(types.is_date(kind) or types.is_timestamp(kind))
        case _:
            return False
