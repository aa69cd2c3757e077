"""A candidate: a place where a sentence may say that somebody says something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.corpus.attribution.words.phrases import Phrase

OWN_WORDS: Final = frozenset(("clause", "colon", "quote", "that"))
"""Features of a cue that has what was said behind it."""
WITH_WORDS: Final = OWN_WORDS | {"quote_before"}
"""The same, or before it."""


@dataclass(slots=True)
class Candidate:
    """A cue, the phrase that may be its source, and what speaks for and against it."""

    start: int
    """First word of the cue."""
    end: int
    lemma: str
    rule: str
    phrase: Phrase | None
    """None where the subject is shared with an earlier cue or has to be looked up."""
    features: frozenset[str] = frozenset()
