"""Work done ahead: the next items are made in a thread while earlier ones are being used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar

_Item = TypeVar("_Item")


@contextmanager
def ahead(items: Iterator[_Item], *, most: int = 4) -> Iterator[Iterator[_Item]]:
    """The same items in the same order, made in a thread of their own; at most so many wait to be used.

    What making them raises is raised where they are used. Leaving the block early ends the work.
    """
    ready: Queue[tuple[_Item | None, BaseException | None]] = Queue(most)
    left = Event()

    def put(item: _Item | None, error: BaseException | None) -> bool:
        while not left.is_set():
            try:
                ready.put((item, error), timeout=0.1)
            except Full:
                continue
            return True
        return False

    def work() -> None:
        try:
            for item in items:
                if not put(item, None):
                    return
        except BaseException as error:
            put(None, error)
        else:
            put(None, StopIteration())

    def made() -> Iterator[_Item]:
        while True:
            item, error = ready.get()
            if isinstance(error, StopIteration):
                return
            if error is not None:
                raise error
            yield item  # type: ignore[misc]  # without an error there is an item

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield made()
    finally:
        left.set()
        thread.join()
