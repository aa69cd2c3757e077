"""A source before or behind a colon or dash: "X: we shall not yield", "We shall not yield - X"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.cues.brackets import SAYS_SO
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.page.letterhead import OUTSIDERS_TITLE
from annotator.corpus.attribution.page.signed import CREDITS, NOBODY, behind_colon, is_done, signs
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import NUMBERS, Phrase, is_clause, is_verb, right
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in
from annotator.corpus.attribution.words.tokens import QUOTED, Words
from annotator.corpus.sentence import Kind

_COPULAS: Final = listed("copulas")
_BEFORE_AUTHORS: Final = frozenset(("–", "—", "-", ",", "(", ".", ":"))
_NO_WORDS: Final = listed("no_words")
"""What follows a headline's topic rather than somebody's name."""
_LIVES: Final = listed("lives")
_TIMES: Final = re.compile(r"\s*\d{1,2}[:.]\d\d\b[\s\d:.,–—-]*$")
_NO_LABELS: Final = listed("no_labels")
_WHERE: Final = frozenset(("in", "inside", "at", "on", "near", "around", "behind", "beyond", "under", "within"))


def before_colon(reading: Reading, scene: Scene) -> Candidate | None:
    """Such as "X: we shall not yield" and, in a headline, "We shall not yield: X"."""
    w, lex = scene.words, scene.lexicon
    heading = reading.sentence.kind is Kind.HEADING
    life = heading and ":" in w.low and _tells_life(w, w.low.index(":") + 1)
    if life or (w.low[0] in _NO_LABELS and ":" in w.low[1:3]) or w.low[:4] == ["you", "are", "here", ":"]:
        # "First Last: a life in brief"; "URGENT: …", "WATCH: …", "Part 2: …"; where on a site a page stands.
        return None
    if not heading and ":" not in w.low and QUOTED not in w.low:
        return None
    opens = behind_time(scene)
    if (author := _quoted_author(scene, opens, heading=heading)) is not None:
        return author
    if not heading and ":" not in w.low:
        return None
    if w.low[-1] == ":" and len(w) <= _FAR:
        return None if w.opens else _label_alone(scene)
    short = heading or reading.item
    signed = behind_colon(scene) if heading else None
    if signed is not None:
        phrase = signed.phrase
        if phrase is not None and phrase.start > 4 and phrase.end - phrase.start < 4 and w.low[signed.start] == ":":
            return signed
    size = len(w)
    first = opens
    short = short or first > 0
    quoting = next((at for at in range(first, min(size - 1, _FAR)) if w.low[at] == ":" and w.low[at + 1] == QUOTED), 0)
    for index in range(first, min(size - 1, max(quoting + 1, first + (16 if short else 24)))):
        if w.low[index] == ":" and index > first and not w.low[index - 1].isdigit():
            behind = w.low[index + 1 :]
            opening = w.low.index("(") if "(" in w.low[:index] else index
            if w.low[index - 1] == ")" and any(low[0].isdigit() for low in w.low[first:opening]):
                # "CITY, 3 May (AGENCY): It rained".
                break
            dated = QUOTED not in behind and all(low in lex.times or not low[0].isalpha() for low in behind)
            if dated or _TIMES.match(scene.text, w.end(index)):
                # "Tumanyan, Petrel streets: 07:00-09:00", "Xland Report: September 7, 1999": when, not who.
                break
            phrase = right(w, first, lex)
            if phrase is None or phrase.end > index:
                # Such as "Home / News: / Statements".
                break
            end = phrase.end
            if phrase.apposition is not None and w.low[end] == ",":
                # Such as "First Last, head of the press: …", "First Last, head of the press, on the bridge: …".
                after = phrase.apposition[1]
                end = after + 1 if w.low[after] == "," else after if after == index or w.low[after] == "(" else end
            if w.low[end] == "(" and w.low[index - 1] == ")":
                # Such as "First Last (Facebook): …", not "First Last (Photos)".
                if not _PHOTOS.isdisjoint(w.low[end:index]):
                    break
                end = index
            read = lex.forms.get(w.low[index - 1])
            if (
                read is not None
                and read.past
                and phrase.end - phrase.start > 1
                and w.low[index - 1] not in lex.also_nouns
            ):
                # Such as "A statement by X read: …": the verb says so.
                break
            if w.low[index - 1] in CREDITS | {"credit"}:
                # Such as "President X Credit: AGENCY".
                break
            loose = (short or index == quoting or reading.sentence.kind is Kind.BODY) and _is_setting(
                w, end, index, lex
            )
            if end != index and (not loose or (not first and _describes(w, index + 1, lex))):
                break
            quotes = w.low[index + 1] == QUOTED
            if (first and _is_name(scene, phrase, index)) or _names_source(
                scene, phrase, index, short=short or quotes, heading=heading
            ):
                return Candidate(index, index + 1, ":", "colon", Phrase(phrase.start, phrase.end))
            # Of "Xland: Yish Troops Withdraw" the troops are no author.
            label = all(map(w.capital, range(first, index)))
            return signed if signed is None or signed.start != index or not label else None
    return signed


def _quoted_author(scene: Scene, opens: int, *, heading: bool) -> Candidate | None:
    """Who said a line that is a quotation and its author: "“We stay” – First Last, head of the port", "“We stay,” the port."."""
    w, lex = scene.words, scene.lexicon
    behind = w.low[opens + 1] if opens + 1 < len(w) else ""
    if w.low[opens] != QUOTED or not behind or (heading and behind not in _BEFORE_AUTHORS):
        return None
    begins = opens + 1 + (behind in _BEFORE_AUTHORS)
    author = right(w, begins, lex) if begins < len(w) and w.low[begins] not in lex.prepositions else None
    if author is None or (w.low[author.end : author.end + 1] or ["."])[0] not in (".", ",", ")"):
        return None
    # "“It was late,” say two men."
    verbs = w.low[begins] in _COPULAS or w.low[begins] in lex.forms
    verbs = verbs or any(
        (form := lex.forms.get(low)) is not None and (form.past or form.third) for low in w.low[begins:]
    )
    if verbs or is_clause(w, begins, len(w), lex) or not signs(scene, author):
        return None
    return Candidate(opens + 1, begins, ":", "colon", author, frozenset(("quote_before",)))


def _is_name(scene: Scene, phrase: Phrase, colon: int) -> bool:
    """Whether a surname alone stands between a time and a colon: "14:05 Maro: it was late", and no place."""
    sorts = {sort for hit in beginning_in(scene, phrase.start, colon) for sort, _ in hit.tags}
    alone = phrase.end == colon and phrase.end - phrase.start == 1 and scene.words.capital(phrase.start)
    return alone and sorts <= {Sort.PERSON, Sort.SURNAME, Sort.OUTSIDER}


def _tells_life(w: Words, start: int) -> bool:
    """Whether nothing but "a life" or "a short timeline of it" stands there: no "life returns to Anytown"."""
    if w.low[start : start + 1] not in (["a"], ["an"], ["the"], ["his"], ["her"]):
        return False
    noun = next((at for at in (start + 1, start + 2) if w.low[at : at + 1] and w.low[at] in _LIVES), None)
    return noun is not None and w.low[noun + 1 : noun + 2] in ([], ["and"], ["in"], ["of"])


def _is_setting(w: Words, start: int, colon: int, lex: Lexicon) -> bool:
    """Whether before a colon stands no verb but when, where, to whom or about what: ", by phone to our agency", "on the vote"."""
    low = w.low[start]
    opens = low in lex.prepositions or low in lex.times or low in (",", "a", "about")
    return opens and not any(
        w.low[index] in lex.helpers or w.low[index] == QUOTED or is_verb(w, index, lex) for index in range(start, colon)
    )


def _describes(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether what stands behind a colon only says what something is: "on the square: a pink building", "born in 1960"."""
    words = w.low[start:]
    if words[0] in _ASKS | {"born", "built", "founded", "pictured", "seen"}:
        return True
    if words[0] == QUOTED or not FIRST_PERSON.isdisjoint(words):
        return False
    if any(is_done(w, index, lex) for index in range(start + 1, len(w) - 1)):
        return False
    return not any(low in lex.helpers or low in lex.forms or low in lex.past_forms for low in words)


_PHOTOS: Final = frozenset(("afp", "getty", "photo", "photos", "images", "reuters", "video", "pictured", "file"))
_FAR: Final = 28
"""Words before a colon and a quotation whose beginning names the speaker."""


def behind_time(scene: Scene) -> int:
    """Where a line begins behind its time, its site or its field: "04:45 ministry: …", "news.org: …", "title: Maro: …"."""
    w, lex = scene.words, scene.lexicon
    if w.low[0] in _FIELDS and w.low[1:2] == [":"] and len(w) > 2:
        return 2
    if w.low[1:2] == [":"] and len(w.low[0].rpartition(".")[2]) > 1 and "." in w.low[0] and len(w) > 2:
        return 2
    if w.low[0] in _NO_LABELS and ":" in w.low[1:3]:
        # Such as "Also read: Xland left".
        return min(w.low.index(":") + 1, len(w) - 1)
    index = 0
    while index < len(w) and (w.low[index][0].isdigit() or w.low[index] in _BEHIND_TIMES or w.low[index] in lex.times):
        index += 1
    return index if index and index < len(w) and w.low[0][0].isdigit() else 0


def _label_alone(scene: Scene) -> Candidate | None:
    """Such as "First Last, head of the port:" in a line of its own, above their words."""
    w, lex, end = scene.words, scene.lexicon, len(scene.words) - 1
    phrase = right(w, 0, lex) if end else None
    if phrase is None or (phrase.apposition[1] if phrase.apposition is not None else phrase.end) != end:
        return None
    if w.low[end - 1] in SAYS_SO and scene.hits and scene.hits[0].end == end - 1:
        # "Xish claim:" above a list of losses.
        return Candidate(end - 1, end, w.low[end - 1], "account", phrase)
    who = identify(scene, phrase)
    # No "Key Points:": one who is known, or what one is.
    told = bool(scene.hits) or not (lex.titles | lex.crowd | lex.people).isdisjoint(w.low)
    known = who is not None and who.person is True and told
    return Candidate(end, end + 1, ":", "colon", phrase, frozenset(("quote",))) if known else None


_BEHIND_TIMES: Final = frozenset((":", ".", "-", "–", "—", "|", "gmt", "utc", "et", "bst", "msk", "local"))
_FIELDS: Final = frozenset(("content", "description", "headline", "lead", "text", "title"))
"""What search results and feeds call the parts of an item."""


def _names_source(scene: Scene, phrase: Phrase, colon: int, *, short: bool, heading: bool) -> bool:
    """Whether what stands before a colon is somebody who says what stands behind it, not a topic or a label."""
    w, lex = scene.words, scene.lexicon
    if w.low[phrase.start] in _WHERE or (w.low[phrase.start] in lex.prepositions and w.low[phrase.start] != "per"):
        # "Inside Anytown: a city without a street", "After the war: a narrow window".
        return False
    who = identify(scene, phrase)
    behind = w.low[colon + 1]
    topic = who is not None and who.by is By.METONYM and OUTSIDERS_TITLE.match(scene.text) is not None
    if heading and (w.low[phrase.start] in _ASKS or topic):
        # "Why Xland waits: …", "Xland: Statement by the High Representative".
        return False
    if (
        heading
        and behind in _ASKS
        and (who is None or not who.person or "know" in w.low[-1:] or ("to", "know") in pairwise(w.low[colon:]))
    ):
        # "Four villages and a line: what the map tells".
        return False
    named = next((hit for hit in beginning_in(scene, colon + 1, colon + 2) if hit.tag(Sort.PERSON)), None)
    if heading and named is not None and w.low[named.end : named.end + 2] in ([], [",", "a"], [",", "an"]):
        # "The last president: First Last, a man of few words".
        return False
    if who is None:
        return short and w.low[phrase.end - 1] in lex.titles
    if (who.by in NOBODY and not (behind == QUOTED and who.by is By.CROWD)) or (who.by is By.METONYM and not short):
        return False
    about = heading and (behind in lex.prepositions or behind in _ASKS or (w.titled and QUOTED not in w.low))
    about = about and not _speaks(scene, who, colon + 1)
    if who.by is By.METONYM and (about or _is_topic(w, colon + 1, lex)):
        # Such as "Xland: Latest Strikes Kill Civilians", "Xland: On the line of contact".
        return False
    if heading and w.low[phrase.start] in NUMBERS and not beginning_in(scene, phrase.start, phrase.end):
        # "Two raids, five days: what is known".
        return False
    place = phrase.first_end is not None or any(hit.tag(Sort.REGION) for hit in scene.hits[:1])
    if who.by is By.METONYM and place and heading:
        # A place that the news is about: "X and Y: a night of shelling".
        return False
    if who.by is By.COMMON:
        return short and w.low[phrase.end - 1] in lex.titles and behind not in _NO_WORDS
    people = any(hit.tag(Sort.DEMONYM) for hit in beginning_in(scene, phrase.start, phrase.start + 1))
    if heading and people and w.low[phrase.start].endswith("s") and who.by is By.NAMED:
        # "Yishmen Attack Anytown: A city waits".
        return False
    if who.by is By.NAMED and colon - phrase.start > _LONGEST_SOURCE:
        # Such as "Xland vetoes a resolution calling for a cease-fire in the war: Day 63".
        return False
    if who.by is By.NAMED and any(
        hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for hit in beginning_in(scene, phrase.start, phrase.end)
    ):
        return short and behind not in _NO_WORDS
    if who.by is By.NAMED and not who.person and w.low[phrase.start] not in ("mr", "mrs", "ms", "dr"):
        institution = not lex.titles.isdisjoint(w.low[phrase.start : phrase.end])
        acronym = phrase.end - phrase.start == 1 and w.raw[phrase.start].isupper() and len(w.raw[phrase.start]) > 1
        return short and (institution or acronym or behind == QUOTED) and behind not in _NO_WORDS
    return True


_LONGEST_SOURCE: Final = 9
_ASKS: Final = frozenset(("what", "why", "how", "when", "where", "who"))
_LONGEST_TOPIC: Final = 4


def _speaks(scene: Scene, who: Who, start: int) -> bool:
    """Whether a state itself speaks there: of "we", or of another side: "Xland: From now on we wait", "Xland: Yland is late"."""
    w, lex = scene.words, scene.lexicon
    if not {"i", "our", "we"}.isdisjoint(w.low[start:]):
        return True
    if w.low[start + 1 : start + 2] != [] and w.low[start + 1][0].isdigit():
        # "About 300 soldiers were lost"
        return True
    others = any(hit.tag(Sort.PLACE) not in (None, who.tag) for hit in beginning_in(scene, start, start + 1))
    return others and not lex.helpers.isdisjoint(w.low[start : start + _LONGEST_TOPIC])


def _is_topic(w: Words, start: int, lex: Lexicon) -> bool:
    """Whether a few words without a verb stand behind a state: "Xland: military exercises" is what a text is about."""
    return len(w) - start <= _LONGEST_TOPIC and QUOTED not in w.low[start:] and _describes(w, start, lex)
