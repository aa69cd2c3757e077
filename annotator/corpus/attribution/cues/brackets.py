"""Sources in brackets behind what they say: "14 killed (Yish claim)", "three dead (denied by Xland)", "3 killed (Yland: 14)"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.idioms import LOST
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, is_number, right
from annotator.corpus.attribution.words.scene import Scene, beginning_in, ending_at
from annotator.corpus.attribution.words.tokens import QUOTED

_LONGEST: Final = 9
"""Words in brackets that name no more than a source."""
_NEAR: Final = 10
"""Words before a bracket in which a number of dead, wounded or lost stands."""
SAYS_SO: Final = frozenset(("claim", "claims", "count", "estimate", "estimates", "figure", "figures"))
"""As what somebody's number is given."""
_TAKES_UP: Final = frozenset(("confirmed", "contested", "denied", "disputed", "rejected"))
_SORTS: Final = (Sort.PLACE, Sort.DEMONYM, Sort.REGION, Sort.BODY, Sort.PERSON)


def in_brackets(scene: Scene) -> list[Candidate]:
    """Whose a number or a quotation is by the bracket behind it."""
    low = scene.words.low
    several: list[Candidate] = []
    if "(" not in low:
        return several
    free = 0
    for opening in [index for index, word in enumerate(low) if word == "("]:
        end = next((at for at in range(opening + 2, min(len(low), opening + _LONGEST + 2)) if low[at] == ")"), None)
        counted = any(map(is_number, low[max(free, opening - _NEAR) : opening]))
        lost = counted and not LOST.isdisjoint(low[max(0, opening - 2 * _NEAR) : opening])
        if end is None or not (lost or low[opening - 1] == QUOTED):
            continue
        found = _source(scene, opening + 1, end)
        several += [] if found is None else [found]
        free = end
    return several


def _source(scene: Scene, start: int, end: int) -> Candidate | None:
    """Who speaks by words in brackets; None where they say something else."""
    w, lex = scene.words, scene.lexicon
    if w.low[start] in _TAKES_UP:
        phrase = right(w, start + 2, lex) if w.low[start + 1] == "by" and start + 2 < end else None
        if phrase is None:
            return None
        return Candidate(start, start + 2, w.low[start], "taken_up", phrase, frozenset(("reduced",)))
    named = any(hit.start <= start + 1 and hit.tag(*_SORTS) for hit in beginning_in(scene, start, end)[:1])
    if not named:
        return None
    if ":" in w.low[start:end]:
        # Such as "(Yland: 14)".
        colon = w.low.index(":", start)
        counted = colon + 1 < end and is_number(w.low[colon + 1]) and ";" not in w.low[colon:end]
        return Candidate(colon, colon + 1, ":", "account", Phrase(start, colon)) if counted else None
    last, before = w.low[end - 1], start - 2
    # Not "He met 3 envoys (Yish Foreign Ministry)".
    counted = is_number(w.low[before]) or w.low[before] == QUOTED or w.low[before] in LOST
    body = last in lex.institutions or any(hit.tag(Sort.BODY) for hit in ending_at(scene, end))
    speaks = last in SAYS_SO or (counted and body)
    return Candidate(start, end, last, "account", Phrase(start, end)) if speaks else None
