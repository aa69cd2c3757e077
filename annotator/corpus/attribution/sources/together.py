"""Two sources in one phrase: "X and Y said", "both sides"."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.sides import SIDES
from annotator.corpus.attribution.words.lexicon import Lexicon, lexicon
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import BACKERS, Phrase, is_past, left
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at, name_of
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER

_OF_BOTH: Final = frozenset(
    (
        "authorities",
        "officials",
        "commanders",
        "offices",
        "ministries",
        "governments",
        "armies",
        "ministers",
        "presidents",
        "leaders",
        "capitals",
    )
)
"""What each of two sides has: "both defence ministries said"."""


def is_of_both(low: list[str]) -> bool:
    """Whether a phrase is of what each of two sides has: "the foreign ministers of both countries"."""
    if low[-4:-2] == ["of", "the"] and low[-2] in _AT_WAR and low[-1] in ("parties", "sides"):
        return not _HEARD.isdisjoint(low[:-4])
    if low[-1] not in _PAIRS:
        return False
    of_pair = low[-3:-1] in (["of", "both"], ["on", "both"], ["from", "both"], ["in", "both"])
    of_pair = of_pair or low[-4:-1] in (["of", "the", "two"], ["in", "the", "two"])
    low = low[low[0] == "the" :]
    return of_pair and (low[low[0] in _SHARED] in _OF_BOTH or low[0] == "sources")


_AT_WAR: Final = frozenset(("conflicting", "involved", "opposing", "warring"))
_HEARD: Final = _OF_BOTH | {"figures", "sources", "statements"}
"""What of two sides is heard: "official statements of the warring sides"."""


def pair_of(scene: Scene, opening: Phrase | None, order: list[str]) -> list[str]:
    """The two sides with which a sentence begins that tells of nobody else: "X and Y held talks"."""
    if opening is None or opening.first_end is None or any(hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for hit in scene.hits):
        return []
    tags = [who.tag for who in several_of(scene, opening, order)]
    return tags if len(tags) == _PAIR and OTHER not in tags else []


def is_mutual(w: Words, phrase: Phrase, end: int) -> bool:
    """Whether those whom no name calls do to each other what a verb says: "the foes accused each other", "they both said".

    Args:
        w: the sentence.
        phrase: who does it.
        end: where the verb ends.
    """
    low = w.low[phrase.start : phrase.end]
    they = low in (["they"], ["the", "pair"])
    nameless = they or (low[-1] in _FOES and not any(map(w.capital, range(phrase.start + 1, phrase.end))))
    other = w.low[end : end + 2] in (["each", "other"], ["one", "another"])
    traded = w.low[end - 1] in ("exchanged", "trade", "traded")
    both = they and (low[-1] == "pair" or w.low[phrase.end : phrase.end + 1] == ["both"])
    return nameless and (other or both or (traded and not they))


_FOES: Final = frozenset(
    ("adversaries", "arch-foes", "archenemies", "countries", "enemies", "foes", "nations", "neighbors", "neighbours")
) | {"republics", "rivals", "states"}
"""What two sides are to each other."""
_SHARED: Final = frozenset(("defence", "defense", "foreign", "interior", "prime"))
_BEGINNING: Final = 40
"""Words in which a sentence says whose offices "their offices" are."""
_PAIR: Final = 2
_PAIRS: Final = frozenset(("countries", "nations", "sides", "states"))
_PARTIES: Final = (
    _OF_BOTH
    | _FOES
    | {"camps", "chiefs", "delegations", "diplomats", "forces", "heads", "leaderships", "militaries", "negotiators"}
    | {"parties", "politicians", "premiers", "sides", "statesmen"}
)
"""What two sides, and nobody else, are called together."""


_OF_EACH: Final = frozenset(("army", "capital", "country", "government", "ministry", "side"))
"""Behind "each": what either side has but one of."""
_LONGEST_EACH: Final = 3
"""Words of "each foreign ministry"."""
_LONGEST_LISTED: Final = 2
"""Words of the second source in a headline: "Xland, Yish officials trade barbs"."""


def _is_one_office(scene: Scene, one: Phrase, two: Phrase) -> bool:
    """Whether "and" joins what an official is for: "Minister of Ports and Roads First Last"."""
    low, lex = scene.words.low, scene.lexicon
    person = next((hit for hit in beginning_in(scene, two.start, two.end) if hit.tag(Sort.PERSON)), None)
    if person is None or person.start == two.start or low[one.start] not in lex.offices:
        return False
    return not {"for", "of"}.isdisjoint(low[one.start : one.end]) and lex.titles.isdisjoint(
        low[two.start : person.start]
    )


def _joined_before(scene: Scene, end: int) -> list[str]:
    """The two sides that "and" joins before a place, one a region: "between Xland and the breakaway region of Yland"."""
    hits = [hit for hit in beginning_in(scene, 0, end) if hit.tag(Sort.PLACE, Sort.REGION)]
    for one, two in pairwise(hits):
        tags = [hit.tag(Sort.PLACE, Sort.REGION) or OTHER for hit in (one, two)]
        near = "and" in scene.words.low[one.end : two.start] and two.start - one.end <= _LONGEST_EACH + 1
        if near and two.tag(Sort.REGION) and tags[0] != tags[1]:
            return tags
    return []


def several_of(scene: Scene, phrase: Phrase, order: list[str]) -> list[Who]:
    """Two sources in one phrase: "X and Y", "both sides"."""
    w, lex = scene.words, scene.lexicon
    low = w.low[phrase.start : phrase.end]
    if seen := _seen_by_staff(scene, phrase):
        return seen
    joint = low[0] in ("both", "each", "the") and not lex.joint.isdisjoint((tuple(low[:2]), tuple(low[:3])))
    if joint and low[:2] == ["the", "two"]:
        # "The two", "the two sides", "the two defence ministries", and no two doctors.
        joint = len(low) == _PAIR or not _PARTIES.isdisjoint(low[_PAIR:])
    both = low[0] == "both" and low[-1] in _OF_BOTH
    named = [tag for hit in beginning_in(scene, phrase.start, phrase.end) if (tag := hit.tag(*SIDES))]
    if both and len(set(named)) == len(named) == 2:
        # "Both the Xish and the Yish ministries".
        return [Who(tag, None, By.OFFICE) for tag in named]
    if joint and (joined := _joined_before(scene, phrase.start)):
        return [Who(tag, None, By.DEFINITE) for tag in joined]
    if joint or both or low[-3:] == ["the", "two", "capitals"] or is_of_both(low):
        return [Who(tag, None, By.DEFINITE) for tag in order[:2]] if len(order) > 1 else []
    if (
        low in (["each"], ["both"]) or (low[0] == "each" and low[-1] in _OF_EACH and len(low) <= _LONGEST_EACH)
    ) and len(order) > 1:
        return [Who(tag, None, By.DEFINITE) for tag in order[:2]]
    if low[0] == "their" and low[-1] in _OF_BOTH:
        # "Xland's premier and Yland's met, according to their offices"
        hits = beginning_in(scene, 0, min(phrase.start, _BEGINNING))
        pair = {tag: None for hit in hits if (tag := hit.tag(*SIDES, Sort.PERSON, Sort.SURNAME))}
        # Not "First and Last discussed Xland and Yland".
        begins = bool(hits) and hits[0].start <= 1 and hits[0].tag(*SIDES, Sort.PERSON, Sort.SURNAME) is not None
        return [Who(tag, None, By.DEFINITE) for tag in pair] if begins and len(pair) == _PAIR else []
    listed = phrase.start > 1 and w.low[phrase.start - 1] == "," and phrase.end - phrase.start <= _LONGEST_LISTED
    listed = listed and w.capital(phrase.start) and not _is_inserted(w, phrase.end, lex)
    before = ending_at(scene, phrase.start - 1) if listed else []
    headed = w.low[-1] != "." and "," not in w.low[phrase.end : phrase.end + 4]
    if before and (before[0].start == 0 or (headed and w.low[before[0].start - 1] == "as")):
        # A headline's "X, Y trade barbs", "Three killed as X, Y trade barbs".
        people = (
            tag for hit in beginning_in(scene, phrase.start, phrase.end) if (tag := hit.tag(Sort.REGION, Sort.DEMONYM))
        )
        whose = (identify(scene, phrase) or Who(OTHER, None, By.NOBODY)).tag
        # "Xland, Region Yish trade blame"
        tags = [before[0].tag(Sort.PLACE, Sort.PERSON, Sort.SURNAME), next(people, OTHER) if whose == OTHER else whose]
        if tags[0] and (tags[1] != OTHER or before[0].tag(Sort.PLACE) is None):
            # Also "Maro, Poe call for calm".
            return [Who(tag, name_of(scene, phrase) if tag == OTHER else None, By.METONYM) for tag in tags if tag]
    if phrase.first_end is None:
        return []
    if lex.portfolios.issuperset(w.low[phrase.start : phrase.first_end]):
        # "Labour and Social Affairs Minister First Last".
        return []
    either = low[0] in ("either", "neither")
    one = Phrase(phrase.start + either, phrase.first_end)
    two = Phrase(phrase.first_end + 1, phrase.end)
    if two.start >= two.end:
        return []
    if _is_one_office(scene, one, two):
        return []
    if w.low[two.start] == "both" or w.low[two.start : two.start + 2] == ["the", "two"]:
        # "The mediators and the two foreign ministers"
        sides = several_of(scene, two, order)
        first = identify(scene, one) or Who(OTHER, name_of(scene, one), By.COMMON, False)
        if sides and first.tag == OTHER and first.by not in (By.MUTE, By.NOBODY):
            return [first, *sides]
    return _each_of(scene, phrase, one, two)


def _is_inserted(w: Words, end: int, lex: Lexicon) -> bool:
    """Whether what begins before a place stands between commas: "Xland, Yland said, had fired"."""
    comma = next((at for at in range(end, min(len(w) - 1, end + _LONGEST_INSERTION)) if w.low[at] == ","), None)
    if comma is None or comma == end + 1:
        # "Xland, Yland alleges, keeps them"
        return comma is not None
    behind = w.low[comma + 1]
    # Not a headline's "Xland, Yland announce truce, brokered by Zland".
    past = behind in lex.past_forms or is_past(w, comma + 1, lex)
    return (
        behind in lex.helpers or behind in lex.modals or (past and w.low[comma + 2 : comma + 3] not in (["by"], ["in"]))
    )


_LONGEST_INSERTION: Final = 9


def _each_of(scene: Scene, phrase: Phrase, one: Phrase, two: Phrase) -> list[Who]:
    """The sources on both sides of "and", with one that stands before them; none where they are one, or nobody."""
    w, lex = scene.words, scene.lexicon
    low = w.low[phrase.start : phrase.end]
    second = identify(scene, two)
    first = identify(scene, one)
    # "Xish and Yish officials": the noun stands behind the second only.
    bare = [hit for hit in ending_at(scene, one.end) if hit.start >= one.start]
    if bare and second is not None and second.tag != OTHER and (tag := bare[0].tag(Sort.DEMONYM, Sort.PLACE)):
        first = Who(tag, None, second.by, False)
    common = lex.titles.isdisjoint(w.low[one.start : one.end]) or not lex.offices.isdisjoint(w.low[one.start : one.end])
    if first is None and second is not None and second.by is By.OUTLET and second.tag not in scene.names.staff:
        # "the ministry and the state agency NEWS": the agency's side's.
        return [second]
    if first is None and common and second is not None and second.tag != OTHER:
        # "The envoys and Xland's ministry said".
        first = Who(OTHER, name_of(scene, one), By.COMMON, False)
    if second is None and first is not None and w.low[two.start] in lex.possessives:
        # "Xland and its allies say", "Xland and its ally Zland say"
        backers = low[-1] in BACKERS
        second = Who(OTHER, name_of(scene, two), By.CROWD if backers else By.NAMED, False)
        second = second if backers or w.capital(two.end - 1) else None
    told_of = any(is_past(w, at, lex) or w.low[at] in lex.past_forms for at in range(max(0, phrase.start - 1), one.end))
    thing = first is not None and first.by in (By.MUTE, By.THING) and told_of
    if thing and second is not None and second.tag != OTHER:
        # "The shelling caused destruction and the minister of X claimed": the minister.
        return [second]
    if first is None or second is None or first.by in (By.MUTE, By.NOBODY) or second.by is By.MUTE:
        return []
    if second.by is By.COMMON and not lex.prepositions.isdisjoint(w.low[one.start : one.end]):
        # "The Committee for Refugees and Displaced Persons"
        return []
    if first.tag == second.tag and first.tag != OTHER:
        return [first]
    told = [] if first.tag == OTHER and second.tag == OTHER else [first, second]
    sides = [who for who in _before(scene, phrase) if who.tag not in (first.tag, second.tag)]
    return [*sides, *(told or [first])] if sides else told


def _before(scene: Scene, phrase: Phrase) -> list[Who]:
    """The sides that stand in a list before its last two: "Xland, Yland and Zland said"."""
    w, start, found = scene.words, phrase.start, list[Who]()
    while start >= _PAIR and w.low[start - 1] == "," and len(found) < _PAIR:
        one = left(w, start - 1, scene.lexicon)
        # Not "Besides Xland, Yland and Zland said", "Ignoring Xland, Yland and Zland said".
        if one is None or one.end != start - 1 or w.low[one.start] in _ASIDE or w.low[one.start].endswith("ing"):
            break
        who = identify(scene, one)
        if (
            who is None
            or (who.tag != OTHER and who.by not in _BY_NAME)
            or (who.tag == OTHER and who.by is not By.NAMED)
        ):
            break
        found.insert(0, who)
        start = one.start
    opens = start == w.opens or (start > 0 and w.low[start - 1] == ",")
    return [who for who in found if who.tag != OTHER] if opens else []


_ASIDE: Final = frozenset(("besides", "despite", "like", "unlike"))
_BY_NAME: Final = frozenset((By.BODY, By.METONYM, By.OFFICE, By.PERSON, By.SURNAME))
_TEXTS: Final = lexicon().documents | {
    "email",
    "file",
    "image",
    "map",
    "order",
    "paper",
    "photo",
    "plan",
    "record",
    "footage",
}
_SEEN: Final = frozenset(("accessed", "examined", "obtained", "reviewed", "seen", "viewed"))


def _seen_by_staff(scene: Scene, phrase: Phrase) -> list[Who]:
    """Whose a text is that an outlet of the registry has got, and the outlet: "a letter of Xland's ministry seen by Newsline"."""
    low = scene.words.low
    by = next((at + 1 for at in range(phrase.start + 1, phrase.end - 2) if low[at] in _SEEN and low[at + 1] == "by"), 0)
    hits = beginning_in(scene, by + 1, by + 2) if by else []
    tag = hits[0].tag(Sort.OUTLET, Sort.PLACE) if hits else None
    if tag not in scene.names.staff or tag is None:
        return []
    text = Phrase(phrase.start, by - 1)
    if _TEXTS.isdisjoint(word.removesuffix("s") for word in low[text.start : text.end]):
        # "A resident seen by Newsline"
        return []
    author = identify(scene, text)
    whose = next((side for hit in beginning_in(scene, text.start, text.end) if (side := hit.tag(*SIDES))), None)
    if author is None or author.tag == OTHER:
        author = Who(whose or OTHER, None if whose else name_of(scene, text), By.NAMED, False)
    return [author, Who(tag, None, By.OUTLET, False)]
