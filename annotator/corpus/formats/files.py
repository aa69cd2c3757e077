"""Which files hold articles, and which reader reads each: folders walked, patterns matched, the standard input."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import MAX_ARTICLE, MAX_FEED, MAX_PAGE, InputFile
from annotator.corpus.manifest import MANIFEST, Manifest, load_manifest
from annotator.corpus.metadata import Metadata, Told, display
from annotator.errors import InputError
from annotator.problem import Problem
from annotator.settings import Columns

STDIN = Path("-")
"""The path that means the standard input."""

FORMATS = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
"""The module of this folder that reads a file, by suffix; it is imported with the first such file."""

LIMITS = {"plain": MAX_ARTICLE, "markdown": MAX_ARTICLE, "html": MAX_PAGE, "feed": MAX_FEED}
"""Bytes of a file that is read as a whole; the other formats are streams, each row of which is limited."""

OF_ONE = frozenset(suffix for suffix, kind in FORMATS.items() if kind in ("plain", "markdown", "html"))
"""Suffixes of files that hold one article each, whose key a manifest may give."""

_BESIDE_ARTICLES = re.compile(
    r"(?i:readme(\..*)?)|labels\.jsonl|(LICEN[CS]E|NOTICE|CHANGELOG|CONTRIBUTING|CITATION|CODEBOOK)(\..*)?"
)
"""Names of files that stand beside articles and are none, unless a manifest lists them."""


_DOCUMENTS = frozenset(
    (
        *("", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".epub", ".json", ".xls", ".xlsx", ".ods"),
        *(".mht", ".mhtml", ".webarchive", ".eml", ".msg", ".gz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".tar"),
    )
)
"""Suffixes of what may well hold articles, though none is read from it: in a folder it is named."""


class Wanted(NamedTuple):
    """A path to read."""

    path: Path
    walked: bool = False
    """It was found, not named: what is no article is passed over without a word."""


def found(paths: Sequence[Path]) -> list[Wanted]:
    """The paths as they are, and for each pattern what it matches.

    Raises:
        InputError: a path does not exist, or a pattern matches nothing.
    """
    wanted: list[Wanted] = []
    for path in paths:
        if path == STDIN or path.exists():
            wanted.append(Wanted(path))
        elif glob.has_magic(str(path)):
            matched = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207  -- Path.glob takes no absolute pattern
            if not matched:
                raise InputError(f"Nothing matches {display(path)}.", "Check the pattern; nothing was read.")
            wanted += [Wanted(one, walked=True) for one in _once(map(Path, matched)) if not one.is_dir()]
        else:
            raise InputError(f"There is no file or folder {display(path)}.", "Check the path; nothing was read.")
    return wanted


def _once(matched: Iterable[Path]) -> list[Path]:
    """The paths without those that lead to one place again by a linked folder, which may be within itself."""
    places: dict[tuple[str, str], Path] = {}
    for path in sorted(matched, key=lambda path: len(path.parts)):
        places.setdefault((os.path.realpath(path.parent), path.name), path)
    return sorted(places.values(), key=str)


def each(wanted: Sequence[Wanted], columns: Columns) -> Iterator[Article | Problem]:
    """Every article in files and folders, and every reason why one is missing."""
    reading = _Reading(columns)
    for path, walked in wanted:
        if path == STDIN:
            yield from reading.stdin()
        elif path.is_dir():
            yield from reading.folder(path)
        elif path.name == MANIFEST:
            if not walked:
                message = "a manifest describes articles and is none"
                yield InputFile(path=path).problem("format", message, "Give the folder, or the articles' files.")
        else:
            yield from reading.beside_manifest(path.parent, [path], walked=walked)
    yield from reading.passed_over()


class _Reading:
    """One reading: the manifests met, and the files read already."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._seen: set[tuple[int, int]] = set()
        self._manifests: dict[Path, Manifest] = {}
        self._passed_over: dict[Path, list[str]] = {}

    def stdin(self) -> Iterator[Article | Problem]:
        """Articles from a stream of JSONL, for as long as it goes on."""
        file = InputFile(path=Path("stdin"), columns=self._columns)
        yield from _rows_or_none(file, _reader("jsonl")(file, sys.stdin.buffer))

    def folder(self, folder: Path) -> Iterator[Article | Problem]:
        """Articles of a folder and its subfolders; links to folders are not followed, so a loop cannot be entered."""
        unreadable: list[OSError] = []
        for root, folders, names in os.walk(folder, onerror=unreadable.append):
            pages = {Path(name).stem for name in names if FORMATS.get(Path(name).suffix.lower()) == "html"}
            folders[:] = sorted(name for name in folders if not name.startswith(".") and not _of_page(name, pages))
            files = [Path(root, name) for name in sorted(names) if not name.startswith(".") and name != MANIFEST]
            yield from self.beside_manifest(Path(root), files, walked=True)
        for error in unreadable:
            yield _cannot_open(InputFile(path=Path(error.filename or folder)), error)

    def passed_over(self) -> Iterator[Problem]:
        """What was found and not read though it may hold articles, one Problem a folder."""
        for folder, names in self._passed_over.items():
            message = f"not read: {', '.join(map(repr, names))}"
            hint = f"Convert what is an article to one of {', '.join(FORMATS)}; move the rest away."
            yield InputFile(path=folder).problem("format", message, hint)

    def beside_manifest(self, folder: Path, files: list[Path], *, walked: bool) -> Iterator[Article | Problem]:
        """The articles among files of one folder, with what its manifest says; the manifest's faults come first."""
        manifest = self._manifests.get(folder)
        if manifest is None:
            manifest, problems = load_manifest(folder)
            self._manifests[folder] = manifest
            yield from problems
        if manifest.broken:
            return
        for path in files:
            name = path.name
            if name in manifest.refused:
                continue
            suffix = Path(name).suffix.lower()
            beside = _BESIDE_ARTICLES.fullmatch(name) is not None
            if not walked or (suffix in FORMATS and not beside) or manifest.lists(name):
                told = Told.by("manifest", manifest.entries.get(name, Metadata()))
                yield from self.file(InputFile(path=path, told=told, columns=self._columns))
            elif suffix in _DOCUMENTS and not beside:
                self._passed_over.setdefault(folder, []).append(display(name))

    def file(self, file: InputFile) -> Iterator[Article | Problem]:
        """The articles of one file, unless it was read already."""
        path = file.path
        kind = FORMATS.get(path.suffix.lower())
        if kind is None:
            hint = f"Rename it, or convert it to one of: {', '.join(FORMATS)}."
            yield file.problem("format", f"a file of the kind {path.suffix or 'without suffix'!r} is not read", hint)
            return
        try:
            status = path.stat()
            identity = (status.st_dev, status.st_ino)
            if identity in self._seen:
                return
            self._seen.add(identity)
            if not stat.S_ISREG(status.st_mode):
                # Opening a pipe would wait for ever.
                yield file.problem("not_a_file", "it is no regular file", "Give a file or a folder of files.")
                return
            limit = LIMITS.get(kind)
            if limit is not None and status.st_size > limit:
                message = f"it holds {status.st_size} bytes, more than the {limit} that are read"
                hint = "Cut it into parts, each with a key of its own; or check that it is an article at all."
                yield file.problem("too_large", message, hint)
                return
            with path.open("rb") as opened:
                yield from _rows_or_none(file, _reader(kind)(file, opened))
        except OSError as error:
            yield _cannot_open(file, error)


def read_one(file: InputFile) -> Iterator[Article | Problem]:
    """The articles of one file, with what `file` says of it in place of a manifest."""
    return _Reading(file.columns).file(file)


def _reader(kind: str) -> Callable[[InputFile, BinaryIO], Iterator[Article | Problem]]:
    """The reader of a format; trafilatura, feedparser and pyarrow are loaded by the first file that needs them."""
    reader: Callable[[InputFile, BinaryIO], Iterator[Article | Problem]] = import_module(
        f"annotator.corpus.formats.{kind}"
    ).read
    return reader


def _rows_or_none(file: InputFile, found: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
    """What was found in a file, or that there is nothing in it."""
    empty = True
    for one in found:
        empty = empty and isinstance(one, Problem) and one.kind == "unknown_column"
        yield one
    if empty:
        yield file.problem("empty", "there is no row in it", "Fill it, or take it away.")


def _of_page(folder: str, pages: set[str]) -> bool:
    """Whether a folder holds the pictures, scripts and frames that a browser saved with a page beside it."""
    return any(
        folder.startswith(f"{page}{mark}") for page in pages for mark in ("_files", "-Dateien", "_fichiers", ".files")
    )


def _cannot_open(file: InputFile, error: OSError) -> Problem:
    hints = {errno.EACCES: "Allow this user to read it.", errno.ENOENT: "The link leads nowhere: mend or remove it."}
    reason = error.strerror or str(error)
    hint = hints.get(error.errno or 0, "Check it.")
    return file.problem("unreadable", f"it cannot be opened: {reason}", hint)
