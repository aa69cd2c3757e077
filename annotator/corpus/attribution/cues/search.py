"""Where a sentence may say that somebody says something: candidates with named features."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.cues.accounts import ACCOUNTS, behind, by_account
from annotator.corpus.attribution.cues.between import is_short
from annotator.corpus.attribution.cues.brackets import in_brackets
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.clauses import leading, main_subject
from annotator.corpus.attribution.cues.further import along, with_others
from annotator.corpus.attribution.cues.nominals import nominal, owner_of
from annotator.corpus.attribution.cues.passives import made_available, relays_of
from annotator.corpus.attribution.cues.reactions import reactions
from annotator.corpus.attribution.cues.staff import VERIFIES, staff_verbs, unable
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.cues.verbs import verb_candidate
from annotator.corpus.attribution.words.heads import head_of
from annotator.corpus.attribution.words.lexicon import Form, Lexicon, listed
from annotator.corpus.attribution.words.phrases import LONGEST, Phrase, is_verb, left, right
from annotator.corpus.attribution.words.scene import Scene, may_speak, standing_at
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_FAR: Final = 40
"""Words within which an outlet's study says what it found."""
_LONGEST_NOTE: Final = 8
"""Words in brackets between a noun and "that"."""
_LABEL: Final = 5
"""Words within which a colon ends the label of a turn."""
_HELD: Final = frozenset(("strong", "that"))
"""Features of "X has it that"."""
_ASKED: Final = frozenset(("asked", "asks", "wondered", "wonders"))
_ASKS: Final = listed("asks")
"""What a question begins with."""


def candidates(scene: Scene, outlet: Phrase | None = None) -> list[Candidate]:
    """Every cue of a sentence outside quotations, in order.

    Args:
        scene: the sentence.
        outlet: a phrase that means an outlet with reporters of its own, though it does not name it.
    """
    w, lex = scene.words, scene.lexicon
    found: list[Candidate] = []
    staff = staff_verbs(scene, outlet)
    free = 0
    first = w.low.index(":") + 1 if ":" in w.low[:_LABEL] else 0
    asks = bool(w.low) and w.low[-1] == "?" and w.low[first] in _ASKS and _ASKED.isdisjoint(w.low)
    if asks and "as" not in w.low:
        # A question asks what somebody said; it does not say so.
        return []
    for index in [index for index, low in enumerate(w.low) if low in lex.starts]:
        if index < free:
            continue
        low = w.low[index]
        candidate: Candidate | None = None
        if index in staff:
            candidate = staff[index]
        elif low in ACCOUNTS and (account := by_account(w, index, lex)) is not None:
            candidate = account
        elif low in VERIFIES and (failed := unable(scene, index)) is not None:
            candidate = failed
        elif low in ("citing", "quoting"):
            candidate = behind(w, index, index + 1, "citing", lex)
        elif low == "available":
            candidate = made_available(w, index, lex)
        elif low == "via" and index and _passes_on(w, index, lex):
            # "…, Newsline reports via the ministry"
            candidate = behind(w, index, index + 1, "citing", lex)
        elif low == "referring":
            candidate = _refers_to(w, index, lex)
        elif low in ("how", "what") and (summed := _summed_up(w, index, lex)) is not None:
            candidate = summed
        elif low == "that" and index and not lex.nouns_of_saying.isdisjoint(w.low[max(0, index - 16) : index]):
            candidate = _nominal(w, index, lex, found)
        elif low == "that" and w.low[max(0, index - 2) : index] in (["has", "it"], ["have", "it"], ["had", "it"]):
            candidate = _has_it(scene, index)
        elif low in lex.attitudes:
            candidate = _attitude(w, index, lex)
        elif low in lex.nouns_of_words or low in lex.accounts:
            candidate = nominal(w, index, lex)
            if candidate is None and (form := lex.forms.get(low)) is not None:
                candidate = verb_candidate(scene, index, form, found)
        elif (form := lex.forms.get(low)) is not None and (
            not index or w.low[index - 1] != "'s" or is_short(w, index - 1) or _is_left_out(w, index, form, lex)
        ):
            candidate = verb_candidate(scene, index, form, found)
        elif low == ":" and w.low[index + 1 : index + 2] == [QUOTED] and not (found and found[-1].end >= index - 3):
            candidate = _before_colon(w, index, lex)
        if candidate is not None:
            found.append(candidate)
            if (second := along(w, candidate, lex)) is not None:
                found.append(second)
            found += relays_of(w, candidate, index, lex)
            if candidate.rule == "according_to" and candidate.phrase is not None:
                free = candidate.phrase.end
    if asks:
        # "Was it open, as X claims?"
        return [one for one in found if one.phrase and w.low[one.phrase.start - 2 : one.phrase.start] == [",", "as"]]
    return _others(scene, found)


def _is_left_out(w: Words, verb: int, form: Form, lex: Lexicon) -> bool:
    """Whether an institution is left out in front of a verb: "Xland's ministry said no, and Yland's denied it"."""
    following = w.low[verb + 1] if verb + 1 < len(w) else ""
    opens = w.low[verb] == "said" or following == "that" or following in lex.pronouns or following in lex.determiners
    return form.past and opens and verb > 1 and w.capital(verb - 2)


def _has_it(scene: Scene, that: int) -> Candidate | None:
    """Such as "X has it that nobody left": no rumour or treaty, and not "has it that way"."""
    w, lex = scene.words, scene.lexicon
    clause = that + 2 < len(w) and w.low[that + 1] not in _NO_CLAUSE and w.low[that + 1] not in lex.times
    phrase = subject(w, that - 2, lex) if clause else None
    if phrase is None:
        return None
    head = head_of(w, phrase.start, phrase.end, lex) - 1
    speaks = w.low[head] in lex.titles or w.low[head] in _HOLD or (w.capital(head) and standing_at(scene, head))
    return Candidate(that - 2, that + 1, "have", "verb", phrase, _HELD) if speaks else None


_HOLD: Final = frozenset(("indictment", "ruling", "verdict"))
_NO_CLAUSE: Final = frozenset(("bad", "day", "easy", "good", "time", "way"))


def _others(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a sentence with those that no cue of their own tells, and what stands in a question set aside."""
    w, lex = scene.words, scene.lexicon
    if len(found) > 1 and w.low[0] in ("to", "in") and "question" in w.low[:_LABEL]:
        # "To the question why X speaks of it, Y replied": Y.
        starts = ((at, one.phrase.start) for at, one in enumerate(found) if one.phrase and one.lemma in _REPLIES)
        reply = next((at for at, start in starts if w.low[start - 1] == ","), 0)
        found = [*(replace(one, features=one.features | {"relative"}) for one in found[:reply]), *found[reply:]]
    if not found and w.low[:1] in (["what"], ["where"]) and (both := _named_by_both(w, lex)):
        return both
    if not found and QUOTED in w.low:
        within = _verb_within(scene)
        return [] if within is None else [within]
    others = with_others(scene, found) if found else reactions(w, lex)
    return [*others, *in_brackets(scene)]


_REPLIES: Final = frozenset(("answer", "note", "reply", "respond", "say", "stress"))


def _named_by_both(w: Words, lex: Lexicon) -> list[Candidate]:
    """Such as "What X calls a raid, Y calls self-defence": each names it with the same verb."""
    names = [index for index in range(2, min(len(w), _FAR)) if w.low[index] in lex.forms]
    verbs = [index for index in names if lex.forms[w.low[index]].lemma in lex.naming and not w.capital(index)]
    if len(verbs) != 2 or w.low[verbs[0]] != w.low[verbs[1]]:
        return []
    phrases = [left(w, verb, lex) for verb in verbs]
    starts = [phrase.start for phrase in phrases if phrase is not None]
    if len(starts) != 2 or starts[0] != 1 or w.low[starts[1] - 1] != ",":
        return []
    lemma, features = lex.forms[w.low[verbs[0]]].lemma, frozenset(("clause", "strong"))
    return [
        Candidate(verb, verb + 1, lemma, "verb", phrase, features) for verb, phrase in zip(verbs, phrases, strict=True)
    ]


def _verb_within(scene: Scene) -> Candidate | None:
    """Such as "Xland “strongly condemns what happened at its gates”": the verb stands within the quotation."""
    w, lex = scene.words, scene.lexicon
    quote = w.low.index(QUOTED)
    phrase = left(w, quote, lex)
    if phrase is None or phrase.start or not may_speak(scene, phrase):
        return None
    first, second, third, *_ = (*w.text[w.start(quote) + 1 : w.end(quote)].lower().split(maxsplit=3), "", "", "")
    verb, following = (second, third) if first.endswith("ly") else (first, second)
    form = lex.forms.get(verb)
    calls = form is not None and form.lemma == "call" and following in ("for", "on")
    # Whoever the registry names speaks with any verb that a quotation of some length begins with.
    ends = w.low[quote + 1 : quote + 2] in ([], ["."], [","]) and third and standing_at(scene, phrase.end - 1)
    if form is None or not form.third or not (calls or form.lemma in lex.strong or ends):
        return None
    return Candidate(quote, quote + 1, form.lemma, "verb", phrase, frozenset(("strong", "tail")))


_LANDS: Final = frozenset(("area", "city", "country", "district", "region", "territory", "town", "village"))


def _summed_up(w: Words, how: int, lex: Lexicon) -> Candidate | None:
    """Such as QUOTATION "was how X summed it up", QUOTATION "is what X made of it"."""
    if how < 2 or w.low[how - 1] not in lex.be or not (w.low[how - 2] == QUOTED or w.in_marks(how - 2)):
        return None
    phrase = right(w, how + 1, lex)
    verb = how + 2
    while verb < len(w) and w.low[verb] not in _SUMS and verb - how < LONGEST:
        verb += 1
    if phrase is None or verb >= len(w) or w.low[verb] not in _SUMS:
        return None
    phrase = Phrase(phrase.start, min(phrase.end, verb), phrase.apposition)
    return Candidate(verb, verb + 1, w.low[verb], "noun_copula", phrase, frozenset(("quote_before",)))


_SUMS: Final = frozenset(
    ("summed", "sums", "put", "puts", "described", "describes", "saw", "sees", "made", "makes", "called", "calls")
)


def _passes_on(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether "referring to" says whom somebody passes on: "…, referring to X", "Newsline reports referring to X"."""
    previous = w.low[index - 1] if index else ""
    form = lex.forms.get(previous)
    return previous == "," or (form is not None and form.lemma in ("report", "inform", "say", "write"))


def _refers_to(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "Newsline reports referring to the ministry", and not "…, he said, referring to the city where it was"."""
    if w.low[index + 1 : index + 2] != ["to"] or not _passes_on(w, index, lex):
        return None
    found = behind(w, index, index + 2, "citing", lex)
    if "term" in w.low[index + 2 : index + _FAR]:
        # "X, referring to Y by the term “Z”, said"
        return None
    land = found is not None and found.phrase is not None and w.low[found.phrase.end - 1] in _LANDS
    return None if land else found


def _attitude(w: Words, index: int, lex: Lexicon) -> Candidate | None:
    """Such as "was adamant that", QUOTATION "X is sure"."""
    stays = index > 0 and w.low[index - 1] in lex.be | {"remains", "remain", "remained"}
    behind = QUOTED in w.low[: index - 1] and w.low[index + 1 : index + 2] in ([], ["."])
    if not stays or not (behind or w.low[index + 1 : index + 2] == ["that"]):
        return None
    phrase = subject(w, index, lex)
    if behind and (phrase is None or w.low[phrase.start - 1] != QUOTED):
        return None
    return None if phrase is None else Candidate(index, index + 1, w.low[index], "adjective", phrase)


def _before_colon(w: Words, colon: int, lex: Lexicon) -> Candidate | None:
    """Any verb before a colon and a quotation: "asked again, he shrugged:"."""
    start = colon
    while start > 0 and w.low[start - 1] not in (",", ";", QUOTED):
        start -= 1
    phrase = leading(w, start, lex)
    if phrase is None and (main := main_subject(w, colon, lex)) is not None and main[0] >= start:
        # Such as "X, the envoy, put it so:".
        phrase = main[1]
    if phrase is None and start and w.low[start - 1] == ",":
        # "Asked about it, the spokesman First Last: …".
        whole = right(w, start, lex)
        named = whole is not None and whole.end == colon and any(map(w.capital, range(start, colon)))
        if named and (all(map(w.capital, range(start, colon))) or not lex.titles.isdisjoint(w.low[start:colon])):
            return Candidate(colon, colon + 1, ":", "colon", Phrase(start, colon), frozenset(("quote",)))
    if phrase is None or phrase.end >= colon:
        return None
    return Candidate(phrase.end, colon, ":", "colon", phrase, frozenset(("quote",)))


def _nominal(w: Words, that: int, lex: Lexicon, found: list[Candidate]) -> Candidate | None:
    """Such as "the ministry's claim that", but not "An Xish claims that"."""
    noun = that - 1
    if found and found[-1].start == noun and noun > 1 and w.low[noun - 2] in ("a", "an", "one"):
        return None
    while noun > 1 and (w.low[noun] in lex.times or w.low[noun].isdigit() or w.low[noun] in ("of", "on", "last")):
        # Such as "X's claim of last Sunday that", "X's announcement on 3 May that".
        noun -= 1
    if w.low[noun] == ")" and "(" in w.low[max(0, noun - _LONGEST_NOTE) : noun]:
        # Over a note: "X's claim (of 3 May) that".
        noun -= w.low[noun::-1].index("(") + 1
    if w.low[noun] not in lex.nouns_of_saying:
        return _whose(w, that, lex)
    owner = owner_of(w, noun, lex)
    return None if owner is None else Candidate(noun, that + 1, w.low[noun], "noun_that", owner[0])


def _whose(w: Words, that: int, lex: Lexicon) -> Candidate | None:
    """Such as "confirmation from X that", "claims by X that", "the claim, made by X, that"."""
    if w.low[that - 1] == ",":
        comma = next((index for index in range(that - 2, max(0, that - 20), -1) if w.low[index] == ","), 0)
        by = next((index for index in range(comma + 1, that - 1) if w.low[index] == "by"), 0)
        phrase = right(w, by + 1, lex) if by and w.low[comma - 1] in lex.nouns_of_saying else None
        ends = phrase is not None and phrase.end == that - 1
        return Candidate(comma - 1, that + 1, w.low[comma - 1], "noun_that", phrase) if ends else None
    for noun in range(that - 3, max(-1, that - 11), -1):
        # Also "claims voiced by X that".
        said = w.low[noun + 1].endswith("ed") or w.low[noun + 1] in ("made", "given", "spread")
        owner = noun + 2 if said and w.low[noun + 2] == "by" else noun + 1
        if w.low[noun] in lex.nouns_of_saying and w.low[owner] in ("from", "by", "of"):
            phrase = right(w, owner + 1, lex)
            return (
                Candidate(noun, that + 1, w.low[noun], "noun_that", phrase) if phrase and phrase.end == that else None
            )
        if w.low[noun] in BREAKS or is_verb(w, noun, lex):
            return None
    return None
