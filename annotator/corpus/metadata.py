"""What is known about an article beside its text: closed keys, checked values, and who says which."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import Field

from annotator.record import Record

_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?", re.ASCII)
_DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]\d{2}(?::?\d{2}){0,2}(?:[.,]\d+)? ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
"""ISO 8601, as JSON-LD, Atom, spreadsheets and databases write it."""

WEB = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)
"""An address on the web; a page's or a feed's relative links are none."""


_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
"""What a person may give as an address; one within their own network too."""


class Metadata(Record):
    """What a manifest, a front matter or a row may say about an article; None where it is silent."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published_on: str | None = None
    collected_on: str | None = None
    licence: str | None = None
    synthetic: bool | None = None
    withdrawn: bool | None = None
    """Its tasks are to be superseded; the file stays where it is, so that the key is known."""
    note: str | None = None
    """For people who read the manifest; nothing is made of it."""


KEYS = tuple(Metadata.model_fields)
"""The keys that are understood, in the order in which messages name them."""


class Told(Record):
    """Metadata, and where each value was found."""

    metadata: Metadata = Metadata()
    origins: dict[str, str] = Field(default_factory=dict)
    """For each key that has a value, the place that gave it: ``manifest``, ``front matter``, ``html:meta og:title``."""

    @classmethod
    def by(cls, origin: str, metadata: Metadata) -> Self:
        """What one place says."""
        return cls(metadata=metadata, origins=dict.fromkeys(metadata.model_dump(exclude_none=True), origin))

    def over(self, found: Told) -> Told:
        """Both together, this one's word where both speak: what people wrote down beats what was found in a page."""
        values = found.metadata.model_dump(exclude_none=True) | self.metadata.model_dump(exclude_none=True)
        return Told(metadata=Metadata.model_validate(values), origins=found.origins | self.origins)


class MetadataError(ValueError):
    """A key or value that cannot be used; `key` says which, so that the caller can name its line, `hint` what to do."""

    def __init__(self, key: str, message: str, hint: str = "Correct or remove the value.") -> None:
        super().__init__(message)
        self.key = key
        self.hint = hint


def parse(values: Mapping[str, object]) -> Metadata:
    """Metadata from the values of a TOML table, a JSON object or a YAML mapping.

    Raises:
        MetadataError: an unknown key, or a value of the wrong kind.
    """
    read: dict[str, str | bool] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise MetadataError(key, f"unknown key {key!r}", f"Known keys: {known_keys()}.")
        if value is None:
            continue
        if key in ("synthetic", "withdrawn"):
            read[key] = _truth(key, value)
        elif key.endswith("_on"):
            read[key] = date(key, value)
        elif isinstance(value, str) or (key == "id" and isinstance(value, int) and not isinstance(value, bool)):
            text = str(value).strip()
            if not text:
                raise MetadataError(key, f"{key} is empty")
            if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]", text):
                raise MetadataError(key, f"{key} holds a control character: {text!r}")
            if key == "url" and not _ADDRESS.fullmatch(text):
                raise MetadataError(
                    key, f"url is {text!r}, no address", "Give it whole, with https:// or http:// before it."
                )
            read[key] = text
        else:
            raise MetadataError(key, f"{key} is {value!r}, which is no text")
    return Metadata.model_validate(read)


def date(key: str, value: object) -> str:
    """A day or a month as ``YYYY-MM-DD`` or ``YYYY-MM``; of a date with a time, the day as it is written.

    The time zone is left alone: 00:30 in Yerevan is that day in Yerevan, though it is the day before in UTC.

    Raises:
        MetadataError: it is neither, or not in the calendar.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    text = value.strip() if isinstance(value, str) else ""
    if found := _DATE_TIME.fullmatch(text):
        text = found[1]
    if _DATE.fullmatch(text):
        try:
            datetime.date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        except ValueError:
            pass
        else:
            return text
    message = f"{key} is {value!r}, not a date YYYY-MM-DD or YYYY-MM"
    raise MetadataError(key, message, "Write the day as 2023-09-20, or the month as 2023-09; or leave it out.")


def _truth(key: str, value: object) -> bool:
    # YAML is read without types, so that 2016-04 or 1e3 in an id stay what was written: true arrives as text.
    match value:
        case bool():
            return value
        case "true" | "True" | "yes":
            return True
        case "false" | "False" | "no":
            return False
        case _:
            raise MetadataError(key, f"{key} is {value!r}, neither true nor false")


def merge(closer: Told, farther: Told) -> Told:
    """Both together; the manifest and what people wrote into the article itself must not contradict each other.

    Raises:
        MetadataError: both give a value for one key, and the values differ.
    """
    values = closer.metadata.model_dump(exclude_none=True)
    for key, value in farther.metadata.model_dump(exclude_none=True).items():
        if values.setdefault(key, value) != value:
            raise MetadataError(key, f"{key} is {values[key]!r} here and {value!r} in the manifest")
    return closer.over(farther)


def display(path: str | os.PathLike[str]) -> str:
    """A path for a message: bytes of a file name that are no UTF-8 are shown, never passed on."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def line_of(text: str, position: int) -> int:
    """Line number, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1


def known_keys(keys: Iterable[str] = KEYS) -> str:
    """The keys for a hint."""
    return ", ".join(keys)
