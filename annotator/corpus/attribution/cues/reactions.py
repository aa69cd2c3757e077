"""What others make of something said: "…, a figure that Y found inflated", "…, rejecting X's claim"."""

from __future__ import annotations

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.nominals import owner_of
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.phrases import LONGEST, Phrase, is_verb, right
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_REPORTS = frozenset(("acknowledge", "admit", "allege", "announce", "claim", "describe", "detail", "report"))
_OPENS = frozenset((",", "-", "–", "—", "--", "("))
_SAYS = frozenset(("claimed", "claims", "complained", "insisted", "insists", "said", "say", "says"))
_SUPPORTS = frozenset(("backed", "shared", "supported"))
_WORDING = frozenset(("language", "wording"))
"""Nouns for what was said that have no article."""
_TAKES_UP = listed("takes_up")
_OPENS_REACTION = frozenset(("which", "something"))
_NAMING = frozenset(("called", "calls", "described", "describes", "termed", "terms"))
"""Behind a comma and "which" these only give a name: "the road, which Xland calls a corridor"."""
_JUDGED = frozenset(("absurd", "breach", "provocation", "violation"))
"""What is more than a name for something: "which X calls a lie"."""
_NEAR = 12
"""Words between what is taken up and the verb of whoever takes it up."""


def checked(w: Words, start: int, lex: Lexicon) -> Candidate | None:
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


def reactions(w: Words, lex: Lexicon) -> list[Candidate]:
    """What others make of it: "…, a charge which Y turned round", "…, a number repeated by Y and called wrong by Z"."""
    several: list[Candidate] = []
    if _OPENS.isdisjoint(w.low):
        return several
    for noun in [
        index
        for index, low in enumerate(w.low[2:-2], 2)
        if low in lex.taken_up or (low.endswith("s") and low[:-1] in lex.taken_up)
    ]:
        opening = next((index for index in (noun - 1, noun - 2) if w.low[index] in ("a", "an", "the")), 0)
        # Also "…, in a development confirmed by Y".
        opening -= opening > 1 and w.low[opening - 2 : opening] == [",", "in"]
        several_of_them = (w.low[noun].endswith("s") or w.low[noun] in _WORDING) and w.low[noun - 1] in _OPENS
        if not several_of_them and (not opening or w.low[opening - 1] not in _OPENS):
            continue
        # Also "wording to which X took exception".
        which = noun + 1 + (w.low[noun + 1] in lex.prepositions and w.low[noun + 2 : noun + 3] == ["which"])
        opens = w.low[which] in ("which", "that")
        if opens or w.low[noun + 1] in lex.determiners or w.capital(noun + 1):
            # Also "an accusation the minister has rejected".
            found = _relative(w, which if opens else noun, lex)
            several += [] if found is None else [found]
            again = found and next(
                (at for at in range(found.end, len(w) - 2) if w.low[at : at + 2] == ["and", "which"]), 0
            )
            # "words which X regretted and which Y has been quoting"
            several += [second] if again and (second := _relative(w, again + 1, lex)) is not None else []
        elif agents := _agents(w, noun + 1, lex):
            several += agents
        elif (found := _relative(w, noun, lex)) is not None and found.lemma in ("say", "says"):
            # "an offer local leaders say is meant to make them dependent"
            several.append(found)
    for noun in [index for index, low in enumerate(w.low[1:-2], 1) if low == "something" and w.low[index - 1] == ","]:
        # "…, something denied by Y".
        several += _agents(w, noun + 1, lex)
    for what in [index for index, low in enumerate(w.low[2:-3], 2) if low == "what" and w.low[index - 1] == "in"]:
        # "…, in what Y insists was an answer"
        found = _relative(w, what, lex) if w.low[what - 2] == "," else None
        several += [found] if found is not None and found.lemma in _SAYS else []
    for which in [
        index for index, low in enumerate(w.low[1:-2], 1) if low in _OPENS_REACTION and w.low[index - 1] == ","
    ]:
        # "X said so, which Y, at the sitting, doubted", "…, something Y calls a lie".
        opens = w.low[which] == "something" and w.low[which + 1] in ("which", "that")
        found = _relative(w, which + opens, lex)
        if found is not None and found.lemma in _TAKES_UP:
            judges = not _JUDGED.union(lex.objects["call"]).isdisjoint(w.low[found.end : found.end + _NEAR])
            several += [found] if judges or w.low[which] != "which" or found.lemma not in _NAMING else []
    return several


def answered(w: Words, lex: Lexicon) -> list[Candidate]:
    """Whose words somebody takes up in passing: "…, commenting on X's statement about it", "…, rejecting the claim of X"."""
    several: list[Candidate] = []
    if _ANSWERS.isdisjoint(w.low):
        return several
    for index in range(1, len(w) - 2):
        if w.low[index] in _ANSWERS and w.low[index - 1] in (",", "and", "–", "—"):
            claimed = checked(w, index + 1, lex)
            if claimed is None and w.low[index] in ("echoing", "contradicting"):
                # "…, contradicting the ministry", but not the ministry's wishes
                place = w.low[index + 1] in lex.prepositions and w.low[index + 2] not in ("this", "that")
                phrase = None if place else right(w, index + 1, lex)
                if phrase is not None and ("'s" not in w.low[phrase.start : phrase.end] or _can_speak(w, phrase, lex)):
                    claimed = Candidate(index, index + 1, w.low[index], "taken_up", phrase)
            several += [] if claimed is None else [claimed]
    return several


def _can_speak(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
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
    called = next((at for at in range(phrase.start + 1, phrase.end) if w.low[at] in _TAKES_UP | _SAYS), None)
    if called is not None:
        # A noun as well.
        phrase = Phrase(phrase.start, called)
    end = max(phrase.end, phrase.apposition[1] if phrase.apposition is not None else 0)
    any_verb = w.low[which] == "which" and w.low[which - 1] != ","
    for verb in range(end, min(len(w), end + _NEAR)):
        form = lex.forms.get(w.low[verb])
        if _takes_up(w, verb) or (form is not None and (form.past or form.third) and any_verb):
            return Candidate(verb, verb + 1, w.low[verb], "taken_up", phrase, frozenset(("relative",)))
        if w.low[verb] in (";", ":", QUOTED, "."):
            break
    return None


def _takes_up(w: Words, verb: int) -> bool:
    """Whether a verb says what somebody makes of something: "which X disputed", "which X put at 550"."""
    following = w.low[verb + 1 : verb + 2]
    if w.low[verb] in _SAYS:
        # "which X says is an answer"
        return following in (["is"], ["are"], ["was"], ["were"], ["has"], ["had"])
    return w.low[verb] in _TAKES_UP and (w.low[verb] not in ("put", "puts") or following == ["at"])


def _agents(w: Words, start: int, lex: Lexicon) -> list[Candidate]:
    """Who says something of what goes before: "repeated by X and described by Y as wrong", "rejected both by X and by Y"."""
    several: list[Candidate] = []
    verb = start
    lemma = ""
    while verb < len(w) - 2:
        form = lex.forms.get(w.low[verb])
        if form is not None and form.participle:
            lemma = form.lemma
        elif w.low[verb] in _SUPPORTS:
            lemma = w.low[verb]
        elif not several or w.low[verb] != "by":
            break
        by = next((place for place in range(verb, min(len(w) - 1, verb + _NEAR)) if w.low[place] == "by"), None)
        phrase = None if by is None or QUOTED in w.low[verb:by] else right(w, by + 1, lex)
        if by is None or phrase is None:
            break
        several.append(Candidate(verb, by + 1, lemma, "taken_up", phrase, frozenset(("reduced",))))
        near = range(phrase.end, min(len(w), phrase.end + _NEAR))
        joint = next((place for place in near if w.low[place] in ("and", "but") or w.low[place] in lex.taken_up), None)
        if joint is None or w.low[joint] in lex.taken_up:
            # Another noun has others behind it.
            break
        verb = joint + 1
    return several
