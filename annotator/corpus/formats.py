"""Reading articles from files and folders: plain text, Markdown with front matter, JSONL, each with a manifest.

A file that cannot be read is a `Problem` that names the place and the remedy; the other articles go on. Files are
only listed and opened, never looked up by a name that stands in another file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import orjson
import yaml
from pydantic import ValidationError

from annotator.corpus.article import Article
from annotator.corpus.manifest import MANIFEST, Manifest, load_manifest
from annotator.corpus.metadata import Metadata, MetadataError, date, display, known_keys, merge, parse
from annotator.errors import InputError
from annotator.problem import Problem

MAX_FILE = 20_000_000
"""Bytes of a file: some 4,000 news articles in one JSONL; a larger one is cut up, so that a fault costs one part."""
MAX_ARTICLE = 5_000_000
"""Bytes of an article: several novels. What is larger is a dump or an archive with the wrong suffix, not an article."""

_BESIDE_ARTICLES = re.compile(
    r"(?i:readme(\..*)?)|labels\.jsonl|(LICEN[CS]E|NOTICE|CHANGELOG|CONTRIBUTING|CITATION|CODEBOOK)(\..*)?"
)
"""Names of files that stand beside articles and are none, unless a manifest lists them."""

_HEADER = re.compile(r"\s*date (\d{4}-\d{2}(?:-\d{2})?)(?![\w-])\s*", re.ASCII)
"""The header that a crawl glued to the first sentence: when the text was collected, a day or a month."""

_OPENS_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_FRONT_MATTER = re.compile(
    rf"{_OPENS_FRONT_MATTER.pattern}(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)

_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read(paths: Sequence[Path]) -> Iterator[Article | Problem]:
    """Every article in the files and folders given, in their order, and every reason why one is missing.

    A folder is walked with its subfolders in the order of names; hidden files, files of another suffix and such names
    as ``README.md`` are passed over. A file that is given twice is read once. Of two inputs with one key the first
    is an article and the second a Problem that names both.

    Raises:
        InputError: a path does not exist; nothing has been read then.
    """
    for path in paths:
        if not path.exists():
            raise InputError(f"There is no file or folder {display(path)}.", "Check the path; nothing was read.")
    return _unique(_each(paths))


def _unique(found: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
    first: dict[str, str] = {}
    for item in found:
        if isinstance(item, Article):
            if item.key in first:
                yield Problem(
                    kind="duplicate_key",
                    where=item.path,
                    message=f"the article key {item.key!r} is already that of {first[item.key]}",
                    hint="Give one of the two an id of its own, in the manifest, the front matter or the row.",
                )
                continue
            first[item.key] = item.path
        yield item


def _each(paths: Sequence[Path]) -> Iterator[Article | Problem]:
    seen: set[tuple[int, int]] = set()
    manifests: dict[Path, Manifest] = {}
    for path in paths:
        if path.is_dir():
            yield from _folder(path, manifests, seen)
        elif path.name == MANIFEST:
            yield _problem(
                "format", path, "a manifest describes articles and is none", "Give the folder, or the articles' files."
            )
        else:
            yield from _beside_manifest(path.parent, [path], manifests, seen)


def _folder(folder: Path, manifests: dict[Path, Manifest], seen: set[tuple[int, int]]) -> Iterator[Article | Problem]:
    """Articles of a folder and its subfolders; links to folders are not followed, so a loop cannot be entered."""
    unreadable: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = [Path(root, name) for name in sorted(names) if not name.startswith(".") and name != MANIFEST]
        yield from _beside_manifest(Path(root), files, manifests, seen, walked=True)
    for error in unreadable:
        yield _cannot_open(Path(error.filename or folder), error)


def _beside_manifest(
    folder: Path,
    files: list[Path],
    manifests: dict[Path, Manifest],
    seen: set[tuple[int, int]],
    *,
    walked: bool = False,
) -> Iterator[Article | Problem]:
    """The articles among files of one folder, with what its manifest says; the manifest's faults come first."""
    manifest = manifests.get(folder)
    if manifest is None:
        manifest, problems = load_manifest(folder)
        manifests[folder] = manifest
        yield from problems
    if manifest.broken:
        return
    for path in files:
        name = path.name
        if name in manifest.refused:
            continue
        known = Path(name).suffix.lower() in _READERS and not _BESIDE_ARTICLES.fullmatch(name)
        if not walked or known or manifest.lists(name):
            yield from _file(path, manifest.entries.get(name, Metadata()), seen)


def _file(path: Path, metadata: Metadata, seen: set[tuple[int, int]]) -> Iterator[Article | Problem]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        hint = f"Rename it, or convert it to one of: {', '.join(_READERS)}."
        yield _problem("format", path, f"a file of the kind {path.suffix or 'without suffix'!r} is not read", hint)
        return
    try:
        status = path.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in seen:
            return
        seen.add(identity)
        if not stat.S_ISREG(status.st_mode):
            # Opening a pipe would wait for ever.
            yield _problem("not_a_file", path, "it is no regular file", "Give a file or a folder of files.")
            return
        limit = MAX_FILE if reader is _rows else MAX_ARTICLE
        if status.st_size > limit:
            yield _problem(
                "too_large",
                path,
                f"it holds {status.st_size} bytes, more than the {limit} that are read",
                "Cut it into parts, each with a key of its own; or check that it is an article at all.",
            )
            return
        with path.open("rb") as file:
            yield from reader(path, file, metadata)
    except OSError as error:
        yield _cannot_open(path, error)


def _plain(path: Path, file: BinaryIO, metadata: Metadata) -> Iterator[Article | Problem]:
    raw = file.read()
    text = _decoded(raw, path)
    yield text if isinstance(text, Problem) else _article(raw, text, path, display(path), metadata)


def _markdown(path: Path, file: BinaryIO, metadata: Metadata) -> Iterator[Article | Problem]:
    raw = file.read()
    text = _decoded(raw, path)
    if isinstance(text, Problem):
        yield text
        return
    start = _after_mark(text)
    if not _OPENS_FRONT_MATTER.match(text, start):
        yield _article(raw, text, path, display(path), metadata)
        return
    found = _FRONT_MATTER.match(text, start)
    if found is None:
        message = "the front matter that begins on line 1 is not closed"
        yield _problem("front_matter", path, message, "End it with a line of three hyphens.", line=1)
        return
    try:
        metadata = merge(_front_matter(found[1]), metadata)
    except (_LineError, MetadataError) as error:
        line = error.line if isinstance(error, _LineError) else 1
        yield _problem("front_matter", path, str(error), f"Known keys: {known_keys()}.", line=line)
        return
    yield _article(raw, text, path, display(path), metadata, body_start=found.end())


class _LineError(ValueError):
    """A fault in a front matter, with its line in the file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _front_matter(text: str) -> Metadata:
    """What a front matter says; read without YAML's types, so that ``2016-04`` and ``no`` stay what was written."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _LineError(mark.line + 2 if mark else 1, f"broken YAML: {error.problem or error.context}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _LineError(1, f"broken YAML: {error}") from error
    if node is None:
        return Metadata()
    if not isinstance(node, yaml.MappingNode):
        raise _LineError(2, "the front matter is no list of `key: value` lines")
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise _LineError(line, "only plain `key: value` lines are understood")
        if key.value in values:
            raise _LineError(line, f"{key.value!r} is given twice")
        # A key without a value says nothing, as `title:` in a template.
        values[key.value] = value.value if value.value or value.style else None
        lines[key.value] = line
    try:
        return parse(values)
    except MetadataError as error:
        raise _LineError(lines[error.key], str(error)) from error


def _rows(path: Path, file: BinaryIO, metadata: Metadata) -> Iterator[Article | Problem]:
    """One article a line; what the manifest says of the file holds for each of its rows."""
    if metadata.id or metadata.url or metadata.title:
        yield _problem(
            "manifest", path, "the manifest gives one id, url or title to a file of many articles", "Give them by row."
        )
        return
    number = 0
    while line := file.readline(MAX_ARTICLE + 1):
        number += 1
        if len(line) > MAX_ARTICLE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_ARTICLE)
            message = f"the row holds more than the {MAX_ARTICLE} bytes of an article"
            yield _problem("too_large", path, message, "Cut it into parts.", line=number)
            continue
        raw = line.rstrip(b"\r\n")
        if number == 1:
            if mark := _foreign_mark(raw):
                yield _problem("encoding", path, f"it is {mark}", "Save the file as UTF-8.", byte=0)
                return
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield _row(raw, path, number, metadata)


def _row(raw: bytes, path: Path, number: int, metadata: Metadata) -> Article | Problem:
    try:
        raw.decode()
        row = orjson.loads(raw)
    except UnicodeDecodeError as error:
        message = f"byte {error.start} of the row (0x{raw[error.start]:02x}) is no UTF-8"
        return _problem("encoding", path, message, "Save the file as UTF-8.", line=number)
    except orjson.JSONDecodeError as error:
        if "surrogate" in str(error):
            message = f"the text holds a lone surrogate (character {error.colno} of the row)"
            return _problem("surrogate", path, message, "Write the character itself, or both halves.", line=number)
        return _problem(
            "json",
            path,
            f"broken JSON: {error.msg} (character {error.colno} of the row)",
            "Mend the row: one object a line.",
            line=number,
        )
    if not isinstance(row, dict):
        return _problem("json", path, "the row is no JSON object", 'Write {"id": …, "text": …} a line.', line=number)
    text = row.pop("text", None)
    if not isinstance(text, str):
        message = "the row has no text" if text is None else "the row's text is no string"
        return _problem("json", path, message, 'Give "text", and "id" or "url".', line=number)
    try:
        metadata = merge(parse(row), metadata)
    except MetadataError as error:
        return _problem("metadata", path, str(error), f"Known keys: text, {known_keys()}.", line=number)
    if not (metadata.id or metadata.url):
        return _problem("no_key", path, "the row has neither id nor url", "Give it an id that stays.", line=number)
    return _article(raw, text, path, f"{display(path)}:{number}", metadata)


_READERS: dict[str, Callable[[Path, BinaryIO, Metadata], Iterator[Article | Problem]]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".jsonl": _rows,
}
"""Which files are articles, by suffix, and how they are read."""


def _article(
    raw: bytes, text: str, path: Path, where: str, metadata: Metadata, *, body_start: int = 0
) -> Article | Problem:
    start = body_start or _after_mark(text)
    collected = metadata.collected_on
    try:
        if not body_start and (header := _HEADER.match(text, start)):
            start = header.end()
            collected = collected or date("the header's date", header[1])
        if not re.compile(r"\w").search(text, start):
            return Problem(
                kind="empty",
                where=where,
                message="there is no sentence in it",
                hint="Fill it, or take it away.",
            )
        given = metadata.model_dump(exclude={"id", "collected_on", "note"}, exclude_none=True)
        return Article(
            key=metadata.id or metadata.url or unicodedata.normalize("NFC", path.stem),
            text=text,
            body_start=start,
            sha256=hashlib.sha256(raw).hexdigest(),
            path=where,
            collected_on=collected,
            **given,
        )
    except MetadataError as error:
        return Problem(kind="metadata", where=where, message=str(error), hint="Correct or remove the date.")
    except ValidationError as error:
        return _invalid(error, where)


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


def _decoded(raw: bytes, path: Path) -> str | Problem:
    """The text, byte-order mark included, since offsets are into the text as received."""
    if mark := _foreign_mark(raw):
        return _problem("encoding", path, f"it is {mark}", "Save the file as UTF-8.", byte=0)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        message = f"byte {error.start} (0x{raw[error.start]:02x}) is no UTF-8"
        hint = "Save the file as UTF-8; an older page is often Windows-1252 or Windows-1251."
        return _problem("encoding", path, message, hint, byte=error.start)


def _foreign_mark(raw: bytes) -> str | None:
    for mark, name in _BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return f"{name}, as its byte-order mark says"
    return None


def _after_mark(text: str) -> int:
    return 1 if text.startswith("\ufeff") else 0


def _cannot_open(path: Path, error: OSError) -> Problem:
    hints = {errno.EACCES: "Allow this user to read it.", errno.ENOENT: "The link leads nowhere: mend or remove it."}
    reason = error.strerror or str(error)
    return _problem("unreadable", path, f"it cannot be opened: {reason}", hints.get(error.errno or 0, "Check it."))


def _problem(
    kind: str, path: Path, message: str, hint: str, *, line: int | None = None, byte: int | None = None
) -> Problem:
    where = display(path)
    if line is not None:
        where += f":{line}"
    elif byte is not None:
        where += f" byte {byte}"
    return Problem(kind=kind, where=where, message=message, hint=hint)
