"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_PATHS = typer.Argument(
    help="Articles: files, folders, patterns in quotation marks, or - for JSONL on the standard input."
)
Paths = Annotated[list[Path], _PATHS]
OptionalPaths = Annotated[list[Path] | None, _PATHS]
ColumnOptions = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="KEY=NAME",
        help="Which column of a table holds what: text=body, id=nr; ignore=NAME leaves one out. May be repeated.",
    ),
]

Project = Annotated[int | None, typer.Option("--project", help="Id of the project, instead of the workspace's.")]

CaBundle = Annotated[
    Path | None, typer.Option("--ca-bundle", help="Certificates to trust (PEM), for a server with one of your own.")
]

AllowHttp = Annotated[
    bool, typer.Option("--allow-http", help="Send the token unencrypted to another machine, on a network you trust.")
]
