"""One sentence as the rules see it, and what they found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, lexicon
from annotator.corpus.attribution.words.names import Hit
from annotator.corpus.attribution.words.scene import Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.sentence import Sentence


@dataclass(slots=True)
class Reading:
    """One sentence as the rules see it, and what they found."""

    sentence: Sentence
    words: Words
    hits: list[Hit]
    quotes: tuple[int, ...]
    """Numbers of the quotations that it shares, unique within the article."""
    item: bool
    indent: int = 0
    """Blanks in front of an item: what stands deeper belongs to the item above it."""
    weighed: list[tuple[Candidate, Who, float]] = field(default_factory=list)
    """Every candidate with its source and weight, accepted or not."""
    spoken: list[Spoken] = field(default_factory=list)
    beside: Spoken | None = None
    """Who says something beside the narrator, where nobody else speaks."""
    asks: bool = False
    """It is an interviewer's question: nobody's whom the text is by."""
    topic: Who | None = None
    """Whom it is about, where nobody speaks."""


def begins_paragraph(readings: Sequence[Reading], index: int) -> bool:
    """Whether the first sentence of a paragraph stands at a place."""
    return not index or readings[index - 1].sentence.paragraph != readings[index].sentence.paragraph


def speaks_of_itself(reading: Reading) -> bool:
    """Whether somebody speaks of themselves, and no reporter of theirs: "our reporters" are not the speaker's."""
    low, crew = reading.words.low, lexicon().crew
    own = (index for index, word in enumerate(low) if word in FIRST_PERSON)
    return any(crew.isdisjoint(low[index + 1 : index + _NEAR]) for index in own)


_NEAR: Final = 4
"""Words behind "our" within which a reporter is called so."""
