"""Whether a form of a verb of saying is a finite verb where it stands."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.attached import with_participle
from annotator.corpus.attribution.cues.between import is_short, is_spoken_to
from annotator.corpus.attribution.cues.groups import GOES, HASTENS, KEEPS, goes_on
from annotator.corpus.attribution.cues.subjects import subject
from annotator.corpus.attribution.cues.surroundings import (
    NEAR,
    ends_what_was_said,
    is_behind_quoted,
    is_denied_by_others,
    is_of_paper,
    tells_where,
    tells_words_before,
)
from annotator.corpus.attribution.words.heads import NATIONAL, are_people, head_of, is_animate
from annotator.corpus.attribution.words.lexicon import Form, Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import LONGEST, NUMBERS, is_past, is_verb, number_at, right
from annotator.corpus.attribution.words.scene import Scene, ending_at, is_surname
from annotator.corpus.attribution.words.tokens import BREAKS, QUOTED, Words

_BASE_BEHIND: Final = frozenset(("would", "can", "could", "must"))
"""Modals behind which somebody still speaks: "I would say"; "may deny" has not been said."""
_QUANTIFIERS: Final = listed("quantifiers")
_PLURALS: Final = frozenset(
    ("they", "we", "i", "you", "who", "which", "police", "people", "media", "sides", *_QUANTIFIERS)
)
_COLLECTIVES: Final = frozenset(
    ("military", "army", "government", "staff", "leadership", "command", "parliament", "ministry")
)
"""Behind which the British have a plural: "the army say"."""
INVERTS: Final = listed("inverts")


_FEW: Final = 3
"""Words in which a headline says whom it is about."""


EVEN_IF_NOT: Final = listed("even_if_not")
"""Verbs that say something when they are denied."""


def is_base(w: Words, before: int, form: Form, lex: Lexicon) -> bool:
    """Whether a form that is past and base in one ("read", "put") stands behind a modal."""
    return form.base and before >= 0 and w.low[before] in lex.modals


def mood(scene: Scene, index: int, before: int, form: Form) -> str | None:
    """What a form is here: a finite verb, a participle that carries the subject on, or neither."""
    w, lex = scene.words, scene.lexicon
    previous = w.low[before] if before >= 0 else ""
    if form.gerund:
        if form.lemma == "rage" and w.low[index + 1 : index + 2] not in (["that"], [QUOTED]):
            # "The battle is raging"
            return None
        if form.lemma == "report" and w.low[index + 1 : index + 2] in (["from"], ["inside"], ["within"]):
            # "were reporting from within the town"
            return None
        keeps = previous in KEEPS or is_short(w, before) or (previous == "on" and before and w.low[before - 1] in GOES)
        if (previous in lex.be and previous != "being") or keeps:
            # "may be telling" tells of no words.
            return None if before and w.low[before - 1] in lex.modals else "verb"
        if form.lemma not in lex.participles and form.lemma != "put":
            return None
        if previous in (",", "", QUOTED, "and", "despite", "while"):
            return "participle" if form.lemma != "put" else None
        return "with_participle" if with_participle(w, index, lex) else None
    behind = w.low[index + 1 : index + 3]
    if w.titled and form.lemma == "expect" and behind[:1] == ["to"]:
        # A headline's "Deal Expected to Be Signed"
        return None
    if form.participle and previous == "," and behind[:1] == ["as"] and before != index - 1:
        # "They are Xlanders, often described as the oldest"
        return None
    if (
        index > 1
        and form.lemma == "report"
        and w.low[index - 2] == "in"
        and behind[:1] in (["late"], ["early"], ["on"])
    ):
        # "six wounded in skirmishes reported late on Friday"
        return None
    if index > 1 and w.low[index - 2] == "to" and w.low[index] in _ADJECTIVES and previous not in lex.helpers:
        # "to probe alleged crimes", "to respect established rules"
        return None
    if form.lemma == "post" and behind[:1] == ["at"] and previous in ("article", "story", "web"):
        # When a page was put up: "Web posted at 5:00 p.m.".
        return None
    if form.participle and previous == "," and behind[:1] == ["to"] and behind[-1] in _SEEMS:
        # "The film, said to show a raid, was old": nobody says who said so.
        return None
    if (form.past or form.lemma == "say") and is_spoken_to(w, index):
        return "verb"
    if (form.past or form.participle) and not is_base(w, before, form, lex):
        if previous == "having" and before and w.low[before - 1] == ",":
            # "The envoy left, having stressed that"
            return "participle"
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
    return "verb" if _is_plural(scene, index, before, previous, form) or _is_fronted(scene, index, form) else None


_ADJECTIVES: Final = frozenset(("agreed", "alleged", "declared", "established", "proposed", "published"))
"""Past forms that stand before a noun behind an infinitive."""
_SEEMS: Final = frozenset(("be", "belong", "come", "contain", "date", "depict", "have", "include", "show"))


def _is_fronted(scene: Scene, index: int, form: Form) -> bool:
    """Such as "Only then did X concede": the subject stands between "did" and its verb."""
    w, lex = scene.words, scene.lexicon
    if w.low[index - 1] in lex.determiners:
        # "Only then did the report reach Xland"
        return False
    for place in range(index - 1, max(0, index - NEAR), -1):
        low = w.low[place]
        if low in ("did", "does", "do"):
            opens = w.low[0] in ("only", "not") or (w.low[0] in ("nor", "neither") and form.lemma in EVEN_IF_NOT)
            return opens and form.lemma in lex.strong | lex.weak
        if low in BREAKS or low in lex.helpers or low in lex.forms:
            return False
    return False


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
    if previous in ("and", "but") and scene.words.low[index + 1 : index + 2] == ["that"]:
        # "Officials have not disclosed their losses, but say that"
        return not _OF_MANY.isdisjoint(scene.words.low[max(0, before - 2 * LONGEST) : before])
    headed = previous == "," and form.lemma == "say" and scene.words.low[-1] != "." and index + _FEW < len(scene.words)
    if headed and any(low.endswith("s") and is_animate(low, lex) for low in scene.words.low[: _FEW + 2]):
        # A headline's "Authorities agree to talk, say truce holds".
        return True
    if previous in lex.modals:
        if previous == "would" and "later" in scene.words.low[before + 1 : index]:
            # A chronicle's "would later write that"
            return form.lemma in lex.strong or form.lemma in lex.weak
        if previous in ("do", "does", "did", "doesn't", "didn't", "don't"):
            return form.lemma in EVEN_IF_NOT
        excluded = form.lemma in ("rule", "exclude") and "not" in scene.words.low[before + 1 : index]
        return previous in _BASE_BEHIND and (excluded or form.lemma in ("say", "add", "note", "argue", "confirm"))
    if goes_on(scene.words, before) is not None:
        return form.lemma in lex.strong or form.lemma in lex.weak
    if previous == "to" and before and scene.words.low[before - 1] in HASTENS:
        refused = scene.words.low[before - 1] == "refused" and form.lemma != "rule"
        phrasal = scene.words.low[index + 1 : index + 2] in ([one] for one in lex.particles.get(form.lemma, ()))
        return (form.lemma in lex.strong or form.lemma == "call" or phrasal) and not refused
    if (
        previous in ("to", "'s")
        or previous in lex.possessives
        or previous in lex.prepositions
        or previous in lex.helpers
    ):
        return False
    each = previous == "each" and before > 0 and scene.words.capital(before - 1) and form.lemma in _EACH
    if previous in lex.determiners and previous not in _QUANTIFIERS and not each:
        return False
    return _is_verbal(scene, index, before, plural=True)


def _is_verbal(scene: Scene, index: int, before: int, *, plural: bool) -> bool:
    """Whether a form that may be a noun ("claims", "report") is a verb here, by its neighbours."""
    if before < 0:
        return False
    w, lex = scene.words, scene.lexicon
    low = w.low[before]
    following = w.low[index + 1] if index + 1 < len(w) else ""
    behind = w.low[index + 1 : index + 3]
    if following in lex.helpers and before > 1 and w.capital(before) and w.low[before - 2 : before] == [",", "which"]:
        # "gold, which Xland claims is smuggled"
        return True
    if w.low[index] == "states" and (low == "member" or following == "to"):
        # "called on the member states", "urged the Gulf states to leave"
        return False
    # "An Xish claims", not "Deputy Minister Lena Xish claims".
    national = low.endswith(NATIONAL) and not is_surname(scene, before)
    if w.low[index] == "reports" and (low == "," or w.capital(before)) and not national and behind == ["at", "least"]:
        # "First Last, the ombudsman, reports at least 200 dead"
        return True
    if low in (",", ")") and (
        behind[:1] == [QUOTED] or "that" in behind or tells_where(w, index, lex) or is_behind_quoted(w, index, lex)
    ):
        return True
    if low == QUOTED or (low == "," and lex.forms[w.low[index]].lemma in INVERTS and following not in lex.pronouns):
        behind_it = right(w, index + 1, lex) if plural else None
        many = behind_it is not None and are_people(w, behind_it.start, behind_it.end, lex)
        # "reads his post"
        many = many or (following in lex.possessives and behind[-1] in lex.documents)
        return many or following in lex.determiners or (index + 1 < len(w) and w.capital(index + 1))
    if following in (",", "?") and "as" in w.low[max(0, before - 5) : before] and not national:
        return True
    if plural:
        return _are_verbal(scene, index, before)
    if w.low[index] in lex.also_nouns and any(w.low[at][0].isdigit() for at in range(max(0, index - 2), index)):
        # "another 9 border posts"
        return False
    if low in ("he", "she", "it", "who", "which", "one"):
        return True
    if low in ("and", "but") and QUOTED in w.low[max(0, before - 3) : before] and w.low[index] not in lex.also_nouns:
        # A verb behind one that is quoted: 'The ministry "calls for peace" and makes it clear that'.
        return True
    noun = w.low[index] in lex.also_nouns
    if noun and following == "out" and "that" in w.low[index + 2 : index + 4]:
        # "points out that"
        return True
    speaks = low in lex.roles or (w.capital(before) and not national)
    if noun and speaks and tells_where(w, index, lex):
        return True
    if noun and following == "." and tells_words_before(w, index, lex):
        return True
    if noun and following in (".", "", ",", "in", "on") and ends_what_was_said(w, index, lex):
        return True
    told = noun and following in ("of", "about", "on") and w.low[index] == "reports" and w.capital(before)
    if told and (far := subject(w, index, lex)) and w.low[head_of(w, far.start, far.end, lex) - 1] in lex.titles:
        # "The Ministry of Defence of Xland reports of shelling".
        return True
    if noun and (
        following in ("of", "by", "from", "against", "about", "in", ".", "?")
        or following in lex.helpers
        or _is_past_form(w, index + 1, lex)
    ):
        return w.capital(before) and following in ("in", ".")
    if following not in (".", "", ",") and is_of_paper(w, index, lex):
        return True
    if (
        following == ","
        and (far := subject(w, index, lex)) is not None
        and far.start
        and w.low[far.start - 1] == ","
        and w.capital(far.start)
    ):
        # "…, Newsline reports, …"
        return True
    if following == "," and low in lex.documents and index + 2 < len(w) and w.capital(index + 2):
        # "The message notes, Dear compatriots, I …", "The report states, Xland has …"
        return True
    if noun and following in (",", "and", ";", ")") and "that" not in w.low[index + 2 : index + 9]:
        return False
    if low.endswith("s") and not w.capital(before) and low not in lex.institutions and not low.endswith(("ss", "us")):
        return _is_of_somebody(w, index, lex)
    if any({sort for sort, _ in hit.tags} <= {Sort.DEMONYM, Sort.LOCAL} for hit in ending_at(scene, before + 1)):
        # "An Xish claims that", but "Xish claims that": the claims of Xland.
        alone = before > 0 and w.low[before - 1] in ("a", "an", "the", "one", "another")
        alone = alone or any(hit.tag(Sort.LOCAL) for hit in ending_at(scene, before + 1))
        return following == QUOTED or (following == "that" and (alone or not noun))
    if w.capital(before):
        lemma = lex.forms[w.low[index]].lemma
        number = following[:1].isdigit() or following.partition("-")[0] in NUMBERS
        counts = number and "0" in lex.objects.get(lemma, ())
        told = counts or following in lex.particles.get(lemma, ())
        alone = before == 0 and following[:1].isalpha() and not _has_verb_behind(w, index, lex)
        # Also "Xland claims, but Yland denies, that".
        opens = before > 0 or not noun or told or alone or is_denied_by_others(w, index)
        opens = opens or (following != "" and _opens(w, index + 1, lex))
        return not national and opens
    if low in lex.roles or low in lex.crowd or low in lex.media or is_animate(low, lex) or low in (",", ")"):
        return True
    return _is_of_somebody(w, index, lex)


_EACH: Final = frozenset(("accuse", "blame", "deny", "report", "say"))


def _is_of_somebody(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether the subject is somebody, whatever stands behind them: "The man who runs the shop fears that"."""
    far = subject(w, index, lex) if _opens(w, index + 1, lex) else None
    if far is None or w.low[index - 1] in ("'s", "'"):
        return False
    first = next((place for place in range(far.start, far.end) if w.low[place] in lex.prepositions), far.end)
    known = not (lex.people | lex.titles).isdisjoint(w.low[far.start : first])
    # "Rain Watch in its report on the war concludes that"
    named = first < far.end and any(w.capital(at) and w.capital(at + 1) for at in range(far.start, first - 1))
    known = known or (named and w.low[index + 1 : index + 2] == ["that"])
    # "The leader of the region claims to …": by the head.
    return known or w.low[head_of(w, far.start, far.end, lex) - 1] in lex.titles


def _are_verbal(scene: Scene, index: int, before: int) -> bool:
    """The same of a form behind a plural: "officials claim"."""
    w, lex = scene.words, scene.lexicon
    low = w.low[before]
    following = w.low[index + 1] if index + 1 < len(w) else ""
    if low in ("both", "each") and before and w.capital(before - 1):
        # "X and Y both claim control".
        return lex.forms[w.low[index]].lemma in lex.strong
    if low in ("nations", "watch") and w.low[index] in lex.also_nouns and following in ("on", ".", "of", "into", ""):
        # "a United Nations report on the incident"
        return False
    if low in _QUANTIFIERS and w.low[index] in lex.also_nouns:
        # "all state institutions"
        return following in ("that", QUOTED) or following in lex.determiners or following in lex.pronouns
    if low in _PLURALS or (low in _COLLECTIVES and lex.forms[w.low[index]].lemma == "say"):
        return True
    placed = [hit for hit in ending_at(scene, before + 1) if hit.tag(Sort.PLACE)]
    if low == ")" and following in lex.pronouns and (army := subject(w, index, lex)) is not None:
        # Such as "Xland's army (XA) claim they left".
        return w.low[army.end - 1] in _COLLECTIVES or w.low[army.end - 1].endswith("s")
    if placed and not (placed[0].start and w.low[placed[0].start - 1] in lex.prepositions):
        # "Xland say it has …", as in British headlines.
        listed = before > 1 and w.low[before - 1] in (",", "and")
        joint = listed and (w.capital(before - 2) or bool(ending_at(scene, before - 1)))
        return joint or following in lex.pronouns or following in lex.determiners or following == "that"
    if low == "," and (far := subject(w, index, lex)) is not None:
        # "Members of the group, six of them, claim": by the subject's head.
        low = w.low[head_of(w, far.start, far.end, lex) - 1]
    many = low.endswith("s") and not low.endswith(("ss", "us", "sis", "'s"))
    joined = w.capital(before) and before >= 2 and w.low[before - 1] == "and" and w.capital(before - 2)
    # "Maro, Haro call for calm": a headline.
    joined = joined or (index == 3 and w.low[1] == "," and w.capital(2) and w.low[-1] != ".")
    if not many and not joined and (far := subject(w, index, lex)) is not None:
        low = w.low[head_of(w, far.start, far.end, lex) - 1]
        many = low in _PLURALS or far.first_end is not None or are_people(w, far.start, far.end, lex)
        # "Parties in Xland accuse"
        many = many or (low.endswith("s") and lex.forms[w.low[index]].lemma == "accuse")
    told_of = following in lex.particles.get(lex.forms[w.low[index]].lemma, ()) and is_animate(low, lex)
    opens = following == "out" or told_of or _opens(w, index + 1, lex)
    # "Prosecutors demand life imprisonment": a headline.
    headed = before < _FEW - 1 and w.low[-1] != "." and is_animate(low, lex)
    # Also "De facto authorities report new cuts."
    headed = headed or (before < 2 * _FEW and low == "authorities" and w.low[index] == "report")
    opens = opens or (headed and not _has_verb_behind(w, index, lex))
    return (many or joined) and (w.low[index] not in lex.also_nouns or opens)


def _has_verb_behind(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a clause has another verb behind a word, so that this one may be a noun: "Media claims have spread"."""
    return any(
        w.low[place] in lex.helpers or is_verb(w, place, lex) or is_past(w, place, lex)
        for place in range(index + 1, min(len(w), index + LONGEST))
    )


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
        number_at(w.low, index) is not None
        or low in ("that", "such", QUOTED, "on", "upon", "for", "to", "in", "it", "there", "otherwise", ".")
        or low in lex.determiners
        or low in lex.pronouns
        or low in lex.possessives
        or low in lex.forms
        or low in lex.be
        or low.endswith(("ing", "s"))
    )


_OF_MANY: Final = frozenset(("are", "aren't", "don't", "have", "haven't", "were", "weren't"))
"""Verbs whose subject is more than one, so that a later verb of the same has no "s"."""
