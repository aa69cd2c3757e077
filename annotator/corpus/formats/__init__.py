"""Reading articles from files, folders and the standard input, one module a format, each file beside its manifest.

A file that cannot be read is a `Problem` that names the place and the remedy; the other articles go on. Files are
only listed and opened, never looked up by a name that stands in another file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.corpus.article import Article
from annotator.corpus.formats import files
from annotator.problem import Problem
from annotator.settings import Columns

INPUTS = "files, folders, patterns in quotation marks, or - for JSONL on the standard input"
"""What `read` takes, in words."""


def read(paths: Sequence[Path], columns: Columns | None = None) -> Iterator[Article | Problem]:
    """Every article in the files and folders given, in their order, and every reason why one is missing.

    A folder is walked with its subfolders in the order of names; hidden files, files of another suffix and such names
    as ``README.md`` are passed over; those that may hold articles, ``.pdf`` or ``.docx``, are named by folder.

    A path that does not exist is a pattern if it has ``*``, ``?`` or ``[`` in it (``**``
    means subfolders too), and stands for all files that it matches, read as a folder's files are; ``-`` is the standard input, one
    JSON object a line. A file that is given twice is read once. Of two inputs with one key the first is an article and
    the second a Problem that names both.

    `columns` says which column of a table holds what, where columns are not called as the metadata keys are.

    Raises:
        InputError: a path does not exist, or a pattern matches nothing; nothing has been read then.
    """
    return _unique(files.each(files.found(paths), columns or Columns()))


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
