"""Finite verbs of saying and their subjects."""

from __future__ import annotations

from typing import NamedTuple

from annotator.corpus.attribution.candidate import Candidate
from annotator.corpus.attribution.complements import (
    OWN_WORDS,
    clause_features,
    complement_features,
    cue_end,
    is_end,
    is_speech,
    is_tail,
)
from annotator.corpus.attribution.heads import head_of, is_animate
from annotator.corpus.attribution.identity import Scene, ending_at
from annotator.corpus.attribution.lexicon import Form, Lexicon
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.passives import SHOWN, cited, is_means, passive, reduced, with_participle
from annotator.corpus.attribution.phrases import Phrase, antecedent, leading, right, subject
from annotator.corpus.attribution.tokens import QUOTED, Words

_BASE_BEHIND = frozenset(("would", "can", "could", "must"))
"""Modals behind which somebody still speaks: "I would say"; "may deny" has not been said."""
_QUANTIFIERS = frozenset(("both", "some", "many", "others", "all", "these", "those"))
_PLURALS = frozenset(("they", "we", "i", "you", "who", "which", "police", "people", "media", "sides", *_QUANTIFIERS))
_SUBORDINATES = frozenset(
    ("when", "while", "as", "after", "because", "where", "if", "although", "though", ";", "since", "that")
)
_LONGEST_CLAUSE = 60
_INVERTS = frozenset(
    (
        "say",
        "add",
        "write",
        "ask",
        "note",
        "explain",
        "tweet",
        "continue",
        "warn",
        "reply",
        "recall",
        "report",
        "state",
        "announce",
        "claim",
        "insist",
        "argue",
        "stress",
        "conclude",
        "declare",
        "quip",
        "respond",
        "read",
        "go",
    )
)
_NO_OBJECT = frozenset(
    "say add note explain continue reply insist conclude quip respond retort observe remark recall write argue".split()
)
"""Verbs behind which a noun phrase is their subject rather than their object."""
_TO_SOMEBODY = frozenset(
    "tell inform assure remind accuse blame criticize criticise warn urge condemn thank ask notify reassure slam denounce "
    "reject deny dismiss praise welcome congratulate demand describe".split()
)
"""Verbs behind which stands to whom, or about what, rather than who."""
_NOT_SUBJECTS = frozenset(("this", "that", "it", "these", "those", "them", "him", "her", "nothing", "there"))
_NOT = frozenset(("not", "never", "n't", "yet", "hasn't", "haven't", "hadn't"))
_HASTENS = frozenset(
    "hurried hastened rushed hurries hastens rushes continued continues went proceeded began quick chose moved keen eager bold "
    "stepped came sought felt forced refused".split()
)
"""Behind which an infinitive tells what was said: "hastened to deny"."""
_EVEN_IF_NOT = frozenset(("deny", "exclude", "dispute", "hide", "conceal", "contest", "doubt", "rule"))
"""Verbs that say something when they are denied."""
_STOPS_SETTING = frozenset((",", ";", ":", ".", QUOTED, "that"))
_SEES = frozenset(("see", "witness", "hear", "confirm", "verify", "count"))


class _Verb(NamedTuple):
    """A form of a verb of saying in its sentence, and the candidates before it."""

    scene: Scene
    at: int
    form: Form
    found: list[Candidate]


def verb_candidate(scene: Scene, index: int, form: Form, found: list[Candidate]) -> Candidate | None:
    """The candidate of one form of a verb of saying; None where it is no finite verb, or says nothing."""
    w, lex = scene.words, scene.lexicon
    if w.capital(index) and index and not (w.low[index - 1] in (QUOTED, ",", ":") or w.titled):
        return None
    before = index - 1
    while before >= 0 and lex.is_adverb(w.low[before]) and w.low[before] not in lex.pronouns:
        before -= 1
    if not form.gerund and (form.past or form.participle) and not _is_base(w, before, form, lex):
        other = _by_somebody(scene, index, before, form)
        if other is not None:
            return other[0]
    if form.lemma in ("cite", "quote") and (quoted := cited(w, index, lex)):
        return quoted
    rule = _mood(scene, index, before, form)
    if rule == "with_participle":
        attached = with_participle(w, index, lex)
        behind = complement_features(w, index, form.lemma, lex) & OWN_WORDS
        return Candidate(index, index + 1, form.lemma, rule, attached, frozenset(behind)) if behind else None
    if rule is None:
        return None
    features = complement_features(w, index, form.lemma, lex)
    if "unless" in features or (form.lemma in SHOWN and "noun_of_words" not in features):
        return None
    verb = _Verb(scene, index, form, found)
    if rule == "participle":
        return _shared(verb, rule, features) if features & OWN_WORDS else None
    phrase = subject(w, index, lex)
    inverted = _inverted(scene, index, before, form, phrase)
    if inverted and (phrase is None or not features & {"that", "clause"} or "quote_before" in features):
        features.add("inverted")
        return _made(verb, "inverted", inverted, features)
    if phrase is not None and phrase.start and w.low[phrase.start - 1] == "whose":
        # "the office, whose letter says": the office's.
        features.add("relative")
        phrase = antecedent(w, phrase.start - 1, lex) or phrase
    if phrase is None:
        previous = w.low[before] if before >= 0 else ""
        if previous in ("", "and", "but", ",", "then") or (previous == QUOTED and found):
            return _shared(verb, rule, features)
        return None
    if form.lemma in lex.naming and phrase.start and _names_only(w.low[phrase.start - 1], form, features, lex):
        return None
    _place(w, index, phrase, features, lex)
    if w.low[phrase.start] in ("who", "which", "that") and phrase.end - phrase.start == 1:
        features.add("relative")
        phrase = antecedent(w, phrase.start, lex) or phrase
    if form.lemma in _SEES and not scene.names.press.isdisjoint(w.low[phrase.start : phrase.end]):
        features.add("outlet")
    return _made(verb, rule, phrase, features)


def _made(verb: _Verb, rule: str, phrase: Phrase | None, features: set[str]) -> Candidate | None:
    scene, index, form, found = verb
    w, lex = scene.words, scene.lexicon
    if not is_speech(form.lemma, features, lex):
        features.add("bare")
    features.add("strong" if form.lemma in lex.strong else "weak")
    if not features & {"that", "clause", "quote", "colon", "quote_before"} and not _NOT.isdisjoint(w.low[max(0, index - 3) : index]):
        features.add("negated")
    start = phrase.start if phrase is not None and rule != "inverted" else index
    features |= clause_features(w, start, lex, found)
    return Candidate(index, cue_end(w, index, features), form.lemma, rule, phrase, frozenset(features))


def _shared(verb: _Verb, rule: str, features: set[str]) -> Candidate | None:
    """A verb without a subject of its own: that of the cue before, else whom the clause is about."""
    scene, index, _, found = verb
    features.add("shared")
    phrase: Phrase | None = None
    if not found:
        start = 0 if rule == "participle" else _clause_start(scene.words, index)
        phrase = leading(scene.words, start, scene.lexicon)
        if phrase is None or phrase.end > index:
            return None
    return _made(verb, rule, phrase, features)


def _is_base(w: Words, before: int, form: Form, lex: Lexicon) -> bool:
    """Whether a form that is past and base in one ("read", "put") stands behind a modal."""
    return form.base and before >= 0 and w.low[before] in lex.modals


def _by_somebody(scene: Scene, index: int, before: int, form: Form) -> tuple[Candidate | None] | None:
    """What a participle gives whose source stands behind it; None where it may be a finite verb instead."""
    w, lex = scene.words, scene.lexicon
    previous = w.low[before] if before >= 0 else ""
    following = w.low[index + 1] if index + 1 < len(w) else ""
    if previous in lex.be:
        return (passive(w, index, form.lemma, lex),)
    if previous == "as" and following in ("by", "in"):
        phrase = right(w, index + 2, lex)
        made = None if phrase is None else Candidate(before, index + 2, form.lemma, "as_said_by", phrase)
        return (made,)
    if following == "by" and form.lemma not in ("respond", "begin") and not is_means(w, index + 2):
        return (reduced(scene, index, form.lemma),)
    return None


def _mood(scene: Scene, index: int, before: int, form: Form) -> str | None:
    """What a form is here: a finite verb, a participle that carries the subject on, or neither."""
    w, lex = scene.words, scene.lexicon
    previous = w.low[before] if before >= 0 else ""
    if form.gerund:
        if previous in lex.be and previous != "being":
            return "verb"
        if form.lemma not in lex.participles:
            return None
        if previous in (",", "", QUOTED, "and"):
            return "participle"
        return "with_participle" if with_participle(w, index, lex) else None
    if (form.past or form.participle) and not _is_base(w, before, form, lex):
        if previous in lex.auxiliaries:
            return "verb"
        if (
            not form.past
            or previous in ("to", "a", "an", "the")
            or previous in lex.possessives
            or previous in lex.modals
        ):
            return None
        return None if previous in lex.prepositions and before == index - 1 else "verb"
    if form.third:
        return "verb" if _is_third(scene, index, before, previous, form) else None
    return "verb" if _is_plural(scene, index, before, previous, form) else None


def _is_third(scene: Scene, index: int, before: int, previous: str, form: Form) -> bool:
    lex = scene.lexicon
    if previous in lex.determiners and previous not in ("this", "that", "each", "another", "one"):
        return False
    if previous in lex.possessives or previous in lex.prepositions:
        return False
    if scene.words.low[index] in lex.also_nouns or form.lemma not in lex.strong:
        return _is_verbal(scene, index, before, plural=False)
    return True


def _is_plural(scene: Scene, index: int, before: int, previous: str, form: Form) -> bool:
    lex = scene.lexicon
    if previous in lex.modals:
        if previous in ("do", "does", "did", "doesn't", "didn't", "don't"):
            return form.lemma in _EVEN_IF_NOT
        return previous in _BASE_BEHIND and form.lemma in ("say", "add", "note", "argue")
    if previous == "to" and before and scene.words.low[before - 1] in _HASTENS:
        return form.lemma in lex.strong
    if (
        previous in ("to", "'s")
        or previous in lex.possessives
        or previous in lex.prepositions
        or previous in lex.helpers
    ):
        return False
    if previous in lex.determiners and previous not in _QUANTIFIERS:
        return False
    return _is_verbal(scene, index, before, plural=True)


def _is_verbal(scene: Scene, index: int, before: int, *, plural: bool) -> bool:
    """Whether a form that may be a noun ("claims", "report") is a verb here, by its neighbours."""
    if before < 0:
        return False
    w, lex = scene.words, scene.lexicon
    low = w.low[before]
    following = w.low[index + 1] if index + 1 < len(w) else ""
    if following in ("that", QUOTED) and low in (",", ")"):
        return True
    if low == QUOTED or (low == "," and lex.forms[w.low[index]].lemma in _INVERTS):
        return following in lex.determiners or (index + 1 < len(w) and w.capital(index + 1))
    if following == "," and "as" in w.low[max(0, before - 5) : before]:
        return True
    if plural:
        if low in _PLURALS:
            return True
        if any(hit.tag(Sort.PLACE) for hit in ending_at(scene, before + 1)):
            # "Xland say it has …", as in British headlines.
            return following in lex.pronouns or following in lex.determiners or following == "that"
        if low == "," and (far := subject(w, index, lex)) is not None:
            # "Members of the group, six of them, claim": by the subject's head.
            low = w.low[head_of(w, far.start, far.end, lex) - 1]
        many = low.endswith("s") and not low.endswith(("ss", "us", "is", "'s"))
        joined = w.capital(before) and before >= 2 and w.low[before - 1] == "and" and w.capital(before - 2)
        return (many or joined) and (w.low[index] not in lex.also_nouns or _opens(w, index + 1, lex))
    if low in ("he", "she", "it", "who", "which", "one"):
        return True
    if following in ("of", "by", "from", "against", "about", "in", ".", "?") or following in lex.helpers or _is_past_form(w, index + 1, lex):
        return w.capital(before) and following in ("in", ".")
    if following in (",", "and", ";", ")") and "that" not in w.low[index + 2 : index + 9]:
        return False
    if low.endswith("s") and not w.capital(before) and low not in lex.institutions and not low.endswith(("ss", "us")):
        return False
    if any({sort for sort, _ in hit.tags} <= {Sort.DEMONYM, Sort.LOCAL} for hit in ending_at(scene, before + 1)):
        return following in ("that", QUOTED)
    if w.capital(before):
        return not low.endswith(("ian", "ish", "ese")) and (before > 0 or _opens(w, index + 1, lex))
    known = low in lex.roles or low in lex.crowd or low in lex.media or is_animate(low, lex) or low in (",", ")")
    return known


def _is_past_form(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word is a finite verb, so that the one before it is its subject."""
    if index >= len(w) or w.capital(index):
        return False
    form = lex.forms.get(w.low[index])
    return w.low[index] in lex.past_forms or (form is not None and form.past and form.lemma in lex.strong)


def _opens(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word can begin what a verb of saying has behind it."""
    if index >= len(w) or w.capital(index):
        return True
    low = w.low[index]
    return (
        low in ("that", QUOTED, "on", "upon", "for", "to", "in", "it", ".")
        or low in lex.determiners
        or low in lex.pronouns
        or low in lex.possessives
        or low in lex.forms
        or low in lex.be
        or low.endswith(("ing", "s"))
    )


def _inverted(scene: Scene, verb: int, before: int, form: Form, phrase: Phrase | None) -> Phrase | None:
    """The subject behind the verb, as in "…, said the man" or "…, said at a briefing the head of the service"."""
    w, lex = scene.words, scene.lexicon
    if not (form.past or form.third or form.base) or verb + 1 >= len(w):
        return None
    previous = w.low[before] if before >= 0 else ""
    if form.base and not form.past and previous != QUOTED:
        return None
    quoted = previous == QUOTED or (previous == "," and before > 0 and w.low[before - 1] == QUOTED)
    if not quoted and (form.lemma in _TO_SOMEBODY or (form.lemma not in lex.strong and form.lemma not in _INVERTS)):
        return None
    if previous not in ("", QUOTED, ",", "so", "-", "–", "—"):
        return None
    if phrase is not None and not quoted and (previous != "," or form.lemma not in _NO_OBJECT):
        return None
    start = verb + 1
    if lex.is_adverb(w.low[start]) and w.low[start] not in lex.pronouns:
        start += 1
    if start < len(w) and w.low[start] in lex.prepositions and previous in (QUOTED, ","):
        start = _behind_setting(w, start, lex)
    if start >= len(w) or w.low[start] in lex.subordinators or w.low[start] in lex.prepositions:
        return None
    behind = right(w, start, lex)
    if behind is None or not is_end(w, behind, lex) or w.low[behind.start] in _NOT_SUBJECTS:
        return None
    return behind


def _behind_setting(w: Words, start: int, lex: Lexicon) -> int:
    """Where a subject may begin behind "at the briefing" or "in its turn"; the start where there is none."""
    for index in range(start + 2, min(len(w), start + 8)):
        if w.low[index] in _STOPS_SETTING:
            break
        if w.low[index] == "the" and w.low[index - 1] not in lex.prepositions:
            return index
    return start


def _names_only(previous: str, form: Form, features: set[str], lex: Lexicon) -> bool:
    """Whether a clause only gives a thing a name: "what X calls a zone", "which X calls the zone"."""
    return previous == "what" or (
        previous == "which" and form.lemma not in lex.strong and "noun_of_words" not in features
    )


def _place(w: Words, verb: int, phrase: Phrase, features: set[str], lex: Lexicon) -> None:
    """Add whether subject and verb stand behind what is said."""
    lead = w.low[phrase.start - 1] if phrase.start else ""
    if is_tail(w, verb, lex):
        features.add("tail")
        if lead in (",", QUOTED) or (lead == "that" and phrase.start > 1):
            features.add("tail_clause")


def _clause_start(w: Words, verb: int) -> int:
    """Where the clause of a verb begins: behind the last word that subordinates it."""
    for index in range(verb - 1, max(-1, verb - _LONGEST_CLAUSE), -1):
        if w.low[index] in _SUBORDINATES:
            return index + 1
    return max(0, verb - _LONGEST_CLAUSE)
