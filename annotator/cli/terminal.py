"""What all commands share: errors as two lines and an exit code, progress, and tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from annotator.errors import AnnotatorError

if TYPE_CHECKING:
    from annotator.problem import Problem

SHOWN = 10
"""How many of a long list are told where the whole of it stands elsewhere."""


@contextmanager
def errors_told() -> Iterator[None]:
    """Two lines on stderr, what and the next step, and the exit code of the error; a traceback with ``ANNOTATOR_DEBUG=1``."""
    try:
        yield
    except AnnotatorError as error:
        if os.environ.get("ANNOTATOR_DEBUG"):
            raise
        _tell(error.message, error.hint)
        raise typer.Exit(error.exit_code) from None
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        if os.environ.get("ANNOTATOR_DEBUG"):
            raise
        what = f"{error.filename or 'a file'}: {error.strerror or error}"
        _tell(what, "see that it is there, may be written, and that the disk is not full; then call again")
        raise typer.Exit(3) from None
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
        typer.echo("next:  call the same command again; it goes on where it was", err=True)
        raise typer.Exit(130) from None


def _tell(what: str, hint: str) -> None:
    """Two lines, whatever a file's name or a server's answer holds."""
    typer.echo(f"error: {printable(' '.join(what.split()))}", err=True)
    typer.echo(f"next:  {printable(' '.join(hint.split()))}", err=True)


class Bar:
    """A progress bar on stderr, or nothing at all where nobody watches."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._tasks: dict[str, Any] = {}
        self._last = ""

    def __enter__(self) -> Bar:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._progress:
            self._progress.stop()
        if kind is KeyboardInterrupt and self._last:
            typer.echo(f"interrupted at: {self._last}", err=True)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the work is."""
        self._last = f"{what}, {done} of {total}"
        if self._progress:
            if what not in self._tasks:
                self._tasks[what] = self._progress.add_task(what, total=total)
            self._progress.update(self._tasks[what], completed=done, total=total)


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """A table on stdout; columns after the first are right-aligned where they hold numbers."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(title=Text(title), title_justify="left")
    body = [list(row) for row in rows]
    for index, column in enumerate(columns):
        numbers = bool(body) and all(isinstance(row[index], int | float) for row in body)
        shown.add_column(column, justify="right" if numbers else "left")
    for row in body:
        # Article text is only ever text: Text() keeps rich from reading markup out of it.
        shown.add_row(*(Text(str(cell)) for cell in row))
    Console(width=None if sys.stdout.isatty() else 120).print(shown)


def problems(found: Iterable[Problem], *, rest: str = "") -> int:
    """Tell all problems on stderr, or the first ones and where the rest stands; answers how many there are."""
    everything = list(found)
    for problem in everything[:SHOWN] if rest else everything:
        typer.echo(printable(str(problem)), err=True)
    if rest and len(everything) > SHOWN:
        typer.echo(f"… and {len(everything) - SHOWN} more{rest}", err=True)
    return len(everything)


def printable(text: str) -> str:
    """The text without control characters that a terminal would obey."""
    return "".join(character if character.isprintable() or character in "\n\t" else "�" for character in text)
