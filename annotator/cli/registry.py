"""``annotator registry``: what the speaker registry covers, and what it lacks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.terminal import SHOWN, errors_told, printable, problems, table

if TYPE_CHECKING:
    from annotator.corpus.article import Article
    from annotator.corpus.coverage import Overlap
    from annotator.problem import Problem
    from annotator.settings import Columns

app = typer.Typer(help="The speaker registry: what it covers, and what it lacks.", no_args_is_help=True)


@app.callback()
def registry() -> None:
    """The speaker registry: what it covers, and what it lacks."""


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="The registry; without it the one that the settings name.")
    ] = None,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", help="Articles, or a folder of them, to look for each name in; may be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all that was found as one JSON object.")] = False,
) -> None:
    """Name what two speakers share and, with articles, the names and patterns that are met nowhere in them.

    A name, surname or pattern that would give one speaker's words to another is a fault; with any the exit code is 1.
    A surname that counts for nobody because officials of two speakers have it is a remark, and so is a pattern that can
    never be met because it has a capital letter.

    Example: annotator registry check --articles seeds/
    """
    with errors_told():
        from annotator import settings
        from annotator.corpus import coverage, speaker

        chosen = settings.load()
        path = path or chosen.registry
        known = speaker.load(path)
        overlaps = coverage.overlaps(known)
        wrong = [one for one in overlaps if one.misread]
        held = {tag: [alias for alias in coverage.aliases(known) if alias.tag == tag] for tag in known.tags}
        reading = _Reading(articles or [], chosen.columns)
        unmet = coverage.dead(known, reading) if articles else ()
        dead = {tag: [alias for alias in unmet if alias.tag == tag] for tag in known.tags}
        faults = problems(reading.faults)
        if articles:
            reading.must_hold_some()
        where = str(path or "the registry of annotator")
        if as_json:
            told: dict[str, object] = {
                "registry": where,
                "names": {tag: len(aliases) for tag, aliases in held.items()},
                "overlaps": [one.model_dump(mode="json") for one in overlaps],
            }
            if articles:
                told["articles"] = reading.count
                told["dead"] = {
                    tag: [{"key": alias.key, "name": alias.name} for alias in aliases] for tag, aliases in dead.items()
                }
            typer.echo(json.dumps(told, ensure_ascii=False))
        else:
            columns = ("speaker", "names", *(("met nowhere",) if articles else ()))
            lost = {tag: len(set(held[tag]) & set(dead[tag])) for tag in known.tags}
            rows = [(tag, len(held[tag]), *((lost[tag],) if articles else ())) for tag in known.tags]
            table("names", columns, rows)
            for tag, aliases in dead.items():
                shown = ", ".join(f"{alias.name} ({alias.key})" for alias in aliases[:SHOWN])
                rest = f", … and {len(aliases) - SHOWN} more (--json)" if len(aliases) > SHOWN else ""
                if aliases:
                    typer.echo(printable(f"{tag}, met nowhere in {reading.count} articles: {shown}{rest}"))
            for overlap in overlaps:
                typer.echo(printable(_told(overlap)))
            typer.echo(printable(f"{where}: {len(wrong)} faults, {len(overlaps) - len(wrong)} remarks"))
        if wrong or faults:
            raise typer.Exit(1)


def _told(overlap: Overlap) -> str:
    """One line: whether it is a fault, the words, and every entry that they are read from."""
    weight = "fault" if overlap.misread else "remark, counts for nobody"
    holders = "; ".join(f"{alias.tag}: {alias.name} ({alias.key})" for alias in overlap.holders)
    return f"{weight}: {overlap.kind} {overlap.text!r}: {holders}"


@app.command()
def suggest(
    paths: Annotated[list[Path], typer.Argument(help="Articles, or folders of them.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    """List the sources that the articles name and no entry covers, the most frequent first.

    Example: annotator registry suggest seeds/
    """
    with errors_told():
        from annotator import settings
        from annotator.corpus import coverage, speaker

        chosen = settings.load()
        reading = _Reading(paths, chosen.columns)
        found = coverage.sources(speaker.load(chosen.registry), reading)
        faults = problems(reading.faults)
        reading.must_hold_some()
        if as_json:
            for source in found:
                typer.echo(json.dumps(source.model_dump(mode="json"), ensure_ascii=False))
        else:
            table(
                f"{len(found)} sources without an entry, in {reading.count} articles",
                ("source", "statements", "articles", "example"),
                ((printable(one.name), one.statements, one.articles, printable(one.example)) for one in found),
            )
        if faults:
            raise typer.Exit(1)


class _Reading:
    """Articles one after the other; what cannot be read is kept aside, and the others go on."""

    def __init__(self, paths: Sequence[Path], columns: Columns) -> None:
        self.paths = paths
        self.columns = columns
        self.count = 0
        self.faults: list[Problem] = []

    def __iter__(self) -> Iterator[Article]:
        from annotator.corpus import formats
        from annotator.corpus.article import Article

        for one in formats.read(self.paths, self.columns):
            if isinstance(one, Article):
                self.count += 1
                yield one
            else:
                self.faults.append(one)

    def must_hold_some(self) -> None:
        """Two lines and exit code 1 where nothing could be read."""
        if not self.count:
            from annotator.corpus import formats
            from annotator.corpus.metadata import display

            typer.echo(printable(f"no article could be read in {', '.join(map(display, self.paths))}"), err=True)
            typer.echo(f"next:  give {formats.INPUTS}", err=True)
            raise typer.Exit(1)
