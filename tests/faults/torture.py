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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.labelstudio import server as embedded
from tests.faults.proxy import Proxy
from tests.faults.record import State, Timed
from tests.faults.world import Accounts, BrokenError, World

STATE = Path(".torture") / "state.jsonl"
SEQUENCES = 12
"""Sequences of kills on one project: with more of them its superseded tasks make every list long."""


def main() -> int:
    """As the command line says; 1 where anything was found broken."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended too
    wanted = _options()
    state = State(wanted.state)
    found = 0
    if wanted.pushes or wanted.pulls or wanted.faults or wanted.steps:
        with _site() as (folder, accounts):
            found += until(state, "push", wanted.pushes, folder, accounts)
            found += until(state, "pull", wanted.pulls, folder, accounts)
    return 1 if found else 0


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.faults.torture", description=__doc__)
    options.add_argument("--pushes", type=int, default=0, help="SIGKILLs in push")
    options.add_argument("--pulls", type=int, default=0, help="SIGKILLs in pull")
    options.add_argument("--faults", action="store_true", help="every fault of the wire at first, middle, last request")
    options.add_argument("--steps", type=int, default=0, help="steps of the state machine")
    options.add_argument("--state", type=Path, default=STATE, help="where what was reached is written down")
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


def killed(state: State, kind: str, wanted: int, folder: Path, accounts: Accounts, sequences: int = SEQUENCES) -> int:
    """Sequences of kills on one new project, until enough were killed; answers how often something was broken."""
    from tests.faults.kills import Killer, pulls, pushes

    seed, name = secrets.randbelow(10**9), secrets.token_hex(4)
    with Proxy(accounts.server.url) as proxy:
        world = World(folder / name, proxy, accounts, random.Random(seed))  # noqa: S311  chance, not secrecy
        killer, seen = Killer(world), set[Path]()
        done = 0
        for number in range(sequences):
            time, before = Timed(), dict(killer.kills)

            def one(number: int = number) -> int:
                if kind == "push":
                    return pushes(killer, wanted - done)
                if number == 0:
                    killer.clean("push", "articles.jsonl")
                return pulls(killer, wanted - done, seen)

            kills, what = _told(one)
            ways = {way: count - before.get(way, 0) for way, count in killer.kills.items()}
            kills = sum(ways.values())
            state.add(kind, time.seconds, kills=kills, ways=ways, seed=seed, sequence=number, **what)
            done += kills
            if what:
                return 1
            if done >= wanted:
                break
    shutil.rmtree(folder / name, ignore_errors=True)
    return 0


def _told(work: Callable[[], int]) -> tuple[int, dict[str, str]]:
    """How much was done, and what was broken."""
    try:
        return work(), {}
    except BrokenError as error:
        print(error, file=sys.stderr)
        return 0, {"broken": error.kind, "what": str(error)[:2000]}
    except AssertionError as error:
        print(error, file=sys.stderr)
        return 0, {"broken": "invariant", "what": str(error)[:2000]}


if __name__ == "__main__":
    sys.exit(main())
