"""The base of every record: frozen, closed, and documented field by field."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Record(BaseModel):
    """An immutable record; an unknown field is an error, never dropped.

    The docstring under a field is its description in the JSON Schema and in the data dictionary.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hex."""

ShortId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""The first 16 hex digits of the SHA-256 of an identity."""

DayOrMonth = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
"""``YYYY-MM-DD``, or ``YYYY-MM`` where only the month is known (it is kept as a month)."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Records refer to each other in no circles, and looking for some again and again takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
