"""Deciding: what the annotations of one statement amount to (docs/definitions.md, section 3).

Pure, and the order of the annotations never matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType

from pydantic import AwareDatetime, Field

from annotator.annotation.annotation import Annotation, Answers, State
from annotator.annotation.codebook import ClaimAnswer, Confidence
from annotator.annotation.task import Task, TaskState
from annotator.claims.claim import Claim, Decision, Judgement, Violation, fold, judge
from annotator.corpus.speaker import OTHER, Registry
from annotator.corpus.statement import Span
from annotator.record import Record, ShortId
from annotator.settings import ReviewRule


class Ending(StrEnum):
    """How a statement ends."""

    CLAIM = "claim"
    NOT_A_CLAIM = "not_a_claim"
    UNDECIDED = "undecided"
    SUPERSEDED = "superseded"
    UNLABELED = "unlabeled"


class Reason(StrEnum):
    """Why a statement is undecided: the first that holds."""

    INVALID = "invalid"
    TOO_FEW = "too_few"
    CANNOT_TELL = "cannot_tell"
    DISAGREE_CLAIM = "disagree_claim"
    DISAGREE_SPEAKER = "disagree_speaker"
    DISAGREE_STATUS = "disagree_status"
    DISAGREE_DISPUTE = "disagree_dispute"


class Outcome(StrEnum):
    """How an annotation ends."""

    COUNTED = "counted"
    SKIPPED = "skipped"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    QUARANTINED = "quarantined"


class Undecided(Record):
    """A statement that people have labeled and no rule has decided yet."""

    claim_id: ShortId
    """The statement's id: the first 16 hex digits of the SHA-256 of sentence identity and ordinal."""
    article_id: str
    """The article's key."""
    sentence_id: ShortId
    """The first 16 hex digits of the SHA-256 of article key, normalised text and occurrence."""
    statement: int = Field(ge=1)
    """Which statement of its sentence, from 1."""
    text: str
    """The sentence."""
    suggested_speaker: str | None
    """What the tool suggested; no label."""
    reason: Reason
    """The first reason that holds."""
    answers: tuple[str, ...]
    """What the annotators answered, in short, sorted: who chose what is not told."""
    annotators: int = Field(ge=0)
    """How many people labeled it validly, an adjudicator not counted."""


class Judged(Record):
    """One annotation with its outcome."""

    annotation: Annotation
    outcome: Outcome
    reviewer: bool = False
    """Made by a reviewer, so a decision and no vote."""
    violations: tuple[Violation, ...] = ()
    """Why it is quarantined."""


class Decided(Record):
    """What became of one statement and of each of its annotations."""

    task: Task
    ending: Ending
    claim: Claim | None = None
    undecided: Undecided | None = None
    judged: tuple[Judged, ...] = ()
    warnings: tuple[Violation, ...] = ()


class _Vote(Record):
    """A valid annotation: the answers, and for claims the judgement."""

    annotation: Annotation
    answers: Answers
    judgement: Judgement | None


def decide(
    task: Task,
    annotations: Iterable[Annotation],
    *,
    rule: ReviewRule,
    registry: Registry,
    codebook_version: str,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> Decided:
    """Decide one statement by the review rule; every annotation given comes back with its outcome.

    `texts` holds the article versions at hand by the SHA-256 of the text, for rule R8; what is not at hand is not checked.
    """
    judged, votes = _sort_out(task, annotations, rule, registry, texts.get(task.article_sha256))
    if task.state is TaskState.SUPERSEDED or task.text_was_edited:
        return Decided(task=task, ending=Ending.SUPERSEDED, judged=judged)
    people = tuple(vote for vote in votes if not rule.is_reviewer(vote.annotation.person))
    decisions = tuple(vote for vote in votes if rule.is_reviewer(vote.annotation.person))
    quarantined = [one for one in judged if one.outcome is Outcome.QUARANTINED]

    def undecided(reason: Reason) -> Decided:
        found = Undecided(
            claim_id=task.uid,
            article_id=task.article,
            sentence_id=task.sentence_id,
            statement=task.statement,
            text=task.sentence,
            suggested_speaker=task.speaker,
            reason=reason,
            answers=tuple(sorted(_told(vote) for vote in votes)),
            annotators=len(people),
        )
        return Decided(task=task, ending=Ending.UNDECIDED, undecided=found, judged=judged)

    def decided(winners: Sequence[_Vote], decision: Decision) -> Decided:
        judgement = winners[0].judgement
        if judgement is None:
            return Decided(task=task, ending=Ending.NOT_A_CLAIM, judged=judged)
        agreeing = sum(_decisive(vote) == _decisive(winners[0]) for vote in people)
        claim = _claim(
            task,
            winners,
            decision=decision,
            annotators=len(people),
            agreement=agreeing / len(people) if people else None,
            codebook_version=codebook_version,
        )
        return Decided(task=task, ending=Ending.CLAIM, claim=claim, judged=judged, warnings=claim.warnings)

    if any(one.reviewer for one in quarantined):
        return undecided(Reason.INVALID)
    if decisions:
        newest = max(decisions, key=_age)
        if newest.answers.claim is ClaimAnswer.CANNOT_TELL:
            return undecided(Reason.CANNOT_TELL)
        return decided((newest,), Decision.ADJUDICATED)
    if not people and not quarantined:
        return Decided(task=task, ending=Ending.UNLABELED, judged=judged)
    if len(people) < rule.needed:
        return undecided(Reason.INVALID if len(people) + len(quarantined) >= rule.needed else Reason.TOO_FEW)
    if any(vote.answers.claim is ClaimAnswer.CANNOT_TELL for vote in people):
        return undecided(Reason.CANNOT_TELL)
    winner, count = Counter(_decisive(vote) for vote in people).most_common(1)[0]
    if count == len(people):
        return decided(people, Decision.SINGLE if rule.rule == "single" else Decision.UNANIMOUS)
    if rule.rule == "majority" and count * 2 > len(people):
        return decided([vote for vote in people if _decisive(vote) == winner], Decision.MAJORITY)
    return undecided(next(reason for reason, answer in _DISAGREEMENTS if len({answer(vote) for vote in people}) > 1))


def _sort_out(
    task: Task, annotations: Iterable[Annotation], rule: ReviewRule, registry: Registry, article: str | None
) -> tuple[tuple[Judged, ...], tuple[_Vote, ...]]:
    """Each annotation's outcome, and those that count."""
    judged: list[Judged] = []
    votes: list[_Vote] = []
    stale = task.state is TaskState.SUPERSEDED or task.text_was_edited
    by_person = sorted(annotations, key=lambda annotation: (annotation.person, _when(annotation)))
    for person, of_one in groupby(by_person, key=lambda annotation: annotation.person):
        reviewer = rule.is_reviewer(person)
        mine = list(of_one)
        submitted = [annotation for annotation in mine if annotation.state is State.SUBMITTED]
        for annotation in mine:
            if annotation.state is not State.SUBMITTED:
                outcome = Outcome.SKIPPED if annotation.state is State.SKIPPED else Outcome.DRAFT
            elif stale or annotation.text_sha256 != task.text_sha256 or annotation is not submitted[-1]:
                outcome = Outcome.SUPERSEDED
            else:
                found = _misplaced(task, article) or _valid(annotation, task, registry)
                if isinstance(found, _Vote):
                    votes.append(found)
                    outcome = Outcome.COUNTED
                else:
                    judged.append(
                        Judged(annotation=annotation, outcome=Outcome.QUARANTINED, reviewer=reviewer, violations=found)
                    )
                    continue
            judged.append(Judged(annotation=annotation, outcome=outcome, reviewer=reviewer))
    return tuple(judged), tuple(votes)


def _misplaced(task: Task, article: str | None) -> tuple[Violation, ...]:
    """R8: the article has the sentence where the task says so; nothing to say where the article is not at hand."""
    if article is None or article[task.char_start : task.char_end] == task.sentence:
        return ()
    where = f"code points {task.char_start} to {task.char_end} of article {task.article}"
    return (Violation(rule="R8", message=f"{where} hold another text than the task; push the article again"),)


def _valid(annotation: Annotation, task: Task, registry: Registry) -> _Vote | tuple[Violation, ...]:
    answers = annotation.answers
    if answers is None:
        return tuple(Violation(rule="R1", message=message) for message in annotation.unreadable)
    if answers.claim is not ClaimAnswer.CLAIM:
        return _Vote(annotation=annotation, answers=answers, judgement=None)
    judgement = judge(answers, task, registry)
    if isinstance(judgement, tuple):
        return judgement
    return _Vote(annotation=annotation, answers=answers, judgement=judgement)


def _claim(
    task: Task,
    winners: Sequence[_Vote],
    *,
    decision: Decision,
    annotators: int,
    agreement: float | None,
    codebook_version: str,
) -> Claim:
    """One claim of labels that agree on all that decides: evidence united, the lowest confidence, all notes."""
    judgements = [vote.judgement for vote in winners if vote.judgement]
    first = judgements[0]
    evidence = {item.model_dump_json(): item for judgement in judgements for item in judgement.evidence}
    content = _span(task.content, [vote.answers.content for vote in winners])
    disputants = {(voice.tag, fold(voice.name)): voice for voice in reversed(first.disputed_by)}
    levels = [vote.answers.confidence for vote in winners if vote.answers.confidence]
    notes = sorted({vote.answers.note.strip() for vote in winners if vote.answers.note and vote.answers.note.strip()})
    return Claim(
        claim_id=task.uid,
        article_id=task.article,
        article_sha256=task.article_sha256,
        sentence_id=task.sentence_id,
        statement=task.statement,
        text=task.sentence,
        char_start=task.char_start,
        char_end=task.char_end,
        text_sha256=task.text_sha256,
        speaker=first.speaker,
        source=task.words(_span(task.source, [vote.answers.source for vote in winners])),
        cue=task.words(_span(task.cue, [vote.answers.cue for vote in winners])),
        content_start=content.start if content else None,
        content_end=content.end if content else None,
        status=first.status,
        dispute_kind=first.dispute_kind,
        disputed_by=tuple(sorted(disputants.values(), key=lambda voice: (voice.tag, voice.name or ""))),
        evidence=tuple(evidence[key] for key in sorted(evidence)),
        confidence=min(levels, key=list(Confidence).index) if levels else None,
        decision=decision,
        annotators=annotators,
        agreement=agreement,
        reviewed_at=max(vote.annotation.updated_at for vote in winners),
        codebook_version=codebook_version,
        outlet=task.outlet,
        published_on=task.published_on,
        article_url=task.article_url,
        note="\n".join(notes) or None,
    )


def _span(suggested: Span | None, given: Sequence[Span | None]) -> Span | None:
    """The suggestion, unless all annotators agree on another stretch."""
    return given[0] if given[0] is not None and len(set(given)) == 1 else suggested


def _claimed(vote: _Vote) -> Hashable:
    return vote.answers.claim


def _speaker(vote: _Vote) -> Hashable:
    if vote.judgement is None:
        return None
    voice = vote.judgement.speaker
    return (voice.tag, fold(voice.name) if voice.tag == OTHER else "")


def _status(vote: _Vote) -> Hashable:
    return vote.judgement and vote.judgement.status


def _dispute(vote: _Vote) -> Hashable:
    if vote.judgement is None:
        return None
    names = frozenset((voice.tag, fold(voice.name)) for voice in vote.judgement.disputed_by)
    return (names, vote.judgement.dispute_kind)


_DISAGREEMENTS = (
    (Reason.DISAGREE_CLAIM, _claimed),
    (Reason.DISAGREE_SPEAKER, _speaker),
    (Reason.DISAGREE_STATUS, _status),
    (Reason.DISAGREE_DISPUTE, _dispute),
)


def _decisive(vote: _Vote) -> Hashable:
    """All answers that must be the same for two labels to agree."""
    return tuple(answer(vote) for _, answer in _DISAGREEMENTS)


def _told(vote: _Vote) -> str:
    """The decisive answers in a few words."""
    if vote.judgement is None:
        return str(vote.answers.claim)
    judgement = vote.judgement
    by = ", ".join(sorted(voice.name or voice.tag for voice in judgement.disputed_by))
    said = f"{judgement.speaker.name or judgement.speaker.tag}: {judgement.status}"
    how = f" ({judgement.dispute_kind})" if judgement.dispute_kind else ""
    return said + (f" by {by}" if by else "") + how


def _when(annotation: Annotation) -> tuple[AwareDatetime, AwareDatetime, int]:
    return (annotation.updated_at, annotation.created_at, annotation.annotation_id)


def _age(vote: _Vote) -> tuple[AwareDatetime, AwareDatetime, int]:
    return _when(vote.annotation)
