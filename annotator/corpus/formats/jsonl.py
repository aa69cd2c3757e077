"""JSONL: one article a line, from a file or as a stream on the standard input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

import orjson

from annotator.corpus.article import Article
from annotator.corpus.formats import rows
from annotator.corpus.formats.inputfile import MAX_ARTICLE, InputFile, foreign_mark, sha256
from annotator.problem import Problem

_MARK = b"\xef\xbb\xbf"
_MEND = "Mend the row: one object a line."


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """One article a line; memory is that of one line, however long the file."""
    table = rows.Table(file, "jsonl")
    if fault := table.fault():
        yield fault
        return
    number = 0
    while line := opened.readline(MAX_ARTICLE + 1):
        number += 1
        if len(line) > MAX_ARTICLE:
            while line and not line.endswith(b"\n"):
                line = opened.readline(MAX_ARTICLE)
            message = f"the row holds more than the {MAX_ARTICLE} bytes of an article"
            yield file.problem("too_large", message, "Cut it into parts.", where=file.at(number))
            continue
        raw = line.rstrip(b"\r\n")
        if number == 1:
            if mark := foreign_mark(raw):
                yield file.problem("encoding", f"it is {mark}", "Save the file as UTF-8.", where=f"{file.name} byte 0")
                return
            raw = raw.removeprefix(_MARK)
        if raw.strip():
            row = _object(raw, file, file.at(number))
            if isinstance(row, Problem):
                yield row
            else:
                yield from table.read(row, where=file.at(number), sha256=sha256(raw))


def _object(raw: bytes, file: InputFile, where: str) -> dict[str, object] | Problem:
    try:
        raw.decode()
        row = orjson.loads(raw)
    except UnicodeDecodeError as error:
        message = f"byte {error.start} of the row (0x{raw[error.start]:02x}) is no UTF-8"
        return file.problem("encoding", message, "Save the file as UTF-8.", where=where)
    except orjson.JSONDecodeError as error:
        if "surrogate" in str(error):
            message = f"the text holds a lone surrogate (character {error.colno} of the row)"
            return file.problem("surrogate", message, "Write the character itself, or both halves.", where=where)
        message = f"broken JSON: {error.msg} (character {error.colno} of the row)"
        return file.problem("json", message, _MEND, where=where)
    if isinstance(row, dict) and (twice := _twice(raw, row)):
        return file.problem("columns", f"the row gives {twice!r} twice", "Keep one of them.", where=where)
    if not isinstance(row, dict):
        message = "the row is no JSON object"
        return file.problem("json", message, 'Write {"id": …, "text": …} a line.', where=where)
    return row


def _twice(raw: bytes, row: dict[str, object]) -> str | None:
    """A key that the row gives twice: a parser keeps the last and forgets the others."""
    if all(raw.count(orjson.dumps(key)) == 1 for key in row):
        return None
    keys: list[str] = []

    def last(pairs: list[tuple[str, object]]) -> None:
        keys[:] = [key for key, _ in pairs]

    json.loads(raw, object_pairs_hook=last)
    return next((key for key in row if keys.count(key) > 1), None)
