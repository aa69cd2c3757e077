"""Bad records as data: what is wrong, where, and how to mend it, at any station of the way."""

from __future__ import annotations

from annotator.record import Record


class Problem(Record):
    """One record that could not go on, while the others did."""

    kind: str
    """A short code for the kind of fault, e.g. ``encoding``, ``duplicate_key``, ``R3``."""
    where: str
    """The file with its byte or line, the table with its row, or the task's URL."""
    message: str
    """What is wrong, with the offending value."""
    hint: str
    """What to do next."""

    def __str__(self) -> str:
        return f"{self.where}: {self.message} ({self.kind})\n  {self.hint}"
