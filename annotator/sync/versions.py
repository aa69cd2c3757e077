"""The article versions that this machine has pushed, so that offsets can be checked against them (rule R8)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from annotator import atomic
from annotator.corpus.article import Article


def keep(folder: Path, article: Article) -> None:
    """Keep this version of an article under the SHA-256 of its text."""
    path = folder / f"{article.text_sha256}.txt"
    if not path.exists():
        atomic.write(path, article.text.encode(), private=True)


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
