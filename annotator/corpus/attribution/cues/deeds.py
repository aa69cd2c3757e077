"""Where a verb of saying says nothing: what stands behind it makes it a deed, a name or a number ("declared war")."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.words.heads import head_of
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.phrases import right
from annotator.corpus.attribution.words.tokens import QUOTED, Words

_FAR: Final = 60
"""Words within which a claim says that something is one's own, and a name is followed by what its bearer is."""
SHOWN: Final = listed("shown")
"""What is done with pictures and papers: without words of their own they say nothing."""


def is_deed(w: Words, verb: int, lemma: str, following: str, lex: Lexicon) -> bool:
    """Whether what stands behind a verb makes it a deed, or something else that says nothing: "denied them access"."""
    low, size = w.low, len(w)
    closing = next((at for at in range(verb + 2, min(size, verb + 8)) if low[at] == ","), 0)
    if lemma == "relate" and following == "," and closing and low[closing + 1 : closing + 2] == ["to"]:
        # "questions related, in particular, to it"
        return True
    if lemma == "agree" and following in lex.times:
        # "agreed Wednesday to meet"
        following = low[verb + 2] if verb + 2 < size else ""
    quoted = verb and low[verb - 1] == QUOTED
    # Also "a unit that Xland has accused of it", not "the men accused of it".
    against = (lemma == "protest" and "against" in low[verb + 1 : verb + 8]) or (
        lemma in ("accuse", "blame")
        and verb > 1
        and (low[verb - 1] in lex.auxiliaries or low[verb - 2] in ("who", "whom", "which"))
    )
    if (
        lemma in lex.unless
        and not (quoted or against)
        and (
            following in lex.unless[lemma]
            or _proclaims(low, verb, lemma, lex)
            or (lemma == "deny" and withholds(w, verb, lex))
            or (lemma == "claim" and "that" not in low[verb:] and _claims_part(w, verb, lex))
            or (following in lex.possessives and low[verb + 2 : verb + 3] == ["independence"])
        )
    ):
        to_somebody = lemma == "report" and following == "to" and "that" in low[verb + 2 : verb + 8]
        if not to_somebody:
            return True
    if lemma == "dismiss" and verb + 2 < size and w.capital(verb + 1) and low[verb + 2] in _REMOVED:
        # "Dismissed Maro by decree".
        return True
    if lemma == "dismiss" and _is_removal(w, verb, lex):
        # "Dismissed the head of the agency".
        return True
    if lemma == "appeal" and not _COURTS.isdisjoint(low[verb + 2 : verb + 8]):
        return True
    if lemma in ("respond", "reply", "answer") and following == "with":
        behind = low[verb + 2 : verb + 7]
        if QUOTED not in behind and (lex.documents | lex.nouns_of_words).isdisjoint(behind):
            # "Responded with a counter-offensive".
            return True
    if lemma in ("respond", "react", "answer") and (by := _acts_by(low, verb)) is not None and not _says_by(by, lex):
        # "Responded in May by closing the road".
        return True
    if lemma in lex.naming and following.endswith(("self", "selves")):
        # "Men who describe themselves as activists".
        return True
    if lemma == "name" and verb + 1 < size and w.capital(verb + 1) and not _is_named_as(low, verb):
        # "another man named Maro, who worked there"
        return True
    if (lemma == "record" and following in ("on", "at", "in")) or _spreads_lies(low, verb, lemma):
        # "This talk was recorded on 3 May".
        return True
    named = lemma == "call" and following in ("it", "them") and low[verb + 3 : verb + 4] in ([], ["."], [","])
    if (named and verb + 2 < size and w.capital(verb + 2)) or (lemma == "go" and low[verb] == "going"):
        # "Xish people, who call it Anytown", "the talks are going on".
        return True
    if lemma == "go" and low[verb + 2 : verb + 3] and low[verb + 2].endswith("ing"):
        # "The mines go on killing".
        return True
    # "Pushed back a group": nobody says so.
    return following == "back" and bool(low[verb + 2 : verb + 3]) and low[verb + 2] in lex.determiners - {"that"}


def _acts_by(low: list[str], verb: int) -> str | None:
    """What somebody did "by …ing" behind a verb."""
    for index in range(verb + 1, min(len(low) - 1, verb + 5)):
        if low[index] == "by":
            return low[index + 1] if low[index + 1].endswith("ing") else None
    return None


def _says_by(gerund: str, lex: Lexicon) -> bool:
    """Whether it is words that somebody answered by: "by saying", not "by releasing a video"."""
    form = lex.forms.get(gerund)
    return form is not None and form.lemma in lex.strong | lex.weak and form.lemma not in SHOWN


_PROCLAIMED: Final = 4
"""Words behind "declare" in which stands what is no statement: "declared a partial mobilisation"."""


def _proclaims(low: list[str], verb: int, lemma: str, lex: Lexicon) -> bool:
    """Whether what is declared comes about by that."""
    behind = low[verb + 1 : verb + 1 + _PROCLAIMED]
    if lemma == "claim":
        return "lives" in behind
    articles = ("a", "an", "the") if lemma == "reject" else ("a", "an")
    acts = lemma in ("declare", "reject") and behind[:1] in ([one] for one in articles)
    return acts and not {*lex.unless[lemma]}.isdisjoint(behind)


def withholds(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether something is kept from somebody, rather than called untrue: "denied the observers access"."""
    first = w.low[verb + 1] if verb + 1 < len(w) else ""
    if first.endswith("ing") or first in ("it", "he", "she", "they"):
        return False
    stops = lex.prepositions | lex.helpers | lex.nouns_of_saying | lex.documents | {"that", ",", QUOTED, "any"}
    for at in range(verb + 1, min(len(w), verb + _LONGEST_OBJECT)):
        if w.low[at] in stops:
            return False
        if w.low[at] in lex.unless["deny"]:
            following = w.low[at + 1] if at + 1 < len(w) else "."
            return at > verb + 1 and (following in (".", ",") or following in lex.prepositions | lex.times | {"and"})
    return False


_LONGEST_OBJECT: Final = 6


def _claims_part(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether something is claimed as theirs: "claims the isle as part of its land", not "claims it left as part of a deal"."""
    part = next((at for at in range(verb + 2, min(len(w), verb + _FAR)) if w.low[at : at + 2] == _OWN), None)
    if part is None or w.low[verb + 1] in lex.pronouns:
        return False
    return w.low[part + 3] in lex.possessives if w.low[part + 2 : part + 3] == ["of"] and part + 3 < len(w) else False


def _is_removal(w: Words, verb: int, lex: Lexicon) -> bool:
    """Whether the object of "dismiss" is the holder of an office, and not somebody's words: no "as a liar" behind."""
    phrase = right(w, verb + 1, lex) if verb + 1 < len(w) else None
    if phrase is None or w.low[phrase.end : phrase.end + 1] in (["'s"], ["as"]):
        return False
    return w.low[head_of(w, phrase.start, phrase.end, lex) - 1] in lex.offices


def _is_named_as(low: list[str], verb: int) -> bool:
    """Whether it is said what those are who are named: "named First Last, 20, as the dead", "named two men among them"."""
    behind = low[verb + 2 : verb + _FAR]
    end = next((at for at, word in enumerate(behind) if word in ("who", "which", ";")), len(behind))
    return not {"as", "among"}.isdisjoint(behind[:end])


def _spreads_lies(low: list[str], verb: int, lemma: str) -> bool:
    """Whether somebody else calls it lies: "The ministry of Xland spreads another disinformation"."""
    behind = low[verb + 1 : verb + 5]
    return lemma in _SPREADS and not _LIES.isdisjoint(behind) and "against" not in behind


_SPREADS: Final = frozenset(("circulate", "disseminate", "publish", "spread"))
_LIES: Final = frozenset(("disinformation", "fake", "fakes", "lie", "lies", "misinformation"))
_REMOVED: Final = frozenset(("by", "from", "on", "after", "in", ".", ",", "and"))
"""What follows the name of somebody who loses an office."""
_COURTS: Final = frozenset(("court", "tribunal"))
_OWN: Final = ["as", "part"]
"""Behind a piece of land that somebody "claims as part of" theirs."""
