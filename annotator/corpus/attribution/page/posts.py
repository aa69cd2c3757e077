"""Feeds of posts and lines with labels: whose a paragraph is below "X @handle", behind "X:", and above "— X (@handle)"."""

from __future__ import annotations

import re
from typing import Final

from annotator.corpus.attribution.choice import Spoken
from annotator.corpus.attribution.reading import Reading, speaks_of_itself
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.attribution.words.tokens import QUOTED
from annotator.corpus.sentence import Kind
from annotator.corpus.speaker import OTHER


def carry_labels(readings: list[Reading], scenes: list[Scene]) -> None:
    """Give what follows "X: the road is open." within a paragraph to X, and the paragraph below "X @handle" as well, as long as
    nobody else speaks.

    Behind a label the narrator may resume: only a page of several such lines, or the first person, says that X goes on.
    """
    marks = sum(_is_labelled(reading) or _handle(reading) is not None for reading in readings)
    speaker: Spoken | None = None
    post: Spoken | None = None
    last_part = (0, 0)
    for index, (reading, scene) in enumerate(zip(readings, scenes, strict=True)):
        if reading.sentence.kind is not Kind.BODY:
            name, named = _handle(reading), scene
            if index and name is None and _HANDLE_ALONE.match(reading.sentence.text):
                name, named = _name_alone(readings[index - 1]), scenes[index - 1]
            elif post is not None and _ABOVE_POST.match(
                f"{readings[index - 1].sentence.text}\n{reading.sentence.text}"
            ):
                continue
            first = next((at for at, low in enumerate(named.words.low) if low[0].isalpha()), 0)
            speaker = post = None if name is None else Spoken(_called(named, first, name), None, "nearby", 0.0)
            continue
        if index and readings[index - 1].sentence.paragraph != reading.sentence.paragraph:
            before = readings[index - 1].sentence
            goes_on = reading.item or before.kind is not Kind.BODY or _PART.search(before.text) is not None
            part = _part(reading.sentence.text) if reading.sentence.text[0].isdigit() else None
            goes_on = goes_on or (part is not None and last_part == (part[0] - 1, part[1]))
            last_part = part or last_part
            speaker = post = post if goes_on else None
        if reading.spoken:
            speaker = reading.spoken[0] if _is_labelled(reading) else post
        elif speaker is None or reading.words.low[0] in ("he", "she"):
            continue
        elif post is not None or marks >= _FEWEST_LABELS or reading.words.inside or speaks_of_itself(reading):
            reading.spoken = [Spoken(speaker.who, None, "nearby", speaker.weight)]


_FEWEST_LABELS: Final = 3
"""Labels and handles from which a page is a feed of what others say."""
_HANDLE: Final = re.compile(r"(?:\*\*)?([^\W\d].{1,60}?)(?:\*\*)? (?:✔ )?@\w+(?: ·.*)?$")
"""A line with whose post stands below it: "First Last @name"."""
_POSTED: Final = re.compile(
    r"([^\W\d][^()@]{1,60}?) \((?:Facebook|Telegram|Twitter|X|VK), (?=[^()]*(?:\d:\d\d|\d [A-Z]|[a-z] \d{1,2}\b))[^()]*\)$"
)
"""The same of a network without handles: "Ministry of X (Telegram, 3 May, 09:15)"."""
_HANDLE_ALONE: Final = re.compile(r"@\w+(?: ·.*)?$")
"""The same below the name."""
_ABOVE_POST: Final = re.compile(r"@\w+(?: ·.*)?\n|.*\nReplying to @")
"""What somebody says of themselves below their handle, and whom they answer."""
_PART: Final = re.compile(r" (\d{1,2})/(?!\1$)\d{1,2}$")
"""Behind a part of a thread that is not its last."""
_OPENS_PART: Final = re.compile(r"(\d{1,2})/(\d{1,2}) ")
"""In front of one."""
_WITHIN_NAMES: Final = frozenset(("of", "the", "for", "and", "de", "van", "von", "al"))


def _handle(reading: Reading) -> str | None:
    """The name before a handle, in a line that is nothing else: no word in it is of a sentence."""
    text = reading.sentence.text
    if ("@" not in text and "(" not in text) or reading.sentence.kind is Kind.BODY:
        return None
    found = _HANDLE.match(text) or _POSTED.match(text)
    return found[1] if found is not None and _is_name(found[1]) else None


def _part(text: str) -> tuple[int, int] | None:
    """Which part of how many of a thread a post begins with being."""
    found = _OPENS_PART.match(text)
    return None if found is None else (int(found[1]), int(found[2]))


def _name_alone(reading: Reading) -> str | None:
    """The name that a line consists of, without the flags and other signs behind it."""
    if reading.sentence.kind is Kind.BODY or (found := _NAME.match(reading.sentence.text)) is None:
        return None
    return found[0].rstrip() if _is_name(found[0]) else None


_NAME: Final = re.compile(r"[^\W\d][\w .,'’&-]{1,60}(?=\W*$)")


def _is_name(text: str) -> bool:
    """Whether no word of a text is of a sentence."""
    return {word for word in text.split() if word[0].islower()} <= _WITHIN_NAMES


def _called(scene: Scene, start: int, name: str) -> Who:
    """Whom a name means that begins at a word."""
    w = scene.words
    end = next((index for index in range(start, len(w)) if w.start(index) >= w.start(start) + len(name)), len(w))
    return identify(scene, Phrase(start, end)) or Who(OTHER, name, By.NAMED)


def _is_labelled(reading: Reading) -> bool:
    """Whether a sentence begins with its speaker and a colon, and what follows is in no quotation marks."""
    candidate = reading.spoken[0].candidate if reading.spoken else None
    if (
        candidate is None
        or candidate.rule != "colon"
        or "quote_before" in candidate.features
        or candidate.phrase is None
    ):
        return False
    behind = reading.words.low[candidate.end : candidate.end + 1]
    return candidate.phrase.start < candidate.start and behind != [QUOTED]


def carry_posts(readings: list[Reading], scenes: list[Scene]) -> None:
    """Give what stands before the author of a post to them."""
    for index, (reading, scene) in enumerate(zip(readings, scenes, strict=True)):
        if index and (author := _posted_by(reading, scene)) is not None:
            _give_post(readings, index - 1, author)


def _posted_by(reading: Reading, scene: Scene) -> Who | None:
    """Who signed a post: "— First Last (@name) May 3, 2016"."""
    found = _SIGNED.match(reading.sentence.text) if "(@" in reading.sentence.text else None
    if found is None:
        return None
    return _called(scene, 0 if scene.words.low[0][0].isalpha() else 1, found[1])


def _give_post(readings: list[Reading], last: int, author: Who) -> None:
    paragraph = readings[last].sentence.paragraph
    while last >= 0 and readings[last].sentence.paragraph == paragraph:
        if readings[last].sentence.kind is Kind.BODY and not readings[last].spoken:
            readings[last].spoken = [Spoken(author, None, "turn", 0.0)]
        last -= 1


_SIGNED: Final = re.compile(r"[—–-]* ?(\S[^()]{1,60}?) \(@\w+\) \w+ \d{1,2}, \d{4}$")


def carry_record(readings: list[Reading], scenes: list[Scene]) -> None:
    """Give each speech of a verbatim record to the delegate in the line above it: "Mr Tom MARO, Xland, Rapporteur"."""
    lines = {index: found for index, reading in enumerate(readings) if (found := _delegate(reading)) is not None}
    if sum(state is not None for _, state in lines.values()) < _FEWEST_DELEGATES:
        return
    speaker: Who | None = None
    for index, (reading, scene) in enumerate(zip(readings, scenes, strict=True)):
        if index in lines:
            name, state = lines[index]
            of_state = (hit for hit in scene.hits if scene.text.startswith(state or ":", scene.words.start(hit.start)))
            tag = next((tag for hit in of_state if (tag := hit.tag(Sort.PLACE))), None)
            speaker = Who(tag or OTHER, None if tag else name, By.OFFICE, True)
        elif speaker is not None and reading.sentence.kind is Kind.BODY and reading.sentence.text[0] not in "[(":
            others = (spoken for spoken in reading.spoken if spoken.who.tag != speaker.tag)
            reading.spoken = [*others, Spoken(speaker, None, "turn", 0.0)]


def _delegate(reading: Reading) -> tuple[str, str | None] | None:
    """Whom a line of a record announces, and for which state they speak; the chair speaks for none."""
    if reading.sentence.kind is Kind.BODY:
        return None
    found = _DELEGATE.match(reading.sentence.text)
    if found is not None:
        return found[1], found[2]
    return (reading.sentence.text, None) if _CHAIR.fullmatch(reading.sentence.text) else None


_FEWEST_DELEGATES: Final = 2
_DELEGATE: Final = re.compile(
    r"((?:Mr|Ms|Mrs|Dr|Sir|Dame|Lord|Baroness)\.? [^,]*[A-Z]{3}[^,]*), ([A-Z][^,]{2,40})(?:,|$)"
)
_CHAIR: Final = re.compile(r"(?:The|THE) (?:(?:ACTING |VICE-)?PRESIDENT|SPEAKER|CHAIR(?:MAN|PERSON|WOMAN)?)")
