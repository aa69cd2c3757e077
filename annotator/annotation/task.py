"""A task: one statement as annotators meet it, and all that a claim needs of its article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Self

from pydantic import Field

from annotator.corpus.article import Article
from annotator.corpus.sentence import Kind, Sentence, identify, normalise, text_sha256
from annotator.corpus.speaker import NARRATOR, UNNAMED
from annotator.corpus.statement import FOREIGN, Span, Statement
from annotator.record import DayOrMonth, Record, Sha256, ShortId

CONTEXT = 400
"""How many code points of context stand before and behind the sentence, at most."""


class TaskState(StrEnum):
    """Whether the task's statement is still in its article."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


class Task(Record):
    """One statement to be labeled; its fields are the task's data in Label Studio, as pushed.

    What is shown: `title`, `provenance`, `before`, `sentence`, `after`, `asked`. All else makes the row of ``claims.csv``
    without the article being at hand. Spans are relative to `sentence`, ``char_*`` to the article's text.
    """

    uid: ShortId
    """The statement's id: the key by which a second push finds it."""
    article: str
    article_sha256: Sha256
    """Of the article's text (UTF-8) in the version that ``char_*`` refer to."""
    raw_sha256: Sha256
    """Of the raw bytes that this version was read from."""
    converter: str | None = None
    """What made the text from the raw bytes, as name/version; None where they are the text."""
    sentence_id: ShortId
    sentence_index: int = Field(ge=0)
    occurrence: int = Field(ge=1)
    statement: int = Field(ge=1)
    """Ordinal of the statement in its sentence."""
    kind: Kind
    sort_key: str
    """Orders tasks by article, place and ordinal; Label Studio sorts by one key only."""
    state: TaskState = TaskState.CURRENT
    char_start: int = Field(ge=0)
    char_end: int = Field(gt=0)
    text_sha256: Sha256
    """Of the normalised sentence as pushed; tells an edited text on the server."""
    title: str
    provenance: str
    before: str
    sentence: str = Field(min_length=1)
    after: str
    asked: str
    """Which statement this is: its source and asserted words."""
    speaker: str | None
    """The suggested tag; None where a person asked for one more statement and nothing is suggested."""
    speaker_name: str | None = None
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None
    rule: str | None = None
    score: float | None = Field(default=None, ge=0, le=1)
    """The rule's confidence in the suggested speaker."""
    outlet: str | None = None
    published_on: DayOrMonth | None = None
    collected_on: DayOrMonth | None = None
    article_url: str | None = None
    licence: str | None = None
    synthetic: bool = False

    @property
    def sentence_key(self) -> tuple[str, str, int]:
        """Article key, normalised text and occurrence: what names the sentence."""
        return (self.article, normalise(self.sentence), self.occurrence)

    @property
    def text_was_edited(self) -> bool:
        """Somebody changed the sentence on the server after it was pushed (rule R9)."""
        return text_sha256(self.sentence) != self.text_sha256

    def words(self, span: Span | None) -> str | None:
        """The words of a span of the sentence; None where there is none."""
        return None if span is None else self.sentence[span.start : span.end]

    def named(self, occurrence: int, ordinal: int) -> Self:
        """The same task under the key of this occurrence of its text and this ordinal."""
        if (occurrence, ordinal) == (self.occurrence, self.statement):
            return self
        text = normalise(self.sentence)
        return self.model_copy(
            update={
                "uid": identify(self.article, text, occurrence, ordinal),
                "sentence_id": identify(self.article, text, occurrence),
                "occurrence": occurrence,
                "statement": ordinal,
                "sort_key": f"{self.sort_key[:-2]}{ordinal:02d}",
            }
        )

    def next_statement(self, ordinal: int) -> Self:
        """A task for one more statement of the same sentence, without a suggestion, because a person asked for it."""
        return self.named(self.occurrence, ordinal).model_copy(
            update={
                "asked": f"Statement {ordinal} of this sentence: an annotator saw one more speaker in it",
                "speaker": None,
                "speaker_name": None,
                "source": None,
                "cue": None,
                "content": None,
                "rule": None,
                "score": None,
                "state": TaskState.CURRENT,
            }
        )


DEFAULT_KINDS = frozenset({Kind.BODY, Kind.HEADING, Kind.CAPTION})
"""Kinds of units that become tasks; datelines do not."""


def tasks(
    article: Article,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    *,
    kinds: frozenset[Kind] = DEFAULT_KINDS,
) -> Iterator[Task]:
    """The tasks of one article, in its order: one for each statement of a unit of the given kinds."""
    when = article.published_on or (f"collected {article.collected_on}" if article.collected_on else None)
    provenance = " · ".join(part for part in (article.outlet, when, article.key) if part)
    article_sha256 = article.text_sha256
    for sentence, said in groupby(statements, key=lambda statement: statement.sentence):
        if sentence.kind not in kinds:
            continue
        together = tuple(said)
        for statement in together:
            yield Task(
                uid=statement.id,
                article=article.key,
                article_sha256=article_sha256,
                raw_sha256=article.sha256,
                converter=article.converter,
                sentence_id=sentence.id,
                sentence_index=sentence.index,
                occurrence=sentence.occurrence,
                statement=statement.ordinal,
                kind=sentence.kind,
                sort_key=f"{article.key} {sentence.index:06d} {statement.ordinal:02d}",
                char_start=sentence.start,
                char_end=sentence.end,
                text_sha256=text_sha256(sentence.text),
                title=article.title or article.key,
                provenance=provenance,
                before=_before(sentences, sentence.index),
                sentence=sentence.text,
                after=_after(sentences, sentence.index),
                asked=_asked(statement, len(together)),
                speaker=statement.speaker,
                speaker_name=statement.speaker_name,
                source=statement.source,
                cue=statement.cue,
                content=statement.content,
                rule=statement.rule,
                score=statement.confidence,
                outlet=article.outlet,
                published_on=article.published_on,
                collected_on=article.collected_on,
                article_url=article.url,
                licence=article.licence,
                synthetic=article.synthetic,
            )


def _before(sentences: Sequence[Sentence], index: int) -> str:
    """The two sentences before, the nearer end kept where they are long."""
    text = " ".join(sentence.text for sentence in sentences[max(0, index - 2) : index])
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:]


def _after(sentences: Sequence[Sentence], index: int) -> str:
    """The sentence behind, the nearer end kept where it is long."""
    text = sentences[index + 1].text if index + 1 < len(sentences) else ""
    return text if len(text) <= CONTEXT else text[:CONTEXT] + "…"


def _asked(statement: Statement, together: int) -> str:
    """Which statement is meant, in words."""
    parts = [f"Statement {statement.ordinal} of {together}"] if together > 1 else []
    if source := statement.words(statement.source):
        parts.append(f"source: {source}")
    elif statement.rule.startswith(FOREIGN):
        parts.append(statement.rule)
    elif statement.speaker == NARRATOR:
        parts.append("source: nobody is named")
    elif statement.speaker_name and statement.speaker_name != UNNAMED:
        parts.append(f"source: {statement.speaker_name} (named before)")
    else:
        parts.append("source: named before")
    content = statement.words(statement.content)
    parts.append(
        "asserted: the whole sentence" if content in (None, statement.sentence.text) else f"asserted: {content}"
    )
    return " · ".join(parts)
