"""A claim: who says what, and what is known of it; with the rules that every one of them keeps.

The rules are those of the definitions, by their ids. R1 is the reader's (`annotator.labelstudio.results`), R8 and R9
concern the text (`annotator.claims.dataset`, `annotator.claims.review`), and R10 holds by construction where there is no review
project: a reviewer's annotation is never counted among the annotators'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from annotator.annotation.annotation import Answers
from annotator.annotation.codebook import Confidence, DisputeKind, Status
from annotator.annotation.task import Task
from annotator.corpus.speaker import NARRATOR, OTHER, UNNAMED, Registry, Voice
from annotator.record import DayOrMonth, Record, Sha256, ShortId


class Evidence(Record):
    """Something a reader can open or look up, and on whom it finally rests."""

    citation: str
    """A URL (http or https) or a citation in words."""
    root: Voice
    """On whom it finally rests; ten outlets that quote one ministry are one root."""
    admission: bool = False
    """The root is the speaker's own side, speaking against its interest."""


class Violation(Record):
    """A rule that a label breaks, and what the annotator has to do."""

    rule: str
    message: str


class Judgement(Record):
    """The answers that make a claim, with every voice resolved to its party. It keeps R2 to R7 and R11."""

    speaker: Voice
    """The side whose claim the sentence reports; never the outlet that relays it."""
    status: Status
    dispute_kind: DisputeKind | None = None
    disputed_by: tuple[Voice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    article_url: str | None = None
    """The claim's own article, which is never its evidence."""

    @model_validator(mode="after")
    def _keeps_the_rules(self) -> Self:
        if broken := tuple(violations(self)):
            text = "; ".join(f"{violation.rule}: {violation.message}" for violation in broken)
            raise PydanticCustomError("rules", "{text}", {"text": text, "violations": broken})
        return self

    @property
    def warnings(self) -> tuple[Violation, ...]:
        """What is kept and reported (R5 W)."""
        return tuple(
            Violation(rule="R5", message=f"disputed by {voice.tag}, which is of the speaker's own party {voice.party}")
            for voice in self.disputed_by
            if voice.party == self.speaker.party and not _same_voice(voice, self.speaker)
        )


class Decision(StrEnum):
    """Which rule accepted a label."""

    ADJUDICATED = "adjudicated"
    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    SINGLE = "single"


class Claim(Judgement):
    """One reviewed claim: one row of ``claims.csv``."""

    claim_id: ShortId
    """The statement's id."""
    article_id: str
    """The article's key."""
    article_sha256: Sha256
    """Of the text (UTF-8) of the version of the article that `char_start` and `char_end` refer to."""
    sentence_id: ShortId
    """The first 16 hex digits of the SHA-256 of article key, normalised text and occurrence."""
    statement: int = Field(ge=1)
    """Which statement of its sentence, from 1."""
    text: str
    """The sentence."""
    char_start: int = Field(ge=0)
    """First code point of the sentence in the article's text."""
    char_end: int = Field(gt=0)
    """One past its last code point."""
    text_sha256: Sha256
    """Of the normalised text: NFC, runs of white space made one blank."""
    source: str | None = None
    """The words that name who says it."""
    cue: str | None = None
    """The saying verb or phrase."""
    content_start: int | None = Field(default=None, ge=0)
    """First code point of the asserted words, in `text`."""
    content_end: int | None = Field(default=None, gt=0)
    """One past their last code point, in `text`."""
    confidence: Confidence | None = None
    """The lowest that an annotator gave."""
    decision: Decision
    annotators: int = Field(ge=0)
    """How many people labeled it validly, the adjudicator not counted."""
    agreement: float | None = Field(default=None, ge=0, le=1)
    """The share of them whose decisive answers are the decision's; None where nobody but the adjudicator labeled."""
    reviewed_at: AwareDatetime
    """The latest edit among the annotations that the decision rests on, in UTC."""
    codebook_version: str
    outlet: str | None = None
    published_on: DayOrMonth | None = None
    """Only from metadata that says so."""
    note: str | None = None


def judge(answers: Answers, task: Task, registry: Registry) -> Judgement | tuple[Violation, ...]:
    """What one person's answers amount to, or every rule that they break; for answers that say `claim`."""
    try:
        return Judgement.model_validate(_resolved(answers, task, registry))
    except _UnresolvedError as unresolved:
        return unresolved.violations
    except ValidationError as invalid:
        for error in invalid.errors():
            if error["type"] == "rules":
                broken: tuple[Violation, ...] = error["ctx"]["violations"]
                return broken
        raise


class _UnresolvedError(Exception):
    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__(violations)
        self.violations = violations


def _resolved(answers: Answers, task: Task, registry: Registry) -> dict[str, object]:
    """The answers with every tag turned into a voice; answers that name nobody are violations of R1 to R4."""
    broken: list[Violation] = []

    def voice(tag: str, name: str | None, rule: str, what: str) -> Voice | None:
        if tag == OTHER and not (name and name.strip()):
            broken.append(Violation(rule=rule, message=f"{what} is Other without a name; say who"))
            return None
        try:
            return registry.voice(tag, name, outlet=task.outlet, article=task.article)
        except ValueError:
            broken.append(Violation(rule=rule, message=f"{what} {tag!r} is not in the registry; choose another"))
            return None

    if answers.status is None:
        broken.append(Violation(rule="R1", message="no status; choose attributed, verified or disputed"))
    speaker = None
    if answers.speaker is None:
        broken.append(Violation(rule="R2", message="no speaker; choose who says it"))
    else:
        speaker = voice(answers.speaker, answers.speaker_name, "R2", "the speaker")
    evidence = []
    for number, item in enumerate(answers.evidence, start=1):
        what = f"the root of evidence {number}"
        if item.root is None:
            broken.append(Violation(rule="R3", message=f"{what} is missing; say on whom it rests"))
        elif item.root == NARRATOR:
            broken.append(
                Violation(rule="R3", message=f"{what} is Narrator; an outlet's own reporting is Other with its name")
            )
        elif root := voice(item.root, item.root_name, "R3", what):
            evidence.append({"citation": _citation(item.citation), "root": root, "admission": item.admission})
    disputed_by: list[Voice | None] = []
    for tag in answers.disputed_by:
        names: tuple[str | None, ...] = answers.disputed_by_names or (None,) if tag == OTHER else (None,)
        disputed_by += [voice(tag, name, "R4", "who disputes it") for name in names]
    if answers.disputed_by_names and OTHER not in answers.disputed_by:
        broken.append(
            Violation(rule="R4", message="names of Others who dispute it, but Other is not chosen; choose it")
        )
    if broken:
        raise _UnresolvedError(tuple(broken))
    return {
        "speaker": speaker,
        "status": answers.status,
        "dispute_kind": answers.dispute_kind,
        "disputed_by": tuple(disputed_by),
        "evidence": tuple(evidence),
        "article_url": task.article_url,
    }


def violations(judgement: Judgement) -> Iterator[Violation]:
    """Every rule that a judgement breaks, in the rules' order."""
    for rule, check in RULES.items():
        if message := check(judgement):
            yield Violation(rule=rule, message=message)


def _other_has_a_name(judgement: Judgement) -> str | None:
    """R2: an Other says who (that the tag is in the registry, `judge` checks while it resolves voices)."""
    if judgement.speaker.tag == OTHER and not judgement.speaker.name:
        return "the speaker is Other without a name; say who"
    return None


def _verified_has_grounds(judgement: Judgement) -> str | None:
    """R3: verified rests on somebody else's evidence, or on an admission, and nobody disputes it."""
    if judgement.status is not Status.VERIFIED:
        return None
    if judgement.disputed_by:
        return "verified, and disputed by somebody; choose disputed, or take the names away"
    if not any(item.admission or item.root.party != judgement.speaker.party for item in judgement.evidence):
        return (
            f"verified without evidence whose root is outside the party {judgement.speaker.party!r}; "
            "add such evidence, or choose attributed"
        )
    return None


def _disputed_has_grounds(judgement: Judgement) -> str | None:
    """R4: disputed says how, and by whom or by what evidence."""
    if judgement.status is not Status.DISPUTED:
        return None
    if judgement.dispute_kind is None:
        return "disputed without saying how; choose a kind of dispute"
    if not judgement.disputed_by and not judgement.evidence:
        return "disputed by nobody and by no evidence; say by whom, or add evidence"
    return None


def _nobody_disputes_themselves(judgement: Judgement) -> str | None:
    """R5: whoever speaks does not dispute it; an unnamed Other is nobody in particular."""
    if any(_same_voice(voice, judgement.speaker) for voice in judgement.disputed_by):
        return f"disputed by its own speaker, {judgement.speaker.name or judgement.speaker.tag}; take it off the list"
    return None


def _attributed_is_bare(judgement: Judgement) -> str | None:
    """R6: attributed means that nothing is known beyond who says it; only a dispute has a kind."""
    if judgement.status is Status.ATTRIBUTED and (judgement.evidence or judgement.disputed_by):
        return "attributed, and yet with evidence or a dispute; choose verified or disputed, or take them away"
    if judgement.status is not Status.DISPUTED and judgement.dispute_kind:
        return f"{judgement.status} with a kind of dispute; choose disputed, or take the kind away"
    return None


def _article_is_no_evidence(judgement: Judgement) -> str | None:
    """R7: the claim's own article is never its evidence."""
    own = _address(judgement.article_url or "")
    if own and any(_address(item.citation) == own for item in judgement.evidence):
        return "the claim's own article is given as its evidence; give another source"
    return None


def _evidence_can_be_opened(judgement: Judgement) -> str | None:
    """R11: a citation is not empty, and a URL is http or https."""
    for item in judgement.evidence:
        if not item.citation.strip():
            return "an empty citation; give a URL or say where to look it up"
        scheme = re.match(
            r"\s*(?:([a-z][a-z0-9+.-]*)://|(javascript|data|file|mailto|vbscript):)", item.citation, re.IGNORECASE
        )
        if scheme and str(scheme[1]).lower() not in ("http", "https"):
            return f"{item.citation!r} cannot be opened; a URL starts with http://, https:// or www."
    return None


RULES: dict[str, Callable[[Judgement], str | None]] = {
    "R2": _other_has_a_name,
    "R3": _verified_has_grounds,
    "R4": _disputed_has_grounds,
    "R5": _nobody_disputes_themselves,
    "R6": _attributed_is_bare,
    "R7": _article_is_no_evidence,
    "R11": _evidence_can_be_opened,
}
"""The rules across the fields of one judgement: each says what to do, or None."""


def _same_voice(one: Voice, other: Voice) -> bool:
    """Tag and name together; Others without a known name are never the same."""
    if one.tag != other.tag:
        return False
    if one.tag != OTHER:
        return True
    names = {fold(one.name), fold(other.name)}
    return len(names) == 1 and UNNAMED not in names


def fold(name: str | None) -> str:
    """A name as it is compared: case and white space aside."""
    return " ".join((name or "").split()).casefold()


def _citation(text: str) -> str:
    """A citation as it is released: trimmed, and ``www.`` completed to a URL."""
    text = text.strip()
    return f"https://{text}" if text.lower().startswith("www.") else text


def _address(url: str) -> tuple[str, str, str] | None:
    """What two spellings of one web address share, with or without scheme; None for what is no web address."""
    bare = re.sub(r"^https?://", "", url.strip(), flags=re.IGNORECASE)
    if not re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)", bare):
        return None
    parts = urlsplit(f"//{bare}")
    return ((parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query)
