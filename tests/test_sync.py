"""Sync against a real Label Studio: what changed is seen, by listing and not by exporting, and the same tables come out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from annotator import workflow
from annotator.cli import app
from annotator.export.published import PENDING
from annotator.labelstudio.connection import Connection
from annotator.labelstudio.server import Server
from annotator.settings import ReviewRule, Settings
from annotator.workflow import sync
from annotator.workflow.sync import Round, Watch
from tests.desk import ARTICLE, Desk, single
from tests.faults.proxy import Proxy
from tests.faults.wire import status_before
from tests.made import answers, cited

pytestmark = pytest.mark.server


@pytest.fixture
def watch(workspace: Settings, desk: Desk) -> Watch:
    """A watch whose first round is over."""
    made = Watch([workspace.workspace / "articles"], single(workspace))
    made.round()
    return made


def tables(workspace: Settings) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in workspace.exports.glob("*.csv")}


def pending(workspace: Settings) -> Settings:
    """The same, where what was held back is looked at."""
    return workspace.model_copy(update={"exports": workspace.exports / PENDING})


def test_a_round_in_which_nothing_changed_does_nothing(watch: Watch) -> None:
    assert Round() == watch.round()


def test_rounds_come_to_the_same_tables_as_a_whole_pull(
    watch: Watch, workspace: Settings, desk: Desk, admin: Connection
) -> None:
    """Labels made, edited, skipped and deleted, a task deleted, an article added: byte for byte."""
    numbers = {sentence.split()[1]: one.task_id for sentence, one in desk.tasks.items()}

    def step_one() -> None:
        desk.says("ana", "Shops", answers(speaker="Narrator"))
        desk.says("ben", "The Azerbaijani", answers(status="verified", evidence=[cited("CNN")]))
        desk.says("ana", "The ministry", answers(status="verified"))

    def step_two() -> None:
        (label,) = admin.client.annotations.list(id=numbers["in"])
        untyped: Any = admin.client.annotations
        untyped.update(id=label.id, was_cancelled=True)
        (label,) = admin.client.annotations.list(id=numbers["ministry"])
        admin.client.annotations.delete(id=int(label.id or 0))

    def step_three() -> None:
        admin.client.tasks.delete(id=str(numbers["ministry"]))

    def step_four() -> None:
        (workspace.workspace / "articles" / "second.txt").write_text("Yerevan denied it.", encoding="utf-8")

    for step in (step_one, step_two, step_three, step_four):
        step()
        done = watch.round()
        assert done.pulled is not None, step.__name__
        by_rounds = tables(workspace if done.pulled.shrunk is None else pending(workspace))
        whole = workflow.pull(single(workspace), accept_shrink=True)
        assert by_rounds == tables(workspace), step.__name__
        assert done.pulled.dataset == whole.dataset
    assert b"Yerevan denied it." in tables(workspace)["sentences.csv"]


def test_files_of_a_pattern_and_their_manifest_are_watched(workspace: Settings, desk: Desk) -> None:
    articles = workspace.workspace / "articles"
    watch = Watch([articles / "*.txt"], single(workspace))
    watch.round()
    assert Round() == watch.round()

    (articles / "second.txt").write_text("Yerevan denied it.", encoding="utf-8")
    added = watch.round().pushed
    (articles / "manifest.toml").write_text('[[article]]\nfile = "second.txt"\nwithdrawn = true\n', encoding="utf-8")
    withdrawn = watch.round().pushed

    assert added is not None
    assert withdrawn is not None
    assert (1, 1) == (added.plan.counts["create"], withdrawn.plan.counts["supersede"])


def test_the_standard_input_is_no_file_to_watch() -> None:
    ended = CliRunner().invoke(app, ["sync", "-", "--watch"])

    assert (2, True) == (ended.exit_code, "leave out --watch" in ended.output)


def test_rounds_leave_no_export_on_the_server_and_ask_for_little(
    workspace: Settings, server: Server, persons: Any, tmp_path: Path
) -> None:
    with Proxy(server.url) as proxy:
        external = workspace.model_copy(
            update={
                "server_folder": None,
                "url": proxy.url,
                "api_key": SecretStr(server.token()),
                "review": ReviewRule(rule="single", n=1),
            }
        )
        watch = Watch([workspace.workspace / "articles"], external)
        first = watch.round()
        assert first.pushed is not None
        desk = Desk(server, persons, int(first.pushed.project or 0))
        proxy.clear()
        watch.round()
        quiet = len(proxy.requests)
        desk.says("ana", "Shops", answers(speaker="Narrator"))
        done = watch.round()

        assert done.pulled is not None
        assert 1 == len(done.pulled.dataset.claims)
        assert [] == proxy.seen("POST", "/exports")
        assert quiet <= 6


def test_one_more_speaker_is_pushed_by_the_next_round(watch: Watch, desk: Desk) -> None:
    desk.says("ana", "Shops", answers(speaker="Narrator", another_speaker=True))
    watch.round()

    done = watch.round()

    assert done.pushed is not None
    assert 1 == len(done.pushed.plan.create)
    assert done.pulled is not None
    assert 4 == done.pulled.dataset.counts.statements


def test_a_server_that_fails_is_asked_less_and_less_often(
    workspace: Settings, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy(server.url) as proxy:
        external = workspace.model_copy(
            update={"server_folder": None, "url": proxy.url, "api_key": SecretStr(server.token())}
        )
        watch, stopped, told = Watch([workspace.workspace / "articles"], external), Event(), list[Round]()
        watch.round()
        proxy.on("GET", "/api/version", status_before(503), times=3)

        def tell(done: Round) -> None:
            told.append(done)
            if not done.failed:
                stopped.set()
            elif len(told) == 3:
                (workspace.workspace / "articles" / "second.txt").write_text("Yerevan denied it.", encoding="utf-8")

        watch.run(every=0.05, stopped=stopped, tell=tell)

    assert [0.1, 0.2, 0.4] == [round(one.pause, 2) for one in told[:3]]
    assert all("503" in str(one.failed) for one in told[:3])
    assert told[3].pushed is not None


def test_it_ends_cleanly_on_sigterm(workspace: Settings, server: Server) -> None:
    running = subprocess.Popen(
        [str(Path(sys.executable).with_name("annotator")), "sync", "articles", "--watch", "--every", "300"],
        cwd=workspace.workspace,
        env={
            "HOME": str(workspace.workspace),
            "PATH": os.environ["PATH"],
            "LABEL_STUDIO_URL": server.url,
            "LABEL_STUDIO_API_KEY": server.token(),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (workspace.exports / "claims.csv").exists():
        assert running.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    began = time.monotonic()
    running.send_signal(signal.SIGTERM)
    said, errors = running.communicate(timeout=30)

    assert (0, True) == (running.returncode, time.monotonic() - began < 5)
    assert "pushed: 3 create" in said
    assert "ended" in said
    assert "Traceback" not in errors


def test_sync_without_watch_does_both_once(workspace: Settings) -> None:
    done = sync.sync([workspace.workspace / "articles"], workspace)

    assert done.pushed is not None
    assert done.pulled is not None
    assert (3, 3) == (len(done.pushed.plan.create), done.pulled.dataset.counts.statements)
    assert ARTICLE.split("\n")[0].encode() in tables(workspace)["sentences.csv"]
