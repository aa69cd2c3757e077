"""Finite verbs of saying and their subjects."""

from __future__ import annotations

from typing import Final, NamedTuple

from annotator.corpus.attribution.cues.antecedents import (
    antecedent,
    before_relative,
    behind_whose,
    issuer_of,
    relative_before,
)
from annotator.corpus.attribution.cues.attached import behind_with
from annotator.corpus.attribution.cues.between import is_setting, over_adverbs, over_group
from annotator.corpus.attribution.cues.candidate import OWN_WORDS, WITH_WORDS, Candidate
from annotator.corpus.attribution.cues.clauses import (
    behind_time,
    is_doing,
    leading,
    main_subject,
    opening_official,
    prompted,
)
from annotator.corpus.attribution.cues.complements import (
    clause_features,
    complement_features,
    cue_end,
    is_speech,
    is_tail,
)
from annotator.corpus.attribution.cues.deeds import SHOWN, withholds
from annotator.corpus.attribution.cues.finite import EVEN_IF_NOT, is_base, mood
from annotator.corpus.attribution.cues.groups import group_start
from annotator.corpus.attribution.cues.inversion import inverted_subject, is_inserted
from annotator.corpus.attribution.cues.naming import names_only
from annotator.corpus.attribution.cues.passives import cited, is_means, passive, reduced
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.words.lexicon import Form, Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, right
from annotator.corpus.attribution.words.scene import Scene, beginning_in, may_speak
from annotator.corpus.attribution.words.tokens import QUOTED, Words

_SUBORDINATES: Final = frozenset(
    ("when", "while", "as", "after", "because", "where", "if", "although", "though", ";", "since", "that")
)
_JOINS: Final = frozenset(("and", "but", ";", "while", "whereas"))
_LONGEST_CLAUSE: Final = 60
"""Words before a verb in which its clause begins."""
_NOT: Final = listed("not")
_SILENT: Final = frozenset(("confirm", "comment", "respond", "reply", "answer", "elaborate", "mention", "react"))
_TELLS: Final = frozenset(
    ("say", "disclose", "reveal", "specify", "explain", "clarify", "tell", "state", "announce", "elaborate")
)
_ASKED: Final = frozenset(("how", "why", "what", "whether", "who", "when", "where", "which", "if"))
"""Behind which stands what was not told: "did not say how many"."""
_MAY_BE: Final = frozenset(("can", "could", "may", "might", "must", "should", "shall", "cannot", "to"))
"""Behind which nobody has said anything yet: "can be refuted by anybody"."""
_SEES: Final = listed("sees")
_GIVES: Final = frozenset(("promise", "pledge", "propose", "request", "recommend"))
"""What is promised or asked for, where it is no words, is told of."""
_NOR: Final = frozenset(("neither", "nor"))
_NAME: Final = 4
"""Words that name somebody on whose behalf others speak."""
_FAR: Final = 16
"""Words in front of "that" among which its noun stands: "a note to the effect that"."""
_TELLS_OF: Final = frozenset(("say", "believe", "think", "know", "understand"))
"""Verbs that say nothing of their subject's saying before "to have": "said to have fled"."""


class _Verb(NamedTuple):
    """A form of a verb of saying in its sentence, and the candidates before it."""

    scene: Scene
    at: int
    form: Form
    found: list[Candidate]


def verb_candidate(scene: Scene, index: int, form: Form, found: list[Candidate]) -> Candidate | None:
    """The candidate of one form of a verb of saying; None where it is no finite verb, or says nothing."""
    w, lex = scene.words, scene.lexicon
    if _is_no_verb(w, index, form):
        return None
    before = over_adverbs(w, index - 1, lex)
    if not form.gerund and (form.past or form.participle) and not is_base(w, before, form, lex):
        other = _by_somebody(scene, index, before, form)
        if other is not None:
            return other[0]
    if form.lemma in ("cite", "quote") and (quoted := cited(w, index, lex) or _passed_on(scene, index, form)):
        return quoted
    if (somebody := prompted(w, index, lex)) is not None:
        told = complement_features(w, index, form.lemma, lex) | {"relative"}
        return _made(_Verb(scene, index, form, found), "verb", somebody, told)
    rule = mood(scene, index, before, form)
    if rule == "with_participle":
        return behind_with(w, index, form, lex)
    if (
        rule is None
        or (index and w.low[index - 1] == "neither")
        or (form.base and not form.past and found and found[-1].end == index)
    ):
        # "has neither denied nor confirmed it", "Xland vows reply"
        return None
    features = complement_features(w, index, form.lemma, lex)
    said = "noun_of_words" in features or (index > 0 and w.low[index - 1] == QUOTED)
    # "circulated a note to the effect that"
    said = said or ("that" in features and "effect" in w.low[index + 1 : index + _FAR])
    if "unless" in features or (form.lemma in SHOWN and not said):
        return None
    verb = _Verb(scene, index, form, found)
    if rule == "participle":
        return _participle(verb, before, features)
    at = group_start(w, index, before)
    if w.low[at] == "right" and w.low[at - 1] not in lex.be:
        # "has the right to say"
        return None
    phrase = subject(w, at, lex)
    inverted = inverted_subject(scene, index, before, form, phrase)
    own = features & {"that", "clause"} and "quote_before" not in features
    if inverted and (phrase is None or not own or is_inserted(w, index, before, phrase, lex)):
        features.add("inverted")
        return _made(verb, "inverted", inverted, features)
    if phrase is not None and phrase.start and w.low[phrase.start - 1] == "whose":
        features.add("relative")
        phrase = behind_whose(w, phrase, lex)
    if phrase is not None and _is_silent(w, phrase, form, lex):
        return None
    if phrase is not None:
        phrase = issuer_of(w, phrase, lex)
    if phrase is not None and is_setting(w, phrase, lex):
        # "denied it, but in the same breath said"
        return _shared(verb, rule, features)
    if phrase is None:
        return _without_subject(verb, rule, before, features)
    if _is_told_of(verb, phrase, features):
        return None
    if phrase.start > 1 and w.low[phrase.start - 2 : phrase.start] in ([",", "who"], [",", "which"], [",", "whom"]):
        # "The envoy, who critics say is lost, denied it"
        features.add("relative")
        if w.low[index + 1 : index + 2] and w.low[index + 1] in lex.helpers:
            features.add("clause")
    told_of = w.low[phrase.end + 1 : phrase.end + 2] in (["who"], ["which"])
    over = phrase.end < (found[-1].start if found else 0) < index and w.low[phrase.end] == ","
    if over and phrase.apposition is None and not told_of:
        # "The envoy, X recalled, had told them that": what X passes on.
        if not features & OWN_WORDS or form.lemma in lex.naming:
            return None
        features.add("over")
    _place(w, index, phrase, features, lex)
    if form.lemma != "ask" and (source := before_relative(w, phrase, lex)) is not None:
        features.add("relative")
        phrase = source
    if form.lemma in _SEES and not scene.names.press.isdisjoint(w.low[phrase.start : phrase.end]):
        features.add("outlet")
    return _made(verb, rule, phrase, features)


def _is_no_verb(w: Words, index: int, form: Form) -> bool:
    """Whether a form is part of a name, or a passive that does not say who says so."""
    if w.capital(index) and index and not (w.low[index - 1] in (QUOTED, ",", ":") or w.titled):
        return True
    if index and w.low[index - 1 : index + 1] == ["united", "states"]:
        # A heading in capitals.
        return True
    if form.past and w.low[max(0, index - 3) : index - 1] == ["with", "no"]:
        # "…, with no casualties reported"
        return True
    if w.raw[index] == "State" and index + 1 < len(w) and w.capital(index + 1) and not w.titled:
        # "…, State Minister First Last said"
        return True
    # "Rebels said to have cut the road".
    return form.past and form.lemma in _TELLS_OF and w.low[index + 1 : index + 3] in (["to", "have"], ["to", "be"])


def _is_told_of(verb: _Verb, phrase: Phrase, features: set[str]) -> bool:
    """Whether a clause with a subject says nothing of its own: it names, shows or promises something that is told of."""
    scene, index, form, found = verb
    w, lex = scene.words, scene.lexicon
    if form.lemma == "show" and found and found[-1].rule == "by_agent" and phrase.start < found[-1].start < phrase.end:
        # "Footage released by X shows what it says": X, not the footage.
        return True
    if phrase.start == 1 and w.low[:2] == ["what", "they"] and is_tail(w, index, lex):
        # A heading's "What they say in Xland"
        return True
    if phrase.start and names_only(w, phrase.start - 1, form, features, lex):
        return True
    if form.lemma == "propose" and not features & OWN_WORDS and _is_bare_noun(w, phrase.start - 1, lex):
        # "agreed to the procedure X proposes"
        return True
    if phrase.start < 2 or w.low[phrase.start - 1] != "that":
        return False
    if form.lemma in _GIVES and not features & OWN_WORDS:
        given = w.low[phrase.start - 2]
        thing = given.endswith("s") or given in ("aid", "food", "help", "money", "support")
        # "waited for the help that X had promised"; not "It was on Tuesday that", "the claims that".
        return thing and w.low[0] != "it" and given not in lex.forms and given not in lex.taken_up
    # "The town that they call Anytown"
    return form.lemma == "call" and index + 1 < len(w) and w.capital(index + 1)


def _is_bare_noun(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a common noun with an article in front stands at a place."""
    plain = index > 1 and w.low[index].isalpha() and not w.capital(index)
    return plain and w.low[index] not in lex.edges | lex.function and w.low[index - 1] in lex.determiners


def _without_subject(verb: _Verb, rule: str, before: int, features: set[str]) -> Candidate | None:
    """A verb that a subject further to the left governs: behind "and", "but" or a comma."""
    w, lex = verb.scene.words, verb.scene.lexicon
    if before >= 0 and (w.low[before] in lex.times or "behalf" in w.low[max(0, before - _NAME) : before]):
        # "opened the road and on Tuesday said", "took the plan and on behalf of the court said"
        before = over_group(w, verb.at, lex) - 1
    previous = w.low[before] if before >= 0 else ""
    if previous in lex.auxiliaries and before and w.low[before - 1] in ("and", "but"):
        # "Xland backs Yland and has urged Zland to sign".
        previous = w.low[before - 1]
    if previous in ("", "and", "but", ",", "then") or (previous == QUOTED and verb.found):
        return _shared(verb, rule, features)
    return None


def _is_silent(w: Words, phrase: Phrase, form: Form, lex: Lexicon) -> bool:
    """Whether a subject says nothing by a verb: "Neither side would say why"."""
    first, *others = w.low[phrase.start : phrase.end]
    if first in ("nobody", "none") or (first == "no" and others == ["one"]):
        return True
    if first == "no" and len(others) == 1 and others[0] in lex.titles | lex.crowd | lex.people | {"group", "groups"}:
        # "No group has claimed it"
        return True
    if w.low[phrase.start] == "few" and w.low[max(0, phrase.start - 1)] != "a":
        # "Few diplomats believe that."
        return True
    neither = not _NOR.isdisjoint(w.low[max(0, phrase.start - 1) : phrase.start + 1])
    return neither and form.lemma not in EVEN_IF_NOT


def _participle(verb: _Verb, before: int, features: set[str]) -> Candidate | None:
    """Such as "…, saying that": what carries the subject on."""
    w, index = verb.scene.words, verb.at
    calls = verb.form.lemma == "call" and "particle" in features
    scene_only = before >= 0 and w.low[before] == "and" and is_doing(w, before, verb.scene.lexicon)
    told = features & OWN_WORDS or any("bare" not in one.features for one in verb.found)
    alone = not told and w.low[index + 1 : index + 2] in (["for"], ["on"])
    if calls and (scene_only or alone):
        # "Families are looking for water and calling for help", "Thousands marched, calling for a vote": a scene.
        return None
    # "gave different figures, accusing each other of shelling"
    other = w.low[index + 1 : index + 3] in (["each", "other"], ["one", "another"])
    # "closed the road while denying any part in it"
    charges = verb.form.lemma in ("accuse", "blame") or (
        verb.form.lemma == "deny" and not withholds(w, index, verb.scene.lexicon)
    )
    other = other or (before >= 0 and w.low[before] in ("despite", "while") and charges)
    return _shared(verb, "participle", features) if calls or other or features & OWN_WORDS else None


def _passed_on(scene: Scene, verb: int, form: Form) -> Candidate | None:
    """Such as "The agency cited the ministry": the press passes on what the ministry says."""
    w, lex = scene.words, scene.lexicon
    if not (form.past or form.third):
        return None
    relay = subject(w, verb, lex)
    if relay is None:
        return None
    outlet = any(hit.tag(Sort.OUTLET) for hit in beginning_in(scene, relay.start, relay.end))
    if not outlet and lex.media.isdisjoint(w.low[relay.start : relay.end]):
        return None
    phrase = right(w, verb + 1, lex)
    return None if phrase is None else Candidate(verb, verb + 1, "citing", "citing", phrase)


def _made(verb: _Verb, rule: str, phrase: Phrase | None, features: set[str]) -> Candidate | None:
    scene, index, form, found = verb
    w, lex = scene.words, scene.lexicon
    if not is_speech(form.lemma, features, lex):
        if form.lemma not in lex.weak:
            # It speaks with its particle or noun only.
            return None
        if form.lemma in ("assume", "call", "present"):
            # "assumed the presidency", "called an election", "presented a plan"
            return None
        features.add("bare")
        if w.low[index + 1 : index + 2] and (w.capital(index + 1) or w.low[index + 1] in lex.determiners):
            features.add("object")
    features.add("strong" if form.lemma in lex.strong else "weak")
    if form.lemma == "put" and phrase is not None and w.low[phrase.end - 1] in lex.mute:
        # "Friday's deaths put the toll at 40": they say nothing.
        return None
    if form.lemma == "continue" and "as_clause" in features:
        # Such as "As talks between X and Y continue, the road is shut".
        return None
    alone = form.lemma == "continue" and not features & WITH_WORDS
    if alone and (phrase is None or not may_speak(scene, phrase)):
        # "He continued", not "the hearing continued at the court".
        return None
    before = w.low[max(0, index - 3) : index]
    # "Not so, says X" denies nothing of X's saying.
    before = before[len(before) - before[::-1].index(",") :] if "," in before else before
    if form.lemma in _SILENT and not (_NOT | {"nor", "neither"}).isdisjoint(before):
        # "has not confirmed it", "neither denied nor confirmed it": nothing was said.
        return None
    bare = form.lemma not in EVEN_IF_NOT and not features & WITH_WORDS
    unsaid = form.lemma in _TELLS and w.low[index + 1 : index + 2] and w.low[index + 1] in _ASKED
    if (bare or unsaid) and not _NOT.isdisjoint(before):
        if unsaid:
            # "Did not say how many": nothing was said.
            return None
        features.add("negated")
    start = phrase.start if phrase is not None and rule != "inverted" and "relative" not in features else index
    features |= clause_features(w, start, lex, found)
    if "as_clause" in features:
        features.discard("adverbial")
    return Candidate(index, cue_end(w, index, features, lex), form.lemma, rule, phrase, frozenset(features))


def _shared(verb: _Verb, rule: str, features: set[str]) -> Candidate | None:
    """A verb without a subject of its own: that of the cue before, else whom the clause is about."""
    scene, index, form, found = verb
    if (who := relative_before(scene.words, index)) is not None and rule == "verb":
        # "an interview with X, who is pleased with it but insists that": X.
        features.add("relative")
        antecedents = antecedent(scene.words, who, scene.lexicon)
        return None if antecedents is None else _made(verb, rule, antecedents, features)
    if (
        rule == "verb"
        and form.past
        and not found
        and (told := behind_time(scene.words, index, scene.lexicon)) is not None
    ):
        return _made(verb, rule, told, features)
    features.add("shared")
    phrase: Phrase | None = None
    main = main_subject(scene.words, index, scene.lexicon)
    if found and main is not None and main[0] > found[-1].end:
        before = scene.words.low[main[1].start - 1] if main[1].start else ""
        opened = found[-1].rule in ("by_agent", "noun_that") or "adverbial" in found[-1].features
        if before in _JOINS or (before == "," and opened):
            # "X said no, but Y gave another account, saying that": Y.
            return _made(verb, rule, main[1], features)
    if main is not None and (not found or ("bare" in found[-1].features and main[1] == found[-1].phrase)):
        # "X laughed and denied it": X, though laughing says nothing.
        return _made(verb, rule, main[1], features)
    if not found:
        start = 0 if rule == "participle" else _clause_start(scene.words, index)
        phrase = leading(scene.words, start, scene.lexicon) or opening_official(scene.words, start, scene.lexicon)
        if phrase is None or phrase.end > index:
            return None
    return _made(verb, rule, phrase, features)


def _by_somebody(scene: Scene, index: int, before: int, form: Form) -> tuple[Candidate | None] | None:
    """What a participle gives whose source stands behind it; None where it may be a finite verb instead."""
    w, lex = scene.words, scene.lexicon
    previous = w.low[before] if before >= 0 else ""
    following = w.low[index + 1] if index + 1 < len(w) else ""
    if (previous == "be" and before and w.low[before - 1] in _MAY_BE) or (previous in lex.be and form.lemma == "begin"):
        # "Can be refuted by anybody", "was begun by others".
        return (None,)
    if previous in lex.be:
        return (passive(w, index, form.lemma, lex),)
    if previous == "as" and following in ("by", "in"):
        phrase = right(w, index + 2, lex)
        made = None if phrase is None else Candidate(before, index + 2, form.lemma, "as_said_by", phrase)
        return (made,)
    by = next((place for place in range(index + 1, min(index + 4, len(w))) if w.low[place] == "by"), None)
    between = w.low[index + 1 : by] if by is not None else []
    near = all(lex.is_adverb(word) or word in lex.times or word in ("at", "on", "first", "last") for word in between)
    near = near or (form.lemma == "put" and between in (["forward"], ["out"]))
    if form.lemma == "claim" and between in (["in", "full"], ["in", "part"]):
        # "A region claimed in full by both": claimed as one's own.
        return (None,)
    if by is not None and near and form.lemma not in ("respond", "reply", "begin") and not is_means(w, by + 1):
        return (reduced(scene, index, by, form.lemma),)
    return None


def _place(w: Words, verb: int, phrase: Phrase, features: set[str], lex: Lexicon) -> None:
    """Add whether subject and verb stand behind what is said."""
    lead = w.low[phrase.start - 1] if phrase.start else ""
    if is_tail(w, verb, lex):
        features.add("tail")
        if lead == "as" and phrase.start == 1:
            features.add("as_clause")
        if lead in (",", QUOTED) or (lead == "that" and phrase.start > 1):
            features.add("tail_clause")


def _clause_start(w: Words, verb: int) -> int:
    """Where the clause of a verb begins: behind the last word that subordinates it."""
    for index in range(verb - 1, max(-1, verb - _LONGEST_CLAUSE), -1):
        if w.low[index] in _SUBORDINATES:
            return index + 1
    return max(0, verb - _LONGEST_CLAUSE)
