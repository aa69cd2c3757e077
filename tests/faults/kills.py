"""Pushes and pulls that are killed again and again, at any moment, and what is left in the end."""

from __future__ import annotations

import time
from pathlib import Path

from tests.faults import wire
from tests.faults.command import Command, Ended
from tests.faults.wire import Apply, Fault
from tests.faults.world import BrokenError, World

AT_ONCE = 10
"""Attempts in a row, at most, before the command may end by itself."""

WRITES = r"/import\?|/api/tasks/[0-9]+|/api/predictions"
"""Requests that write tasks."""


class Killer:
    """Kills commands: after some time, at a request before or after the server got it, or before a change to the disk."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.kills: dict[str, int] = {}
        self._takes = {"push": 2.0, "pull": 2.0}
        self._requests = {"push": 20, "pull": 14}

    def clean(self, *arguments: str, exports: str = "exports", codes: tuple[int, ...] = (0,)) -> Ended:
        """A run that nothing disturbs; how long it takes and what it asks the server are remembered."""
        self.world.proxy.clear()
        ended = self.world.done(self.world.call(*arguments, exports=exports), *codes)
        if self.world.proxy.requests:
            self._takes[arguments[0]] = ended.seconds
            self._requests[arguments[0]] = len(self.world.proxy.requests)
        return ended

    def one(self, *arguments: str) -> bool:
        """One run that is to be killed; False where it ended by itself before."""
        chance, proxy = self.world.chance, self.world.proxy
        proxy.clear()
        kind = chance.choice(("time", "time", "request", "write", "disk"))
        if kind == "time":
            at = chance.uniform(0.0, self._takes[arguments[0]] * 1.1)
            ended = self.world.call(*arguments).killed_after(at)
        elif kind == "disk":
            ended = self._with_code(self.world.call(*arguments, dies_at_change=chance.randrange(1, 40)))
        else:
            kind, ended = self._at_a_request(arguments, writes=kind == "write")
        proxy.clear()
        if ended.was_killed:
            self.kills[kind] = self.kills.get(kind, 0) + 1
        return ended.was_killed

    def _at_a_request(self, arguments: tuple[str, ...], *, writes: bool) -> tuple[str, Ended]:
        chance, running = self.world.chance, list[Command]()

        def dies() -> None:
            while not running:  # the request may be there before the caller knows of the process
                time.sleep(0.001)
            running[0].kill()

        kind, fault = chance.choice(
            (
                ("request, server never gets it", Fault("killed", Apply.NEVER, wire.Answer(silent=True), arrived=dies)),
                ("request, server gets it afterwards", Fault("killed", Apply.BEFORE, arrived=dies)),
                ("request, answered", Fault("killed", Apply.BEFORE, applied=dies)),
                (
                    "request, server gets it late",
                    Fault("killed", Apply.LATE, wire.Answer(silent=True), late=chance.uniform(0.05, 0.8), arrived=dies),
                ),
            )
        )
        if writes and arguments[0] == "push":
            self.world.proxy.on("*", WRITES, fault, nth=chance.randrange(1, 6))
        else:
            self.world.proxy.on("*", "/", fault, nth=chance.randrange(1, self._requests[arguments[0]] + 1))
        running.append(self.world.call(*arguments))
        return kind, self._with_code(running[0])

    def _with_code(self, command: Command) -> Ended:
        ended = command.ended()
        if not ended.was_killed and ended.code not in (0, 1):
            raise BrokenError("exit code", f"{ended.code}: {ended.said}")
        return ended


def pushes(killer: Killer, wanted: int) -> int:
    """A sequence: edits, a push that is killed some times, a push that ends by itself; then everything has to be right."""
    world = killer.world
    world.work()
    kills = 0
    for _ in range(min(world.chance.randrange(4, AT_ONCE + 1), wanted)):
        if killer.one("push", "articles.jsonl"):
            kills += 1
        else:
            world.work()
    world.proxy.settle()
    killer.clean("push", "articles.jsonl")
    world.converged()
    if world.chance.random() < 0.2:
        _is_at_rest(killer)
    for _ in range(world.chance.randrange(3)):
        world.label()
    return kills


def _is_at_rest(killer: Killer) -> None:
    """A further push sends nothing."""
    killer.clean("push", "articles.jsonl")
    if sent := [one.target for one in killer.world.proxy.requests if one.method != "GET"]:
        raise BrokenError("duplicate", f"a push with nothing new sends {sent}")


def pulls(killer: Killer, wanted: int, seen: set[Path]) -> int:
    """A sequence: labels change, a pull is killed some times, and each leaves the old tables or the new ones, whole."""
    world = killer.world
    for act in world.chance.choices((world.label, world.relabel, world.unlabel), (6, 2, 1), k=3):
        act()
    old = world.tables()
    killer.clean("pull", "--accept-shrink", exports="beside")
    new = world.tables("beside")
    world.pulled_all("beside")
    kills = 0
    for _ in range(min(world.chance.randrange(4, AT_ONCE + 1), wanted)):
        kills += killer.one("pull", "--accept-shrink")
        world.exports_are_whole()
        world.snapshots_are_whole(seen)
        if world.tables() not in (old, new):
            raise BrokenError("damaged export", "neither the old tables nor the new ones")
    killer.clean("pull", "--accept-shrink")
    if world.tables() != new:
        raise BrokenError("damaged export", "two pulls of the same labels differ")
    world.no_label_is_lost()
    world.clear_exports_on_server()
    return kills
