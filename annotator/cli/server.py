"""``annotator server``: the embedded Label Studio, for one machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.terminal import errors_told

if TYPE_CHECKING:
    from annotator.labelstudio.server import Server

app = typer.Typer(help="Start, stop and show the embedded Label Studio (for one machine).", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print url, version, pid, data folder and token file as JSON.")]


def _folder() -> Path:
    from annotator import settings, workspace

    return workspace.server_folder(settings.load())


def _tell(server: Server, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(server.model_dump(mode="json")))
        return
    typer.echo(f"Label Studio {server.version} at {server.url} (pid {server.pid})")
    typer.echo(f"data in {server.data_folder}")
    typer.echo(f"token in {server.token_file}, administrator's login in {server.login_file}")
    typer.echo("accounts for people: annotator people add EMAIL")


@app.command()
def start(as_json: AsJson = False) -> None:
    """Start it, or say where it runs. Example: annotator server start"""
    with errors_told():
        from annotator.labelstudio import server

        _tell(server.start(_folder(), progress=lambda phase: typer.echo(f"{phase} …", err=True)), as_json)


@app.command()
def stop() -> None:
    """Stop it; the data stay. Example: annotator server stop"""
    with errors_told():
        from annotator.labelstudio import server

        typer.echo("stopped" if server.stop(_folder()) else "no embedded server was running")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say whether and where it runs. Example: annotator server status --json"""
    with errors_told():
        from annotator.errors import SetupError
        from annotator.labelstudio import server

        running = server.status(_folder())
        if running is None:
            raise SetupError("the embedded server does not run", "annotator server start")
        _tell(running, as_json)
