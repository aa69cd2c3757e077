"""A statement: one speaker's assertion in a sentence, as suggested by a rule."""

from __future__ import annotations

from pydantic import Field

from annotator.corpus.sentence import Sentence, identify, normalise
from annotator.record import Record, ShortId

FOREIGN = "suggested by "
"""How the rule of a suggestion begins that is not the tool's own."""


class Span(Record):
    """A stretch of a sentence: ``sentence.text[start:end]``, in code points."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)


class Statement(Record):
    """Who says what in a sentence: a suggestion for the annotator, never a label."""

    sentence: Sentence
    ordinal: int = Field(default=1, ge=1)
    """Which statement of its sentence, from 1; the main one comes first."""
    speaker: str
    """A tag of the registry, ``Other`` or ``Narrator``."""
    speaker_name: str | None = None
    """Who, where `speaker` is Other: as the text names them, or ``unnamed``."""
    source: Span | None = None
    """The words that name who says it."""
    cue: Span | None = None
    """The saying verb or phrase."""
    content: Span | None = None
    """The asserted words; the whole sentence where a rule finds no narrower stretch."""
    rule: str
    """Name of the rule that made the suggestion."""
    confidence: float | None = Field(default=None, ge=0, le=1)
    """How sure the rule is; None where a suggestion came from elsewhere without a figure."""

    @property
    def id(self) -> ShortId:
        """The first 16 hex digits of the SHA-256 of sentence identity and ordinal."""
        sentence = self.sentence
        return identify(sentence.article, normalise(sentence.text), sentence.occurrence, self.ordinal)

    def words(self, span: Span | None) -> str | None:
        """The words of one of its spans; None where there is none."""
        return None if span is None else self.sentence.text[span.start : span.end]
