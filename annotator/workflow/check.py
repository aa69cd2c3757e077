"""Check: read, split and attribute articles; no server is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator import __version__, corpus
from annotator.corpus import formats
from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import Sentence, split
from annotator.corpus.speaker import Registry
from annotator.corpus.statement import Statement
from annotator.problem import Problem
from annotator.record import Record, without_collection
from annotator.settings import Columns

RULES = (
    "attribution/weights.toml",
    "cues.toml",
    "nouns.toml",
    "layout.py",
    "sentence.py",
    "sentence.toml",
    "speaker.py",
    "splitter.py",
)
"""What suggestions rest on beside the attribution rules and the registry."""


class Checked(Record):
    """One article as the tool understands it."""

    article: Article
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]


def check(paths: Sequence[Path], registry: Registry, columns: Columns | None = None) -> Iterator[Checked | Problem]:
    """Read, split and attribute articles one after the other; what cannot be read is a problem, and the others go on."""
    for article in formats.read(paths, columns):
        if isinstance(article, Problem):
            yield article
        else:
            yield understand(article, registry)


def understand(article: Article, registry: Registry) -> Checked:
    """Split and attribute one article."""
    with without_collection():
        sentences = split(article)
        return Checked(article=article, sentences=sentences, statements=attribute(article, sentences, registry))


def model_version(registry: Registry) -> str:
    """Under which name suggestions stand in Label Studio: another one wherever rules, their data or the registry differ."""
    digest = hashlib.sha256(registry.model_dump_json().encode())
    for path in rule_files():
        digest.update(path.read_bytes())
    return f"rules-{__version__}-{digest.hexdigest()[:8]}"


def rule_files() -> tuple[Path, ...]:
    """The files on which suggestions rest, in a fixed order: every one of attribution, and `RULES`."""
    folder = Path(corpus.__path__[0])
    return (*sorted((folder / "attribution").rglob("*.py")), *(folder / name for name in RULES))
