"""Further sources of a sentence that has one: "…, as did Y", "X counted 71 and Y 32", "was rejected by X and by Y"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.gapping import as_did, without_verb
from annotator.corpus.attribution.cues.passives import DENIED
from annotator.corpus.attribution.cues.reactions import answered, checked, reactions, there
from annotator.corpus.attribution.words.lexicon import Lexicon
from annotator.corpus.attribution.words.phrases import Phrase, is_number, is_verb, left, right
from annotator.corpus.attribution.words.scene import Scene
from annotator.corpus.attribution.words.tokens import ENDS, QUOTED, Words

_FAR: Final = 40
"""Words within which a second source stands."""
_CHECKS: Final = frozenset(("confirm", "corroborate", "verify"))
_NEAR: Final = 12
"""Words between what is taken up and the verb of whoever takes it up."""


def along(w: Words, candidate: Candidate, lex: Lexicon) -> Candidate | None:
    """What one candidate brings with it: "by X and by Y", "confirmed Anytown's statements"."""
    if candidate.rule in ("as_said_by", "passive_by") and (
        second := _and_by(w, candidate, lex) or _listed(w, candidate, lex)
    ):
        return second
    if (
        candidate.rule == "by_agent"
        and (second := _and_by(w, candidate, lex)) is not None
        and w.low[second.end - 1] == "by"
    ):
        return second if w.low[second.start : second.end] == ["and", "by"] else None
    return checked(w, candidate.end, lex) if candidate.lemma in _CHECKS else None


def with_others(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence, and those beside its verbs of saying."""
    w, lex = scene.words, scene.lexicon
    gapped = [*without_verb(scene, found), *as_did(w, found, lex)]
    others = [*reactions(w, lex), *labelled(scene), *answered(w, lex), *_along_with(w, found, lex)]
    better = {one.start for one in others}
    kept = [_taken_up(w, one) if number else one for number, one in enumerate(found) if one.start not in better]
    return [*kept, *gapped, *others]


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
            several.append(replace(one, start=second.start, end=second.start + 1, rule="taken_up", phrase=second))
    return several


_WITH: Final = (["along", "with"], ["together", "with"])
_AS_WELL: Final = ["as", "well", "as"]


def _taken_up(w: Words, one: Candidate) -> Candidate:
    """Whose claim somebody else takes up: "X said that the losses claimed by Y were fewer"."""
    claimed = one.rule == "by_agent" and one.features == {"reduced"} and one.lemma in _CLAIMS
    claimed = claimed and w.low[one.start - 1].removesuffix("s") not in _LANDS
    return replace(one, rule="taken_up") if claimed else one


_LANDS: Final = frozenset(
    ("area", "city", "district", "island", "land", "region", "territorie", "territory", "town", "village")
)
"""What is claimed without words."""
_CLAIMS: Final = frozenset(("acknowledge", "admit", "allege", "claim"))


def _and_by(w: Words, first: Candidate, lex: Lexicon) -> Candidate | None:
    """Such as "was rejected by X and by Y": the second source of a passive."""
    start = first.phrase.end if first.phrase is not None else first.end
    for index in range(start, min(len(w) - 2, start + _FAR)):
        if w.low[index] in ("and", "or", "then") and w.low[index + 1] == "by":
            phrase = right(w, index + 2, lex)
            return None if phrase is None else replace(first, start=index, end=index + 2, phrase=phrase)
        if first.lemma == "put" and w.low[index] in ("and", "but", "or") and w.low[index + 1] == "at":
            # "is put at 30 by X and at 90 by Y"
            agent = _agent_behind(w, index + 2, index + _NEAR, lex)
            return agent and replace(first, start=index + 1, end=agent[0] + 1, phrase=agent[1])
        form = lex.forms.get(w.low[index + 1]) if w.low[index] in ("and", "but") and index - start <= _SOON else None
        whole = _ASIDE.isdisjoint(w.low[start:index])
        if form is not None and form.participle and form.lemma in _ANSWERED and whole:
            # "was announced by X and confirmed within minutes by Y"
            agent = _agent_behind(w, index + 2, index + 2 * _SOON, lex)
            if agent is None and form.lemma in DENIED:
                agent = there(w, index + 2, lex)
            return agent and replace(first, start=index + 1, end=agent[0] + 1, lemma=form.lemma, phrase=agent[1])
        if w.low[index] in (";", ":", ".", QUOTED):
            return None
    return None


def _agent_behind(w: Words, start: int, end: int, lex: Lexicon) -> tuple[int, Phrase] | None:
    """The place of the first "by" within some words, and who stands behind it."""
    by = next((at for at in range(start, min(len(w) - 1, end)) if w.low[at] == "by"), None)
    phrase = None if by is None else right(w, by + 1, lex)
    return None if by is None or phrase is None else (by, phrase)


_SOON: Final = 4
_ASIDE: Final = frozenset((",", "who", "which", "whose", "that"))
"""What begins more about the first one."""
_ANSWERED: Final = frozenset(
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
    if phrase is None or phrase.first_end is None or (w.low[phrase.end : phrase.end + 1] or ["."])[0] not in ENDS:
        return None
    return replace(first, start=comma, end=comma + 1, phrase=phrase)


def _is_in_brackets(w: Words, place: int) -> bool:
    before = w.low[max(0, place - _FAR) : place]
    return before.count("(") > before.count(")")


def labelled(scene: Scene) -> list[Candidate]:
    """Such as "…; Maro, for the council: the road is open"."""
    w, lex = scene.words, scene.lexicon
    several: list[Candidate] = []
    if ";" not in w.low:
        return several
    for colon in [index for index, low in enumerate(w.low) if low == ":"]:
        start = next((index for index in range(colon - 1, max(0, colon - 12), -1) if w.low[index] == ";"), None)
        # Not "(Xish: Maru; Yish: Mari)": what something is called.
        bracketed = start is not None and _is_in_brackets(w, start)
        # Nor "Xland: 14; Yland: 20 per cent".
        counted = colon + 1 < len(w) and is_number(w.low[colon + 1])
        counted = counted and (w.low[colon + 2 : colon + 3] or ["."])[0] in ENDS | {"%", "per", "percent"}
        if (
            start is None
            or bracketed
            or counted
            or any(is_verb(w, index, lex) or w.low[index] in lex.helpers for index in range(start, colon))
        ):
            continue
        phrase = right(w, start + 1, lex)
        if phrase is not None and phrase.start == start + 1 and w.capital(phrase.start):
            several.append(Candidate(colon, colon + 1, ":", "colon", phrase))
    return several
