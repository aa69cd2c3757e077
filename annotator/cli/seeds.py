"""``annotator seeds``: articles copied into the workspace, each with its manifest entry."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import ColumnOptions
from annotator.cli.terminal import errors_told, printable

app = typer.Typer(help="Articles of the workspace: add more.", no_args_is_help=True)


@app.callback()
def seeds() -> None:
    """Articles of the workspace: add more."""


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files to copy in, as they are.")],
    title: Annotated[str | None, typer.Option("--title", help="Headline, where the file does not hold it.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Its address.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="When it was published: YYYY-MM-DD, or YYYY-MM.")
    ] = None,
    key: Annotated[
        str | None, typer.Option("--id", help="What names it for ever; without it the URL or file name.")
    ] = None,
    licence: Annotated[str | None, typer.Option("--licence", help="Under which licence it stands.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--to", help="Folder to copy into; without it articles/, or seeds/ in a checkout.")
    ] = None,
    columns: ColumnOptions = None,
) -> None:
    """Copy articles in, byte for byte, and write an entry for each into manifest.toml.

    Files, names and keys that are there already are refused, and then nothing is written.

    Example: annotator seeds add ~/saved/story.html --outlet "Valley Post" --published 2023-09-20
    """
    with errors_told():
        from annotator import seeds as seeding
        from annotator import settings
        from annotator.corpus.metadata import MetadataError, parse
        from annotator.errors import UsageError

        own = {"--title": title, "--url": url, "--id": key}
        if len(paths) > 1 and (named := [option for option, value in own.items() if value is not None]):
            raise UsageError(f"{named[0]} for {len(paths)} files", "add them one by one; each needs its own")
        given = {"id": key, "title": title, "outlet": outlet, "url": url, "published_on": published, "licence": licence}
        try:
            metadata = parse(given)
        except MetadataError as error:
            raise UsageError(str(error), "correct that option") from None
        chosen = settings.load(columns=columns or ())
        target = folder or seeding.folder_in(chosen.workspace)
        for added in seeding.add(paths, target, metadata, chosen.columns):
            entry = ", ".join(
                f"{name} = {value!r}" for name, value in added.entry.model_dump(exclude_none=True).items()
            )
            typer.echo(printable(f"copied {added.path}"))
            typer.echo(printable(f"  {target / 'manifest.toml'}: {entry or 'file alone'}"))
            if len(added.articles) > 1:
                typer.echo(f"  {len(added.articles)} articles")
        typer.echo(printable(f"next: annotator check {target}"))
