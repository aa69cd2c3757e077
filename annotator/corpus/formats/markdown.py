"""Markdown: the file is the text, and its front matter says what is known about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import yaml

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import InputFile, after_mark, article, decoded, sha256
from annotator.corpus.formats.plain import headed
from annotator.corpus.metadata import Metadata, MetadataError, Told, known_keys, merge, parse
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
    try:
        told = merge(Told.by("front matter", _front_matter(found[1])), file.told)
    except (_LineError, MetadataError) as error:
        line = error.line if isinstance(error, _LineError) else 1
        yield file.problem("front_matter", str(error), f"Known keys: {known_keys()}.", where=file.at(line))
        return
    yield article(file, text, told, sha256=sha256(raw), start=found.end())


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
