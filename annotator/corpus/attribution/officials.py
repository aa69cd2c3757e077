"""Officials to whom a text gives no state: whose "deputy minister of labour" is, by where and about whom it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annotator.corpus.attribution.heads import has_left_office, is_named, is_title
from annotator.corpus.attribution.identity import identify
from annotator.corpus.attribution.lexicon import Lexicon, listed
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.persons import names_outsider
from annotator.corpus.attribution.phrases import Phrase, around
from annotator.corpus.attribution.scene import By, Scene, Who, ending_at
from annotator.corpus.attribution.tokens import Words
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER

_DATELINE = re.compile(
    r"^(?:\([A-Z][^()]{2,40}\) )?[A-Z][\w’'-]+(?:[ ,]+[A-Z][\w’'-]+){0,3}(?:,| \(|\.? ?[—–:-]|\.? ?/|\. \d|/\d|\.$)"
)
"""How a text begins that says where it was written: "CITY, 3 May", "City (Agency) -"."""


_FEED = 4
"""So many headlines, and one in so many lines, make a text a feed."""
_DATE = re.compile(
    r",? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?$"
)
"""How a dateline ends that stands in a line of its own."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find_home(units: Sequence[tuple[Sentence, Scene]], issuer: Who | None) -> str | None:
    """By the issuer, else by the place that the text was written in, else by the one side that the headline names."""
    if issuer is not None:
        return issuer.tag if issuer.tag != OTHER else None
    if place := written_in(units):
        return place
    if not units:
        return None
    headings = sum(sentence.kind is Kind.HEADING for sentence, _ in units)
    if headings > _FEED and headings * _FEED > len(units):
        # A feed of several articles is about whatever each of them says.
        return None
    if press := by_press(units):
        return _region_of(press, units) or press
    headline = units[0][1]
    if (signed := _signature(headline)) is not None and units[0][0].kind is Kind.HEADING:
        named = {tag for hit in headline.hits if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))}
        whose = _whose_office(signed, [scene for _, scene in units[1:_BEGINNING]])
        # "Ministry: Xland fired" is hardly X's.
        return (whose if whose not in named or len(named) > 1 else None) or by_words(units)
    if said := by_words(units):
        return said
    # The region that the sides are about is nobody's home yet.
    sides = {tag for hit in headline.hits if not hit.tag(Sort.REGION) and (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))}
    sides -= headline.names.staff | blamed(headline)
    headed = units[0][0].kind is not Kind.BODY
    return next(iter(sides)) if len(sides) == 1 and headed else _alone(units)


def blamed(headline: Scene) -> frozenset[str]:
    """The side of whose deeds a headline tells, as the other one does: "Xland shells Anytown", "killed by Xish fire"."""
    low = headline.words.low
    return frozenset(
        tag
        for hit in headline.hits
        if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM)) is not None
        and (not _DEEDS.isdisjoint(low[hit.end : hit.end + 2]) or low[max(0, hit.start - 1) : hit.start] == ["by"])
    )


_DEEDS = listed("deeds")


def _region_of(home: str, units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The region whose institutions the press of its big sister means where it names the region alone."""
    hits = [hit for _, scene in units for hit in scene.hits]
    absorbs = units[0][1].names.absorbs
    if any(tag == home and sort is not Sort.SURNAME for hit in hits for sort, tag in hit.tags[:1]):
        return None
    regions = {tag for hit in hits if (tag := hit.tag(Sort.PLACE)) and home in absorbs[tag]}
    return next(iter(regions)) if len(regions) == 1 else None


def _alone(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The only side that a text names at all, by its towns and without its adjective: at home nobody says "the Xish"."""
    hits = [hit for _, scene in units for hit in scene.hits]
    if any(hit.tag(Sort.DEMONYM, Sort.REGION) for hit in hits):
        return None
    named = {tag for hit in hits if (tag := hit.tag(Sort.PLACE, Sort.LOCAL))} - units[0][1].names.staff
    towns = any(hit.tag(Sort.LOCAL) for hit in hits)
    return next(iter(named)) if len(named) == 1 and towns else None


_MENTIONED = ("as ", "called ", "as the ", "called the ", "named ")
"""Behind which a word is only told of: "known to Yish people as …"."""


def by_words(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The side whose own words, and no other's, a text uses outside quotations."""
    said: Counter[str] = Counter()
    for _, scene in units:
        if scene.names.home_begins.isdisjoint(scene.words.low):
            continue
        low = " ".join(scene.words.low)
        said.update(
            tag
            for pattern, tag in scene.names.home_words
            if (found := pattern.search(low)) and not low[: found.start()].endswith(_MENTIONED)
        )
    (tag, times), *others = [*said.most_common(), ("", 0)]
    return tag if times and not any(count for _, count in others) else None


def by_press(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The side at home with which the outlet is that a text shows as its own: "…, the mayor told Newsline"."""
    tags = {tag for _, scene in units for tag in scene.names.calls_itself(scene.text, scene.words.raw)}
    return next(iter(tags)) if len(tags) == 1 else None


def written_in(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The side of the place, or of the outlet, that stands above a text or in front of its first words."""
    for sentence, scene in units[:6]:
        if sentence.kind is not Kind.BODY and _YEAR.search(scene.text):
            named = {tag for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.LOCAL))} - scene.names.staff
            if len(named) == 1:
                return next(iter(named))
        if sentence.kind is not Kind.BODY and (tag := masthead(scene)):
            return tag
        dated = sentence.kind is not Kind.HEADING or scene.text[-4:].isdigit() or _DATE.search(scene.text)
        if dated and _DATELINE.match(scene.text):
            places = [tag for hit in scene.hits if hit.start < 6 and (tag := hit.tag(Sort.PLACE, Sort.LOCAL))]
            places = [tag for tag in places if tag not in scene.names.staff]
            if places:
                return places[-1]
        if (joined := _CITY_AND_AGENCY.match(scene.text)) is not None:
            for hit in scene.names.find([joined[1].lower()]):
                if tag := hit.tag(Sort.PLACE, Sort.LOCAL):
                    return tag
    for (sentence, scene), (_, below) in pairwise([*units[-_ENDING:], (units[-1][0], units[-1][1])] if units else []):
        # A statement's end: "City", "City, 3 May 2016".
        dated = _YEAR.search(scene.text) or _YEAR.search(below.text)
        if sentence.kind is not Kind.BODY and dated and len(scene.text) < _LONGEST_ENDING:
            for hit in scene.hits[:1]:
                if hit.start == 0 and (tag := hit.tag(Sort.PLACE, Sort.LOCAL)) and tag not in scene.names.staff:
                    return tag
    return None


_ENDING = 5
_LONGEST_ENDING = 40


_CITY_AND_AGENCY = re.compile(r"([A-Z][a-z]+)-[A-Z]{2,}[.:](?: |$)")
"""Such as "City-AGENCY. The first words"."""
_BEGINNING = 7
"""Units in which a text says whose "Ministry:" stands in its headline."""
OMBUDSMEN = frozenset(("ombudsman", "ombudsperson", "ombudswoman", "defender"))


def _signature(headline: Scene) -> frozenset[str] | None:
    """The office that signs a headline without its state: "Ministry: Xland's army fired", "Xland's army fired - Ministry"."""
    w, lex = headline.words, headline.lexicon
    marks = [index for index, low in enumerate(w.low) if low in (":", "–", "—", "-")]
    for start, end in ((0, marks[0]), (marks[-1] + 1, len(w))) if marks else ():
        nouns = lex.titles.intersection(w.low[start:end]) - _PORTFOLIOS
        named = any(start <= hit.start < end for hit in headline.hits)
        if nouns and not named and end - start <= _LONGEST_SIGNATURE:
            return nouns | OMBUDSMEN if nouns & OMBUDSMEN else nouns
    if "," in w.low and w.low[-1] in lex.forms:
        # "The road is open, ministry says"
        start = len(w) - w.low[::-1].index(",")
        nouns = lex.titles.intersection(w.low[start:]) - _PORTFOLIOS
        named = any(hit.start >= start for hit in headline.hits)
        if nouns and not named and len(w) - start <= _LONGEST_SIGNATURE:
            return nouns | OMBUDSMEN if nouns & OMBUDSMEN else nouns
    return None


_PORTFOLIOS = frozenset(("defence", "defense", "security", "border", "press", "state", "air", "intelligence"))
"""Words that many offices of different sides have in common."""
_LONGEST_SIGNATURE = 4


def _whose_office(nouns: frozenset[str], scenes: Sequence[Scene]) -> str | None:
    """The side of the first of these offices that a text gives one."""
    for scene in scenes:
        for index in range(len(scene.words)) if scene.hits else ():
            if scene.words.low[index] not in nouns or (phrase := around(scene.words, index, scene.lexicon)) is None:
                continue
            who = identify(scene, phrase)
            if who is not None and who.tag != OTHER and who.nouns & nouns:
                return who.tag
    return None


def masthead(scene: Scene) -> str | None:
    """Whose outlet's name a line is, and nothing else."""
    whole = (hit for hit in scene.hits[:1] if (hit.start, hit.end) == (0, len(scene.words)))
    tags = [tag for hit in whole if (tag := hit.tag(Sort.OUTLET)) and tag not in scene.names.staff]
    return tags[0] if tags else None


_CITY = re.compile(r"[A-Z]{3,}(?:[ -][A-Z]{3,})*(?:,[^.–—-]{2,40})? ?[-–—] ?(?=[A-Z“\"‘'])")
"""A city in capitals in front of an item: "ANYTOWN - The ministry said"."""


def dated_items(units: Sequence[tuple[Sentence, Scene]]) -> dict[int, str | None]:
    """The sides of the cities in front of the items of a digest, by the places of their first sentences; none for one item."""
    found: dict[int, str | None] = {}
    for place, (_, scene) in enumerate(units):
        if scene.text[:2].isupper() and _CITY.match(scene.text):
            tags = (hit.tag(Sort.PLACE, Sort.LOCAL) for hit in scene.hits if hit.start == 0)
            found[place] = next((tag for tag in tags if tag and tag not in scene.names.staff), None)
    return found if len(found) > 1 else {}


def setting(scene: Scene, phrase: Phrase) -> Who | None:
    """Whose "the ministry" is behind "In X": an institution without a name is that of the place where it speaks."""
    w, lex = scene.words, scene.lexicon
    end = phrase.start
    nouns = lex.titles.intersection(w.low[phrase.start : phrase.end])
    they = w.low[phrase.start : phrase.end] == ["they"]
    if not (nouns or they) or w.low[phrase.start] in lex.possessives:
        return None
    if nouns and 1 < end <= _LONGEST_LABEL and w.low[end - 1] == ":" and all(map(w.capital, range(end - 1))):
        # "Elsewhere: The Foreign Ministry voiced concern".
        hits = [hit for hit in scene.hits if hit.end < end]
        tag = next((tag for hit in hits if (tag := hit.tag(Sort.PLACE))), None)
        return Who(tag or OTHER, None if tag else " ".join(w.raw[: end - 1]), By.DEFINITE, None, frozenset(nouns))
    while end and (w.low[end - 1] == "," or lex.is_adverb(w.low[end - 1])):
        end -= 1
    comma = next((index for index in range(end - 2, max(0, end - _LONGEST_APPOSITION), -1) if w.low[index] == ","), end)
    if comma < end and w.low[comma + 1] in ("the", "a", "an") and not ending_at(scene, end):
        # "In X, the region at the heart of it, the leadership said".
        end = comma
    for hit in ending_at(scene, end):
        tag = hit.tag(Sort.PLACE, Sort.LOCAL)
        place = hit.start - 1
        if (
            tag is not None
            and place >= 0
            and w.low[place] in ("in", "from")
            and (place == 0 or not w.low[place - 1].isalpha() or _opens_clause(w.low[place - 1], lex))
        ):
            return Who(tag, None, By.DEFINITE, None, frozenset(nouns))
    return None


def told_press(scene: Scene, phrase: Phrase) -> Who | None:
    """Such as "The ministry told NEWSLINE": of the side at home with which the one outlet is that a sentence names so."""
    told = [
        tag
        for hit in scene.hits
        if hit.start
        and (tag := hit.tag(Sort.OUTLET))
        and tag not in scene.names.staff
        and scene.words.low[hit.start - 1] in ("told", "to")
    ]
    tags = {*told, *scene.names.calls_itself(scene.text, scene.words.raw)}
    nouns = scene.lexicon.titles.intersection(scene.words.low[phrase.start : phrase.end])
    return Who(next(iter(tags)), None, By.DEFINITE, None, nouns) if len(tags) == 1 and nouns else None


_LONGEST_APPOSITION = 14
_LONGEST_LABEL = 4
"""Words in front of what an item of a list tells of a state, its colon included."""
_CONJUNCTIONS = frozenset(("while", "and", "but", "as", "that", "whereas", "yet", "here", "over"))


def _opens_clause(low: str, lex: Lexicon) -> bool:
    """Whether a word may stand before the place with which a clause begins: "Yet in X the minister said"."""
    return low in _CONJUNCTIONS or lex.is_adverb(low)


def is_sideless(scene: Scene, phrase: Phrase, who: Who) -> bool:
    """Whether somebody outside the registry may be a side's official all the same: an office, and no other state."""
    if who.tag != OTHER or who.by not in (By.NAMED, By.COMMON, By.APPOSITION):
        return False
    w, lex = scene.words, scene.lexicon
    spans = _parts(scene, phrase)
    words = [low for first, last in spans for low in w.low[first:last]]
    crowd = lex.crowd.intersection(words) - (_OF_A_BODY if not _PRESS_OFFICES.isdisjoint(words) else set())
    if lex.titles.isdisjoint(words) or has_left_office(words, lex) or crowd:
        return False
    if of_no_state(words) or any(names_outsider(scene, *span, span[1]) for span in spans):
        return False
    return not any(_is_foreign(scene, first, last) for first, last in spans)


def _parts(scene: Scene, phrase: Phrase) -> list[tuple[int, int]]:
    """A phrase and its apposition, where that is no clause."""
    span = phrase.apposition
    if span is None or scene.words.low[span[0]] in _CLAUSES or scene.words.low[span[0]] in scene.lexicon.prepositions:
        return [(phrase.start, phrase.end)]
    return [(phrase.start, phrase.end), span]


_OF_A_BODY = frozenset(("press", "media", "public"))
"""Words for a crowd that an office may be called by: "the press secretary", "the public prosecutor"."""
_PRESS_OFFICES = frozenset(
    ("secretary", "service", "department", "office", "centre", "center", "prosecutor", "defender")
)
"""What makes them an office's."""
_CLAUSES = listed("clauses")
_NO_STATE_BODIES = listed("no_state_bodies")


_CENTRES = frozenset(("center", "centre"))
_STATE_CENTRES = frozenset(
    (
        "information",
        "press",
        "media",
        "unified",
        "training",
        "forensic",
        "medical",
        "crisis",
        "emergency",
        "command",
        "regional",
        "district",
    )
)


def of_no_state(low: Sequence[str]) -> frozenset[str]:
    """The words, of a phrase's, for what has heads and spokesmen too and belongs to no side; "secretary general" is one."""
    found = _NO_STATE_BODIES.intersection(low)
    if not found and not _CENTRES.isdisjoint(low) and _STATE_CENTRES.isdisjoint(low):
        # A "centre for reforms" thinks; a "press centre" speaks for a state.
        found = _CENTRES.intersection(low)
    pairs = pairwise(low)
    return found | {"secretary-general"} if ("secretary", "general") in pairs else found


def _is_foreign(scene: Scene, start: int, end: int) -> bool:
    """Whether a capital stands there that is neither a title's nor part of the official's own name."""
    w, lex = scene.words, scene.lexicon
    named = 0
    for index in range(end - 1, start - 1, -1):
        low = w.low[index]
        if not w.capital(index) or is_title(low, lex) or low in lex.function or w.low[index - 1] == "(":
            continue
        if index == 0 and (end > 1 or lex.is_adverb(low)) and not is_named(w, 0, end, lex):
            continue
        own = index + 1 == end or (
            0 < named < _LONGEST_PERSON and index + named + 1 == end and not _is_of(w, index, named)
        )
        before = index - 1 if index <= start + 1 or w.low[index - 1] != "." else index - 2
        plain = w.low[before].isalpha() and not w.capital(before) and w.low[before] not in lex.function
        behind_title = index > start and (plain or is_title(w.low[before], lex) or w.capital(before))
        if not (own and (behind_title or index == start)):
            return True
        named += 1
    return False


def _is_of(w: Words, index: int, named: int) -> bool:
    """Whether a name of two words or more stands behind a state's: "minister of Elsewhere First Last"."""
    return named > 1 and index > 0 and w.low[index - 1] in ("of", "in", "for")


_LONGEST_PERSON = 4
"""Words of a person's name; "of the North Bay Trade Port First Last" names a port besides."""


def by_shape(scene: Scene, phrase: Phrase) -> frozenset[str]:
    """The sides whose official somebody may be by the surname alone.

    A region's people are called like those of the state that it yields to; unless something says region, the state's.
    """
    return _without_regions(scene, shapes(scene, phrase) or frozenset())


def called_like(scene: Scene, surname: str) -> frozenset[str]:
    """The sides that a surname in lower case looks like, under the same rule."""
    return _without_regions(scene, frozenset(tag for pattern, tag in scene.names.surnames if pattern.search(surname)))


def _without_regions(scene: Scene, looks: frozenset[str]) -> frozenset[str]:
    return frozenset(tag for tag in looks if not looks & scene.names.absorbs[tag])


def shapes(scene: Scene, phrase: Phrase) -> frozenset[str] | None:
    """The sides that a surname in a phrase looks like; None where no name stands in it."""
    w, lex = scene.words, scene.lexicon
    for first, last in _parts(scene, phrase):
        for index in range(last - 1, first - 1, -1):
            if w.capital(index) and index and not is_title(w.low[index], lex) and w.low[index] not in lex.function:
                return frozenset(tag for pattern, tag in scene.names.surnames if pattern.search(w.low[index]))
    return None
