"""Who signs a headline, behind a colon or dash: "We shall not yield - X"."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.page.letterhead import is_letterhead
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.heads import head_of
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, is_clause, right
from annotator.corpus.attribution.words.scene import By, Scene, beginning_in, ending_at
from annotator.corpus.attribution.words.tokens import DASHES, QUOTED, Words
from annotator.corpus.speaker import OTHER

NOBODY: Final = frozenset((By.CROWD, By.PRESS, By.MUTE, By.NOBODY, By.THING))


_LONGEST_SITE: Final = 3
"""Words of a site's name: "Newsline World News"."""


def _without_site(scene: Scene, size: int) -> int:
    """Where a headline ends in front of the name of its site: "“We stay”: Maro - Newsline", "… | Newsline"."""
    w = scene.words
    for mark in range(size - 2, max(1, size - 2 - _LONGEST_SITE), -1):
        if w.low[mark] not in DASHES and w.low[mark] != "|":
            continue
        named = all(map(w.capital, range(mark + 1, size)))
        press = not scene.names.press.isdisjoint(w.low[mark + 1 : size])
        hits = beginning_in(scene, mark + 1, size)
        press = press and not any(hit.tag(Sort.DEMONYM) for hit in hits)
        tags = {tag for hit in hits if (tag := hit.tag(Sort.OUTLET, Sort.PLACE))}
        # Behind a dash a state's own agency may as well be who says so.
        site = press or tags & scene.names.staff or (tags and w.low[mark] == "|")
        return mark if named and site and mark > _LONGEST_SITE else size
    return size


def behind_colon(scene: Scene) -> Candidate | None:
    """Such as "We shall not yield - X", in a headline."""
    w, lex = scene.words, scene.lexicon
    size = len(w)
    if size and w.low[-1] == ")" and "(" in w.low[-6:]:
        # Such as "We shall not yield - X (Agency)".
        size = size - 1 - w.low[::-1].index("(")
    size = _without_site(scene, size)
    if QUOTED not in w.low and all(
        any(hit.start <= index < hit.end for hit in scene.hits) or not w.low[index].isalpha() for index in range(size)
    ):
        # "XLAND – YLAND" is whom a section is about.
        return None
    if QUOTED not in w.low and is_letterhead(scene):
        # "XLAND ARMY – PRESS SERVICE"
        return None
    for index in range(size - 2, max(0, size - 9), -1):
        if w.low[index] == ":" and index and w.low[index - 1] in CREDITS:
            break
        if QUOTED not in w.low and all(low in lex.times or not low[0].isalpha() for low in w.low[:index]):
            # "3 May 2020 - Xland and Yland agree".
            break
        if w.low[index + 1 : size] in _RUBRICS:
            break
        quoted = w.low[index] == "," and w.low[index - 1] == QUOTED
        if w.low[index] in (":", "–", "—", "-", "--") or quoted:
            start = index + 1
            if w.end(index - 1) == w.start(index) and w.end(index) == w.start(start):
                # "the A–B border"
                break
            answer = [i for i in range(start, size) if w.low[i] in lex.nouns_of_words]
            phrase = right(w, start, lex)
            if w.low[index] == ":" and phrase is not None and phrase.end - phrase.start > _LONGEST_SIGNATURE:
                # "After the war: the shadow over the protocols".
                break
            if answer and answer[0] - 1 > start and w.low[answer[0] - 1] in ("'s", "'"):
                return Candidate(index, index + 1, ":", "colon", Phrase(start, answer[0] - 1))
            dated = index > 1 and w.low[index - 1].isdigit() and w.low[index - 2] in lex.times
            if dated and phrase is not None and _is_place(scene, phrase):
                # "Briefing, 7 November 2017 - Xland"
                break
            whole = phrase is not None and phrase.end >= size - 1 and w.low[start] not in lex.subordinators
            if w.low[index] == ":" and any(_is_fleeing(scene, place) for place in range(start + 1, size)):
                # "'We left it all': the Xlanders leaving Anytown".
                break
            if phrase is not None and whole and not is_clause(w, start, size, lex) and signs(scene, phrase):
                return Candidate(index, index + 1, ":", "colon", phrase)
            break
    return None


def _is_place(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is the name of a side's place, and no more."""
    hits = beginning_in(scene, phrase.start, phrase.end)
    return (
        len(hits) == 1 and (hits[0].start, hits[0].end) == (phrase.start, phrase.end) and bool(hits[0].tag(Sort.PLACE))
    )


_LONGEST_SIGNATURE: Final = 6


_LONGEST_CROWD: Final = 3


_RUBRICS: Final = [[word] for word in sorted(listed("rubrics"))]


_GENRES: Final = frozenset(
    ("account", "conversation", "diary", "dispatch", "interview", "letter", "reportage", "story", "view")
)


CREDITS: Final = frozenset(
    (
        "related",
        "interview",
        "guest",
        "guests",
        "host",
        "hosts",
        "author",
        "text",
        "moderator",
        "source",
        "sources",
        "credit",
        "photo",
        "photos",
        "video",
        "by",
        "via",
        "about",
        "tags",
        "topics",
        "more",
    )
)


def _is_fleeing(scene: Scene, index: int) -> bool:
    """Whether a word tells what the people of a side, named just before it, are doing."""
    people = ending_at(scene, index)
    doing = scene.words.in_ing(index)
    return (
        doing
        and bool(people)
        and people[0].tag(Sort.DEMONYM, Sort.REGION) is not None
        and (scene.words.low[index - 1].endswith("s"))
    )


def _does(w: Words, phrase: Phrase, lex: Lexicon) -> bool:
    """Whether a verb may stand behind an institution: "forces shell town", "troops fired at farmers"."""
    for index in range(phrase.start, phrase.end - 2):
        following = w.low[index + 1]
        plain = following.isalpha() and not w.capital(index + 1) and following not in lex.titles | lex.function
        if w.low[index] in lex.institutions and not w.capital(index) and plain:
            return True
    return False


_AMID: Final = frozenset(("after", "amid", "under", "without"))
"""Behind which a phrase tells what happens rather than who says so."""


_OF_TOPICS: Final = (["in"], ["for"], ["on"], ["about"])


_LONGEST_NAME: Final = 5
_KINDS: Final = frozenset(("facts", "numbers", "pictures", "points", "questions"))
"""What a text is called that gives these."""


def signs(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase behind a dash is who said the headline, not where or when it was, nor the name of the site."""
    w, lex = scene.words, scene.lexicon
    if any(
        is_done(w, index, lex) and w.low[index] not in lex.titles for index in range(phrase.start + 1, phrase.end - 1)
    ):
        # Not behind a colon: "Yish forces shelled Anytown".
        return False
    if not _AMID.isdisjoint(w.low[phrase.start : phrase.end]) or _does(w, phrase, lex):
        return False
    if w.low[phrase.start] in ("a", "an") and not _GENRES.isdisjoint(w.low[phrase.start : phrase.end]):
        # An interview from Anytown is no source.
        return False
    who = identify(scene, phrase)
    if who is not None and who.person and w.low[phrase.end - 1] in lex.nouns_of_words | _KINDS:
        # "Anytown: Urgent Question" is set like a name.
        return False
    behind = w.low[head_of(w, phrase.start, phrase.end, lex) : phrase.end]
    long = w.titled and phrase.end - phrase.start > _LONGEST_NAME
    kinds = lex.roles | lex.crowd | lex.people
    topic = long and lex.titles.isdisjoint(w.low[phrase.start : phrase.end])
    if (
        who is not None
        and who.by is By.NAMED
        and (topic or behind[:1] in _OF_TOPICS)
        and (topic or kinds.isdisjoint(w.low[phrase.start : phrase.end]))
    ):
        # Such as "Xland: Key Dates in the War", "Xland: New Round of Strikes Kills Civilians".
        return False
    if who is not None and who.by is By.OUTLET and who.tag in scene.names.staff and w.low[phrase.start - 1] in DASHES:
        # "It rained - Newsline": where it stands, unless it is in quotation marks.
        return QUOTED in w.low
    if who is None or who.tag != OTHER or who.person:
        return True
    if any(hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for hit in beginning_in(scene, phrase.start, phrase.end)):
        return True
    if who.by in NOBODY:
        return who.by is By.CROWD and phrase.end - phrase.start <= _LONGEST_CROWD
    acronym = phrase.end - phrase.start == 1 and w.raw[phrase.start].isupper()
    return acronym or not (lex.titles - lex.portfolios - {"military", "state"}).isdisjoint(
        w.low[phrase.start : phrase.end]
    )


def is_done(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether a word without a capital before a name is rather a verb: "forces shelled Anytown", "army attacks Anytown"."""
    low = w.low[index]
    plain = low.isalpha() and low not in lex.function and w.low[index + 1] not in lex.titles
    return plain and not w.capital(index) and w.capital(index + 1) and low.endswith(("ed", "s"))
