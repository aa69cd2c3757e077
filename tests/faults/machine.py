"""A newsroom in which anything happens in any order: a state machine whose steps hypothesis chooses.

After every step the published tables are whole and no label is lost; after every push and pull that ended well, every wanted
statement has one task and every label is in the tables.
"""

from __future__ import annotations

import json
import random
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.faults.command import Ended
from tests.faults.kills import Killer
from tests.faults.proxy import Proxy
from tests.faults.record import Timed
from tests.faults.wire import EVERY_FAULT
from tests.faults.world import Accounts, World

STEPS = 50
"""Steps of one newsroom's life."""

MOST_ARTICLES = 4
FAULTS = st.tuples(st.sampled_from(EVERY_FAULT), st.integers(1, 24))
"""Which fault meets which request of a command."""

LABELS = st.integers(1, 3)
_has_project = precondition(lambda self: self.world.project is not None)


class Newsroom(RuleBasedStateMachine):
    """Editors, annotators and a wire that breaks; `placed` says where."""

    folder: Path
    accounts: Accounts
    lived: Callable[[int, float], None]

    @initialize(seed=st.integers(0, 2**32))
    def opens(self, seed: int) -> None:
        self.time, self.steps = Timed(), 0
        self.proxy = Proxy(self.accounts.server.url)
        self.proxy.__enter__()
        self.world = World(
            self.folder / secrets.token_hex(4),
            self.proxy,
            self.accounts,
            random.Random(seed),  # noqa: S311
        )
        self.killer = Killer(self.world)
        self.push()

    # ------------------------------------------------------------------ articles

    @rule()
    def insert(self) -> None:
        self.world.insert()

    @rule()
    def edit(self) -> None:
        self.world.edit()

    @rule()
    def cut(self) -> None:
        self.world.cut()

    @precondition(lambda self: len(self.world.articles) < MOST_ARTICLES)
    @rule()
    def add_article(self) -> None:
        self.world.add_article()

    @rule()
    def withdraw_or_return(self) -> None:
        self.world.withdraw_or_return()

    @rule()
    def change_registry(self) -> None:
        self.world.know_kolkhida()

    # ------------------------------------------------------------------ labels

    @rule(times=LABELS)
    def label(self, times: int) -> None:
        for _ in range(times):
            self.world.label()

    @rule()
    def relabel(self) -> None:
        self.world.relabel()

    @rule()
    def unlabel(self) -> None:
        self.world.unlabel()

    @rule()
    def delete_task(self) -> None:
        self.world.delete_task()

    # ------------------------------------------------------------------ commands that nothing disturbs

    @rule()
    def push(self) -> None:
        self._pushes("push", "articles.jsonl")

    @rule()
    def restore(self) -> None:
        self._pushes("push", "articles.jsonl", "--restore")
        self.world.restored()
        self.world.converged()

    @_has_project
    @rule()
    def undo(self) -> None:
        self._quietly("push", "--undo", codes=(0, 1))

    @_has_project
    @rule()
    def pull(self) -> None:
        told = json.loads(self._quietly("pull", "--json", codes=(0, 1)).said.splitlines()[0])
        if told["shrunk"] is None:
            self.world.pulled_all()

    @_has_project
    @rule()
    def pull_and_accept(self) -> None:
        self._quietly("pull", "--accept-shrink", codes=(0, 1))
        self.world.pulled_all()

    @rule()
    def sync(self) -> None:
        self._pushes("sync", "articles.jsonl")

    # ------------------------------------------------------------------ commands that are disturbed

    @rule(fault=FAULTS)
    def push_over_a_broken_wire(self, fault: Any) -> None:
        self._broken(fault, "push", "articles.jsonl")

    @_has_project
    @rule(fault=FAULTS)
    def undo_over_a_broken_wire(self, fault: Any) -> None:
        self._broken(fault, "push", "--undo")

    @_has_project
    @rule(fault=FAULTS)
    def pull_over_a_broken_wire(self, fault: Any) -> None:
        before = self.world.tables()
        self._broken(fault, "pull", "--accept-shrink")
        self._old_or_new(before)

    @rule()
    def push_killed(self) -> None:
        self.killer.one("push", "articles.jsonl")

    @_has_project
    @rule()
    def undo_killed(self) -> None:
        self.killer.one("push", "--undo")

    @_has_project
    @rule()
    def pull_killed(self) -> None:
        before = self.world.tables()
        self.killer.one("pull", "--accept-shrink")
        self._old_or_new(before)

    # ------------------------------------------------------------------ what must be true

    @invariant()
    def last_good_export_is_readable(self) -> None:
        self.world.exports_are_whole()
        self.steps += 1

    @invariant()
    def no_label_is_lost(self) -> None:
        self.world.no_label_is_lost()

    def teardown(self) -> None:
        """In the end everything is right, whatever was before."""
        if not hasattr(self, "world"):
            return
        called = self.world.called
        self.world.stop()
        try:
            self.restore()
            self.pull_and_accept()
            if called > 1:  # hypothesis begins with a life in which the first rule is all that happens
                self.lived(self.steps, self.time.seconds)
        finally:
            self.proxy.__exit__(None)
            shutil.rmtree(self.world.folder, ignore_errors=True)

    def _quietly(self, *arguments: str, codes: tuple[int, ...]) -> Ended:
        self.proxy.clear()
        self.proxy.settle()
        return self.world.done(self.world.call(*arguments), *codes)

    def _pushes(self, *arguments: str) -> None:
        """Code 1 where people have labeled several copies of a statement, or a pull was held back."""
        self._quietly(*arguments, codes=(0, 1))
        self.world.converged()

    def _broken(self, fault: Any, *arguments: str) -> None:
        kind, nth = fault
        self.proxy.clear()
        self.proxy.on("*", "/", kind, nth=nth)
        self.world.done(self.world.call(*arguments), 0, 1, 3, 4)
        self.proxy.clear()

    def _old_or_new(self, before: dict[str, bytes]) -> None:
        if self.world.tables() != before:
            self.world.pulled_all()


def lives(
    folder: Path, accounts: Accounts, number: int, lived: Callable[[int, float], None], *, steps: int = STEPS
) -> None:
    """So many newsrooms with so many steps each; nothing is made smaller where one breaks, as each takes a minute.

    `lived` is told the steps and the seconds of each that ended well.
    """
    placed: Any = type("Placed", (Newsroom,), {"folder": folder, "accounts": accounts, "lived": staticmethod(lived)})
    run_state_machine_as_test(
        placed,
        settings=settings(
            max_examples=number + 1,
            stateful_step_count=steps,
            phases=(Phase.generate,),
            database=None,
            deadline=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
        _min_steps=steps,
    )
