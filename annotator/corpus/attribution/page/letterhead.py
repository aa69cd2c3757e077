"""What the lines above a text say of whose it is: names of offices and towns, and what was put out or held there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.page.home import OMBUDSMEN
from annotator.corpus.attribution.sources.officials import EMBASSIES, called_like, of_no_state
from annotator.corpus.attribution.words.heads import is_title
from annotator.corpus.attribution.words.lexicon import listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.splitter import RECORDED

FORMS: Final = (
    r"(?:joint |official |press |full |short |opening |closing |special )*"
    r"(?:statement|briefing|press conference|press release|release|remarks|words|replies|answers|readout|"
    r"comments?|commentary|address|speech|"
    r"(?:preliminary )?findings|"
    r"message|communique|communiqué|declaration|information|answers?|response|clarification|appeal|fact sheet)"
)
OUTSIDERS_TITLE: Final = re.compile(
    rf"[^:]{{3,60}}: {FORMS}s? (?:by|of|from) (?:the )?(?:EU |UN )?(?:high representative|spokes(?:person|man|woman)"
    r"|secretary[- ]general|special (?:rapporteur|representative)|(?:high )?commissioner|co-?chairs|delegation)\b"
    r"(?! (?:of|for) the (?:\w+ )?(?:ministry|mfa|president|government|army|prime))",
    re.IGNORECASE,
)
"""A place that words are about in front of their title, where an organisation's office says them."""
_ABOUT_PLACE: Final = re.compile(rf"[^:]{{3,40}}: (?:{FORMS})s?", re.IGNORECASE)
_PUT_OUT: Final = re.compile(rf"\b(?:{FORMS}|(?:ad hoc|situation|urgent|special) report)s?\b", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"(?:\([A-Z ]{6,30}\)\s+)?"
    r"(?:[\[(]?\d{1,2}(?::\d\d){1,2}(?:\.\d+)?[\])]?(?: ?[|–—-])? )?(?:[^\w\s\"“”'‘(\[]{1,2} )?[\[(*_]{0,2}"
    r"((?:[A-Z][\w.'’/-]*)(?:[ ,]+(?:(?:\(?[A-Z]|\d)[\w.'’/)-]*|of|the|for|and|de|van|von|al)){0,7})"
    r"[*_\])]{0,2}(?: ?\([\w @.,&’'-]{2,50}\))? ?"
    r"(?::(?!\d)|(?<=\]) (?=[A-Z“\"])|\.(?= )(?:(?<=\bQ\.|\bA\.)(?<![\w.] [QA]\.)|(?<=\bQuestion\.)|(?<=\bAnswer\.))"
    r"|(?<=^Q)[ \t\xa0]{2,}(?=\S)"
    r"|(?P<dash> ?[–—] (?=[A-Z“\"])|(?<=\b[A-Z]\.) - (?=[A-Z“\"])))"
)
HEARING: Final = re.compile(rf"({RECORDED})\. (?=[A-Z“\"])")
"""The same in the record of a hearing: "Mr. MARO. Thank you.", "The Chairman. It will come to order."."""
LETTERHEAD: Final = 5
"""Units at the beginning, and at the end, in which an issuer names itself."""


def label_of(text: str) -> re.Match[str] | None:
    """What stands in front of a turn, its time before it: "SPOKESPERSON:", "Ms Smith:", "Q.", "[00:12] A:".

    The first group is whom it names; a group ``dash`` is there where a dash ends it, and none at all in a match of `HEARING`.
    """
    # A quick look before the pattern: most sentences have none of what ends a label.
    may_be = ":" in text or "]" in text or "–" in text or "—" in text or " - " in text or text[:1] in ("Q", "A")
    found = _LABEL.match(text) if may_be else None
    return found or (HEARING.match(text) if text[:1] in _RECORDED and ". " in text else None)


_RECORDED: Final = frozenset("ACDMST")
"""With what whoever speaks at a hearing may be called, by its first letter."""


def is_askers(text: str) -> bool:
    """Whether a line begins with the label of somebody who asks: "Journalist of Newsline: Is it late?"."""
    label = label_of(text)
    return label is not None and label[1].split()[0].lower() in _QUESTIONS


_QUESTIONS: Final = listed("questions")


def is_letterhead(scene: Scene) -> bool:
    """Whether a line is the name of a side's institution and no title: nobody says it."""
    lex, low = scene.lexicon, scene.words.low
    named = scene.hits or not lex.institutions.isdisjoint(low) or scene.text.isupper()
    return bool(named) and (lex.documents - {"information"}).isdisjoint(low) and is_name(scene)


def is_name(scene: Scene, others: frozenset[str] = frozenset()) -> bool:
    """Whether a line holds nothing but names of the registry, words of offices and institutions, dates, and some others."""
    return not _strangers(scene, others)


def _strangers(scene: Scene, others: frozenset[str] = frozenset()) -> list[int]:
    """The words of a line beside names of the registry, words of offices and institutions, dates, and some others."""
    w, lex = scene.words, scene.lexicon
    named = {index for hit in scene.hits for index in range(hit.start, hit.end)}
    return [
        index
        for index, low in enumerate(w.low)
        if not (
            index in named
            or is_title(low, lex)
            or low in lex.function
            or not low[0].isalpha()
            or low in ("'s", "official", "page")
            or low in others
        )
    ]


def by_imprint(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Xish Ministry of Defence statement", or "Ombudsman of X" above "Ad hoc report": an office, and what it put out."""
    above, tags = _above(units, _RELEASED)
    words = {low for scene in above for low in scene.words.low}
    office = any(not scene.lexicon.institutions.isdisjoint(words) for scene in above[:1])
    office = office or not OMBUDSMEN.isdisjoint(words)
    if len(above) == 1 and _ABOUT_PLACE.fullmatch(above[0].text) and not office:
        # Such as "Xland: Statement".
        return None
    below = units[len(above)][1].text if above and len(above) < len(units) else ""
    put_out = any(_PUT_OUT.search(scene.text) for scene in above) or _PUT_OUT.match(below) is not None
    return Who(next(iter(tags)), None, By.BODY, False) if office and put_out and len(tags) == 1 else None


def _above(units: Sequence[tuple[Sentence, Scene]], others: frozenset[str]) -> tuple[list[Scene], frozenset[str]]:
    """The first lines, as far as they hold nothing but names, offices and some other words, and the sides that they name.

    Nothing where one of them names an outsider or an office of no side, or whose office it is cannot be told.
    """
    above: list[Scene] = []
    tags: set[str] = set()
    for sentence, scene in units[:LETTERHEAD]:
        w, lex = scene.words, scene.lexicon
        if sentence.kind is Kind.BODY or (above and label_of(sentence.text)):
            break
        strangers = _strangers(scene, others)
        people = {index for one, two in pairwise(strangers) if two == one + 1 for index in (one, two)}
        if not people.issuperset(strangers) or any(not w.capital(i) or w.raw[i].isupper() for i in people):
            if lex.institutions.isdisjoint(w.low) and lex.offices.isdisjoint(w.low):
                break
            return [], frozenset()
        looks = [called_like(scene, w.low[i]) for i in people]
        foreign = any(hit.tag(Sort.OUTSIDER, Sort.FOREIGN) is not None for hit in scene.hits)
        nations = not (_OF_NATIONS.isdisjoint(w.low) or scene.hits or "national" in w.low)
        if foreign or nations or (people and not any(looks)) or of_no_state(w.low) or not _ABROAD.isdisjoint(w.low):
            return [], frozenset()
        above.append(scene)
        # Behind "on" stands what it is about, behind "to" to whom it goes: "Comment on the statement of X".
        places = {hit.start for hit in scene.hits}
        topics = (i for i, low in enumerate(w.low) if low in TOPICS or (low in ("to", "for") and i + 1 in places))
        topic = next(topics, len(w))
        own = (hit for hit in scene.hits if hit.start < topic)
        tags |= {tag for hit in own if (tag := hit.tag(Sort.PLACE, Sort.LOCAL, Sort.BODY, Sort.DEMONYM))}
        if not tags:
            tags |= frozenset[str]().union(*looks)
    return above, frozenset(tags)


TOPICS: Final = frozenset(
    ("on", "about", "regarding", "concerning", "against", "over", "towards", "after", "following", "no")
)
"""Behind which stands what words are about: "on the statement of X", "no comment from X"."""
_ABROAD: Final = EMBASSIES | {"mission", "delegation", "joint"}
"""What is not of the side in whose town it stands, or of more than one."""
_OF_NATIONS: Final = frozenset(("council", "assembly"))
"""What nations have together as well, unless a side's name or "national" stands beside."""


_BRIEFING: Final = re.compile(
    r"\b(?:briefing|conference|remarks|question(?: hour| time|s and answers)|call|encounter|stakeout)\b", re.IGNORECASE
)
_HELD: Final = listed("held")
"""Words beside names in a line that says what a transcript is of."""
_RELEASED: Final = listed("released")
"""The same in a line that says what a release is."""


def by_briefing(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Weekly press briefing" above a transcript: of the side whose office or town the lines above it name."""
    above, tags = _above(units, _HELD)
    if len(tags) != 1:
        return None
    labels = [(found[1], scene) for sentence, scene in units if (found := label_of(sentence.text))]
    if len(labels) <= 2:
        return None
    held = any(_BRIEFING.search(scene.text) for scene in above)
    # A town alone says where somebody spoke, not who, unless one of the speakers is called as people there are.
    office = any(not scene.lexicon.titles.isdisjoint(set(scene.words.low) - _HELD) for scene in above)
    office = office or any(tags & called_like(scene, label.split()[-1].lower()) for label, scene in labels)
    return Who(next(iter(tags)), None, By.BODY, False) if held and office else None
