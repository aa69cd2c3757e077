"""Further sources of a sentence that has one: "…, as did Y", "X counted 71 and Y 32", "was rejected by X and by Y"."""

from __future__ import annotations

from bisect import bisect_right

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.reactions import answered, checked, reactions
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.names import Hit, Sort
from annotator.corpus.attribution.words.phrases import NUMBERS, Phrase, is_verb, left, right
from annotator.corpus.attribution.words.scene import Scene
from annotator.corpus.attribution.words.tokens import QUOTED, Words

_FAR = 40
"""Words within which a second source stands."""
_CHECKS = frozenset(("confirm", "corroborate", "verify"))
_ENDS = frozenset((".", ",", ";", ")", "–", "—"))
_NEAR = 12
"""Words between what is taken up and the verb of whoever takes it up."""


def along(w: Words, candidate: Candidate, lex: Lexicon) -> Candidate | None:
    """What one candidate brings with it: "by X and by Y", "confirmed Anytown's statements"."""
    if candidate.rule == "passive_by" and (second := _and_by(w, candidate, lex) or _listed(w, candidate, lex)):
        return second
    return checked(w, candidate.end, lex) if candidate.lemma in _CHECKS else None


def with_others(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence, and those beside its verbs of saying."""
    w, lex = scene.words, scene.lexicon
    gapped = _without_verb(scene, found) or _as_did(w, found, lex)
    others = [*reactions(w, lex), *_labelled(scene), *answered(w, lex), *_along_with(w, found, lex)]
    better = {one.start for one in others}
    kept = [_taken_up(w, one) if number else one for number, one in enumerate(found) if one.start not in better]
    return [*kept, *others] if gapped is None else [*kept, gapped, *others]


def _along_with(w: Words, found: list[Candidate], lex: Lexicon) -> list[Candidate]:
    """Who speaks with somebody: "X, along with Y, said", "X as well as Y said", "X, and also Y said"."""
    several: list[Candidate] = []
    for one in found:
        phrase = one.phrase
        if phrase is None or one.rule != "verb":
            continue
        start = phrase.start
        inserted = w.low[phrase.apposition[0] : phrase.apposition[0] + 3] if phrase.apposition is not None else []
        second: Phrase | None = None
        if phrase.apposition is not None and (inserted[:2] in _WITH or inserted == _AS_WELL):
            second = right(w, phrase.apposition[0] + (2 if inserted[:2] in _WITH else 3), lex)
        elif w.low[max(0, start - 3) : start] == _AS_WELL:
            second = left(w, start - 3, lex)
        elif w.low[max(0, start - 2) : start] == ["and", "also"]:
            second = left(w, start - (3 if start > 2 and w.low[start - 3] == "," else 2), lex)
        if second is None or second.start >= one.start:
            continue
        ends = phrase.apposition[1] if phrase.apposition is not None else start
        named = w.capital(second.end - 1) and "'s" not in w.low[second.start : second.end]
        if named and (second.end == ends or second.end < start):
            # Behind all that has a cue of its own.
            several.append(one._replace(start=second.start, end=second.start + 1, rule="taken_up", phrase=second))
    return several


_WITH = (["along", "with"], ["together", "with"])
_AS_WELL = ["as", "well", "as"]


def _taken_up(w: Words, one: Candidate) -> Candidate:
    """Whose claim somebody else takes up: "X said that the losses claimed by Y were fewer"."""
    claimed = one.rule == "by_agent" and one.features == {"reduced"} and one.lemma in _CLAIMS
    claimed = claimed and w.low[one.start - 1].removesuffix("s") not in _LANDS
    return one._replace(rule="taken_up") if claimed else one


_LANDS = frozenset(
    ("area", "city", "district", "island", "land", "region", "territorie", "territory", "town", "village")
)
"""What is claimed without words."""
_CLAIMS = frozenset(("acknowledge", "admit", "allege", "claim"))


def _as_did(w: Words, found: list[Candidate], lex: Lexicon) -> Candidate | None:
    """Such as "X confirmed it, as did Y", "and so has Y": the second source says the same."""
    if "as" not in w.low and "so" not in w.low:
        return None
    for index in range(found[0].end, len(w) - 2):
        if w.low[index] in ("as", "so") and w.low[index + 1] in ("did", "does", "do", "has", "have", "had"):
            phrase = right(w, index + 2, lex)
            ends = phrase is not None and (w.low[phrase.end : phrase.end + 1] or ["."])[0] in (".", ",", ";")
            return found[0]._replace(start=index, end=index + 2, phrase=phrase) if ends else None
    return None


def _without_verb(scene: Scene, found: list[Candidate]) -> Candidate | None:
    """Such as "X counted 71 and Y 32", "X put it at 71, Y at 32": the second source has the first one's verb."""
    w, lex = scene.words, scene.lexicon
    low = w.low
    verbs = [one for one in found if one.rule == "verb"]
    ends = [one.end for one in verbs]
    for place, hit in enumerate(scene.hits):
        start = hit.start - 1 if hit.start and low[hit.start - 1] in ("the", "its", "his") else hit.start
        before = low[start - 1] if start else ""
        if before not in (",", "and", ";") or hit.tag(Sort.PLACE, Sort.BODY, Sort.DEMONYM) is None:
            continue
        end = _end_of(w, hit, lex)
        if low[end : end + 1] == ["that"] and before != "and":
            # "Xland says that it fired, Yland that it did not".
            said = [one for one in verbs if one.end <= hit.start and one.features & {"that", "clause"}]
            if said and hit.start - said[-1].end <= _FAR:
                return said[-1]._replace(start=hit.start, end=end + 1, phrase=Phrase(start, end))
        first = verbs[index - 1] if (index := bisect_right(ends, hit.start)) else None
        if first is None or hit.start - first.end > _FAR:
            continue
        between = low[first.end : hit.start]
        near = scene.hits[max(0, place - _FAR) : place]
        number = end + (low[end : end + 1] == ["at"])
        counts = _ends_with_number(low, number) and any(map(_is_number, between))
        counts = counts and not _holds_place(near, first.end)
        names = low[end : end + 2] == [",", "as"] or low[end : end + 1] == ["as"]
        # But not the second object of "X praised Xland as a friend, Yland as an ally".
        names = names and before != "and" and "as" in between and not _holds_place(near, first.end)
        again = low[end : end + 1] == [low[first.end - 1]] and low[first.end - 1] in ("of", "to", "about")
        if counts or names or again or _is_returned(scene, first, hit, place):
            return first._replace(
                start=hit.start, end=max(number, end + 1) if counts else end, phrase=Phrase(start, end)
            )
    return None


def _holds_place(hits: list[Hit], start: int) -> bool:
    """Whether one of some names is a place's and stands behind a word."""
    return any(hit.start >= start and hit.tag(Sort.PLACE, Sort.DEMONYM) for hit in hits)


def _is_number(low: str) -> bool:
    return low[0].isdigit() or low in NUMBERS


def _ends_with_number(low: list[str], index: int) -> bool:
    """Whether a number stands at a place, and behind it the clause ends."""
    return index < len(low) and _is_number(low[index]) and (low[index + 1 : index + 2] or ["."])[0] in (".", ",", ";")


def _end_of(w: Words, hit: Hit, lex: Lexicon) -> int:
    """Where the phrase of a name ends: "Y", "the Yish side", "the Yish defence ministry"."""
    end = hit.end
    while end < len(w) and (w.low[end] in lex.titles or w.low[end] in lex.portfolios):
        end += 1
    return end


def _is_returned(scene: Scene, first: Candidate, hit: Hit, place: int) -> bool:
    """Whether two names change places behind "and": "X blamed Y and Y X"."""
    following = scene.hits[place + 1] if place + 1 < len(scene.hits) else None
    if (
        following is None
        or following.start != hit.end
        or first.phrase is None
        or scene.words.low[hit.start - 1] != "and"
    ):
        return False
    if (scene.words.low[following.end : following.end + 1] or ["."])[0] not in _ENDS:
        return False
    earlier = [one for one in scene.hits[:place] if first.phrase.start <= one.start]
    return {one.tag(Sort.PLACE) for one in earlier} >= {hit.tag(Sort.PLACE), following.tag(Sort.PLACE)}


def _and_by(w: Words, first: Candidate, lex: Lexicon) -> Candidate | None:
    """Such as "was rejected by X and by Y": the second source of a passive."""
    start = first.phrase.end if first.phrase is not None else first.end
    for index in range(start, min(len(w) - 2, start + _FAR)):
        if w.low[index] in ("and", "or") and w.low[index + 1] == "by":
            phrase = right(w, index + 2, lex)
            return None if phrase is None else first._replace(start=index, end=index + 2, phrase=phrase)
        if first.lemma == "put" and w.low[index : index + 2] == ["and", "at"]:
            # "is put at 30 by X and at 90 by Y"
            agent = _agent_behind(w, index + 2, index + _NEAR, lex)
            return agent and first._replace(start=index + 1, end=agent[0] + 1, phrase=agent[1])
        form = lex.forms.get(w.low[index + 1]) if w.low[index] in ("and", "but") and index - start <= _SOON else None
        whole = _ASIDE.isdisjoint(w.low[start:index])
        if form is not None and form.participle and form.lemma in _ANSWERED and whole:
            # "was announced by X and confirmed within minutes by Y"
            agent = _agent_behind(w, index + 2, index + 2 * _SOON, lex)
            return agent and first._replace(start=index + 1, end=agent[0] + 1, lemma=form.lemma, phrase=agent[1])
        if w.low[index] in (";", ":", ".", QUOTED):
            return None
    return None


def _agent_behind(w: Words, start: int, end: int, lex: Lexicon) -> tuple[int, Phrase] | None:
    """The place of the first "by" within some words, and who stands behind it."""
    by = next((at for at in range(start, min(len(w) - 1, end)) if w.low[at] == "by"), None)
    phrase = None if by is None else right(w, by + 1, lex)
    return None if by is None or phrase is None else (by, phrase)


_SOON = 4
_ASIDE = frozenset((",", "who", "which", "whose", "that"))
"""What begins more about the first one."""
_ANSWERED = frozenset(
    (
        "condemn",
        "confirm",
        "contest",
        "criticise",
        "criticize",
        "denounce",
        "deny",
        "dismiss",
        "dispute",
        "echo",
        "endorse",
    )
) | {"refute", "reject", "repeat", "welcome"}


def _listed(w: Words, first: Candidate, lex: Lexicon) -> Candidate | None:
    """Such as "was rejected by X, Y and Z": the second of a list."""
    comma = first.phrase.end if first.phrase is not None else len(w)
    if w.low[comma : comma + 1] != [","] or comma + 1 >= len(w):
        return None
    if not (w.capital(comma + 1) or w.low[comma + 1] in lex.determiners):
        return None
    phrase = right(w, comma + 1, lex)
    if phrase is None or phrase.first_end is None or (w.low[phrase.end : phrase.end + 1] or ["."])[0] not in _ENDS:
        return None
    return first._replace(start=comma, end=comma + 1, phrase=phrase)


def _labelled(scene: Scene) -> list[Candidate]:
    """Such as "…; Maro, for the council: the road is open"."""
    w, lex = scene.words, scene.lexicon
    several: list[Candidate] = []
    if ";" not in w.low:
        return several
    for colon in [index for index, low in enumerate(w.low) if low == ":"]:
        start = next((index for index in range(colon - 1, max(0, colon - 12), -1) if w.low[index] == ";"), None)
        if start is None or any(is_verb(w, index, lex) or w.low[index] in lex.helpers for index in range(start, colon)):
            continue
        phrase = right(w, start + 1, lex)
        if phrase is not None and phrase.start == start + 1 and w.capital(phrase.start):
            several.append(Candidate(colon, colon + 1, ":", "colon", phrase))
    return several
