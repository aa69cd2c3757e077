"""Results as Label Studio stores them, to answers and back. Pure.

Label Studio's API takes nearly anything (contradictory answers, doubled values, unknown choices), so reading is strict: what the
codebook does not know makes an annotation unreadable (rule R1), and says why.

Format: https://labelstud.io/guide/task_format
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from annotator.annotation.annotation import Annotation, Answers, Cited, State
from annotator.annotation.codebook import EVIDENCE_ITEMS, ClaimAnswer, Question, Status
from annotator.annotation.task import Task
from annotator.corpus.sentence import text_sha256
from annotator.corpus.statement import Span
from annotator.labelstudio.config import SENTENCE
from annotator.problem import Problem

JSON = dict[str, Any]
"""A JSON object of Label Studio's."""

_TYPES = {
    "one": "choices",
    "many": "choices",
    "tick": "choices",
    "text": "textarea",
    "names": "textarea",
    "spans": "labels",
}
_SPANS = ("source", "cue", "content")
_ONLY_FOR_CLAIMS = ("status", "dispute_kind", "disputed_by", "disputed_by_names")


class _UnreadableError(Exception):
    """Every fault of one annotation."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


def read_task(raw: JSON, where: str) -> Task | Problem:
    """The task as it was pushed, from Label Studio's record of it."""
    try:
        return Task.model_validate(raw.get("data"))
    except ValidationError as invalid:
        first = invalid.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "data"
        return Problem(
            kind="foreign_task",
            where=where,
            message=f"not a task as annotator pushes it: {field}: {first['msg']}",
            hint="delete it in Label Studio if somebody imported it by hand, or restore the field that was changed",
        )


def read_annotation(
    raw: JSON, task: Task, questions: Mapping[str, Question], *, person: str | None, draft: bool = False
) -> Annotation:
    """One annotation or draft of a task; faults are told in `Annotation.unreadable`.

    `person` is None where the account was deleted: whether it was an annotator's or a reviewer's, and whether two such labels are
    one person's, cannot be known any more, so the label counts for nothing and is not dropped either.
    """
    state = State.DRAFT if draft else State.SKIPPED if raw.get("was_cancelled") else State.SUBMITTED
    answers: Answers | None = None
    faults: tuple[str, ...] = ()
    suggested = False
    if state is State.SUBMITTED and person is None:
        faults = ("the account that made it was deleted; label it again, or let a reviewer decide",)
    elif state is State.SUBMITTED:
        try:
            answers = read_answers(raw.get("result"), task.sentence, questions)
            suggested = any(
                result["from_name"] == "claimed_by" and result.get("origin") == "prediction" for result in raw["result"]
            )
        except _UnreadableError as unreadable:
            faults = unreadable.faults
    return Annotation(
        statement_id=task.uid,
        annotation_id=raw["id"],
        task_id=raw.get("task"),
        person=name_of(raw, person),
        state=state,
        created_at=raw["created_at"],
        updated_at=raw["updated_at"],
        lead_time=raw.get("lead_time"),
        text_sha256=text_sha256(task.sentence),
        from_suggestion=suggested,
        edited_by_another=_edited_by_another(raw),
        answers=answers,
        unreadable=faults,
    )


def person_of(told: object) -> str | None:
    """The e-mail of who made an annotation; None where the account was deleted."""
    email = told.get("email") if isinstance(told, dict) else told
    return email if isinstance(email, str) and email else None


def name_of(raw: JSON, person: str | None) -> str:
    """Under which name an annotation stands: its person's, or one of its own where the account was deleted."""
    return person or f"deleted account (annotation {raw['id']})"


def _edited_by_another(raw: JSON) -> bool:
    maker, editor = raw.get("completed_by"), raw.get("updated_by")
    maker = maker.get("id") if isinstance(maker, dict) else maker
    return maker is not None and editor is not None and maker != editor


def read_answers(results: object, sentence: str, questions: Mapping[str, Question]) -> Answers:
    """The answers that a list of results holds.

    Raises:
        _UnreadableError: with every fault; `read_annotation` turns it into data.
    """
    if not isinstance(results, list):
        raise _UnreadableError([f"the result is no list but {type(results).__name__}; label it again"])
    values: dict[str, list[Any]] = {}
    faults: list[str] = []
    for result in results:
        try:
            control, found = _value(result, sentence, questions)
            values.setdefault(control, []).extend(found)
        except _UnreadableError as unreadable:
            faults += unreadable.faults
    for control, found in values.items():
        question = questions[control]
        if question.kind in ("one", "tick", "text") and len(found) != 1:
            faults.append(f"{control} has {len(found)} answers; give one")
        elif question.kind in ("many", "names") and len(set(found)) != len(found):
            faults.append(f"{control} holds an answer twice; give it once")
    if "is_claim" not in values:
        faults.append("no answer to whether it is a claim; give one")
    elif values["is_claim"] != [ClaimAnswer.CLAIM]:
        extra = [control for control in values if control in _ONLY_FOR_CLAIMS or _is_evidence(control)]
        faults += [
            f"{control} is answered though it is said to be no claim; take one of them away" for control in extra
        ]
    if faults:
        raise _UnreadableError(faults)
    return _answers(values)


def _value(result: object, sentence: str, questions: Mapping[str, Question]) -> tuple[str, list[Any]]:
    """One result's control and values, checked against the codebook."""
    if not isinstance(result, dict):
        raise _UnreadableError(["a result is no object; label it again"])
    control = result.get("from_name")
    question = questions.get(control) if isinstance(control, str) else None
    if question is None or not isinstance(control, str):
        raise _UnreadableError([f"a question {control!r} that no codebook of this project knows; label it again"])
    kind = _TYPES[question.kind]
    value = result.get("value")
    content = value.get("text" if kind == "textarea" else kind) if isinstance(value, dict) else None
    if kind == "textarea" and isinstance(content, str):
        content = [content]
    if result.get("type") != kind or not isinstance(content, list) or not content:
        raise _UnreadableError([f"{control} has no {kind} but {content!r}; label it again"])
    if not all(isinstance(item, str) for item in content):
        raise _UnreadableError([f"{control} holds what is no text: {content!r}; label it again"])
    if kind == "textarea":
        return control, content
    codes = {choice.code for choice in question.choices}
    if unknown := [item for item in content if item not in codes]:
        raise _UnreadableError(
            [f"{control}: {item!r} is no answer of any codebook of this project; choose another" for item in unknown]
        )
    if kind == "choices":
        return control, content
    start, end = (value.get("start"), value.get("end")) if isinstance(value, dict) else (None, None)
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(sentence)):
        raise _UnreadableError([f"the span {content[0]} lies outside of the sentence; mark it again"])
    return control, [(code, Span(start=start, end=end)) for code in content]


def _answers(values: Mapping[str, list[Any]]) -> Answers:
    def one(control: str) -> Any:
        return values[control][0] if control in values else None

    status = one("status")
    cited: list[Cited] = []
    faults: list[str] = []
    grounds = {"evidence": Status.VERIFIED, "counter": Status.DISPUTED}
    for prefix, fits in grounds.items():
        for number in range(1, EVIDENCE_ITEMS + 1):
            item = f"{prefix}_{number}"
            if item in values:
                cited.append(
                    Cited(
                        citation=one(item),
                        root=one(f"{item}_root"),
                        root_name=one(f"{item}_root_name"),
                        admission=f"{item}_admission" in values,
                    )
                )
                if status in grounds.values() and status != fits:
                    faults.append(f"{item} does not go with {status}; take one of them away")
            elif any(f"{item}_{part}" in values for part in ("root", "root_name", "admission")):
                faults.append(f"{item} has no citation; give the URL or citation")
    if len(cited) > EVIDENCE_ITEMS:
        faults.append(f"{len(cited)} items of evidence; give at most {EVIDENCE_ITEMS}")
    if faults:
        raise _UnreadableError(faults)
    spans = {code: _hull(values.get("spans", ()), code) for code in _SPANS}
    return Answers(
        claim=one("is_claim"),
        another_speaker="another_speaker" in values,
        speaker=one("claimed_by"),
        speaker_name=one("claimed_by_name"),
        status=status,
        evidence=tuple(cited),
        disputed_by=tuple(values.get("disputed_by", ())),
        disputed_by_names=tuple(values.get("disputed_by_names", ())),
        dispute_kind=one("dispute_kind"),
        confidence=one("confidence"),
        note=one("note"),
        **spans,
    )


def _hull(spans: Iterable[tuple[str, Span]], code: str) -> Span | None:
    """The stretch that covers every span of one kind: asserted words may stand before and behind the cue."""
    found = [span for label, span in spans if label == code]
    if not found:
        return None
    return Span(start=min(span.start for span in found), end=max(span.end for span in found))


def _is_evidence(control: str) -> bool:
    return control.startswith(("evidence_", "counter_"))


def prediction(task: Task, model_version: str) -> JSON | None:
    """The suggestion as a prediction: speaker and spans, never whether it is a claim. None where nothing is suggested."""
    if task.speaker is None:
        return None
    results = [_chosen("claimed_by", [task.speaker])]
    if task.speaker_name:
        results.append(_written("claimed_by_name", [task.speaker_name]))
    results += _marked({"source": task.source, "cue": task.cue, "content": task.content}, task.sentence)
    return {"model_version": model_version, "score": task.score, "result": results}


def write_answers(answers: Answers, sentence: str) -> list[JSON]:
    """The results that a person with these answers would have submitted; the inverse of `read_answers`."""
    results = [_chosen("is_claim", [answers.claim])]
    if answers.another_speaker:
        results.append(_chosen("another_speaker", ["another_speaker"]))
    prefix = "counter" if answers.status is Status.DISPUTED else "evidence"
    for number, item in enumerate(answers.evidence, start=1):
        control = f"{prefix}_{number}"
        adder = f"{control}_add"
        results += [_chosen(adder, [adder])] if control != "evidence_1" else []
        results.append(_written(control, [item.citation]))
        results += [_chosen(f"{control}_root", [item.root])] if item.root else []
        results += [_written(f"{control}_root_name", [item.root_name])] if item.root_name else []
        results += [_chosen(f"{control}_admission", [f"{control}_admission"])] if item.admission else []
    for control, code in (
        ("claimed_by", answers.speaker),
        ("status", answers.status),
        ("dispute_kind", answers.dispute_kind),
        ("confidence", answers.confidence),
    ):
        results += [_chosen(control, [code])] if code else []
    results += [_chosen("disputed_by", answers.disputed_by)] if answers.disputed_by else []
    results += [_written("disputed_by_names", answers.disputed_by_names)] if answers.disputed_by_names else []
    for control, text in (("claimed_by_name", answers.speaker_name), ("note", answers.note)):
        results += [_written(control, [text])] if text else []
    return results + _marked({"source": answers.source, "cue": answers.cue, "content": answers.content}, sentence)


def _chosen(control: str, codes: Iterable[str]) -> JSON:
    value = {"choices": [str(code) for code in codes]}
    return {"id": control, "from_name": control, "to_name": SENTENCE, "type": "choices", "value": value}


def _written(control: str, texts: Iterable[str]) -> JSON:
    return {
        "id": control,
        "from_name": control,
        "to_name": SENTENCE,
        "type": "textarea",
        "value": {"text": list(texts)},
    }


def _marked(spans: Mapping[str, Span | None], sentence: str) -> list[JSON]:
    return [
        {
            "id": code,
            "from_name": "spans",
            "to_name": SENTENCE,
            "type": "labels",
            "value": {"start": span.start, "end": span.end, "text": sentence[span.start : span.end], "labels": [code]},
        }
        for code, span in spans.items()
        if span
    ]
