"""The pass over an article: its sentences in order, with what was said before in mind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.corpus.article import Article
from annotator.corpus.attribution.candidate import Candidate
from annotator.corpus.attribution.choice import Spoken, choose, weigh
from annotator.corpus.attribution.cues import candidates
from annotator.corpus.attribution.identity import By, Scene, Who, identify
from annotator.corpus.attribution.issuer import find_issuer
from annotator.corpus.attribution.lexicon import Lexicon, lexicon
from annotator.corpus.attribution.memory import Memory, introduce
from annotator.corpus.attribution.names import Hit, Names, Sort, names
from annotator.corpus.attribution.phrases import Phrase, leading, right
from annotator.corpus.attribution.tokens import QUOTED, Words, quotations, words
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER, UNNAMED, Registry

_ITEM = re.compile(r"(?:^|[\n\r>])[ \t]*(?:[-*•‣◦▪·–+]|\d{1,3}[.)])[ \t\xa0]+$")


_NEAR = 30
"""Sentences; the speaker of a quotation is not looked for farther away."""
_MINE = frozenset(("i", "my", "me"))
_OURS = _MINE | {"we", "us", "our"}


@dataclass(slots=True)
class Reading:
    """One sentence as the rules see it, and what they found."""

    sentence: Sentence
    words: Words
    hits: list[Hit]
    quotes: tuple[int, ...]
    """Numbers of the quotations that it shares, unique within the article."""
    item: bool
    spoken: list[Spoken] = field(default_factory=list)
    topic: Who | None = None
    """Whom it is about, where nobody speaks."""


def read_through(article: Article, sentences: Sequence[Sentence], registry: Registry) -> list[Reading]:
    """The sentences with their sources, main ones first; an empty list of sources is the narrator."""
    lex, known = lexicon(), names(registry)
    readings = _prepare(article, sentences, known)
    context = _context(readings)
    learned: dict[str, Who] = {}
    scenes: list[Scene] = []
    for reading in readings:
        scene = Scene(reading.words, reading.hits, reading.sentence.text, known, lex, learned, context)
        scenes.append(scene)
        introduce(scene, learned)
    memory = Memory()
    order: list[str] = []
    for reading in readings:
        _note_sides(reading, known, order)
    issuer = find_issuer(
        article, registry, [(reading.sentence, scene) for reading, scene in zip(readings, scenes, strict=True)]
    )
    for reading, scene in zip(readings, scenes, strict=True):
        if reading.sentence.kind is Kind.DATELINE:
            continue
        _speak(reading, scene, memory, order, issuer)
    _quote(readings)
    _lead_in(readings)
    _take_turns(readings)
    if issuer is not None:
        for reading in readings:
            if not reading.spoken and reading.sentence.kind in (Kind.BODY, Kind.HEADING):
                reading.spoken.append(Spoken(issuer, None, "issuer", 0.6))
    return readings


def _prepare(article: Article, sentences: Sequence[Sentence], known: Names) -> list[Reading]:
    readings: list[Reading] = []
    text = article.text
    numbered = 0
    index = 0
    while index < len(sentences):
        stop = index
        paragraph = sentences[index].paragraph
        while stop < len(sentences) and sentences[stop].paragraph == paragraph:
            stop += 1
        found = quotations(text, sentences[index].start, sentences[stop - 1].end)
        item = _ITEM.search(text, max(0, sentences[index].start - 12), sentences[index].start) is not None
        first = 0
        for sentence in sentences[index:stop]:
            while first < len(found) and found[first][1] <= sentence.start:
                first += 1
            spans: list[tuple[int, int]] = []
            shared: list[int] = []
            for number in range(first, len(found)):
                begin, end = found[number]
                if begin >= sentence.end:
                    break
                spans.append((max(begin, sentence.start) - sentence.start, min(end, sentence.end) - sentence.start))
                shared.append(numbered + number)
            cut = words(sentence.text, spans)
            readings.append(Reading(sentence, cut, known.find(cut.low), tuple(shared), item))
        numbered += len(found)
        index = stop
    return readings


def _context(readings: list[Reading]) -> frozenset[str]:
    """Tags that the article names, by a place or people with a capital letter."""
    return frozenset(
        tag
        for reading in readings
        for hit in reading.hits
        if reading.words.capital(hit.start)
        for sort, tag in hit.tags
        if sort in (Sort.PLACE, Sort.DEMONYM)
    )


def _note_sides(reading: Reading, known: Names, order: list[str]) -> None:
    """Keep the sides in the order in which the text first names them."""
    for hit in reading.hits:
        if hit.tag(Sort.REGION):
            # The place that the sides are about is no side yet.
            continue
        tag = hit.tag(Sort.PLACE, Sort.DEMONYM, Sort.PERSON)
        if tag is not None and tag not in order and tag not in known.staff:
            order.append(tag)


def _speak(reading: Reading, scene: Scene, memory: Memory, order: list[str], issuer: Who | None) -> None:
    w, lex, sentence = scene.words, scene.lexicon, reading.sentence
    weighed: list[tuple[Candidate, Who, float]] = []
    about: Who | None = None
    topic: Who | None = None
    opening = leading(w, 0, lex) if w.low and w.low[0] != QUOTED else None
    outlet: Who | None = None
    if opening is not None:
        outlet = memory.outlet(scene, opening, sentence.index)
        about = topic = outlet or _who(scene, opening, memory, sentence)
        if topic is not None and topic.by in (By.COMMON, By.CROWD, By.PRESS, By.NOBODY, By.MUTE, By.THING):
            topic = None
        if topic is not None:
            memory.add(topic, sentence.index, sentence.paragraph, source=False)
    last: Who | None = None
    found = candidates(scene, opening if outlet is not None else None)
    if (colon := _colon(reading, scene)) is not None:
        found.insert(0, colon)
    for candidate in found:
        phrase = candidate.phrase
        several: list[Who] = []
        if phrase is None:
            who = last
        else:
            several = _several(scene, phrase, order)
            who = (
                several[0]
                if several
                else about
                if phrase == opening
                else _who(scene, phrase, memory, sentence, behind="tail_clause" in candidate.features)
            )
        if who is None:
            who = _fallback(scene, candidate, issuer)
            if who is None:
                continue
        weight = weigh(candidate, who)
        weighed.append((candidate, who, weight))
        weighed.extend((candidate, another, weight) for another in several[1:])
        last = who
        if weight > 0:
            memory.add(who, sentence.index, sentence.paragraph, source=True)
    reading.spoken = choose(weighed, lex.relays)
    reading.topic = topic
    memory.scenes.append(scene)


def _who(scene: Scene, phrase: Phrase, memory: Memory, sentence: Sentence, *, behind: bool = False) -> Who | None:
    who = identify(scene, phrase)
    if who is None:
        who = memory.look_up(scene, phrase, sentence.index, sentence.paragraph, behind=behind)
    return who


def _fallback(scene: Scene, candidate: Candidate, issuer: Who | None) -> Who | None:
    """A pronoun or "the ministry" that nothing before explains: a source all the same, named by its words.

    In an issuer's own piece "the ministry" is the issuer's.
    """
    phrase = candidate.phrase
    if phrase is None:
        return None
    low = scene.words.low[phrase.start]
    if low in scene.lexicon.pronouns and phrase.end - phrase.start == 1:
        if low in ("who", "which", "that", "this", "these", "those", "you", "it", "i", "we", "us", "me"):
            return None
        return Who(OTHER, UNNAMED, By.NOBODY)
    w, lex = scene.words, scene.lexicon
    words = w.low[phrase.start : phrase.end]
    if issuer is not None and low not in lex.possessives and words[-1] in lex.institutions | lex.offices:
        return Who(issuer.tag, None, By.DEFINITE)
    return Who(OTHER, scene.text[w.start(phrase.start) : w.end(phrase.end - 1)][:200], By.COMMON)


def _several(scene: Scene, phrase: Phrase, order: list[str]) -> list[Who]:
    """Two sources in one phrase: "X and Y", "both sides"."""
    w, lex = scene.words, scene.lexicon
    low = w.low[phrase.start : phrase.end]
    for joint in lex.joint if low[0] in ("both", "each", "the") else ():
        if tuple(low[: len(joint)]) == joint:
            sides = order[:2]
            return [Who(tag, None, By.DEFINITE) for tag in sides] if len(sides) == 2 else []
    if phrase.first_end is None:
        return []
    one = Phrase(phrase.start, phrase.first_end)
    two = Phrase(phrase.first_end + 1, phrase.end)
    if two.start >= two.end:
        return []
    second = identify(scene, two)
    first = identify(scene, one)
    # "Xish and Yish officials": the noun stands behind the second only.
    bare = [hit for hit in scene.hits if hit.end == one.end and hit.start >= one.start]
    if bare and second is not None and second.tag != OTHER and (tag := bare[0].tag(Sort.DEMONYM, Sort.PLACE)):
        first = Who(tag, None, second.by, False)
    if first is None or second is None or first.by in (By.MUTE, By.NOBODY) or second.by is By.MUTE:
        return []
    if first.tag == second.tag and first.tag != OTHER:
        return [first]
    if first.tag == OTHER and second.tag == OTHER:
        return []
    return [first, second]


def _colon(reading: Reading, scene: Scene) -> Candidate | None:
    """Such as "X: we shall not yield" and, in a headline, "We shall not yield: X"."""
    w, lex = scene.words, scene.lexicon
    heading = reading.sentence.kind is Kind.HEADING
    size = len(w)
    for index in range(min(size - 1, 16 if heading else 9)):
        if w.low[index] == ":" and index > 0 and not w.low[index - 1].isdigit():
            phrase = right(w, 0, lex)
            if phrase is None or (phrase.end != index and not (heading and w.low[phrase.end] in ("on", "about", "to"))):
                break
            who = identify(scene, phrase)
            if who is None or who.by in (By.COMMON, By.CROWD, By.PRESS, By.MUTE, By.NOBODY, By.THING):
                break
            if who.by is By.NAMED and not who.person and w.low[0] not in ("mr", "mrs", "ms", "dr"):
                break
            if not heading and who.by is By.METONYM:
                break
            return Candidate(index, index + 1, ":", "colon", Phrase(phrase.start, phrase.end))
    if heading:
        for index in range(size - 2, max(0, size - 9), -1):
            if w.low[index] in (":", "–", "—", "-", "--"):
                phrase = right(w, index + 1, lex)
                if phrase is not None and phrase.end >= size - 1 and w.low[index + 1] not in lex.subordinators:
                    who = identify(scene, phrase)
                    if who is None or who.by not in (By.MUTE, By.THING):
                        return Candidate(index, index + 1, ":", "colon", phrase)
                break
    return None


def _quote(readings: list[Reading]) -> None:
    """Give a sentence within a quotation the source that shares the quotation, or the nearest one."""
    owners: dict[int, Spoken] = {}
    for reading in readings:
        if reading.spoken and not reading.words.inside:
            for number in reading.quotes:
                owners.setdefault(number, reading.spoken[0])
    section: Spoken | None = None
    for index, reading in enumerate(readings):
        if reading.sentence.kind is Kind.HEADING:
            section = next((spoken for spoken in reading.spoken if spoken.rule == "colon"), None)
        elif section is not None and not reading.spoken and _first_person(reading, plural=True):
            reading.spoken = [Spoken(section.who, None, "first_person", 0.5)]
        alone = reading.words.inside or _first_person(reading)
        if reading.spoken or not alone or reading.sentence.kind is Kind.DATELINE:
            continue
        if not reading.words.inside and reading.quotes:
            continue
        found = next((owners[number] for number in reading.quotes if number in owners), None)
        rule, sure = "quotation", 0.8
        if found is None:
            found, sure = _neighbour(readings, index), 0.6
        if found is not None:
            reading.spoken = [Spoken(found.who, None, rule, min(sure, found.confidence))]
            for number in reading.quotes:
                owners.setdefault(number, found)


def _first_person(reading: Reading, *, plural: bool = False) -> bool:
    """Whether a sentence without quotation marks is somebody's own words, as in transcripts."""
    return not (_OURS if plural else _MINE).isdisjoint(reading.words.low)


def _neighbour(readings: list[Reading], index: int) -> Spoken | None:
    """The source of a quotation that stands by itself: earlier in the paragraph, else later, else the one before."""
    here = readings[index].sentence
    for before in range(index - 1, max(-1, index - _NEAR), -1):
        reading = readings[before]
        if reading.sentence.paragraph != here.paragraph:
            break
        if reading.spoken:
            return reading.spoken[0]
    for reading in readings[index + 1 : index + _NEAR]:
        if reading.sentence.paragraph != here.paragraph:
            break
        if reading.spoken and reading.quotes:
            return reading.spoken[0]
        if not reading.words.inside:
            break
    if here.kind is Kind.HEADING:
        return None
    previous = index - 1
    while previous >= max(0, index - _NEAR) and readings[previous].sentence.paragraph == here.paragraph:
        previous -= 1
    if (
        previous < 0
        or readings[previous].sentence.paragraph == here.paragraph
        or readings[previous].sentence.kind is Kind.HEADING
    ):
        return None
    last = readings[previous]
    if last.spoken:
        return last.spoken[0]
    if last.sentence.text.rstrip().endswith(":") and last.topic is not None:
        return Spoken(last.topic, None, "quotation", 0.5)
    return None


def _lead_in(readings: list[Reading]) -> None:
    """Give the items of a list the source of the line that leads into it."""
    for index, reading in enumerate(readings[:-1]):
        if reading.item or not reading.sentence.text.rstrip().endswith(":"):
            continue
        if reading.spoken:
            source = reading.spoken[0]
        elif reading.topic is not None and reading.topic.tag != OTHER and _speaks_of_words(reading, lexicon()):
            source = Spoken(reading.topic, None, "lead_in", 0.5)
            reading.spoken = [source]
        else:
            continue
        following = index + 1
        while following < len(readings) and (readings[following].item or readings[following].words.inside):
            if not readings[following].spoken:
                readings[following].spoken = [Spoken(source.who, None, "lead_in", min(0.7, source.confidence))]
            following += 1


def _take_turns(readings: list[Reading]) -> None:
    """Give the rest of a paragraph that begins "NAME:", as transcripts do, to the one who is named."""
    turn: Spoken | None = None
    paragraph = -1
    for reading in readings:
        sentence = reading.sentence
        if sentence.paragraph != paragraph:
            paragraph, turn = sentence.paragraph, None
            spoken = reading.spoken[0] if reading.spoken and sentence.kind is Kind.BODY else None
            if spoken is not None and spoken.rule == "colon" and spoken.candidate is not None and not reading.quotes:
                turn = spoken
        elif turn is not None and not reading.spoken:
            reading.spoken = [Spoken(turn.who, None, "turn", min(0.7, turn.confidence))]


def _speaks_of_words(reading: Reading, lex: Lexicon) -> bool:
    return any(
        word in lex.documents or word in ("points", "statements", "observations", "following", "facts")
        for word in reading.words.low
    )
