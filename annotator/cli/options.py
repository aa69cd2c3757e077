"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Project = Annotated[int | None, typer.Option("--project", help="Id of the project, instead of the workspace's.")]

CaBundle = Annotated[
    Path | None, typer.Option("--ca-bundle", help="Certificates to trust (PEM), for a server with one of your own.")
]

AllowHttp = Annotated[
    bool, typer.Option("--allow-http", help="Send the token unencrypted to another machine, on a network you trust.")
]
