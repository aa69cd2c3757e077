"""Further sources of a sentence that has one: "…, as did Y", "X counted 71 and Y 32", "a figure that Y found inflated"."""

from __future__ import annotations

from bisect import bisect_right

from annotator.corpus.attribution.candidate import Candidate
from annotator.corpus.attribution.clauses import clauses, leading
from annotator.corpus.attribution.finite import is_doing
from annotator.corpus.attribution.lexicon import Lexicon, listed
from annotator.corpus.attribution.names import Hit, Sort
from annotator.corpus.attribution.nominals import owner_of
from annotator.corpus.attribution.phrases import LONGEST, NUMBERS, Phrase, is_verb, left, right
from annotator.corpus.attribution.scene import Scene, may_speak
from annotator.corpus.attribution.subjects import subject
from annotator.corpus.attribution.tokens import BREAKS, QUOTED, Words

_FAR = 40
"""Words within which a second source stands."""
_CHECKS = frozenset(("confirm", "corroborate", "verify"))
_REPORTS = frozenset(("acknowledge", "admit", "allege", "announce", "claim", "describe", "detail", "report"))
_ENDS = frozenset((".", ",", ";", ")", "–", "—"))
_OPENS = frozenset((",", "–", "—", "--", "("))
_TAKES_UP = listed("takes_up")
_OPENS_REACTION = frozenset(("which", "something"))
_NAMING = frozenset(("called", "calls", "described", "describes", "termed", "terms"))
"""Behind a comma and "which" these only give a name: "the road, which Xland calls a corridor"."""
_JUDGED = frozenset(("absurd", "breach", "provocation", "violation"))
"""What is more than a name for something: "which X calls a lie"."""
_NEAR = 12
"""Words between what is taken up and the verb of whoever takes it up."""


def along(w: Words, candidate: Candidate, lex: Lexicon) -> Candidate | None:
    """What one candidate brings with it: "by X and by Y", "confirmed Anytown's statements"."""
    if candidate.rule == "passive_by" and (second := _and_by(w, candidate, lex) or _listed(w, candidate, lex)):
        return second
    return _checked(w, candidate.end, lex) if candidate.lemma in _CHECKS else None


def with_others(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence, and those beside its verbs of saying."""
    w, lex = scene.words, scene.lexicon
    gapped = _without_verb(scene, found) or _as_did(w, found, lex)
    others = [*_reactions(w, lex), *_labelled(scene), *_answered(w, lex), *_along_with(w, found, lex)]
    better = {one.start for one in others}
    kept = [_taken_up(w, one) if number else one for number, one in enumerate(found) if one.start not in better]
    return [*kept, *others] if gapped is None else [*kept, gapped, *others]


def _checked(w: Words, start: int, lex: Lexicon) -> Candidate | None:
    """Whose claims are confirmed, or cannot be: "confirmed Anytown's statements", "to verify the figures of the ministry"."""
    for noun in range(start, min(len(w), start + LONGEST)):
        low = w.low[noun]
        if low in BREAKS or low == QUOTED or low in lex.helpers or low == "that":
            return None
        form = lex.forms.get(low)
        if noun > start + 1 and form is not None and form.lemma in _REPORTS and w.low[noun + 1 : noun + 2] == ["by"]:
            # "could not confirm the losses reported by X"
            phrase = right(w, noun + 2, lex)
            return phrase and Candidate(noun, noun + 2, form.lemma, "taken_up", phrase, frozenset(("reduced",)))
        if low in lex.accounts or low.removesuffix("s") in lex.nouns_of_saying:
            owner = owner_of(w, noun, lex)
            ends = owner is None or w.low[owner[1] : owner[1] + 1] == ["that"]
            return None if ends or owner is None else Candidate(noun, noun + 1, low, "noun_that", owner[0])
    return None


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
    while end < len(w) and (
        w.low[end] in lex.titles or w.low[end] in lex.portfolios or w.low[end] in ("side", "counterpart")
    ):
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


def _reactions(w: Words, lex: Lexicon) -> list[Candidate]:
    """What others make of it: "…, a charge which Y turned round", "…, a number repeated by Y and called wrong by Z"."""
    several: list[Candidate] = []
    for noun in [index for index, low in enumerate(w.low[2:-2], 2) if low in lex.taken_up]:
        opening = next((index for index in (noun - 1, noun - 2) if w.low[index] in ("a", "an", "the")), 0)
        if not opening or w.low[opening - 1] not in _OPENS:
            continue
        opens = w.low[noun + 1] in ("which", "that")
        if opens or w.low[noun + 1] in lex.determiners or w.capital(noun + 1):
            # Also "an accusation the minister has rejected".
            found = _relative(w, noun + 1 if opens else noun, lex)
            several += [] if found is None else [found]
        else:
            several += _agents(w, noun + 1, lex)
    for noun in [index for index, low in enumerate(w.low[1:-2], 1) if low == "something" and w.low[index - 1] == ","]:
        # "…, something denied by Y".
        several += _agents(w, noun + 1, lex)
    for which in [
        index for index, low in enumerate(w.low[1:-2], 1) if low in _OPENS_REACTION and w.low[index - 1] == ","
    ]:
        # "X said so, which Y, at the sitting, doubted", "…, something Y calls a lie".
        found = _relative(w, which, lex)
        if found is not None and found.lemma in _TAKES_UP:
            judges = not _JUDGED.union(lex.objects["call"]).isdisjoint(w.low[found.end : found.end + _NEAR])
            several += [found] if judges or w.low[which] != "which" or found.lemma not in _NAMING else []
    return several


def _answered(w: Words, lex: Lexicon) -> list[Candidate]:
    """Whose words somebody takes up in passing: "…, commenting on X's statement about it", "…, rejecting the claim of X"."""
    several: list[Candidate] = []
    for index in range(1, len(w) - 2):
        if w.low[index] in _ANSWERS and w.low[index - 1] in (",", "and", "–", "—"):
            claimed = _checked(w, index + 1, lex)
            if claimed is None and w.low[index] in ("echoing", "contradicting"):
                # "…, contradicting the ministry", but not the ministry's wishes
                place = w.low[index + 1] in lex.prepositions and w.low[index + 2] not in ("this", "that")
                phrase = None if place else right(w, index + 1, lex)
                if phrase is not None and ("'s" not in w.low[phrase.start : phrase.end] or _is_body(w, phrase, lex)):
                    claimed = Candidate(index, index + 1, w.low[index], "taken_up", phrase)
            several += [] if claimed is None else [claimed]
    return several


def _is_body(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a phrase ends with who can speak, not with what is theirs: "Xland's ministry", not "Xland's wishes"."""
    return w.low[phrase.end - 1] in lex.titles or w.capital(phrase.end - 1)


_ANSWERS = frozenset(
    (
        "commenting",
        "responding",
        "replying",
        "reacting",
        "echoing",
        "repeating",
        "rejecting",
        "dismissing",
        "refuting",
        "disputing",
        "contradicting",
        "confirming",
    )
)


def _relative(w: Words, which: int, lex: Lexicon) -> Candidate | None:
    """Who takes up what goes before "which", and how."""
    phrase = right(w, which + 1, lex)
    if phrase is None or is_verb(w, phrase.start, lex):
        return None
    called = next((at for at in range(phrase.start + 1, phrase.end) if w.low[at] in ("calls", "finds", "terms")), None)
    if called is not None:
        # A noun as well.
        phrase = Phrase(phrase.start, called)
    end = max(phrase.end, phrase.apposition[1] if phrase.apposition is not None else 0)
    any_verb = w.low[which] == "which" and w.low[which - 1] != ","
    for verb in range(end, min(len(w), end + _NEAR)):
        form = lex.forms.get(w.low[verb])
        if w.low[verb] in _TAKES_UP or (form is not None and (form.past or form.third) and any_verb):
            return Candidate(verb, verb + 1, w.low[verb], "taken_up", phrase, frozenset(("relative",)))
        if w.low[verb] in (";", ":", QUOTED, "."):
            break
    return None


def _agents(w: Words, start: int, lex: Lexicon) -> list[Candidate]:
    """Who says something of what goes before: "repeated by X and described by Y as wrong"."""
    several: list[Candidate] = []
    verb = start
    while verb < len(w) - 2 and (form := lex.forms.get(w.low[verb])) is not None and form.participle:
        by = next((place for place in range(verb + 1, min(len(w) - 1, verb + _NEAR)) if w.low[place] == "by"), None)
        phrase = None if by is None or QUOTED in w.low[verb:by] else right(w, by + 1, lex)
        if by is None or phrase is None:
            break
        several.append(Candidate(verb, by + 1, form.lemma, "taken_up", phrase, frozenset(("reduced",))))
        near = range(phrase.end, min(len(w), phrase.end + _NEAR))
        joint = next((place for place in near if w.low[place] in ("and", "but") or w.low[place] in lex.taken_up), None)
        if joint is None or w.low[joint] in lex.taken_up:
            # Another noun has others behind it.
            break
        verb = joint + 1
    return several


def _labelled(scene: Scene) -> list[Candidate]:
    """Such as "…; Maro, for the council: the road is open"."""
    w, lex = scene.words, scene.lexicon
    several: list[Candidate] = []
    for colon in [index for index, low in enumerate(w.low) if low == ":"]:
        start = next((index for index in range(colon - 1, max(0, colon - 12), -1) if w.low[index] == ";"), None)
        if start is None or any(is_verb(w, index, lex) or w.low[index] in lex.helpers for index in range(start, colon)):
            continue
        phrase = right(w, start + 1, lex)
        if phrase is not None and phrase.start == start + 1 and w.capital(phrase.start):
            several.append(Candidate(colon, colon + 1, ":", "colon", phrase))
    return several


def beside(scene: Scene) -> Candidate | None:
    """Who says something beside a clause that says nothing: "Thousands marched, demanding a vote"."""
    w, lex = scene.words, scene.lexicon
    for verb in range(2, len(w) - 1):
        form = lex.forms.get(w.low[verb])
        if form is None or not form.gerund:
            continue
        calls = form.lemma == "call" and w.low[verb + 1] in ("for", "on")
        known = (form.lemma, w.low[verb + 1]) in (("protest", "against"), ("demand", "to"))
        if not (calls or known) and (form.lemma not in lex.strong or w.low[verb + 1] in lex.prepositions):
            continue
        goes_on = w.low[verb - 1] == "and" and is_doing(w, verb - 1, lex)
        if w.low[verb - 1] != "," and not goes_on:
            continue
        last = None if goes_on else next(clauses(w, verb, lex), None)
        phrase = leading(w, 0, lex) if last is None else last[1]
        if last is not None and not _ARRESTS.isdisjoint(w.low[last[1].end : verb]):
            # "Police held a man, protesting against the war"
            continue
        if phrase is not None and phrase.end < verb and may_speak(scene, phrase):
            return Candidate(verb, verb + 1 + calls, form.lemma, "beside", phrase)
    return _calling(scene)


_PARTICLES = frozenset(("home", "off", "out", "up"))
_CALLS = frozenset(("brand", "call", "describe", "dub", "label", "term"))


def _calling(scene: Scene) -> Candidate | None:
    """Who gives a name in a clause that says nothing else: "crossed into what X says is its land", "…, which X calls a raid"."""
    w, lex = scene.words, scene.lexicon
    for index in range(2, len(w) - 2):
        low, before = w.low[index], w.low[index - 1]
        if not ((low == "what" and before in lex.prepositions) or (low == "which" and before == ",")):
            continue
        for verb in range(index + 2, min(len(w) - 1, index + _NEAR)):
            form = lex.forms.get(w.low[verb])
            if form is None or not (form.past or form.third):
                continue
            is_said = low == "what" and form.lemma in ("say", "claim", "insist") and w.low[verb + 1] in lex.be
            # Not "In Anytown, which X calls Othertown".
            named = w.low[verb + 1] not in lex.prepositions | _PARTICLES and not w.capital(verb + 1)
            if is_said or (form.lemma in _CALLS and named):
                phrase = subject(w, verb, lex)
                if phrase is not None and phrase.start == index + 1 and may_speak(scene, phrase):
                    return Candidate(verb, verb + 1, form.lemma, "beside", phrase)
            break
    return None


_ARRESTS = frozenset(("arrested", "detained", "dispersed", "jailed"))
"""Deeds behind whose objects it is the objects who protest."""
