"""Whose a text or a part of it is by its title: "Statement of X", "Xland: Statement by Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from annotator.corpus.attribution.page.letterhead import FORMS, LETTERHEAD, OUTSIDERS_TITLE, TOPICS, is_askers
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.officials import by_shape, is_sideless, of_no_state
from annotator.corpus.attribution.words.lexicon import listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, right
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER

TITLE: Final = re.compile(
    r"\W*(?:the )?(?:transcript of (?:the )?|weekly |daily |media |press |keynote |opening |closing |welcome )*"
    rf"(?:{FORMS})s?(?: and (?:{FORMS})s?)? "
    rf"(?:issued )?(?:by|of|from) |(?:identical )?letters? dated .{{5,40}} from "
    rf"|(?:(?:{FORMS}) )?(?:on|about) (?:the |a )?"
    r"(?:meeting|telephone conversation|phone call|visit|reception) of |press release on (?:the |a )?bilateral meeting of ",
    re.IGNORECASE,
)
"""How a title begins that says whose words stand below: "Statement by …", "Press release on the meeting of …"."""
_BELOW: Final = re.compile(
    r"(?:the following is|following is|below is|here is) (?:the |an? )?(?:(?:full|official|complete|unofficial|english) )*"
    rf"(?:(?:text|translation|transcript) of )?(?:the |an? )?(?:official )?(?:{FORMS}) "
    r"(?:(?:issued|released|made|published|delivered|adopted) )?(?:by|of|from) (?:the )?",
    re.IGNORECASE,
)
"""How a newsroom announces whose words stand below: "The following is a statement issued by …"."""
_LETTER: Final = re.compile(r"(?:identical )?letters? dated ", re.IGNORECASE)
_SECTION: Final = re.compile(
    r"(?:Press release )?No[.:]? ?\d+(?:/\d+)?[,.:]? "
    r"|(?:Events|News|Speeches|Statements|Transcripts?|Press releases?|Documents):?\s+",
    re.IGNORECASE,
)
"""The name of a site's section, or a number, that stands in front of a title."""


_OTHERS: Final = ("comment", "statement", "reaction", "remarks", "commentary")
_MET: Final = ("meeting of ", "conversation of ", "call of ", "visit of ", "reception of ")


def sections(units: Sequence[tuple[Sentence, Scene]]) -> dict[int, Who]:
    """Whose the parts of a page are that stand below "Statement of the army of X", by the places of their sentences."""
    found: dict[int, Who] = {}
    who: Who | None = None
    for place, (sentence, _) in enumerate(units):
        if sentence.kind is Kind.HEADING:
            titled = by_title(units[place : place + 1])
            # "Comments from Baku" stands above what several people say there.
            known = titled is not None and titled.by is not By.METONYM and (titled.tag != OTHER or titled.person)
            who = titled if known and titled is not None and titled.by is not By.DEFINITE else None
        elif who is not None and sentence.kind is Kind.BODY and not is_askers(sentence.text):
            found[place] = who
    return found


def by_title(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Whose words a title announces; by ``DEFINITE`` where it names an office and no state: "Briefing of the ministry"."""
    for place, (sentence, scene) in enumerate(units[: 2 * LETTERHEAD]):
        if place > 1 and units[place - 1][0].kind is Kind.BODY:
            break
        if place >= LETTERHEAD and not _LETTER.match(sentence.text):
            # A letter stands below symbols and dates.
            continue
        below = _BELOW.match(sentence.text)
        found = below or TITLE.match(sentence.text)
        if found is None and sentence.text.startswith(_JOINT) and not scene.hits:
            # Of several bodies of one state, which need not name it.
            found = TITLE.match(sentence.text, len(_JOINT))
        if found is None and (furniture := _SECTION.match(sentence.text)):
            found = TITLE.match(sentence.text, furniture.end())
        if found is None or (sentence.kind is not Kind.HEADING and sentence.index and not below):
            continue
        w = scene.words
        start = next((index for index in range(len(w)) if w.start(index) >= found.end()), None)
        if start is None:
            continue
        if _LETTER.match(sentence.text):
            # "Letter dated 3 May from the Permanent Representative of Xland addressed to"
            sender = _sender([scene for _, scene in units[place : place + _LONGEST_TITLE]], start)
            return Who(sender, None, By.OFFICE, True) if sender else Who(OTHER, None, By.NAMED, True)
        phrase = right(w, start, scene.lexicon)
        if phrase is None:
            continue
        if phrase.end - phrase.start > 1 and (about := _about(w, phrase)) < phrase.end:
            phrase = Phrase(phrase.start, about)
        both = next((index for index in range(start, phrase.end) if w.low[index] in ("with", "and")), phrase.end)
        if found.group().endswith(_MET) and found.group().lower().startswith(_OTHERS):
            # "Statement on the visit of X": somebody else's.
            return None
        if found.group().endswith(_MET):
            # "On the meeting of the minister of Xland with X": whose the first one is.
            phrase = Phrase(start, both)
        who = identify(scene, phrase)
        if who is not None and who.tag == OTHER and who.person and "comment" in found.group().lower():
            # "Comment by First Last": a columnist's.
            return None
        if who is None or who.by is By.COMMON:
            titles = scene.lexicon.titles.isdisjoint(w.low[phrase.start : phrase.end])
            name = scene.text[w.start(phrase.start) : w.end(phrase.end - 1)]
            if of_no_state(w.low[phrase.start : phrase.end]):
                return Who(OTHER, name, By.NAMED, False)
            return None if titles else Who(OTHER, name, By.DEFINITE, False)
        if (tag := by_name(scene, phrase, who)) is not None:
            return Who(tag, None, By.OFFICE, True)
        if who.by not in (By.CROWD, By.PRESS, By.NOBODY, By.MUTE):
            return who
    return None


_JOINT: Final = "Joint "


def _about(w: Words, phrase: Phrase) -> int:
    """Where in a title it is said to whom or on what: "the spokesperson to a question about the minister of Xland"."""
    places = (index for index in range(phrase.start + 1, phrase.end) if w.low[index] in _TO)
    return next((at for at in places if at + 1 < len(w) and not w.capital(at + 1)), phrase.end)


def _sender(scenes: Sequence[Scene], start: int) -> str | None:
    """The side of whoever sent a letter whose title begins at a word, and may go on in the next lines."""
    for place, scene in enumerate(scenes):
        low = scene.words.low
        first = 0 if place else start
        end = next((index for index in range(first, len(low)) if low[index] in ("to", "addressed")), len(low))
        if sender := next(
            (tag for hit in scene.hits if first <= hit.start < end and (tag := hit.tag(Sort.PLACE))), None
        ):
            return sender
        if end < len(low):
            break
    return None


_LONGEST_TITLE: Final = 3
"""Lines."""
_TO: Final = TOPICS | {"to"}
_AUTHOR: Final = re.compile(r"(?:the )?(?:author|writer) is (?!a |an )", re.IGNORECASE)


_WRITERS: Final = frozenset(
    ("ambassador", "ambassador-at-large", "minister", "ombudsman", "ombudsperson", "spokesperson")
)
"""Offices of a state's alone."""


def by_author(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Whose official wrote an article, as a line above or below it says: "The author is Ambassador of X"."""
    for sentence, scene in (*units[:LETTERHEAD], *units[-2:]):
        found = _AUTHOR.match(sentence.text)
        w = scene.words
        start = next((index for index in range(len(w)) if w.start(index) >= found.end()), None) if found else None
        phrase = None if start is None else right(w, start, scene.lexicon)
        who = None if phrase is None else identify(scene, phrase)
        office = phrase is not None and not _WRITERS.isdisjoint(w.low[phrase.start : phrase.end])
        if office and who is not None and who.tag != OTHER and who.by is By.OFFICE:
            return Who(who.tag, None, By.PERSON, True)
    return None


_LONGEST_NAME: Final = 4


def life_of(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Whose life an article tells: its headline is a person's name alone, and its first words are the person's again."""
    if len(units) <= _FEWEST or units[0][0].kind is not Kind.HEADING:
        return None
    (_, scene), w = units[0], units[0][1].words
    first = next((one.words for sentence, one in units[1:] if sentence.kind is Kind.BODY), None)
    end = next((index for index, low in enumerate(w.low) if low in (":", ",", "–", "—", "-")), len(w))
    if end < len(w) and _LIVES.isdisjoint(w.low[end:]):
        return None
    named = 1 < end <= _LONGEST_NAME and all(map(w.capital, range(end))) and not scene.text.isupper()
    if first is None or not named or w.low[end - 1] not in first.low[: _BORN if first.low[0] == "born" else _FIRST]:
        return None
    if "born" not in first.low and (scene.lexicon.people | scene.lexicon.offices).isdisjoint(first.low):
        return None
    who = identify(scene, Phrase(0, end))
    if who is not None and who.tag != OTHER and who.by is not By.PERSON:
        # An institution.
        return None
    return Who(OTHER, scene.text[: w.end(end - 1)], By.NAMED, True) if who is None else replace(who, person=True)


_LIVES: Final = listed("lives")
"""What a headline calls a life, behind the name."""
_FEWEST: Final = 4
_FIRST: Final = 6
"""Words in which a biography says of whom it is."""
_BORN: Final = 16
"""The same, where these are "Born in Anytown in May 1950, First Last"."""


def about_place(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Who issued "Xland: Statement by the High Representative": an organisation; the place is what it is about."""
    for sentence, scene in units[:LETTERHEAD]:
        place = sentence.kind is Kind.HEADING and any(hit.start == 0 and hit.tag(Sort.PLACE) for hit in scene.hits[:1])
        found = OUTSIDERS_TITLE.match(sentence.text) if place else None
        if found is not None:
            return Who(OTHER, found.group().rpartition(" by ")[2], By.NAMED, False)
    return None


def by_officer(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "PRESS STATEMENT" beside "LENA MARO, DEPARTMENT SPOKESPERSON": the officer's side, or an outsider."""
    above = [(sentence, scene) for sentence, scene in units[:LETTERHEAD] if sentence.kind is not Kind.BODY]
    if not any(_RELEASED.fullmatch(sentence.text) for sentence, _ in above):
        return None
    for sentence, scene in above:
        w = scene.words
        comma = w.low.index(",") if sentence.text.isupper() and "," in w.low else 0
        if not comma or scene.lexicon.offices.isdisjoint(w.low[comma:]):
            continue
        who = identify(scene, Phrase(0, comma, (comma + 1, len(w))))
        return who or Who(OTHER, scene.text[: w.end(comma - 1)], By.NAMED, True)
    return None


_RELEASED: Final = re.compile(r"(?:PRESS |MEDIA )?(?:STATEMENT|RELEASE|NOTE|REMARKS|READOUT)", re.IGNORECASE)


def by_name(scene: Scene, phrase: Phrase, who: Who) -> str | None:
    """The side whose official somebody is whom a title gives no state, by the surname: "Briefing by Spokesperson First Last"."""
    looks = by_shape(scene, phrase) if is_sideless(scene, phrase, who) else frozenset[str]()
    looks = looks & scene.context
    return next(iter(looks)) if len(looks) == 1 else None
