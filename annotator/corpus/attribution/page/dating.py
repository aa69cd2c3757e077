"""When an article was written, by its own dateline: whose officials people were then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.corpus.sentence import Kind, Sentence
from annotator.record import DayOrMonth

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME: Final = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE: Final = re.compile(
    rf"\b(?:{_NAME} \d{{1,2}}(?:st|nd|rd|th)?,? |(?:\d{{1,2}}(?:st|nd|rd|th)?,? )?{_NAME},? )((?:19|20)\d\d)\b"
    r"|\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b",
    re.IGNORECASE,
)
_EDGE: Final = 10
"""Units at the beginning in which a dateline is looked for."""


def written_on(sentences: Sequence[Sentence]) -> DayOrMonth | None:
    """The month of the first dateline that has one; None where no line says only where, when and by whom."""
    for sentence in sentences[:_EDGE]:
        if sentence.kind is Kind.BODY:
            continue
        text = sentence.text
        if "|" in text and sentence.kind is Kind.HEADING:
            # "Newsline | 14:20 | 3 May 2016": the field that is a date.
            text = next((field.strip() for field in text.split("|") if _DATE.fullmatch(field.strip())), text)
        found = _DATE.search(text) if sentence.kind is Kind.DATELINE else _DATE.match(text)
        if found and sentence.kind is Kind.HEADING and re.search(r"\b[a-z]{3,}", text[found.end() :]):
            # "May 1994: how the war ended" is a title.
            continue
        if found:
            name = found[1] or found[2]
            month = f"{_MONTHS.index(name[:3].lower()) + 1:02}" if name else found[5]
            return f"{found[3] or found[4]}-{month}"
    return None
