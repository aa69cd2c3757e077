"""Turns of a transcript: who speaks from one "NAME:" to the next, over paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.page.interviews import (
    INTRODUCTION,
    PAIR,
    behind_labels,
    behind_turns,
    ended,
    interviewed_in,
    is_question,
    is_topic,
    named_between,
    named_once,
    owns,
    unlabelled,
)
from annotator.corpus.attribution.page.letterhead import label_of
from annotator.corpus.attribution.reading import Reading, begins_paragraph
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.officials import of_no_state
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER

_DELEGATE = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? .+ \(([A-Z][^)]*)\)")
"""A label of minutes, which says for whom somebody speaks: "Mr. SURNAME (Country)"."""
_QUESTIONS = listed("questions")
_ANSWERS = frozenset(("a", "answer", "response", "reply"))
_ROLES = frozenset(("answer", "question", "questions"))
_NO_LABELS = listed("no_labels")
_FEWEST = 3
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
    introduced = _initials_of(readings, scenes, labels, askers)
    if issuer is not None and issuer.person:
        introduced |= {
            label: issuer for label in labels.values() if _is_titled(label, scenes[: min(*labels, INTRODUCTION)])
        }
    if (host := _host(scenes, labels)) is not None:
        introduced[labels[min(labels)]] = host
    answers = Counter(label for label in labels.values() if label not in askers) or Counter(labels.values())
    most = answers.most_common(1)[0][0]
    asked_only = not {label.lower() for label in labels.values()} - _QUESTIONS - _ANSWERS
    known: dict[str, Who | None] = {}
    turn: Who | None = None
    begun = False
    several = len(labels) >= _FEWEST and len(set(labels.values())) < _FEWEST
    asked = several and not any(_QUESTIONS.intersection(label.lower().split()) for label in labels.values())
    for index, (reading, scene) in enumerate(zip(readings[:end], scenes, strict=False)):
        label = labels.get(index)
        if label is not None:
            begun = True
            if label not in known:
                again = None if of_no_state([label.lower()]) else known.get(label.split()[-1].lower())
                again = again or introduced.get(label)
                known[label] = again or _whose(
                    label, scene, interviewed, issuer, asked_only=asked_only, asks=label in askers, most=label == most
                )
                known[label.split(",")[0].split()[-1].lower()] = known[label]
                known.setdefault("".join(word[0] for word in label.split() if word[0].isupper()).lower(), known[label])
            turn = known[label]
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
        own = [_ours(spoken, turn, scene) for spoken in reading.spoken if spoken.who.by not in _VAGUE]
        if turn is None:
            reading.spoken = own
            reading.asks = True
        else:
            last = Spoken(turn, None, "turn", 0.0)
            reading.spoken = [*(s for s in own if (s.who.tag, s.who.name) != (turn.tag, turn.name)), last]


def _is_titled(label: str, above: Sequence[Scene]) -> bool:
    """Whether a title names somebody as whose words it announces: "Answers of the spokesperson of X First Last to Newsline"."""
    words = label.split()
    if len(words) < PAIR or not lexicon().titles.isdisjoint(label.lower().split()):
        return False
    return any(
        label in scene.text and _OTHERS.isdisjoint(scene.text.split(label)[0].lower().split()) for scene in above
    )


_OTHERS = frozenset(("and", "at", "by", "on", "to", "with"))
"""Behind which a title names others."""


def _host(scenes: Sequence[Scene], labels: dict[int, str]) -> Who | None:
    """Whom the first label of a transcript means that a newsroom puts out under its own name: "NEWSROOM TRANSCRIPTS"."""
    above, first = scenes[0], min(labels)
    if not first or "transcripts" not in above.words.low or "," in labels[first]:
        return None
    surname = labels[first].split()[-1].lower()
    guest = any("interview" in scene.words.low and surname in scene.words.low for scene in scenes[:first])
    known = any(hit.start < len(labels[first].split()) for hit in scenes[first].hits[:1])
    if guest or known:
        # Whom the registry knows, or with whom the interview is.
        return None
    if scenes[first - 1].text.startswith(("(", "[")):
        # Somebody in a clip: "(BEGIN VIDEO CLIP)".
        return None
    tags = (hit.tag(Sort.OUTLET, Sort.PLACE) for hit in above.hits if hit.start == 0)
    return next((Who(tag, None, By.OUTLET) for tag in tags if tag in above.names.staff), None)


def _turns(readings: Sequence[Reading], scenes: Sequence[Scene]) -> tuple[dict[int, str], int]:
    """Where turns begin, with their labels, and where below the last one the page goes on; no labels where there are no turns."""
    labels = _labels(readings)
    if dashed := named_between(readings, labels):
        return dashed, ended(readings, dashed)
    if _is_transcript(labels):
        return labels, behind_labels(readings, labels)
    if _is_conversation(readings, labels):
        return labels, behind_turns(readings, labels)
    labels = named_once(readings, labels) or unlabelled(readings, scenes)
    return labels, ended(readings, labels)


def _initials_of(
    readings: Sequence[Reading], scenes: Sequence[Scene], labels: dict[int, str], askers: frozenset[str]
) -> dict[str, Who]:
    """Whom initials that stand as labels mean: the one official whom the text names in full so ("H.M." of Hrant Maro).

    Other where what stands above the first label names somebody else whom they fit; nobody where the label asks.
    """
    wanted = {
        label: "".join(filter(str.isupper, label)).lower()
        for label in set(labels.values()) - askers
        if _INITIALS.fullmatch(label)
    }
    tags: dict[str, set[str]] = {}
    first = min(labels)
    for index, (reading, scene) in enumerate(zip(readings if wanted else (), scenes, strict=False)):
        w, names = reading.words, set[int]()
        for label in wanted if index < min(first, INTRODUCTION) else ():
            if (side := _introduced(label, scene)) is not None:
                tags.setdefault(wanted[label], set()).add(side)
        for hit in reading.hits:
            if tag := hit.tag(Sort.PERSON):
                names.update(range(hit.start, hit.end))
                if not (owns(reading, hit.end) or is_topic(reading, hit.start)):
                    tags.setdefault("".join(low[0] for low in w.low[hit.start : hit.end]), set()).add(tag)
        for one, two in pairwise(w.capitals) if index < first else ():
            if two == one + 1 and names.isdisjoint((one, two)):
                known = scene.learned.get(w.low[two])
                tags.setdefault(w.low[one][0] + w.low[two][0], set()).add(OTHER if known is None else known.tag)
    found = {label: tags.get(letters, set()) for label, letters in wanted.items()}
    return {
        label: Who(OTHER, label, By.NAMED, True) if OTHER in sides else Who(next(iter(sides)), None, By.PERSON, True)
        for label, sides in found.items()
        if len(sides) == 1 or OTHER in sides
    }


def _introduced(label: str, scene: Scene) -> str | None:
    """The side of whom a line above a transcript introduces by office and initials: "taking part: minister of X A.B."."""
    at = scene.text.find(label)
    w = scene.words
    end = next((index for index in range(len(w)) if w.start(index) >= at), 0) if at > 0 else 0
    start = next((index + 1 for index in range(end - 1, -1, -1) if w.low[index] in (",", ":", ";", "and")), 0)
    who = identify(scene, Phrase(start, end)) if start < end else None
    return who.tag if who is not None and who.by is By.OFFICE else None


_VAGUE = frozenset((By.NOBODY, By.PRONOUN))


def _ours(spoken: Spoken, turn: Who | None, scene: Scene) -> Spoken:
    """A source in a turn; "our minister" is of the side of whoever says so."""
    phrase = spoken.candidate.phrase if spoken.candidate is not None else None
    if turn is None or phrase is None or spoken.who.tag != OTHER or scene.words.low[phrase.start] not in ("our", "my"):
        return spoken
    noun = scene.words.low[phrase.end - 1]
    if scene.lexicon.titles.isdisjoint(scene.words.low[phrase.start : phrase.end]):
        # "My answer is that"
        return spoken._replace(who=turn) if noun in scene.lexicon.nouns_of_words else spoken
    return spoken._replace(who=turn._replace(by=By.DEFINITE))


def _is_transcript(labels: dict[int, str]) -> bool:
    """Whether labels are those of turns: names in capitals, or the same few again and again."""
    several = [*labels.values()]
    roles = {label.lower().rstrip(".") for label in several}
    if roles & _QUESTIONS and roles & _ANSWERS:
        return True
    # One word in capitals that does not come back is a place: "CITY: It rained."
    times = Counter(several)
    named = [label for label in several if label.isupper() and (" " in label or times[label] > 1)]
    delegates = sum(_DELEGATE.fullmatch(label) is not None for label in several)
    if delegates > 1 or (delegates and min(labels) < INTRODUCTION):
        return True
    if len(several) >= _FEWEST and all(_is_official(label) for label in several):
        return True
    returning = len(labels) >= _FEWEST and len(times) * 2 <= len(labels) + 2
    return returning or (bool(named) and len(named) * 2 >= len(labels) and min(labels) < INTRODUCTION)


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
    asked = {label.lower() for label in others} <= _QUESTIONS
    spoken = any(not _TO_SOMEBODY.isdisjoint(readings[index].words.low) for index in labels)
    return asked and len(people) + bool(others) > 1 and bool(people) and (spoken or bool(others))


_TO_SOMEBODY = FIRST_PERSON | {"colleagues", "dear", "thank", "you", "your"}


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
    paragraph = -1
    for index, reading in enumerate(readings):
        match = label_of(reading.sentence.text)
        if reading.sentence.paragraph == paragraph and (match is None or match[1].lower() not in _QUESTIONS | _ANSWERS):
            continue
        paragraph = reading.sentence.paragraph
        if match is None or reading.item or reading.sentence.kind is Kind.DATELINE:
            # "From: First Last" heads a mail.
            continue
        listed = index + 1 < len(readings) and readings[index + 1].item and match.end() == len(reading.sentence.text)
        if listed and match[1].lower() in _QUESTIONS:
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
            (dashed if match["dash"] else found)[index] = match[1] if role is None else role.capitalize()
    times = Counter(found.values())
    for index, label in [*found.items()]:
        heads = readings[index].sentence.kind is Kind.HEADING and index < INTRODUCTION and times[label] == 1
        if heads and not (label.isupper() or label.lower() in _QUESTIONS | _ANSWERS or _is_official(label)):
            # "Xland: Thirty killed" is another headline.
            del found[index]
    # A dash stands behind much else as well, unless the same few stand before it again and again.
    counted = Counter(label if _INITIALS.fullmatch(label) else _initials(label) for label in dashed.values())
    if len(dashed) > _FEWEST and (len(counted) < _FEWEST or _fills(readings, dashed)):
        found |= dashed
    return _in_full(found)


def _fills(readings: Sequence[Reading], dashed: dict[int, str]) -> bool:
    """Whether most paragraphs from the first to the last of these begin with such a label, and somebody comes back."""
    first, last = min(dashed), max(dashed)
    starts = [index for index in range(first, last + 1) if begins_paragraph(readings, index)]
    surnames = Counter(label.split()[-1] for label in dashed.values())
    return len(dashed) > _MOSTLY * len(starts) and surnames.most_common(1)[0][1] > 1


def _in_full(labels: dict[int, str]) -> dict[int, str]:
    """The labels with each surname as the full name that stood before it: "First Last – …", later "Last – …"."""
    full: dict[str, str] = {}
    for index, label in sorted(labels.items()):
        full.setdefault(label.split()[-1], label)
        labels[index] = full[label.split()[-1]] if " " not in label else label
    return labels


def _initials(label: str) -> str:
    """The letters by which a turn's speaker is called later, of a name in capitals; other labels stay."""
    return "".join(word[0] for word in label.split()) if label.isupper() else label


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
        label for label in turns if not _QUESTIONS.isdisjoint((label.split()[0].lower(), label.split()[-1].lower()))
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


_ASKER = re.compile(r"nterview\b[^.]{0,40}?\bby ([A-Z][\w’'-]*\.? [A-Z][\w’'-]+)")
"""Who asked, in what stands above an interview."""
_NOTE = 12
"""Words and marks of a stage note."""
_EDITED = re.compile(
    r"(?:this|the) (?:interview|conversation|transcript) (?:has been|was)\b|interview(?:ed)? by\b"
    r"|the (?:meeting|session|sitting|debate) (?:rose|resumed|was (?:adjourned|suspended|resumed|called))\b",
    re.IGNORECASE,
)
"""What stands below a conversation and is nobody's in it."""
_IN_PARLIAMENT = listed("in_parliament")
"""Who asks in a parliament is no interviewer."""
_MOSTLY = 0.6
_INITIALS = re.compile(r"[A-Z]{2,3}|(?:[A-Z][a-z]?\. ?){1,2}[A-Z][a-z]?\.?")


def _whose(
    label: str, scene: Scene, interviewed: Who | None, issuer: Who | None, *, asked_only: bool, asks: bool, most: bool
) -> Who | None:
    """Whom a label means; None for an interviewer, who is the narrator."""
    w, lex = scene.words, scene.lexicon
    words = label.lower().rstrip(".0123456789 ").split() or [label.lower()]
    # An interview without labels has its own.
    within = scene.text.find(label) + len(label) if label in scene.text else 0
    for hit in scene.hits:
        tag = hit.tag(Sort.OUTLET, Sort.PLACE)
        if tag in scene.names.staff and w.start(hit.start) < within:
            return Who(tag, None, By.OUTLET)
    if country := _DELEGATE.fullmatch(label):
        inside = scene.text.index("(") + 1
        tags = (hit.tag(Sort.PLACE) for hit in scene.hits if inside <= w.start(hit.start) < inside + len(country[1]))
        tag = next((tag for tag in tags if tag), OTHER)
        return Who(tag, country[1] if tag == OTHER else None, By.OFFICE, True)
    if words[-1] in _QUESTIONS:
        own = issuer is None or issuer.by in (By.OUTLET, By.PERSON)
        return None if asked_only and own else Who(OTHER, label, By.COMMON, True)
    if words[-1] in _ANSWERS:
        return interviewed or Who(OTHER, label, By.COMMON, True)
    end = next((index for index, low in enumerate(w.low) if low in (":", "–", "—", "]")), 0)
    start = 1 if w.low[0] in ("[", "(") else 0
    who = identify(scene, Phrase(start, end)) if end > start else None
    if asks and words[0] in _IN_PARLIAMENT:
        return Who(OTHER, label, By.NAMED, True) if who is None or who.tag == OTHER else who
    if asks and (who is None or who.tag == OTHER or who.by is By.OUTLET):
        return None if issuer is None or issuer.by in (By.OUTLET, By.PERSON) else Who(OTHER, label, By.COMMON, True)
    if most and issuer is not None and who is not None and who.by is By.NAMED and lex.media.isdisjoint(words):
        # Who speaks most in an issuer's transcript speaks for it.
        return issuer
    if most and interviewed is not None and _INITIALS.fullmatch(label):
        return interviewed
    if who is not None and who.by is By.OUTLET and issuer is not None:
        # Who is asked answers; an outlet asks.
        return Who(OTHER, label, By.PRESS)
    if who is not None and who.by not in (By.COMMON, By.THING, By.MUTE):
        return who
    if lex.offices.intersection(words) or (most and interviewed is not None and len(words) > 1):
        return issuer or interviewed or Who(OTHER, label, By.COMMON, True)
    return Who(OTHER, label, By.NAMED, True)
