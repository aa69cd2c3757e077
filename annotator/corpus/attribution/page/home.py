"""Where a text is at home: by its issuer, its dateline, its outlet, its own words, its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.memory.countries import tells_of_others_forces
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.lexicon import listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import around
from annotator.corpus.attribution.words.scene import Scene, Who
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER

_DATELINE: Final = re.compile(
    r"^(?:\([A-Z][^()]{2,40}\) )?[A-Z][\w’'-]+(?:[ ,]+[A-Z][\w’'-]+){0,3}(?:,| \(|\.? ?[—–:]|\.? -|\.?-(?!\w)|\.? ?/|\. \d|/\d|\.$)"
)
"""How a text begins that says where it was written: "CITY, 3 May", "City (Agency) -"."""


_FEED: Final = 4
"""So many headlines, and one in so many lines, make a text a feed."""
_DATE: Final = re.compile(
    r",? (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?$"
)
"""How a dateline ends that stands in a line of its own."""
_ASKS: Final = ("Question:", "Q:", "Answer:", "A:")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def find_home(units: Sequence[tuple[Sentence, Scene]], issuer: Who | None, press: str | None) -> str | None:
    """By the issuer, else by the place that the text was written in, else by the one side that the headline names.

    Args:
        units: the article.
        issuer: who issued it, if anybody did.
        press: the side at home with which the article's own outlet is.
    """
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
    if press:
        return _region_of(press, units) or press
    headline = units[0][1]
    others = tells_of_others_forces(headline)
    if not others and (signed := _signature(headline)) is not None and units[0][0].kind is Kind.HEADING:
        named = {tag for hit in headline.hits if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))}
        whose = _whose_office(signed, [scene for _, scene in units[1:_BEGINNING]])
        # "Ministry: Xland fired" is hardly X's.
        told_on = whose in named and len(named) == 1 and whose in blamed(headline)
        return (None if told_on else whose) or by_words(units)
    if said := by_words(units):
        return said
    # The region that the sides are about is nobody's home yet.
    sides = {tag for hit in headline.hits if not hit.tag(Sort.REGION) and (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))}
    sides -= headline.names.staff | blamed(headline)
    # Not "Elsewhere arms Xland".
    headed = units[0][0].kind is not Kind.BODY and bool(headline.hits)
    others = any(hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for hit in headline.hits) or not headline.names.powers.isdisjoint(
        headline.words.low
    )
    headed = headed and (headline.hits[0].start <= 1 or not others)
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


_DEEDS: Final = listed("deeds")


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
    # Told of once, at the end of a long text, is not at home.
    early = any(scene.hits for _, scene in units[: max(_BEGINNING, len(units) // 2)])
    return next(iter(named)) if len(named) == 1 and towns and early else None


_MENTIONED: Final = ("as ", "called ", "as the ", "called the ", "named ")
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
    for sentence, scene in units[:_BEGINNING]:
        line = sentence.kind is Kind.DATELINE or (sentence.kind is Kind.HEADING and len(scene.words) <= _LONGEST_LINE)
        if line and _YEAR.search(scene.text):
            named = {tag for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.LOCAL))} - scene.names.staff
            if len(named) == 1 and named.isdisjoint(blamed(scene)):
                return next(iter(named))
        if sentence.kind is not Kind.BODY and (tag := masthead(scene) or _place_alone(scene)):
            return tag
        if scene.text.startswith(_ASKS):
            # A question that begins with a name: "Question: X's ministry said".
            continue
        ends = scene.text[-1] in "-–—" or scene.text[-4:].isdigit() or _DATE.search(scene.text) is not None
        dated = ends or sentence.kind is not Kind.HEADING
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
        if sentence.kind is Kind.BODY or len(scene.text) >= _LONGEST_ENDING:
            continue
        if _YEAR.search(scene.text) or _YEAR.search(below.text):
            for hit in scene.hits[:1]:
                if hit.start == 0 and (tag := hit.tag(Sort.PLACE, Sort.LOCAL)) and tag not in scene.names.staff:
                    return tag
    return None


_LONGEST_LINE: Final = 16
"""Words of a line above a text that is no caption."""
_ENDING: Final = 5
_LONGEST_ENDING: Final = 40


_CITY_AND_AGENCY: Final = re.compile(r"([A-Z][a-z]+)-[A-Z]{2,}[.:](?: |$)")
"""Such as "City-AGENCY. The first words"."""
_BEGINNING: Final = 7
"""Units in which a text says whose "Ministry:" stands in its headline."""
OMBUDSMEN: Final = frozenset(("ombudsman", "ombudsperson", "ombudswoman", "defender"))


def _signature(headline: Scene) -> frozenset[str] | None:
    """The office that signs a headline without its state: "Ministry: Xland's army fired", "Xland's army fired - Ministry"."""
    w, lex = headline.words, headline.lexicon
    marks = [index for index, low in enumerate(w.low) if low in (":", "–", "—", "-")]
    for start, end in ((0, marks[0]), (marks[-1] + 1, len(w))) if marks else ():
        nouns = lex.titles.intersection(w.low[start:end]) - _PORTFOLIOS
        named = any(start <= hit.start < end for hit in headline.hits)
        if nouns and not named and end - start <= _LONGEST_SIGNATURE:
            return nouns | OMBUDSMEN if nouns & OMBUDSMEN else nouns
    opens = next((index for index, low in enumerate(w.low) if low not in lex.titles), len(w))
    if 0 < opens < len(w) and (form := lex.forms.get(w.low[opens])) is not None and form.third:
        # "Deputy minister says Xland waits"
        return frozenset(w.low[:opens]) - _PORTFOLIOS or None
    if "," in w.low and w.low[-1] in lex.forms:
        # "The road is open, ministry says"
        start = len(w) - w.low[::-1].index(",")
        nouns = lex.titles.intersection(w.low[start:]) - _PORTFOLIOS
        nouns = nouns | {"prime", "premier"} if "pm" in nouns else nouns
        named = any(hit.start >= start for hit in headline.hits)
        if nouns and not named and len(w) - start <= _LONGEST_SIGNATURE:
            return nouns | OMBUDSMEN if nouns & OMBUDSMEN else nouns
    return None


_PORTFOLIOS: Final = frozenset(("defence", "defense", "security", "border", "press", "state", "air", "intelligence"))
"""Words that many offices of different sides have in common."""
_LONGEST_SIGNATURE: Final = 4


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


BARS: Final = ("|", "»")
"""What parts a site's name from its sections."""


def masthead(scene: Scene) -> str | None:
    """Whose outlet's name a line is, and nothing else but the site's sections behind a bar."""
    w = scene.words
    whole = (hit for hit in scene.hits[:1] if not hit.start and (hit.end == len(w) or w.low[hit.end] in BARS))
    tags = [tag for hit in whole if (tag := hit.tag(Sort.OUTLET)) and tag not in scene.names.staff]
    return tags[0] if tags else None


def _place_alone(scene: Scene) -> str | None:
    """The side of a line that is nothing but a town of it and its state: "ANYTOWN, Xland"."""
    w = scene.words
    named = {index for hit in scene.hits for index in range(hit.start, hit.end)}
    tags = {hit.tag(Sort.PLACE, Sort.LOCAL) for hit in scene.hits}
    alone = len(scene.hits) > 1 and all(index in named or low == "," for index, low in enumerate(w.low))
    return next(iter(tags)) if alone and len(tags) == 1 else None
