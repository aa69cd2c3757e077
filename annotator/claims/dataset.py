"""The dataset: every statement and every annotation of a pull with its ending, and sums that must come out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from annotator.annotation.annotation import Answers
from annotator.annotation.codebook import Status
from annotator.claims.claim import Claim
from annotator.claims.review import Decided, Ending, Outcome, Reason, Undecided
from annotator.corpus.sentence import Kind
from annotator.record import Record, Sha256, ShortId


class Judgeable(Record):
    """One sentence that was put before annotators, also where it holds no claim: one row of ``sentences.csv``."""

    sentence_id: ShortId
    """The first 16 hex digits of the SHA-256 of article key, normalised text and occurrence."""
    article_id: str
    """The article's key."""
    article_sha256: Sha256
    """Of the text (UTF-8) of the version of the article that `char_start` and `char_end` refer to."""
    sentence_index: int = Field(ge=0)
    """Position among the article's units, from 0."""
    kind: Kind
    """body, heading or caption."""
    text: str
    """The sentence."""
    char_start: int = Field(ge=0)
    """First code point of the sentence in the article's text."""
    char_end: int = Field(gt=0)
    """One past its last code point."""
    text_sha256: Sha256
    """Of the normalised text: NFC, runs of white space made one blank."""
    statements: int = Field(ge=1)
    """How many statements of it have a task."""
    suggested_speakers: tuple[str, ...]
    """The suggested tag of each statement, in order; empty where none was suggested."""
    endings: tuple[Ending, ...]
    """How each statement ended, in order."""
    outlet: str | None = None
    """Who published the article, as its metadata says."""
    synthetic: bool = False
    """The article was made up for a demonstration."""


class Labeled(Record):
    """One annotation, by one person of one statement: one row of ``annotations.csv``."""

    claim_id: ShortId
    """The statement's id: the first 16 hex digits of the SHA-256 of sentence identity and ordinal."""
    annotator: str
    """A pseudonym; the key stays out of the release."""
    reviewer: bool
    """A reviewer's decision, not an annotator's label."""
    outcome: Outcome
    """counted, skipped, draft, superseded or quarantined."""
    created_at: AwareDatetime
    """When it was made, in UTC."""
    updated_at: AwareDatetime
    """When it was last edited, in UTC."""
    lead_time: float | None
    """Seconds on the labeling page, as Label Studio counts them."""
    from_suggestion: bool
    """The speaker was taken over from the suggestion unchanged."""
    broken_rules: tuple[str, ...]
    """Ids of the rules that it breaks, where it is quarantined."""
    answers: Answers | None
    """All answers; None for skipped ones and drafts."""


class Counts(Record):
    """What went in and what came out. In equals out; `Dataset` refuses to exist otherwise."""

    statements: int = Field(ge=0)
    endings: dict[Ending, int]
    annotations: int = Field(ge=0)
    outcomes: dict[Outcome, int]
    reasons: dict[Reason, int]


class Dataset(Record):
    """What a pull makes: claims, what is undecided, every sentence and every annotation."""

    claims: tuple[Claim, ...]
    """Sorted by id."""
    undecided: tuple[Undecided, ...]
    """Sorted by id."""
    sentences: tuple[Judgeable, ...]
    """Sorted by article and place."""
    annotations: tuple[Labeled, ...]
    """Sorted by statement, annotator and time."""
    counts: Counts

    @model_validator(mode="after")
    def _sums_come_out(self) -> Self:
        """Every statement and every annotation has exactly one ending."""
        counts = self.counts
        facts = {
            "statements": (counts.statements, sum(counts.endings.values())),
            "annotations": (counts.annotations, sum(counts.outcomes.values())),
            "claims": (len(self.claims), counts.endings[Ending.CLAIM]),
            "undecided": (len(self.undecided), counts.endings[Ending.UNDECIDED]),
            "annotation rows": (len(self.annotations), counts.annotations),
            "statements in sentences": (sum(s.statements for s in self.sentences), counts.statements),
        }
        for what, (put_in, came_out) in facts.items():
            if put_in != came_out:
                raise ValueError(f"{what}: {put_in} in, {came_out} out")
        return self


def assemble(decided: Iterable[Decided], pseudonyms: Mapping[str, str]) -> Dataset:
    """The dataset of all decided statements; `pseudonyms` maps each person's e-mail to what is published."""
    all_decided = sorted(decided, key=lambda one: one.task.uid)
    rows = [
        Labeled(
            claim_id=one.task.uid,
            annotator=pseudonyms[judged.annotation.person],
            reviewer=judged.reviewer,
            outcome=judged.outcome,
            created_at=judged.annotation.created_at,
            updated_at=judged.annotation.updated_at,
            lead_time=judged.annotation.lead_time,
            from_suggestion=judged.annotation.from_suggestion,
            broken_rules=tuple(dict.fromkeys(violation.rule for violation in judged.violations)),
            answers=judged.annotation.answers,
        )
        for one in all_decided
        for judged in one.judged
    ]
    undecided = tuple(one.undecided for one in all_decided if one.undecided)
    endings = Counter(one.ending for one in all_decided)
    outcomes = Counter(row.outcome for row in rows)
    reasons = Counter(one.reason for one in undecided)
    return Dataset(
        claims=tuple(one.claim for one in all_decided if one.claim),
        undecided=undecided,
        sentences=tuple(_sentences(all_decided)),
        annotations=tuple(sorted(rows, key=lambda row: (row.claim_id, row.annotator, row.created_at))),
        counts=Counts(
            statements=len(all_decided),
            endings={ending: endings[ending] for ending in Ending},
            annotations=len(rows),
            outcomes={outcome: outcomes[outcome] for outcome in Outcome},
            reasons={reason: reasons[reason] for reason in Reason},
        ),
    )


def _sentences(decided: Iterable[Decided]) -> Iterable[Judgeable]:
    """Each sentence once, in the order of the articles; its statements may have been pushed with different versions."""
    by_sentence: dict[ShortId, list[Decided]] = {}
    for one in sorted(decided, key=lambda one: one.task.statement):
        by_sentence.setdefault(one.task.sentence_id, []).append(one)
    for together in sorted(
        by_sentence.values(), key=lambda group: (group[0].task.article, group[0].task.sentence_index)
    ):
        task = together[0].task
        yield Judgeable(
            sentence_id=task.sentence_id,
            article_id=task.article,
            article_sha256=task.article_sha256,
            sentence_index=task.sentence_index,
            kind=task.kind,
            text=task.sentence,
            char_start=task.char_start,
            char_end=task.char_end,
            text_sha256=task.text_sha256,
            statements=len(together),
            suggested_speakers=tuple(one.task.speaker or "" for one in together),
            endings=tuple(one.ending for one in together),
            outlet=task.outlet,
            synthetic=task.synthetic,
        )


class Share(Record):
    """How often one speaker's claims have one status (R14), with a 95 % Wilson interval."""

    speaker: str
    status: Status
    count: int
    of: int
    share: float
    low: float
    high: float


def balance(claims: Iterable[Claim]) -> tuple[Share, ...]:
    """R14: the share of each status per speaker, so that a tilt towards a party shows.

    Source of the interval: E. B. Wilson, Probable inference, JASA 22 (1927) 209-212, with z = 1.96.
    """
    by_speaker: dict[str, Counter[Status]] = {}
    for claim in claims:
        by_speaker.setdefault(claim.speaker.tag, Counter())[claim.status] += 1
    shares: list[Share] = []
    for speaker, statuses in sorted(by_speaker.items()):
        total = sum(statuses.values())
        for status in Status:
            low, high = _wilson(statuses[status], total)
            shares.append(
                Share(
                    speaker=speaker,
                    status=status,
                    count=statuses[status],
                    of=total,
                    share=statuses[status] / total,
                    low=low,
                    high=high,
                )
            )
    return tuple(shares)


def _wilson(count: int, total: int) -> tuple[float, float]:
    z = 1.96
    share = count / total
    middle = share + z * z / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale))
