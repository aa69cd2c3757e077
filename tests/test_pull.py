"""Pull against a real Label Studio: what is kept, told, held back and rebuilt."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator import workflow
from annotator.claims.review import Reason
from annotator.errors import InputError
from annotator.export.columns import QUARANTINE
from annotator.export.published import PENDING
from annotator.export.tables import keys, read
from annotator.labelstudio import snapshot
from annotator.labelstudio.answers import TITLE
from annotator.labelstudio.connection import Connection
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import write_answers
from annotator.labelstudio.server import Server
from annotator.settings import ReviewRule, Settings
from tests.desk import Desk, again, single
from tests.made import answers, cited

pytestmark = pytest.mark.server

SENTENCES = ("The Azerbaijani", "Shops", "The ministry denied")


def annotation_of(desk: Desk, admin: Connection, beginning: str) -> Any:
    """The one annotation of the sentence that begins so, as the server has it."""
    number = next(one.task_id for sentence, one in desk.tasks.items() if sentence.startswith(beginning))
    (found,) = admin.client.annotations.list(id=number)
    return found


def test_a_snapshot_makes_the_same_bytes_in_another_place(workspace: Settings, desk: Desk, tmp_path: Path) -> None:
    """Neither workspace, registry, pseudonym key, articles nor server are there."""
    for name in ("ana", "ben"):
        desk.says(name, "The Azerbaijani", answers())
    desk.says("ana", "Shops", answers(speaker="Narrator", status="verified", evidence=[cited("CNN")]))
    desk.says("judge", "Shops", answers(speaker="Narrator"))
    desk.says("ben", "The ministry denied", answers(status="verified"))
    reviewed = again(workspace).model_copy(update={"review": ReviewRule(reviewers=("judge@workflow.example.org",))})
    pulled = workflow.pull(reviewed)
    assert (2, 1) == (len(pulled.dataset.claims), len(pulled.outcomes.quarantine))
    elsewhere = tmp_path / "another machine"
    elsewhere.mkdir()
    (elsewhere / "kept.jsonl.gz").write_bytes(pulled.snapshot.read_bytes())

    done = subprocess.run(
        [str(Path(sys.executable).with_name("annotator")), "rebuild", "kept.jsonl.gz"],
        cwd=elsewhere,
        env={"HOME": str(elsewhere), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert {path.name for path in pulled.files} == {path.name for path in (elsewhere / "rebuilt").glob("*.csv")}
    for path in pulled.files:
        assert path.read_bytes() == (elsewhere / "rebuilt" / path.name).read_bytes()
    assert [] == list(elsewhere.glob(".annotator"))


def test_a_snapshot_that_was_cut_is_none(workspace: Settings, desk: Desk, tmp_path: Path) -> None:
    whole = workflow.pull(again(workspace)).snapshot.read_bytes()
    cut = tmp_path / "cut.jsonl.gz"
    for length in range(0, len(whole), 97):
        cut.write_bytes(whole[:length])
        with pytest.raises(InputError, match="no whole snapshot"):
            snapshot.read(cut)
    cut.write_bytes(whole)
    with pytest.raises(InputError, match="there already"):
        workflow.rebuild(cut, tmp_path)


def test_what_people_changed_since_the_last_pull_is_named(workspace: Settings, desk: Desk, admin: Connection) -> None:
    for beginning in SENTENCES:
        desk.says("ana", beginning, answers(speaker="Narrator"))
    assert workflow.pull(again(workspace)).changes is None
    edited, deleted = (annotation_of(desk, admin, beginning) for beginning in SENTENCES[:2])
    text = next(sentence for sentence in desk.tasks if sentence.startswith("The Azerbaijani"))
    admin.client.annotations.update(id=edited.id, result=write_answers(answers(), text))
    admin.client.annotations.delete(id=deleted.id)
    desk.says("ben", "Shops", answers(speaker="Narrator"))

    found = workflow.pull(again(workspace)).changes

    assert found is not None
    told = {one.kind: (one.person.partition("@")[0], one.task_id) for one in found.every}
    numbers = [next(one.task_id for key, one in desk.tasks.items() if key.startswith(first)) for first in SENTENCES]
    assert {"edited": ("ana", numbers[0]), "deleted": ("ana", numbers[1]), "added": ("ben", numbers[1])} == told
    again_found = workflow.pull(again(workspace)).changes
    assert again_found is not None
    assert () == again_found.every


def test_a_pull_that_loses_claims_is_held_back_until_it_is_accepted(
    workspace: Settings, desk: Desk, admin: Connection
) -> None:
    for beginning in SENTENCES:
        desk.says("ana", beginning, answers(speaker="Narrator"))
    first = workflow.pull(single(workspace))
    before = [path.read_bytes() for path in first.files]
    admin.client.annotations.delete(id=annotation_of(desk, admin, "Shops").id)
    desk.says("ben", "The Azerbaijani", answers(speaker="Baku"))

    held = workflow.pull(single(workspace))

    assert held.shrunk is not None
    assert (3, 2) == (held.shrunk.before, held.shrunk.gone)
    assert 1 == held.shrunk.because[f"undecided ({Reason.DISAGREE_SPEAKER})"]
    assert before == [path.read_bytes() for path in held.files]
    assert 1 == len(keys(held.shrunk.pending / "claims.csv"))
    accepted = workflow.pull(single(workspace), accept_shrink=True)
    assert accepted.shrunk is None
    assert 1 == len(keys(accepted.files[0]))
    assert not (workspace.exports / PENDING).is_symlink()


def test_the_quarantine_empties_itself_when_the_label_is_mended(
    workspace: Settings, desk: Desk, admin: Connection
) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator", status="verified"))
    broken = workflow.pull(single(workspace))
    (row,) = read(broken.quarantine, QUARANTINE).to_dict("records")
    assert (["R3"], "ana@workflow.example.org") == (row["rules"], row["annotator"])
    assert row["task_url"].endswith(f"data?task={row['task_id']}")

    admin.client.annotations.update(
        id=int(row["annotation_id"]), result=write_answers(answers(speaker="Narrator"), row["sentence"])
    )
    mended = workflow.pull(single(workspace))

    assert () == mended.problems
    assert 1 == len(mended.dataset.claims)
    assert read(mended.quarantine, QUARANTINE).empty


def test_a_page_that_somebody_changed_is_explained(workspace: Settings, desk: Desk, admin: Connection) -> None:
    page = Project(admin, desk.project).label_config
    assert workflow.pull(again(workspace)).drift is None

    other = page.replace('value="Baku"', 'value="Tbilisi"').replace('name="confidence"', 'name="mood"')
    admin.client.projects.update(desk.project, label_config=other)
    found = workflow.pull(again(workspace))

    assert found.drift is not None
    assert found.problems[0] == found.drift
    for told in (
        "question confidence is gone",
        "question mood was added",
        "claimed_by: 'Baku' is gone",
        "'Tbilisi' is new",
    ):
        assert told in found.drift.message
    admin.client.projects.update(desk.project, label_config=page.replace('size="5"', 'size="4"'))
    layout = workflow.pull(again(workspace))
    assert layout.drift is not None
    assert ("config_layout", ()) == (layout.drift.kind, layout.problems)


def test_exports_that_a_killed_run_left_on_the_server_are_cleared(
    workspace: Settings, desk: Desk, admin: Connection, server: Server
) -> None:
    """Those of another pull that is at work are not: the server's own clock says how old each is."""
    exports = admin.client.projects.exports
    exports.create(id=desk.project, title=TITLE)
    exports.create(id=desk.project, title="somebody's own")
    workflow.pull(again(workspace))
    assert 2 == len(exports.list(id=desk.project))

    age_exports(desk, server)
    workflow.pull(again(workspace))

    (left,) = exports.list(id=desk.project)
    assert "somebody's own" == left.title
    exports.delete(id=desk.project, export_pk=int(left.id or 0))


def age_exports(desk: Desk, server: Server) -> None:
    """Two hours pass for the server's records of exports."""
    import sqlite3

    with sqlite3.connect(server.data_folder / "label_studio.sqlite3", timeout=30) as db:
        db.execute(
            "UPDATE data_export_export SET created_at = datetime(created_at, '-2 hours') WHERE project_id = ?",
            (desk.project,),
        )
    db.close()


def test_a_pull_as_json_can_be_read(workspace: Settings, desk: Desk, server: Server) -> None:
    from typer.testing import CliRunner

    from annotator.cli import app

    settings = again(workspace)
    (workspace.workspace / "annotator.toml").write_text(
        f'project = {settings.project}\nserver = "embedded"\nserver_folder = "{server.data_folder}"\n',
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(workspace.workspace)
        done = CliRunner().invoke(app, ["pull", "--json"])

    assert 0 == done.exit_code
    assert 3 == json.loads(done.stdout)["statements"]
