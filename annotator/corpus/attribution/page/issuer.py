"""Whose release an article is: then what nobody else says in it is the issuer's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.corpus.article import Article
from annotator.corpus.attribution.page.feeds import feed
from annotator.corpus.attribution.page.home import OMBUDSMEN, by_words, masthead, written_in
from annotator.corpus.attribution.page.letterhead import FORMS, LETTERHEAD, TOPICS, by_briefing, by_imprint, is_name
from annotator.corpus.attribution.page.publications import by_enactment, by_organisation
from annotator.corpus.attribution.page.signatures import LANDS, by_signature, by_site
from annotator.corpus.attribution.page.titles import TITLE, about_place, by_author, by_name, by_officer, by_title
from annotator.corpus.attribution.page.voice import by_address, by_floor, by_readout, by_voice, silent
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.officials import of_no_state
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, is_verb, right
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER, Registry

_TITLE_BEHIND: Final = re.compile(
    rf"(?:['’]s|:|)\s+(?:urgent )?(?:{FORMS}|report)s?(?: (?:at|to|on|about|regarding) .*)?$", re.IGNORECASE
)
"""How a title goes on behind the issuer: "Xlandish MFA statement", "Ministry of X: statement on Y", "X's speech at Y"."""
_LABEL: Final = re.compile(
    rf"(?:{FORMS}|(?:press|media|information) (?:service|office|department|cent(?:er|re)))$|@\w+", re.IGNORECASE
)
"""A line that says what a text is, or under which name it was posted."""
_SECTION_AND_DATE: Final = re.compile(
    r"(?:News|Press releases?|Statements?)\b(?:[\W\d]|(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec)[a-z]*){0,20}?\d{4}",
    re.IGNORECASE,
)
_IS_SECTION: Final = re.compile(
    r"(?:press releases?|news|all news|statements?|events|documents?|speeches|media cent(?:er|re)|transcripts?|foreign policy"
    r"|news and events|official statements?|press cent(?:er|re)|press service|information)",
    re.IGNORECASE,
)
"""The same in a line of its own."""
_HANDLE: Final = re.compile(r"(?:^|\s)@\w+(?: ·.*)?$")
_LONGEST_NOTE: Final = 80
_LONGEST_DATELINE: Final = 8
"""Words and marks of "CITY, 3 May – " in front of a sentence."""


def find_issuer(article: Article, registry: Registry, units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Who issued an article: by its outlet, letterhead, title, dateline, signature or voice; None for the press's own."""
    owner = registry.owner(article.outlet) if article.outlet else None
    if owner is not None:
        return None if owner.staff else Who(owner.tag, None, By.OUTLET, False)
    handles = sum(sentence.kind is not Kind.BODY and _HANDLE.search(sentence.text) is not None for sentence, _ in units)
    if article.outlet or handles > 1 or feed(units):
        # A page of several people's posts is nobody's.
        return None
    if (named := about_place(units) or by_officer(units) or by_author(units)) is not None:
        return named
    titled = by_title(units)
    if titled is not None and titled.tag != OTHER and titled.by is not By.DEFINITE:
        return titled
    finders = (
        _by_masthead,
        _by_letterhead,
        _by_nameplate,
        _by_heading,
        _by_speech,
        _by_dateline,
        by_signature,
        by_site,
        _by_place,
        by_address,
        by_voice,
        by_readout,
        by_briefing,
        by_imprint,
        by_enactment,
        by_organisation,
    )
    known = next((who for finder in finders if (who := finder(units)) is not None), None)
    if known is None and titled is None:
        known = by_floor(units)
    if (
        known is None
        and titled is not None
        and titled.by is By.DEFINITE
        and (tag := written_in(units) or by_words(units) or silent(units))
    ):
        # Such as "Information of the Ministry of Defence" from a side's capital, or on what the other side says.
        return Who(tag, None, By.BODY, False)
    return known or titled


def _by_masthead(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """The name of an outlet alone in one of the first lines."""
    for place, (sentence, scene) in enumerate(units[:LETTERHEAD]):
        if sentence.kind is Kind.BODY and place:
            break
        if (tag := masthead(scene)) is not None:
            return Who(tag, None, By.OUTLET, False)
    return None


def _by_letterhead(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "REPUBLIC OF X" above "MINISTRY OF DEFENCE": lines in capitals that name a side and an institution."""
    institution = False
    tag: str | None = None
    for sentence, scene in units[:LETTERHEAD]:
        if not sentence.text.isupper() or sentence.kind is not Kind.HEADING:
            continue
        sides = {side for hit in scene.hits if (side := hit.tag(Sort.PLACE))}
        if not is_name(scene) or len(sides) > 1 or not _OF_SENTENCES.isdisjoint(scene.words.low):
            # A headline in capitals.
            continue
        bodies = OMBUDSMEN | scene.lexicon.institutions - LANDS
        institution = institution or not bodies.isdisjoint(scene.words.low)
        for hit in scene.hits:
            tag = tag or hit.tag(Sort.PLACE, Sort.BODY)
    return Who(tag, None, By.BODY, False) if tag and institution else None


_OF_SENTENCES: Final = frozenset(("a", "across", "after", "an", "as", "at", "is", "over", "to", "with"))


def _by_nameplate(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Human Rights Defender of X", "X Information Centre, 3 May" in a line of its own below the title."""
    for place, (sentence, scene) in enumerate(units[:LETTERHEAD]):
        if sentence.kind is Kind.BODY:
            if place == 0 and len(sentence.text) < _LONGEST_NOTE and not scene.hits:
                # What a page says above everything else: "Subscribe now!"
                continue
            return None
        w, lex = scene.words, scene.lexicon
        dated = any(low[0].isdigit() for low in w.low)
        titled = any(TITLE.match(below.text) for below, _ in units[1:LETTERHEAD])
        parted = any(low in w.low for low in _PARTS)
        below = units[place + 1] if place + 1 < len(units) else None
        above = below is not None and below[0].kind is Kind.HEADING and _SECTION_AND_DATE.match(below[0].text)
        alone = not place and below is not None and _is_institution(scene) and _begins_with_time(below[1])
        heads = not place and not lex.offices.isdisjoint(w.low) and _is_dated_below(units)
        alone = alone or heads
        if not (place or dated or titled or parted or above or alone) or not scene.hits:
            continue
        sides = {tag for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.BODY, Sort.DEMONYM))}
        if len(sides) > 1 or not is_name(scene, _SECTIONS if parted else frozenset()):
            continue
        bodies = lex.institutions - LANDS
        body = not bodies.isdisjoint(w.low) or not OMBUDSMEN.isdisjoint(w.low) or scene.hits[0].tag(Sort.BODY)
        if not (body or heads):
            continue
        last = next(
            (i for i, low in enumerate(w.low) if low in TOPICS or not (low[0].isalpha() or low in ("'s", "(", ")"))),
            len(w),
        )
        who = identify(scene, Phrase(0, last)) if last else None
        plate = who is not None and (who.by in (By.BODY, By.OFFICE, By.PATTERN) or masthead(scene))
        if who is not None and who.tag != OTHER and plate:
            return Who(who.tag, None, By.BODY, False)
    return None


_PARTS: Final = ("|", "·", "/", "»")
_SECTIONS: Final = listed("sections")
"""Names of a site's sections, which stand behind its own."""


def _is_dated_below(units: Sequence[tuple[Sentence, Scene]]) -> bool:
    """Whether a day stands in a line of its own between the first line of a page and its first sentence."""
    for sentence, _ in units[1:LETTERHEAD]:
        if sentence.kind is Kind.DATELINE and any(letter.isdigit() for letter in sentence.text):
            return True
        if sentence.kind is Kind.BODY:
            return False
    return False


def _begins_with_time(scene: Scene) -> bool:
    """Whether a line is a date or begins with one, as bulletins do: "1 September 2023", "As of 10:00", "On May 3"."""
    words = scene.words.low[:_BEGINNING]
    return any(low[0].isdigit() for low in words) and (words[0][0].isdigit() or words[0] in ("as", "at", "on", "["))


_BEGINNING: Final = 4


def _by_heading(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Ministry of Defence of X", "X's MFA statement" as the first line of a text that says "we" or what it is."""
    if len(units) > 1 and _IS_SECTION.fullmatch(units[0][0].text):
        units = units[1:]
    sentence, scene = units[0] if units else (None, None)
    if sentence is None or scene is None or sentence.kind is not Kind.HEADING:
        return None
    if len(sentence.text) > _LONGEST_TITLE:
        return None
    labelled = any(_LABEL.match(other.text) for other, _ in units[1:3])
    if not labelled and all(FIRST_PERSON.isdisjoint(other.words.low) for _, other in units):
        return None
    w = scene.words
    found = _TITLE_BEHIND.search(sentence.text)
    end = sum(w.end(index) <= found.start() for index in range(len(w))) if found else len(w)
    if (
        not 0 < end <= _LONGEST_NAME
        or ":" in w.low[:end]
        or any(is_verb(w, index, scene.lexicon) or w.low[index] in scene.lexicon.helpers for index in range(end))
    ):
        return None
    if found is None and not _is_institution(scene):
        return None
    who = identify(scene, Phrase(0, end))
    if who is not None and (tag := by_name(scene, Phrase(0, end), who)) is not None:
        return Who(tag, None, By.OFFICE, True)
    titled = not scene.lexicon.titles.isdisjoint(w.low[:end])
    known = who is not None and (who.by in _KNOWN or (who.by is By.SURNAME and titled))
    return Who(who.tag, None, By.BODY, False) if who is not None and who.tag != OTHER and known else None


_KNOWN: Final = frozenset((By.BODY, By.OFFICE, By.PERSON, By.PATTERN))


def _by_speech(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "First Last addressed the people" above a text in the first person."""
    sentence, scene = units[0] if units else (None, None)
    if sentence is None or scene is None or sentence.kind is not Kind.HEADING or scene.words.inside:
        return None
    if _SPOKE.isdisjoint(scene.words.low):
        return None
    for hit in scene.hits[:1]:
        if (tag := hit.tag(Sort.PERSON)) and any(
            not FIRST_PERSON.isdisjoint(other.words.low) for _, other in units[1 : 2 * LETTERHEAD]
        ):
            return Who(tag, None, By.PERSON, True)
    return None


_SPOKE: Final = frozenset(("addressed", "address", "speech", "answered", "answers", "interview", "interviewed"))


def _is_institution(scene: Scene) -> bool:
    """Whether a line is nothing but the name of an institution."""
    w, lex = scene.words, scene.lexicon
    head = w.low.index("of") - 1 if "of" in w.low else len(w) - 1
    name = all(w.capital(i) or low in lex.function or low in lex.roles or low == "'s" for i, low in enumerate(w.low))
    return name and (w.low[head] in lex.institutions or w.low[head] in OMBUDSMEN)


_LONGEST_NAME: Final = 9
"""Words."""
_LONGEST_TITLE: Final = 400
"""Code points; a longer heading is no title."""


_DATELINE_MARKS: Final = ("/", ",", "(", ".", "-", "–", "—", "")


def _by_dateline(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "CITY, 3 May. /AGENCY/", "CITY, MAY 3, AGENCY." before the first words of the text."""
    seen = 0
    for sentence, scene in units[:8]:
        if sentence.kind is Kind.HEADING:
            continue
        seen += 1
        if seen > 3:
            return None
        w = scene.words
        for hit in scene.hits:
            tag = hit.tag(Sort.OUTLET)
            if tag is None or tag in scene.names.staff or hit.start > 14:
                continue
            previous = w.low[hit.start - 1] if hit.start else ""
            following = w.low[hit.end] if hit.end < len(w) else "."
            if any(word.islower() and word[0].isalpha() for word in w.raw[: hit.start]):
                # Prose, such as "A state agency (AGENCY) was".
                continue
            # "AGENCY, CITY, 3 May"
            places = [place.end for place in scene.hits if place.start == hit.end + 1]
            dated = any(low[0].isdigit() for end in places for low in w.low[end : end + 4])
            first = not hit.start and following == "," and dated
            if first or (previous in _DATELINE_MARKS and following in ("/", ".", ")", "-", "–", "—", ":")):
                return Who(tag, None, By.OUTLET, False)
    return None


_IS_RELEASE: Final = re.compile(
    r"(?:press[ -]release|press statement|official statement|statement|communiqu[eé]|information)\b(?: no[.:]? ?\d+)?\W*",
    re.IGNORECASE,
)


_DECLARED: Final = frozenset(
    (
        "remains",
        "calls",
        "expresses",
        "condemns",
        "urges",
        "reaffirms",
        "reiterates",
        "draws",
        "strongly",
        "resolutely",
        "considers",
    )
) | {"warns", "informs", "stresses", "underlines", "rejects", "welcomes", "reminds", "regrets", "appeals"}
"""What an institution does that issues a statement, and says so itself."""


def _by_place(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Press release" above "CITY, 3 May – …": of the side of the city, if the text names one of its offices so."""
    first = units[:LETTERHEAD]
    if not any(sentence.kind is not Kind.BODY and _IS_RELEASE.fullmatch(sentence.text) for sentence, _ in first):
        return None
    if any(hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for _, scene in first for hit in scene.hits):
        return None
    tag = written_in(units)
    if tag is None or any(of_no_state(scene.words.low) for _, scene in first):
        return None
    for sentence, scene in units:
        w = scene.words
        dash = next((index for index, low in enumerate(w.low[:_LONGEST_DATELINE]) if low in ("–", "—", "-")), -1)
        body = sentence.kind is Kind.BODY and w.low[dash + 1 : dash + 2] == ["the"]
        opening = right(w, dash + 1, scene.lexicon) if body else None
        if opening is None or not any(
            w.capital(i) and w.low[i] in scene.lexicon.institutions for i in range(opening.start, opening.end)
        ):
            continue
        who = identify(scene, opening)
        declares = w.low[opening.end : opening.end + 1] and w.low[opening.end] in _DECLARED
        if declares and (who is None or (who.tag == tag and who.by is By.OFFICE)):
            return Who(tag, None, By.BODY, False)
    return None
