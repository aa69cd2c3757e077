"""An article as received, and what is known about it."""

from __future__ import annotations

import hashlib
import re

from pydantic import Field, field_validator

from annotator.record import DayOrMonth, Record, Sha256

_NOT_STORABLE = re.compile("[\\0\ud800-\udfff]")
"""What neither UTF-8 nor a database can keep."""


class Article(Record):
    """One article: its text exactly as received, and its metadata.

    Every offset of the tool is a position in `text`, in Unicode code points, half-open.
    """

    key: str = Field(min_length=1, max_length=500)
    """What names the article for ever: the manifest's or front matter's ``id``, else its URL, else the file's stem."""
    text: str
    """The text that offsets count in. Of a text or Markdown file, the file as received: newlines, headers and markup untouched.
    Of anything else, what `converter` made of it."""
    body_start: int = Field(default=0, ge=0)
    """Where the article begins in `text`, after a ``date …`` header or front matter."""
    sha256: Sha256
    """Of the raw bytes: the lines of the row in JSONL and CSV, the file everywhere else."""
    converter: str | None = None
    """What made `text` from the raw bytes, each as name/version: ``annotator-html/1 trafilatura/2.2.0``.
    None where they are the text."""
    path: str
    """Where it was read: the file, with its line, row or entry where it holds several articles."""
    title: str | None = None
    outlet: str | None = None
    """Who published it, as the metadata says; decides whose voice the narrator's is."""
    url: str | None = None
    published_on: DayOrMonth | None = None
    """Only from metadata that says so; a ``date …`` header is `collected_on`."""
    collected_on: DayOrMonth | None = None
    """When somebody collected the text: neither the event's nor the publication's date."""
    licence: str | None = None
    origins: dict[str, str] = Field(default_factory=dict)
    """Where the key and each value was found: ``manifest``, ``front matter``, ``file name``, ``column titel``,
    ``html:meta og:title``."""
    synthetic: bool = False
    """True where the article was made up for a demonstration."""
    withdrawn: bool = False
    """Somebody withdrew it: a push supersedes its tasks and makes none."""

    @field_validator("text")
    @classmethod
    def _can_be_stored(cls, text: str) -> str:
        if found := _NOT_STORABLE.search(text):
            name = "a NUL character" if found[0] == "\0" else "a lone surrogate"
            raise ValueError(f"{name} at code point {found.start()}")
        return text

    @property
    def text_sha256(self) -> str:
        """SHA-256 of `text` in UTF-8: names the version that offsets refer to."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def is_named_by_its_file(self) -> bool:
        """Nothing but the file's name gave the key, so another article in a file of that name would have it too."""
        return self.origins.get("key") == "file name"
