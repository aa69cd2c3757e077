"""The long trial of push and pull against a real Label Studio: `make torture`, or parts of it.

    python -m tests.faults.torture --pushes 1000 --pulls 500 --faults --steps 10000
    python -m tests.faults.torture --report

The numbers are what is to be reached in all: whatever the state file holds already is done. It may be ended at any time.
"""

from __future__ import annotations

import argparse
import random
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from hypothesis.errors import HypothesisException

from annotator.labelstudio import server as embedded
from annotator.labelstudio.project import batches
from tests.faults.kills import Killer, pulls, pushes
from tests.faults.machine import STEPS, lives
from tests.faults.proxy import Proxy
from tests.faults.record import State, Timed, report
from tests.faults.wires import Trial, Trials, trials
from tests.faults.world import Accounts, BrokenError, World

STATE = Path(".torture") / "state.jsonl"
SEQUENCES = 12
"""Sequences of kills on one project: with more of them its superseded tasks make every list long."""

FEW = 12
"""Faults tried in one newsroom."""

LIVES = 10
"""Newsrooms that hypothesis chooses together."""


def main() -> int:
    """As the command line says; 1 where anything was found broken."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the server is ended too
    wanted = _options()
    state = State(wanted.state)
    if wanted.report:
        report(state, wanted.report)
        return 0
    found = 0
    if wanted.pushes or wanted.pulls or wanted.faults or wanted.steps:
        with _site() as (folder, accounts):
            found += until(state, "push", wanted.pushes, folder, accounts)
            found += until(state, "pull", wanted.pulls, folder, accounts)
            found += faults(state, folder, accounts) if wanted.faults else 0
            found += steps(state, wanted.steps, folder, accounts)
    return 1 if found else 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.faults.torture", description=__doc__)
    options.add_argument("--pushes", type=int, default=0, help="SIGKILLs in push")
    options.add_argument("--pulls", type=int, default=0, help="SIGKILLs in pull")
    options.add_argument("--faults", action="store_true", help="every fault of the wire at first, middle, last request")
    options.add_argument("--steps", type=int, default=0, help="steps of the state machine")
    options.add_argument("--state", type=Path, default=STATE, help="where what was reached is written down")
    options.add_argument("--report", type=Path, help="write what was reached into this document, and do nothing else")
    return options.parse_args()


@contextmanager
def _site() -> Iterator[tuple[Path, Accounts]]:
    """A folder and a Label Studio of its own for this run."""
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    try:
        running = embedded.start(folder / "label-studio")
        yield folder, Accounts.made(running)
    finally:
        embedded.stop(folder / "label-studio")
        shutil.rmtree(folder, ignore_errors=True)


def until(state: State, kind: str, wanted: int, folder: Path, accounts: Accounts) -> int:
    """Kill until so many kills stand in the state file; answers how often something was broken."""
    broken = 0
    while (left := wanted - state.reached(kind, "kills")) > 0:
        broken += killed(state, kind, left, folder, accounts)
    return broken


def killed(
    state: State, kind: str, wanted: int, folder: Path, accounts: Accounts, *, sequences: int = SEQUENCES
) -> int:
    """Sequences of kills on one new project, until enough were killed; answers how often something was broken."""
    seed, name = secrets.randbelow(10**9), secrets.token_hex(4)
    seen: set[Path] = set()
    done, found = 0, dict[str, str]()
    with Proxy(accounts.server.url) as proxy:
        world = World(folder / name, proxy, accounts, random.Random(seed))  # noqa: S311  chance, not secrecy
        killer = Killer(world)
        for number in range(sequences):
            time, before = Timed(), dict(killer.kills)
            with _told(found):
                if kind == "push":
                    pushes(killer, wanted - done)
                else:
                    if number == 0:
                        killer.clean("push", "articles.jsonl")
                    pulls(killer, wanted - done, seen)
            ways = {
                way: count - before.get(way, 0) for way, count in killer.kills.items() if count > before.get(way, 0)
            }
            kills = sum(ways.values())
            state.add(kind, time.seconds, kills=kills, ways=ways, seed=seed, sequence=number, **found)
            done += kills
            if found:
                return 1  # what is left of it is to be looked at
            if done >= wanted:
                break
    shutil.rmtree(folder / name, ignore_errors=True)
    return 0


def faults(state: State, folder: Path, accounts: Accounts, some: Iterable[Trial] | None = None) -> int:
    """Every fault of the wire that the state file does not hold yet; answers how often something was broken."""
    tried = {tuple(part["trial"]) for part in state.parts() if part["kind"] == "fault" and not part.get("broken")}
    broken = 0
    for few in batches([trial for trial in (trials() if some is None else some) if trial not in tried], FEW):
        with Trials(folder, accounts) as place:
            for trial in few:
                time, found = Timed(), dict[str, str]()
                ended: int | None = None
                with _told(found):
                    ended = place.one(trial)
                state.add("fault", time.seconds, trial=trial, ended=ended, **found)
                broken += bool(found)
                if found:
                    break
    return broken


def steps(
    state: State, wanted: int, folder: Path, accounts: Accounts, *, lives_at_once: int = LIVES, each: int = STEPS
) -> int:
    """Newsrooms until so many steps stand in the state file; answers how often something was broken."""
    broken = 0
    while state.reached("steps", "steps") < wanted:
        found: dict[str, str] = {}
        with _told(found):
            lives(folder, accounts, lives_at_once, partial(_lived, state), steps=each)
        if found:
            state.add("steps", 0.0, **found)
            broken += 1
    return broken


def _lived(state: State, count: int, seconds: float) -> None:
    state.add("steps", seconds, steps=count)


@contextmanager
def _told(found: dict[str, str]) -> Iterator[None]:
    """What was broken is written down, and the next part goes on."""
    try:
        yield
    except (AssertionError, HypothesisException) as error:
        # Other than ours: a hang, a traceback, or the server refuses what people do.
        kind = error.kind if isinstance(error, BrokenError) else "other"
        met = getattr(error, "exceptions", ())  # of what did not happen again when hypothesis tried
        notes = "\n".join(map(str, (*met, *getattr(error, "__notes__", ()))))
        found.update(broken=kind, what=f"{error}\n{notes}"[:6000])
        sys.stderr.write(f"{kind}: {error}\n{notes}\n")


if __name__ == "__main__":
    sys.exit(main())
