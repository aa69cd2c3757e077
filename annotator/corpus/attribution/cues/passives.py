"""Sources behind "by" and "in": passives, participles, cited words."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.agents import SPOKEN, asked_by, is_nested, is_no_saying
from annotator.corpus.attribution.cues.between import over_adverbs
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.deeds import SHOWN
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.sources.sides import PICTURES, SITES
from annotator.corpus.attribution.words.heads import is_animate
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, has_finite_verb, is_verb, right
from annotator.corpus.attribution.words.scene import Scene, beginning_in
from annotator.corpus.attribution.words.tokens import QUOTED, Words

_MEANS: Final = listed("means")


def _is_picture(w: Words, verb: int) -> bool:
    """Whether what was released is a picture: a caption names its source so."""
    return not PICTURES.isdisjoint(w.low[max(0, verb - 8) : verb])


_INFORMS: Final = frozenset(("inform", "notify"))
_LONGEST_NAME: Final = 8
"""Words of what something was called: "was called a cheap lie by X"."""


def _quoted(w: Words, verb: int, lemma: str, lex: Lexicon) -> Candidate | None:
    """Such as "was quoted as saying", "was quoted by Newsline as saying", "was reported to say"."""
    low, size = w.low, len(w)
    if (
        lemma in ("quote", "report")
        and low[verb + 1 : verb + 3] == ["to", "say"]
        and (phrase := subject(w, verb, lex)) is not None
    ):
        return Candidate(verb, verb + 3, "say", "quoted_as", phrase, frozenset(("strong", "that")))
    said = lex.forms.get(low[verb + 2]) if low[verb + 1 : verb + 2] == ["as"] and verb + 2 < size else None
    if lemma in ("quote", "cite", "report") and said is not None and said.gerund:
        phrase = subject(w, verb, lex)
        if phrase is None:
            return None
        return Candidate(verb, verb + 3, "say", "quoted_as", phrase, frozenset(("strong", "that")))
    if lemma in ("quote", "cite") and (
        low[verb + 1 : verb + 2] == ["by"] or (lemma == "quote" and _is_setting(low, verb + 1, lex))
    ):
        for index in range(verb + 2, min(size - 1, verb + 12)):
            saying = lex.forms.get(low[index + 1]) if low[index] == "as" else None
            if saying is not None and saying.gerund and (phrase := subject(w, verb, lex)) is not None:
                # "Was quoted by Newsline as saying".
                return Candidate(verb, index + 2, "say", "quoted_as", phrase, frozenset(("strong", "that")))
    return None


def _is_setting(low: list[str], index: int, lex: Lexicon) -> bool:
    """Whether it is said there when or where somebody was quoted: "on Monday", "in the local press"."""
    return low[index : index + 1] in (["in"], ["on"]) or not lex.times.isdisjoint(low[index : index + 1])


def passive(w: Words, verb: int, lemma: str, lex: Lexicon) -> Candidate | None:
    """Such as "was described … by X", "was quoted as saying", "noted in the report"."""
    quoted = _quoted(w, verb, lemma, lex)
    low, size = w.low, len(w)
    if verb > 1 and low[verb - 2] == "nothing":
        # "Nothing was said in the communique".
        return None
    if quoted is not None:
        return quoted
    if is_no_saying(low, verb, lemma, lex):
        return None
    if lemma in SHOWN and _is_picture(w, verb):
        phrase = right(w, verb + 2, lex) if low[verb + 1 : verb + 2] == ["by"] else None
        return (
            None if phrase is None else Candidate(verb, verb + 2, lemma, "passive_by", phrase, frozenset(("strong",)))
        )
    if low[max(0, verb - 2)] == "it" and low[0] == "in" and (lemma in lex.strong or lemma in lex.weak):
        # "In the statement of X it is said that"
        phrase = right(w, 1, lex)
        if phrase is not None and phrase.end <= verb and not lex.documents.isdisjoint(low[phrase.start : phrase.end]):
            return Candidate(verb, verb + 1, lemma, "said_in", phrase, frozenset(("weak",)))
    if (
        low[max(0, verb - 2)] == "it"
        and low[0] == "from"
        and lemma in lex.strong
        and low[verb + 1 : verb + 2] == ["that"]
    ):
        # "From the Xish side, meanwhile, it was announced that"
        phrase = right(w, 1, lex)
        near = phrase is not None and verb - phrase.end <= _FEW
        if phrase is not None and near and low[phrase.start - 1 : phrase.end] == ["from", "the", low[2], "side"]:
            return Candidate(verb, verb + 1, lemma, "said_in", phrase, frozenset(("strong", "that")))
    if (from_there := _told_from(w, verb, lemma, lex)) is not None:
        return from_there
    phrasal = lemma in lex.particles and low[verb + 1 : verb + 2] in ([one] for one in lex.particles[lemma])
    before = low[max(0, verb - 8) : verb]
    voiced = lemma in _VOICES and not SPOKEN.union(lex.objects[lemma]).isdisjoint(before)
    out = lemma == "put" and low[verb + 1 : verb + 2] == ["out"]
    voiced = voiced or ((out or lemma in ("make", "issue")) and not SPOKEN.isdisjoint(before))
    # "The toll was put at 40 by X".
    puts = lemma == "put" and low[verb + 1 : verb + 2] == ["by"] and "at" in low[verb + 2 : verb + _LONGEST_NAME]
    voiced = voiced or puts or (lemma == "put" and low[verb + 1 : verb + 2] == ["at"])
    if not (phrasal or voiced or lemma in lex.strong or lemma in lex.weak) or (
        lemma == "claim" and low[verb + 1 : verb + 2] in (["by"], ["in"])
    ):
        return None
    for index in range(verb + 1, min(size, verb + 16)):
        word = low[index]
        put = asked_by(w, verb, lemma, index, lex)
        near = index <= verb + (_LONGEST_NAME if put or lemma in lex.naming or lemma in _INFORMS else 3) or low[
            verb + 1 : index
        ] == ["out", "of", "hand"]
        strong = lemma in lex.strong
        timed = all(one in lex.times or (strong and one[0].isdigit()) for one in set(low[verb + 1 : index]) - _OF_TIMES)
        set_off = any(map(w.in_marks, range(verb + 1, index)))
        if word == "by" and (near or timed or set_off or QUOTED in low[verb:index] or "as" in low[verb:index]):
            phrase = right(w, index + 1, lex)
            if (
                phrase is None
                or ((put or lemma in ("find", "report")) and is_nested(low, verb, index, lex))
                or w.in_ing(phrase.start)
                or low[phrase.start] == "what"
            ):
                return None
            if lemma in _PROVEN_WRONG and _FACTS.issuperset(low[phrase.start : phrase.end]):
                # "This is refuted by the figures": by nobody.
                return None
            had = low[phrase.end + 2 : phrase.end + 3] if low[phrase.end : phrase.end + 2] == ["to", "have"] else []
            if not lex.forms.keys().isdisjoint(had):
                # "X is reported by Newsline to have said": X.
                return None
            strength = "strong" if lemma in lex.strong else "weak"
            phrase = _without_charge(w, phrase, lemma)
            return Candidate(verb, verb + 1, lemma, "passive_by", phrase, frozenset((strength,)))
        if word == "from" and index == verb + 1 and lemma in ("tell", "inform"):
            # Such as "NEWSLINE was informed from the ministry".
            phrase = right(w, index + 1, lex)
            return (
                None
                if phrase is None
                else Candidate(verb, verb + 2, lemma, "passive_by", phrase, frozenset(("strong",)))
            )
        if word in ("in", "at") and (index == verb + 1 or low[verb + 1 : index] in (["also"], ["too"], ["as", "well"])):
            phrase = right(w, index + 1, lex)
            it = low[max(0, verb - 2) : verb - 1] == ["it"]
            told = lex.documents | lex.institutions if lemma in ("tell", "inform") or it else lex.documents
            if phrase is not None and any(low[i] in told for i in range(phrase.start, phrase.end)):
                return Candidate(verb, verb + 1, lemma, "said_in", phrase, frozenset(("weak",)))
        if word in (",", ";", ".") or (word in lex.helpers and index > verb + 1):
            return None
    return None


def _told_from(w: Words, verb: int, lemma: str, lex: Lexicon) -> Candidate | None:
    """Such as "In Anytown it is stressed that", "The raid is called in Anytown an answer": of the government there."""
    low = w.low
    if lemma in _STRESSED and low[0] in ("at", "in") and low[verb - 2 : verb] == ["it", "is"]:
        phrase = right(w, 1, lex)
        # One name alone: not "At Anytown State University".
        named = phrase is not None and w.capital(phrase.end - 1) and phrase.end - phrase.start <= 1 + (low[1] == "the")
        begins = (
            phrase is not None and low[phrase.end : verb - 2] in ([], [","]) and low[verb + 1 : verb + 2] == ["that"]
        )
        return Candidate(verb, verb + 1, lemma, "said_in", phrase, _TOLD) if begins and named else None
    denied = verb > 2 and low[0] == "in" and low[2] == "this" and lemma in _STRESSED | {"dismiss", "reject"}
    denied = denied and low[1] not in lex.times
    if denied and low[3] in lex.be and w.capital(1) and low[verb + 1 : verb + 2] in ([], ["."], [","]):
        # "In Anytown this was categorically denied."
        return Candidate(verb, verb + 1, lemma, "said_in", Phrase(1, 2), _TOLD)
    if lemma in lex.naming and verb + 2 < len(w) and low[verb + 1] == "in" and w.capital(verb + 2):
        phrase = right(w, verb + 2, lex)
        what = subject(w, verb, lex)
        # Where the other side's name for it stands as well: elsewhere it is what people say.
        there = next(
            (at for at in range(verb + 3, min(len(w) - 2, verb + _FAR)) if low[at : at + 2] == ["and", "in"]), None
        )
        named = phrase is not None and phrase.end == verb + 3 and there is not None and w.capital(there + 2)
        as_what = phrase is not None and low[phrase.end : phrase.end + 1] in (["as"], ["a"], ["an"], [QUOTED])
        # "Maro is described in Xland as a new Nero" tells what people think.
        thing = what is not None and not (w.capital(what.end - 1) or is_animate(low[what.end - 1], lex))
        return (
            Candidate(verb, verb + 1, lemma, "said_in", phrase, _TOLD - {"that"})
            if named and as_what and thing
            else None
        )
    return None


_STRESSED: Final = frozenset(("deny", "emphasise", "emphasize", "insist", "stress", "underline"))
"""What is said in a capital by its government, where nothing says by whom: not "it is alleged"."""
_TOLD: Final = frozenset(("weak", "that"))
DENIED: Final = frozenset(("confirm", "contest", "deny", "dismiss", "dispute", "reject"))
"""What is said in a capital by its government, where nothing says by whom."""
_FAR: Final = 20
"""Words within which it is said what the same is called elsewhere."""
_CHARGES: Final = {
    "accuse": "of",
    "criticize": "for",
    "criticise": "for",
    "condemn": "for",
    "blame": "for",
    "praise": "for",
}
"""What stands behind the agent in front of what somebody is said to have done: "accused by X of arming Y"."""


def _without_charge(w: Words, agent: Phrase, lemma: str) -> Phrase:
    """An agent without what it says behind: "of" and a deed, or "for" behind a name."""
    for index in range(agent.start + 1, agent.end - 1):
        of = w.low[index] == "of" and _is_deed(w, index + 1)
        if w.low[index] == _CHARGES.get(lemma) and (of or _is_reason(w, index)):
            return Phrase(agent.start, index, agent.apposition)
    return agent


def _is_reason(w: Words, index: int) -> bool:
    """Whether a "for" behind a name says why, and is no part of it: not "the Committee for the Protection of X"."""
    named = w.low[index + 1] == "the" and w.capital(index + 2) if index + 2 < len(w) else False
    return w.low[index] == "for" and w.capital(index - 1) and not (named or w.capital(index + 1))


def _is_deed(w: Words, index: int) -> bool:
    return not w.capital(index) and w.low[index] != "the" and w.low[index] not in _OF_AGENTS


_OF_AGENTS: Final = frozenset(
    ("defence", "defense", "foreign", "internal", "state", "human", "national", "justice", "emergency")
)
"""What begins the name of an agent's own office rather than a deed: "the ministry of defence"."""
_PROVEN_WRONG: Final = frozenset(("confirm", "contradict", "deny", "dispute", "prove", "refute"))
_FACTS: Final = frozenset(
    ("data", "evidence", "fact", "facts", "figures", "footage", "numbers", "reality", "statistics", "the", "these")
)


def made_available(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "a video made available by X", "an image made available on the official site of X": who shows a picture."""
    if index < 2 or w.low[index - 1] != "made" or not _is_picture(w, index - 1):
        return None
    near = w.low[index + 1 : index + _LONGEST_NAME]
    of = next((at for at, low in enumerate(near) if low == "by" or (low == "of" and near[at - 1] in SITES)), None)
    if of is None or index + of + 2 >= len(w):
        return None
    phrase = right(w, index + of + 2, lex)
    shown = frozenset(("reduced", "as"))
    if phrase is not None:
        phrase = Phrase(
            phrase.start, next((at for at in range(phrase.start + 1, phrase.end) if w.low[at] in _SEEMS), phrase.end)
        )
    return None if phrase is None else Candidate(index - 1, index + of + 2, "make", "by_agent", phrase, shown)


_VOICES: Final = frozenset(("express", "voice", "convey", "raise"))
_OF_TIMES: Final = frozenset(
    (",", "an", "a", "the", "same", "at", "in", "late", "early", "of", "on", "within", "hour", "hours", "minutes")
)
"""What stands in a time besides: "denied an hour later by"."""
_SEEMS: Final = frozenset(
    (
        "is",
        "shows",
        "show",
        "showing",
        "depicting",
        "appears",
        "appear",
        "purports",
        "allegedly",
        "reportedly",
        "apparently",
    )
) | {"purported", "purportedly", "purporting", "supposedly"}
"""How captions go on behind whose picture it is: "A still released by X appears to show"."""
_SHOWING: Final = frozenset(("showing", "depicting", "purportedly", "purporting", "supposedly"))
"""With these a caption ends; what has a verb of its own behind is a sentence: "footage of X showing a raid was old"."""


def reduced(scene: Scene, verb: int, by: int, lemma: str) -> Candidate | None:
    """Such as "as reported yesterday by X", "claims denied by X": the agent of a participle without an auxiliary."""
    w, lex = scene.words, scene.lexicon
    out = lemma == "put" and w.low[verb + 1] == "out"
    shown = (lemma in SHOWN and _is_picture(w, verb)) or (out and w.low[verb - 1] in PICTURES)
    phrase = right(w, by + 1, lex)
    if shown and phrase is not None:
        # "shows" is no noun of theirs: "Footage released by X shows …".
        end = next((at for at in range(by + 2, phrase.end) if w.low[at] in _SEEMS), phrase.end)
        phrase = Phrase(phrase.start, end)
    if shown and phrase is not None and phrase.end < len(w):
        # "Footage released by X showed": told about, not a caption.
        told = w.low[phrase.end] in lex.helpers or w.low[phrase.end] in lex.forms or is_verb(w, phrase.end, lex)
        opens = w.low[0] in ("this", "a", "an") or not PICTURES.isdisjoint(w.low[:4])
        sentence = w.low[phrase.end] in _SHOWING and has_finite_verb(w, phrase.end + 1, lex)
        seems = w.low[phrase.end] in _SEEMS or (w.low[-1] != "." and w.low[phrase.end] == "showed")
        shown = not sentence and (not told or (opens and seems))
    if lemma == "ask" and (verb == 0 or w.low[verb - 1] == ","):
        # "Asked by a reporter, X said", "X, asked by a reporter, said": X speaks.
        return None
    if phrase is not None and lemma == "put":
        # "A plan put forward by X calls for talks".
        end = next((at for at in range(phrase.start + 1, phrase.end) if w.low[at] in ("calls", "demands")), phrase.end)
        phrase = Phrase(phrase.start, end)
    given = lemma == "give" and verb > 0 and w.low[verb - 1] in ("figure", "figures", "number", "toll", "count")
    felt = lemma in _VOICES and verb > 0 and w.low[verb - 1] in {*lex.objects[lemma]} - lex.nouns_of_saying
    forward = lemma == "put" and w.low[verb + 1] == "forward"
    charged = given or felt or forward or (lemma == "level" and verb > 0 and w.low[verb - 1] in lex.nouns_of_saying)
    if not (shown or charged or lemma in lex.strong or lemma in lex.weak or lemma in lex.outlet_verbs):
        return None
    if lemma == "interview" or (verb == 0 and lemma == "publish" and w.low[-1] != "."):
        # Who asked; "Published by Newsline, original at its site".
        return None
    if phrase is None or w.in_ing(phrase.start):
        return None
    phrase = _without_charge(w, phrase, lemma)
    first = over_adverbs(w, verb - 1, lex)
    previous = w.low[first] if first >= 0 else ""
    if lemma == "claim" and previous == ",":
        # "The region, claimed by X and held by Y": claimed as one's own.
        return None
    if previous in lex.documents | lex.nouns_of_words and _is_judged(w, phrase.end, lex):
        # "The statement circulated by X is yet another attempt": somebody else's words about it.
        return None
    outlet = any(hit.tag(Sort.OUTLET) for hit in beginning_in(scene, phrase.start, phrase.start + 1))
    features = {"outlet"} if outlet else {"reduced"}
    if previous in ("", "as", ",", "were", "was") or previous in lex.nouns_of_words or shown or charged:
        features.add("as")
    return Candidate(verb, by + 1, lemma, "by_agent", phrase, frozenset(features))


def _is_judged(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether behind an agent, and the day, it is told what kind of thing its words are: "is an attempt", "was nothing but"."""
    behind = end
    while behind < len(w) and (w.low[behind] in _OF_DAYS or w.low[behind] in lex.times or w.low[behind][0].isdigit()):
        behind += 1
    return w.low[behind : behind + 1] in (["is"], ["are"], ["was"], ["were"]) and not _KINDS_OF.isdisjoint(
        w.low[behind + 1 : behind + 2]
    )


_OF_DAYS: Final = frozenset(("in", "last", "of", "on", "this"))
_KINDS_OF: Final = frozenset(("aimed", "false", "mere", "merely", "nothing", "pure", "yet"))


def is_means(w: Words, index: int) -> bool:
    """Whether "by" names how, not by whom: "said by telephone"."""
    return index < len(w) and (w.low[index] in _MEANS or w.low[index : index + 3] == ["the", "end", "of"])


_FEW: Final = 6
"""Words between "From the Xish side" and "it was announced"."""


def _insertion_end(w: Words, comma: int) -> int | None:
    """One past the next comma, where "as" stands behind it."""
    for index in range(comma + 2, min(len(w) - 1, comma + 2 * _LONGEST_NAME)):
        if w.low[index] == ",":
            return index + 1 if w.low[index + 1] == "as" else None
        if w.low[index] in (";", ":", QUOTED):
            return None
    return None


def cited(w: Words, verb: int, lex: Lexicon) -> Candidate | None:
    """Such as "An agency quoted X as saying": X speaks."""
    phrase = right(w, verb + 1, lex)
    if phrase is None:
        return None
    end = phrase.end
    if phrase.apposition is not None and w.low[phrase.apposition[1] : phrase.apposition[1] + 1] == [","]:
        end = phrase.apposition[1] + 1
    if w.low[end : end + 1] == [","] and (closing := _insertion_end(w, end)):
        # "quotes First Last, of the ministry, as saying"
        end = closing
    if w.low[end : end + 1] != ["as"] or end + 1 >= len(w):
        return None
    verb = end + 2 if w.low[end + 1] in ("also", "further") and end + 2 < len(w) else end + 1
    said = lex.forms.get(w.low[verb])
    if w.low[verb] != "having" and (said is None or not said.gerund):
        return None
    return Candidate(
        end, verb + 1, "say" if said is None else said.lemma, "quoted_as", phrase, frozenset(("strong", "that"))
    )


def relays_of(w: Words, candidate: Candidate, index: int, lex: Lexicon) -> list[Candidate]:
    """Who passes on what somebody is quoted with: "X quoted Y as saying", "Y was quoted as saying by X"."""
    if candidate.rule != "quoted_as":
        return []
    relays: list[tuple[int, Phrase | None]] = []
    if candidate.start > index:
        relays.append((index, subject(w, index, lex)))
    if w.low[candidate.end : candidate.end + 1] == ["by"] and candidate.end + 1 < len(w):
        relays.append((candidate.end, right(w, candidate.end + 1, lex)))
    strong = frozenset(("strong",))
    return [Candidate(at, at + 1, w.low[index], "relay", phrase, strong) for at, phrase in relays if phrase is not None]
