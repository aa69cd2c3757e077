"""``annotator status``: how far the work is."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import AllowHttp, CaBundle, Project
from annotator.cli.terminal import errors_told, printable, problems, table

if TYPE_CHECKING:
    from annotator.claims.review import Decided

STATES = ("to do", "begun", "in conflict", "undecided", "reviewed", "superseded")


def status(
    project: Project = None,
    ca_bundle: CaBundle = None,
    allow_http: AllowHttp = False,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="List what is in conflict or undecided, with each task's address.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Count statements per suggested speaker and state, and name what is quarantined.

    Example: annotator status --undecided
    """
    with errors_told():
        from annotator import settings, workflow

        standing = workflow.status(settings.load(project=project, ca_bundle=ca_bundle, allow_http=allow_http))
        counts: dict[str, Counter[str]] = {}
        for one in standing.decided:
            counts.setdefault(one.task.speaker or "(asked for)", Counter())[state_of(one)] += 1
        if as_json:
            speakers = {speaker: {state: row[state] for state in STATES} for speaker, row in counts.items()}
            told: dict[str, object] = {
                "project": standing.project,
                "url": standing.url,
                "statements": len(standing.decided),
            }
            told |= {"speakers": speakers, "quarantined": len(standing.problems)}
            typer.echo(json.dumps({**told, "labels_on_superseded": standing.labels_on_superseded}))
        else:
            rows = [(name, *(row[state] for state in STATES), row.total()) for name, row in sorted(counts.items())]
            total = sum(counts.values(), Counter[str]())
            rows.append(("all", *(total[state] for state in STATES), total.total()))
            table(f"project {standing.project}: {standing.url}", ("suggested speaker", *STATES, "statements"), rows)
            typer.echo(f"{len(standing.problems)} quarantined")
            if standing.labels_on_superseded:
                typer.echo(f"{standing.labels_on_superseded} labels were made on statements that are superseded by now")
            for one in standing.decided if undecided else ():
                if one.undecided and state_of(one) != "begun":
                    typer.echo(f"{standing.url}?task={standing.task_ids[one.task.uid]}  {one.undecided.reason}")
                    typer.echo(printable(f"  {one.task.sentence}\n  {' | '.join(one.undecided.answers)}"))
        if problems(standing.problems, rest=", all of them in quarantine.csv after annotator pull"):
            raise typer.Exit(1)


def state_of(one: Decided) -> str:
    """The state of one statement, in the words of the table."""
    from annotator.claims.review import Ending, Reason

    if one.undecided is None:
        return {Ending.UNLABELED: "to do", Ending.SUPERSEDED: "superseded"}.get(one.ending, "reviewed")
    if one.undecided.reason is Reason.TOO_FEW:
        return "begun"
    return "in conflict" if one.undecided.reason.startswith("disagree") else "undecided"
