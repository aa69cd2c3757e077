"""JSON lines read into records; a line that is none is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from annotator.errors import InputError
from annotator.record import Record

_Line = TypeVar("_Line", bound=Record)


def read(path: Path, record: type[_Line]) -> Iterator[_Line]:
    """Each line as a record, blank lines aside.

    Raises:
        InputError: as `numbered` says.
    """
    return (one for _, one in numbered(path, record))


def numbered(path: Path, record: type[_Line]) -> Iterator[tuple[int, _Line]]:
    """Each line's number, from 1, and its record, blank lines aside.

    Raises:
        InputError: the file cannot be read, or a line is no such record; the message names line and field.
    """
    try:
        # By line breaks alone: words between quotation marks may hold other separators.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}", "give a JSONL file in UTF-8") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, record.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            what = first["msg"].removeprefix("Value error, ")
            raise InputError(f"{path}:{number}: {where}: {what}", "correct that line") from None
