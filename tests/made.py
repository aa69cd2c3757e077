"""Records for tests, made in one line each: only what a test is about has to be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from annotator.annotation.annotation import Annotation, Answers, Cited, State
from annotator.annotation.codebook import ClaimAnswer, Status
from annotator.annotation.task import Task
from annotator.corpus.sentence import Kind, identify, normalise, text_sha256

NOON = datetime(2023, 9, 20, 12, tzinfo=UTC)
SENTENCE = "The ministry said that only military targets were hit."


def a_task(**fields: Any) -> Task:
    """A task of one sentence; give what matters."""
    text = fields.setdefault("sentence", SENTENCE)
    article = fields.setdefault("article", "a-release")
    occurrence, ordinal = fields.setdefault("occurrence", 1), fields.setdefault("statement", 1)
    plain: dict[str, Any] = {
        "uid": identify(article, normalise(text), occurrence, ordinal),
        "article_sha256": "a" * 64,
        "raw_sha256": "b" * 64,
        "sentence_id": identify(article, normalise(text), occurrence),
        "sentence_index": 0,
        "kind": Kind.BODY,
        "sort_key": f"{article} 000000 {ordinal:02d}",
        "char_start": 10,
        "char_end": 10 + len(text),
        "text_sha256": text_sha256(text),
        "title": "A release",
        "provenance": "A release",
        "before": "",
        "after": "",
        "asked": "asserted: the whole sentence",
        "speaker": "Baku",
    }
    return Task.model_validate({**plain, **fields})


def answers(**fields: Any) -> Answers:
    """Answers that say: an attributed claim of Baku's; give what differs."""
    return Answers.model_validate(
        {"claim": ClaimAnswer.CLAIM, "speaker": "Baku", "status": Status.ATTRIBUTED, **fields}
    )


def cited(
    root: str, name: str | None = None, *, citation: str = "https://example.org/1", admission: bool = False
) -> Cited:
    """One item of evidence."""
    return Cited(citation=citation, root=root, root_name=name, admission=admission)


def by(person: str, task: Task, given: Answers | None = None, *, minutes: int = 0, **fields: Any) -> Annotation:
    """What a person submitted about a task, some minutes after noon."""
    when = NOON + timedelta(minutes=minutes)
    plain: dict[str, Any] = {
        "statement_id": task.uid,
        "annotation_id": abs(hash((person, minutes))) % 10_000,
        "person": f"{person}@example.org",
        "state": State.SUBMITTED,
        "created_at": when,
        "updated_at": when,
        "text_sha256": text_sha256(task.sentence),
        "answers": given or answers(),
    }
    return Annotation.model_validate({**plain, **fields})
