"""Turns of a transcript: who speaks from one "NAME:" to the next, over paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.memory.latter import is_told_me
from annotator.corpus.attribution.page.interviews import (
    INTRODUCTION,
    PAIR,
    behind_labels,
    behind_turns,
    ended,
    interviewed_in,
    is_question,
    named_between,
    named_once,
    unlabelled,
)
from annotator.corpus.attribution.page.labels import ANSWERS, DELEGATE, INITIALS, QUESTIONS, introduced, whose
from annotator.corpus.attribution.page.letterhead import HEARING, label_of
from annotator.corpus.attribution.reading import Reading, begins_paragraph
from annotator.corpus.attribution.sources.officials import of_no_state
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER

_ROLES: Final = frozenset(("answer", "question", "questions"))
_NO_LABELS: Final = listed("no_labels")
_OF_RECORDS: Final = frozenset(("committee", "hearing", "subcommittee"))
"""What is named above the record of a hearing."""
_FOOT: Final = 3
"""Units at the end that are the page's: "Geography: Anytown"."""
_FEWEST: Final = 3
"""Labelled paragraphs from which a text is a transcript; less may be a headline or a note."""


def take_turns(readings: Sequence[Reading], scenes: Sequence[Scene], issuer: Who | None) -> None:
    """Give each turn of a transcript to whom its label names; who is quoted within a turn goes first."""
    labels, end = _turns(readings, scenes)
    if not labels:
        return
    interviewed = issuer
    if issuer is None or issuer.by is By.OUTLET:
        # An agency asks, and speaks for nobody whom it asks.
        interviewed = interviewed_in(readings, scenes, labels, issuer) or issuer
    askers = _askers(readings, labels)
    known_by = introduced(readings, scenes, labels, askers, issuer)
    answers = Counter(label for label in labels.values() if label not in askers) or Counter(labels.values())
    most = answers.most_common(1)[0][0]
    asked_only = not {label.lower() for label in labels.values()} - QUESTIONS - ANSWERS
    known: dict[str, Who | None] = {}
    turn: Who | None = None
    begun = False
    several = len(labels) >= _FEWEST and len(set(labels.values())) < _FEWEST
    asked = several and not any(QUESTIONS.intersection(label.lower().split()) for label in labels.values())
    hosts = {label.split(",")[0] for label in labels.values() if _NEWSROOM.search(label)}
    newsroom = hosts | {host.split()[-1] for host in hosts}
    tells = False
    for index, (reading, scene) in enumerate(zip(readings[:end], scenes, strict=False)):
        label = labels.get(index)
        if label is not None:
            begun = True
            tells = label.split(",")[0] in newsroom
            if label not in known:
                again = None if of_no_state([label.lower()]) else known.get(label.split()[-1].lower())
                again = again or known_by.get(label)
                known[label] = again or whose(
                    label, scene, interviewed, issuer, asked_only=asked_only, asks=label in askers, most=label == most
                )
                known[label.split(",")[0].split()[-1].lower()] = known[label]
                known.setdefault("".join(word[0] for word in label.split() if word[0].isupper()).lower(), known[label])
            named = known[label]
            turn = None if tells and named is not None and named.tag == OTHER else named
            reading.spoken = [spoken for spoken in reading.spoken if spoken.rule != "colon"]
        elif begun and asked and is_question(readings, index):
            turn = None
        elif begun and asked_only and index and begins_paragraph(readings, index):
            # Only the questions are labelled: what comes between them answers.
            turn = interviewed
        bracketed = (
            reading.sentence.text[0] in "[(" and reading.sentence.text[-1] in "])" and len(reading.words) < _NOTE
        )
        bracketed = bracketed or _EDITED.match(reading.sentence.text) is not None
        if not begun or bracketed or (label is None and reading.sentence.kind not in (Kind.BODY, Kind.CAPTION)):
            continue
        # A host tells what "he" says.
        heard = (one for one in reading.spoken if tells or one.who.by not in _VAGUE or _is_named_here(one, scene))
        own = [_ours(spoken, turn, scene) for spoken in heard]
        if turn is None:
            reading.spoken = own
            reading.asks = True
        else:
            last = Spoken(turn, None, "turn", 0.0)
            reading.spoken = [*(s for s in own if (s.who.tag, s.who.name) != (turn.tag, turn.name)), last]


def _turns(readings: Sequence[Reading], scenes: Sequence[Scene]) -> tuple[dict[int, str], int]:
    """Where turns begin, with their labels, and where below the last one the page goes on; no labels where there are no turns."""
    labels = _labels(readings)
    if dashed := named_between(readings, labels):
        return dashed, ended(readings, dashed)
    if _is_transcript(readings, labels, scenes[0].learned if scenes else {}):
        return labels, behind_labels(readings, labels)
    if _is_conversation(readings, labels):
        return labels, behind_turns(readings, labels)
    labels = named_once(readings, labels) or unlabelled(readings, scenes)
    return labels, ended(readings, labels)


_NEWSROOM: Final = re.compile(r", (?:anchor|byline|correspondent|host)$", re.IGNORECASE)
"""What stands behind the name of a newsroom's own people: "LENA MARO, HOST"."""
_VAGUE: Final = frozenset((By.NOBODY, By.PRONOUN))


def _is_named_here(spoken: Spoken, scene: Scene) -> bool:
    """Whether a pronoun means a side that its own sentence names before it: "I met X's minister, and he told me"."""
    phrase = spoken.candidate.phrase if spoken.candidate is not None else None
    if phrase is None or spoken.who.by is not By.PRONOUN or not is_told_me(scene, phrase):
        return False
    sorts = (Sort.PERSON, Sort.PLACE, Sort.DEMONYM)
    return any(hit.tag(*sorts) == spoken.who.tag for hit in beginning_in(scene, 0, phrase.start))


def _ours(spoken: Spoken, turn: Who | None, scene: Scene) -> Spoken:
    """A source in a turn; "our minister" is of the side of whoever says so."""
    phrase = spoken.candidate.phrase if spoken.candidate is not None else None
    if turn is None or phrase is None or spoken.who.tag != OTHER or scene.words.low[phrase.start] not in ("our", "my"):
        return spoken
    noun = scene.words.low[phrase.end - 1]
    if scene.lexicon.titles.isdisjoint(scene.words.low[phrase.start : phrase.end]):
        # "My answer is that"
        return replace(spoken, who=turn) if noun in scene.lexicon.nouns_of_words else spoken
    return replace(spoken, who=replace(turn, by=By.DEFINITE))


def _is_transcript(readings: Sequence[Reading], labels: dict[int, str], learned: Mapping[str, Who]) -> bool:
    """Whether labels are those of turns: names in capitals, or the same few again and again."""
    first = readings[min(labels)].hits if labels else []
    known = any(hit.start < _FEWEST and hit.tag(Sort.PERSON, Sort.SURNAME) for hit in first)
    several = [*labels.values()]
    if labels and all(readings[index].sentence.text[0] in _BUBBLES for index in labels):
        # How channels set what somebody said, over more than one paragraph where one of the next says "I".
        begins = readings[min(labels)].sentence.paragraph
        if any(
            index not in labels and reading.sentence.paragraph > begins and not _SPEAKS.isdisjoint(reading.words.low)
            for index, reading in enumerate(readings)
        ):
            return True
    roles = {label.lower().rstrip(".") for label in several}
    if roles & QUESTIONS and roles & ANSWERS:
        return True
    # One word in capitals that does not come back is a place: "CITY: It rained."
    times = Counter(several)
    words = {word.rstrip(".,") for word in several[0].lower().split()} if len(labels) == 1 else set()
    if words and words.isdisjoint(learned) and words.isdisjoint(_CALLED) and not known:
        # Such as "NORTH ANYTOWN: It rained".
        return False
    named = [
        label
        for label in several
        if label.isupper() and (" " in label or times[label] > 1 or (label.lower() in learned and min(labels) > 0))
    ]
    delegates = sum(DELEGATE.fullmatch(label) is not None for label in several)
    if delegates > 1 or (delegates and min(labels) < INTRODUCTION):
        return True
    if len(several) >= _FEWEST and all(_is_official(label) for label in several):
        return True
    returning = len(labels) >= _FEWEST and len(times) * 2 <= len(labels) + 2
    return returning or (bool(named) and len(named) * 2 >= len(labels) and min(labels) < INTRODUCTION)


_SPEAKS: Final = frozenset(("i", "my", "we"))
"""What a speaker says and no channel's "Follow us"."""
_BUBBLES: Final = frozenset("💬🗣🎙💭")
_CALLED: Final = frozenset(("dr", "miss", "mr", "mrs", "ms", "prof", "sir"))
"""How people are called, and no places."""


def _is_conversation(readings: Sequence[Reading], labels: dict[int, str]) -> bool:
    """Whether labels are the full names of people whom the registry knows, and somebody among them speaks to another one."""
    people = {
        label.split()[-1]
        for index, label in labels.items()
        if any(
            hit.tag(Sort.PERSON, Sort.OUTSIDER) and readings[index].words.end(hit.end - 1) == len(label)
            for hit in readings[index].hits
        )
    }
    others = {label.split()[-1] for label in labels.values()} - people
    asked = {label.lower() for label in others} <= QUESTIONS
    spoken = any(not _TO_SOMEBODY.isdisjoint(readings[index].words.low) for index in labels)
    return asked and len(people) + bool(others) > 1 and bool(people) and (spoken or bool(others))


_TO_SOMEBODY: Final = FIRST_PERSON | {"colleagues", "dear", "thank", "you", "your"}


def _is_official(label: str) -> bool:
    """Whether a label calls somebody by office and name: "President of X First Last"."""
    words = label.lower().split()
    return (
        words[0] in lexicon().offices | {"prime", "foreign", "vice"}
        and words[-1] not in lexicon().roles
        and len(words) > 2
    )


def _labels(readings: Sequence[Reading]) -> dict[int, str]:
    """The labels of paragraphs, by the place of their first sentence."""
    found: dict[int, str] = {}
    dashed: dict[int, str] = {}
    recorded = any(not _OF_RECORDS.isdisjoint(reading.words.low) for reading in readings[:INTRODUCTION])
    paragraph = -1
    for index, reading in enumerate(readings):
        match = label_of(reading.sentence.text)
        if reading.sentence.paragraph == paragraph and (match is None or match[1].lower() not in QUESTIONS | ANSWERS):
            continue
        paragraph = reading.sentence.paragraph
        if match is not None and match.re is HEARING and not recorded:
            # A list of people: "Mr. Maro. The envoy has run it since May."
            continue
        if match is None or reading.item or reading.sentence.kind in (Kind.DATELINE, Kind.CAPTION):
            # "From: First Last" heads a mail, "FILE PHOTO: …" a caption.
            continue
        listed = index + 1 < len(readings) and readings[index + 1].item and match.end() == len(reading.sentence.text)
        if listed and match[1].lower() in QUESTIONS:
            # "Questions:" above a list of them.
            continue
        if reading.sentence.text.isupper() or "/" in match[1]:
            # "CITY/CITY:" is where it was written.
            continue
        if index == 0 and reading.sentence.kind is Kind.HEADING:
            continue
        words = match[1].lower().replace(",", " ").split()
        if words[0] not in _NO_LABELS and lexicon().times.isdisjoint(words):
            role = next((word for word in (words[0], words[-1]) if word in _ROLES), None)
            # Also of "Question (Newsline):" and of "Media question:".
            (dashed if match.groupdict().get("dash") else found)[index] = (
                match[1] if role is None else role.capitalize()
            )
    times = Counter(found.values())
    spoken = {label for index, label in found.items() if readings[index].sentence.text[-1] in _ENDS}
    for index, label in [*found.items()]:
        edge = index < INTRODUCTION or index >= len(readings) - _FOOT
        # "Xland: The war in maps" is a link, wherever and however often it stands.
        heads = (edge and times[label] == 1) or label not in spoken
        heads = heads and readings[index].sentence.kind is Kind.HEADING
        if heads and not (label.isupper() or label.lower() in QUESTIONS | ANSWERS or _is_official(label)):
            # "Xland: Thirty killed" is another headline.
            del found[index]
    # A dash stands behind much else as well, unless the same few stand before it again and again.
    counted = Counter(label if INITIALS.fullmatch(label) else _initials(label) for label in dashed.values())
    if len(dashed) > _FEWEST and (len(counted) < _FEWEST or _fills(readings, dashed)):
        found |= dashed
    return _in_full(found)


_ENDS: Final = frozenset(".?!…:;,)]”\"'’*_")
"""How what somebody says ends, and no link does."""


def _fills(readings: Sequence[Reading], dashed: dict[int, str]) -> bool:
    """Whether most paragraphs from the first to the last of these begin with such a label, and somebody comes back."""
    first, last = min(dashed), max(dashed)
    starts = [index for index in range(first, last + 1) if begins_paragraph(readings, index)]
    surnames = Counter(label.split()[-1] for label in dashed.values())
    return len(dashed) > _MOSTLY * len(starts) and surnames.most_common(1)[0][1] > 1


def _in_full(labels: dict[int, str]) -> dict[int, str]:
    """The labels with each surname as the full name that stood before it: "First Last – …", later "Last – …"."""
    full: dict[str, str] = {}
    # "Lena Maro: …", later "LM: …", where no other has these letters.
    letters = Counter(map(_letters, {label for label in labels.values() if " " in label}))
    for index, label in sorted(labels.items()):
        full.setdefault(label.split()[-1], label)
        if " " in label and letters[_letters(label)] == 1:
            full.setdefault(_letters(label), label)
        labels[index] = full[label.split()[-1]] if " " not in label else label
    return labels


def _letters(label: str) -> str:
    return "".join(word[0] for word in label.split()).upper()


def _initials(label: str) -> str:
    """The letters by which a turn's speaker is called later, of a name in capitals; other labels stay."""
    return _letters(label) if label.isupper() else label


def _askers(readings: Sequence[Reading], labels: dict[int, str]) -> frozenset[str]:
    """The labels of those who ask: by their word, or because most of their turns end with a question mark."""
    turns: Counter[str] = Counter(labels.values())
    asked: Counter[str] = Counter()
    for index, following in pairwise([*sorted(labels), len(readings)]):
        last = index
        while last + 1 < following and readings[last + 1].sentence.paragraph == readings[index].sentence.paragraph:
            last += 1
        asked[labels[index]] += readings[last].sentence.text.rstrip().endswith("?")
    askers = {
        label for label in turns if not QUESTIONS.isdisjoint((label.split()[0].lower(), label.split()[-1].lower()))
    }
    askers |= {label for label, times in turns.items() if asked[label] > _MOSTLY * times}
    above = " ".join(reading.sentence.text for reading in readings[: min(*labels, INTRODUCTION)])
    if (asker := _ASKER.search(above)) is not None:
        letters = [word[0] for word in asker[1].split()]
        askers |= {label for label in turns if label in asker[1] or [*filter(str.isupper, label)] == letters}
    if not askers and len(turns) == PAIR and len(asked.keys() - {label for label in asked if not asked[label]}) == 1:
        # One of two asks at times, the other never.
        askers = {label for label, times in turns.items() if asked[label] * _FEWEST >= times}
    return frozenset(askers) if len(askers) < len(turns) else frozenset()


_ASKER: Final = re.compile(r"nterview\b[^.]{0,40}?\bby ([A-Z][\w’'-]*\.? [A-Z][\w’'-]+)")
"""Who asked, in what stands above an interview."""
_NOTE: Final = 12
"""Words and marks of a stage note."""
_EDITED: Final = re.compile(
    r"(?:this|the) (?:interview|conversation|transcript) (?:has been|was)\b|interview(?:ed)? by\b"
    r"|the (?:meeting|session|sitting|debate) (?:rose|resumed|was (?:adjourned|suspended|resumed|called))\b",
    re.IGNORECASE,
)
"""What stands below a conversation and is nobody's in it."""
_MOSTLY: Final = 0.6
