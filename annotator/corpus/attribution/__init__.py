"""Who says each sentence: suggestions for the annotator, never labels.

Each part knows those before it alone (held by import-linter, decision 0015):

- `words`: a sentence cut into words, quotations folded away, the registry's names, noun phrases.
- `sources`: whom a phrase means by its own words.
- `cues`: where somebody may say something, as candidates with named features.
- `choice`, `reading`, `confidence`, `spans`: which candidates speak, how sure that is, and where their words stand.
- `memory`: what went before, and whom "he" and "the ministry" mean by it.
- `page`: whose the text is, and what runs on in it: quotations, lists, turns, releases, feeds.
- `document`: the pass over an article; `training` learns the weights.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.article import Article
from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.confidence import confidence
from annotator.corpus.attribution.document import read_through
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.spans import spans_of
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.corpus.statement import Span, Statement


def attribute(article: Article, sentences: Sequence[Sentence], registry: Registry) -> tuple[Statement, ...]:
    """At least one statement for every sentence, in their order; the main one of each comes first.

    Nobody named is the narrator. Somebody outside the registry is Other, with the name that the text gives. The same
    input gives the same output; the time grows with the length of the text.
    """
    found: list[Statement] = []
    for reading in read_through(article, sentences, registry):
        if not reading.spoken:
            found.append(_narrated(reading))
        beside = [] if reading.spoken or reading.beside is None else [reading.beside]
        for ordinal, spoken in enumerate(reading.spoken or beside, 1 + len(beside)):
            found.append(_statement(reading, spoken, ordinal))
    return tuple(found)


def _narrated(reading: Reading) -> Statement:
    sentence = reading.sentence
    return Statement(
        sentence=sentence,
        speaker=NARRATOR,
        content=Span(start=0, end=len(sentence.text)),
        rule="dateline" if sentence.kind is Kind.DATELINE else "narrator",
        confidence=confidence(reading, None),
    )


def _statement(reading: Reading, spoken: Spoken, ordinal: int) -> Statement:
    source, cue, content = spans_of(reading, spoken)
    return Statement(
        sentence=reading.sentence,
        ordinal=ordinal,
        speaker=spoken.who.tag,
        speaker_name=spoken.who.name if spoken.who.tag == OTHER else None,
        source=source,
        cue=cue,
        content=content,
        rule=spoken.rule,
        confidence=confidence(reading, spoken),
    )
