"""``annotator sync``: push and pull in one, once or going on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import AllowHttp, CaBundle, ColumnOptions, Paths, Project
from annotator.cli.terminal import errors_told, printable, problems

if TYPE_CHECKING:
    from annotator.workflow.sync import Round, Watch


def sync(
    paths: Paths,
    columns: ColumnOptions = None,
    watch: Annotated[bool, typer.Option("--watch", help="Keep going until Ctrl-C or SIGTERM.")] = False,
    every: Annotated[float, typer.Option("--every", min=1.0, help="Seconds between two looks, with --watch.")] = 30.0,
    project: Project = None,
    ca_bundle: CaBundle = None,
    allow_http: AllowHttp = False,
) -> None:
    """Push articles and pull labels in one; with --watch, whenever articles or labels have changed.

    Example: annotator sync articles/ --watch
    """
    with errors_told():
        from annotator import settings
        from annotator.corpus.formats.files import STDIN
        from annotator.errors import UsageError
        from annotator.workflow import sync as work

        if watch and STDIN in paths:
            raise UsageError("the standard input can be read once, not watched", "leave out --watch, or give files")
        read = settings.load(project=project, columns=columns or (), ca_bundle=ca_bundle, allow_http=allow_http)
        if watch:
            _watch(work.Watch(paths, read), every)
            return
        done = work.sync(paths, read)
        _tell(done)
        if done.pushed and done.pulled:
            count = problems(done.pushed.problems)
            count += problems(done.pulled.problems, rest=f", all of them in {done.pulled.quarantine}")
            if count or done.pulled.shrunk or done.pushed.plan.duplicates:
                raise typer.Exit(1)


def _watch(watch: Watch, every: float) -> None:
    """Rounds until a signal says that it is enough; what is being done is finished, and a second signal breaks it off."""
    import signal
    from threading import Event

    stopped = Event()

    def stop(*_: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        typer.echo("ending; what is being done is finished first", err=True)
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        watch.run(every=every, stopped=stopped, tell=_tell)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    typer.echo("ended")


def _tell(done: Round) -> None:
    """One line for each thing that was done, with the time."""
    from datetime import datetime

    now = f"{datetime.now().astimezone():%H:%M:%S}"
    if done.pushed:
        counts = " · ".join(f"{count} {kind}" for kind, count in done.pushed.plan.counts.items() if count)
        typer.echo(f"{now} pushed: {counts}")
    if done.pulled:
        labels = done.pulled.changes.counts if done.pulled.changes else {}
        told = " · ".join(f"{count} {kind}" for kind, count in labels.items() if count) or "no label changed"
        typer.echo(f"{now} pulled: {len(done.pulled.dataset.claims)} claims; {told}")
        if done.pulled.drift:
            typer.echo(printable(f"{now} {done.pulled.drift.message}; {done.pulled.drift.hint}"), err=True)
        if done.pulled.outcomes.quarantine:
            typer.echo(
                f"{now} {len(done.pulled.outcomes.quarantine)} quarantined, see {done.pulled.quarantine}", err=True
            )
        if done.pulled.shrunk:
            typer.echo(
                f"{now} {done.pulled.shrunk.gone} of {done.pulled.shrunk.before} published claims would be gone: held back in "
                f"{done.pulled.shrunk.pending}; annotator pull --accept-shrink publishes it",
                err=True,
            )
    if done.failed:
        typer.echo(printable(f"{now} {done.failed}; next try in {done.pause:.0f} s"), err=True)
