"""Which sentence and which statement is which, after an article or the rules have changed."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from annotator.annotation.task import Task, TaskState
from annotator.corpus.statement import Span
from annotator.sync.identity import identified
from tests.made import a_task


def article(*texts: str) -> list[Task]:
    """The tasks of an article of these sentences, as a first push would make them."""
    return [
        a_task(
            sentence=text,
            sentence_index=place,
            occurrence=texts[: place + 1].count(text),
            sort_key=f"a-release {place:06d} 01",
            before=" ".join(texts[max(0, place - 2) : place]),
            after=" ".join(texts[place + 1 : place + 2]),
        )
        for place, text in enumerate(texts)
    ]


def numbers(tasks: Sequence[Task]) -> list[int]:
    return [task.occurrence for task in tasks]


def test_what_is_new_on_the_server_keeps_the_keys_of_its_place() -> None:
    assert article("A.", "X.", "X.") == identified(article("A.", "X.", "X."), [])


def test_a_twin_inserted_above_takes_a_new_number() -> None:
    before = article("A.", "X.", "B.", "X.", "C.")
    now = identified(article("X.", "A.", "X.", "B.", "X.", "C."), before)

    assert [3, 1, 1, 1, 2, 1] == numbers(now)
    assert {task.uid for task in before} < {task.uid for task in now}


def test_a_twin_inserted_between_or_taken_away_leaves_the_others_their_numbers() -> None:
    before = article("A.", "X.", "B.", "X.", "C.")

    assert [1, 1, 1, 3, 1, 2, 1] == numbers(identified(article("A.", "X.", "B.", "X.", "D.", "X.", "C."), before))
    assert [1, 1, 2, 1] == numbers(identified(article("A.", "B.", "X.", "C."), before))


def test_tasks_of_several_versions_of_an_article_do_not_confuse_twins() -> None:
    """What stays keeps the place that it had when it was pushed, so places of different versions are not to be compared."""
    first = article("A.", "X.", "B.", "X.", "C.")
    second = identified(article("X.", "A.", "X.", "B.", "X.", "C."), first)
    there = [*first, second[0]]

    assert [3, 1, 1, 1, 2, 1] == numbers(identified(article("X.", "A.", "X.", "B.", "X.", "C."), there))
    assert [1, 1, 1, 2, 1] == numbers(identified(article("A.", "X.", "B.", "X.", "C."), there))


def test_a_twin_that_comes_back_is_the_one_that_went() -> None:
    one, gone, two, stays, three = article("A.", "X.", "B.", "X.", "C.")
    there = [one, gone.model_copy(update={"state": TaskState.SUPERSEDED}), two, stays, three]

    assert [1, 2, 1] == numbers(identified(article("B.", "X.", "C."), there))
    assert [1, 1, 1, 2, 1] == numbers(identified(article("A.", "X.", "B.", "X.", "C."), there))


WORDS = st.lists(st.sampled_from("AABBXXXYZ"), max_size=12)


@given(WORDS, WORDS)
def test_no_two_sentences_ever_have_one_key_and_nothing_changed_changes_nothing(
    before: list[str], now: list[str]
) -> None:
    there = article(*(f"{word}." for word in before))
    found = identified(article(*(f"{word}." for word in now)), there)

    assert len(now) == len({task.uid for task in found})
    assert [f"{word}." for word in now] == [task.sentence for task in found]
    assert there == identified(there, there)
    union = {task.uid: task for task in (*there, *found)}
    assert [task.uid for task in found] == [task.uid for task in identified(found, union.values())]


@given(WORDS, st.data())
def test_an_inserted_paragraph_changes_no_other_key(before: list[str], data: st.DataObject) -> None:
    """Whatever stands twice in the article."""
    texts = [f"{word}." for word in before]
    place = data.draw(st.integers(0, len(texts)))
    there = article(*texts)
    found = identified(article(*texts[:place], "A new paragraph.", *texts[place:]), there)

    assert {task.uid for task in there} == {task.uid for task in found if task.sentence != "A new paragraph."}


def said(ordinal: int, speaker: str, start: int, end: int, *, name: str | None = None) -> Task:
    return a_task(statement=ordinal, speaker=speaker, speaker_name=name, content=Span(start=start, end=end))


def ordinals(wanted: list[Task], held: list[Task]) -> list[int]:
    return [task.statement for task in identified(wanted, held)]


def test_statements_are_found_again_by_speaker_and_then_by_their_words() -> None:
    """Another order of the same statements, as new rules give it."""
    held = [said(1, "Yerevan", 0, 20), said(2, "Baku", 30, 50), said(3, "Baku", 22, 29)]

    assert [2, 1] == ordinals([said(1, "Baku", 31, 50), said(2, "Yerevan", 0, 20)], held)
    assert [3, 2] == ordinals([said(1, "Baku", 20, 29), said(2, "Baku", 35, 50)], held)
    assert [1] == ordinals([said(1, "CNN", 5, 20)], held)


def test_a_new_statement_takes_the_next_free_ordinal_and_none_is_used_again() -> None:
    gone = said(2, "Yerevan", 30, 50).model_copy(update={"state": TaskState.SUPERSEDED})
    held = [said(1, "Baku", 0, 20), gone]

    assert [1, 3] == ordinals([said(1, "Baku", 0, 20), said(2, "CNN", 21, 28)], held)
    assert [1, 2] == ordinals([said(1, "Baku", 0, 20), said(2, "Yerevan", 31, 50)], held)


def test_a_speaker_that_changes_stays_the_same_statement() -> None:
    whole = a_task(speaker="Yerevan")

    (found,) = identified([a_task(speaker="Baku")], [whole])
    assert (whole.uid, "Baku") == (found.uid, "Baku")


def test_others_are_told_apart_by_name() -> None:
    held = [said(1, "Other", 0, 20, name="Moscow"), said(2, "Other", 30, 50, name="the UN")]

    assert [2, 1] == ordinals([said(1, "Other", 0, 20, name="the UN"), said(2, "Other", 30, 50, name="Moscow")], held)
