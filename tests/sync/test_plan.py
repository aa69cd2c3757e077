"""The plan of a push: what is created, kept, updated, superseded, and left alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotator.annotation.task import Task, TaskState
from annotator.corpus.statement import Span
from annotator.sync.plan import Held, Plan, other_article, plan
from tests.made import a_task

ONE, TWO = a_task(), a_task(sentence="Another sentence.")


def on_server(*tasks: Task, labeled: bool = False, asks: bool = False) -> list[Held]:
    return [held(number, task, labeled=labeled, asks=asks) for number, task in enumerate(tasks, start=1)]


def held(number: int, task: Task, *, labeled: bool = False, asks: bool = False) -> Held:
    """As the server holds it after a push: superseded tasks are not given to annotators."""
    current = task.state is TaskState.CURRENT
    return Held(task_id=number, task=task, labeled=labeled, asks_for_another=asks, served=current)


def applied(todo: Plan, before: list[Held]) -> list[Held]:
    """What the server holds when the plan has been applied."""
    changed = {change.task_id: change.task for change in todo.changes}
    after = [
        held(one.task_id, changed.get(one.task_id, one.task), labeled=one.labeled, asks=one.asks_for_another)
        for one in before
        if one.task_id not in todo.surplus
    ]
    first = max((one.task_id for one in before), default=0) + 1
    return after + [held(number, task) for number, task in enumerate(todo.create, start=first)]


def planned(wanted: list[Task], there: list[Held], **options: Any) -> Plan:
    options.setdefault("articles", {"a-release"})
    return plan(wanted, there, **options)


def test_a_first_push_creates_and_a_second_keeps() -> None:
    assert (ONE, TWO) == planned([ONE, TWO], []).create
    again = planned([ONE, TWO], on_server(ONE, TWO))
    assert again.is_empty
    assert (ONE.uid, TWO.uid) == again.keep


def test_a_new_suggestion_updates_what_nobody_has_labeled() -> None:
    before = ONE.model_copy(update={"speaker": "Yerevan"})

    assert [ONE] == [change.task for change in planned([ONE], on_server(before)).update]
    assert planned([ONE], on_server(before, labeled=True)).is_empty


def test_a_sentence_that_is_gone_is_superseded_and_comes_back() -> None:
    gone = planned([ONE], on_server(ONE, TWO, labeled=True)).supersede
    assert [TaskState.SUPERSEDED] == [change.task.state for change in gone]

    back = planned([ONE, TWO], on_server(ONE, gone[0].task, labeled=True)).update
    assert [(2, TaskState.CURRENT)] == [(change.task_id, change.task.state) for change in back]


def test_tasks_of_other_articles_are_left_alone() -> None:
    other = a_task(article="another-article")
    found = planned([ONE], on_server(ONE, other))

    assert (1, True) == (found.orphans, found.is_empty)


def test_what_was_deleted_on_the_server_is_named_and_made_again_only_on_request() -> None:
    assert ((ONE.uid,), ()) == (
        planned([ONE], [], pushed={ONE.uid}).missing,
        planned([ONE], [], pushed={ONE.uid}).create,
    )
    assert (ONE,) == planned([ONE], [], pushed={ONE.uid}, restore=True).create


def test_a_statement_that_rules_no_longer_propose_is_kept_where_labeled() -> None:
    second = a_task(statement=2)

    assert (ONE.uid, second.uid) == planned([ONE], on_server(ONE, second, labeled=True)).keep
    assert [second.uid] == [change.task.uid for change in planned([ONE], on_server(ONE, second)).supersede]


def test_one_more_statement_is_made_where_an_annotator_asked_for_it() -> None:
    created = planned([ONE], on_server(ONE, labeled=True, asks=True)).create

    assert [(2, None)] == [(task.statement, task.speaker) for task in created]
    assert a_task(statement=2).uid == created[0].uid


def test_only_one_asked_for_statement_is_open_at_a_time() -> None:
    asked = ONE.next_statement(2)
    there = [*on_server(ONE, labeled=True, asks=True), held(9, asked)]
    assert planned([ONE], there).is_empty

    labeled = [*there[:1], held(9, asked, labeled=True, asks=True)]
    assert [3] == [task.statement for task in planned([ONE], labeled).create]


def test_an_asked_for_statement_is_kept_as_it_is_when_rules_come_to_propose_it() -> None:
    asked = ONE.next_statement(2)

    assert planned([ONE, a_task(statement=2)], [*on_server(ONE), held(9, asked)]).is_empty


def test_of_two_copies_the_one_that_nobody_touched_goes_else_the_newer() -> None:
    untouched = planned([ONE], on_server(ONE, ONE))
    assert ((2,), (), (ONE.uid,)) == (untouched.surplus, untouched.duplicates, untouched.keep)

    newer_labeled = planned([ONE], [held(1, ONE), held(2, ONE, labeled=True)])
    assert ((1,), ()) == (newer_labeled.surplus, newer_labeled.duplicates)


def test_of_copies_that_people_have_touched_none_goes() -> None:
    both = planned([ONE], on_server(ONE, ONE, labeled=True))

    assert ((), (ONE.uid,), True) == (both.surplus, both.duplicates, both.is_empty)


SENTENCES = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(SENTENCES, SENTENCES)
def test_pushing_twice_is_pushing_once(before: list[str], now: list[str]) -> None:
    """Whatever the server holds, applying the plan leaves nothing to do, and every statement once."""
    wanted = [a_task(sentence=text) for text in now]
    there = on_server(*(a_task(sentence=text) for text in before))
    after = applied(planned(wanted, there), there)

    assert planned(wanted, after).is_empty
    current = [one.task.uid for one in after if one.task.state is TaskState.CURRENT]
    assert {task.uid for task in wanted} == set(current)
    assert len(current) == len(set(current))


def test_every_copy_of_a_doubled_task_is_superseded_and_comes_back() -> None:
    copies = on_server(ONE, ONE, labeled=True)
    gone = planned([TWO], copies)
    assert {1, 2} == {change.task_id for change in gone.supersede}

    assert {1, 2} == {change.task_id for change in planned([ONE], applied(gone, copies)).update}


def test_a_superseded_task_that_annotators_are_given_all_the_same_is_withheld() -> None:
    """Changing the project's overlap to 1 gives all tasks out again."""
    gone = ONE.model_copy(update={"state": TaskState.SUPERSEDED})
    served = Held(task_id=1, task=gone, labeled=True, served=True)

    assert [1] == [change.task_id for change in planned([], [served]).withhold]
    assert planned([], applied(planned([], [served]), [served])).is_empty


def test_a_task_that_cannot_be_read_is_neither_made_again_nor_missed() -> None:
    found = planned([ONE], [], pushed={ONE.uid}, unreadable={ONE.uid}, restore=True)

    assert ((), ()) == (found.create, found.missing)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: Span(start=pair[0], end=pair[0] + pair[1]))
STATEMENTS = st.lists(st.tuples(st.sampled_from(["Baku", "Yerevan", "CNN"]), SPANS), min_size=1, max_size=4)


def stated(said: list[tuple[str, Span]]) -> list[Task]:
    """The statements of one sentence as rules propose them."""
    return [a_task(statement=number, speaker=who, content=span) for number, (who, span) in enumerate(said, start=1)]


@given(STATEMENTS, STATEMENTS, st.sets(st.integers(1, 4)))
def test_new_rules_settle_in_one_push(
    before: list[tuple[str, Span]], now: list[tuple[str, Span]], labeled: set[int]
) -> None:
    """Whatever statements rules come to see in a sentence: labeled tasks stay as they are, and a second push changes nothing."""
    there = [held(number, task, labeled=number in labeled) for number, task in enumerate(stated(before), start=1)]
    wanted = stated(now)

    after = applied(planned(wanted, there), there)

    assert planned(wanted, after).is_empty
    assert len(after) == len({one.task.uid for one in after})
    kept = {one.task_id: one for one in after}
    assert all(one.task.speaker == kept[one.task_id].task.speaker for one in there if one.labeled)
    assert all(one.task.content == kept[one.task_id].task.content for one in there if one.labeled)


def test_an_article_is_withdrawn_only_where_somebody_says_so() -> None:
    assert planned([], on_server(ONE, TWO), articles=set()).is_empty

    gone = planned([], on_server(ONE, TWO, labeled=True)).supersede
    assert [1, 2] == [change.task_id for change in gone]


def test_an_article_that_keeps_fewer_than_half_of_its_sentences_is_another_one() -> None:
    there = on_server(ONE, TWO, a_task(sentence="A third."), a_task(sentence="A fourth."))
    wanted = {"a-release": [ONE, TWO]}

    assert [] == list(other_article(wanted, there))
    assert [("a-release", 1, 4)] == list(other_article({"a-release": [ONE]}, there))
    assert [] == list(other_article({"another": [ONE]}, there))


def test_what_somebody_has_begun_is_left_as_it_is() -> None:
    """Promise 5: a suggestion is renewed only where nobody has labeled."""
    before = ONE.model_copy(update={"speaker": "Yerevan"})

    assert planned([ONE], [held(1, before, labeled=True)]).is_empty
    assert [1] == [change.task_id for change in planned([ONE], [held(1, before)]).update]
