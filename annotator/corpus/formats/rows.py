"""Rows of a table (JSONL, CSV, Parquet): which column holds what, and the article that a row makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from shlex import quote

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import InputFile, contradiction, converter
from annotator.corpus.formats.plain import headed
from annotator.corpus.metadata import KEYS, MetadataError, Told, known_keys, merge, parse
from annotator.problem import Problem

VERSION = 1
"""Of how a row becomes a text, which is the cell as it is; see `converter`."""
SHOWN = 12
"""How many columns a message names."""


class Table:
    """One table being read: the mapping of its columns, and which unknown ones were named already."""

    def __init__(self, file: InputFile, kind: str, **libraries: str) -> None:
        self.file = file
        self.converter = converter(kind, VERSION, **libraries)
        self._wanted = {key: column for key, column in file.columns.mapping.items() if column is not None}
        self._named: set[str] = set()
        self._keys: dict[str, str | None] = {}

    def fault(self) -> Problem | None:
        """What stands against the file as a whole: a manifest that gives to all rows what each needs for itself."""
        told = self.file.told.metadata
        if told.id or told.url or told.title:
            message = "the manifest gives one id, url or title to a file of many articles"
            return self.file.problem("manifest", message, "Give them by row.")
        return None

    def key(self, column: str) -> str | None:
        """What a column holds: ``text``, a metadata key, or None for an unknown one.

        A mapped column is what the mapping says; any other is what it is called, capitals and blanks around it aside.
        """
        if column not in self._keys:
            if len(self._keys) > 10_000:  # rows that each name columns of their own
                self._keys.clear()
            self._keys[column] = self._key(column)
        return self._keys[column]

    def _key(self, column: str) -> str | None:
        for key, wanted in self._wanted.items():
            if column == wanted:
                return key
        name = column.strip().casefold()
        return name if name in ("text", *KEYS) and name not in self._wanted else None

    def header(self, columns: Sequence[str]) -> Problem | None:
        """What stands against a table with these columns: one that is needed is not there, or two hold the same."""
        shown = ", ".join(columns[:SHOWN]) + (", …" if len(columns) > SHOWN else "")
        for key, column in self._wanted.items():
            if column not in columns:
                message = f"there is no column {column!r}, which is to hold the {key}; there are: {shown}"
                return self.file.problem("columns", message, "Correct --column, or [columns] in annotator.toml.")
        known = [self.key(column) for column in columns]
        if twice := {one for one in known if one and known.count(one) > 1}:
            message = f"two columns hold the {min(twice)}; there are: {shown}"
            return self.file.problem("columns", message, f"Say which one: --column {min(twice)}=NAME.")
        if "text" not in known:
            message = f"no column is called text; there are: {shown}"
            return self.file.problem("columns", message, "Say which column holds it: --column text=NAME.")
        if "id" not in known and "url" not in known:
            message = f"no column is called id or url; there are: {shown}"
            return self.file.problem("columns", message, "Say which column names an article: --column id=NAME.")
        return None

    def unknown(self, columns: Iterable[str], where: str | None = None) -> Problem | None:
        """A Problem that names the columns nobody reads, each once; None where all are read or ignored."""
        ignored = self.file.columns.ignore
        if "*" in ignored:
            return None
        new = [name for name in columns if name not in self._named and name not in ignored and self.key(name) is None]
        if not new or len(self._named) > 1_000:
            return None
        self._named.update(new)
        shown = ", ".join(repr(name) for name in new[:SHOWN]) + (f" and {len(new) - SHOWN} more" * (len(new) > SHOWN))
        return self.file.problem(
            "unknown_column",
            f"not read: {shown}",
            f"Map each (--column {quote(f'title={new[0]}')}), or say that it is left out (--column {quote(f'ignore={new[0]}')}). "
            f"Known are: text, {known_keys()}.",
            where=where,
        )

    def read(self, row: Mapping[str, object], *, where: str, sha256: str) -> Iterator[Article | Problem]:
        """The article of a row; before it, once each, the columns that nobody reads."""
        if unknown := self.unknown(row, where):
            yield unknown
        values: dict[str, object] = {}
        origins: dict[str, str] = {}
        for column, value in row.items():
            key = self.key(column)
            if key is None or value is None:
                continue
            if key in values:
                yield self.file.problem("columns", f"the row gives the {key} twice", "Keep one of them.", where=where)
                return
            values[key] = value
            origins[key] = f"column {column}"
        text = values.pop("text", None)
        if not isinstance(text, str):
            message = "the row has no text" if text is None else "the row's text is no string"
            yield self.file.problem("no_text", message, "Give it one, or take the row out.", where=where)
            return
        try:
            metadata = parse(values)
            told = merge(
                Told(metadata=metadata, origins={key: origins[key] for key in _given(metadata)}), self.file.told
            )
        except MetadataError as error:
            yield contradiction(self.file, error, where)
            return
        if not (told.metadata.id or told.metadata.url):
            yield self.file.problem(
                "no_key", "the row has neither id nor url", "Give it an id that stays.", where=where
            )
            return
        yield headed(self.file, text, told, sha256=sha256, converter=self.converter, where=where)


def _given(metadata: object) -> Iterable[str]:
    return [key for key in KEYS if getattr(metadata, key) is not None]
