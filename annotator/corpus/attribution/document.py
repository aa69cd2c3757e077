"""The pass over an article: its sentences in order, with what was said before in mind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.corpus.article import Article
from annotator.corpus.attribution.candidate import Candidate
from annotator.corpus.attribution.carry import carry_lists, carry_quotations, speak_for
from annotator.corpus.attribution.choice import Spoken, choose, weigh
from annotator.corpus.attribution.cues import candidates
from annotator.corpus.attribution.headline import before_colon
from annotator.corpus.attribution.identity import By, Scene, Who, ending_at, identify
from annotator.corpus.attribution.issuer import find_issuer
from annotator.corpus.attribution.lexicon import lexicon
from annotator.corpus.attribution.memory import Memory, introduce
from annotator.corpus.attribution.names import Names, Sort, names
from annotator.corpus.attribution.officials import Home, find_home, is_sideless, setting, shapes
from annotator.corpus.attribution.phrases import Phrase, leading
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.tokens import QUOTED, quotations, words
from annotator.corpus.attribution.turns import take_turns
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER, UNNAMED, Registry

_ITEM = re.compile(r"(?:^|[\n\r>])[ \t]*(?:[-*•‣◦▪·–+]|\d{1,3}[.)])[ \t\xa0]+$")


_NEAR = 30
"""Sentences; the speaker of a quotation is not looked for farther away."""
_MINE = frozenset(("i", "my", "me"))
_OURS = _MINE | {"we", "us", "our"}


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
    units = [(reading.sentence, scene) for reading, scene in zip(readings, scenes, strict=True)]
    issuer = find_issuer(article, registry, units)
    home = find_home(units, issuer)
    memory.home = home.tag is not None
    for reading, scene in zip(readings, scenes, strict=True):
        if reading.sentence.kind is Kind.DATELINE:
            continue
        _speak(reading, scene, memory, order, home)
    take_turns(readings, scenes, issuer)
    carry_quotations(readings)
    carry_lists(readings)
    speak_for(readings, known.staff)
    if issuer is not None:
        body = [index for index, reading in enumerate(readings) if reading.sentence.kind is Kind.BODY]
        for reading in readings[: body[-1] + 1 if body else None]:
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


def _speak(reading: Reading, scene: Scene, memory: Memory, order: list[str], home: Home) -> None:
    w, lex, sentence = scene.words, scene.lexicon, reading.sentence
    weighed: list[tuple[Candidate, Who, float]] = []
    about: Who | None = None
    topic: Who | None = None
    opening = leading(w, 0, lex) if w.low and w.low[0] != QUOTED else None
    outlet: Who | None = None
    if opening is not None:
        outlet = memory.outlet(scene, opening, sentence.index)
        about = topic = outlet or _who(scene, opening, memory, sentence, home)
        if topic is not None and topic.by in (By.COMMON, By.CROWD, By.PRESS, By.NOBODY, By.MUTE, By.THING):
            topic = None
        if topic is not None:
            memory.add(topic, sentence.index, sentence.paragraph, source=False)
    last: Who | None = None
    found = candidates(scene, opening if outlet is not None else None)
    if (colon := before_colon(reading, scene)) is not None:
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
                else _signed(scene, phrase, home)
                if candidate.rule == "colon" and sentence.kind is Kind.HEADING
                else _who(scene, phrase, memory, sentence, home, behind="tail_clause" in candidate.features)
            )
        if who is None:
            who = _fallback(scene, candidate, home)
            if who is None:
                continue
        weight = weigh(candidate, who)
        weighed.append((candidate, who, weight))
        weighed.extend((candidate, another, weight) for another in several[1:])
        last = who
        if weight > 0:
            memory.add(who, sentence.index, sentence.paragraph, source=True)
    reading.weighed = weighed
    reading.spoken = choose(weighed, lex.relays)
    reading.topic = topic
    memory.scenes.append(scene)


def _who(
    scene: Scene, phrase: Phrase, memory: Memory, sentence: Sentence, home: Home, *, behind: bool = False
) -> Who | None:
    who = identify(scene, phrase)
    if who is None:
        return setting(scene, phrase) or memory.look_up(
            scene, phrase, sentence.index, sentence.paragraph, behind=behind
        )
    if not is_sideless(scene, phrase, who):
        return who
    found = _side_of(scene, phrase, who, memory, sentence, home)
    if found is not None:
        memory.introduce(scene, phrase, found)
    return found or who


def _signed(scene: Scene, phrase: Phrase, home: Home) -> Who | None:
    """Who a headline's words are: nobody was named before, so an office without a state is home's."""
    who = identify(scene, phrase)
    if (who is None or is_sideless(scene, phrase, who)) and home.tag is not None:
        return Who(home.tag, None, By.DEFINITE)
    return who


def _side_of(scene: Scene, phrase: Phrase, who: Who, memory: Memory, sentence: Sentence, home: Home) -> Who | None:
    """Whose official somebody without a state is: of the place spoken in, of whom was called so, of home."""
    looks = shapes(scene, phrase)
    nouns = scene.lexicon.roles.intersection(scene.words.low[phrase.start : phrase.end])
    tried = [setting(scene, phrase), memory.official(scene, nouns, sentence.index)]
    if home.tag is not None:
        tried.append(Who(home.tag, None, By.DEFINITE))
    for one in tried:
        if one is not None and one.tag != OTHER and (looks is None or one.tag in looks):
            return Who(one.tag, None, By.DEFINITE, who.person, who.nouns | nouns)
    if looks:
        named = [tag for tag in memory.sides() if tag in looks] or sorted(looks & scene.context)
        if named:
            return Who(named[-1], None, By.DEFINITE, who.person, who.nouns | nouns)
    return None


def _fallback(scene: Scene, candidate: Candidate, home: Home) -> Who | None:
    """A pronoun or "the ministry" that nothing before explains: home's, else somebody named by these words."""
    phrase = candidate.phrase
    if phrase is None:
        return None
    low = scene.words.low[phrase.start]
    if low in scene.lexicon.pronouns and phrase.end - phrase.start == 1:
        if low == "it" and candidate.features & {"quote_before", "tail_clause"}:
            return Who(OTHER, UNNAMED, By.NOBODY)
        if low in ("who", "which", "that", "this", "these", "those", "you", "it", "i", "we", "us", "me"):
            return None
        return Who(OTHER, UNNAMED, By.NOBODY)
    w, lex = scene.words, scene.lexicon
    words = w.low[phrase.start : phrase.end]
    if home.tag is not None and low not in lex.possessives and words[-1] in lex.titles:
        return Who(home.tag, None, By.DEFINITE, None, lex.titles.intersection(words))
    return Who(OTHER, scene.text[w.start(phrase.start) : w.end(phrase.end - 1)][:200], By.COMMON)


def _several(scene: Scene, phrase: Phrase, order: list[str]) -> list[Who]:
    """Two sources in one phrase: "X and Y", "both sides"."""
    w, lex = scene.words, scene.lexicon
    low = w.low[phrase.start : phrase.end]
    for joint in lex.joint if low[0] in ("both", "each", "the") else ():
        if tuple(low[: len(joint)]) == joint:
            sides = order[:2]
            return [Who(tag, None, By.DEFINITE) for tag in sides] if len(sides) == 2 else []
    if low in (["each"], ["both"]) and len(order) > 1:
        return [Who(tag, None, By.DEFINITE) for tag in order[:2]]
    listed = phrase.start > 1 and w.low[phrase.start - 1] == "," and w.titled
    if listed and (before := ending_at(scene, phrase.start - 1)):
        # A headline's "X, Y trade barbs".
        tags = [before[0].tag(Sort.PLACE), (identify(scene, phrase) or Who(OTHER, None, By.NOBODY)).tag]
        if tags[0] and tags[1] != OTHER:
            return [Who(tag, None, By.METONYM) for tag in tags if tag]
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
