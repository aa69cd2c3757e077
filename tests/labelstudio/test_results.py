"""Results and back: what the form writes is read, and what no form writes is refused with its reason."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.annotation.annotation import Answers, Cited, State
from annotator.annotation.codebook import Confidence, DisputeKind, Status, codebook, known_questions
from annotator.corpus import speaker
from annotator.corpus.statement import Span
from annotator.labelstudio.results import JSON, prediction, read_annotation, read_answers, read_task, write_answers
from annotator.problem import Problem
from tests.made import SENTENCE, a_task, answers

QUESTIONS = codebook(speaker.load()).questions
TAGS = [choice.code for choice in QUESTIONS["claimed_by"].choices]
WORDS = st.text(min_size=1, max_size=12)
ROOTS = st.sampled_from([choice.code for choice in QUESTIONS["evidence_1_root"].choices])
CITED = st.builds(Cited, citation=WORDS, root=ROOTS, root_name=st.none() | WORDS, admission=st.booleans())


@st.composite
def spans(draw: st.DrawFn) -> Span | None:
    """A stretch of the sentence, or none."""
    start = draw(st.integers(0, len(SENTENCE) - 1))
    return draw(st.none() | st.builds(Span, start=st.just(start), end=st.integers(start + 1, len(SENTENCE))))


CLAIMS = st.builds(
    Answers,
    claim=st.just("claim"),
    another_speaker=st.booleans(),
    speaker=st.none() | st.sampled_from(TAGS),
    speaker_name=st.none() | WORDS,
    status=st.none() | st.sampled_from(Status),
    evidence=st.lists(CITED, max_size=3).map(tuple),
    disputed_by=st.lists(ROOTS, unique=True).map(tuple),
    disputed_by_names=st.lists(WORDS, unique=True, max_size=3).map(tuple),
    dispute_kind=st.none() | st.sampled_from(DisputeKind),
    confidence=st.none() | st.sampled_from(Confidence),
    note=st.none() | WORDS,
    source=spans(),
    cue=spans(),
    content=spans(),
)


@given(CLAIMS)
def test_answers_come_back_as_they_were_written(given_answers: Answers) -> None:
    assert given_answers == read_answers(write_answers(given_answers, SENTENCE), SENTENCE, QUESTIONS)


def result(control: str, kind: str, value: dict[str, Any]) -> JSON:
    return {"from_name": control, "to_name": "sentence", "type": kind, "value": value}


USUAL = write_answers(answers(), SENTENCE)
REFUSED: dict[str, tuple[str, Any]] = {
    "no list": ("no list", "claim"),
    "no object": ("no object", [*USUAL, "claim"]),
    "an empty list": ("whether it is a claim", []),
    "an unknown question": ("no codebook", [*USUAL, result("mood", "choices", {"choices": ["good"]})]),
    "an unknown answer": (
        "no answer of any codebook",
        [*USUAL[:-1], result("status", "choices", {"choices": ["true"]})],
    ),
    "two answers where one is asked": ("2 answers", [*USUAL, result("status", "choices", {"choices": ["disputed"]})]),
    "two values in one answer": ("2 answers", [result("is_claim", "choices", {"choices": ["claim", "not_claim"]})]),
    "an answer twice": ("twice", [*USUAL, result("disputed_by", "choices", {"choices": ["CNN", "CNN"]})]),
    "another type": ("no choices", [*USUAL, result("confidence", "textarea", {"text": ["high"]})]),
    "a number for a text": ("no text", [*USUAL, result("note", "textarea", {"text": [7]})]),
    "a span outside": ("outside", [*USUAL, result("spans", "labels", {"start": 0, "end": 999, "labels": ["cue"]})]),
    "a span without place": ("outside", [*USUAL, result("spans", "labels", {"labels": ["cue"]})]),
    "no claim, and yet a status": (
        "said to be no claim",
        [
            result("is_claim", "choices", {"choices": ["not_claim"]}),
            result("status", "choices", {"choices": ["verified"]}),
        ],
    ),
    "a root without a citation": ("no citation", [*USUAL, result("evidence_1_root", "choices", {"choices": ["CNN"]})]),
}


def raw(results: Any, **fields: Any) -> JSON:
    when = "2023-09-20T12:00:00.000000Z"
    return {"id": 1, "result": results, "created_at": when, "updated_at": when, **fields}


@pytest.mark.parametrize(("said", "results"), REFUSED.values(), ids=REFUSED)
def test_what_no_codebook_knows_is_unreadable_and_says_why(said: str, results: Any) -> None:
    """R1: the API takes all of this with status 201."""
    annotation = read_annotation(raw(results), a_task(), QUESTIONS, person="ana@example.org")

    assert annotation.answers is None
    assert said in "; ".join(annotation.unreadable)


def test_a_suggested_speaker_may_stay_where_it_is_no_claim() -> None:
    """The page leaves the prediction in a hidden part of the form."""
    results = [
        result("is_claim", "choices", {"choices": ["not_claim"]}),
        result("claimed_by", "choices", {"choices": ["Baku"]}),
    ]

    assert "not_claim" == read_answers(results, SENTENCE, QUESTIONS).claim


def test_the_contents_of_a_skipped_one_count_for_nothing() -> None:
    """Label Studio keeps the prediction in the result of a skipped annotation."""
    annotation = read_annotation(raw(USUAL, was_cancelled=True), a_task(), QUESTIONS, person="ana@example.org")

    assert (State.SKIPPED, None, ()) == (annotation.state, annotation.answers, annotation.unreadable)


def test_an_answer_of_an_earlier_codebook_is_readable() -> None:
    before = codebook(speaker.load())
    choices = QUESTIONS["claimed_by"].choices
    fewer = QUESTIONS["claimed_by"].model_copy(update={"choices": choices[1:]})
    now = before.model_copy(update={"items": (*before.items[:-1], fewer)})

    assert choices[0].code in {choice.code for choice in known_questions((before, now))["claimed_by"].choices}


def test_several_spans_of_one_kind_are_one_stretch() -> None:
    """Asserted words may stand before and behind the saying verb."""
    marks = [
        result("spans", "labels", {"start": start, "end": end, "labels": ["content"]})
        for start, end in ((0, 3), (9, 12))
    ]

    assert Span(start=0, end=12) == read_answers([*USUAL, *marks], SENTENCE, QUESTIONS).content


def test_a_prediction_fills_speaker_and_spans_and_never_the_first_question() -> None:
    task = a_task(speaker="Other", speaker_name="UN", source=Span(start=0, end=12), score=0.5)
    made = prediction(task, "rules-1")

    assert made is not None
    assert ["claimed_by", "claimed_by_name", "spans"] == [one["from_name"] for one in made["result"]]
    assert "The ministry" == made["result"][-1]["value"]["text"]


def test_nothing_is_predicted_where_nothing_is_suggested() -> None:
    assert prediction(a_task().next_statement(2), "rules-1") is None


def test_a_task_that_is_not_ours_is_a_problem_with_its_address() -> None:
    found = read_task({"data": {"text": "imported by hand"}}, "http://server/projects/1/data?task=5")

    assert isinstance(found, Problem)
    assert "task=5" in found.where


def test_a_task_comes_back_as_it_was_pushed() -> None:
    task = a_task(source=Span(start=0, end=12))

    assert task == read_task({"data": task.model_dump(mode="json")}, "")


@pytest.mark.parametrize(("status", "prefix"), [("verified", "counter_1"), ("disputed", "evidence_1")])
def test_evidence_that_does_not_go_with_the_status_is_refused(status: str, prefix: str) -> None:
    """The page hides it; the API takes evidence against a claim beside `verified`."""
    results = [
        *write_answers(answers(status=status), SENTENCE),
        result(prefix, "textarea", {"text": ["https://example.org/1"]}),
        result(f"{prefix}_root", "choices", {"choices": ["CNN"]}),
    ]
    annotation = read_annotation(raw(results), a_task(), QUESTIONS, person="ana@example.org")

    assert f"{prefix} does not go with {status}" in "; ".join(annotation.unreadable)


def test_the_label_of_a_deleted_account_counts_for_nothing_and_is_not_dropped() -> None:
    annotation = read_annotation(raw(USUAL), a_task(), QUESTIONS, person=None)

    assert (None, "deleted account (annotation 1)") == (annotation.answers, annotation.person)
    assert "deleted" in annotation.unreadable[0]


def test_a_label_that_somebody_else_edited_says_so() -> None:
    edited = raw(USUAL, completed_by={"id": 1, "email": "ana@example.org"}, updated_by=2)

    assert read_annotation(edited, a_task(), QUESTIONS, person="ana@example.org").edited_by_another
    assert not read_annotation(
        {**edited, "updated_by": 1}, a_task(), QUESTIONS, person="ana@example.org"
    ).edited_by_another
