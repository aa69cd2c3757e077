"""Plain text: the file is the text; a ``date …`` header says when it was collected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import InputFile, after_mark, article, contradiction, decoded, sha256
from annotator.corpus.metadata import MetadataError, Told, parse
from annotator.problem import Problem

HEADER = re.compile(r"\s*date (\d{4}-\d{2}(?:-\d{2})?)(?![\w-])\s*", re.ASCII)
"""The header that a crawl glued to the first sentence: when the text was collected, a day or a month."""


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """The one article of a text file."""
    raw = opened.read()
    text = decoded(raw, file)
    yield text if isinstance(text, Problem) else headed(file, text, file.told, sha256=sha256(raw))


def headed(
    file: InputFile,
    text: str,
    told: Told,
    *,
    sha256: str,
    converter: str | None = None,
    where: str | None = None,
) -> Article | Problem:
    """An article whose text may begin with a ``date …`` header; what the metadata say of that date wins."""
    start = after_mark(text)
    if header := HEADER.match(text, start):
        start = header.end()
        if not told.metadata.collected_on:
            try:
                told = told.over(Told.by("header", parse({"collected_on": header[1]})))
            except MetadataError as error:
                return contradiction(file, error, where)
    return article(file, text, told, sha256=sha256, converter=converter, where=where, start=start)
