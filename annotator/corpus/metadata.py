"""What is known about an article beside its text: closed keys, checked values, and who says which."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping

from annotator.record import Record

_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?", re.ASCII)


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


class MetadataError(ValueError):
    """A key or value that cannot be used; `key` says which, so that the caller can name its line."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key


def parse(values: Mapping[str, object]) -> Metadata:
    """Metadata from the values of a TOML table, a JSON object or a YAML mapping.

    Raises:
        MetadataError: an unknown key, or a value of the wrong kind.
    """
    read: dict[str, str | bool] = {}
    for key, value in values.items():
        if key not in KEYS:
            raise MetadataError(key, f"unknown key {key!r}; known are {', '.join(KEYS)}")
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
            read[key] = text
        else:
            raise MetadataError(key, f"{key} is {value!r}, which is no text")
    return Metadata.model_validate(read)


def date(key: str, value: object) -> str:
    """A day or a month as ``YYYY-MM-DD`` or ``YYYY-MM``.

    Raises:
        MetadataError: it is neither, or not in the calendar.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    text = value.strip() if isinstance(value, str) else ""
    if _DATE.fullmatch(text):
        try:
            datetime.date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        except ValueError:
            pass
        else:
            return text
    raise MetadataError(key, f"{key} is {value!r}, not a date YYYY-MM-DD or YYYY-MM")


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


def merge(closer: Metadata, farther: Metadata) -> Metadata:
    """Both together; the manifest and the article itself must not contradict each other.

    Raises:
        MetadataError: both give a value for one key, and the values differ.
    """
    merged = closer.model_dump(exclude_none=True)
    for key, value in farther.model_dump(exclude_none=True).items():
        if merged.setdefault(key, value) != value:
            raise MetadataError(key, f"{key} is {merged[key]!r} here and {value!r} in the manifest")
    return Metadata.model_validate(merged)


def display(path: str | os.PathLike[str]) -> str:
    """A path for a message: bytes of a file name that are no UTF-8 are shown, never passed on."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def line_of(text: str, position: int) -> int:
    """Line number, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1


def known_keys(keys: Iterable[str] = KEYS) -> str:
    """The keys for a hint."""
    return ", ".join(keys)
