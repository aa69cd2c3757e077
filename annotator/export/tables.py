"""CSV files of a dataset, and back: UTF-8, RFC 4180 with every cell quoted, one way of writing each kind of value."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.claims.dataset import Dataset
from annotator.errors import InputError
from annotator.export.columns import TABLES, Column, Table
from annotator.export.published import Made

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n\0＝＋－＠]")
_TEXT_KINDS = ("string", "list")


def files(dataset: Dataset) -> dict[str, Made]:
    """Every table of a dataset as a file by its name, ``claims.csv`` first."""
    rows: Sequence[Sequence[Any]] = (dataset.claims, dataset.sentences, dataset.annotations, dataset.undecided)
    return {
        f"{table.name}.csv": Made(content=to_csv(table, records), rows=len(records))
        for table, records in zip(TABLES, rows, strict=True)
    }


def keys(path: Path) -> frozenset[str]:
    """The first column of a table, which names its rows; nothing where there is no such file."""
    if not path.is_file():
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset(row[0] for number, row in enumerate(csv.reader(file)) if number and row)


def to_csv(table: Table, records: Iterable[Any]) -> bytes:
    """One table as CSV: CRLF line ends, every cell quoted, an empty cell for what is missing."""
    import pandas as pd  # takes a second, which a push need not wait for

    frame = pd.DataFrame(
        [[to_cell(column, column.value(record)) for column in table.columns] for record in records],
        columns=[column.name for column in table.columns],
        dtype=str,
    )
    buffer = io.StringIO()
    frame.to_csv(buffer, index=False, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    return buffer.getvalue().encode()


def to_cell(column: Column, value: Any) -> str:
    """One value as text; string columns are guarded, so that no spreadsheet takes them for a formula."""
    if value is None:
        return ""
    if column.kind == "list":
        text = "|".join(_plain(item).replace("\\", "\\\\").replace("|", "\\|") for item in value)
    else:
        text = _plain(value)
    return guard(text) if column.kind in _TEXT_KINDS else text


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return str(value)


def guard(text: str) -> str:
    """A ``'`` in front of what a spreadsheet would run as a formula, or would not keep as it is."""
    if text[:1].isalnum():  # nearly every cell, and quicker to see
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """The text that was guarded; the inverse of `guard` for every text."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read(path: Path, table: Table) -> pd.DataFrame:
    """A table as it was before it was written: lists as lists, numbers as numbers, nothing guarded, missing as None.

    Raises:
        InputError: the file cannot be read, or its header is not the table's.
    """
    import pandas as pd

    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as CSV: {error}", "write it again: annotator pull") from None
    expected = [column.name for column in table.columns]
    if list(frame.columns) != expected:
        differing = sorted(set(frame.columns) ^ set(expected)) or "their order"
        raise InputError(
            f"{path} has other columns than {table.name}.csv: {differing}", "write it again: annotator pull"
        )
    values = {column.name: [from_cell(column, cell) for cell in frame[column.name]] for column in table.columns}
    for column in table.columns:
        if column.parallel_to:
            beside = zip(values[column.name], values[column.parallel_to], strict=True)
            values[column.name] = [[""] if not mine and len(theirs) == 1 else mine for mine, theirs in beside]
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in values.items()})


def from_cell(column: Column, cell: str) -> Any:
    """The value of a cell; the inverse of `to_cell`."""
    if column.kind == "list":
        return _items(unguard(cell)) if cell else []
    if not cell:
        return None
    match column.kind:
        case "integer":
            return int(cell)
        case "number":
            return float(cell)
        case "boolean":
            return cell == "true"
        case "datetime":
            return datetime.fromisoformat(cell)
        case "date":
            return cell
    return unguard(cell)


def _items(text: str) -> list[str]:
    """The items of a list cell: split at each ``|`` that no backslash escapes."""
    items, escaped = [""], False
    for character in text:
        if escaped or character not in "\\|":
            items[-1] += character
            escaped = False
        elif character == "|":
            items.append("")
        else:
            escaped = True
    return items
