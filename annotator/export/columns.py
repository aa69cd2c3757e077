"""The data dictionary: every column of every table, where its value comes from, and what it means.

A column's description and type come from the record's field, so a table cannot say other than the record. This list is what the
CSV header, the tables in docs/researchers.md and the tests are made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from pydantic.fields import FieldInfo

from annotator.annotation.annotation import Answers
from annotator.claims.claim import Claim
from annotator.claims.dataset import Judgeable, Labeled
from annotator.claims.quarantine import Quarantined
from annotator.claims.review import Undecided
from annotator.corpus.speaker import OTHER, Voice
from annotator.record import Record


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind, how to take its value from a record, and what it means."""

    name: str
    kind: str
    """``string``, ``integer``, ``number``, ``boolean``, ``date``, ``datetime`` or ``list``: items joined with ``|``, in which
    ``|`` is written ``\\|`` and a backslash twice."""
    value: Callable[[Any], Any]
    meaning: str
    parallel_to: str | None = None
    """The list whose items this list's items belong to, one to one; an empty cell beside one item is one empty item."""


@dataclass(frozen=True)
class Table:
    """One CSV file: what a row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]


def name_of(voice: Voice) -> str:
    """Who a voice is, as lists of roots and disputants tell it: the tag, or for Other the name."""
    return (voice.name or "") if voice.tag == OTHER else voice.tag


def _of(record: type[Record], name: str, kind: str = "string", *, parallel_to: str | None = None) -> Column:
    """A column that holds one field of a record."""
    return Column(name, kind, attrgetter(name), _meaning(record.model_fields[name]), parallel_to)


def _meaning(field: FieldInfo) -> str:
    return " ".join((field.description or "").split())


def _answered(
    name: str,
    kind: str = "string",
    *,
    value: Callable[[Answers], Any] | None = None,
    meaning: str = "",
    parallel_to: str | None = None,
) -> Column:
    """A column of one person's answers; empty where there are none."""
    take = value or attrgetter(name)
    told = meaning or _meaning(Answers.model_fields[name])
    return Column(name, kind, lambda row: take(row.answers) if row.answers else None, told, parallel_to)


def _span(name: str, end: str) -> Column:
    def value(answers: Answers) -> int | None:
        span = getattr(answers, name)
        return getattr(span, end) if span else None

    return _answered(
        f"{name}_{end}", "integer", value=value, meaning=f"Where the marked {name} {end}s, in the sentence."
    )


CLAIMS = Table(
    "claims",
    "one reviewed claim",
    (
        _of(Claim, "claim_id"),
        _of(Claim, "article_id"),
        _of(Claim, "article_sha256"),
        _of(Claim, "sentence_id"),
        _of(Claim, "statement", "integer"),
        _of(Claim, "text"),
        _of(Claim, "char_start", "integer"),
        _of(Claim, "char_end", "integer"),
        _of(Claim, "text_sha256"),
        Column(
            "speaker",
            "string",
            lambda claim: claim.speaker.tag,
            "Who says it: a tag of the registry, Other or Narrator.",
        ),
        Column("speaker_name", "string", lambda claim: claim.speaker.name, "Who, where the speaker is Other."),
        Column("speaker_party", "string", lambda claim: claim.speaker.party, "The party the speaker belongs to."),
        _of(Claim, "source"),
        _of(Claim, "cue"),
        _of(Claim, "content_start", "integer"),
        _of(Claim, "content_end", "integer"),
        Column("status", "string", lambda claim: claim.status, "attributed, verified or disputed."),
        Column("dispute_kind", "string", lambda claim: claim.dispute_kind, "How it is disputed."),
        Column("disputed_by", "list", lambda claim: [v.tag for v in claim.disputed_by], "Tags of who disputes it."),
        Column(
            "disputed_by_name",
            "list",
            lambda claim: [v.name if v.tag == OTHER else "" for v in claim.disputed_by],
            "The name for each Other among disputed_by, empty for a tag.",
            "disputed_by",
        ),
        Column("evidence", "list", lambda claim: [e.citation for e in claim.evidence], "URLs or citations."),
        Column(
            "evidence_from",
            "list",
            lambda claim: [name_of(e.root) for e in claim.evidence],
            "On whom each item of evidence finally rests: a tag, or the name for Other.",
            "evidence",
        ),
        Column(
            "admission",
            "list",
            lambda claim: [e.admission for e in claim.evidence],
            "For each item of evidence: true where the speaker's own side admits it against its interest.",
            "evidence",
        ),
        _of(Claim, "confidence"),
        Column("decision", "string", lambda claim: claim.decision, "Which rule accepted the label."),
        _of(Claim, "annotators", "integer"),
        _of(Claim, "agreement", "number"),
        _of(Claim, "reviewed_at", "datetime"),
        Column(
            "codebook_version",
            "string",
            lambda claim: claim.codebook_version,
            "The first 8 hex digits of the hash of the questions and answers.",
        ),
        Column("outlet", "string", lambda claim: claim.outlet, "Who published the article, as its metadata says."),
        _of(Claim, "published_on", "date"),
        Column(
            "article_url",
            "string",
            lambda claim: claim.article_url,
            "Address of the article; never the claim's evidence.",
        ),
        Column("note", "string", lambda claim: claim.note, "All notes of the annotators whose labels it rests on."),
    ),
)

SENTENCES = Table(
    "sentences",
    "one sentence that was put before annotators, also where it holds no claim",
    (
        _of(Judgeable, "sentence_id"),
        _of(Judgeable, "article_id"),
        _of(Judgeable, "article_sha256"),
        _of(Judgeable, "sentence_index", "integer"),
        _of(Judgeable, "kind"),
        _of(Judgeable, "text"),
        _of(Judgeable, "char_start", "integer"),
        _of(Judgeable, "char_end", "integer"),
        _of(Judgeable, "text_sha256"),
        _of(Judgeable, "statements", "integer"),
        _of(Judgeable, "suggested_speakers", "list", parallel_to="endings"),
        _of(Judgeable, "endings", "list"),
        _of(Judgeable, "outlet"),
        _of(Judgeable, "synthetic", "boolean"),
    ),
)

ANNOTATIONS = Table(
    "annotations",
    "one annotation: one person's answers about one statement",
    (
        _of(Labeled, "claim_id"),
        _of(Labeled, "annotator"),
        _of(Labeled, "reviewer", "boolean"),
        _of(Labeled, "outcome"),
        _of(Labeled, "created_at", "datetime"),
        _of(Labeled, "updated_at", "datetime"),
        _of(Labeled, "lead_time", "number"),
        _of(Labeled, "from_suggestion", "boolean"),
        _of(Labeled, "broken_rules", "list"),
        _answered("claim"),
        _answered("another_speaker", "boolean"),
        _answered("speaker"),
        _answered("speaker_name", meaning="Who, where the speaker is Other."),
        _answered("status", meaning="attributed, verified or disputed."),
        _answered("dispute_kind", meaning="How it is disputed."),
        _answered("disputed_by", "list"),
        _answered("disputed_by_names", "list"),
        _answered(
            "evidence", "list", value=lambda a: [e.citation for e in a.evidence], meaning="URLs or citations, as given."
        ),
        _answered(
            "evidence_from",
            "list",
            value=lambda a: [(e.root_name if e.root == OTHER else e.root) or "" for e in a.evidence],
            meaning="For each item of evidence its root: a tag, or the name for Other.",
            parallel_to="evidence",
        ),
        _answered(
            "admission",
            "list",
            value=lambda a: [e.admission for e in a.evidence],
            meaning="For each item of evidence: true where it is marked as an admission.",
            parallel_to="evidence",
        ),
        _answered("confidence", meaning="low, medium or high."),
        _answered("note", meaning="The annotator's note."),
        _span("source", "start"),
        _span("source", "end"),
        _span("cue", "start"),
        _span("cue", "end"),
        _span("content", "start"),
        _span("content", "end"),
    ),
)

UNDECIDED = Table(
    "undecided",
    "one statement that people have labeled and no rule has decided yet",
    (
        _of(Undecided, "claim_id"),
        _of(Undecided, "article_id"),
        _of(Undecided, "sentence_id"),
        _of(Undecided, "statement", "integer"),
        _of(Undecided, "text"),
        _of(Undecided, "suggested_speaker"),
        _of(Undecided, "reason"),
        _of(Undecided, "answers", "list"),
        _of(Undecided, "annotators", "integer"),
    ),
)

QUARANTINE = Table(
    "quarantine",
    "one annotation, or one task, that counts for nothing until somebody mends it",
    (
        _of(Quarantined, "task_url"),
        _of(Quarantined, "wrong"),
        _of(Quarantined, "fix"),
        _of(Quarantined, "annotator"),
        _of(Quarantined, "sentence"),
        _of(Quarantined, "rules", "list"),
        _of(Quarantined, "claim_id"),
        _of(Quarantined, "task_id", "integer"),
        _of(Quarantined, "annotation_id", "integer"),
        _of(Quarantined, "result"),
    ),
)
"""What a maintainer works off; private, because it names people."""

TABLES = (CLAIMS, SENTENCES, ANNOTATIONS, UNDECIDED)
"""Every table that `pull` publishes, in the order of the record `Dataset`."""
