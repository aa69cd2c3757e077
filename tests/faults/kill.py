"""Kill points: a piece of work in a process of its own, killed just before the nth thing that it does to the disk.

The processes are forks of a warmed one (`multiprocessing`'s fork server with the heavy imports done), so that a kill costs
milliseconds and not three seconds of imports.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

WARM = ["tests.faults.warm", "tests.faults.kill", "tests.faults.command"]
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.chmod", "os.truncate"}
"""What changes the disk, as Python's audit events are called; `open` is looked at more closely."""


def warmed() -> ForkServerContext:
    """Where processes come from that have nothing left to import."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(WARM)
    return context


def killed_at(number: int, under: Path, work: Callable[..., object], *arguments: Any) -> bool:
    """Do work in a process that gets SIGKILL just before its nth change to the disk below a folder; False if it ended before.

    Raises:
        AssertionError: it ended by itself and not well.
    """
    process = warmed().Process(target=_work, args=(number, str(under), work, arguments))
    process.start()
    process.join()
    code = process.exitcode
    process.close()
    assert code in (0, -signal.SIGKILL), f"ended with {code}"
    return code != 0


def _work(number: int, under: str, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    die_at_change(number, under)
    work(*arguments)


def die_at_change(number: int, under: str) -> None:
    """From now on this process gets SIGKILL just before its nth change to the disk below a folder."""
    left = number

    def watch(event: str, about: tuple[Any, ...]) -> None:
        nonlocal left
        if event in CHANGES or (event == "open" and about[2] & (os.O_WRONLY | os.O_RDWR)):
            if not any(isinstance(path, str | os.PathLike) and os.fspath(path).startswith(under) for path in about[:2]):
                return
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
