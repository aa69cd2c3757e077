"""A noun phrase taken apart: head, names, whether it means a crowd."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from annotator.corpus.attribution.words.heads import has_left_office, head_noun, head_of, is_person
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Hit, Sort
from annotator.corpus.attribution.words.phrases import Phrase, left
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, name_of
from annotator.corpus.speaker import OTHER

COUNTERPARTS: Final = frozenset(("counterpart", "counterparts", "colleague", "colleagues", "namesake"))
"""Whose they are says who they are not."""


@dataclass(slots=True)
class Read:
    """A noun phrase taken apart."""

    scene: Scene
    phrase: Phrase
    head_end: int
    """Where the part ends that prepositions come behind."""
    head: str
    """The noun of that part."""
    hits: list[Hit]
    head_hits: list[Hit]
    nouns: frozenset[str]
    person: bool | None
    former: bool
    crowd: bool

    def who(self, tag: str, by: By, *, person: bool | None = None) -> Who:
        """A side as the speaker."""
        return Who(tag, None, by, person, self.nouns)

    def other(self, by: By) -> Who:
        """Somebody outside the registry, by the words of the phrase."""
        return Who(OTHER, name_of(self.scene, self.phrase), by, self.person, self.nouns)


_QUANTITIES: Final = listed("quantities")
"""Nouns that stand in front of "of" or "from" those who are meant: "a number of officials"."""


_GIVEN: Final = frozenset(("provided", "given", "released", "published", "issued", "received"))
_TOLD: Final = listed("told")
_BEHIND_QUANTITIES: Final = frozenset(("of", "by", "from"))


def without_quantity(scene: Scene, phrase: Phrase) -> Phrase:
    """What stands behind "a number of", "information provided by": those who are meant."""
    low = scene.words.low
    if _BEHIND_QUANTITIES.isdisjoint(low[phrase.start : phrase.start + 6]):
        return phrase
    for index in range(phrase.start, min(phrase.end - 1, phrase.start + 6)):
        quantity = low[index] == "of" and low[index - 1] in _QUANTITIES and index > phrase.start
        by = low[index] in ("by", "from") and low[index - 1] in _GIVEN
        given = by and not _TOLD.isdisjoint(low[phrase.start : index])
        # "reports from Xland's state agency"
        press = low[index - 1 : index + 1] == ["reports", "from"] and not scene.lexicon.media.isdisjoint(
            low[index + 1 : phrase.end]
        )
        if quantity or given or press:
            return Phrase(index + 1, phrase.end, phrase.apposition)
    return phrase


def whole(scene: Scene, phrase: Phrase) -> Phrase:
    """A phrase that begins within a name with a comma, from the name's beginning on: "Commission on Prisoners, Hostages"."""
    place = bisect_left(scene.begins, phrase.start) - 1
    if place < 0 or scene.hits[place].end <= phrase.start:
        return phrase
    hit = scene.hits[place]
    before = left(scene.words, hit.start, scene.lexicon)
    start = before.start if before is not None and before.end == hit.start else hit.start
    return Phrase(start, phrase.end, phrase.apposition)


def without_owner(scene: Scene, phrase: Phrase) -> Phrase:
    """What stands behind "X's" in "X's … counterpart": the words that may say whose a counterpart is."""
    low = scene.words.low[phrase.start : phrase.end]
    if "'s" not in low or COUNTERPARTS.isdisjoint(low):
        return phrase
    owner = low.index("'s") + 1
    return Phrase(phrase.start + owner, phrase.end, phrase.apposition) if owner < len(low) else phrase


def take_apart(scene: Scene, phrase: Phrase) -> Read:
    """Head, names, nouns of a phrase, and what kind of source it can be."""
    w, lex = scene.words, scene.lexicon
    start, end = phrase.start, phrase.end
    head_end = head_of(w, start, end, lex)
    # A phrase sees its own names only: the list is sorted, and long where a sentence is no sentence.
    hits = scene.hits
    if hits:
        first = bisect_left(scene.begins, start)
        hits = [hit for hit in hits[first : first + end - start] if hit.end <= end]
    head, words = head_noun(w, start, head_end), w.low[start:head_end]
    if words[-2:] == ["opposite", "number"]:
        head = "counterpart"
    return Read(
        scene,
        phrase,
        head_end,
        head,
        hits,
        [hit for hit in hits if hit.start < head_end],
        lex.called(w.low[start:end]),
        is_person(w, start, head_end, lex),
        has_left_office(words, lex),
        _is_crowd(head, words, hits, lex),
    )


_PRESS: Final = listed("identity_press")
_OF_STATE: Final = frozenset(("state", "official"))
"""What makes an outlet a state's own voice."""


def _is_crowd(head: str, words: list[str], hits: list[Hit], lex: Lexicon) -> bool:
    """Whether a phrase means people who speak for nobody but themselves, or the press."""
    # A quick look: nothing else asks for it.
    media = head in lex.media or "media" in words or not _PRESS.isdisjoint(words)
    of_state = media and any(word in _OF_STATE or word.startswith("state-") for word in words)
    if head in lex.media and of_state:
        return False
    if head in ("agency", "press"):
        return "news" in words
    if head in ("reports", "report") and not lex.media.isdisjoint(words[:-1]):
        return True
    if head == "reports" and hits and "'s" not in words and lex.roles.isdisjoint(words[:-1]):
        return True  # "Xish reports": nobody's, as far as one can see
    if not _PRESS.isdisjoint(words) and not of_state:
        return True
    if head in lex.crowd or ("media" in words and not of_state):
        return True
    if head in lex.institutions and "'s" in words:
        # "The government's refugee commission".
        return False
    return not (lex.bystanders.isdisjoint(words) or any(hit.tag(Sort.PERSON) for hit in hits))


def leads_opposition(read: Read) -> bool:
    """Whether somebody is said to be of the opposition: "First Last, the head of the opposition Xland faction"."""
    told = read.scene.words.low[slice(*read.phrase.apposition)] if read.phrase.apposition is not None else []
    return "opposition" in told and _OF_OPPOSITION.search(" ".join(told)) is not None


_OF_OPPOSITION: Final = re.compile(r"\b(?:chair(?:man|woman)?|deputy|head|leader|member) of (?:the )?opposition\b")


def is_of_faction(read: Read) -> bool:
    """Whether a party is called like a side: "a deputy of the Xland Faction"."""
    low = read.scene.words.low
    hits = beginning_in(read.scene, read.phrase.start, read.phrase.end)
    return any(low[hit.end : hit.end + 1] in (["faction"], ["alliance"], ["bloc"], ["movement"]) for hit in hits)


def is_guild(read: Read) -> bool:
    """Whether people of one trade have founded something together: "the Xish Union of Writers"."""
    low = read.scene.words.low
    guild = read.head == "union" and low[read.head_end : read.head_end + 1] == ["of"]
    return guild and low[read.head_end + 1 : read.head_end + 2] != [] and low[read.head_end + 1].endswith("s")


def is_mission(read: Read) -> bool:
    """Whether a phrase is some organisation's office in a place: "the Anytown delegation of the Red Cross"."""
    w, lex = read.scene.words, read.scene.lexicon
    start = read.head_end + 1
    if (
        read.head not in _BRANCHES
        or w.low[read.head_end : start] != ["of"]
        or not lex.titles.isdisjoint(w.low[start : read.phrase.end])
    ):
        return False
    return any(map(w.capital, range(start, read.phrase.end))) and not beginning_in(read.scene, start, read.phrase.end)


_BRANCHES: Final = frozenset(("delegation", "office", "mission", "branch", "bureau", "representation"))


def is_wing_of_party(read: Read) -> bool:
    """Whether a wing is a party's, and no army's or ministry's."""
    if read.head != "wing":
        return False
    bodies = read.scene.lexicon.institutions - {"party", "wing"} | {"armed", "military"}
    return bodies.isdisjoint(read.scene.words.low[read.phrase.start : read.phrase.end])
