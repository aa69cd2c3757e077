"""The subject behind its verb: "…, said the man", "“We stay,” added at noon the head of the port"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.complements import is_end
from annotator.corpus.attribution.cues.finite import INVERTS
from annotator.corpus.attribution.words.heads import are_people, head_of
from annotator.corpus.attribution.words.lexicon import Form, Lexicon, listed
from annotator.corpus.attribution.words.phrases import Phrase, is_clause, is_past, is_verb, right
from annotator.corpus.attribution.words.scene import Scene, may_speak
from annotator.corpus.attribution.words.tokens import DASHES, QUOTED, Words

_LONGEST_SOURCE: Final = 14
"""Words of "informs the press service of the ministry." at the end of a sentence."""
_NO_OBJECT: Final = listed("no_object")
"""Verbs behind which a noun phrase is their subject rather than their object."""
_TO_SOMEBODY: Final = listed("to_somebody")
"""Verbs behind which stands to whom, or about what, rather than who."""
_NOT_SUBJECTS: Final = listed("not_subjects")
_TAKE_NO_OFFICE: Final = frozenset(("reports", "says"))
"""Forms behind which an office at the end is the subject: nobody "reports the ministry"."""
_STOPS_SETTING: Final = frozenset((",", ";", ":", ".", QUOTED, "that"))
_WHEN: Final = frozenset(("late", "early", "earlier", "later", "shortly"))
_ONE_OF: Final = frozenset(("another", "both", "many", "most", "one", "some", "two"))
_ONE: Final = frozenset(("last", "this", "next", "that"))
"""What stands in front of a week or month."""


def inverted_subject(scene: Scene, verb: int, before: int, form: Form, phrase: Phrase | None) -> Phrase | None:
    """The subject behind the verb, as in "…, said the man" or "…, said at a briefing the head of the service"."""
    w, lex = scene.words, scene.lexicon
    if not (form.past or form.third or form.base) or verb + 1 >= len(w):
        return None
    previous = w.low[before] if before >= 0 else ""
    headed = previous == "," and w.low[-1] != "." and form.lemma in lex.strong and w.capital(verb + 1)
    if (
        form.base
        and not form.past
        and previous != QUOTED
        and not (form.lemma == "say" and previous == ",")
        and not headed
    ):
        # "The road is open, confirm Xland, Yland": a headline.
        return None
    quoted = previous == QUOTED or (previous == "," and before > 0 and w.low[before - 1] == QUOTED)
    quoted = quoted or (previous in DASHES and before > 0 and w.low[before - 1] == ",")
    # "Who signed it? asked the prosecutor."
    quoted = quoted or (previous in ("?", "!") and form.past)
    informs = w.low[verb] in ("assures", "informs", "warns") and w.low[-1] == "." and len(w) - verb < _LONGEST_SOURCE
    informs = informs or (previous == "," and _is_signed(w, verb, lex))
    written = w.low[verb] == "reads" and previous == "," and not lex.documents.isdisjoint(w.low[verb + 1 : verb + 4])
    if not quoted and (
        (form.lemma in _TO_SOMEBODY and not informs) or (form.lemma not in lex.strong and form.lemma not in INVERTS)
    ):
        return None
    if previous not in (QUOTED, ",", "so", "-", "–", "—", "?", "!"):
        return None
    closes = False
    if phrase is not None and not quoted:
        # "X, which lost the war, says"
        opens = phrase.start == 0 or (w.low[phrase.start - 1] == "," and not is_clause(w, 0, phrase.start, lex))
        opens = opens or w.low[phrase.start - 1] == QUOTED
        # "One man fled and the other died, in a village near X, said the mayor."
        clause = phrase.first_end is not None and any(is_past(w, at, lex) for at in range(phrase.start + 1, phrase.end))
        in_list = _is_list(w, verb, phrase, lex)
        told_more = phrase.apposition is not None and opens and not clause and not in_list
        headline = w.low[verb] == "claims" and w.low[-1] != "."
        if (told_more and w.low[verb] not in _TAKE_NO_OFFICE and not headline) or previous != ",":
            return None
        takes_none = in_list or written or form.lemma in _NO_OBJECT
        closes = told_more or not (takes_none or is_inserted(w, verb, before, phrase, lex))
    start = verb + 1
    if phrase is not None and (w.low[start] in _WHEN or (w.low[start] in _ONE and w.low[start + 1 : start + 2])):
        # "X, head of the port, said late on Monday"
        return None
    if lex.is_adverb(w.low[start]) and w.low[start] not in lex.pronouns:
        start += 1
    if start < len(w) and w.low[start] in lex.prepositions and previous in (QUOTED, ","):
        start = _behind_setting(w, start, lex)
    if start >= len(w) or w.low[start] in lex.subordinators or w.low[start] in lex.prepositions:
        return None
    if quoted and w.low[start + 1 : start + 3] == ["of", "them"] and w.low[start] in _ONE_OF:
        # "“It was loud,” said one of them."
        return Phrase(start, start + 3)
    behind = right(w, start, lex)
    if behind is not None and all(w.low[at] in lex.times for at in range(behind.start, behind.end)):
        # "“It was late,” First Last, the envoy, said Wednesday."
        return None
    kin = (
        quoted
        and w.low[start] == "her"
        and not (lex.people | lex.crowd | lex.documents).isdisjoint(w.low[start + 1 : start + 2])
    )
    if behind is None or not is_end(w, behind, lex) or (w.low[behind.start] in _NOT_SUBJECTS and not kin):
        return None
    if phrase is None and not quoted and not may_speak(scene, behind):
        # "The resolution, adopted in May, stresses the need to act".
        return None
    if (
        form.base
        and not form.past
        and not quoted
        and not headed
        and not w.low[head_of(w, behind.start, behind.end, lex) - 1].endswith("s")
        and not are_people(w, behind.start, behind.end, lex)
    ):
        return None
    if closes and phrase is not None and not _is_source_at_end(w, verb, behind, lex):
        return None
    # "X, the spokeswoman, said Y's army left"
    ends_so = phrase is not None and w.low[behind.end - 1].endswith("ed")
    return None if ends_so or is_clause(w, behind.start, behind.end, lex) else behind


def _is_list(w: Words, verb: int, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a surname ends a sentence behind what is no subject: "The claims lack legal and moral basis, stressed Maro."."""
    if not w.capital(verb + 1) or w.low[verb + 2 : verb + 3] not in ([], ["."]):
        return False
    if phrase.apposition is None:
        # Not a headline's "Xland fires mortars, claims Anytown".
        return w.low[-1] == "." and w.low[phrase.end] == "," and phrase.end + 1 == verb
    if phrase.start and not w.capital(phrase.start) and w.low[phrase.start] not in lex.determiners:
        return True
    first, end = phrase.apposition
    low = w.low[first]
    plain = low.isalpha() and not w.capital(first) and not low.endswith(("ed", "ing"))
    plain = plain and low not in lex.function | lex.determiners | lex.prepositions
    return (plain or low in ("and", "or", "nor")) and lex.titles.isdisjoint(w.low[first:end])


def _is_signed(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether a name and its office end a sentence behind a verb: "…, assured First Last, head of the port."."""
    behind = right(w, verb + 1, lex)
    if behind is None or not w.capital(behind.start):
        return False
    first, last = behind.apposition or (behind.start, behind.end)
    return not lex.offices.isdisjoint(w.low[first:last]) and w.low[last : last + 1] in ([], ["."])


def _is_source_at_end(w: Words, verb: int, behind: Phrase, lex: Lexicon) -> bool:
    """Whether a verb with an office behind it ends a sentence that has a verb already: "So was the road, stressed the ministry"."""
    ends = w.low[behind.end : behind.end + 1]
    if ends not in ([], ["."]) and not (ends in (["in"], ["on"]) and not is_clause(w, behind.end, len(w), lex)):
        return False
    plural = w.low[verb] == "say" and are_people(w, behind.start, behind.end, lex)
    if not plural and lex.titles.isdisjoint(w.low[behind.start : head_of(w, behind.start, behind.end, lex)]):
        return False
    return w.low[verb] in _TAKE_NO_OFFICE or any(
        w.low[index] in lex.helpers or is_verb(w, index, lex) or is_past(w, index, lex) for index in range(verb)
    )


def is_inserted(w: Words, verb: int, comma: int, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a verb and its subject stand between commas in the middle of a clause: "The road, claims X, is open"."""
    behind = right(w, verb + 1, lex) if phrase.end == comma and comma + 1 == verb else None
    return behind is not None and w.low[behind.end : behind.end + 1] == [","]


def _behind_setting(w: Words, start: int, lex: Lexicon) -> int:
    """Where a subject may begin behind "at the briefing" or "in its turn"; the start where there is none."""
    for index in range(start + 2, min(len(w), start + 8)):
        if w.low[index] in _STOPS_SETTING:
            break
        if w.low[index] == "the" and w.low[index - 1] not in lex.prepositions:
            return index
    return start
