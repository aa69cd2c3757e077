"""Speakers suggested by somebody else, a language model's say, in place of the tool's own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field

from annotator import jsonl
from annotator.corpus.sentence import Sentence
from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.corpus.statement import FOREIGN, Statement
from annotator.problem import Problem
from annotator.record import Record


class Suggested(Record):
    """One line of a suggestions file: who says the sentence at these offsets."""

    article: str
    """The article's key."""
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    speaker: str | None
    """A tag of the registry, Narrator or Other; None where it is one of these two, whichever."""
    speakers: tuple[str | None, ...] = ()
    """All of them, where there are several; the main one first. `annotator score` measures them, a push shows the main one."""
    score: float | None = Field(default=None, ge=0, le=1)
    model: str | None = None


class Suggestions(Record):
    """A suggestions file."""

    path: str
    version: str
    """Under which name they stand in Label Studio: the model's, or else the file's, and the first 8 hex digits of its SHA-256."""
    rows: tuple[Suggested, ...]

    def by_article(self) -> Mapping[str, tuple[Suggested, ...]]:
        """The rows of each article, in their order."""
        found: dict[str, list[Suggested]] = {}
        for row in self.rows:
            found.setdefault(row.article, []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}


def load(path: Path) -> Suggestions:
    """Read a suggestions file.

    Raises:
        InputError: it cannot be read, or a line is no suggestion; the message names it.
    """
    rows = tuple(jsonl.read(path, Suggested))
    models = {row.model for row in rows if row.model}
    name = models.pop() if len(models) == 1 else path.stem
    return Suggestions(path=str(path), version=f"{name}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}", rows=rows)


def replaced(
    statements: Sequence[Statement], rows: Sequence[Suggested], registry: Registry, path: str
) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements of one article with the suggested speakers in them, and a problem for each row that was of no use.

    A row fits the sentence with which it shares more than two thirds of its own length and of the sentence's.
    """
    sentences = list({statement.sentence.index: statement.sentence for statement in statements}.values())
    suggested: dict[int, Suggested] = {}
    problems: list[Problem] = []
    for row in rows:
        sentence = _fitting(row, sentences)
        where = f"{path}: article {row.article}, {row.start} to {row.end}"
        if sentence is None:
            problems.append(
                _unused(where, "fits no sentence", "`annotator check --json` prints every sentence's offsets")
            )
        elif row.speaker not in (None, OTHER, NARRATOR, *registry.tags):
            problems.append(
                _unused(where, f"speaker {row.speaker!r} is not in the registry", f"use {', '.join(registry.tags)}")
            )
        elif sentence.index in suggested:
            problems.append(_unused(where, "a second row for one sentence", "give one row for each sentence"))
        else:
            suggested[sentence.index] = row
    return tuple(_said(statement, suggested.get(statement.sentence.index)) for statement in statements), tuple(problems)


def of_no_article(rows: Mapping[str, Sequence[Suggested]], articles: set[str], path: str) -> tuple[Problem, ...]:
    """A problem for each article that rows name and that is not among those at hand."""
    hint = "push that article too, or correct its key: `annotator check` prints them"
    return tuple(
        _unused(f"{path}: article {key}", f"{len(rows[key])} rows of an article that is not among those pushed", hint)
        for key in sorted(set(rows) - articles)
    )


def _unused(where: str, message: str, hint: str) -> Problem:
    return Problem(kind="suggestion", where=where, message=message, hint=hint)


def _fitting(row: Suggested, sentences: Sequence[Sentence]) -> Sentence | None:
    for sentence in sentences:
        shared = min(row.end, sentence.end) - max(row.start, sentence.start)
        if shared * 3 > 2 * max(row.end - row.start, sentence.end - sentence.start):
            return sentence
    return None


def _said(statement: Statement, row: Suggested | None) -> Statement:
    """The main statement of a sentence as the row has it; its spans are kept only where the speaker stays the same."""
    if row is None or statement.ordinal != 1:
        return statement
    speaker = row.speaker or (statement.speaker if statement.speaker in (OTHER, NARRATOR) else NARRATOR)
    told = {"speaker": speaker, "rule": f"{FOREIGN}{row.model or 'a file'}", "confidence": row.score}
    if speaker != statement.speaker:
        told |= {"speaker_name": None, "source": None, "cue": None, "content": None}
    return statement.model_copy(update=told)
