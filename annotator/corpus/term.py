"""When a person spoke for a side: from a day or month until a day or month."""

from __future__ import annotations

from pydantic import Field, ValidationInfo, field_validator, model_validator

from annotator.corpus import metadata
from annotator.record import DayOrMonth, Record


class Term(Record):
    """A time in which a person held office for a side, whatever the offices; both ends belong to it.

    A month stands for all its days: who left in April was in office all April, and a text of April may have been
    written on any of its days. So what is not known to the day is decided for the office, never against it.
    """

    names: tuple[str, ...] = Field(min_length=1)
    """One person, in each spelling that the registry lists."""
    since: DayOrMonth | None = None
    """Without it, for as long as articles go back."""
    until: DayOrMonth | None = None
    """The last day or month; without it, still in office."""

    @field_validator("since", "until", mode="before")
    @classmethod
    def _is_a_date(cls, value: object, info: ValidationInfo) -> object:
        return value if value is None else metadata.date(f"{info.field_name}", value)

    @model_validator(mode="after")
    def _is_some_time(self) -> Term:
        if self.since is None and self.until is None:
            raise ValueError(f"the term of {self.names[0]!r} has neither `since` nor `until`")
        if self.last_day < self.first_day:
            raise ValueError(f"the term of {self.names[0]!r} ends before it begins: {self.since} to {self.until}")
        return self

    def covers(self, date: DayOrMonth) -> bool:
        """Whether some day of a date is one of the term."""
        return self.first_day <= last_day(date) and first_day(date) <= self.last_day

    def overlaps(self, other: Term) -> bool:
        """Whether neither can be over when the other begins: two that meet on a day or in a month do not overlap."""
        return not (self._may_precede(other) or other._may_precede(self))

    def _may_precede(self, other: Term) -> bool:
        return first_day(self.until or _NEVER) <= last_day(other.since or _EVER)

    @property
    def first_day(self) -> str:
        """The earliest day that may be one of the term, as text: so days compare."""
        return first_day(self.since or _EVER)

    @property
    def last_day(self) -> str:
        """The latest day that may be one of the term."""
        return last_day(self.until or _NEVER)


_EVER, _NEVER = "0000-01-01", "9999-12-31"


def first_day(date: DayOrMonth) -> str:
    """The first day of a day or month; days compare as text."""
    return date if len(date) == 10 else f"{date}-01"


def last_day(date: DayOrMonth) -> str:
    """The last day of a day or month; the 31st stands for the last of any month."""
    return date if len(date) == 10 else f"{date}-31"
