"""``annotator demo``: the whole way on the seed articles, with a Label Studio of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.terminal import Bar, errors_told


def demo(
    keep: Annotated[bool, typer.Option("--keep", help="Leave the server up, to look around in the browser.")] = False,
    exports: Annotated[Path, typer.Option("--exports", help="Folder to write the CSV files to.")] = Path("exports"),
) -> None:
    """Boot a Label Studio, push the seed articles, enter the reference labels, and pull the claims.

    It keeps its data apart from yours and ignores your server settings. Example: annotator demo --keep
    """
    with errors_told():
        from annotator import demo as whole_way
        from annotator.cli.pull import tell
        from annotator.labelstudio import server

        folder = whole_way.data_folder() / "server"
        whole_way.refuse_foreign(exports)
        try:
            with Bar() as bar:
                shown = whole_way.run(exports, say=lambda step: typer.echo(f"· {step}"), progress=bar)
            typer.echo(f"· {shown.created} new tasks, {shown.entered} new annotations\n")
            tell(shown.pulled, shown.settings)
        finally:
            if not keep:
                server.stop(folder)
        typer.echo(
            f"\nopen {shown.pulled.files[0]} in a spreadsheet or pandas; {exports / 'undecided.csv'} says what is left open"
        )
        if keep:
            typer.echo(f"Label Studio is up at {shown.project_url}; log in as")
            for login in (*shown.logins, shown.administrator):
                typer.echo(f"  {login.email}  password {login.password}")
            typer.echo("it runs until: annotator demo (without --keep)")
        else:
            typer.echo("to look around in the browser: annotator demo --keep (prints how to log in)")
