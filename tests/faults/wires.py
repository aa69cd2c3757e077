"""Every fault of the wire at the first, the middle and the last request of a push and of a pull, with the exit code."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from tests.faults import wire
from tests.faults.kills import Killer
from tests.faults.proxy import Proxy
from tests.faults.wire import Fault
from tests.faults.world import Accounts, BrokenError, World

PLACES = ("first", "middle", "last")
COMMANDS = (("push", "articles.jsonl"), ("pull", "--accept-shrink"))
GONE = replace(wire.CLOSE_AFTER, name="nobody listens any more")
FAULTS = (*wire.EVERY_FAULT, GONE)

Trial = tuple[str, str, str]
"""Command, fault and place."""


def trials() -> Iterator[Trial]:
    """All of them."""
    for command, *_ in COMMANDS:
        for fault in FAULTS:
            for place in PLACES:
                yield command, fault.name, place


def documented(command: str, fault: str, place: str) -> set[int]:
    """Which exit codes are right: 3 where somebody has to put a setting right, 4 where it may work later, 0 where it is mended."""
    if place == "last" and command == "pull":
        return {0}  # the server's copy of the export is deleted, or left to the next pull
    if fault in {"401", "403", "404"}:
        return {3}
    if fault == GONE.name:
        return {3, 4} if place != "last" else {0, 3, 4}
    if place == "first":
        return {0, 3, 4}  # whoever answers nonsense to the very first request may be no Label Studio
    return {0, 4}


class Trials:
    """Commands whose wire breaks once, in one newsroom."""

    def __init__(self, folder: Path, accounts: Accounts) -> None:
        self._folder = folder / token_hex(4)
        self._proxy = Proxy(accounts.server.url)
        self.world = World(self._folder, self._proxy, accounts, random.Random(1))  # noqa: S311
        self.killer = Killer(self.world)
        self._requests = dict.fromkeys(("push", "pull"), 9)

    def __enter__(self) -> Trials:
        self._proxy.__enter__()
        self.killer.clean("push", "articles.jsonl")
        for _ in range(4):
            self.world.label()
        self.killer.clean("pull", "--accept-shrink")
        return self

    def __exit__(self, *_: object) -> None:
        self._proxy.__exit__(None)
        shutil.rmtree(self._folder, ignore_errors=True)

    def one(self, trial: Trial) -> int:
        """Break one request, then let the same command mend it; answers the exit code of the broken run.

        Raises:
            BrokenError: something that must always be true is not.
        """
        name, fault_name, place = trial
        command = next(one for one in COMMANDS if one[0] == name)
        fault = next(one for one in FAULTS if one.name == fault_name)
        for _ in range(3):  # how many requests there are is known only afterwards
            self._change(name)
            before = self.world.tables()
            requests = self._requests[name]
            nth = {"first": 1, "middle": requests // 2, "last": requests}[place]
            code, met = self._broken(fault, nth, command)
            self.world.exports_are_whole()
            self.world.no_label_is_lost()
            if name == "pull" and code and self.world.tables() != before:
                raise BrokenError("damaged export", f"{trial}: it failed and published")
            self._proxy.settle()
            self.killer.clean(*command)
            self._requests[name] = len(self._proxy.requests)
            self.world.converged()
            if name == "pull":
                self.world.pulled_all()
            if met:
                if code not in documented(*trial):
                    raise BrokenError("exit code", f"{trial}: {code}, and documented are {documented(*trial)}")
                return code
        raise BrokenError("invariant", f"{trial}: that request never came")

    def _change(self, command: str) -> None:
        """The same amount of work each time."""
        if command == "pull":
            self.world.relabel()
            return
        for text in self.world.articles.values():
            del text[2:]
            text += [self.world.sentence() for _ in range(3)]
        self.world.write()

    def _broken(self, fault: Fault, nth: int, command: tuple[str, ...]) -> tuple[int, bool]:
        self._proxy.clear()
        with ExitStack() as gone:
            if fault is GONE:
                fault = replace(fault, applied=lambda: gone.enter_context(self._proxy.refusing()))
            self._proxy.on("*", "/", fault, nth=nth)
            ended = self.world.done(self.world.call(*command), 0, 3, 4)
            last = self._proxy.requests[-1].number if self._proxy.requests else 0
        return ended.code, last >= nth
