"""The questions and their answers: the one list that form, records, schemas and docs are made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Literal

from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.record import Record


class ClaimAnswer(StrEnum):
    """Is it a checkable assertion about the world?"""

    CLAIM = "claim"
    NOT_CLAIM = "not_claim"
    CANNOT_TELL = "cannot_tell"


class Status(StrEnum):
    """What is known of a claim beyond who makes it."""

    ATTRIBUTED = "attributed"
    VERIFIED = "verified"
    DISPUTED = "disputed"


class DisputeKind(StrEnum):
    """How a claim is disputed."""

    DENIAL = "denial"
    DIFFERENT_FIGURE = "different_figure"
    DIFFERENT_ACCOUNT = "different_account"
    REFUTED = "refuted"


class Confidence(StrEnum):
    """How sure the annotator is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Choice(Record):
    """One answer that can be picked."""

    code: str
    """What is stored."""
    label: str
    """What the page shows."""
    hotkey: str | None = None


class Question(Record):
    """One control of the form. A control is never named like a field of the task's data."""

    control: str
    kind: Literal["one", "many", "tick", "text", "names", "spans"]
    """``one`` or ``many`` of the choices; ``tick``: its one choice or nothing; ``text``: one text; ``names``: several short
    texts; ``spans``: stretches of the sentence."""
    prompt: str
    choices: tuple[Choice, ...] = ()
    required: bool = False
    """The page refuses to submit without an answer; the API does not, so the rules are checked again on pull."""


class Group(Record):
    """Questions that are asked only after a certain answer."""

    control: str
    """The question whose answer decides."""
    answers: tuple[str, ...]
    items: tuple[Question | Group, ...]


class Codebook(Record):
    """All questions in the order in which the page asks them."""

    items: tuple[Question | Group, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its control's name."""
        return {question.control: question for question in _flat(self.items)}

    @cached_property
    def version(self) -> str:
        """The first 8 hex digits of the SHA-256 of questions and answers; hotkeys play no part."""
        told = self.model_dump(mode="json")
        _drop(told, "hotkey")
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]


def known_questions(codebooks: Iterable[Codebook]) -> dict[str, Question]:
    """Every question and answer that any of these codebooks knows, so that labels of an earlier one stay readable."""
    known: dict[str, Question] = {}
    for codebook in codebooks:
        for control, question in codebook.questions.items():
            earlier = known[control].choices if control in known else ()
            codes = {choice.code for choice in question.choices}
            both = (*question.choices, *(choice for choice in earlier if choice.code not in codes))
            known[control] = question.model_copy(update={"choices": both})
    return known


EVIDENCE_ITEMS = 3
"""How many items of evidence a label can hold."""


def codebook(registry: Registry) -> Codebook:
    """The questions, with the registry's speakers as answers."""
    keys = iter("123456789")
    voices = [
        Choice(
            code=speaker.tag, label=speaker.title or speaker.tag, hotkey=None if speaker.retired else next(keys, None)
        )
        for speaker in sorted(registry.speakers, key=lambda speaker: speaker.retired)
    ]
    current = sum(not speaker.retired for speaker in registry.speakers)
    other = Choice(code=OTHER, label=OTHER, hotkey=next(keys, None))
    narrator = Choice(code=NARRATOR, label=NARRATOR, hotkey=next(keys, None))
    sides = tuple(choice.model_copy(update={"hotkey": None}) for choice in voices)
    unkeyed_other = other.model_copy(update={"hotkey": None})
    roots = (*sides[:current], unkeyed_other, *sides[current:])

    claim = Question(
        control="is_claim",
        kind="one",
        prompt="Is it a claim?",
        required=True,
        choices=(
            Choice(code=ClaimAnswer.CLAIM, label="claim", hotkey="c"),
            Choice(code=ClaimAnswer.NOT_CLAIM, label="not a claim", hotkey="n"),
            Choice(code=ClaimAnswer.CANNOT_TELL, label="cannot tell", hotkey="t"),
        ),
    )
    another = Question(
        control="another_speaker",
        kind="tick",
        prompt="",
        choices=(Choice(code="another_speaker", label="somebody else speaks here too", hotkey="b"),),
    )
    speaker = Question(
        control="claimed_by",
        kind="one",
        prompt="Who says it?",
        required=True,
        choices=(*voices[:current], other, narrator, *voices[current:]),
    )
    status = Question(
        control="status",
        kind="one",
        prompt="Status",
        required=True,
        choices=(
            Choice(code=Status.ATTRIBUTED, label="attributed", hotkey="a"),
            Choice(code=Status.VERIFIED, label="verified", hotkey="v"),
            Choice(code=Status.DISPUTED, label="disputed", hotkey="d"),
        ),
    )
    disputed_by = Question(control="disputed_by", kind="many", prompt="Disputed by whom?", choices=roots)
    dispute_kind = Question(
        control="dispute_kind",
        kind="one",
        prompt="How?",
        required=True,
        choices=(
            Choice(code=DisputeKind.DENIAL, label="denial", hotkey="e"),
            Choice(code=DisputeKind.DIFFERENT_FIGURE, label="different figure", hotkey="f"),
            Choice(code=DisputeKind.DIFFERENT_ACCOUNT, label="different account", hotkey="g"),
            Choice(code=DisputeKind.REFUTED, label="refuted", hotkey="r"),
        ),
    )
    return Codebook(
        items=(
            claim,
            Group(
                control="is_claim",
                answers=(ClaimAnswer.CLAIM,),
                items=(
                    another,
                    speaker,
                    Group(control="claimed_by", answers=(OTHER,), items=(_name("claimed_by_name", "Who?"),)),
                    status,
                    Group(control="status", answers=(Status.VERIFIED,), items=_evidence("evidence", 1, roots)),
                    Group(
                        control="status",
                        answers=(Status.DISPUTED,),
                        items=(
                            disputed_by,
                            Group(
                                control="disputed_by",
                                answers=(OTHER,),
                                items=(
                                    Question(
                                        control="disputed_by_names",
                                        kind="names",
                                        prompt="Who? (Enter after each name)",
                                        required=True,
                                    ),
                                ),
                            ),
                            dispute_kind,
                            _tick("counter_1_add", "there is evidence against it"),
                            Group(
                                control="counter_1_add",
                                answers=("counter_1_add",),
                                items=_evidence("counter", 1, roots),
                            ),
                        ),
                    ),
                ),
            ),
            Question(
                control="spans",
                kind="spans",
                prompt="",
                choices=(
                    Choice(code="source", label="source", hotkey="s"),
                    Choice(code="cue", label="cue", hotkey="q"),
                    Choice(code="content", label="content", hotkey="w"),
                ),
            ),
            Question(
                control="confidence",
                kind="one",
                prompt="Confidence (optional)",
                choices=tuple(Choice(code=level, label=level) for level in Confidence),
            ),
            Question(control="note", kind="text", prompt="Note (optional)"),
        )
    )


def _evidence(prefix: str, number: int, roots: tuple[Choice, ...]) -> tuple[Question | Group, ...]:
    """One item of evidence, and behind a tick the next."""
    item = f"{prefix}_{number}"
    this: tuple[Question | Group, ...] = (
        Question(control=item, kind="text", prompt=f"Evidence {number}: URL or citation", required=True),
        Question(
            control=f"{item}_root", kind="one", prompt="On whom does it finally rest?", choices=roots, required=True
        ),
        Group(control=f"{item}_root", answers=(OTHER,), items=(_name(f"{item}_root_name", "Who?"),)),
        _tick(f"{item}_admission", "the speaker's own side admits it against its interest"),
    )
    if number == EVIDENCE_ITEMS:
        return this
    following = f"{prefix}_{number + 1}_add"
    rest = Group(control=following, answers=(following,), items=_evidence(prefix, number + 1, roots))
    return (*this, _tick(following, "one more item of evidence"), rest)


def _name(control: str, prompt: str) -> Question:
    return Question(control=control, kind="text", prompt=prompt, required=True)


def _tick(control: str, label: str) -> Question:
    return Question(control=control, kind="tick", prompt="", choices=(Choice(code=control, label=label),))


def _flat(items: tuple[Question | Group, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Question):
            yield item
        else:
            yield from _flat(item.items)


def _drop(told: object, name: str) -> None:
    if isinstance(told, dict):
        told.pop(name, None)
        for value in told.values():
            _drop(value, name)
    elif isinstance(told, list):
        for value in told:
            _drop(value, name)
