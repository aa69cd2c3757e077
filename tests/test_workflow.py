"""The verbs against a real Label Studio: what is pushed, labeled and pulled, and what goes wrong on the way."""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import SecretStr

from annotator import workflow
from annotator.annotation.codebook import codebook
from annotator.claims.review import Ending, Outcome, Reason
from annotator.corpus.formats import html
from annotator.corpus.speaker import Registry
from annotator.errors import InputError, SetupError
from annotator.export.columns import CLAIMS, QUARANTINE
from annotator.export.tables import read
from annotator.labelstudio import people
from annotator.labelstudio.connection import Connection
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import write_answers
from annotator.labelstudio.server import Server
from annotator.settings import ReviewRule, Settings
from annotator.workspace import opened
from tests.desk import ARTICLE, Desk, again, pushed
from tests.made import answers, cited

pytestmark = pytest.mark.server


def test_a_second_push_creates_nothing_and_a_dry_run_writes_nothing(workspace: Settings) -> None:
    folder = workspace.workspace / "articles"

    dry = workflow.push([folder], workspace, dry_run=True)
    assert (3, None) == (len(dry.plan.create), dry.project)
    assert not workspace.file.exists()

    first = workflow.push([folder], workspace)
    second = workflow.push([folder], again(workspace))
    assert (3, 3) == (len(first.plan.create), first.on_server)
    assert ((), 3, 3, 0) == (second.plan.create, len(second.plan.keep), second.on_server, second.suggestions)


def test_no_task_is_missed_where_the_list_has_many_pages(
    workspace: Settings, desk: Desk, admin: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missed one would be pushed a second time."""
    desk.says("ana", "Shops", answers(speaker="Narrator", another_speaker=True))
    desk.says("ana", "The Azerbaijani", answers(another_speaker=True))
    for size in (1, 2):
        monkeypatch.setattr("annotator.labelstudio.project.PAGE", size)
        project = Project(admin, desk.project)
        held = project.held().held
        assert (3, 2) == (len(held), sum(one.asks_for_another for one in project.with_requests(held, {})))
    assert 2 == len(workflow.push([workspace.workspace / "articles"], again(workspace)).plan.create)
    assert workflow.push([workspace.workspace / "articles"], again(workspace)).plan.is_empty


def test_what_two_say_is_a_claim_in_the_csv(workspace: Settings, desk: Desk) -> None:
    """Everything of the row comes from the task; no article is needed."""
    for name in ("ana", "ben"):
        desk.says(name, "The Azerbaijani", answers())
        desk.says(name, "Shops", answers(claim="not_claim", speaker=None, status=None))
        desk.says(
            name, "The ministry denied", answers(status="disputed", dispute_kind="denial", disputed_by=["Stepanakert"])
        )

    pulled = workflow.pull(again(workspace))

    rows = {row["text"]: row for row in read(pulled.files[0], CLAIMS).to_dict("records")}
    assert 2 == len(rows)
    row = rows["The Azerbaijani defence ministry said that only military targets were hit."]
    assert ("Baku", "azerbaijan", "attributed", "unanimous", 2) == (
        row["speaker"], row["speaker_party"], row["status"], row["decision"], row["annotators"]
    )  # fmt: skip
    assert row["text"] == ARTICLE[row["char_start"] : row["char_end"]]
    assert (1, 1) == (
        pulled.dataset.counts.endings[Ending.NOT_A_CLAIM],
        len(list(workspace.exports.glob("undecided.csv"))),
    )
    assert 0 == pulled.outcomes.unchecked_places


def test_two_pulls_of_one_state_write_the_same_bytes(workspace: Settings, desk: Desk) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator"))
    written = []
    for _ in range(2):
        written.append([path.read_bytes() for path in workflow.pull(again(workspace)).files])

    assert written[0] == written[1]


def test_a_pull_on_another_machine_says_what_it_could_not_check(
    workspace: Settings, desk: Desk, tmp_path: Path
) -> None:
    for name in ("ana", "ben"):
        desk.says(name, "Shops", answers(speaker="Narrator", status="verified", evidence=[cited("CNN")]))
    elsewhere = again(workspace).model_copy(
        update={"workspace": tmp_path / "elsewhere", "exports": tmp_path / "elsewhere"}
    )

    pulled = workflow.pull(elsewhere)

    assert (1, 1, 1) == (len(pulled.dataset.claims), pulled.outcomes.unchecked_places, pulled.outcomes.unchecked_urls)


def test_one_of_two_leaves_it_undecided_and_single_takes_it(workspace: Settings, desk: Desk) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator"))

    pulled = workflow.pull(again(workspace))
    assert ((), 1) == (pulled.dataset.claims, pulled.dataset.counts.reasons[Reason.TOO_FEW])

    single = again(workspace).model_copy(update={"review": ReviewRule(rule="single")})
    assert 1 == len(workflow.pull(single).dataset.claims)


def test_a_reviewer_settles_a_conflict(workspace: Settings, desk: Desk) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator"))
    desk.says("ben", "Shops", answers(speaker="Yerevan"))
    desk.says("judge", "Shops", answers(speaker="Narrator"))
    reviewed = again(workspace).model_copy(update={"review": ReviewRule(reviewers=("judge@workflow.example.org",))})

    (claim,) = workflow.pull(reviewed).dataset.claims

    assert ("adjudicated", 2, 0.5) == (claim.decision, claim.annotators, claim.agreement)


def test_labels_that_break_a_rule_are_quarantined_with_the_tasks_address(workspace: Settings, desk: Desk) -> None:
    """The API takes contradictory answers, unknown choices and doubled values with status 201."""
    text = "Shops in the town were closed on Tuesday."
    doubled = [*write_answers(answers(), text), *write_answers(answers(status="verified"), text)]
    desk.says("ana", "Shops", answers(status="verified"))
    desk.says("ben", "Shops", doubled)
    desk.says(
        "judge", "Shops", [{"from_name": "mood", "to_name": "sentence", "type": "choices", "value": {"choices": ["x"]}}]
    )

    pulled = workflow.pull(again(workspace))

    assert ["R1", "R1", "R3"] == sorted(problem.kind for problem in pulled.problems)
    assert all("/data?task=" in problem.where for problem in pulled.problems)
    assert (3, 1) == (
        pulled.dataset.counts.outcomes[Outcome.QUARANTINED],
        pulled.dataset.counts.reasons[Reason.INVALID],
    )
    rows = read(pulled.quarantine, QUARANTINE).to_dict("records")
    assert [problem.where for problem in pulled.problems] == [row["task_url"] for row in rows]
    assert doubled == json.loads(next(row["result"] for row in rows if row["annotator"].startswith("ben")))


def test_the_raw_answers_are_kept_first(workspace: Settings, desk: Desk) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator"))

    pulled = workflow.pull(again(workspace))

    with gzip.open(pulled.snapshot) as file:
        header, *tasks, footer = [orjson.loads(line) for line in file]
    assert (desk.project, 3, "unanimous") == (header["project"], footer["tasks"], header["review"]["rule"])
    assert ["ana@workflow.example.org"] == [
        annotation["completed_by"]["email"] for task in tasks for annotation in task["annotations"]
    ]
    assert b"ana@" not in b"".join(path.read_bytes() for path in pulled.files)


def test_no_export_stays_behind_on_the_server(
    workspace: Settings, desk: Desk, admin: Connection, server: Server
) -> None:
    """Neither its record nor its file, which holds people's e-mails."""
    workflow.pull(again(workspace))

    folders = (server.data_folder / "media" / "export", server.data_folder / "export")
    assert [] == [path for folder in folders for path in folder.rglob(f"project-{desk.project}-*")]

    assert [] == list(admin.client.projects.exports.list(id=desk.project))


def test_an_edited_text_supersedes_its_labels(workspace: Settings, desk: Desk, admin: Connection) -> None:
    for name in ("ana", "ben"):
        desk.says(name, "Shops", answers(speaker="Narrator"))
    held = desk.tasks["Shops in the town were closed on Tuesday."]
    data = {**held.task.model_dump(mode="json"), "sentence": "Shops in the town were open on Tuesday."}
    admin.client.tasks.update(id=str(held.task_id), data=data)

    pulled = workflow.pull(again(workspace))

    assert (1, 2) == (
        pulled.dataset.counts.endings[Ending.SUPERSEDED],
        pulled.dataset.counts.outcomes[Outcome.SUPERSEDED],
    )


def test_a_task_imported_by_hand_is_named_and_left_alone(workspace: Settings, desk: Desk, admin: Connection) -> None:
    fields = ("title", "provenance", "before", "sentence", "after", "asked")
    by_hand: Any = {"data": dict.fromkeys(fields, "by hand")}
    admin.client.projects.import_tasks(id=desk.project, request=[by_hand])

    pulled = workflow.pull(again(workspace))

    assert ["foreign_task"] == [problem.kind for problem in pulled.problems]
    assert 3 == pulled.dataset.counts.statements


def test_labels_of_a_doubled_task_are_united(workspace: Settings, desk: Desk, admin: Connection) -> None:
    held = desk.tasks["Shops in the town were closed on Tuesday."]
    copy: Any = {"data": held.task.model_dump(mode="json")}
    admin.client.projects.import_tasks(id=desk.project, request=[copy])
    desk.says("ana", "Shops", answers(speaker="Narrator"))
    copies = [one for one in Project(admin, desk.project).held().held if one.task.uid == held.task.uid]
    desk.tasks["Shops in the town were closed on Tuesday."] = copies[-1]
    desk.says("ben", "Shops", answers(speaker="Narrator"))

    pulled = workflow.pull(again(workspace))
    second = workflow.push([workspace.workspace / "articles"], again(workspace))

    assert (1, 3) == (len(pulled.dataset.claims), pulled.dataset.counts.statements)
    assert (held.task.uid,) == second.plan.duplicates


def test_a_changed_sentence_makes_a_new_task_and_the_old_keeps_its_labels(workspace: Settings, desk: Desk) -> None:
    for name in ("ana", "ben"):
        desk.says(name, "Shops", answers(speaker="Narrator"))
    path = workspace.workspace / "articles" / "release.txt"
    path.write_text(ARTICLE.replace("Tuesday", "Wednesday"), encoding="utf-8")

    found = workflow.push([path], again(workspace)).plan
    after = workflow.push([path], again(workspace)).plan

    assert (1, 1, 2) == (len(found.create), len(found.supersede), len(found.keep))
    assert after.is_empty
    counts = workflow.pull(again(workspace)).dataset.counts
    assert (1, 2) == (counts.endings[Ending.SUPERSEDED], counts.outcomes[Outcome.SUPERSEDED])


def test_a_deleted_task_is_named_and_made_again_only_with_restore(
    workspace: Settings, desk: Desk, admin: Connection
) -> None:
    held = desk.tasks["Shops in the town were closed on Tuesday."]
    admin.client.tasks.delete(id=str(held.task_id))
    folder = workspace.workspace / "articles"

    assert (held.task.uid,) == workflow.push([folder], again(workspace)).plan.missing
    assert 1 == len(workflow.push([folder], again(workspace), restore=True).plan.create)
    assert 3 == workflow.push([folder], again(workspace)).on_server


def test_one_more_speaker_becomes_one_more_task(workspace: Settings, desk: Desk) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator", another_speaker=True))
    folder = workspace.workspace / "articles"

    (created,) = workflow.push([folder], again(workspace)).plan.create

    assert (2, None) == (created.statement, created.speaker)
    assert () == workflow.push([folder], again(workspace)).plan.create


def test_new_rules_show_new_suggestions_and_leave_labeled_tasks(
    workspace: Settings, desk: Desk, admin: Connection, tmp_path: Path, registry: Registry
) -> None:
    """Another registry is another model version; Label Studio shows only the project's current one."""
    desk.says("ana", "The Azerbaijani", answers())
    bundled = files("annotator.corpus").joinpath("speakers.toml").read_text(encoding="utf-8")
    changed = tmp_path / "speakers.toml"
    changed.write_text(bundled.replace('party = "press"', 'party = "media"'), encoding="utf-8")

    done = workflow.push([workspace.workspace / "articles"], again(workspace).model_copy(update={"registry": changed}))

    assert (0, 3) == (len(done.plan.create), done.suggestions)
    current = Project(admin, desk.project).model_version
    shown = list(Project(admin, desk.project).listed(fields="all", include="id,predictions_model_versions"))
    assert 3 == len(shown)
    assert all(current in raw["predictions_model_versions"].split(",") for raw in shown)


def test_a_used_speaker_cannot_leave_the_page(workspace: Settings, desk: Desk, registry: Registry) -> None:
    """Label Studio itself would take the change and orphan the labels."""
    desk.says("ana", "The Azerbaijani", answers())
    fewer = Registry.model_validate({"speakers": [one for one in registry.speakers if one.tag != "Baku"]})

    with opened(again(workspace)) as (project, _):
        before = project.label_config
        with pytest.raises(SetupError, match="Baku"):
            project.configure(codebook(fewer), overlap=2)
        assert before == Project(project.connection, project.id).label_config


def test_the_overlap_follows_the_review_rule(workspace: Settings, admin: Connection) -> None:
    settings = pushed(workspace)
    assert settings.project is not None
    assert 2 == Project(admin, settings.project).overlap

    pushed(settings.model_copy(update={"review": ReviewRule(rule="majority")}))
    assert 3 == Project(admin, settings.project).overlap


def test_no_readable_article_is_told_with_the_first_problem(workspace: Settings, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")

    with pytest.raises(InputError, match=r"bad\.txt"):
        workflow.push([tmp_path / "bad.txt"], workspace)
    assert not workspace.file.exists()


def test_a_project_that_was_deleted_is_told(workspace: Settings, admin: Connection) -> None:
    settings = pushed(workspace)
    assert settings.project is not None
    admin.client.projects.delete(id=settings.project)

    with pytest.raises(SetupError, match=f"no project {settings.project}"):
        workflow.pull(settings)
    assert not workspace.exports.exists()


def test_the_project_of_another_server_is_not_touched(workspace: Settings, server: Server) -> None:
    settings = pushed(workspace)

    with pytest.raises(SetupError, match="is on embedded"):
        workflow.pull(settings.model_copy(update={"url": server.url, "api_key": _secret(server)}))


def _secret(server: Server) -> SecretStr:
    return SecretStr(server.token())


def test_an_external_server_works_with_both_kinds_of_token(
    workspace: Settings, server: Server, personal_token: str
) -> None:
    external = workspace.model_copy(
        update={"server_folder": None, "url": server.url, "api_key": SecretStr(personal_token)}
    )

    first = workflow.push([workspace.workspace / "articles"], external)
    with_legacy = again(external).model_copy(update={"api_key": _secret(server)})
    second = workflow.push([workspace.workspace / "articles"], with_legacy)

    assert (3, 0) == (len(first.plan.create), len(second.plan.create))


def test_a_task_with_a_field_too_many_is_neither_doubled_nor_missed(
    workspace: Settings, desk: Desk, admin: Connection
) -> None:
    """Somebody added to it, or a newer annotator pushed it."""
    held = desk.tasks["Shops in the town were closed on Tuesday."]
    admin.client.tasks.update(id=str(held.task_id), data={**held.task.model_dump(mode="json"), "colour": "red"})

    found = workflow.push([workspace.workspace / "articles"], again(workspace), restore=True)

    assert ((), (), ["foreign_task"]) == (found.plan.create, found.plan.missing, [one.kind for one in found.problems])


def test_a_sentence_that_comes_back_shows_the_current_suggestion(
    workspace: Settings, desk: Desk, admin: Connection, tmp_path: Path
) -> None:
    article = workspace.workspace / "articles" / "release.txt"
    article.write_text(ARTICLE.replace("Tuesday", "Wednesday"), encoding="utf-8")
    bundled = files("annotator.corpus").joinpath("speakers.toml").read_text(encoding="utf-8")
    (tmp_path / "speakers.toml").write_text(bundled.replace('party = "press"', 'party = "media"'), encoding="utf-8")
    changed = again(workspace).model_copy(update={"registry": tmp_path / "speakers.toml"})
    workflow.push([article], changed)
    article.write_text(ARTICLE, encoding="utf-8")

    assert 1 == len(workflow.push([article], changed).plan.update)
    current = Project(admin, desk.project).model_version
    number = desk.tasks["Shops in the town were closed on Tuesday."].task_id
    assert current in {one.model_version for one in admin.client.predictions.list(task=number)}


def test_labels_of_a_deleted_account_are_named_and_decide_nothing(
    workspace: Settings, desk: Desk, server: Server, admin: Connection
) -> None:
    """Two deleted people are not one person, and a deleted reviewer's decision is no vote."""
    leaver = people.add(server.url, server.token(), f"leaver.{desk.project}@workflow.example.org")
    desk.tokens["leaver"] = people.token_of(server.url, leaver)
    desk.says("leaver", "Shops", answers(speaker="Narrator"))
    desk.says("ana", "Shops", answers(speaker="Narrator"))
    assert 1 == len(workflow.pull(again(workspace)).dataset.claims)
    (number,) = [int(user.id or 0) for user in admin.client.users.list() if user.email == leaver.email]
    admin.client.users.delete(id=number)

    pulled = workflow.pull(again(workspace))

    assert ((), 1) == (pulled.dataset.claims, pulled.dataset.counts.reasons[Reason.INVALID])
    assert "deleted account" in pulled.problems[0].message


def test_somebody_elses_speakers_are_shown_under_their_own_version(
    workspace: Settings, desk: Desk, admin: Connection, tmp_path: Path
) -> None:
    """What is labeled keeps the suggestion that it was labeled with; the tool's own come back with the next plain push."""
    desk.says("ana", "The Azerbaijani", answers())
    held = {one.task.sentence: one.task for one in desk.tasks.values()}
    rows = [
        {"article": "release", "start": task.char_start, "end": task.char_end, "speaker": "Yerevan", "model": "llm"}
        for task in held.values()
    ]
    (tmp_path / "llm.jsonl").write_text(
        "\n".join(json.dumps(row) for row in [*rows, {**rows[0], "start": 5000, "end": 5010}]), encoding="utf-8"
    )
    folder = workspace.workspace / "articles"

    done = workflow.push([folder], again(workspace), suggestions=tmp_path / "llm.jsonl")

    assert ((), 2, 1) == (done.plan.create, len(done.plan.update), done.suggestions)
    assert ["fits no sentence"] == [problem.message for problem in done.problems]
    project = Project(admin, desk.project)
    assert project.model_version.startswith("llm-")
    assert {"Baku", "Yerevan"} == {one.task.speaker for one in project.held().held}
    assert 2 == len(workflow.push([folder], again(workspace)).plan.update)
    assert Project(admin, desk.project).model_version.startswith("rules-")


def test_another_conversion_of_the_same_page_is_told_once_and_keeps_the_labels_place(workspace: Settings) -> None:
    """Tasks keep the version they were pushed from; only sentences that the new text changed are new ones."""
    page = workspace.workspace / "articles" / "story.html"
    page.write_text(
        f"<html><body><article><h1>Shops closed</h1><p>{ARTICLE}</p></article></body></html>", encoding="utf-8"
    )
    settings = pushed(workspace)
    kept = settings.state_folder / "articles"
    record = next(kept.glob("*.json"))
    converted = record.read_text(encoding="utf-8")
    with opened(settings) as (project, _):
        tasks = [one.task for one in project.held().held if one.task.article == "story"]
        text = (kept / f"{tasks[0].article_sha256}.txt").read_bytes().decode()
    assert {f"annotator-html/{html.VERSION}"} == {str(task.converter).partition(" ")[0] for task in tasks}
    assert all(task.sentence == text[task.char_start : task.char_end] for task in tasks)

    # As if an earlier converter had made another text of the same bytes.
    record.write_text(
        converted.replace(tasks[0].article_sha256, "0" * 64).replace(f"html/{html.VERSION}", "html/0"), encoding="utf-8"
    )
    first, second = (workflow.push([settings.workspace / "articles"], settings) for _ in range(2))

    assert [("reconverted", str(page))] == [(one.kind, one.where) for one in first.problems]
    assert "annotator-html/0" in first.problems[0].message
    assert () == second.problems
    assert first.plan.is_empty
    assert 2 == len(json.loads(record.read_text(encoding="utf-8"))["conversions"])
