"""``annotator push``: statements to Label Studio, each exactly once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import AllowHttp, CaBundle, ColumnOptions, OptionalPaths, Project
from annotator.cli.terminal import Bar, errors_told, problems

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.workflow import Pushed


def push(
    paths: OptionalPaths = None,
    columns: ColumnOptions = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")] = False,
    restore: Annotated[
        bool, typer.Option("--restore", help="Make tasks again that were deleted on the server.")
    ] = False,
    withdraw: Annotated[
        list[str] | None,
        typer.Option("--withdraw", metavar="KEY", help="Supersede all tasks of this article; labels stay with them."),
    ] = None,
    replaces: Annotated[
        list[str] | None,
        typer.Option("--replaces", metavar="KEY", help="This key's file may hold another article than before."),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the last push, as far as nobody has touched its tasks.")
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
        from annotator import settings
        from annotator.errors import UsageError

        if undo and (paths or columns or withdraw or replaces or suggestions or dry_run or restore):
            raise UsageError("--undo takes no paths and no other change", "annotator push --undo")
        if not undo and not paths and not withdraw:
            raise UsageError("nothing to push", "annotator push PATH… (or --withdraw KEY, or --undo)")
        settled = settings.load(project=project, columns=columns or (), ca_bundle=ca_bundle, allow_http=allow_http)
        if undo:
            _undo(settled, as_json=as_json)
            return
        from annotator import workflow

        with Bar() as bar:
            done = workflow.push(
                paths or [],
                settled,
                dry_run=dry_run,
                restore=restore,
                suggestions=suggestions,
                withdraw=withdraw or (),
                replaces=replaces or (),
                progress=bar,
            )
        if as_json:
            told = {"project": done.project, "dry_run": dry_run, "articles": done.articles, "plan": done.plan.counts}
            told |= {"arrived": done.arrived, "removed": len(done.removed), "on_server": done.on_server}
            typer.echo(json.dumps({**told, "url": done.url}))
        else:
            _tell(done, dry_run=dry_run)
        if done.plan.duplicates:
            typer.echo(
                f"{len(done.plan.duplicates)} statements stand on the server more than once, and people have touched each copy:"
                f" {', '.join(done.plan.duplicates)}\n  nothing is lost: pull unites their labels",
                err=True,
            )
        if problems(done.problems) or done.plan.duplicates:
            raise typer.Exit(1)


def _tell(done: Pushed, *, dry_run: bool) -> None:
    counts = " · ".join(f"{count} {kind}" for kind, count in done.plan.counts.items())
    typer.echo(f"{'plan' if dry_run else 'done'}: {counts}")
    if done.suggestions:
        typer.echo(f"{done.suggestions} suggestions renewed")
    if done.plan.missing:
        typer.echo(
            f"{len(done.plan.missing)} statements were deleted on the server; --restore makes them again", err=True
        )
    if dry_run:
        typer.echo("nothing was written")
        return
    if done.removed:
        typer.echo(f"{len(done.removed)} second copies that nobody had touched were taken away; kept in {done.kept_in}")
    typer.echo(f"{done.on_server} statements of the project are on the server")
    typer.echo(f"label them at {done.url}")


def _undo(settled: Settings, *, as_json: bool) -> None:
    from annotator import workflow

    with Bar() as bar:
        done = workflow.undo(settled, progress=bar)
    removed = len(done.removed.tasks)
    if as_json:
        typer.echo(json.dumps({"removed": removed, "restored": done.restored, "stayed": done.stayed, "url": done.url}))
        return
    typer.echo(f"taken back: the push of {done.begun_at}")
    typer.echo(
        f"{removed} tasks removed · {done.restored} as they were before · {done.stayed} stay, as people touched them"
    )
    if done.removed.kept_in:
        typer.echo(f"what was removed is kept in {done.removed.kept_in}")
