"""One person's answers about one statement, as read from Label Studio and not yet judged."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from annotator.annotation.codebook import ClaimAnswer, Confidence, DisputeKind, Status
from annotator.corpus.statement import Span
from annotator.record import Record, ShortId


class Cited(Record):
    """One item of evidence as an annotator gave it."""

    citation: str
    """A URL (http://, https:// or www.) or a citation in words."""
    root: str | None = None
    """On whom it finally rests: a tag of the registry, or ``Other``."""
    root_name: str | None = None
    """Who, where `root` is Other."""
    admission: bool = False
    """The root is the speaker's own side, speaking against its interest."""


class Answers(Record):
    """What one person answered: known codes, one value where one is asked; otherwise unjudged.

    The rules across fields (R2 to R11) are `annotator.claims.claim`'s.
    """

    claim: ClaimAnswer
    """Is it a claim?"""
    another_speaker: bool = False
    """Somebody else speaks in this sentence too."""
    speaker: str | None = None
    """Who says it: a tag, ``Other`` or ``Narrator``."""
    speaker_name: str | None = None
    status: Status | None = None
    evidence: tuple[Cited, ...] = Field(default=(), max_length=3)
    disputed_by: tuple[str, ...] = ()
    """Tags; ``Other`` once, however many names."""
    disputed_by_names: tuple[str, ...] = ()
    """Names for the Others among `disputed_by`."""
    dispute_kind: DisputeKind | None = None
    confidence: Confidence | None = None
    note: str | None = None
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None


class State(StrEnum):
    """What Label Studio says of an annotation."""

    SUBMITTED = "submitted"
    SKIPPED = "skipped"
    DRAFT = "draft"


class Annotation(Record):
    """One person's annotation of one task: who, when, on which text, and the answers."""

    statement_id: ShortId
    """The statement's id, which is its task's `uid`."""
    annotation_id: int
    """Label Studio's number; not unique over time (SQLite reuses numbers)."""
    task_id: int | None = None
    """Label Studio's number of the task that it was made on."""
    person: str = Field(min_length=1)
    """E-mail of who made it; becomes a pseudonym before anything is exported."""
    state: State
    created_at: AwareDatetime
    updated_at: AwareDatetime
    lead_time: float | None = None
    """Seconds on the labeling page, as Label Studio counts them."""
    text_sha256: str
    """Of the normalised sentence that the label was made on."""
    from_suggestion: bool = False
    """The speaker was taken over from the suggestion unchanged."""
    edited_by_another: bool = False
    """Somebody else than `person` edited it last; it still counts as theirs, and is worth a look."""
    answers: Answers | None = None
    """None for skipped ones and drafts, whose contents count for nothing, and for unreadable ones."""
    unreadable: tuple[str, ...] = ()
    """What in a submitted annotation is unknown, doubled or missing (rule R1)."""

    @model_validator(mode="after")
    def _submitted_is_read_or_refused(self) -> Self:
        if (self.state is State.SUBMITTED) != (self.answers is not None or bool(self.unreadable)):
            raise ValueError("a submitted annotation has answers or says why not; others have neither")
        return self

    @property
    def key(self) -> tuple[str, str, datetime]:
        """What names it for ever: statement, person and creation time."""
        return (self.statement_id, self.person, self.created_at)
