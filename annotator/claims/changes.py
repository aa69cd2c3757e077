"""What people changed between two pulls: labels added, edited, deleted and given to somebody else. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from annotator.annotation.annotation import Annotation, State
from annotator.record import Record, ShortId


class Change(Record):
    """One label that is not as it was at the last pull."""

    kind: Literal["added", "edited", "deleted", "reassigned"]
    claim_id: ShortId
    person: str
    """Whose label it is; the former one's where it was deleted."""
    was: str | None = None
    """Whose it was, where it is somebody else's now."""
    task_id: int | None
    """Label Studio's number of the task."""

    def __str__(self) -> str:
        of = f"{self.was}, now {self.person}" if self.was else self.person
        return f"label of {of} {self.kind}"


class Changes(Record):
    """All of them, by statement and person."""

    every: tuple[Change, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, in the order in which they are told."""
        return {
            kind: sum(one.kind == kind for one in self.every) for kind in ("added", "edited", "deleted", "reassigned")
        }

    @property
    def surprising(self) -> tuple[Change, ...]:
        """Those that nobody expects of work that goes on: deleted and given to somebody else."""
        return tuple(one for one in self.every if one.kind in ("deleted", "reassigned"))


def changes(before: Iterable[Annotation], after: Iterable[Annotation]) -> Changes:
    """Compare the labels of two pulls by their keys: statement, person and time of creation. Drafts are no labels yet.

    A label that went while another person's with the very same statement and time came was given to that person.
    """
    old, new = ({one.key: one for one in some if one.state is not State.DRAFT} for some in (before, after))
    came: dict[tuple[ShortId, datetime], list[Annotation]] = {}
    for key in sorted(new.keys() - old.keys()):
        came.setdefault((key[0], key[2]), []).append(new[key])
    found: list[Change] = []
    for key in sorted(old.keys() - new.keys()):
        if heirs := came.get((key[0], key[2])):
            found.append(_change("reassigned", heirs.pop(0)).model_copy(update={"was": old[key].person}))
        else:
            found.append(_change("deleted", old[key]))
    found += [_change("added", one) for some in came.values() for one in some]
    found += [
        _change("edited", new[key]) for key in old.keys() & new.keys() if _content(old[key]) != _content(new[key])
    ]
    return Changes(every=tuple(sorted(found, key=lambda one: (one.claim_id, one.person, one.kind))))


def _content(one: Annotation) -> tuple[object, ...]:
    return (one.state, one.updated_at, one.answers, one.unreadable)


def _change(kind: Literal["added", "edited", "deleted", "reassigned"], one: Annotation) -> Change:
    return Change(kind=kind, claim_id=one.statement_id, person=one.person, task_id=one.task_id)
