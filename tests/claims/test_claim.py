"""The rules R2 to R7 and R11: for each a label that breaks it and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from annotator.annotation.annotation import Answers
from annotator.claims.claim import Judgement, judge
from annotator.corpus.speaker import Registry
from tests.made import a_task, answers, cited

BROKEN: dict[str, tuple[str, Answers]] = {
    "a speaker that no registry knows": ("R2", answers(speaker="Atlantis")),
    "an Other that nobody names": ("R2", answers(speaker="Other")),
    "an Other named with blanks": ("R2", answers(speaker="Other", speaker_name="  ")),
    "no speaker at all": ("R2", answers(speaker=None)),
    "no status": ("R1", answers(status=None)),
    "verified without evidence": ("R3", answers(status="verified")),
    "verified by the speaker's own party": ("R3", answers(status="verified", evidence=[cited("Baku")])),
    "verified by evidence that rests on nobody": ("R3", answers(status="verified", evidence=[cited("Baku", citation="x").model_copy(update={"root": None})])),
    "verified by the narrator": ("R3", answers(status="verified", evidence=[cited("Narrator")])),
    "verified by an Other that nobody names": ("R3", answers(status="verified", evidence=[cited("Other")])),
    "verified and disputed by somebody": ("R3", answers(status="verified", evidence=[cited("CNN")], disputed_by=["Yerevan"])),
    "disputed without saying how": ("R4", answers(status="disputed", disputed_by=["Yerevan"])),
    "disputed by nobody and nothing": ("R4", answers(status="disputed", dispute_kind="denial")),
    "disputed by an Other that nobody names": ("R4", answers(status="disputed", dispute_kind="denial", disputed_by=["Other"])),
    "names of Others without Other": ("R4", answers(status="disputed", dispute_kind="denial", disputed_by=["CNN"], disputed_by_names=["UN"])),
    "disputed by its own speaker": ("R5", answers(status="disputed", dispute_kind="denial", disputed_by=["Baku"])),
    "attributed with evidence": ("R6", answers(evidence=[cited("CNN")])),
    "attributed and disputed by somebody": ("R6", answers(disputed_by=["Yerevan"])),
    "attributed with a kind of dispute": ("R6", answers(dispute_kind="denial")),
    "its own article as evidence": ("R7", answers(status="verified", evidence=[cited("CNN", citation="http://www.example.com/a/#top")])),
    "an empty citation": ("R11", answers(status="verified", evidence=[cited("CNN", citation="  ")])),
    "a URL that no browser opens": ("R11", answers(status="verified", evidence=[cited("CNN", citation="ftp://example.org/1")])),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "label"), BROKEN.values(), ids=BROKEN)
def test_a_label_that_breaks_one_rule_is_refused_by_its_id(rule: str, label: Answers, registry: Registry) -> None:
    """The message says what to do: it has a second half after a semicolon or names the choice."""
    found = judge(label, a_task(article_url="https://example.com/a"), registry)

    assert isinstance(found, tuple)
    assert [rule] == [violation.rule for violation in found]
    assert all(len(violation.message.split()) > 3 for violation in found)


KEPT: dict[str, Answers] = {
    "attributed": answers(),
    "verified by an independent outlet": answers(status="verified", evidence=[cited("CNN")]),
    "verified by the other party": answers(status="verified", evidence=[cited("Yerevan")]),
    "verified by an admission of the own side": answers(status="verified", evidence=[cited("Baku", admission=True)]),
    "verified by a book": answers(status="verified", evidence=[cited("Other", "UN", citation="S/2023/700, page 3")]),
    "disputed by the other party": answers(status="disputed", dispute_kind="denial", disputed_by=["Yerevan"]),
    "disputed by evidence alone": answers(status="disputed", dispute_kind="refuted", evidence=[cited("CNN")]),
    "disputed by a named Other": answers(
        status="disputed", dispute_kind="denial", disputed_by=["Other"], disputed_by_names=["UN"]
    ),
    "an unnamed Other disputed by another unnamed one": answers(
        speaker="Other", speaker_name="unnamed", status="disputed", dispute_kind="denial", disputed_by=["Other"],
        disputed_by_names=["unnamed"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", KEPT.values(), ids=KEPT)
def test_a_label_that_keeps_the_rules_becomes_a_judgement(label: Answers, registry: Registry) -> None:
    assert isinstance(judge(label, a_task(), registry), Judgement)


def test_every_broken_rule_is_told_at_once(registry: Registry) -> None:
    found = judge(answers(status="disputed", disputed_by=["Baku"]), a_task(), registry)

    assert isinstance(found, tuple)
    assert ["R4", "R5"] == [violation.rule for violation in found]


def test_another_speaker_of_the_same_party_is_kept_with_a_warning() -> None:
    """R5 W: one body of a party can contradict another."""
    voices: dict[str, Any] = {"speaker": {"tag": "A", "party": "p"}, "disputed_by": [{"tag": "B", "party": "p"}]}
    judgement = Judgement.model_validate({**voices, "status": "disputed", "dispute_kind": "denial"})

    assert ["R5"] == [warning.rule for warning in judgement.warnings]


def test_a_record_that_breaks_a_rule_cannot_be_made() -> None:
    """The rules hold for whoever makes a record, not only for labels on their way in."""
    with pytest.raises(ValidationError, match="R3"):
        Judgement.model_validate({"speaker": {"tag": "A", "party": "p"}, "status": "verified"})


def test_www_is_completed_to_a_url(registry: Registry) -> None:
    judgement = judge(
        answers(status="verified", evidence=[cited("CNN", citation="www.example.org/1")]), a_task(), registry
    )

    assert isinstance(judgement, Judgement)
    assert ["https://www.example.org/1"] == [item.citation for item in judgement.evidence]


SAME_ADDRESS = ["example.com/a", "http://www.example.com/a/#top", "HTTPS://EXAMPLE.com/a", "www.example.com/a"]


@pytest.mark.parametrize("citation", SAME_ADDRESS)
def test_the_own_article_is_known_in_any_spelling(citation: str, registry: Registry) -> None:
    label = answers(status="verified", evidence=[cited("CNN", citation=citation)])
    found = judge(label, a_task(article_url="https://example.com/a"), registry)

    assert isinstance(found, tuple)
    assert ["R7"] == [violation.rule for violation in found]


@pytest.mark.parametrize("citation", ["http://[x", "S/2023/700, page 3", "e.g. the minutes", "https://example.com/ab"])
def test_no_citation_stops_the_reading(citation: str, registry: Registry) -> None:
    label = answers(status="verified", evidence=[cited("CNN", citation=citation)])

    assert isinstance(judge(label, a_task(article_url="https://example.com/a"), registry), Judgement)


@pytest.mark.parametrize("citation", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_what_a_browser_would_run_is_refused(citation: str, registry: Registry) -> None:
    found = judge(answers(status="verified", evidence=[cited("CNN", citation=citation)]), a_task(), registry)

    assert isinstance(found, tuple)
    assert ["R11"] == [violation.rule for violation in found]
