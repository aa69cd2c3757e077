"""Markdown: the file is the text, and its front matter says what is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import yaml

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import InputFile, after_mark, article, decoded, sha256
from annotator.corpus.formats.plain import headed
from annotator.corpus.formats.rows import Table
from annotator.corpus.metadata import KEYS, Metadata, MetadataError, Told, merge, parse
from annotator.problem import Problem

_OPENS = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_FRONT_MATTER = re.compile(rf"{_OPENS.pattern}(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """The one article of a Markdown file."""
    raw = opened.read()
    text = decoded(raw, file)
    if isinstance(text, Problem):
        yield text
        return
    start = after_mark(text)
    if not _OPENS.match(text, start):
        yield headed(file, text, file.told, sha256=sha256(raw))
        return
    found = _FRONT_MATTER.match(text, start)
    if found is None:
        message = "the front matter that begins on line 1 is not closed"
        yield file.problem("front_matter", message, "End it with a line of three hyphens.", where=file.at(1))
        return
    table = Table(file, "markdown")
    try:
        given = _front_matter(found[1])
        told = merge(Told.by("front matter", _known(given, table)), file.told)
    except (_LineError, MetadataError) as error:
        line = error.line if isinstance(error, _LineError) else 1
        yield file.problem("front_matter", str(error), error.hint, where=file.at(line))
        return
    if unknown := table.unknown([name for name in given if _key(name, table) is None], file.name):
        yield unknown
    yield article(file, text, told, sha256=sha256(raw), start=found.end())


class _LineError(ValueError):
    """A fault in a front matter, with its line in the file."""

    def __init__(self, line: int, message: str, hint: str = "Mend that line.") -> None:
        super().__init__(message)
        self.line = line
        self.hint = hint


def _front_matter(text: str) -> dict[str, tuple[int, object]]:
    """What a front matter says, each key with its line; read without YAML's types, so that ``2016-04`` stays what was written."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"broken YAML: {error.problem or error.context}"
        hint = 'Put the value in quotation marks, as in title: "Day one: the vote"; brackets and quotation marks are closed.'
        raise _LineError(mark.line + 2 if mark else 1, message, hint) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _LineError(1, f"broken YAML: {error}") from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise _LineError(2, "the front matter is no list of `key: value` lines")
    values: dict[str, tuple[int, object]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise _LineError(line, "only plain `key: value` lines are understood")
        if key.value in values:
            raise _LineError(line, f"{key.value!r} is given twice", "Keep one of them.")
        # A key without a value says nothing, as `title:` in a template.
        plain = isinstance(value, yaml.ScalarNode)
        values[key.value] = line, (value.value if value.value or value.style else None) if plain else value
    return values


def _key(name: str, table: Table) -> str | None:
    """What a key gives: its own name counts whatever tables beside it call theirs, so that a mapping for these takes no id away."""
    return name if name in KEYS else table.key(name)


def _known(given: Mapping[str, tuple[int, object]], table: Table) -> Metadata:
    """The keys that are metadata, as columns of a table are; what else a site's software writes there is named, and passed over."""
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for name, (line, value) in given.items():
        key = _key(name, table)
        if key is None:
            continue
        if isinstance(value, yaml.Node):
            raise _LineError(line, f"{name} is no plain `{name}: value` line", "Write one value, on that line.")
        if key in values:
            raise _LineError(line, f"{name!r} gives the {key} a second time", "Keep one of them.")
        values[key], lines[key] = value, line
    try:
        return parse(values)
    except MetadataError as error:
        raise _LineError(lines[error.key], str(error), error.hint) from error
