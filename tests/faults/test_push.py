"""Pushes over a wire that breaks: whatever happens to a request, in the end every statement has exactly one task."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from annotator import settings as settings_file
from annotator import workflow
from annotator.annotation.codebook import codebook
from annotator.annotation.task import TaskState
from annotator.corpus.speaker import Registry
from annotator.errors import AnnotatorError, ServerError, SetupError
from annotator.labelstudio import delivery
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.project import Project
from annotator.labelstudio.server import Server
from annotator.settings import Settings
from annotator.workspace import looked_at, opened
from tests.faults import wire
from tests.faults.proxy import Proxy
from tests.faults.wire import Fault
from tests.made import a_task

pytestmark = pytest.mark.server

STATEMENTS = 12
BATCH = 4
TORTURE = pytest.mark.torture
"""What only the long run does: the usual one meets each fault of an import once."""


@pytest.fixture
def place(
    server: Server, proxy: Proxy, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """A workspace whose server is behind the proxy, with an article of three batches, and an empty project."""
    monkeypatch.setattr(delivery, "BATCH", BATCH)
    (tmp_path / "articles").mkdir()
    write(tmp_path, STATEMENTS)
    with connect(server.url, server.token()) as connection:
        made = Project.make(connection, title="faults", codebook=codebook(registry), overlap=2)
    settings_file.write_project(Settings(workspace=tmp_path), made.id, proxy.url)
    return Settings(
        workspace=tmp_path,
        url=proxy.url,
        api_key=SecretStr(server.token()),
        project=made.id,
        server=proxy.url,
        settle=1.0,
    )


def write(folder: Path, statements: int, *, first: int = 0) -> None:
    """An article of so many sentences."""
    lines = (
        f"The Azerbaijani defence ministry said that {number} positions had been taken.\n"
        for number in range(first, first + statements)
    )
    (folder / "articles" / "long.txt").write_text("\n".join(lines), encoding="utf-8")


def push(place: Settings) -> workflow.Pushed:
    return workflow.push([place.workspace / "articles"], place)


def on_server(admin: Connection, place: Settings) -> Counter[str]:
    return Counter(one.task.uid for one in Project(admin, place.project or 0).held().held)


def converged(admin: Connection, place: Settings) -> bool:
    there = on_server(admin, place)
    return STATEMENTS == len(there) == there.total()


NEVER_APPLIED = {"401", "403", "404"}
ONCE = {*NEVER_APPLIED, wire.LOST_ANSWER.name}
PLACES = [
    pytest.param(fault, nth, id=f"{fault.name}, import {nth}", marks=() if nth == 2 and fault.name in ONCE else TORTURE)
    for fault in wire.EVERY_FAULT
    for nth in (1, 2, 3)
]


@pytest.mark.parametrize(("fault", "nth"), PLACES)
def test_whatever_happens_to_an_import_every_statement_gets_one_task(
    place: Settings, proxy: Proxy, admin: Connection, fault: Fault, nth: int
) -> None:
    """Faults that say for sure that nothing was applied and that nothing will be end the push; all others it mends itself."""
    proxy.on("POST", r"/import\?", fault, nth=nth)

    if fault.name in NEVER_APPLIED:
        with pytest.raises(SetupError):
            push(place)
        assert BATCH * (nth - 1) == len(on_server(admin, place))
        proxy.clear()
        push(place)
    else:
        done = push(place)
        assert (STATEMENTS, ()) == (done.arrived, done.removed)
    proxy.settle()
    assert converged(admin, place)
    assert push(place).plan.is_empty


def test_one_push_mends_every_fault_that_it_can(
    place: Settings, proxy: Proxy, admin: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every second import breaks, each in its own way."""
    monkeypatch.setattr(delivery, "BATCH", 2)
    faults = [fault for fault in wire.EVERY_FAULT if fault.name not in NEVER_APPLIED]
    statements = 2 * 2 * len(faults)
    write(place.workspace, statements)
    for number, fault in enumerate(faults):  # a request that one rule takes is not counted by those behind it
        proxy.on("POST", r"/import\?", fault, nth=number + 1)

    done = push(place)

    assert (statements, ()) == (done.arrived, done.removed)
    met = [one.fault for one in proxy.seen("POST", r"/import\?")]
    assert [fault.name for fault in faults] == met[: 2 * len(faults) : 2]
    proxy.settle()
    there = on_server(admin, place)
    assert statements == len(there) == there.total()
    assert push(place).plan.is_empty


def test_a_late_request_makes_copies_and_the_next_push_takes_them_away(
    place: Settings, proxy: Proxy, admin: Connection
) -> None:
    """It comes after the time at which it was taken for lost: no bound can be proved from outside."""
    proxy.on("POST", r"/import\?", wire.late(3.0))

    push(place)
    proxy.settle()
    assert STATEMENTS + BATCH == on_server(admin, place).total()
    mended = push(place)

    assert (BATCH, BATCH) == (len(mended.plan.surplus), len(mended.removed))
    assert mended.kept_in is not None
    assert converged(admin, place)
    assert 1 == len(list(mended.kept_in.glob("*.jsonl.gz")))


def test_the_push_gives_up_where_nothing_definite_is_said_and_the_next_one_goes_on(
    place: Settings, proxy: Proxy, admin: Connection
) -> None:
    proxy.on("POST", r"/import\?", wire.status_before(502), nth=2, times=delivery.PATIENCE)

    with pytest.raises(ServerError, match="502"):
        push(place)
    assert BATCH == len(on_server(admin, place))

    assert STATEMENTS - BATCH == push(place).arrived
    assert converged(admin, place)


def test_an_import_is_sent_once_by_the_sdk_too(place: Settings, proxy: Proxy) -> None:
    """The SDK on its own would send a POST again after a 502."""
    proxy.on("POST", r"/import\?", wire.status_after(502), nth=2)

    push(place)

    assert STATEMENTS / BATCH == len(proxy.seen("POST", r"/import\?"))


def test_a_second_push_with_nothing_new_only_reads(place: Settings, proxy: Proxy) -> None:
    push(place)
    proxy.clear()

    again = push(place)

    assert (STATEMENTS, True) == (len(again.plan.keep), again.plan.is_empty)
    assert {"GET"} == {one.method for one in proxy.requests}


def test_a_server_that_dies_in_an_import_is_told_and_the_next_push_goes_on(
    place: Settings, proxy: Proxy, admin: Connection
) -> None:
    """The next push waits until what was on its way is applied or lost, and only then looks."""
    with ExitStack() as gone:
        dies = replace(wire.CLOSE_AFTER, applied=lambda: gone.enter_context(proxy.refusing()))
        proxy.on("POST", r"/import\?", dies, nth=2)
        with pytest.raises(SetupError, match="no server answers"):
            push(place)
    with looked_at(place) as (_, book):
        assert BATCH == len(book.unsettled())

    assert BATCH == push(place).arrived
    assert converged(admin, place)


def test_a_second_run_on_the_project_is_told_which_one_is_first(
    place: Settings, proxy: Proxy, admin: Connection
) -> None:
    told: list[str] = []

    def second() -> None:
        try:
            push(place)
        except SetupError as error:
            told.append(error.message)

    proxy.on("POST", r"/import\?", replace(wire.PASS, arrived=second), nth=2)
    push(place)

    (message,) = told
    assert f"`annotator push` in {Path.cwd()}, process {os.getpid()}" in message
    assert converged(admin, place)


def test_two_machines_that_push_at_the_same_moment_end_with_one_task_each(
    place: Settings, admin: Connection, tmp_path: Path
) -> None:
    """Neither knows of the other's journal or lock; the sweep of the last push makes it right."""
    another = place.model_copy(update={"workspace": tmp_path / "another"})
    (another.workspace / "articles").mkdir(parents=True)
    write(another.workspace, STATEMENTS)
    settings_file.write_project(another, place.project or 0, place.server or "")
    with annotator_push(place) as one, annotator_push(another, XDG_STATE_HOME=str(tmp_path / "state")) as other:
        ends = [(*running.communicate(timeout=60), running.returncode) for running in (one, other)]
    assert [0, 0] == [code for _, _, code in ends], ends

    push(another)
    assert converged(admin, place)
    assert push(place).plan.is_empty


@contextmanager
def annotator_push(place: Settings, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, in the workspace."""
    assert place.url
    assert place.api_key
    code = (
        # Where the tests run in the background, Ctrl-C is ignored, and every process that they start inherits that.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"from annotator.labelstudio import delivery; delivery.BATCH = {BATCH}; from annotator.cli import app; app()"
    )
    environment |= {"LABEL_STUDIO_URL": place.url, "LABEL_STUDIO_API_KEY": place.api_key.get_secret_value()}
    with subprocess.Popen(
        [sys.executable, "-c", code, "push", "articles"],
        cwd=place.workspace,
        env={**os.environ, **environment, "ANNOTATOR_SETTLE": "1"},
        text=True,
        stderr=subprocess.PIPE,
    ) as running:
        yield running


@pytest.mark.parametrize(
    ("point", "nth"),
    [
        ("arrived", 1),
        ("applied", 3),
        pytest.param("arrived", 3, marks=TORTURE),
        pytest.param("applied", 1, marks=TORTURE),
    ],
)
def test_a_push_that_is_killed_is_gone_on_with(
    place: Settings, proxy: Proxy, admin: Connection, point: str, nth: int
) -> None:
    """SIGKILL while an import is on its way, before and after the server has applied it."""
    with annotator_push(place) as running:
        killing: dict[str, Any] = {point: running.kill}
        proxy.on("POST", r"/import\?", replace(wire.PASS, **killing), nth=nth)
        running.communicate(timeout=60)
    assert -signal.SIGKILL == running.returncode

    push(place)

    assert converged(admin, place)
    assert push(place).plan.is_empty


@pytest.mark.parametrize("nth", [pytest.param(nth, marks=() if nth == 16 else TORTURE) for nth in range(8, 48)])
def test_a_push_that_changes_much_is_killed_at_any_request_and_gone_on_with(
    place: Settings, proxy: Proxy, admin: Connection, nth: int
) -> None:
    """New sentences, sentences that are gone, and other suggestions for those that stay; every second time after it was applied."""
    push(place)
    registry = files("annotator.corpus").joinpath("speakers.toml").read_text(encoding="utf-8")
    (place.workspace / "speakers.toml").write_text(registry.replace('tag = "Baku"', 'tag = "Ganja"'), encoding="utf-8")
    settings = place.file.read_text(encoding="utf-8")
    place.file.write_text('registry = "speakers.toml"\n' + settings, encoding="utf-8")
    write(place.workspace, STATEMENTS, first=3)
    proxy.clear()
    with annotator_push(place) as running:
        killing: dict[str, Any] = {"applied" if nth % 16 else "arrived": running.kill}
        proxy.on("*", r"/", replace(wire.PASS, **killing), nth=nth)
        running.communicate(timeout=60)
    assert -signal.SIGKILL == running.returncode

    changed = place.model_copy(update={"registry": place.workspace / "speakers.toml"})
    push(changed)

    assert push(changed).plan.is_empty
    held = Project(admin, place.project or 0).held().held
    assert STATEMENTS + 3 == len(held) == len({one.task.uid for one in held})
    current = [one for one in held if one.task.state is TaskState.CURRENT]
    assert [("Ganja", True)] * STATEMENTS == [(one.task.speaker, one.served) for one in current]
    version = Project(admin, place.project or 0).model_version
    for raw in Project(admin, place.project or 0).whole([one.task_id for one in current]):
        (shown,) = (one for one in raw["predictions"] if one["model_version"] == version)
        assert ["Ganja"] == shown["result"][0]["value"]["choices"]


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(place: Settings, proxy: Proxy, admin: Connection) -> None:
    with annotator_push(place) as running:
        proxy.on("POST", r"/import\?", replace(wire.PASS, arrived=lambda: running.send_signal(signal.SIGINT)), nth=2)
        _, said = running.communicate(timeout=60)

    assert (130, True) == (running.returncode, "call the same command again" in said), said
    assert f"new tasks, {BATCH} of {STATEMENTS}" in said
    push(place)
    assert converged(admin, place)


def test_one_bad_task_is_named_and_all_others_arrive(place: Settings, admin: Connection) -> None:
    """The server refuses a whole batch for one task (here a field is no text), and halving finds it."""
    good = [a_task(sentence=f"Sentence {number}.") for number in range(BATCH * 2)]
    bad = [*good[:2], good[2].model_copy(update={"after": None}), *good[3:]]
    with opened(place) as (project, book), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
        sending = delivery.Delivery(project, book, book.begin_push(), model_version="", settles=1.0)
        for batch in delivery.batched([bad], "", BATCH):
            sending.send(batch)
        assert (frozenset({good[2].uid}), {}) == (
            frozenset(one.uid for one in good) - book.confirmed(),
            book.unsettled(),
        )

    (problem,) = sending.refused
    assert ("refused", True) == (problem.kind, "Sentence 2." in problem.message)
    assert {one.uid for one in good} - {good[2].uid} == set(on_server(admin, place))


@pytest.mark.parametrize("fault", [wire.CLOSE_BEFORE, wire.CLOSE_AFTER], ids=lambda fault: fault.name)
def test_an_undo_that_breaks_off_is_no_deletion_by_hand(
    place: Settings, proxy: Proxy, admin: Connection, fault: Fault
) -> None:
    """Whether its tasks were taken away is open; the next push looks, and makes those that are gone again."""
    push(place)
    proxy.on("POST", r"/dm/actions", fault)

    with pytest.raises(ServerError, match="broke"):
        workflow.undo(place)
    done = push(place)

    assert () == done.plan.missing
    assert converged(admin, place)


def test_an_undo_that_breaks_off_can_be_called_again(place: Settings, proxy: Proxy, admin: Connection) -> None:
    push(place)
    proxy.on("POST", r"/dm/actions", wire.CLOSE_BEFORE)

    with pytest.raises(ServerError, match="broke"):
        workflow.undo(place)
    assert STATEMENTS == len(workflow.undo(place).removed.tasks)
    assert {} == on_server(admin, place)


def test_the_log_says_what_happened_and_never_the_token(place: Settings, proxy: Proxy, server: Server) -> None:
    proxy.on("POST", r"/import\?", wire.status_after(502), nth=2)

    push(place)

    (path,) = (place.state_folder / "logs").iterdir()
    told = path.read_text(encoding="utf-8")
    assert path.name.endswith("-push.log")
    assert 0o600 == path.stat().st_mode & 0o777
    assert "4 of 4 had arrived" in told
    assert "push ends" in told
    assert server.token() not in told
    assert "query" not in told


ANY = [
    pytest.param(
        fault,
        nth,
        id=f"{fault.name}, request {nth}",
        marks=() if number % 6 == 0 and nth == 1 + number * 5 % 29 else TORTURE,
    )
    for number, fault in enumerate(wire.EVERY_FAULT)
    for nth in range(1, 30)
]


@pytest.mark.parametrize(("fault", "nth"), ANY)
def test_whatever_happens_to_any_request_is_told_in_two_lines_and_the_next_push_mends_it(
    place: Settings, proxy: Proxy, admin: Connection, fault: Fault, nth: int
) -> None:
    proxy.on("*", r"/", fault, nth=nth)
    with suppress(AnnotatorError):  # anything else fails the test
        push(place)
    proxy.clear()
    push(place)
    proxy.settle()

    assert push(place).plan.is_empty
    assert converged(admin, place)
