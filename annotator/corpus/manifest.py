"""``manifest.toml`` beside articles: what is known about each of them, by file name."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from pydantic import Field

from annotator.corpus.metadata import Metadata, MetadataError, display, known_keys, line_of, parse
from annotator.problem import Problem
from annotator.record import Record

MANIFEST = "manifest.toml"
MAX_MANIFEST = 20_000_000
"""Bytes; a hundred thousand entries fit."""


class ManifestError(ValueError):
    """A manifest to which no entry can be added."""


_HINT = f'An entry is [[article]] with file = "name", and of: {known_keys()}.'


class Manifest(Record):
    """The entries of one folder's manifest."""

    where: str = ""
    """The manifest file, for messages; empty where the folder has none."""
    entries: dict[str, Metadata] = Field(default_factory=dict)
    """By file name. Names are compared with those in the folder, never opened as paths."""
    refused: frozenset[str] = frozenset()
    """Files whose entry is faulty; they are not read, since their key would change once it is mended."""
    broken: bool = False
    """It cannot be read as a whole, so no key beside it is known."""

    def lists(self, name: str) -> bool:
        """Whether it has an entry for the file, sound or not."""
        return name in self.entries or name in self.refused


def load_manifest(folder: Path) -> tuple[Manifest, tuple[Problem, ...]]:
    """The manifest of a folder, an empty one where there is none, and what is wrong in it."""
    path = folder / MANIFEST
    if not os.path.lexists(path):
        return Manifest(), ()
    where = display(path)
    try:
        if not path.is_file() or path.stat().st_size > MAX_MANIFEST:
            raise OSError(f"no regular file of at most {MAX_MANIFEST} bytes")
        names = {entry.name for entry in folder.iterdir()}
        text = path.read_bytes().decode("utf-8-sig")
        # TOML knows \n and \r\n only; a lone \r would be reported at a line that no editor shows.
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (OSError, ValueError, RecursionError) as error:
        problem = Problem(
            kind="manifest",
            where=where,
            message=f"the manifest cannot be read: {_reason(error)}",
            hint="Mend it, or move it away; the articles beside it are left out until then, as it may give their keys.",
        )
        return Manifest(where=where, broken=True), (problem,)
    return _entries(where, text, table, names)


def with_entries(folder: Path, entries: Mapping[str, Metadata]) -> bytes:
    """The folder's manifest with more entries, by file name, at its end; all that stands in it stays as it is.

    Raises:
        ManifestError: it cannot be read, or holds its articles in a form to which none can be appended.
    """
    path = folder / MANIFEST
    try:
        old = path.read_bytes().decode() if os.path.lexists(path) else ""
        before = tomllib.loads(old.removeprefix("\ufeff").replace("\r\n", "\n"))
        added = [{"file": name, **told.model_dump(exclude_none=True)} for name, told in entries.items()]
        newline = "\r\n" if "\r\n" in old else "\n"
        text = "\n".join(f"[[article]]\n{tomlkit.dumps(entry)}" for entry in added)
        gap = "" if not old else newline if old.endswith("\n") else newline * 2
        new = old + gap + text.replace("\n", newline)
        after = tomllib.loads(new.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (OSError, ValueError, RecursionError) as error:
        raise ManifestError(f"{display(path)} cannot take an entry: {_reason(error)}") from error
    if after != before | {"article": [*before.get("article", []), *added]}:
        raise ManifestError(f"{display(path)} cannot take an entry: what it says now would change")
    return new.encode()


def _entries(where: str, text: str, table: dict[str, object], names: set[str]) -> tuple[Manifest, tuple[Problem, ...]]:
    lines = [
        line_of(text, found.start()) for found in re.finditer(r"^[ \t]*\[\[[ \t]*article[ \t]*\]\]", text, re.MULTILINE)
    ]
    entries: dict[str, Metadata] = {}
    refused: set[str] = set()
    problems: list[Problem] = []

    def problem(line: int | None, message: str, hint: str = _HINT) -> None:
        place = where if line is None else f"{where}:{line}"
        problems.append(Problem(kind="manifest", where=place, message=message, hint=hint))

    for key in table:
        if key != "article":
            found = re.search(rf"^[ \t]*\[*[ \t]*{re.escape(key)}\b", text, re.MULTILINE)
            problem(line_of(text, found.start()) if found else None, f"unknown key {key!r}")
    rows = table.get("article", [])
    if not isinstance(rows, list):
        problem(None, "article is no list of tables: write [[article]], with two brackets")
        rows = []
    for number, row in enumerate(rows):
        line = lines[number] if len(lines) == len(rows) else None
        name = row.get("file") if isinstance(row, dict) else None
        if not isinstance(name, str) or not name:
            problem(line, "the entry names no file")
        elif "/" in name or "\\" in name:
            problem(line, f"file = {name!r} is a path", "Name a file in the manifest's own folder, without slashes.")
        elif name not in names:
            problem(line, f"there is no file {name!r} beside it", "Correct the name, or take the entry out.")
        elif name in entries or name in refused:
            entries.pop(name, None)
            refused.add(name)
            problem(line, f"a second entry for {name!r}; the file is left out", "Keep one entry a file.")
        else:
            try:
                entries[name] = parse({key: value for key, value in row.items() if key != "file"})
            except MetadataError as error:
                refused.add(name)
                place = _line_of_key(text, line, error.key)
                problem(place, f"{error}; {name!r} is left out", error.hint)
    return Manifest(where=where, entries=entries, refused=frozenset(refused)), tuple(problems)


def _line_of_key(text: str, entry: int | None, key: str) -> int | None:
    """The line on which an entry gives a key: the first that starts with it, from the entry's own line on."""
    if entry is None:
        return None
    for number, line in enumerate(text.split("\n")[entry:], entry + 1):
        if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return entry


def _reason(error: Exception) -> str:
    match error:
        case UnicodeDecodeError():
            return f"byte {error.start} is no UTF-8"
        case OSError():
            return error.strerror or str(error)
        case RecursionError():
            return "it is nested too deeply"
        case _:
            return str(error)
