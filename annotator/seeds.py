"""The articles to start with and their reference labels, in the wheel or in the checkout."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from annotator import jsonl
from annotator.annotation.annotation import Answers
from annotator.corpus.sentence import identify, normalise
from annotator.record import Record, ShortId


class Label(Record):
    """What one person answers about one statement."""

    article: str
    sentence: str
    occurrence: int = Field(default=1, ge=1)
    statement: int = Field(default=1, ge=1)
    by: str
    """Who: ``annotator-1``, ``annotator-2`` or ``reviewer``."""
    answers: Answers

    @property
    def uid(self) -> ShortId:
        """The statement's id, which is its task's."""
        return identify(self.article, normalise(self.sentence), self.occurrence, self.statement)


def folder() -> Path:
    """Where the articles are: beside the modules in an installed package, else at the top of the checkout."""
    package = Path(__file__).parent
    installed = package / "seed_data"
    return installed if installed.is_dir() else package.parent / "seeds"


def labels() -> tuple[Label, ...]:
    """The reference labels, in the order in which they are entered.

    Raises:
        InputError: a line of ``labels.jsonl`` is no label; the message names it.
    """
    return tuple(jsonl.read(folder() / "labels.jsonl", Label))
