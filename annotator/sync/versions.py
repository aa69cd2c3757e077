"""The article versions that this machine has pushed, so that offsets can be checked against them (rule R8).

A text lies under its SHA-256. What made it from which raw bytes lies beside it, so that another conversion of the same bytes is
never taken for a change of the article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from annotator import atomic
from annotator.corpus.article import Article
from annotator.corpus.sentence import identify
from annotator.problem import Problem
from annotator.record import Record, Sha256


class Conversion(Record):
    """What one converter made of an article's raw bytes."""

    text_sha256: Sha256
    """Names the file that holds the text."""
    converter: str
    """Its name and version, as in `Article.converter`."""


class Converted(Record):
    """An article whose raw bytes are not its text: every text that was pushed of them, the latest last."""

    article: str
    raw_sha256: Sha256
    path: str
    """Where it was read last."""
    origins: dict[str, str]
    """Where its key and metadata were found."""
    conversions: tuple[Conversion, ...]


def keep(folder: Path, article: Article) -> None:
    """Keep this version of an article under the SHA-256 of its text and, where it was converted, what made it."""
    path = folder / f"{article.text_sha256}.txt"
    if not path.exists():
        atomic.write(path, article.text.encode(), private=True)
    if article.converter is None:
        return
    made = Conversion(text_sha256=article.text_sha256, converter=article.converter)
    known = _converted(folder, article)
    earlier = tuple(one for one in known.conversions if one != made) if known else ()
    record = Converted(
        article=article.key,
        raw_sha256=article.sha256,
        path=article.path,
        origins=article.origins,
        conversions=(*earlier, made),
    )
    if record != known:
        atomic.write(_record(folder, article), record.model_dump_json(indent=2).encode(), private=True)


def reconverted(folder: Path, articles: Iterable[Article]) -> Iterator[Problem]:
    """A Problem for each article whose raw bytes are as they were pushed, and whose text is new: the converter changed it."""
    for article in articles:
        known = _converted(folder, article) if article.converter else None
        if known and all(one.text_sha256 != article.text_sha256 for one in known.conversions):
            yield Problem(
                kind="reconverted",
                where=article.path,
                message=f"the same file was text {known.conversions[-1].text_sha256[:8]} by {known.conversions[-1].converter}, "
                f"and is text {article.text_sha256[:8]} by {article.converter}",
                hint="Nothing to do if the new text is better: labels of unchanged sentences stay, changed ones become new tasks. "
                "To keep the old text, go back to the earlier converter.",
            )


def at_hand(folder: Path, hashes: Iterable[str]) -> dict[str, str]:
    """The texts that this machine has, by their SHA-256; a copy that somebody changed counts as absent."""
    texts: dict[str, str] = {}
    for sha256 in set(hashes):
        path = folder / f"{sha256}.txt"
        if path.is_file():
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() == sha256:
                texts[sha256] = content.decode()
    return texts


def _record(folder: Path, article: Article) -> Path:
    return folder / f"{identify(article.key, article.sha256)}.json"


def _converted(folder: Path, article: Article) -> Converted | None:
    """What is kept of this article in these raw bytes; a record that somebody spoiled counts as absent."""
    try:
        return Converted.model_validate_json(_record(folder, article).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
