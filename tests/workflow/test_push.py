"""Articles and rules that change after people have begun to label, against a real Label Studio."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import pytest

from annotator import workflow
from annotator.annotation.task import TaskState
from annotator.claims.review import Ending, Outcome
from annotator.errors import InputError
from annotator.labelstudio import delivery, people
from annotator.labelstudio.connection import Connection
from annotator.labelstudio.people import Login
from annotator.labelstudio.server import Server
from annotator.settings import ReviewRule
from tests.made import answers
from tests.newsroom import Newsroom

pytestmark = pytest.mark.server

MINISTRY = "The Azerbaijani defence ministry said that only military targets were hit."
SHOPS = "Shops in the town were closed on Tuesday."
ROAD = "The road was open again in the evening."
NIGHT = "The night was calm in the whole district."
REPEATED = "The ministry did not answer questions."
FOURTH = "People waited at the bridge for hours."


@pytest.fixture(scope="module")
def persons(server: Server) -> dict[str, Login]:
    """Two people who can log in."""
    return {name: people.add(server.url, server.token(), f"{name}@push.example.org") for name in ("ana", "ben")}


@pytest.fixture
def newsroom(server: Server, persons: dict[str, Login], admin: Connection, tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path, server, persons, admin)


def other_rules(newsroom: Newsroom, old: str, new: str) -> None:
    """The registry that comes with the tool, changed in one place."""
    bundled = files("annotator.corpus").joinpath("speakers.toml").read_text(encoding="utf-8")
    assert old in bundled
    path = newsroom.settings.workspace / "speakers.toml"
    path.write_text(bundled.replace(old, new), encoding="utf-8")
    newsroom.settings = newsroom.settings.model_copy(update={"registry": path})


def test_a_repeated_sentence_inserted_above_does_not_take_its_twins_labels(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, REPEATED, SHOPS)
    (twin,) = newsroom.tasks(REPEATED)
    for name in ("ana", "ben"):
        newsroom.says(name, twin)

    plan = newsroom.push(REPEATED, ROAD, MINISTRY, REPEATED, SHOPS).plan

    assert ([ROAD, REPEATED], ()) == (sorted((task.sentence for task in plan.create), reverse=True), plan.supersede)
    assert twin.task.uid in plan.keep
    later = newsroom.push(REPEATED, ROAD, MINISTRY, SHOPS).plan
    assert [twin.task_id] == [change.task_id for change in later.supersede]


def test_an_inserted_paragraph_changes_no_other_key(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS, REPEATED, ROAD, REPEATED)
    before = {one.task.uid for one in newsroom.held()}

    plan = newsroom.push(MINISTRY, NIGHT, SHOPS, REPEATED, ROAD, REPEATED).plan

    assert ([NIGHT], before) == ([task.sentence for task in plan.create], set(plan.keep))


def test_an_article_that_is_not_among_those_pushed_is_left_alone(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    newsroom.file.rename(newsroom.file.with_name("moved-away.md.old"))
    newsroom.file = newsroom.file.with_name("another.txt")

    plan = newsroom.push(ROAD, NIGHT).plan

    assert ((), 2, 2) == (plan.supersede, plan.orphans, len(plan.create))


def test_withdrawing_supersedes_keeps_the_labels_and_can_be_taken_back(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    for name in ("ana", "ben"):
        newsroom.says(name, newsroom.tasks(SHOPS)[0])

    done = workflow.push([], newsroom.settings, withdraw=["release"])

    assert (2, 2) == (len(done.plan.supersede), done.on_server)
    counts = workflow.pull(newsroom.settings).dataset.counts
    assert (2, 2) == (counts.endings[Ending.SUPERSEDED], counts.outcomes[Outcome.SUPERSEDED])
    assert 2 == workflow.status(newsroom.settings).labels_on_superseded
    assert 2 == len(newsroom.push().plan.update)
    assert 0 == workflow.status(newsroom.settings).labels_on_superseded


def test_an_article_that_nobody_pushed_cannot_be_withdrawn(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY)

    with pytest.raises(InputError, match="no task of an article 'relaese'"):
        workflow.push([], newsroom.settings, withdraw=["relaese"])


def test_a_line_of_the_manifest_withdraws_too(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    newsroom.file.with_name("manifest.toml").write_text('[[article]]\nfile = "release.txt"\nwithdrawn = true\n')

    assert 2 == len(newsroom.push().plan.supersede)
    assert newsroom.push().plan.is_empty


def test_another_article_under_the_name_of_a_pushed_one_is_refused(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS, ROAD)

    done = newsroom.push(NIGHT, FOURTH, SHOPS)

    assert (["another_article"], (), ()) == ([one.kind for one in done.problems], done.plan.create, done.plan.supersede)
    assert "1 of the 3 sentences" in done.problems[0].message
    replaced = newsroom.push(replaces=["release"]).plan
    assert (2, 2) == (len(replaced.create), len(replaced.supersede))


def test_superseded_tasks_are_not_given_to_annotators(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS, ROAD)
    newsroom.says("ben", newsroom.tasks(SHOPS)[0])
    newsroom.push(MINISTRY, ROAD, NIGHT)

    assert {MINISTRY, ROAD, NIGHT} == set(newsroom.is_given("ana"))


def test_they_are_not_given_either_when_the_overlap_was_changed(newsroom: Newsroom) -> None:
    """To 1, Label Studio sets the overlap of every task anew."""
    newsroom.push(MINISTRY, SHOPS, ROAD)
    newsroom.push(MINISTRY, ROAD)
    newsroom.settings = newsroom.settings.model_copy(update={"review": ReviewRule(rule="single")})

    assert 1 == len(newsroom.push().plan.withhold)
    assert {MINISTRY, ROAD} == set(newsroom.is_given("ana"))


def test_a_sentence_that_comes_back_is_given_again_to_those_who_have_not_labeled_it(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS, ROAD)
    newsroom.says("ben", newsroom.tasks(SHOPS)[0])
    newsroom.push(MINISTRY, ROAD)
    newsroom.push(MINISTRY, SHOPS, ROAD)

    assert SHOPS in newsroom.is_given("ana")
    assert SHOPS not in newsroom.is_given("ben")


def test_half_labeled_tasks_show_the_second_annotator_what_the_first_saw(newsroom: Newsroom) -> None:
    """Promise 5: a new suggestion only where nobody has labeled, and every open task under the new model version."""
    newsroom.push(MINISTRY, f"{MINISTRY[:-1]} again.")
    first, second = newsroom.held()
    newsroom.says("ana", first, answers())
    other_rules(newsroom, 'tag = "Baku"', 'tag = "Ganja"')
    registry = newsroom.settings.registry
    assert registry is not None
    registry.write_text(
        registry.read_text(encoding="utf-8") + '\n[[speaker]]\ntag = "Baku"\nparty = "azerbaijan"\nretired = true\n',
        encoding="utf-8",
    )

    done = newsroom.push()

    assert [second.task_id] == [change.task_id for change in done.plan.update]
    assert {first.task_id: "Baku", second.task_id: "Ganja"} == {
        one.task_id: one.task.speaker for one in newsroom.held()
    }
    version = newsroom.project.model_version
    shown = {
        raw["id"]: [
            one["result"][0]["value"]["choices"] for one in raw["predictions"] if one["model_version"] == version
        ]
        for raw in newsroom.project.whole([first.task_id, second.task_id])
    }
    assert {first.task_id: [["Baku"]], second.task_id: [["Ganja"]]} == shown


def test_what_somebody_has_begun_keeps_its_suggestion(newsroom: Newsroom) -> None:
    """Label Studio shows other people's drafts to nobody, but says that there are some."""
    newsroom.push(MINISTRY, SHOPS)
    (begun,) = newsroom.tasks(MINISTRY)
    newsroom.begins("ana", begun)
    other_rules(newsroom, 'tag = "Baku"', 'tag = "Ganja"')

    assert () == newsroom.push().plan.update
    assert "Baku" == newsroom.tasks(MINISTRY)[0].task.speaker


def test_a_copy_that_somebody_has_begun_stays(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    (first,) = newsroom.tasks(MINISTRY)
    copies: Any = [{"data": first.task.model_dump(mode="json")}] * 2
    newsroom.admin.client.projects.import_tasks(id=newsroom.project.id, request=copies)
    _, second, third = newsroom.tasks(MINISTRY)
    newsroom.begins("ana", second)

    done = newsroom.push()

    assert (first.task_id, third.task_id) == done.removed
    assert [second.task_id] == [one.task_id for one in newsroom.tasks(MINISTRY)]
    assert done.kept_in is not None
    (kept,) = done.kept_in.iterdir()
    with gzip.open(kept) as file:
        assert {first.task_id, third.task_id} == {orjson.loads(line)["id"] for line in file}


def test_only_labels_that_changed_are_read_again(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    newsroom.says("ana", newsroom.tasks(SHOPS)[0], answers(speaker="Narrator", another_speaker=True))
    assert 1 == len(newsroom.push().plan.create)

    held = newsroom.held()
    known = {one.task_id: (one.changed_at, False) for one in held}
    assert not any(one.asks_for_another for one in newsroom.project.with_requests(held, known))
    assert any(one.asks_for_another for one in newsroom.project.with_requests(held, {}))


def test_undo_takes_back_what_nobody_has_touched(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS, ROAD)
    before = {one.task.uid: one.task for one in newsroom.held()}
    newsroom.push(MINISTRY, ROAD, NIGHT, FOURTH)
    newsroom.says("ana", newsroom.tasks(NIGHT)[0])
    newsroom.begins("ben", newsroom.tasks(MINISTRY)[0])

    done = workflow.undo(newsroom.settings)

    assert (1, 1, 1) == (len(done.removed.tasks), done.restored, done.stayed)
    assert {*before, newsroom.tasks(NIGHT)[0].task.uid} == {one.task.uid for one in newsroom.held()}
    assert {TaskState.CURRENT} == {one.task.state for one in newsroom.held()}
    assert {MINISTRY, SHOPS, ROAD, NIGHT} == {*newsroom.is_given("ana"), NIGHT}
    assert done.removed.kept_in is not None
    again = newsroom.push(MINISTRY, ROAD, NIGHT, FOURTH).plan
    assert ([FOURTH], 1, ()) == ([task.sentence for task in again.create], len(again.supersede), again.missing)


def test_pushes_are_taken_back_one_after_the_other_until_none_is_left(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    newsroom.push(MINISTRY, SHOPS, ROAD)
    newsroom.push()

    assert (1, 2) == (len(workflow.undo(newsroom.settings).removed.tasks), len(newsroom.held()))
    assert (2, 0) == (len(workflow.undo(newsroom.settings).removed.tasks), len(newsroom.held()))
    with pytest.raises(InputError, match="nothing"):
        workflow.undo(newsroom.settings)
    assert 3 == newsroom.push().on_server


def test_requests_are_small_while_people_label(newsroom: Newsroom) -> None:
    newsroom.push(MINISTRY, SHOPS)
    assert delivery.BATCH == delivery.size_for(newsroom.project)

    newsroom.says("ana", newsroom.tasks(SHOPS)[0])
    assert delivery.SMALL_BATCH == delivery.size_for(newsroom.project)
