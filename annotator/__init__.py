"""Who claims what in a conflict: articles in, attributed, verified and disputed claims out, reviewed in Label Studio.

The public door. Names are imported when they are first used, so that ``annotator --help`` does not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from annotator.annotation.annotation import Annotation
    from annotator.annotation.task import Task
    from annotator.claims.claim import Claim
    from annotator.claims.dataset import Dataset
    from annotator.claims.review import Undecided, decide
    from annotator.corpus.article import Article
    from annotator.corpus.attribution import attribute
    from annotator.corpus.formats import read
    from annotator.corpus.sentence import Sentence, split
    from annotator.corpus.speaker import Registry
    from annotator.corpus.statement import Statement

__all__ = [
    "Annotation",
    "Article",
    "Claim",
    "Dataset",
    "Registry",
    "Sentence",
    "Statement",
    "Task",
    "Undecided",
    "attribute",
    "decide",
    "read",
    "split",
]

_HOME = {
    "Annotation": "annotation.annotation",
    "Article": "corpus.article",
    "Claim": "claims.claim",
    "Dataset": "claims.dataset",
    "Registry": "corpus.speaker",
    "Sentence": "corpus.sentence",
    "Statement": "corpus.statement",
    "Task": "annotation.task",
    "Undecided": "claims.review",
    "attribute": "corpus.attribution",
    "decide": "claims.review",
    "read": "corpus.formats",
    "split": "corpus.sentence",
}


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(f"annotator.{_HOME[name]}"), name)
    raise AttributeError(f"module 'annotator' has no attribute {name!r}")
