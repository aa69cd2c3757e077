"""Whom the labels of a transcript mean: by what they say, by what stands above the first of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from annotator.corpus.attribution.page.interviews import INTRODUCTION, PAIR, is_topic, owns
from annotator.corpus.attribution.reading import Reading
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.lexicon import lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.speaker import OTHER

DELEGATE: Final = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? .+ \(([A-Z][^)]*)\)")
"""A label of minutes, which says for whom somebody speaks: "Mr. SURNAME (Country)"."""
QUESTIONS: Final = listed("questions")
ANSWERS: Final = frozenset(("a", "answer", "response", "reply"))
INITIALS: Final = re.compile(r"[A-Z]{2,3}|(?:[A-Z][a-z]?\. ?){1,2}[A-Z][a-z]?\.?")
_IN_PARLIAMENT: Final = listed("in_parliament")
"""Who asks in a parliament is no interviewer."""


def introduced(
    readings: Sequence[Reading],
    scenes: Sequence[Scene],
    labels: dict[int, str],
    askers: frozenset[str],
    issuer: Who | None,
) -> dict[str, Who]:
    """Whom labels mean of whom something else says it: initials, names in the title of their words, a newsroom's host."""
    found = _initials_of(readings, scenes, labels, askers)
    if issuer is not None and issuer.person:
        above = scenes[: min(*labels, INTRODUCTION)]
        found |= {label: issuer for label in labels.values() if _is_titled(label, above)}
    if (host := _host(scenes, labels)) is not None:
        found[labels[min(labels)]] = host
    return found


def _initials_of(
    readings: Sequence[Reading], scenes: Sequence[Scene], labels: dict[int, str], askers: frozenset[str]
) -> dict[str, Who]:
    """Whom initials that stand as labels mean: the one official whom the text names in full so ("H.M." of Hrant Maro).

    Other where what stands above the first label names somebody else whom they fit; nobody where the label asks.
    """
    wanted = {
        label: "".join(filter(str.isupper, label)).lower()
        for label in set(labels.values()) - askers
        if INITIALS.fullmatch(label)
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


_LONGEST_LINE: Final = 400
"""Code points of a line above a transcript that are looked through for each label."""


def _introduced(label: str, scene: Scene) -> str | None:
    """The side of whom a line above a transcript introduces by office and initials: "taking part: minister of X A.B."."""
    at = scene.text.find(label, 0, _LONGEST_LINE)
    w = scene.words
    end = next((index for index in range(len(w)) if w.start(index) >= at), 0) if at > 0 else 0
    start = next((index + 1 for index in range(end - 1, -1, -1) if w.low[index] in (",", ":", ";", "and")), 0)
    who = identify(scene, Phrase(start, end)) if start < end else None
    return who.tag if who is not None and who.by is By.OFFICE else None


def _is_titled(label: str, above: Sequence[Scene]) -> bool:
    """Whether a title names somebody as whose words it announces: "Answers of the spokesperson of X First Last to Newsline"."""
    words = label.split()
    if len(words) < PAIR or not lexicon().titles.isdisjoint(label.lower().split()):
        return False
    lines = (scene.text[:_LONGEST_LINE] for scene in above)
    return any(label in line and _OTHERS.isdisjoint(line.split(label)[0].lower().split()) for line in lines)


_OTHERS: Final = frozenset(("and", "at", "by", "on", "to", "with"))
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


def whose(
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
    if country := DELEGATE.fullmatch(label):
        inside = scene.text.index("(") + 1
        tags = (hit.tag(Sort.PLACE) for hit in scene.hits if inside <= w.start(hit.start) < inside + len(country[1]))
        tag = next((tag for tag in tags if tag), OTHER)
        return Who(tag, country[1] if tag == OTHER else None, By.OFFICE, True)
    if words[-1] in QUESTIONS:
        own = issuer is None or issuer.by in (By.OUTLET, By.PERSON)
        return None if asked_only and own else Who(OTHER, label, By.COMMON, True)
    if words[-1] in ANSWERS:
        return interviewed or Who(OTHER, label, By.COMMON, True)
    end = next((index for index, low in enumerate(w.low) if low in (":", "–", "—", "]")), 0)
    # The record of a hearing, where members ask: "Mr. MARO. Thank you."
    end = end or sum(w.end(index) <= within for index in range(min(len(w), len(words) + 1)))
    start = 1 if w.low[0] in ("[", "(") else 0
    who = identify(scene, Phrase(start, end)) if end > start else None
    if asks and words[0] in _IN_PARLIAMENT:
        return Who(OTHER, label, By.NAMED, True) if who is None or who.tag == OTHER else who
    recorded = scene.text.startswith(f"{label}. ")
    if asks and not recorded and (who is None or who.tag == OTHER or who.by is By.OUTLET):
        return None if issuer is None or issuer.by in (By.OUTLET, By.PERSON) else Who(OTHER, label, By.COMMON, True)
    if most and issuer is not None and who is not None and who.by is By.NAMED and lex.media.isdisjoint(words):
        # Who speaks most in an issuer's transcript speaks for it.
        return issuer
    if most and interviewed is not None and INITIALS.fullmatch(label):
        return interviewed
    if who is not None and who.by is By.OUTLET and issuer is not None:
        # Who is asked answers; an outlet asks.
        return Who(OTHER, label, By.PRESS)
    if who is not None and who.by not in (By.COMMON, By.THING, By.MUTE):
        return who
    if lex.offices.intersection(words) or (most and interviewed is not None and len(words) > 1):
        return issuer or interviewed or Who(OTHER, label, By.COMMON, True)
    return Who(OTHER, label, By.NAMED, True)
