"""What an outlet of the registry says of its own: what its reporters see, ask, obtain, count or cannot verify."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.between import is_spoken_to
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.clauses import leading
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import Scene
from annotator.corpus.attribution.words.tokens import BREAKS, DASHES, QUOTED, Words

_FAR: Final = 40
"""Words within which an outlet's study says what it found."""
_NEAR: Final = 9
"""Words between an outlet and its verb."""


def staff_verbs(scene: Scene, outlet: Phrase | None) -> dict[int, Candidate]:
    """What an outlet of the registry sees, asks, obtains or cannot verify: by the place of the verb."""
    w, lex = scene.words, scene.lexicon
    found: dict[int, Candidate] = {}
    staff = [Phrase(hit.start, hit.end) for hit in scene.hits if hit.tag(*_OUTLETS) in scene.names.staff]
    for phrase in staff if outlet is None else [outlet, *staff]:
        previous = w.low[phrase.start - 1] if phrase.start else ""
        form = lex.forms.get(previous)
        told = form is not None and form.lemma in ("tell", "inform", "give", "show", "reassure")
        credit = previous in ("(", "/") or w.low[phrase.end : phrase.end + 1] == [")"]
        able = previous == "for" and w.low[phrase.end : phrase.end + 1] == ["to"]
        if previous in ("whom", "who"):
            # "Residents whom the outlet spoke to said"
            continue
        told_at = next((at for at in range(phrase.end + 2, min(len(w), phrase.end + 4)) if is_spoken_to(w, at)), None)
        if told_at is not None and (said := lex.forms.get(w.low[told_at])) is not None and said.lemma in lex.strong:
            # The same without "whom".
            continue
        if told or credit or (previous in lex.prepositions and previous != "by" and not able):
            continue
        if w.low[phrase.end : phrase.end + 1] in (["affiliate"], ["partner"]):
            continue
        made = _by_staff(w, phrase, lex) if previous == "by" else _staff_verb(w, phrase, lex)
        if made is not None:
            found[made.start] = made
    return found


_OUTLETS: Final = (Sort.OUTLET, Sort.PLACE)
_TO_OTHERS: Final = frozenset(("approach", "contact", "interview", "reach", "show", "visit"))
"""What an outlet does with others, who say something then: "interviewed by the outlet"."""


def _by_staff(w: Words, outlet: Phrase, lex: Lexicon) -> Candidate | None:
    """Such as "obtained and reviewed by" the outlet."""
    found = w.low[outlet.end] if outlet.end < len(w) else ""
    if found in _FINDINGS and not _STUDIES.isdisjoint(w.low[max(0, outlet.start - _NEAR) : outlet.start]):
        # "A review of the footage by the outlet found"
        return Candidate(outlet.end, outlet.end + 1, found, "outlet", outlet)
    for index in range(outlet.start - 2, max(-1, outlet.start - 6), -1):
        form = lex.forms.get(w.low[index])
        if form is None or not form.participle or form.lemma in _TO_OTHERS:
            continue
        if form.lemma == "ask" and (not index or w.low[index - 1] in ("when", ",")):
            # "Asked by the outlet, X said": X speaks.
            return None
        if form.lemma in lex.outlet_verbs or form.lemma in lex.strong:
            return Candidate(index, outlet.start, form.lemma, "outlet", outlet)
    return None


_STUDIES: Final = frozenset(("review", "analysis", "investigation", "examination", "tally", "count", "probe"))
_FINDINGS: Final = frozenset(
    (
        "found",
        "finds",
        "showed",
        "shows",
        "shown",
        "revealed",
        "reveals",
        "suggests",
        "suggested",
        "uncovered",
        "uncovers",
    )
)
"""What an outlet's own study says, however long its name is."""
_EXAMINES: Final = frozenset(("analysed", "analyzed", "examined", "geolocated", "identified", "reviewed", "verified"))


def _behind_dashes(w: Words, opening: int) -> int:
    """Where a sentence goes on behind an insertion between dashes; 0 where none closes it."""
    return next((at + 1 for at in range(opening + 2, min(len(w), opening + _FAR)) if w.low[at] in DASHES), 0)


def _staff_verb(w: Words, outlet: Phrase, lex: Lexicon) -> Candidate | None:
    """The verb of an outlet, its team or its reporter; "could not independently verify" is one as well."""
    study = not _STUDIES.isdisjoint(w.low[outlet.end : outlet.end + 1])
    resumes = 0
    last = outlet.end + (_FAR if study else _NEAR)
    for index in range(outlet.end, min(len(w), outlet.end + _FAR)):
        low = w.low[index]
        if study and low not in _FINDINGS | _EXAMINES:
            continue
        if index < resumes:
            continue
        if index >= last:
            return None
        if low in DASHES and (resumes := _behind_dashes(w, index)):
            # "A team of the outlet's in Anytown – far away – felt it".
            last = resumes + _NEAR
            continue
        if low in BREAKS or low in (".", QUOTED, "and") or (low == "that" and w.low[index - 1] not in lex.crew):
            return None
        if study:
            return Candidate(index, index + 1, low, "outlet", outlet)
        form = lex.forms.get(low)
        if form is None or w.capital(index) or (index and w.low[index - 1] in lex.determiners):
            continue
        if index == outlet.end and outlet.start and w.low[outlet.start - 1] in lex.determiners:
            # A request of the outlet's, "for comment".
            continue
        if w.low[index - 1] == "for" or (form.participle and w.low[index - 1] in lex.be):
            # "A CNN car is seen at the gate"
            continue
        following = lex.forms.get(w.low[index + 1]) if index + 1 < len(w) else None
        if not form.past and following is not None and following.past:
            # "A CNN report showed": a noun.
            continue
        if form.lemma == "agree":
            return None
        if form.lemma in ("share", "send"):
            # With others, who say something then.
            continue
        if form.lemma in lex.outlet_verbs or form.lemma in lex.strong or form.lemma in lex.weak:
            features = frozenset(("that",)) if "that" in w.low[index + 1 : index + 3] else frozenset[str]()
            return Candidate(index, index + 1, form.lemma, "outlet", outlet, features)
    return None


def unable(scene: Scene, verb: int) -> Candidate | None:
    """Such as "Newsline could not independently verify it": what an outlet says of its own."""
    low = scene.words.low
    before = low[max(0, verb - _FEW) : verb]
    if _NOT.isdisjoint(before) or not ("could" in before or before[-1:] == ["to"] or "to" in before[-2:]):
        return None
    if not {"that", "which"}.isdisjoint(low[max(0, verb - _FAR) : verb]):
        # "A video that Newsline could not verify showed"
        return None
    outlet = leading(scene.words, 0, scene.lexicon)
    named = (
        outlet is not None and outlet.end <= verb and not scene.names.press.isdisjoint(low[outlet.start : outlet.end])
    )
    return Candidate(verb, verb + 1, low[verb], "outlet", outlet, frozenset(("that",))) if named else None


_FEW: Final = 6
_NOT: Final = frozenset(("not", "cannot", "unable", "couldn't"))
VERIFIES: Final = frozenset(("authenticate", "confirm", "corroborate", "verify"))
