"""The subject of a verb: the noun phrase before it, over what stands between."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.between import over_group, spoken_to
from annotator.corpus.attribution.words.heads import NATIONAL, is_animate
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.phrases import LONGEST, STOPS, Phrase, is_past, is_reduced, is_verb, left
from annotator.corpus.attribution.words.tokens import DASHES, QUOTED, Words


def subject(w: Words, verb: int, lex: Lexicon) -> Phrase | None:
    """The noun phrase in front of a verb, over auxiliaries, adverbs, times and insertions between commas."""
    if verb not in w.subjects:
        w.subjects[verb] = _subject(w, verb, lex)
    return w.subjects[verb]


def _subject(w: Words, verb: int, lex: Lexicon) -> Phrase | None:
    position = over_group(w, verb, lex)
    if 1 < position < verb and w.low[position - 1] in _PUT_OUT and _is_of_document(w, position - 1, lex):
        # "A report released on Tuesday said"
        position -= 1
    if position == 0:
        return None
    last = w.low[position - 1]
    if last in ("who", "which"):
        return Phrase(position - 1, position)
    if last == "whom" and w.low[max(0, position - 3) : position - 1] in (["all", "of"], ["both", "of"]):
        return Phrase(position - 3, position)
    if last == ",":
        return _over_commas(w, position - 1, lex)
    if last == QUOTED:
        return _over_quotation(w, position - 1, lex)
    if last in (")", "]") or last in DASHES:
        opening = _opening(w, position - 1)
        if last == ")" and opening and w.low[opening - 1] == ")":
            # "First Last (Anytown) (Party) asked".
            opening = _opening(w, opening - 1)
        if opening is None and last in DASHES:
            return _before_dash(w, position - 1, lex)
        if opening is None or position - 1 - opening > LONGEST:
            return None
        end = over_group(w, opening, lex)
        found = _relative_head(w, end, lex) or left(w, end, lex)
        if found is None or _is_adverbial(w, found, lex):
            return None
        return Phrase(found.start, found.end, (opening + 1, position - 1), found.first_end)
    if last == "'s" and position > 1 and w.capital(position - 2) and w.low[position - 2] not in lex.pronouns:
        # "Xland's ministry denied it and Yland's confirmed it"
        owner = left(w, position - 1, lex)
        return owner and Phrase(owner.start, position)
    if last in ("to", "with") and (asked := spoken_to(w, position, lex)) is not None:
        return asked
    if (who := _over_setting(w, position, lex)) is not None:
        return who
    found = _relative_head(w, position, lex) or left(w, position, lex)
    if found is not None and (met := _between(w, found, lex)) is not None:
        return met
    if found is not None and (begins := _behind_object(w, found, lex)) is not None:
        return Phrase(begins, found.end)
    if found is None and (comma := _behind_adverbial(w, position, lex)):
        return _over_commas(w, comma, lex)
    return found or _over_dashes(w, position, lex)


def _between(w: Words, last: Phrase, lex: Lexicon) -> Phrase | None:
    """What several had, where a phrase is the end of their list: "The talks between X, Y and Z concluded": the talks."""
    if last.first_end is None or not last.start or w.low[last.start - 1] != ",":
        return None
    between = next(
        (at for at in range(last.start - 2, max(0, last.start - 2 * LONGEST), -1) if w.low[at] == "between"), 0
    )
    if not between or any(w.low[at] in lex.helpers or is_verb(w, at, lex) for at in range(between, last.start)):
        return None
    what = left(w, between, lex)
    return what and Phrase(what.start, last.end)


def _is_of_document(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether a document stands shortly before a place: "a report by the ministry released", not "the soldier X released"."""
    return not (lex.documents | {"research", "survey"}).isdisjoint(w.low[max(0, end - _NEAR_DOCUMENT) : end])


_NEAR_DOCUMENT: Final = 8
_PUT_OUT: Final = frozenset(("aired", "circulated", "issued", "posted", "published", "released"))


def _before_dash(w: Words, dash: int, lex: Lexicon) -> Phrase | None:
    """The subject before a relative clause that a dash ends: "X, who has been there - says"."""
    for index in range(dash - 2, max(0, dash - LONGEST), -1):
        if w.low[index] in ("who", "which") and w.low[index - 1] == ",":
            found = left(w, index - 1, lex)
            return found and Phrase(found.start, found.end, (index, dash), found.first_end)
        if w.low[index] in STOPS and w.low[index] != ",":
            return None
    return None


def _over_setting(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """The "who" before where or how something was said: "who in an address had urged"."""
    if _WHO.isdisjoint(w.low[max(0, end - _SETTING) : end]):
        return None
    for index in range(end - 2, max(0, end - _SETTING), -1):
        if w.low[index] in ("who", "which"):
            return Phrase(index, index + 1) if w.low[index + 1] in lex.prepositions else None
        if w.low[index] in STOPS or is_verb(w, index, lex) or w.low[index] in lex.helpers:
            return None
    return None


_WHO: Final = frozenset(("who", "which"))
_SETTING: Final = 9
"""Words from "who" to its verb in which it is said where."""


def _behind_adverbial(w: Words, end: int, lex: Lexicon) -> int | None:
    """The comma before "on the eve of it" between subject and verb: "The ministry, long silent, on the eve of it said"."""
    for index in range(end - 1, max(0, end - 9), -1):
        if w.low[index] == ",":
            return index if w.low[index + 1] in lex.prepositions else None
        if w.low[index] in STOPS or w.low[index] in lex.helpers:
            return None
    return None


def _behind_object(w: Words, phrase: Phrase, lex: Lexicon) -> int | None:
    """Where a subject begins behind "and" and the object of the verb before: "X blamed Y and Z blamed X": Z."""
    form = lex.forms.get(w.low[phrase.start - 1]) if phrase.start > 1 else None
    told = form is not None and (form.past or form.third) and form.lemma in lex.strong
    if w.capital(phrase.start):
        return phrase.first_end + 1 if told and phrase.first_end is not None else None
    joint = next((at for at in range(phrase.end - 2, phrase.start, -1) if w.low[at] == "and"), 0)
    name = joint + 1 + (w.low[joint + 1] == "the")
    if not joint or not (w.capital(name) or w.low[joint + 1] == "its"):
        return None
    if form is None or w.low[phrase.start] in _PARTICLES:
        # "Fighting broke out in the region of X and Y's ministry said".
        return joint + 1 if w.low[phrase.start] in _PARTICLES else None
    before = w.low[phrase.start - 2]
    # "X does not disclose its losses and Y says": Y.
    undone = form.base and (before == "not" or before in lex.modals)
    return joint + 1 if undone or (told and form.lemma not in _NO_OBJECT) else None


_NO_OBJECT: Final = listed("no_object")
_PARTICLES: Final = frozenset(("away", "back", "down", "off", "out", "up"))
"""With what a verb before goes on, and no subject begins."""


def _over_dashes(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """The subject before an insertion and more of its own phrase: "Residents – and reporters – in the town of X said"."""
    for index in range(end - 2, max(0, end - LONGEST), -1):
        if w.low[index] in DASHES:
            opening = _opening(w, index) if w.low[index + 1] in lex.prepositions else None
            return left(w, opening, lex) if opening else None
        if w.low[index] in STOPS:
            return None
    return None


def _over_quotation(w: Words, closing: int, lex: Lexicon) -> Phrase | None:
    """The subject before a relative clause that a quotation with the American comma ends: 'X, who called it "late," said'."""
    for index in range(closing - 1, max(0, closing - LONGEST), -1):
        if w.low[index] in ("who", "which") and w.low[index - 1] == ",":
            found = left(w, index - 1, lex)
            return found and Phrase(found.start, found.end, (index, closing), found.first_end)
        if w.low[index] in STOPS:
            return None
    return None


_INSERTS: Final = listed("inserts")
"""What an insertion between subject and verb may begin with, whatever verbs it holds."""
_KNOWN: Final = 3
"""Words in which it is said as whom somebody is known."""
_MOST_INSERTIONS: Final = 5
_NAME: Final = 2
"""Words of a full name."""


def _over_commas(w: Words, closing: int, lex: Lexicon) -> Phrase | None:
    """The subject before insertions that end with a comma: "X, the head of Y, who was there, said"."""
    for who in range(closing - 2, max(0, closing - 2 * LONGEST), -1):
        if w.low[who] == "who" and w.low[who + 1] == ",":
            # "X who, before the rain, worked here, said".
            found = left(w, who, lex)
            return found and Phrase(found.start, found.end, (who, closing), found.first_end)
        if w.low[who] in (";", ":", QUOTED):
            break
    end = closing
    apposition: tuple[int, int] | None = None
    for _ in range(_MOST_INSERTIONS):
        opening = _opening(w, end)
        if opening is None:
            # A stray comma: "On Monday the ministry's envoy, said".
            return _before_deed(w, closing, lex) or left(w, closing, lex) if end == closing else None
        if closing - opening > 2 * LONGEST:
            return None
        if not _is_insertion(w, opening + 1, end, lex):
            return left(w, opening, lex) if _is_said_aside(w, opening + 1, end, lex) else None
        first = w.low[opening + 1]
        if apposition is None or first not in _INSERTS:
            apposition = (opening + 1, end)
        position = over_group(w, opening, lex)
        if position == 0:
            return None
        named = _is_bare_name(w, opening + 1, end, lex)
        end = opening
        if w.low[position - 1] == ",":
            end = position - 1
            continue
        if w.low[position - 1] == ")" and (bracket := _opening(w, position - 1)):
            # "First (Last), head of Y, said".
            position = bracket
        if w.low[position - 1].isdigit() and position > 1 and w.low[position - 2] == ",":
            # An age: "X, 70, who …, said".
            continue
        found = _relative_head(w, position, lex) or _behind_city(w, position, lex) or left(w, position, lex)
        if found is None or _is_adverbial(w, found, lex):
            return None
        if (
            found.start
            and w.low[found.start - 1] == ","
            and w.low[found.start - 2] != QUOTED
            and not named
            and (_is_insertion_head(w, found) or w.in_ing(found.start))
        ):
            # Still an apposition, if the name that it belongs to stands before the next comma.
            before = left(w, over_group(w, found.start - 1, lex), lex)
            adverbial = before is None or _is_adverbial(w, before, lex) or w.low[before.start - 1] in lex.prepositions
            if before is not None and w.low[found.start] in ("a", "an") and not w.capital(before.end - 1):
                # "Two men died, an envoy, who was there, said"; "The troops, an envoy, who was there, said, fired".
                last = w.low[before.end - 1]
                adverbial = adverbial or last.endswith("ed") or (last.endswith("s") and last not in lex.offices)
            if adverbial and not w.low[found.start][0].isdigit():
                # "On Monday, an envoy, who was there, said".
                return Phrase(found.start, found.end, apposition, found.first_end)
            end = opening
            continue
        if (
            found.start
            and w.low[found.start - 1] in lex.prepositions
            and w.low[found.start - 2 : found.start - 1] == [","]
        ):
            end = opening
            continue
        return Phrase(found.start, found.end, apposition, found.first_end)
    return None


def _before_deed(w: Words, comma: int, lex: Lexicon) -> Phrase | None:
    """Who does the first of two things in a headline: "First Last meets Maro, urges calm"."""
    signed = all(map(w.capital, range(comma + 2, len(w))))
    if w.low[-1] == "." or w.titled or signed or not w.low[comma + 1].endswith("s"):
        # "Xland fires mortars, claims Yland": Yland.
        return None
    for index in range(1, comma):
        low = w.low[index]
        name = w.capital(index - 1) and w.low[index - 1].isalpha() and w.low[index - 1] not in lex.roles
        if name and low.endswith("s") and low.isalpha() and not w.capital(index) and low not in lex.function:
            people = low in lex.roles or is_animate(low, lex) or w.low[index - 1].endswith(NATIONAL)
            return None if people else left(w, index, lex)
    return None


def _behind_city(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """A name that follows where it speaks without a comma: "while in Anytown First Last, the envoy, noted"."""
    start = end
    while start and w.capital(start - 1):
        start -= 1
    city = end - start == _NAME + 1 and start and w.low[start - 1] == "in" and lex.titles.isdisjoint(w.low[start:end])
    return Phrase(start + 1, end) if city else None


def _is_said_aside(w: Words, start: int, end: int, lex: Lexicon) -> bool:
    """Whether somebody else's saying stands between subject and verb: "The envoy, X recalled on Monday, had told them"."""
    said = [index for index in range(start, end) if (form := lex.forms.get(w.low[index])) and (form.past or form.third)]
    if len(said) != 1 or end - said[0] > _MOST_INSERTIONS or w.low[start] in lex.subordinators:
        return False
    opens = start if said[0] > start else start + 1
    return opens < end and (w.capital(opens) or w.low[opens] in lex.determiners or w.low[opens] in lex.pronouns)


def _is_insertion(w: Words, start: int, end: int, lex: Lexicon) -> bool:
    """Whether words between two commas can stand between a subject and its verb: no clause of their own."""
    if start >= end:
        return False
    low = w.low[start]
    if low in _INSERTS or w.in_ing(start) or low in lex.prepositions or lex.is_adverb(low):
        return True
    if "known" in w.low[start : min(end, start + _KNOWN)]:
        # "Maro, better known as the Fox, said"
        return True
    if low.endswith("ed") and "by" in w.low[start + 1 : min(end, start + _MOST_INSERTIONS)]:
        # "The mission, accused on Monday by X of bias, said"
        return True
    return not any(
        w.low[index] in lex.helpers or (is_verb(w, index, lex) and not is_reduced(w, index, end, lex))
        for index in range(start, end)
        if not _in_relative(w, start, index) and not (index > start and w.low[index - 1] == "to")
    )


def _in_relative(w: Words, start: int, index: int) -> bool:
    return not _RELATIVES.isdisjoint(w.low[start:index])


_RELATIVES: Final = frozenset(("who", "which", "whose", "that", "what"))


def _is_bare_name(w: Words, start: int, end: int, lex: Lexicon) -> bool:
    """Whether nothing but a person's name stands between two commas: it belongs to the office in front of it."""
    return end - start > 1 and all(w.capital(index) and w.low[index] not in lex.titles for index in range(start, end))


def _is_insertion_head(w: Words, phrase: Phrase) -> bool:
    """Whether a phrase behind a comma is an apposition or a number: "X, 70, who …", "X, a member of Y, who …"."""
    return w.low[phrase.start] in ("a", "an", "one", "who", "whose") or w.low[phrase.start][0].isdigit()


def _relative_head(w: Words, end: int, lex: Lexicon) -> Phrase | None:
    """Such as "Relatives who came with her", "A mission that was there" before a verb: whom the relative clause is about."""
    if end < 3 or (
        w.low[end - 1] in lex.pronouns and w.low[end - 1] not in ("her", "him", "them", "us", "me", "it", "this")
    ):
        return None
    if _OPENERS.isdisjoint(w.low[max(0, end - 16) : end]):
        return None
    verbs = 0
    for index in range(end - 1, max(0, end - 16), -1):
        low = w.low[index]
        if low in ("who", "which"):
            present = w.low[index + 1].endswith("s") and w.low[index + 1] not in lex.function | lex.roles | lex.crowd
            present = present or w.low[index + 1] in lex.helpers
            # "Analysts who follow the talks say"
            present = present or (low == "who" and w.low[index - 1] in _SEVERAL | lex.crowd)
            head = index - 1 if w.low[index - 1] == "," else index
            return left(w, head, lex) if verbs or present else None
        if low == "that":
            return _before_that(w, index, lex)
        if (
            low in STOPS
            or low in ("and", "but", "because", "when", "while")
            or (low == "as" and "far" not in w.low[index - 1 : index + 2])
        ):
            return None
        verbs += is_verb(w, index, lex) or is_past(w, index, lex)
    return None


_OPENERS: Final = frozenset(("who", "which", "that"))
_SEVERAL: Final = frozenset(("people", "many", "some", "men", "women"))


def _before_that(w: Words, that: int, lex: Lexicon) -> Phrase | None:
    """The phrase that "that" makes a relative clause of: an indefinite one, and a verb right behind."""
    verb = w.low[that + 1]
    opens = verb in lex.helpers or verb in lex.past_forms or verb.endswith("ed") or is_verb(w, that + 1, lex)
    found = left(w, that, lex) if opens else None
    return found if found is not None and w.low[found.start] in ("a", "an", "one") else None


def _opening(w: Words, closing: int) -> int | None:
    mark = w.low[closing]
    wanted = {")": ("(",), "]": ("[",), ",": (",",)}.get(mark, DASHES)
    for index in range(closing - 1, max(-1, closing - LONGEST - 2), -1):
        low = w.low[index]
        if low in wanted:
            return index
        if low in (";", ":", QUOTED):
            return None
    return None


def _is_adverbial(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    return w.low[phrase.start] in lex.prepositions or all(
        w.low[i] in lex.times or w.low[i].isdigit() for i in range(phrase.start, phrase.end)
    )
