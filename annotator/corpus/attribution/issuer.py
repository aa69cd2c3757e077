"""Whose release an article is: then what nobody else says in it is the issuer's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annotator.corpus.article import Article
from annotator.corpus.attribution.identity import identify
from annotator.corpus.attribution.lexicon import listed
from annotator.corpus.attribution.names import Sort
from annotator.corpus.attribution.officials import OMBUDSMEN, by_shape, by_words, is_sideless, masthead, written_in
from annotator.corpus.attribution.phrases import Phrase, is_verb, right
from annotator.corpus.attribution.scene import By, Scene, Who
from annotator.corpus.attribution.subjects import leading
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER, Registry

_FORMS = (
    r"(?:joint |official |press |full |short |opening |closing |special )*"
    r"(?:statement|briefing|press conference|press release|release|remarks|words|replies|answers|readout|"
    r"comments?|commentary|address|speech|"
    r"message|communique|communiqué|declaration|information|answers?|response|clarification|appeal|fact sheet)"
)
_TITLE = re.compile(
    rf"^(?:the )?(?:{_FORMS})s? (?:issued )?(?:by|of|from) |^(?:identical )?letters? dated .{{5,40}} from ",
    re.IGNORECASE,
)
_TITLE_BEHIND = re.compile(
    rf"(?:['’]s|:|)\s+(?:urgent )?(?:{_FORMS}|report)s?(?: (?:at|to|on|about|regarding) .*)?$", re.IGNORECASE
)
"""How a title goes on behind the issuer: "Xlandish MFA statement", "Ministry of X: statement on Y", "X's speech at Y"."""
_TITLE_LATER = re.compile(rf"{_FORMS}s? (?:issued )?(?:by|of|from) ", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_FORMS})$|@\w+", re.IGNORECASE)
"""A line that says what a text is, or under which name it was posted."""
_SECTION = re.compile(
    r"(?:Events|News|Speeches|Statements|Transcripts?|Press releases?|Documents):?\s+|No[.:]? ?\d+(?:/\d+)?[,.:]? ",
    re.IGNORECASE,
)
"""The name of a site's section, or a number, that stands in front of a title."""
_SIGNED = re.compile(
    r"^(?:—|–|-|source:|issued by:?)? ?(?:the )?(?:press|information|public relations|media)[ -]"
    r"(?:service|office|department|secretary|release|centre|center)\b",
    re.IGNORECASE,
)


_ENEMY = listed("enemy")
"""What only one of the fighting calls the other, outside quotations."""
_OURS = listed("issuer_ours")
_DECLARES = listed("declares")
_LETTERHEAD = 5
"""Units at the beginning, and at the end, in which an issuer names itself."""


def find_issuer(article: Article, registry: Registry, units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Who issued an article: by its outlet, letterhead, title, dateline, signature or voice; None for the press's own."""
    owner = registry.owner(article.outlet) if article.outlet else None
    if owner is not None:
        return None if owner.staff else Who(owner.tag, None, By.OUTLET, False)
    if article.outlet:
        return None
    titled = _by_title(units)
    if titled is not None and titled.tag != OTHER and titled.by is not By.DEFINITE:
        return titled
    finders = (
        _by_masthead,
        _by_letterhead,
        _by_heading,
        _by_speech,
        _by_dateline,
        _by_signature,
        _by_site,
        _by_address,
        _by_voice,
        _by_readout,
    )
    known = next((who for finder in finders if (who := finder(units)) is not None), None)
    if (
        known is None
        and titled is not None
        and titled.by is By.DEFINITE
        and (tag := written_in(units) or by_words(units) or _silent(units))
    ):
        # Such as "Information of the Ministry of Defence" from a side's capital, or on what the other side says.
        return Who(tag, None, By.BODY, False)
    return known or titled


def _by_title(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    for sentence, scene in units[:2]:
        found = _TITLE.match(sentence.text)
        if found is None and (furniture := _SECTION.match(sentence.text)):
            found = _TITLE_LATER.match(sentence.text, furniture.end())
        if found is None or (sentence.kind is not Kind.HEADING and sentence.index):
            continue
        w = scene.words
        start = next((index for index in range(len(w)) if w.start(index) >= found.end()), None)
        if start is None:
            continue
        phrase = right(w, start, scene.lexicon)
        if phrase is None:
            continue
        who = identify(scene, phrase)
        if who is None or who.by is By.COMMON:
            titles = scene.lexicon.titles.isdisjoint(w.low[phrase.start : phrase.end])
            name = scene.text[w.start(phrase.start) : w.end(phrase.end - 1)]
            return None if titles else Who(OTHER, name, By.DEFINITE, False)
        if who.by not in (By.CROWD, By.PRESS, By.NOBODY, By.MUTE):
            return who
    return None


def _by_masthead(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """The name of an outlet alone in the first line."""
    tag = masthead(units[0][1]) if units and units[0][0].kind is not Kind.BODY else None
    return None if tag is None else Who(tag, None, By.OUTLET, False)


def _by_letterhead(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "REPUBLIC OF X" above "MINISTRY OF DEFENCE": lines in capitals that name a side and an institution."""
    institution = False
    tag: str | None = None
    for sentence, scene in units[:_LETTERHEAD]:
        if not sentence.text.isupper() or sentence.kind is not Kind.HEADING:
            continue
        institution = institution or not scene.lexicon.institutions.isdisjoint(scene.words.low)
        for hit in scene.hits:
            tag = tag or hit.tag(Sort.PLACE, Sort.BODY)
    return Who(tag, None, By.BODY, False) if tag and institution else None


def _by_heading(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Ministry of Defence of X", "X's MFA statement" as the first line of a text that says "we" or what it is."""
    sentence, scene = units[0] if units else (None, None)
    if sentence is None or scene is None or sentence.kind is not Kind.HEADING:
        return None
    if len(sentence.text) > _LONGEST_TITLE:
        return None
    labelled = any(_LABEL.match(other.text) for other, _ in units[1:3])
    if not labelled and _WE.isdisjoint(word for _, other in units for word in other.words.low):
        return None
    w = scene.words
    found = _TITLE_BEHIND.search(sentence.text)
    end = sum(w.end(index) <= found.start() for index in range(len(w))) if found else len(w)
    if not 0 < end <= _LONGEST_NAME or any(
        is_verb(w, index, scene.lexicon) or w.low[index] in scene.lexicon.helpers for index in range(end)
    ):
        return None
    if found is None and not _is_institution(scene):
        return None
    who = identify(scene, Phrase(0, end))
    if who is None or who.tag == OTHER or who.by not in (By.BODY, By.OFFICE, By.PERSON, By.PATTERN):
        return None
    return Who(who.tag, None, By.BODY, False)


def _by_speech(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "First Last addressed the people" above a text in the first person."""
    sentence, scene = units[0] if units else (None, None)
    if sentence is None or scene is None or sentence.kind is not Kind.HEADING or scene.words.inside:
        return None
    if _SPOKE.isdisjoint(scene.words.low):
        return None
    for hit in scene.hits[:1]:
        if (tag := hit.tag(Sort.PERSON)) and any(
            not _WE.isdisjoint(other.words.low) for _, other in units[1:_LETTERHEAD]
        ):
            return Who(tag, None, By.PERSON, True)
    return None


_SPOKE = frozenset(("addressed", "address", "speech", "answered", "answers", "interview"))


def _is_institution(scene: Scene) -> bool:
    """Whether a line is nothing but the name of an institution."""
    w, lex = scene.words, scene.lexicon
    head = w.low.index("of") - 1 if "of" in w.low else len(w) - 1
    name = all(w.capital(i) or low in lex.function or low in lex.roles or low == "'s" for i, low in enumerate(w.low))
    return name and (w.low[head] in lex.institutions or w.low[head] in OMBUDSMEN)


_LONGEST_NAME = 9
_LONGEST_TITLE = 400
"""Code points; a longer heading is no title."""
"""Words."""
_WE = frozenset(("we", "our", "us", "i", "my"))


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
            if previous in ("/", ",", "(", ".", "-", "–", "—", "") and following in ("/", ".", ")", "-", "–", "—", ":"):
                return Who(tag, None, By.OUTLET, False)
    return None


def _by_signature(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Press service of the X ministry" or "Spokesperson, Ministry of Defence of X" below the text."""
    for sentence, scene in reversed(units[-_LETTERHEAD:]):
        if len(sentence.text) > 160 or sentence.text.rstrip().endswith((".", "?", "!", "”", '"')):
            if sentence.kind is Kind.BODY:
                # What stands above it is no signature any more.
                return None
            continue
        w, lex = scene.words, scene.lexicon
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
    return None


_LINK = re.compile(r"(?:direct link|link|source|url|permalink)\s*:", re.IGNORECASE)


def _by_site(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Direct link: SITE" at the end, where a side owns the site."""
    for sentence, scene in reversed(units[-_LETTERHEAD:]):
        if ":" in sentence.text and _LINK.search(sentence.text):
            tags = [tag for hit in scene.hits if (tag := hit.tag(Sort.OUTLET)) and tag not in scene.names.staff]
            if tags:
                return Who(tags[0], None, By.OUTLET, False)
    return None


_READOUT = re.compile(
    r"\b(?:(?:held|had|hosted) (?:an? )?(?:\w+ )?(?:meeting|talks|(?:tele)?phone conversation)"
    r"|(?:sides|parties|interlocutors|ministers) (?:also )?"
    r"(?:discussed|exchanged|touched|stressed|reaffirmed|noted|emphasi[sz]ed|expressed)"
    r"|(?:emphasis|attention) was (?:also )?(?:put|paid|drawn|focused)"
    r"|(?:in|during) the course of the (?:meeting|conversation)"
    r"|(?:issues|questions|prospects) (?:of|relat(?:ing|ed) to) .{3,80}(?:were|was) (?:also )?(?:discussed|touched)"
    r"|exchange of views|views were exchanged|for (?:his|her) part"
    r"|the (?:conversation|meeting) (?:took place|was held|touched|focused))\b",
    re.IGNORECASE,
)
"""The turns of phrase of an official account of a meeting."""
_FEWEST_TURNS = 3


def _by_readout(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """An account of a meeting as ministries give it: of the side whose office or body opens it."""
    opener: Who | None = None
    for sentence, scene in units[:_LETTERHEAD]:
        if opener is None and sentence.kind is Kind.BODY:
            opening = leading(scene.words, 0, scene.lexicon)
            opener = identify(scene, opening) if opening is not None else None
            if opening is not None and opener is not None and is_sideless(scene, opening, opener):
                looks = by_shape(scene, opening)
                opener = Who(next(iter(looks)), None, By.OFFICE) if len(looks) == 1 else None
    if opener is None or opener.tag == OTHER or opener.by in (By.METONYM, By.OUTLET):
        return None
    turns = 0
    for sentence, scene in units:
        if not scene.names.press.isdisjoint(scene.words.low):
            # The press tells of meetings too.
            return None
        turns += len(_READOUT.findall(sentence.text))
    return Who(opener.tag, None, By.BODY, False) if turns >= _FEWEST_TURNS else None


_VOCATIVE = re.compile(r"^(?:dear|my (?:fellow|dear)|fellow|glory to) ", re.IGNORECASE)


def _by_address(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Dear Xlanders!" or "Glory to X!": a speech to one's own people."""
    for sentence, scene in (*units[:3], *units[-2:]):
        if len(sentence.text) < 60 and _VOCATIVE.match(sentence.text):
            tags = [tag for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))]
            if tags:
                return Who(tags[0], None, By.BODY, False)
    return None


def _by_voice(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """A text that says "our units" and "the enemy": of the side whose institution opens it, or that is not the enemy."""
    if not units or sum(_is_partisan(scene) for _, scene in units) < min(2, len(units)):
        return None
    enemy = _enemy(units)
    for sentence, scene in units[:3]:
        if sentence.kind is not Kind.BODY:
            continue
        opening = leading(scene.words, 0, scene.lexicon)
        who = identify(scene, opening) if opening is not None else None
        known = who is not None and who.by in (By.BODY, By.OFFICE, By.OUTLET, By.PATTERN)
        if who is not None and known and who.tag not in (OTHER, enemy):
            return Who(who.tag, None, By.BODY, False)
    own = _own(units, enemy)
    return None if own is None else Who(own, None, By.BODY, False)


_FORCES = frozenset(
    (
        "side",
        "media",
        "troops",
        "forces",
        "army",
        "military",
        "soldiers",
        "units",
        "armed",
        "saboteurs",
        "propaganda",
        "posts",
    )
)
"""What a partisan text names of the enemy, with its state, while its own are "our units"."""


def _enemy(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The side whose forces and media a partisan text names most often with their state."""
    told: Counter[str] = Counter()
    for _, scene in units:
        low = scene.words.low
        for hit in scene.hits:
            tag = hit.tag(Sort.PLACE, Sort.DEMONYM)
            behind = low[hit.end : hit.end + 2]
            before = low[max(0, hit.start - 3) : hit.start] if low[hit.start - 1 : hit.start] == ["of"] else []
            if tag is not None and not hit.tag(Sort.BODY) and not _FORCES.isdisjoint((*behind, *before)):
                told[tag] += 1
    (tag, most), (_, second), *_ = [*told.most_common(2), ("", 0), ("", 0)]
    return tag if most > second else None


def _own(units: Sequence[tuple[Sentence, Scene]], enemy: str | None) -> str | None:
    """The side whose institutions a partisan text names by their own names; else the one it names that is not the enemy."""
    sorts = ((Sort.BODY,), (Sort.LOCAL, Sort.PLACE, Sort.DEMONYM)) if enemy else ((Sort.BODY,),)
    for several in sorts:
        named = {tag for _, scene in units for hit in scene.hits if (tag := hit.tag(*several)) and tag != enemy}
        named -= units[0][1].names.staff
        if len(named) == 1:
            return next(iter(named))
    return None


def _silent(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The one side that a text names and whose offices it names without a state: its own."""
    named: set[str] = set()
    offices: set[str] = set()
    absorbs: dict[str, frozenset[str]] = {}
    for _, scene in units:
        absorbs = scene.names.absorbs
        for hit in scene.hits:
            if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM)) is None or tag in scene.names.staff:
                continue
            named.add(tag)
            if not scene.lexicon.titles.isdisjoint(scene.words.low[hit.end : hit.end + 2]):
                offices.add(tag)
    silent = named - offices
    silent = {tag for tag in silent if not named & absorbs[tag]}
    return next(iter(silent)) if offices and len(silent) == 1 else None


def _is_partisan(scene: Scene) -> bool:
    """Whether a sentence says "we" or "the enemy" outside quotations."""
    low = scene.words.low
    for index, word in enumerate(low):
        if word in _ENEMY and index and low[index - 1] in ("the", "an"):
            return True
        if word == "my" and low[index + 1 : index + 2] in (["country"], ["government"], ["delegation"], ["people"]):
            return True
        if word == "our" and not _OURS.isdisjoint(low[index + 1 : index + 3]):
            return True
        if word == "we" and index < 2 and low[index + 1 : index + 2] and low[index + 1] in _DECLARES:
            return True
    return False
