"""Who says something beside the narrator: "Thousands marched, demanding a vote", "crossed into what X says is its land"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.clauses import clauses, is_doing, leading
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.words.scene import Scene, may_speak

_NEAR: Final = 12
"""Words between what is named and the verb of whoever names it."""


def beside(scene: Scene) -> Candidate | None:
    """Who says something beside a clause that says nothing: "Thousands marched, demanding a vote"."""
    w, lex = scene.words, scene.lexicon
    for verb in [index for index, low in enumerate(w.low[:-1]) if low in lex.forms and index > 1]:
        form = lex.forms[w.low[verb]]
        if not form.gerund:
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


_OPENS: Final = frozenset(("what", "which"))
_PARTICLES: Final = frozenset(("home", "off", "out", "up"))
_CALLS: Final = frozenset(("brand", "call", "describe", "dub", "label", "term"))


def _calling(scene: Scene) -> Candidate | None:
    """Who gives a name in a clause that says nothing else: "crossed into what X says is its land", "…, which X calls a raid"."""
    w, lex = scene.words, scene.lexicon
    for index in [] if _OPENS.isdisjoint(w.low) else range(2, len(w) - 2):
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


_ARRESTS: Final = frozenset(("arrested", "detained", "dispersed", "jailed"))
"""Deeds behind whose objects it is the objects who protest."""
