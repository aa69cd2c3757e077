"""Speakers suggested by somebody else, a language model's say, in place of the tool's own."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from annotator import jsonl
from annotator.corpus.sentence import Sentence
from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.corpus.statement import FOREIGN, Statement
from annotator.errors import InputError
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
    line: int = 0
    """Which line of its file it is, from 1; no matter what the file says."""
    kind: str | None = None
    """This and what follows stand in the lines of `annotator check --json`; nothing is made of them."""
    text: str | None = None
    article_sha256: str | None = None
    converter: str | None = None
    origins: Mapping[str, str] | None = None

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"end {self.end} is not behind start {self.start}")
        nobody = (None, OTHER, NARRATOR)
        main = self.speakers[0] if self.speakers else self.speaker
        if main != self.speaker and not (self.speaker is None and main in nobody):
            raise ValueError(f"speaker is {self.speaker!r}, and the first of speakers {main!r}")
        return self

    @property
    def named(self) -> tuple[str | None, ...]:
        """All speakers, the main one first."""
        return self.speakers or (self.speaker,)


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
        InputError: it cannot be read, holds nothing, or a line is no suggestion; the message names it.
    """
    rows = tuple(row.model_copy(update={"line": line}) for line, row in jsonl.numbered(path, Suggested))
    if not rows:
        raise InputError(f"{path} holds no row", "write one JSON object a sentence, as docs/attribution.md says")
    models = {row.model for row in rows if row.model}
    name = models.pop() if len(models) == 1 else path.stem
    return Suggestions(path=str(path), version=f"{name}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}", rows=rows)


def replaced(
    statements: Sequence[Statement], rows: Sequence[Suggested], registry: Registry, path: str
) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The statements of one article with the suggested speakers in them, and a problem for each row that was of no use.

    A row fits the sentence with which it shares more than two thirds of its own length and of the sentence's. Of several
    that fit one, that with its very offsets counts, else the first.
    """
    sentences = list({statement.sentence.index: statement.sentence for statement in statements}.values())
    suggested: dict[int, Suggested] = {}
    problems: list[Problem] = []
    exact = {(sentence.start, sentence.end) for sentence in sentences}
    for row in sorted(rows, key=lambda row: (row.start, row.end) not in exact):
        sentence = _fitting(row, sentences)
        if sentence is None:
            hint = "`annotator check --json` prints every sentence's offsets"
            problems.append(unused(path, row, "fits no sentence", hint))
        elif problem := of_nobody(row, registry, path):
            problems.append(problem)
        elif first := suggested.get(sentence.index):
            message = f"a second row for the sentence of line {first.line}"
            problems.append(unused(path, row, message, "give one row for each sentence"))
        else:
            suggested[sentence.index] = row
    return tuple(_said(statement, suggested.get(statement.sentence.index)) for statement in statements), tuple(problems)


def of_no_article(rows: Mapping[str, Sequence[Suggested]], articles: set[str], path: str) -> tuple[Problem, ...]:
    """A problem for each article that rows name and that is not among those at hand."""
    hint = "give that article too, or correct its key: `annotator check` prints them"
    return tuple(
        unused(path, rows[key][0], f"the first of {len(rows[key])} rows of an article that is not given", hint)
        for key in sorted(set(rows) - articles)
    )


def of_nobody(row: Suggested, registry: Registry, path: str) -> Problem | None:
    """The problem of a row that names a speaker who is not in the registry."""
    known = (None, OTHER, NARRATOR, *registry.tags)
    unknown = next((name for name in row.named if name not in known), None)
    if unknown is None:
        return None
    hint = f"use {', '.join((*registry.tags, OTHER, NARRATOR))}"
    return unused(path, row, f"speaker {unknown!r} is not in the registry", hint)


def unused(path: str, row: Suggested, message: str, hint: str) -> Problem:
    """The problem of a row that is of no use."""
    where = f"{path}:{row.line}: article {row.article}, {row.start} to {row.end}"
    return Problem(kind="suggestion", where=where, message=message, hint=hint)


def _fitting(row: Suggested, sentences: Sequence[Sentence]) -> Sentence | None:
    # With more than two thirds of the row it holds the row's middle.
    before = bisect_right(sentences, (row.start + row.end) // 2, key=lambda sentence: sentence.start)
    for sentence in sentences[max(0, before - 1) : before]:
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
