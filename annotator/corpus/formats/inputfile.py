"""What every reader shares: where it reads, how its problems are named, and how an article is made from what it found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path

from pydantic import ValidationError

from annotator.corpus.article import Article
from annotator.corpus.metadata import MetadataError, Told, display
from annotator.problem import Problem
from annotator.record import Record
from annotator.settings import Columns

MAX_ARTICLE = 5_000_000
"""Bytes of an article: several novels. What is larger is a dump or an archive with the wrong suffix, not an article."""
MAX_PAGE = 10_000_000
"""Bytes of an HTML page, most of which is no text; a page saved with its pictures inside may well be larger."""
MAX_FEED = 20_000_000
"""Bytes of a feed, which is parsed as a whole: some thousands of articles."""

_WORD = re.compile(r"\w")

_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class InputFile(Record):
    """One file, or the standard input, and what is known about it before it is read."""

    path: Path
    told: Told = Told()
    """What the manifest says of it."""
    columns: Columns = Columns()
    """Which column of a table holds what."""

    @property
    def name(self) -> str:
        """How it is called in messages."""
        return display(self.path)

    def at(self, line: int, row: int | None = None) -> str:
        """A place in it, for messages; the row is told where lines and rows are counted apart."""
        return f"{self.name}:{line}" + (f" (row {row})" if row is not None else "")

    def problem(self, kind: str, message: str, hint: str, *, where: str | None = None) -> Problem:
        """A fault of the file, or of a place in it."""
        return Problem(kind=kind, where=where or self.name, message=message, hint=hint)


def converter(kind: str, version: int, **libraries: str) -> str:
    """The name of a conversion, with the version of everything that decides about the text.

    `version` is that of the format's own rules here; it goes up with every change that makes another text of any file.
    """
    return " ".join([f"annotator-{kind}/{version}", *(f"{name}/{given}" for name, given in libraries.items())])


def sha256(raw: bytes) -> str:
    """Of the raw bytes, in lower-case hex."""
    return hashlib.sha256(raw).hexdigest()


def decoded(raw: bytes, file: InputFile, *, declared: str | None = None) -> str | Problem:
    """The text, byte-order mark included: UTF-8 wherever it is valid, else what the file itself declares, never a guess."""
    if mark := foreign_mark(raw):
        return file.problem("encoding", f"it is {mark}", "Save the file as UTF-8.", where=f"{file.name} byte 0")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        message = f"byte {error.start} (0x{raw[error.start]:02x}) is no UTF-8"
        where = f"{file.name} byte {error.start}"
    hint = "Save the file as UTF-8; an older page is often Windows-1252 or Windows-1251."
    if declared is None:
        return file.problem("encoding", message, hint, where=where)
    try:
        return raw.decode(_CALLED.get(declared.lower(), declared))
    except (LookupError, UnicodeDecodeError):
        message += f", and the file is not in the {declared!r} that it declares either"
        return file.problem("encoding", message, hint, where=where)
    except UnicodeError:
        return file.problem("encoding", message, hint, where=where)


_CALLED = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What pages that declare these are written in (WHATWG Encoding Standard, section 4.2)."""


def foreign_mark(raw: bytes) -> str | None:
    """Which other encoding a byte-order mark tells of."""
    for mark, name in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return f"{name}, as its byte-order mark says"
    return None


def after_mark(text: str) -> int:
    """Where a text begins behind UTF-8's own byte-order mark."""
    return 1 if text.startswith("\ufeff") else 0


def article(
    file: InputFile,
    text: str,
    told: Told,
    *,
    sha256: str,
    converter: str | None = None,
    where: str | None = None,
    start: int | None = None,
) -> Article | Problem:
    """An article from what a reader found, or what stands against it.

    Without an id and a URL the key is the file's name, so a reader of many articles sees to it that each has one.
    """
    where = where or file.name
    start = after_mark(text) if start is None else start
    if not _WORD.search(text, start):
        return file.problem("empty", "there is no sentence in it", "Fill it, or take it away.", where=where)
    metadata = told.metadata
    key, origin = unicodedata.normalize("NFC", file.path.stem), "file name"
    if metadata.id:
        key, origin = metadata.id, told.origins["id"]
    elif metadata.url:
        key, origin = metadata.url, told.origins["url"]
    given = metadata.model_dump(exclude={"id", "note"}, exclude_none=True)
    origins = {"key": origin} | {name: told.origins[name] for name in given}
    try:
        return Article(
            key=key,
            text=text,
            body_start=start,
            sha256=sha256,
            converter=converter,
            path=where,
            origins=origins,
            **given,
        )
    except ValidationError as error:
        return _invalid(error, where)


def contradiction(file: InputFile, error: MetadataError, where: str | None = None) -> Problem:
    """A Problem from a value that cannot be used."""
    return file.problem("metadata", str(error), error.hint, where=where)


def _invalid(error: ValidationError, where: str) -> Problem:
    """A Problem from the first rule of `Article` that was broken."""
    fault = error.errors(include_url=False)[0]
    field = str(fault["loc"][0]) if fault["loc"] else "article"
    message = f"{field}: {fault['msg'].removeprefix('Value error, ')}"
    if "NUL" in message:
        hint = "Remove it; many NULs mean that the file is no text, or UTF-16: save it as UTF-8."
        return Problem(kind="nul", where=where, message=message, hint=hint)
    if "surrogate" in message:
        return Problem(kind="surrogate", where=where, message=message, hint="Write the character itself.")
    if field == "key":
        return Problem(kind="key", where=where, message=message, hint="Give an id of 1 to 500 characters of UTF-8.")
    return Problem(kind="metadata", where=where, message=message, hint="Correct the value.")
