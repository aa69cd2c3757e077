"""The dataset: sums that come out, each sentence once, and the balance of the statuses."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from annotator.annotation.task import Task
from annotator.claims.claim import Claim
from annotator.claims.dataset import Dataset, assemble, balance
from annotator.claims.review import Decided, decide
from annotator.corpus import speaker
from annotator.settings import ReviewRule
from tests.made import a_task, answers, by

NAMES = {"ana@example.org": "person-1", "ben@example.org": "person-2"}


def decided(task: Task, **label: object) -> Decided:
    labels = [by(person, task, answers(**label)) for person in ("ana", "ben")]
    return decide(task, labels, rule=ReviewRule(), registry=speaker.load(), codebook_version="0" * 8)


def test_everything_that_goes_in_comes_out() -> None:
    tasks = [a_task(), a_task(sentence="Another."), a_task(sentence="A third.")]
    made = assemble([decided(tasks[0]), decided(tasks[1], claim="not_claim"), decided(tasks[2], status=None)], NAMES)

    assert (3, 6) == (made.counts.statements, made.counts.annotations)
    assert {"claim": 1, "not_a_claim": 1, "undecided": 1} == {k: n for k, n in made.counts.endings.items() if n}
    assert {"counted": 4, "quarantined": 2} == {k: n for k, n in made.counts.outcomes.items() if n}
    assert {"person-1", "person-2"} == {row.annotator for row in made.annotations}


def test_a_dataset_whose_sums_do_not_come_out_cannot_be_made() -> None:
    made = assemble([decided(a_task())], NAMES)

    with pytest.raises(ValidationError, match="claims: 0 in, 1 out"):
        Dataset.model_validate({**dict(made), "claims": ()})


def test_a_sentence_is_listed_once_whatever_version_its_statements_came_with() -> None:
    first, second = a_task(sentence_index=3), a_task(statement=2, sentence_index=4, char_start=99, char_end=153)

    (sentence,) = assemble([decided(second), decided(first)], NAMES).sentences

    assert (2, 3, ("Baku", "Baku")) == (sentence.statements, sentence.sentence_index, sentence.suggested_speakers)


def test_the_order_of_statements_does_not_matter() -> None:
    several = [decided(a_task(sentence=text)) for text in "abcdef"]

    assert assemble(several, NAMES) == assemble(reversed(several), NAMES)


def test_the_balance_tells_shares_with_wilsons_interval() -> None:
    """1 of 4: the interval is that of Wilson's paper, 0.0456 to 0.6994."""
    claims: list[Claim] = []
    for text, status in (("a", "attributed"), ("b", "attributed"), ("c", "attributed"), ("d", "disputed")):
        label = {"status": status} | (
            {"dispute_kind": "denial", "disputed_by": ["Yerevan"]} if status == "disputed" else {}
        )
        claim = decided(a_task(sentence=text), **label).claim
        assert claim is not None
        claims.append(claim)

    disputed = next(share for share in balance(claims) if share.status == "disputed")

    assert ("Baku", 1, 4, 0.25) == (disputed.speaker, disputed.count, disputed.of, disputed.share)
    assert (0.0456, 0.6994) == (round(disputed.low, 4), round(disputed.high, 4))


def test_there_is_no_balance_of_nothing() -> None:
    assert () == balance([])
