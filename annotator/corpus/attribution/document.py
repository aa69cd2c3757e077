"""The pass over an article: its sentences in order, with what was said before in mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Final

from annotator.corpus.article import Article
from annotator.corpus.attribution.choice import Spoken, choose, weigh
from annotator.corpus.attribution.cues.beside import beside
from annotator.corpus.attribution.cues.candidate import Candidate
from annotator.corpus.attribution.cues.clauses import leading, opening_official
from annotator.corpus.attribution.cues.further import labelled
from annotator.corpus.attribution.cues.search import candidates
from annotator.corpus.attribution.memory.earlier import ACCUSES
from annotator.corpus.attribution.memory.fallback import fallback, is_artist, unexplained
from annotator.corpus.attribution.memory.memory import Memory
from annotator.corpus.attribution.memory.outlets import is_own, named_before
from annotator.corpus.attribution.memory.resolution import signer, who_is
from annotator.corpus.attribution.page.anaphors import give_back
from annotator.corpus.attribution.page.carry import (
    carry_minutes,
    carry_passives,
    carry_quotations,
    carry_texts,
    carry_unmarked,
    speak_for,
)
from annotator.corpus.attribution.page.dating import written_on
from annotator.corpus.attribution.page.feeds import dated_items, of_agencies
from annotator.corpus.attribution.page.headline import before_colon, behind_time
from annotator.corpus.attribution.page.home import blamed, by_press, find_home, written_in
from annotator.corpus.attribution.page.issuer import find_issuer
from annotator.corpus.attribution.page.lists import carry_lists
from annotator.corpus.attribution.page.posts import carry_labels, carry_posts, carry_record
from annotator.corpus.attribution.page.pulled import carry_pulled
from annotator.corpus.attribution.page.release import issue
from annotator.corpus.attribution.page.titles import life_of, sections
from annotator.corpus.attribution.page.turns import take_turns
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.sources.first_names import call_by_first_name
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.introductions import introduce
from annotator.corpus.attribution.sources.officials import of_relay, told_press
from annotator.corpus.attribution.sources.sides import SIDES
from annotator.corpus.attribution.sources.together import is_mutual, is_of_both, pair_of, several_of
from annotator.corpus.attribution.words.lexicon import lexicon
from annotator.corpus.attribution.words.names import Names, Sort, names
from annotator.corpus.attribution.words.phrases import Phrase, right
from annotator.corpus.attribution.words.quotations import quotations
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.attribution.words.tokens import QUOTED, words
from annotator.corpus.layout import indent, is_marked
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER, Registry

_SIDES: Final = 2
"""Sides whose statements make a page nobody's own."""
_ANSWERS: Final = frozenset(("deny", "dismiss", "refute", "reject", "reply", "respond", "answer", "shrug"))
"""What somebody does who was accused in the sentence before."""
_NO_TOPICS: Final = frozenset((By.COMMON, By.CROWD, By.PRESS, By.NOBODY, By.MUTE, By.THING))
"""Whom a later "he" or "the ministry" hardly means."""
_INSTITUTIONS: Final = frozenset((By.BODY, By.OFFICE, By.PATTERN))
_NOTHINGS: Final = frozenset((By.MUTE, By.THING))
_NO_ANTECEDENTS: Final = _NOTHINGS | {By.NOBODY}
"""Whom no later pronoun means."""
_ASIDE: Final = frozenset(("by_agent", "noun_that", "taken_up"))
"""Rules by which somebody else speaks than whom a sentence is about."""


def read_through(article: Article, sentences: Sequence[Sentence], registry: Registry) -> list[Reading]:
    """The sentences with their sources, main ones first; an empty list of sources is the narrator."""
    lex, known = lexicon(), names(registry.at(article.published_on or written_on(sentences)))
    readings = _prepare(article, sentences, known)
    named = _named(readings)
    context = _context(readings, known, named)
    learned: dict[str, Who] = {}
    scenes: list[Scene] = []
    for reading in readings:
        begins = [hit.start for hit in reading.hits]
        scene = Scene(reading.words, reading.hits, begins, reading.sentence.text, known, lex, learned, context)
        scenes.append(scene)
        introduce(scene, learned)
    call_by_first_name(scenes, learned)
    memory = Memory(about=_about(readings), named=named)
    for reading in readings:
        _note_sides(reading, known, memory.order)
    units = [(reading.sentence, scene) for reading, scene in zip(readings, scenes, strict=True)]
    parts = sections(units) | of_agencies(units)
    # A page of two sides' statements is neither side's.
    issuer = find_issuer(article, registry, units) if len({who.tag for who in parts.values()}) < _SIDES else None
    memory.press = by_press(units)
    memory.home = find_home(units, issuer, memory.press)
    memory.own = issuer.tag if issuer is not None and issuer.by is not By.OUTLET and issuer.tag != OTHER else None
    memory.life = life_of(units)
    home = memory.home
    items = dated_items(units) if issuer is None else {}
    headed = home is not None and issuer is None and memory.press is None and not items and written_in(units) is None
    for reading, scene in zip(readings, scenes, strict=True):
        if reading.sentence.kind is Kind.DATELINE:
            continue
        if reading.sentence.index in items:
            memory.begin(items[reading.sentence.index])
            home = memory.home
        if (asked := _whom_asked(scene)) is not None:
            memory.add(asked, reading.sentence.index, reading.sentence.paragraph, source=False)
        # What an outsider's "the ministry" means is not home's, where only the headline says whose home it is.
        memory.home = None if headed and memory.tells_of_power(reading.sentence.index) else home
        _speak(reading, scene, memory)
    take_turns(readings, scenes, issuer)
    carry_labels(readings, scenes)
    carry_quotations(readings)
    carry_posts(readings, scenes)
    carry_record(readings, scenes)
    carry_pulled(readings, scenes)
    give_back(readings)
    carry_passives(readings)
    carry_lists(readings)
    carry_texts(readings)
    carry_unmarked(readings)
    carry_minutes(readings)
    for place, who in (parts if issuer is None else {}).items():
        if not (readings[place].spoken or readings[place].asks):
            readings[place].spoken = [Spoken(who, None, "issuer", 0.0)]
    speak_for(readings, known.staff)
    if issuer is not None:
        issue(readings, scenes, issuer)
    return readings


def _prepare(article: Article, sentences: Sequence[Sentence], known: Names) -> list[Reading]:
    readings: list[Reading] = []
    text = article.text
    paragraphs = [[*units] for _, units in groupby(sentences, key=attrgetter("paragraph"))]
    quoted = quotations(text, [(units[0].start, units[-1].end) for units in paragraphs])
    for units, found in zip(paragraphs, quoted, strict=True):
        item = is_marked(text, units[0].start)
        first = 0
        for sentence in units:
            while first < len(found) and found[first].end <= sentence.start:
                first += 1
            spans: list[tuple[int, int]] = []
            shared: list[int] = []
            for place in range(first, len(found)):
                begin, end, number = found[place]
                if begin >= sentence.end:
                    break
                spans.append((max(begin, sentence.start) - sentence.start, min(end, sentence.end) - sentence.start))
                shared.append(number)
            cut = words(sentence.text, spans)
            deep = indent(text, units[0].start) if item else 0
            readings.append(Reading(sentence, cut, known.find(cut.low), tuple(shared), item, deep))
    return readings


def _context(readings: list[Reading], known: Names, named: frozenset[str]) -> frozenset[str]:
    """Tags that the article names, by a place or people with a capital letter.

    Whoever begins with a side may call the region by its people alone: "Xland fired. The separatists fled".
    """
    regions = frozenset(tag for tag in known.absorbs if known.absorbs[tag])
    told = [reading.words.low for reading in readings if not known.elsewhere.isdisjoint(reading.words.low)]
    elsewhere = sum(word in known.elsewhere for low in told for word in low)
    if elsewhere:
        # "The breakaway region" of a text that tells more of another one is not ours.
        here = sum(
            reading.words.capital(hit.start) and hit.tag(Sort.PLACE, Sort.REGION) in regions
            for reading in readings
            for hit in reading.hits
        )
        return named if elsewhere <= here else named - regions.union(*(known.absorbs[tag] for tag in regions))
    begins = _named(readings[:_BEGINNING]) - known.staff
    return named | (regions if begins else frozenset())


def _named(readings: list[Reading]) -> frozenset[str]:
    return frozenset(
        tag
        for reading in readings
        for hit in reading.hits
        if reading.words.capital(hit.start)
        for sort, tag in hit.tags
        if sort in SIDES
    )


_SHOWS: Final = frozenset(("demonstrate", "prove", "show"))
_NEAR: Final = 6
"""Candidates back in a sentence that "both sides" may repeat."""
_OF_SIDES: Final = (*SIDES, Sort.LOCAL)
_BEGINNING: Final = 4
"""Units in which an article says what it is about."""
_HEADS_OF_BOTH: Final = [
    ["the", *what] for what in (["leaders"], ["presidents"], ["ministers"], ["foreign", "ministers"])
]
"""Who speaks for two sides that the sentence just before joins."""


def _about(readings: list[Reading]) -> frozenset[str]:
    """Sides that are named at the beginning, or more than once."""
    named = [
        (tag, index < _BEGINNING)
        for index, reading in enumerate(readings)
        for hit in reading.hits
        if (tag := hit.tag(*_OF_SIDES)) and reading.words.capital(hit.start)
    ]
    counted = Counter(tag for tag, _ in named)
    return frozenset(tag for tag, early in named if early or counted[tag] > 1)


def _note_sides(reading: Reading, known: Names, order: list[str]) -> None:
    """Keep the sides in the order in which the text first names them."""
    for hit in reading.hits:
        tag = hit.tag(*_WITH_PEOPLE)
        # The place that the sides are about is no side yet.
        if tag is not None and tag not in order and tag not in known.staff and not hit.tag(Sort.REGION):
            order.append(tag)


_WITH_PEOPLE: Final = (*SIDES, Sort.PERSON)


def _speak(reading: Reading, scene: Scene, memory: Memory) -> None:
    """Find the sources of one sentence and remember them."""
    sentence = reading.sentence
    opens, memory.here = sentence.paragraph != memory.here, sentence.paragraph
    begins = behind_time(scene) if ":" in scene.words.low else 0
    opening = leading(scene.words, begins, scene.lexicon) if scene.words.low and scene.words.low[0] != QUOTED else None
    if (
        opening is None
        and sentence.kind is Kind.BODY
        and (official := opening_official(scene.words, begins, scene.lexicon))
    ):
        opening = official
    outlet = about = None
    if opening is not None:
        outlet = named_before(scene, opening, sentence.index, memory.mentions)
        about = (
            outlet
            or who_is(scene, opening, memory, sentence)
            or unexplained(scene, opening, None if is_artist(memory, scene, opening) else memory.home)
        )
        if about is not None:
            _note_topic(reading, scene, memory, opening, about)
    if about is not None and about.by in _INSTITUTIONS and memory.home in scene.names.absorbs.get(about.tag, ()):
        # "The region's army moved, the ministry said", in the press of the state that looks after it.
        memory.home = about.tag
    found = candidates(scene, opening if outlet is not None else None)
    if (colon := before_colon(reading, scene)) is not None:
        # Also "Last: talks; Maro: not now".
        found = [colon, *(found or labelled(scene))]
    last: Who | None = None
    main: Who | None = None
    for candidate in found:
        sources = _sources(candidate, reading, scene, memory, about if candidate.phrase == opening else None)
        if len(sources) > 1 and {who.by for who in sources} == {By.DEFINITE}:
            # "X and Y accused each other, and both sides denied it": the same two.
            told = [who for _, who, weight in reading.weighed[-_NEAR:] if weight > 0]
            sources = told[:2] if len(told) > 1 else sources
        if candidate.phrase is None and last is not None:
            sources = [last]
        weights = [weigh(candidate, who) for who in sources]
        reading.weighed += [(candidate, who, weight) for who, weight in zip(sources, weights, strict=True)]
        if sources and (last is None or weights[0] > 0):
            last = sources[0]
            if weights[0] > 0:
                memory.add(last, sentence.index, sentence.paragraph, source=True)
                if (
                    candidate.rule == "passive_by"
                    and candidate.lemma in ACCUSES
                    and about is not None
                    and about.by not in _NO_TOPICS
                ):
                    memory.accused = (about, sentence.index)
                if "nested" not in candidate.features and (candidate.rule != "noun_that" or main is None):
                    main = last
                elif main is not None and main.person:
                    # "X recalled that Y had told her so": a later "he" is X.
                    memory.add(main, sentence.index, sentence.paragraph, source=True)
    if about is not None and about.person and _is_told_beside(reading.weighed):
        # "She hid her view, shared by X and by Y": a later "she" is who hid it.
        memory.add(about, sentence.index, sentence.paragraph, source=False)
    reading.spoken = choose(reading.weighed, scene.lexicon.relays)
    if not reading.spoken and sentence.kind is not Kind.HEADING and (hanging := beside(scene)) is not None:
        _hang(hanging, reading, scene, memory, about if hanging.phrase == opening else None)
    memory.pair = pair_of(scene, opening, memory.order)
    memory.read(scene)
    memory.opened = sentence.paragraph if opens else -1


def _note_topic(reading: Reading, scene: Scene, memory: Memory, opening: Phrase, about: Who) -> None:
    """Keep whom a sentence is about, for a later "he" or "the ministry"."""
    sentence = reading.sentence
    # "Maro's visit was short. He said": Maro.
    topic = _owner(scene, opening) if about.by in _NOTHINGS else about
    if topic is None:
        return
    if topic.by not in _NO_TOPICS:
        reading.topic = topic
    several = opening.first_end is not None and bool(several_of(scene, opening, memory.order))
    told_on = sentence.kind is Kind.HEADING and topic.tag in blamed(scene)
    # "X and Y met": no later "he" or "it" is both.
    if topic.by not in _NO_ANTECEDENTS and not told_on and not several:
        memory.add(topic, sentence.index, sentence.paragraph, source=False)


def _owner(scene: Scene, phrase: Phrase) -> Who | None:
    """The person whose thing a phrase is of, where its own words tell: "First Last's visit"."""
    mark = next((at for at in range(phrase.start + 1, phrase.end - 1) if scene.words.low[at] == "'s"), 0)
    who = identify(scene, Phrase(phrase.start, mark)) if mark else None
    return who if who is not None and who.person else None


def _whom_asked(scene: Scene) -> Who | None:
    """Whom a sentence says at its beginning that somebody asked: "When journalists asked First Last about it, he answered"."""
    low = scene.words.low
    if low[:1] != ["when"] or "asked" not in low[1:_NEAR] or "," not in low:
        return None
    asked = low.index("asked") + 1
    phrase = right(scene.words, asked, scene.lexicon) if asked < len(low) and scene.words.capital(asked) else None
    who = None if phrase is None else identify(scene, phrase)
    return who if who is not None and who.person else None


def _hang(hanging: Candidate, reading: Reading, scene: Scene, memory: Memory, about: Who | None) -> None:
    """Note who says something beside a clause that nobody says.

    A caption's "after what X says was a strike" is X's alone: a picture shows no more.
    """
    heard = [who for who in _sources(hanging, reading, scene, memory, about) if who.by not in _NO_ANTECEDENTS]
    if heard and reading.sentence.kind is Kind.BODY:
        reading.beside = Spoken(heard[0], hanging, hanging.rule, 0.0)
    elif heard:
        reading.spoken = [Spoken(heard[0], hanging, hanging.rule, 0.0)]


def _is_told_beside(weighed: list[tuple[Candidate, Who, float]]) -> bool:
    """Whether only others speak in a sentence, behind nouns and participles, than whom it is about."""
    rules = {candidate.rule for candidate, _, weight in weighed if weight > 0}
    return bool(rules) and rules <= _ASIDE


def _is_of_itself(scene: Scene, candidate: Candidate) -> bool:
    """Whether what somebody shows is what they are: "has shown that it"."""
    behind = scene.words.low[candidate.start + 1 : candidate.start + _NEAR]
    return "that" in behind and behind[behind.index("that") + 1 :][:1] in (["it"], ["its"], ["they"], ["their"])


def _sources(candidate: Candidate, reading: Reading, scene: Scene, memory: Memory, about: Who | None) -> list[Who]:
    """Whom the phrase of a candidate means: nobody, somebody, or two."""
    phrase = candidate.phrase
    if phrase is None or scene.words.low[phrase.end - 2 : phrase.end] == ["either", "side"]:
        # "Could not verify either side's claims": nobody's.
        return []
    met = scene.words.low[phrase.start : phrase.end] in (["the", "sides"], ["the", "parties"])
    offices = scene.words.low[phrase.start] != "sources" and scene.words.low[phrase.end - 2] in ("both", "two")
    offices = offices and is_of_both(scene.words.low[phrase.start : phrase.end])
    named = memory.named_just() if offices else memory.order
    if several := several_of(scene, phrase, (met and memory.met) or named):
        return several
    heads = scene.words.low[phrase.start : phrase.end] in _HEADS_OF_BOTH
    if memory.pair and (heads or is_mutual(scene.words, phrase, candidate.end)):
        return [Who(tag, None, By.DEFINITE) for tag in memory.pair]
    if (about is None or candidate.rule == "outlet") and is_own(scene, phrase, memory.press):
        return []
    if candidate.lemma in _ANSWERS and (accused := memory.answers(scene, phrase, reading.sentence.index)):
        return [accused]
    if about is not None:
        # "Xland has shown that it keeps no promise" is said of Xland.
        shown = about.by is By.METONYM and candidate.lemma in _SHOWS and _is_of_itself(scene, candidate)
        return [] if shown else [about]
    if candidate.rule == "according_to" and candidate.start == 0 and scene.words.low[phrase.start] == "it":
        # Nobody of this sentence.
        memory = memory.before(reading.sentence.index)
    quoted = scene.words.low[candidate.end : candidate.end + 1] == [QUOTED]
    if candidate.rule == "colon" and (quoted or reading.sentence.kind is Kind.HEADING):
        who = signer(scene, phrase, memory.home)
    else:
        who = who_is(scene, phrase, memory, reading.sentence, behind="tail_clause" in candidate.features)
    if candidate.rule == "citing" and (who is None or who.by is By.DEFINITE):
        # "Newsline reports, citing the ministry": of the side where Newsline is at home.
        who = told_press(scene, phrase) or of_relay(scene, phrase) or who
    told = reading.topic
    himself = who is not None and who.by is By.DEFINITE and told is not None and told.person and told.tag == who.tag
    if candidate.rule == "according_to" and himself and memory.home is not None and candidate.start > 0:
        # "First Last, according to the president, left": another one.
        who = None
    who = who or fallback(scene, candidate, None if is_artist(memory, scene, phrase) else memory.home)
    if candidate.rule == "colon" and who is not None and who.by is By.COMMON and quoted:
        # "Interior minister: “No one was hurt”", of a state that the text does not name.
        office = scene.words.low[phrase.end - 1] in scene.lexicon.offices
        who = replace(who, by=By.OFFICE) if office else who
    return [] if who is None else [who]
