"""What others make of something said: "…, a figure that Y found inflated", "…, rejecting X's claim"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.nominals import owner_of
from annotator.corpus.attribution.cues.passives import DENIED
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.phrases import LONGEST, Phrase, is_verb, right
from annotator.corpus.attribution.words.tokens import BREAKS, ENDS, QUOTED, Words

_REPORTS: Final = frozenset(("acknowledge", "admit", "allege", "announce", "claim", "describe", "detail", "report"))
_OPENS: Final = frozenset((",", "-", "–", "—", "--", "("))
_SAYS: Final = frozenset(("claimed", "claims", "complained", "insisted", "insists", "said", "say", "says"))
_SUPPORTS: Final = frozenset(("backed", "shared", "supported"))
_RESTATED: Final = frozenset(("corrected", "lowered", "raised", "revised", "updated"))
"""What is done to a number: "a figure later revised to 19 by X"."""
_WORDING: Final = frozenset(("language", "wording"))
"""Nouns for what was said that have no article."""
_TAKES_UP: Final = listed("takes_up")
_OPENS_REACTION: Final = frozenset(("which", "something"))
_OPENS_LATER: Final = _OPENS_REACTION | {"what"}
_NAMING: Final = frozenset(("called", "calls", "described", "describes", "termed", "terms"))
"""Behind a comma and "which" these only give a name: "the road, which Xland calls a corridor"."""
_JUDGED: Final = frozenset(("absurd", "breach", "provocation", "violation"))
"""What is more than a name for something: "which X calls a lie"."""
_FAR: Final = 40
"""Words within which a second one takes up the same."""
_NEAR: Final = 12
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
            return (
                None
                if phrase is None
                else Candidate(noun, noun + 2, form.lemma, "taken_up", phrase, frozenset(("reduced",)))
            )
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
    told = (index for index, low in enumerate(w.low[:-2]) if low in lex.taken_up or low in _OPENS_LATER)
    for index in told:
        low, before = w.low[index], w.low[index - 1]
        if index > 1 and low in lex.taken_up:
            several += _of_noun(w, index, lex)
        if low == "something" and before == ",":
            # "…, something denied by Y".
            several += _agents(w, index + 1, lex, said=True)
        if low == "what" and w.low[max(0, index - 2) : index] == [",", "in"]:
            # "…, in what Y insists was an answer"
            found = _relative(w, index, lex)
            several += [found] if found is not None and found.lemma in _SAYS else []
        if low in _OPENS_REACTION and before == ",":
            # "X said so, which Y, at the sitting, doubted", "…, something Y calls a lie".
            opens = low == "something" and w.low[index + 1] in ("which", "that")
            found = _relative(w, index + opens, lex)
            if found is not None and found.lemma in _TAKES_UP:
                judges = not _JUDGED.union(lex.objects["call"]).isdisjoint(w.low[found.end : found.end + _NEAR])
                several += [found] if judges or low != "which" or found.lemma not in _NAMING else []
    return several


def _of_noun(w: Words, noun: int, lex: Lexicon) -> list[Candidate]:
    """What others make of what a noun behind a comma calls it: "…, a charge that Y rejects", "…, figures disputed by Y"."""
    opening = next((index for index in (noun - 1, noun - 2) if w.low[index] in ("a", "an", "the")), 0)
    bare = (w.low[noun].endswith("s") or w.low[noun] in _WORDING) and w.low[noun - 1] in _OPENS
    # Also "…, in a development confirmed by Y".
    within = opening > 1 and w.low[opening - 2 : opening] == [",", "in"]
    if not (bare or within or (opening and w.low[opening - 1] in _OPENS)):
        return []
    following = w.low[noun + 1]
    # Also "wording to which X took exception".
    which = noun + 2 if following in lex.prepositions and w.low[noun + 2] == "which" else noun + 1
    opens = w.low[which] in ("which", "that")
    if opens or following in lex.determiners or w.capital(noun + 1):
        # Also "an accusation the minister has rejected".
        found = _relative(w, which if opens else noun, lex)
        near = range(found.end, min(len(w) - 2, found.end + _FAR)) if found is not None else ()
        again = next((at for at in near if w.low[at : at + 2] == ["and", "which"]), None)
        # "words which X regretted and which Y has been quoting"
        second = None if again is None else _relative(w, again + 1, lex)
        return [one for one in (found, second) if one is not None]
    said = (lex.nouns_of_saying | lex.nouns_of_words | lex.accounts).union(_WORDING)
    if agents := _agents(w, noun + 1, lex, said=w.low[noun] in said or w.low[noun].removesuffix("s") in said):
        return agents
    # "an offer local leaders say is meant to make them dependent"
    found = _relative(w, noun, lex)
    return [found] if found is not None and found.lemma in ("say", "says") else []


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


_ANSWERS: Final = frozenset(
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
    told = lex.forms.get(w.low[which + 2]) if which + 2 < len(w) and w.low[which + 1] in lex.be else None
    if told is not None and told.participle and told.lemma in DENIED and (placed := there(w, which + 3, lex)):
        # "which is denied in Anytown"
        return Candidate(which + 2, which + 3, told.lemma, "taken_up", placed[1], frozenset(("relative",)))
    phrase = right(w, which + 1, lex)
    if phrase is None or is_verb(w, phrase.start, lex):
        return None
    called = next((at for at in range(phrase.start + 1, phrase.end) if w.low[at] in _TAKES_UP | _SAYS), None)
    if called is not None:
        # A noun as well.
        phrase = Phrase(phrase.start, called)
    end = max(phrase.end, phrase.apposition[1] if phrase.apposition is not None else 0)
    before = w.low[which - 1]
    any_verb = w.low[which] == "which" and before != "," and before not in lex.prepositions
    for verb in range(end, min(len(w), end + _NEAR)):
        form = lex.forms.get(w.low[verb])
        objects = before in lex.prepositions and w.low[which] == "which" and _takes_exception(w, verb)
        if objects or _takes_up(w, verb) or (form is not None and (form.past or form.third) and any_verb):
            return Candidate(verb, verb + 1, w.low[verb], "taken_up", phrase, frozenset(("relative",)))
        if w.low[verb] in (";", ":", QUOTED, "."):
            break
    return None


def _takes_exception(w: Words, verb: int) -> bool:
    """Whether a verb behind "to which" answers in words: "took exception", "expressed astonishment", "objected"."""
    behind = w.low[verb + 1 : verb + 3]
    return (w.low[verb] in ("expressed", "objected") and "no" not in behind) or (
        w.low[verb] in ("took", "takes") and not {"exception", "issue"}.isdisjoint(behind)
    )


def _takes_up(w: Words, verb: int) -> bool:
    """Whether a verb says what somebody makes of something: "which X disputed", "which X put at 550"."""
    following = w.low[verb + 1] if verb + 1 < len(w) else ""
    if w.low[verb] in _SAYS:
        # "which X says is an answer"
        return following in ("is", "are", "was", "were", "has", "had")
    if w.low[verb] in ("put", "puts"):
        return following == "at" and any(low[0].isdigit() for low in w.low[verb + 2 : verb + 7])
    return w.low[verb] in _TAKES_UP


def there(w: Words, start: int, lex: Lexicon) -> tuple[int, Phrase] | None:
    """The capital in which a claim is answered: "as claimed by X and denied in Anytown."."""
    if w.low[start : start + 1] != ["in"] or start + 1 >= len(w) or not w.capital(start + 1):
        return None
    phrase = right(w, start + 1, lex)
    ends = phrase is not None and (w.low[phrase.end : phrase.end + 1] or ["."])[0] in ENDS
    return (start, phrase) if phrase is not None and ends and phrase.end == start + 2 else None


def _agents(w: Words, start: int, lex: Lexicon, *, said: bool) -> list[Candidate]:
    """Who says something of what goes before: "repeated by X and described by Y as wrong", "rejected both by X and by Y".

    Args:
        w: the sentence.
        start: where the first participle may stand.
        lex: the lexicon.
        said: what goes before was said, so that whoever supports it says so too: no law, and no raid.
    """
    several: list[Candidate] = []
    verb = start + lex.is_adverb(w.low[start])
    lemma = ""
    while verb < len(w) - 2:
        form = lex.forms.get(w.low[verb])
        if form is not None and form.participle:
            lemma = form.lemma
        elif said and (w.low[verb] in _SUPPORTS or (w.low[verb] in _RESTATED and w.low[verb + 1] == "to")):
            lemma = w.low[verb]
        elif not several or w.low[verb] != "by":
            break
        placed = there(w, verb + 1, lex) if lemma in DENIED else None
        if placed is not None:
            # "a charge denied in Anytown"
            several.append(Candidate(verb, verb + 1, lemma, "taken_up", placed[1], frozenset(("reduced",))))
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
