"""Whose "the report" and "the statement" are: of who put them out, or of whoever spoke."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.memory.memory import LONGEST_LOOK, Memory
from annotator.corpus.attribution.memory.mentions import called_again
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.scene import By, Who
from annotator.corpus.speaker import OTHER

_ANY_DOCUMENT: Final = frozenset(("document", "paper", "text"))
"""Words for a text that was called otherwise before."""
_LONGEST_STATEMENT: Final = 200
"""Sentences over which "the statement says" is looked back for whoever issued it."""
_REMEMBERED: Final = 40
"""Mentions among which whoever such a sentence is about is looked for."""
_MENTIONS: Final = 12
"""Sentences back in which a text was told of that is meant."""


def of_document(memory: Memory, nouns: frozenset[str], sentence: int, lex: Lexicon) -> Who | None:
    """Such as "The report", "the statement": of who put it out, else of whoever spoke just before."""
    author = _told_of(memory, nouns & lex.documents, sentence) or _author(memory, nouns, sentence, lex)
    if author is not None:
        return author
    for mention in reversed(memory.mentions[-8:]):
        if mention.source and _told_since(memory, mention.sentence, sentence) <= 3:
            return called_again(mention.who, By.DEFINITE, False, mention.who.nouns | nouns)
    return None


def names_author(low: list[str], lex: Lexicon) -> bool:
    """Whether a phrase says from whom a text is who was not told of: "the memo from an expert", "… from the firm's expert"."""
    if "from" not in low[2:-1]:
        return False
    author = low[low.index("from", 2) + 1 :]
    new = author[0] in ("a", "an") or "'s" in author
    return new and not lex.documents.isdisjoint(low[: low.index("from", 2)])


def _told_since(memory: Memory, earlier: int, sentence: int) -> int:
    """How many sentences stand between that are not quoted as a whole."""
    if sentence - earlier > _LONGEST_STATEMENT:
        return sentence - earlier
    return sum(not scene.words.inside for scene in memory.scenes[earlier - sentence :]) if earlier < sentence else 0


def _author(memory: Memory, documents: frozenset[str], sentence: int, lex: Lexicon) -> Who | None:
    """Such as "The decree": whoever the sentence just before is about, if it told of one ("X signed a decree")."""
    if not _ANY_DOCUMENT.isdisjoint(documents):
        documents = documents | lex.documents
    for mention in reversed(memory.mentions[-4:]):
        told = mention.sentence == sentence - 1 and not documents.isdisjoint(memory.scenes[-1].words.low)
        if told and (mention.who.tag != OTHER or (mention.who.by is By.NAMED and not mention.who.person)):
            return called_again(mention.who, By.DEFINITE, False, mention.who.nouns | documents)
    return None


def _told_of(memory: Memory, documents: frozenset[str], sentence: int) -> Who | None:
    """Such as "The report": of whoever the last sentence is about that calls one so, over what others say since."""
    for back, near in enumerate(reversed(memory.scenes[-_MENTIONS:]), 1):
        if documents.isdisjoint((*near.words.low[:LONGEST_LOOK], *near.words.low[-LONGEST_LOOK:])):
            continue
        told = (
            mention.who for mention in reversed(memory.mentions[-_REMEMBERED:]) if mention.sentence == sentence - back
        )
        who = next((who for who in told if who.by not in (By.NOBODY, By.MUTE, By.THING, By.PRONOUN)), None)
        return None if who is None else called_again(who, By.DEFINITE, False, who.nouns | documents)
    return None
