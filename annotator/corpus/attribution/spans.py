"""The words that name the source, the saying words, and the asserted words of a statement."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.statement import Span

_EDGES: Final = " \t\n\r\xa0,;:—–-"


def spans_of(reading: Reading, spoken: Spoken) -> tuple[Span | None, Span | None, Span]:
    """Source, cue and content of a statement, in code points of its sentence."""
    text, w = reading.sentence.text, reading.words
    candidate = spoken.candidate
    if candidate is None:
        return None, None, Span(start=0, end=len(text))
    phrase = candidate.phrase
    source = None if phrase is None else _span(w, phrase.start, phrase.end)
    cue = _span(w, candidate.start, candidate.end) if candidate.start < candidate.end else None
    return source, cue, _content(text, w, candidate) or Span(start=0, end=len(text))


def _span(w: Words, start: int, end: int) -> Span:
    return Span(start=w.start(start), end=w.end(end - 1))


def _content(text: str, w: Words, candidate: Candidate) -> Span | None:
    """What is left of the sentence: before a source at its end, else behind the cue."""
    phrase = candidate.phrase
    first = candidate.start if phrase is None else min(candidate.start, phrase.start)
    last = candidate.end if phrase is None else max(candidate.end, phrase.end)
    begin, stop = w.start(first), w.end(last - 1)
    at_end = candidate.features & {"tail", "inverted", "tail_clause"} or candidate.rule in (
        "according_to",
        "as_said_by",
        "colon",
    )
    if at_end and begin > len(text) - stop:
        return _stripped(text, 0, begin)
    if last < len(w) and w.low[last] == "that":
        stop = w.end(last)
    return _stripped(text, stop, len(text))


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start=start, end=end) if any(character.isalnum() for character in text[start:end]) else None
