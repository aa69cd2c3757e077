"""``annotator init``: a workspace to keep articles, settings and exports in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.terminal import errors_told

SETTINGS = """\
# Settings of this workspace. The environment wins: LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY (the token belongs there only),
# ANNOTATOR_PROJECT, ANNOTATOR_REGISTRY, ANNOTATOR_EXPORTS.

# A Label Studio of your own; without this line the embedded server is meant (annotator server start).
# url = "https://labelstudio.example.org"

# Who the speakers are, under which names; without this line the registry that comes with annotator is used.
registry = "speakers.toml"

# Where `annotator pull` writes.
exports = "exports"

[review]
# unanimous: n people with the same answers. majority: more than half of at least three. single: one is enough.
rule = "unanimous"
n = 2
# E-mails of those whose submitted labels decide; they do not annotate.
reviewers = []
"""


def init(folder: Annotated[Path, typer.Argument(help="Folder to make the workspace in.")] = Path()) -> None:
    """Make a workspace: settings, a copy of the speaker registry, and a folder for articles.

    What is there already is left as it is. Example: annotator init karabakh
    """
    with errors_told():
        from importlib.resources import files

        from annotator import atomic

        for name, content in (
            ("annotator.toml", SETTINGS.encode()),
            ("speakers.toml", files("annotator.corpus").joinpath("speakers.toml").read_bytes()),
            (".gitignore", b".annotator/\n"),
        ):
            path = folder / name
            if path.exists():
                typer.echo(f"{path} is there already and stays as it is")
            else:
                atomic.write(path, content)
                typer.echo(f"made {path}")
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        inside = "" if folder == Path() else f"cd {folder}, "
        typer.echo(f"next: {inside}put articles into articles/, then annotator check articles")
