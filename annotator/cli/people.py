"""``annotator people``: accounts that can log in."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import AllowHttp, CaBundle
from annotator.cli.terminal import errors_told

app = typer.Typer(help="Accounts that can log in: annotators and reviewers.", no_args_is_help=True)


@app.callback()
def people() -> None:
    """Accounts that can log in: annotators and reviewers."""


@app.command()
def add(
    email: Annotated[str, typer.Argument(help="Their e-mail, which they log in with.")],
    reviewer: Annotated[
        bool, typer.Option("--reviewer", help="Their labels are decisions; they are written down in annotator.toml.")
    ] = False,
    ca_bundle: CaBundle = None,
    allow_http: AllowHttp = False,
) -> None:
    """Make an account and print its password, once.

    Example: annotator people add ana@example.org
    """
    with errors_told():
        from annotator import settings, workspace
        from annotator.labelstudio import people

        read = settings.load(ca_bundle=ca_bundle, allow_http=allow_http)
        where = workspace.target(read)
        if reviewer:
            settings.add_reviewer(read, email.strip().lower())
        login = people.add(where.url, where.token, email, ca_bundle=where.ca_bundle, allow_http=where.allow_http)
        typer.echo(f"{login.email} can log in at {where.url}")
        typer.echo(f"password: {login.password}  (shown this once)")
        if reviewer:
            typer.echo(f"reviewer: written down in {read.file}")
