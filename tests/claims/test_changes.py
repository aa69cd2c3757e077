"""What people changed between two pulls."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotator.annotation.annotation import State
from annotator.claims.changes import changes
from tests.made import NOON, a_task, answers, by

TASK = a_task()


def test_each_kind_of_change_is_told_once() -> None:
    kept, edited, deleted, given_away = (by(name, TASK) for name in ("ana", "ben", "cem", "dan"))
    later = edited.model_copy(update={"updated_at": NOON + timedelta(hours=1), "answers": answers(status="disputed")})
    heir = given_away.model_copy(update={"person": "eva@example.org", "created_at": given_away.created_at})
    apart = {"created_at": NOON + timedelta(minutes=7)}
    deleted = deleted.model_copy(update=apart)
    added = by("fay", TASK, minutes=30)

    found = changes([kept, edited, deleted, given_away], [kept, later, heir, added])

    told = {(one.kind, one.person.partition("@")[0], (one.was or "").partition("@")[0]) for one in found.every}
    assert {("edited", "ben", ""), ("deleted", "cem", ""), ("reassigned", "eva", "dan"), ("added", "fay", "")} == told
    assert ["deleted", "reassigned"] == sorted(one.kind for one in found.surprising)


def test_a_label_whose_number_is_used_again_is_another_label() -> None:
    """SQLite gives the number of a deleted annotation to the next one."""
    old = by("ana", TASK, annotation_id=5)
    new = by("ana", TASK, minutes=1, annotation_id=5)

    assert {"added": 1, "edited": 0, "deleted": 1, "reassigned": 0} == changes([old], [new]).counts


def test_drafts_are_no_labels_yet() -> None:
    draft = by("ana", TASK).model_copy(update={"state": State.DRAFT, "answers": None})

    assert () == changes([draft], []).every
    assert () == changes([], [draft]).every


def test_two_people_at_the_same_instant_are_both_added() -> None:
    """As an import writes them."""
    assert 2 == len(changes([], [by("ana", TASK), by("ben", TASK)]).every)


LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3)), unique=True)


@given(LABELS, LABELS)
def test_the_counts_come_out(before: list[tuple[str, int]], after: list[tuple[str, int]]) -> None:
    """Labels then, less the deleted, with the added, are labels now; nothing changes against itself."""
    old, new = ([by(person, TASK, minutes=minutes) for person, minutes in some] for some in (before, after))
    counts = changes(old, new).counts

    assert len(old) - counts["deleted"] + counts["added"] == len(new)
    assert () == changes(old, old).every
