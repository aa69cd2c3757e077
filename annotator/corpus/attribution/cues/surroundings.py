"""What stands around a form that may be a noun ("claims", "reports") and shows that it is a verb."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.words.heads import head_of
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.phrases import LONGEST, is_past, is_verb
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

NEAR: Final = 9
"""Words behind a verb within which "that" begins what is said."""


def tells_where(w: Words, index: int, lex: Lexicon) -> bool:
    """Such as "claims in a statement that": where something is said, and then what."""
    if w.low[index + 1 : index + 2] not in (["in"], ["on"]):
        return False
    for place in range(index + 2, min(len(w), index + NEAR)):
        if w.low[place] == "that":
            return True
        if w.low[place] in BREAKS or w.low[place] in lex.helpers or is_verb(w, place, lex):
            return False
    return False


def is_denied_by_others(w: Words, index: int) -> bool:
    """Such as "Xland claims, but Yland denies, that"."""
    return w.low[index + 1 : index + 3] == [",", "but"] and index + 3 < len(w) and w.capital(index + 3)


def is_behind_quoted(w: Words, index: int, lex: Lexicon) -> bool:
    """Such as QUOTATION "First Last, the spokeswoman, writes on her page."."""
    far = subject(w, index, lex)
    return far is not None and QUOTED in w.low[max(0, far.start - 2) : far.start]


def tells_words_before(w: Words, index: int, lex: Lexicon) -> bool:
    """Such as "…, the document notes." behind a quotation."""
    far = subject(w, index, lex)
    if far is None or far.start < 1 or w.low[far.end - 1] not in lex.roles:
        return False
    marks = w.low[max(0, far.start - 3) : far.start]
    return QUOTED in marks and all(mark in (QUOTED, ",", "-", "–", "—") for mark in marks)


def ends_what_was_said(w: Words, index: int, lex: Lexicon) -> bool:
    """Such as "…, Vedem company reports.", "A bomb killed two, the mayor's office notes, and hurt nine"."""
    far = subject(w, index, lex)
    if far is None or not far.start or w.low[far.start - 1] not in (",", QUOTED):
        return False
    head = w.low[far.end - 1]
    if w.low[far.start - 1] == QUOTED:
        return head in lex.titles or (w.capital(far.end - 1) and head not in lex.function)
    if w.capital(far.start):
        return w.low[index + 1 : index + 2] in ([], ["."])
    opens = w.low[far.start] in lex.determiners or w.low[far.start] in ("a", "an", "one")
    speaks = head in lex.titles or (head in lex.crowd and w.low[far.start] in ("a", "an", "one"))
    if not (opens and speaks):
        return False
    comma, behind = (*w.low[index + 1 : index + 3], "", "")[:2]
    if comma == "," and (behind in lex.helpers or behind.endswith("s")):
        # "The credit, a member of the team claims, belongs to nobody".
        return True
    return any(
        w.low[place] in lex.helpers or is_verb(w, place, lex) or is_past(w, place, lex)
        for place in range(max(0, far.start - LONGEST), far.start)
    )


def is_of_paper(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether the subject is a text with an owner: "X's report on the war notes", "a report published by X explains"."""
    if lex.documents.isdisjoint(w.low[max(0, index - LONGEST) : index]):
        return False
    far = subject(w, index, lex)
    if far is None:
        return False
    head = head_of(w, far.start, far.end, lex)
    told = w.low[head - 1].endswith("ed") and head - far.start > 1 and w.low[head] == "by" if head < far.end else False
    owned = told or "'s" in w.low[far.start : head]
    return owned and w.low[head - 1 - told] in lex.documents
