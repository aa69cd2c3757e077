"""A few minutes' worth of `make torture` in seconds; and that its checks can fail."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.labelstudio.server import Server
from tests.faults import torture
from tests.faults.kills import Killer
from tests.faults.proxy import Proxy
from tests.faults.record import BEGIN, END, KINDS, State, report
from tests.faults.wires import documented, trials
from tests.faults.world import Accounts, BrokenError, World

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def accounts(server: Server) -> Accounts:
    return Accounts.made(server)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state.jsonl")


@pytest.fixture(scope="module")
def world(accounts: Accounts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A newsroom that has pushed, labeled and pulled, and in which one thing after the other is broken."""
    folder = tmp_path_factory.mktemp("torture") / "newsroom"
    with Proxy(accounts.server.url) as proxy:
        made = World(folder, proxy, accounts, random.Random(1))  # noqa: S311  the same each time
        killer = Killer(made)
        killer.clean("push", "articles.jsonl")
        made.label()
        killer.clean("pull")
        made.converged()
        made.pulled_all()
        yield made


@pytest.mark.parametrize("kind", ["push", "pull"])
def test_whatever_is_killed_nothing_is_lost_doubled_or_damaged(
    kind: str, state: State, accounts: Accounts, tmp_path: Path
) -> None:
    assert 0 == torture.until(state, kind, 4, tmp_path, accounts)
    assert state.reached(kind, "kills") >= 4

    assert 0 == torture.until(state, kind, 4, tmp_path, accounts)  # all was reached before


def test_some_faults_of_the_wire_end_as_documented(state: State, accounts: Accounts, tmp_path: Path) -> None:
    some = list(trials())[7::60]

    assert 0 == torture.faults(state, tmp_path, accounts, some)
    assert len(some) == len(list(state.parts()))
    assert all(part["ended"] in documented(*part["trial"]) for part in state.parts())


def test_a_newsroom_in_which_anything_happens(state: State, accounts: Accounts, tmp_path: Path) -> None:
    assert 0 == torture.steps(state, 1, tmp_path, accounts, lives_at_once=1, each=10)
    assert state.reached("steps", "steps") >= 10


def test_a_second_task_is_seen(world: World) -> None:
    task = world.on_server()[0]
    new = world.ask("POST", f"/api/projects/{world.project}/import?return_task_ids=true", json=[{"data": task["data"]}])

    with pytest.raises(BrokenError, match="duplicate"):
        world.converged()
    world.ask("DELETE", f"/api/tasks/{new['task_ids'][0]}/")
    world.converged()


def test_a_task_that_is_not_there_is_seen(world: World) -> None:
    free = next(one for one in world.on_server() if not one["annotations"])
    world.ask("DELETE", f"/api/tasks/{free['id']}/")

    with pytest.raises(BrokenError, match="lost task"):
        world.converged()


def test_a_label_that_is_in_no_table_is_seen(world: World) -> None:
    world.label()

    with pytest.raises(BrokenError, match="lost label"):
        world.pulled_all()


def test_a_label_that_is_not_there_is_seen(world: World) -> None:
    annotation = next(one for task in world.on_server() for one in task["annotations"])
    world.ask("DELETE", f"/api/annotations/{annotation['id']}/")

    with pytest.raises(BrokenError, match="lost label"):
        world.no_label_is_lost()


def test_a_damaged_export_is_seen(world: World) -> None:
    world.exports_are_whole()
    table = (world.folder / "exports" / "claims.csv").resolve()
    table.write_bytes(table.read_bytes()[:-10])

    with pytest.raises(BrokenError, match="damaged export"):
        world.exports_are_whole()


def test_the_whole_is_every_fault_at_every_place() -> None:
    assert KINDS["fault"][2] == len(list(trials()))


def test_the_report_tells_what_stands_in_the_state_file(state: State, tmp_path: Path) -> None:
    document = tmp_path / "reliability.md"
    document.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    state.add("push", 3600.0, kills=998, ways={"time": 998})
    state.add("push", 1800.0, kills=2, ways={"time": 2}, broken="duplicate", what="two")

    report(state, document)

    told = document.read_text()
    assert "| SIGKILL in push | 1,000 of 1,000 | 0 | 1 | 0 | 0 | 1.50 |" in told
    assert "| push: time | 1000 |" in told
    assert "old" not in told
    assert (told[:7], told[-6:]) == ("before\n", "after\n")
