"""What stands below a text and says whose it is: a signature, a link, the site's own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.page.home import OMBUDSMEN
from annotator.corpus.attribution.page.letterhead import LETTERHEAD, is_name
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, is_verb, right
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER

LANDS: Final = frozenset(("border", "country", "nation", "republic", "side", "sides", "state"))
"""Words of institutions that name none by themselves."""
_SIGNED: Final = re.compile(
    r"^(?:—|–|-|source:|issued by:?)? ?(?:the )?(?:press|information|public relations|media)[ -]"
    r"(?:service|office|department|secretary|release|centre|center)\b",
    re.IGNORECASE,
)


def by_signature(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Press service of the X ministry" or "Spokesperson, Ministry of Defence of X" below the text."""
    for sentence, scene in reversed(units[-LETTERHEAD:]):
        if len(sentence.text) > 160 or sentence.text.rstrip().endswith((".", "?", "!", "”", '"')):
            if sentence.kind is Kind.BODY:
                # What stands above it is no signature any more.
                break
            continue
        w, lex = scene.words, scene.lexicon
        if len(scene.hits) > 1 and scene.hits[0].start == 0 and scene.hits[1].start == scene.hits[0].end:
            # What a page is filed under: "Xland Yland Office of the Spokesperson".
            continue
        signed = _SIGNED.match(sentence.text) is not None
        if not signed and (
            sentence.kind is Kind.CAPTION
            or lex.offices.isdisjoint(w.low)
            or lex.institutions.isdisjoint(w.low)
            or any(is_verb(w, index, lex) or low in lex.helpers for index, low in enumerate(w.low))
        ):
            continue
        who = identify(scene, Phrase(0, len(w)))
        if who is not None and who.tag != OTHER and who.by is not By.PERSON:
            return who
    return _signed_by_us(units)


def _signed_by_us(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Ministry of Ports" above "Republic of X" below a text that says "we", or whose office one has who says "I"."""
    told = [scene for sentence, scene in units if sentence.kind is Kind.BODY]
    ours = [scene for scene in told if not FIRST_PERSON.isdisjoint(scene.words.low)]
    press = any(scene.words.low[index] in scene.names.press for _, scene in units for index in scene.words.capitals)
    if not ours or press:
        return None
    below: list[Scene] = []
    for sentence, scene in reversed(units[-LETTERHEAD:]):
        if sentence.kind is Kind.BODY:
            break
        below.append(scene)
    tags = {tag for scene in below for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.BODY))}
    bodies = OMBUDSMEN | units[0][1].lexicon.institutions - LANDS
    if len(tags) == 1 and any(not bodies.isdisjoint(scene.words.low) and is_name(scene) for scene in below):
        return Who(next(iter(tags)), None, By.BODY, False)
    return next((who for scene in ours if (who := _holder(scene)) is not None), None) if below else None


def _holder(scene: Scene) -> Who | None:
    """Whose office somebody has who says so: "I have held the office of ombudsman of X", "As mayor of X, I"."""
    w, lex = scene.words, scene.lexicon
    for index in range(len(w) - 1) if "i" in w.low[:_FIRST_WORDS] else ():
        if w.low[index] in ("as", "am") or w.low[index - 1 : index + 1] == ["office", "of"]:
            office = right(w, index + 1, lex)
            titled = office is not None and not lex.offices.isdisjoint(w.low[office.start : office.end])
            who = identify(scene, office) if office is not None and titled else None
            if who is not None and who.tag != OTHER and who.by in (By.BODY, By.OFFICE):
                return Who(who.tag, None, By.OFFICE, True)
    return None


_FIRST_WORDS: Final = 12
_LINK: Final = re.compile(r"(?:direct link|link|source|url|permalink)\s*:", re.IGNORECASE)


def _owns(text: str, scene: Scene) -> bool:
    """Whether a line says whose a site is, and no more: "© 2013-2019 AGENCY, all rights reserved"."""
    found = _RIGHTS.match(text)
    if (
        found is None
        or re.search(r"rights|agency|reference|reproduc", text, re.IGNORECASE) is None
        or "photo" in text.lower()
    ):
        return False
    return any(scene.words.start(hit.start) <= found.end() + 1 for hit in scene.hits[:1])


_SITE: Final = re.compile(r"(?:https?://)?www\.([\w.-]+?\.[a-z]{2,3})/?")
"""The site's name in a line of its own."""
_RIGHTS: Final = re.compile(r"(?:©|\(c\)|copyright\b)[\s\d,–-]*(?:by )?", re.IGNORECASE)


def by_site(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Direct link: SITE", "© 2019 AGENCY" at the end, where a side owns the site or agency.

    Sources of two sides, or with prose between them, are those of a page's pictures or items.
    """
    linked = {
        place: tag
        for place, (sentence, scene) in enumerate(units)
        if ":" in sentence.text and _LINK.match(sentence.text)
        for hit in scene.hits
        if (tag := hit.tag(Sort.OUTLET))
    }
    within = range(min(linked, default=0), max(linked, default=0))
    if len({*linked.values()}) > 1 or any(
        place not in linked and units[place][0].kind is Kind.BODY for place in within
    ):
        return None
    for sentence, scene in reversed(units[-LETTERHEAD:]):
        if (site := _SITE.fullmatch(sentence.text)) is not None:
            for hit in scene.names.find([site[1].lower()]):
                if (tag := hit.tag(Sort.OUTLET)) and tag not in scene.names.staff:
                    return Who(tag, None, By.OUTLET, False)
        if (":" in sentence.text and _LINK.search(sentence.text)) or _owns(sentence.text, scene):
            tags = [tag for hit in scene.hits if (tag := hit.tag(Sort.OUTLET)) and tag not in scene.names.staff]
            if tags:
                return Who(tags[0], None, By.OUTLET, False)
    return None
