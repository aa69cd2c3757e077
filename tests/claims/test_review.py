"""Deciding: every decision and every reason of the definitions, section 3."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.annotation.annotation import Annotation, State
from annotator.annotation.task import Task, TaskState
from annotator.claims.claim import Decision
from annotator.claims.review import Decided, Ending, Outcome, Reason, decide
from annotator.corpus import speaker
from annotator.settings import ReviewRule
from tests.made import a_task, answers, by, cited

TASK = a_task()
TWO = ReviewRule(reviewers=("judge@example.org",))
DISPUTE: dict[str, Any] = {"status": "disputed", "dispute_kind": "denial", "disputed_by": ["Yerevan"]}
NOT_CLAIM: dict[str, Any] = {"claim": "not_claim", "speaker": None, "status": None}
CANNOT_TELL: dict[str, Any] = {**NOT_CLAIM, "claim": "cannot_tell"}


def decided(*annotations: Annotation, rule: ReviewRule = TWO, task: Task = TASK, **more: Any) -> Decided:
    return decide(task, annotations, rule=rule, registry=speaker.load(), codebook_version="0" * 8, **more)


def outcomes(found: Decided) -> dict[str, str]:
    return {one.annotation.person.split("@")[0]: one.outcome for one in found.judged}


def test_two_who_agree_make_a_claim() -> None:
    found = decided(by("ana", TASK), by("ben", TASK, minutes=5))

    assert found.ending is Ending.CLAIM
    assert found.claim is not None
    assert (Decision.UNANIMOUS, 2, 1.0) == (found.claim.decision, found.claim.annotators, found.claim.agreement)
    assert by("ben", TASK, minutes=5).updated_at == found.claim.reviewed_at


def test_nobody_has_labeled() -> None:
    assert Ending.UNLABELED is decided().ending


def test_skipped_ones_and_drafts_count_for_nothing() -> None:
    found = decided(
        by("ana", TASK, answers=None, state=State.SKIPPED),
        by("ben", TASK, answers=None, state=State.DRAFT),
    )

    assert Ending.UNLABELED is found.ending
    assert {"ana": Outcome.SKIPPED, "ben": Outcome.DRAFT} == outcomes(found)


def test_two_who_say_it_is_no_claim() -> None:
    found = decided(by("ana", TASK, answers(**NOT_CLAIM)), by("ben", TASK, answers(**NOT_CLAIM)))

    assert (Ending.NOT_A_CLAIM, None) == (found.ending, found.claim)


UNDECIDED: dict[str, tuple[Reason, list[dict[str, Any]]]] = {
    "one of two has labeled": (Reason.TOO_FEW, [{}]),
    "one cannot tell": (Reason.CANNOT_TELL, [{}, CANNOT_TELL]),
    "a claim or none": (Reason.DISAGREE_CLAIM, [{}, NOT_CLAIM]),
    "two speakers": (Reason.DISAGREE_SPEAKER, [{}, {"speaker": "Yerevan"}]),
    "two names of Others": (
        Reason.DISAGREE_SPEAKER,
        [{"speaker": "Other", "speaker_name": "UN"}, {"speaker": "Other", "speaker_name": "EU"}],
    ),
    "two statuses": (Reason.DISAGREE_STATUS, [{}, DISPUTE]),
    "two disputants": (Reason.DISAGREE_DISPUTE, [DISPUTE, {**DISPUTE, "disputed_by": ["CNN"]}]),
    "two kinds of dispute": (Reason.DISAGREE_DISPUTE, [DISPUTE, {**DISPUTE, "dispute_kind": "refuted"}]),
    "one label breaks a rule": (Reason.INVALID, [{}, {"status": "verified"}]),
}


@pytest.mark.parametrize(("reason", "labels"), UNDECIDED.values(), ids=UNDECIDED)
def test_what_is_undecided_says_the_first_reason(reason: Reason, labels: list[dict[str, Any]]) -> None:
    found = decided(*(by(f"p{number}", TASK, answers(**label)) for number, label in enumerate(labels)))

    assert found.undecided is not None
    assert (Ending.UNDECIDED, reason) == (found.ending, found.undecided.reason)


def test_names_are_compared_without_case_and_blanks() -> None:
    names = ("Human Rights  Watch", "human rights watch ")
    labels = [answers(speaker="Other", speaker_name=name) for name in names]

    assert Ending.CLAIM is decided(by("ana", TASK, labels[0]), by("ben", TASK, labels[1])).ending


def test_valid_labels_decide_where_enough_are_left() -> None:
    found = decided(by("ana", TASK), by("ben", TASK), by("cem", TASK, answers(status="verified")))

    assert Ending.CLAIM is found.ending
    assert Outcome.QUARANTINED == outcomes(found)["cem"]


def test_the_reviewer_decides_against_two() -> None:
    found = decided(
        by("ana", TASK), by("ben", TASK, answers(**DISPUTE)), by("judge", TASK, answers(**DISPUTE), minutes=9)
    )

    assert found.claim is not None
    assert (Decision.ADJUDICATED, 2, 0.5) == (found.claim.decision, found.claim.annotators, found.claim.agreement)
    assert "disputed" == found.claim.status


def test_the_reviewer_is_no_annotator() -> None:
    """A reviewer's label never makes up the number (so R10 cannot be broken without a review project)."""
    found = decided(by("judge", TASK))

    assert found.claim is not None
    assert (0, None) == (found.claim.annotators, found.claim.agreement)


def test_the_newest_of_two_reviewers_decides() -> None:
    rule = ReviewRule(reviewers=("judge@example.org", "JURY@example.org"))
    found = decided(by("judge", TASK), by("jury", TASK, answers(**NOT_CLAIM), minutes=1), rule=rule)

    assert Ending.NOT_A_CLAIM is found.ending


def test_a_decision_that_breaks_a_rule_decides_nothing() -> None:
    """Two who agree are not taken instead: a reviewer wanted to overrule them (docs/decisions/0004)."""
    found = decided(by("ana", TASK), by("ben", TASK), by("judge", TASK, answers(status="verified")))

    assert found.undecided is not None
    assert Reason.INVALID is found.undecided.reason


def test_of_one_person_the_last_edited_counts() -> None:
    first, second = by("ana", TASK), by("ana", TASK, answers(**DISPUTE), minutes=3)
    found = decided(first, second, by("ben", TASK, answers(**DISPUTE)))

    assert Ending.CLAIM is found.ending
    assert [Outcome.SUPERSEDED, Outcome.COUNTED] == [
        one.outcome for one in found.judged if one.annotation.person == "ana@example.org"
    ]


def test_a_superseded_statement_keeps_its_labels_and_exports_none() -> None:
    gone = a_task(state=TaskState.SUPERSEDED)
    found = decided(by("ana", gone), by("ben", gone), task=gone)

    assert Ending.SUPERSEDED is found.ending
    assert {Outcome.SUPERSEDED} == set(outcomes(found).values())


def test_a_text_that_was_edited_on_the_server_supersedes_its_labels() -> None:
    """R9: Label Studio keeps a label silently when the task's text is edited."""
    edited = TASK.model_copy(update={"sentence": "The ministry said that a town was hit."})
    found = decided(by("ana", edited), by("ben", edited), task=edited)

    assert Ending.SUPERSEDED is found.ending


def test_a_place_that_the_article_has_otherwise_is_quarantined() -> None:
    """R8, where this machine has the version of the article."""
    right = {TASK.article_sha256: " " * 10 + TASK.sentence}
    wrong = {TASK.article_sha256: " " * 9 + TASK.sentence}

    assert Ending.CLAIM is decided(by("ana", TASK), by("ben", TASK), texts=right).ending
    found = decided(by("ana", TASK), by("ben", TASK), texts=wrong)
    assert {"R8"} == {violation.rule for one in found.judged for violation in one.violations}
    assert Ending.UNDECIDED is found.ending


def test_majority_needs_more_than_half_of_three() -> None:
    rule = ReviewRule(rule="majority")
    two_of_three = [by("ana", TASK), by("ben", TASK), by("cem", TASK, answers(**DISPUTE))]

    found = decided(*two_of_three, rule=rule)
    assert found.claim is not None
    assert (Decision.MAJORITY, 2 / 3) == (found.claim.decision, found.claim.agreement)
    assert Ending.UNDECIDED is decided(*two_of_three[:2], rule=rule).ending
    half = [*two_of_three, by("dan", TASK, answers(**DISPUTE))]
    assert Ending.UNDECIDED is decided(*half, rule=rule).ending


def test_single_takes_one_and_still_tells_two_who_differ() -> None:
    rule = ReviewRule(rule="single")

    found = decided(by("ana", TASK), rule=rule)
    assert found.claim is not None
    assert Decision.SINGLE is found.claim.decision
    assert Ending.UNDECIDED is decided(by("ana", TASK), by("ben", TASK, answers(**DISPUTE)), rule=rule).ending


def test_what_does_not_decide_is_merged() -> None:
    first = answers(status="verified", evidence=[cited("CNN")], confidence="high", note="seen")
    second = answers(status="verified", evidence=[cited("CNN"), cited("Other", "UN")], confidence="low", note="")
    found = decided(by("ana", TASK, first), by("ben", TASK, second))

    assert found.claim is not None
    assert ["CNN", "Other"] == [item.root.tag for item in found.claim.evidence]
    assert ("low", "seen") == (found.claim.confidence, found.claim.note)


def test_spans_are_the_suggestions_unless_all_agree_on_others() -> None:
    task = a_task(source={"start": 4, "end": 12})
    mine, other = {"source": {"start": 0, "end": 12}}, {"source": {"start": 0, "end": 3}}

    agreed = decided(by("ana", task, answers(**mine)), by("ben", task, answers(**mine)), task=task)
    differ = decided(by("ana", task, answers(**mine)), by("ben", task, answers(**other)), task=task)

    assert agreed.claim is not None
    assert differ.claim is not None
    assert ("The ministry", "ministry") == (agreed.claim.source, differ.claim.source)


LABELS = st.sampled_from(
    [{}, NOT_CLAIM, CANNOT_TELL, DISPUTE, {"status": "verified"}, {"speaker": "Yerevan", "note": "n"}]
)


@given(st.lists(st.tuples(st.sampled_from(["ana", "ben", "cem", "judge"]), LABELS, st.integers(0, 5)), max_size=5))
def test_the_order_of_annotations_never_matters(labels: list[tuple[str, dict[str, Any], int]]) -> None:
    """Whatever order the server answers in, the same claim comes out, and every annotation has an outcome."""
    annotations = [
        by(person, TASK, answers(**label), minutes=minutes, annotation_id=number)
        for number, (person, label, minutes) in enumerate(labels)
    ]
    found = {decided(*order).model_dump_json() for order in itertools.islice(itertools.permutations(annotations), 24)}

    assert 1 == len(found)
    assert len(annotations) == len(decided(*annotations).judged)


def test_a_disputant_named_twice_is_one() -> None:
    twice = answers(
        status="disputed", dispute_kind="denial", disputed_by=["Other"], disputed_by_names=["UN", "un ", "HRW"]
    )
    found = decided(by("ana", TASK, twice), by("ben", TASK, twice))

    assert found.claim is not None
    assert ["HRW", "UN"] == [voice.name for voice in found.claim.disputed_by]


def test_all_of_a_majority_are_unanimous() -> None:
    found = decided(*(by(name, TASK) for name in ("ana", "ben", "cem")), rule=ReviewRule(rule="majority"))

    assert found.claim is not None
    assert Decision.UNANIMOUS is found.claim.decision
