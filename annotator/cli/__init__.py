"""The command line: one file per command, options in, one workflow call, one report out.

Heavy imports (the SDK, pandas) stay inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from annotator import __version__
from annotator.cli import check, demo, doctor, init, people, pull, push, registry, score, seeds, server, status, sync


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"annotator {__version__}")
        raise typer.Exit


app = typer.Typer(
    name="annotator",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Who claims what in a conflict: articles in, attributed, verified and disputed claims out.

    They are reviewed in Label Studio. Begin with: annotator demo
    """


app.command("demo")(demo.demo)
app.command("init")(init.init)
app.command("check")(check.check)
app.command("push")(push.push)
app.command("status")(status.status)
app.command("pull")(pull.pull)
app.command("rebuild")(pull.rebuild)
app.command("sync")(sync.sync)
app.command("score")(score.score)
app.command("doctor")(doctor.doctor)
app.add_typer(server.app, name="server")
app.add_typer(people.app, name="people")
app.add_typer(registry.app, name="registry")
app.add_typer(seeds.app, name="seeds")
