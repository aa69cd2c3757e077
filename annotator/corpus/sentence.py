"""Sentences with exact offsets into the article as received, and their identity."""

from __future__ import annotations

import hashlib
import json
import unicodedata

from pydantic import Field

from annotator.corpus.article import Article
from annotator.corpus.layout import lines
from annotator.corpus.splitter import Kind, splitter
from annotator.record import Record, ShortId

__all__ = ["Kind", "Sentence", "identify", "normalise", "split", "text_sha256"]


class Sentence(Record):
    """One unit of an article: ``article.text[start:end] == text``, always."""

    article: str
    """Key of its article."""
    index: int = Field(ge=0)
    """Position among the article's units, from 0."""
    start: int = Field(ge=0)
    """First code point in the article's text."""
    end: int = Field(gt=0)
    """One past the last code point."""
    text: str = Field(min_length=1)
    kind: Kind = Kind.BODY
    paragraph: int = Field(default=0, ge=0)
    """Which paragraph (or block) of the article it stands in, from 0."""
    occurrence: int = Field(default=1, ge=1)
    """Which occurrence of the same normalised text within the article, from 1."""

    @property
    def id(self) -> ShortId:
        """The first 16 hex digits of the SHA-256 of article key, normalised text and occurrence."""
        return identify(self.article, normalise(self.text), self.occurrence)


def normalise(text: str) -> str:
    """NFC, and every run of white space made one blank; nothing else (definitions, section 6)."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_sha256(text: str) -> str:
    """SHA-256 of the normalised text."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def identify(*parts: str | int) -> ShortId:
    """The first 16 hex digits of the SHA-256 of the parts, written as a JSON list."""
    identity = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(identity.encode()).hexdigest()[:16]


def split(article: Article) -> tuple[Sentence, ...]:
    """The units of an article, in its order: sentences, headings, captions, datelines.

    Nothing but white space, list markers and rulers lies outside them.
    """
    text = article.text
    sentences: list[Sentence] = []
    seen: dict[str, int] = {}
    for start, end, kind, paragraph in splitter().units(text, lines(text, article.body_start)):
        words = text[start:end]
        normal = normalise(words)
        seen[normal] = seen.get(normal, 0) + 1
        sentences.append(
            Sentence(
                article=article.key,
                index=len(sentences),
                start=start,
                end=end,
                text=words,
                kind=kind,
                paragraph=paragraph,
                occurrence=seen[normal],
            )
        )
    return tuple(sentences)
