"""Interviews without labels: who asks and who answers by turns, and with whom the interview is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.cues.clauses import leading
from annotator.corpus.attribution.page.home import by_press
from annotator.corpus.attribution.page.letterhead import TOPICS, label_of
from annotator.corpus.attribution.reading import Reading, begins_paragraph
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.officials import EMBASSIES, is_sideless
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase, right
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER

INTRODUCTION: Final = 8
"""Sentences in which an interview says whom it is with."""
PAIR: Final = 2
_QUESTIONS: Final = listed("questions")
_FEWEST: Final = 3
"""Questions from which a text is an interview."""


def unlabelled(readings: Sequence[Reading], scenes: Sequence[Scene]) -> dict[int, str]:
    """The labels that an interview without any would have: its paragraphs ask and answer by turns."""
    starts = [index for index in range(len(readings)) if begins_paragraph(readings, index)]
    asked = {index for index in starts if is_question(readings, index)}
    if not (asked or any(readings[index].sentence.text.startswith(_MARKS) for index in starts)):
        # A quick look: nobody asks.
        return {}
    named = any(_tells_of_interview(scene, headline=not place) for place, scene in enumerate(scenes[:INTRODUCTION]))
    named = named or any(not _INTERVIEWS.isdisjoint(scene.words.low) for scene in scenes[-2:])
    if not named and any(_talks(scene) is not None for scene in scenes[:PAIR]):
        # "X spoke to the press" is news, unless somebody answers in the first person.
        opening = min(asked, default=len(readings))
        answers = [reading for index, reading in enumerate(readings) if index > opening]
        named = any(not _SPEAKERS.isdisjoint(reading.words.low) for reading in answers)
    if not named and any(_PULLED.match(scene.text) for scene in scenes[:1]):
        # An explainer answers at greater length.
        opening, last = min(asked, default=0), max(asked, default=0)
        named = asked == set([index for index in starts if opening <= index <= last][::2])
    # "Mr Maro, the army fired. Was it needed?"
    named = named or (len(asked) >= _FEWEST - 1 and _addressed(scenes[min(asked)]) is not None)
    alternate = _alternating(readings, starts, asked)
    if alternate and (named or _is_talk(readings, alternate)):
        return alternate
    if named and (bold := _emphasised(readings, starts)):
        return bold
    opening = min(asked, default=0)
    turns = [index for index in starts if index >= opening]
    questions = set(turns[: len(turns) - len(turns) % 2 : 2])
    if named and len(questions) >= _FEWEST - 1 and questions < asked:
        # An answer may end with a question mark as well.
        asked = questions
    if named and len(asked) >= _FEWEST - 1 and asked <= questions and 2 * len(asked) >= len(questions):
        # Nor does every question end with one.
        asked = questions
    if len(asked) < _FEWEST - 1 or any(one in asked and two in asked for one, two in pairwise(starts)):
        return {}
    first = min(asked)
    if not named and not all(readings[index].item for index in starts if index >= first):
        return {}
    return {index: "Question" if index in asked else "Answer" for index in starts if index >= first}


def named_once(readings: Sequence[Reading], labels: dict[int, str]) -> dict[int, str]:
    """The labels of an interview that names who asks and who answers once, and goes on without: "X: Who fired?", "L. M.: …"."""
    if len(labels) != PAIR or len(set(labels.values())) != PAIR:
        return {}
    starts = [index for index in range(len(readings)) if begins_paragraph(readings, index)]
    (asks, asker), (answers, answerer) = labels.items()
    later = [index for index in starts if index > answers]
    asked = {index for index in later if is_question(readings, index)}
    if asks not in starts or answers not in starts:
        return {}
    if starts.index(answers) != starts.index(asks) + 1 or not asked or not is_question(readings, asks):
        return {}
    return labels | {index: asker if index in asked else answerer for index in later}


def named_between(readings: Sequence[Reading], labels: dict[int, str]) -> dict[int, str]:
    """The labels of an interview that names who gives the first answer, where other turns open with a dash."""
    starts = [index for index in range(len(readings)) if begins_paragraph(readings, index)]
    turns = [index for index in starts if readings[index].item or index in labels]
    if len(turns) < _FEWEST + 1 or len(set(labels.values())) != 1 or not labels.keys() <= set(turns[1::2]):
        return {}
    if turns[1] not in labels:
        return {}
    if PAIR * sum(is_question(readings, index) for index in turns[::2]) < len(turns[::2]):
        return {}
    (answerer,) = set(labels.values())
    return {index: answerer if place % 2 else "Question" for place, index in enumerate(turns)}


def _alternating(readings: Sequence[Reading], starts: list[int], asked: set[int]) -> dict[int, str]:
    """The same, where each turn opens with a dash: every second one asks, though not all end with a question mark."""
    turns = [index for index in starts if readings[index].item]
    between = sum(turns[0] < index < turns[-1] and not readings[index].item for index in starts) if turns else 0
    # An answer may end with a question mark as well.
    here = len(asked.intersection(turns[::2]))
    if len(turns) < _FEWEST + 1 or between * _FEWEST > len(turns) or (len(asked) - here) * _FEWEST > here or not here:
        return {}
    return {index: "Answer" if place % 2 else "Question" for place, index in enumerate(turns)}


def _is_talk(readings: Sequence[Reading], turns: dict[int, str]) -> bool:
    """Whether turns that open with a dash are those of two people, though nothing says so: the first asks, the second says I."""
    first = min(turns)
    answers = (reading for index, reading in enumerate(readings) if index > first and turns.get(index) == "Answer")
    return is_question(readings, first) and any(not _SPEAKERS.isdisjoint(reading.words.low) for reading in answers)


def _emphasised(readings: Sequence[Reading], starts: list[int]) -> dict[int, str]:
    """The same, where each question is a paragraph in bold type, though not all end with a question mark."""
    bold = [index for index in starts if _BOLD.match(_paragraph(readings, index))]
    asking = sum(_paragraph(readings, index).rstrip("*_ ").endswith("?") for index in bold)
    if len(bold) < _FEWEST or asking * _FEWEST < len(bold):
        return {}
    questions = frozenset(bold)
    below = [reading for index, reading in enumerate(readings) if index > bold[0] and index not in questions]
    if all(_SPEAKERS.isdisjoint(reading.words.low) for reading in below):
        # An explainer answers its own questions, and nobody in it says "I".
        return {}
    return {index: "Question" if index in questions else "Answer" for index in starts if index >= bold[0]}


def ended(readings: Sequence[Reading], labels: dict[int, str]) -> int:
    """Where below the last turn of an interview the page begins again; the length of the text where it does not.

    Only where questions stand out, in bold type or behind dashes. Whoever answers goes on in the first person.
    """
    last = max((index for index, label in labels.items() if label == "Question"), default=0)
    if not labels or not (readings[last].item or _BOLD.match(_paragraph(readings, last))):
        return len(readings)
    end = len(readings)
    below = sorted(index for index in labels if index > last)
    if below and all(readings[index].item for index in (*(index for index in labels if index < last), below[0])):
        # Each turn has a dash.
        rest = (index for index in range(below[0] + 1, end) if begins_paragraph(readings, index))
        return next((at for at in rest if not readings[at].item and _SPEAKERS.isdisjoint(readings[at].words.low)), end)
    for index in below[:0:-1]:
        own = [reading for reading in readings[index:end] if reading.sentence.kind is Kind.BODY]
        if readings[index].item or any(not _SPEAKERS.isdisjoint(reading.words.low) for reading in own):
            break
        end = index
    return end


def behind_turns(readings: Sequence[Reading], labels: dict[int, str]) -> int:
    """Where what two or three people said ends, if each has one paragraph: at the next one that says neither I nor we."""
    starts = [index for index in range(min(labels), len(readings)) if begins_paragraph(readings, index)]
    below = [index for index in starts if index > max(labels)]
    if len(starts) - len(below) > len(labels):
        return len(readings)
    return next((index for index in below if _SPEAKERS.isdisjoint(readings[index].words.low)), len(readings))


def behind_labels(readings: Sequence[Reading], labels: dict[int, str]) -> int:
    """Where below the last labelled turn the text goes on about the speakers; the length of the text where it does not.

    Only where each paragraph up to there has its label, and where nobody says "I" or "we" any more.
    """
    first, last = min(labels), max(labels)
    starts = [index for index in range(first, len(readings)) if begins_paragraph(readings, index)]
    below = [index for index in starts if index > last]
    if len(starts) - len(below) > len(labels) or len(labels) < _FEWEST or not below:
        return len(readings)
    own = [reading for reading in readings[below[0] :] if reading.sentence.kind is Kind.BODY]
    return len(readings) if any(not _SPEAKERS.isdisjoint(reading.words.low) for reading in own) else below[0]


_SPEAKERS: Final = FIRST_PERSON - {"us"}
"""What whoever answers says of themselves; "sent us an answer" is the editor's."""
_MARKS: Final = ("**", "__")
_BOLD: Final = re.compile(r"(\*\*|__)[^*_].*\1$", re.DOTALL)


def _paragraph(readings: Sequence[Reading], start: int) -> str:
    """The sentences of a paragraph that begins at a place, with blanks between."""
    end = start + 1
    while end < len(readings) and not begins_paragraph(readings, end):
        end += 1
    return " ".join(reading.sentence.text for reading in readings[start:end])


def _tells_of_interview(scene: Scene, *, headline: bool) -> bool:
    """Whether a line says that there was an interview, or, below the headline, that some outlet talked to somebody."""
    low, lex = scene.words.low, scene.lexicon
    if not _INTERVIEWS.isdisjoint(low) or not _PUT.isdisjoint(pairwise(low)):
        return True
    talk = _talks(scene)
    if headline or talk is None or not lex.titles.isdisjoint(low[:talk]):
        return False
    return all(hit.start > talk for hit in scene.hits) and scene.learned.keys().isdisjoint(low[:talk])


def _talks(scene: Scene) -> int | None:
    """The place of "spoke to", "talks with"; also "Q&A with"."""
    low = scene.words.low
    pairs = [index for index, two in enumerate(low) if two in ("to", "with") and index]
    a_talk = (
        index - 1 for index in pairs if low[index - 1] in _TALKS or low[max(0, index - 2) : index] == ["a", "talk"]
    )
    return next(a_talk, None)


_PULLED: Final = re.compile(r"[^“”\"]+: ?[“\"][^“”\"]+[”\"]$|[“\"][^“”\"]+[”\"] ?(?:[-–—]|:) ")
"""A headline that pulls a quotation: "X: “We stay”", "“We stay” - X"."""
_TALKS: Final = frozenset(("q&a", "spoke", "speaks", "talked", "talks", "speaking", "talking"))
_PUT: Final = frozenset((("questions", "to"), ("questions", "for"), ("guest", "is"), ("interlocutor", "is")))
"""Behind which it is said whom the questions are put to."""
_INTERVIEWS: Final = frozenset(
    ("answers", "answered", "interview", "interviewed", "interviews", "conversation", "interlocutor", "interlocutors")
)


def is_question(readings: Sequence[Reading], index: int) -> bool:
    """Whether a paragraph without a label begins here that asks: an interviewer whom no label names."""
    sentence = readings[index].sentence
    if not begins_paragraph(readings, index):
        return False
    last = index
    while last + 1 < len(readings) and readings[last + 1].sentence.paragraph == sentence.paragraph:
        last += 1
    return readings[last].sentence.text.rstrip().endswith("?")


def _interviewee(scene: Scene) -> Phrase | None:
    """The phrase behind words that say with whom an interview is: "Interview with X", "spoke to X"."""
    low, talk = scene.words.low, _talks(scene)
    for index, (one, two) in enumerate(pairwise(low[:-1])):
        if one in _INTERVIEWS and two == "of" and "with" in low[index:-1]:
            # "Interview of Newsline with the minister": the minister.
            beside, titles = low.index("with", index), scene.lexicon.titles
            met = right(scene.words, beside + 1, scene.lexicon) if titles.isdisjoint(low[index:beside]) else None
            if met is not None and not titles.isdisjoint(low[met.start : met.end]):
                return met
        if one == "interviews" and index and not scene.lexicon.titles.isdisjoint(low[index + 1 : index + _NEAR]):
            # "Newsline interviews the minister".
            return right(scene.words, index + 1, scene.lexicon)
        if (
            (one in _INTERVIEWS and two in ("with", "of"))
            or (one, two) in _PUT
            or (index == talk and two in ("to", "with"))
        ):
            met = right(scene.words, index + 2, scene.lexicon)
            if met is None or not _is_outlet(scene, met):
                return met
            # "X spoke to Newsline": X.
            return leading(scene.words, 0, scene.lexicon) or right(scene.words, 0, scene.lexicon)
    return None


def _is_outlet(scene: Scene, phrase: Phrase) -> bool:
    who = identify(scene, phrase)
    press = not scene.names.press.isdisjoint(scene.words.low[phrase.start : phrase.end])
    return press or (who is not None and who.by in (By.OUTLET, By.PRESS))


def is_topic(reading: Reading, index: int) -> bool:
    """Whether a name stands for what is talked about: behind "on" or within quotation marks."""
    w = reading.words
    while index and w.capital(index - 1):
        index -= 1
    before = reading.sentence.text[: w.start(index)]
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return quoted or (index > 0 and w.low[index - 1] in TOPICS)


def owns(reading: Reading, end: int) -> bool:
    """Whether a name that ends at a place owns what follows: "X's lawyer" is not X."""
    return reading.words.low[end : end + 1] == ["'s"]


def interviewed_in(
    readings: Sequence[Reading], scenes: Sequence[Scene], labels: dict[int, str], issuer: Who | None
) -> Who | None:
    """With whom an interview is: whom its first question addresses, its beginning says, else the first official named."""
    until = (*scenes[: min(*labels, INTRODUCTION)], scenes[min(labels)])
    addressed = [surname for scene in until if scene.text.endswith("?") and (surname := _addressed(scene))]
    if addressed and (asked := scenes[0].learned.get(addressed[0])) is not None:
        return asked
    beginning = list(zip(readings, scenes, strict=True))[: min(*labels, INTRODUCTION)]
    for _, scene in beginning:
        said = _interviewee(scene)
        who = identify(scene, said) if said is not None else None
        sideless = said is not None and who is not None and is_sideless(scene, said, who)
        home = issuer.tag if issuer is not None else None
        if said is not None and sideless and issuer is None and _is_minister(scene, said):
            home = _at_home(readings, scenes)
        if sideless and home is not None:
            # An agency, or a paper at home, talks to an official without a state: to its own side's.
            return Who(home, None, By.OFFICE, True)
        if who is not None and who.tag == OTHER and (who.person or who.by is By.COMMON):
            return Who(OTHER, who.name, By.NAMED, True)
        if said is not None and scene.words.low[said.start] in ("a", "an"):
            return Who(OTHER, None, By.COMMON, True)
    if beginning and (named := _headed(scenes[0])) is not None:
        return named
    for reading, scene in beginning:
        w = scene.words
        if any(low in EMBASSIES and w.low[index + 1 : index + 2] != ["of"] for index, low in enumerate(w.low)):
            continue
        if (label := label_of(scene.text)) and label[1].lower() in _QUESTIONS:
            continue
        for hit in reading.hits:
            if is_topic(reading, hit.start) or owns(reading, hit.end):
                continue
            if tag := hit.tag(Sort.PERSON):
                known = scene.learned.get(w.low[hit.end - 1])
                return known if known is not None and known.person else Who(tag, None, By.PERSON, True)
        for index in w.capitals:
            known = scene.learned.get(w.low[index])
            if known is None or not known.person or known.tag == OTHER:
                continue
            if not (is_topic(reading, index) or owns(reading, index + 1)):
                return known
        opening = (
            _interviewee(scene)
            or (None if ":" in w.low else leading(w, 0, scene.lexicon))
            or right(w, 0, scene.lexicon)
        )
        who = identify(scene, opening) if opening is not None and w.low[opening.start][0].isalpha() else None
        # Not "Since 12 May, when Xish troops moved up".
        told = w.low[opening.start : opening.end] if opening is not None else []
        bodies = not scene.lexicon.institutions.isdisjoint(told) and scene.lexicon.offices.isdisjoint(told)
        if who is not None and not bodies and who.by in _OFFICIALS:
            return Who(who.tag, who.name, By.OFFICE, True)
    called = (hit.tag(Sort.PERSON, Sort.SURNAME) for hit in scenes[0].names.find(addressed[:1]))
    return next((Who(tag, None, By.PERSON, True) for tag in called if tag), None)


_OFFICIALS: Final = (By.OFFICE, By.LEARNED, By.APPOSITION, By.PATTERN, By.SURNAME)


def _headed(headline: Scene) -> Who | None:
    """Of whom a headline pulls a quotation by the full name alone: "First Last: “It was late”"."""
    w = headline.words
    end = w.low.index(":") if ":" in w.low else 0
    named = PAIR <= end <= PAIR + 1 and all(map(w.capital, range(end)))
    if not named or not _QUOTES.match(headline.text, w.end(end)) or not headline.lexicon.titles.isdisjoint(w.low[:end]):
        return None
    known = headline.learned.get(w.low[end - 1])
    hits = [hit for hit in headline.hits if hit.start < end]
    if known is None and hits:
        tag = hits[0].tag(Sort.PERSON) if (hits[0].start, hits[0].end) == (0, end) else None
        return Who(tag, None, By.PERSON, True) if tag else None
    return known or Who(OTHER, headline.text[: w.end(end - 1)], By.NAMED, True)


_QUOTES: Final = re.compile(r"\s*[“\"‘'«]")


def _is_minister(scene: Scene, phrase: Phrase) -> bool:
    """Whether nothing but a state's office and a name stands in a phrase: "Deputy Foreign Minister First Last"."""
    w, lex = scene.words, scene.lexicon
    low = w.low[phrase.start : phrase.end]
    return lex.prepositions.isdisjoint(low) and "minister" in low and w.capital(phrase.end - 1)


def _at_home(readings: Sequence[Reading], scenes: Sequence[Scene]) -> str | None:
    """The side at home with which the paper is that prints an interview, where it shows itself as its own."""
    return by_press([(reading.sentence, scene) for reading, scene in zip(readings, scenes, strict=True)])


def _addressed(scene: Scene) -> str | None:
    """The surname, in lower case, of whom a first question addresses: "Q: Mr Last, was it needed?"."""
    w = scene.words
    for index in range(1, min(len(w) - 1, _NEAR)):
        called = w.capital(index) and w.low[index + 1] == ","
        if called and not _ADDRESSES.isdisjoint(w.low[max(0, index - 2) : index]):
            return w.low[index]
    return None


_ADDRESSES: Final = frozenset(
    ("mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr", "dr.", "president", "minister", "ambassador", "general")
)
_NEAR: Final = 5
"""Words and marks before the name of whom a question addresses."""
