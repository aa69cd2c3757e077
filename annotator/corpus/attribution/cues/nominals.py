"""Nouns of words that say: "the reply of X was that", "by X's account", "…, came the answer from X"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.words.heads import NATIONAL
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, Lexicon, listed
from annotator.corpus.attribution.words.phrases import LONGEST, Phrase, is_past, is_verb, left, right
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_FAR: Final = 2 * LONGEST
"""Words before a noun in which it is said whose it is."""
_OWNERS: Final = frozenset(("of", "from", "by"))

_COPULAS: Final = listed("copulas")
_ANSWERS: Final = frozenset(
    ("answer", "reply", "response", "retort", "rejoinder", "riposte", "verdict", "message", "line", "reaction")
)
_NEAR: Final = 4
_PLACES_TOO: Final = frozenset(("line", "position", "order", "word"))
"""Nouns that mean no words where "that" follows: "the line of contact that divides them"."""


def nominal(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """The candidate of a noun of words; None where it is nobody's, or only talked about."""
    low = w.low
    account = low[index] in lex.accounts and _account(w, index, lex)
    if account:
        return account
    if low[index] in _COUNTS and (stands := _stands_at(w, index, lex)) is not None:
        return stands
    if low[index] not in lex.nouns_of_words or (index and low[index - 1] in ("'s", "-") and index + 1 >= len(w)):
        return None
    if low[index : index + 2] == ["refrain", "from"]:
        return None
    if low[max(0, index - 2) : index] == ["of", "the"] and low[index + 1 : index + 2] == ["that"]:
        # "X is of the opinion that"
        phrase = left(w, index - 3, lex) if index > 3 and low[index - 3] in lex.be else None
        return (
            None
            if phrase is None
            else Candidate(index - 3, index + 2, low[index], "noun_copula", phrase, frozenset(("that",)))
        )
    return (
        _before_noun(w, index, lex)
        or _predicate(w, index, lex)
        or _came_from(w, index, lex)
        or _followed(w, index, lex)
    )


_CLAIMS: Final = frozenset(("accusation", "allegation", "allegations", "assertion", "claim", "claims", "denial"))
_DONE: Final = frozenset(("been", "driven", "fallen", "given", "killed", "lost", "seen", "shot", "taken", "won"))
"""Participles beside those in "-ed"."""


def owner_of(w: Words, noun: int, lex: Lexicon) -> tuple[Phrase, int] | None:
    """Whose a noun is, and where that phrase ends: "X's reply", "the reply of X"."""
    low = w.low
    start = noun
    while (
        start
        and noun - start < _FAR
        and low[start - 1] not in lex.prepositions
        and low[start - 1] not in BREAKS
        and low[start - 1] != QUOTED
    ):
        if low[start - 1] in ("'s", "'"):
            first = start - 1
            while (
                first
                and noun - first < _FAR
                and low[first - 1] not in BREAKS
                and low[first - 1] not in lex.helpers
                and low[first - 1] != QUOTED
                and low[first - 1] != "that"
                and not (low[first - 1] == "of" and low[first - 2] in _NOT_OF)
                and not is_verb(w, first - 1, lex)
                and not (low[first - 1] in lex.forms and w.capital(first) and not w.capital(first - 1))
                and (
                    low[first - 1] not in lex.function
                    or low[first - 1] in lex.determiners
                    or low[first - 1] in ("of", "and")
                )
            ):
                first -= 1
            return (Phrase(first, start - 1), noun + 1) if first < start - 1 else None
        if low[start - 1] in lex.possessives or is_verb(w, start - 1, lex) or low[start - 1] in lex.helpers:
            break
        start -= 1
    if noun and w.capital(noun - 1) and low[noun - 1].endswith(NATIONAL):
        # "by Xish accounts"
        return Phrase(noun - 1, noun + 1), noun + 1
    if start and low[start - 1] in lex.possessives:
        return Phrase(start - 1, noun + 1), noun + 1
    after = noun + 1
    if after < len(w) and low[after] in ("given", "provided", "released", "published", "offered", "delivered", "made"):
        after += 1
    if after < len(w) and low[after] in _OWNERS:
        phrase = right(w, after + 1, lex)
        if phrase is not None:
            return phrase, phrase.end
    return None


_NOT_OF: Final = frozenset(("ahead", "because", "front", "instead", "outside"))
"""Behind which "of" says nothing of whose something is: "spoke ahead of X's statement"."""


def _is_unmade(low: list[str], index: int) -> bool:
    """Whether a statement is one that nobody has made: "no statement", "a fake statement", "waits for a statement"."""
    if not {"any", "fake", "forged", "no"}.isdisjoint(low[max(0, index - 2) : index]):
        return True
    verb = max(0, index - 2) if index and low[index - 1] in ("a", "the") else max(0, index - 1)
    return low[verb] in _WANTED or (low[verb] == "for" and low[max(0, verb - 1)] in _WAITS)


_WANTED: Final = frozenset(("awaits", "demands", "expects", "seeks", "wanted", "wants"))
_WAITS: Final = frozenset(("asked", "asks", "called", "calls", "hopes", "waited", "waiting", "waits"))


def _account(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "by X's account", "in the words of X", "with reference to X"."""
    low = w.low
    for before in range(index - 1, max(-1, index - 10), -1):
        if low[before] == "under" or (low[before] in _SEEN and low[before + 1] == "view"):
            # "under the eyes of X", "in full view of X"
            return None
        right_in = before and low[before] == "in" and low[before - 1] in _RIGHT and low[before + 1] in lex.possessives
        if right_in or low[before : index + 2] == ["in", "view", "of"]:
            # "X is right in his assessment", "in view of X's losses"
            return None
        if low[before] in ("by", "in", "on", "to", "with", "from"):
            follows = low[before] == "from" and before > 0 and low[before - 1] in ("follows", "followed")
            if low[before] in ("with", "to", "from") and low[index] != "reference" and not follows:
                # "agree with the opinion of"
                return None
            if low[before] == "on" and before and (low[before - 1].endswith("ing") or low[before - 1] == "based"):
                # "Commenting on the words of X, Y said", "based on figures from X"
                return None
            owner = owner_of(w, index, lex)
            if owner is None or (low[index] == "reference" and low[index + 1 : index + 2] != ["to"]):
                return None
            start = min(before, owner[0].start)
            return Candidate(start, index + 1, low[index], "account", owner[0])
        if low[before] in BREAKS or low[before] in lex.helpers or low[before] == QUOTED:
            return None
    return None


_RIGHT: Final = frozenset(("correct", "justified", "mistaken", "right", "wrong"))
_COUNTS: Final = frozenset(("count", "data", "figures", "list", "tally"))
_AMOUNTS: Final = frozenset(
    (("stand", "at"), ("stands", "at"), ("stood", "at"), ("run", "to"), ("runs", "to"), ("ran", "to"))
)


def _stands_at(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "Official Xish figures, raised twice, stand at 91"."""
    for verb in range(index + 1, min(len(w) - 2, index + _FAR)):
        if (w.low[verb], w.low[verb + 1]) in _AMOUNTS:
            counted = any(word[0].isdigit() for word in w.low[verb + 2 : verb + 4])
            owner = owner_of(w, index, lex) if counted else None
            return owner and Candidate(verb, verb + 2, w.low[index], "noun_copula", owner[0], frozenset(("that",)))
        if w.low[verb] in lex.helpers and w.low[index + 1] != ",":
            break
    return None


_SEEN: Final = frozenset(("clear", "full", "plain"))


def _before_noun(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as QUOTATION ", came the reply from X", QUOTATION "was X's answer"."""
    low = w.low
    for verb in range(index - 1, max(-1, index - 9), -1):
        if low[verb] in _COPULAS:
            last = verb - 2 if verb > 1 and low[verb - 1] == "," else verb - 1
            clause = low[0] == "that" and low[verb + 1] == "the"
            if last < 0 or not (low[last] == QUOTED or w.in_marks(last) or clause):
                return None
            owner = owner_of(w, index, lex)
            features = frozenset(("quote_before", "inverted"))
            return None if owner is None else Candidate(verb, index + 1, low[index], "noun_copula", owner[0], features)
        if low[verb] in BREAKS or low[verb] == QUOTED:
            return None
    return None


def _predicate(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "X's reply was that", "the answer of X:" and a quotation."""
    low = w.low
    owner = owner_of(w, index, lex)
    if owner is None:
        return None
    phrase, end = owner
    if end < len(w) and low[end] == "," and "," in low[end + 1 : end + 20]:
        # An insertion: "X's answer, set out by its secretary in an interview, is that".
        end = low.index(",", end + 1) + 1
    dashes = [place for place in range(end, min(len(w), end + 16)) if low[place] in ("–", "—", "--")]
    if len(dashes) == 2 and dashes[0] <= end + 3 and low[dashes[1] + 1 : dashes[1] + 2] in ([one] for one in _COPULAS):
        # "X's answer to this – three lines in all – is that".
        end = dashes[1] + 1
    if low[end : end + 1] == ["("] and low[end + 2 : end + 4] == [")", ":"] and low[end + 1] not in _UNHEARD:
        # "X's reply (paraphrased): roads, yes".
        return Candidate(index, end + 4, low[index], "noun_copula", phrase, frozenset(("colon",)))
    while end < len(w) and lex.is_adverb(low[end]):
        end += 1
    done = end + 2 < len(w) and (low[end + 2].endswith("ed") or low[end + 2] in lex.past_forms | _DONE)
    if low[index] in _CLAIMS and done and low[end : end + 2] in (["to", "have"], ["of", "having"]):
        # "X's claim to have taken the hill"
        return Candidate(index, end + 2, low[index], "noun_that", phrase, frozenset(("that",)))
    made = low[index] in _STATEMENTS and not _is_unmade(low, index)
    for at in range(phrase.start + 1, min(len(w), phrase.end + 1)) if made else ():
        says = lex.forms.get(low[at])
        if says is not None and says.gerund and says.lemma in lex.strong and not w.capital(at):
            # "a statement from X accusing Yland of it"
            whose = Phrase(phrase.start, at) if at < phrase.end else phrase
            return Candidate(index, at + 1, low[index], "noun_that", whose, frozenset(("that",)))
    if end < len(w) and low[end] in lex.prepositions:
        # Such as "X's version of events is that", "X's answer to all of this:"
        end = _over_prepositions(w, end, lex)
    if end >= len(w):
        return None
    predicate = low[end] in _COPULAS or low[end] == ":"
    if low[end] in _COPULAS:
        end += 1
        if low[end + 1 : end + 2] == [":"] and low[index] in _ANSWERS and not _tells_deed(w, end + 2, lex):
            # "The reply from X was swift: roads, yes".
            return Candidate(index, end + 2, low[index], "noun_copula", phrase, frozenset(("colon",)))
    elif low[end] != ":" and (low[end] != "that" or low[index] in _PLACES_TOO):
        return None
    while end < len(w) and (lex.is_adverb(low[end]) or low[end] in (":", ",")):
        end += 1
    nearer = low[end : end + 1] == ["nearer"] or low[end : end + 2] == ["closer", "to"]
    if nearer and low[phrase.start] not in lex.possessives:
        # "X's own estimate was nearer 500".
        end += 1 if low[end] == "nearer" else 2
    behind = low[end] if end < len(w) else ""
    counted = low[index] in ("estimate", "count", "figure", "toll", "tally") and behind[:1].isdigit()
    quoted = behind == QUOTED or (end < len(w) and w.in_marks(end))
    if behind != "that" and not quoted and not counted:
        return None
    if behind == "that" and not predicate:
        # Also "the claim of X that": what others may say of it leads.
        return Candidate(index, end, low[index], "noun_that", phrase, frozenset(("that",)))
    feature = "that" if behind == "that" else "quote"
    return Candidate(index, end, low[index], "noun_copula", phrase, frozenset((feature,)))


_STATEMENTS: Final = frozenset(("letter", "message", "statement", "statements"))
_UNHEARD: Final = frozenset(("undelivered", "unpublished", "unsent", "lost", "destroyed"))


def _tells_deed(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether a clause begins here that tells what was done, in the past and of nobody's own: "it shelled the city"."""
    ends = next((place for place in range(start, len(w)) if w.low[place] in BREAKS), len(w))
    if w.low[start] == QUOTED or not FIRST_PERSON.isdisjoint(w.low[start:ends]):
        return False
    near = range(start + 1, min(ends, start + _NEAR))
    return any(is_past(w, place, lex) for place in near)


def _over_prepositions(w: Words, start: int, lex: Lexicon) -> int:
    """Where the verb or colon stands behind what a noun is about; the end where there is none."""
    for place in range(start + 1, min(len(w), start + LONGEST)):
        if w.low[place] in _COPULAS or w.low[place] == ":":
            return place
        if w.low[place] in BREAKS or w.low[place] == QUOTED or is_verb(w, place, lex):
            break
    return len(w)


def _came_from(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "the latest warning came on Thursday from X", "From X came the charge that", "Not us, came the reply from X"."""
    low = w.low
    reply = low[max(0, index - 3) : index] == [",", "came", "the"] and low[index + 1 : index + 2] == ["from"]
    if reply and low[index] in _ANSWERS and low[0] in _SHORTLY:
        phrase = right(w, index + 2, lex)
        return None if phrase is None else Candidate(index - 2, index + 1, low[index], "noun_copula", phrase)
    if low[0] == "from" and low[index + 1 : index + 2] == ["that"]:
        came = next((place for place in range(2, index) if low[place] in ("came", "comes", "come")), 0)
        phrase = right(w, 1, lex) if came and index - came <= _NEAR else None
        if phrase is not None and phrase.end <= came:
            return Candidate(came, index + 2, low[index], "noun_copula", phrase, frozenset(("that",)))
    if index and low[index - 1] in ("no", "any"):
        return None
    for verb in range(index + 1, min(len(w), index + 9)):
        if low[verb] in ("came", "come", "comes"):
            for place in range(verb + 1, min(len(w), verb + 7)):
                if (
                    low[place] not in lex.times
                    and low[place] not in ("from", "on", "this", "last")
                    and not lex.is_adverb(low[place])
                ):
                    return None
                if low[place] == "from":
                    phrase = right(w, place + 1, lex)
                    return None if phrase is None else Candidate(index, place + 1, low[index], "noun_copula", phrase)
            return None
        if low[verb] in BREAKS or low[verb] == QUOTED or is_verb(w, verb, lex):
            return None
    return None


_SHORTLY: Final = frozenset(("never", "no", "nonsense", "not", "nothing", "yes"))
"""How an answer begins that a sentence gives without quotation marks."""
_FOLLOWS: Final = frozenset(("arrived", "came", "comes", "followed", "follows"))
_SAID_BY_THEMSELVES: Final = frozenset(("apology", "confirmation", "denial", "denials", "rebuttal"))
"""Nouns that tell by themselves that something was said: a "response" may be a deed."""


def _followed(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "Xland's denial came within the hour", "A denial from Xland followed", "From Xland came a denial"."""
    low = w.low
    if low[index] not in _SAID_BY_THEMSELVES or low[index - 1] in ("no", "any"):
        return None
    if low[0] == "from" and index < 2 * _NEAR:
        came = next((at for at in range(2, index) if low[at] in _FOLLOWS), 0)
        phrase = right(w, 1, lex) if came and index - came <= _NEAR else None
        near = phrase is not None and phrase.end <= came
        return Candidate(came, index + 1, low[index], "noun_copula", phrase) if near else None
    verb = next((at for at in range(index + 1, min(len(w), index + 2 * _NEAR)) if low[at] in _FOLLOWS), None)
    owner = None if verb is None or low[verb + 1 : verb + 2] in (["as"], ["to"], ["true"]) else owner_of(w, index, lex)
    if owner is None or verb is None or max(owner[1], index + 1) < verb or owner[0].start >= verb:
        return None
    whose = replace(owner[0], end=min(owner[0].end, verb))
    return Candidate(index, index + 1, low[index], "noun_copula", whose)
