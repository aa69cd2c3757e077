"""``annotator push``: statements to Label Studio, each exactly once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.options import AllowHttp, CaBundle, Project
from annotator.cli.terminal import Bar, errors_told, problems


def push(
    paths: Annotated[list[Path], typer.Argument(help="Articles: .txt, .md or .jsonl files, or folders of them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")] = False,
    restore: Annotated[
        bool, typer.Option("--restore", help="Make tasks again that were deleted on the server.")
    ] = False,
    suggestions: Annotated[
        Path | None, typer.Option("--suggestions", help="Show these speakers (JSONL) in place of the tool's.")
    ] = None,
    project: Project = None,
    ca_bundle: CaBundle = None,
    allow_http: AllowHttp = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the plan's counts as JSON.")] = False,
) -> None:
    """Split articles into statements and push each as a task; a second push creates nothing.

    Example: annotator push seeds/ --dry-run
    """
    with errors_told():
        from annotator import settings, workflow

        with Bar() as bar:
            done = workflow.push(
                paths,
                settings.load(project=project, ca_bundle=ca_bundle, allow_http=allow_http),
                dry_run=dry_run,
                restore=restore,
                suggestions=suggestions,
                progress=bar,
            )
        counts = done.plan.counts
        if as_json:
            import json

            told = {"project": done.project, "dry_run": dry_run, "articles": done.articles, "plan": counts}
            typer.echo(json.dumps({**told, "on_server": done.on_server, "url": done.url}))
        else:
            typer.echo(
                f"{'plan' if dry_run else 'done'}: " + " · ".join(f"{count} {kind}" for kind, count in counts.items())
            )
            if done.suggestions:
                typer.echo(f"{done.suggestions} suggestions renewed")
            if done.plan.missing:
                typer.echo(
                    f"{len(done.plan.missing)} statements were deleted on the server; --restore makes them again",
                    err=True,
                )
            if dry_run:
                typer.echo("nothing was written")
            else:
                typer.echo(f"{done.on_server} statements of the project are on the server")
                typer.echo(f"label them at {done.url}")
        if done.plan.duplicates:
            typer.echo(
                f"{len(done.plan.duplicates)} statements stand on the server more than once: {', '.join(done.plan.duplicates)}\n"
                "  pull unites their labels; delete the copy without labels in Label Studio (filter the data manager by uid)",
                err=True,
            )
        if problems(done.problems) or done.plan.duplicates:
            raise typer.Exit(1)
