"""``annotator pull``: reviewed labels to CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.options import AllowHttp, CaBundle, Project
from annotator.cli.terminal import SHOWN, errors_told, problems, table

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.workflow import Pulled
    from annotator.workflow.pull import Shrunk


def pull(
    project: Project = None,
    ca_bundle: CaBundle = None,
    allow_http: AllowHttp = False,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help="Publish though more than a tenth of the published claims are gone.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Keep the raw answers, decide by the review rule, and write exports/claims.csv and the tables beside it.

    Example: annotator pull
    """
    with errors_told():
        from annotator import settings, workflow

        read = settings.load(project=project, ca_bundle=ca_bundle, allow_http=allow_http)
        pulled = workflow.pull(read, accept_shrink=accept_shrink)
        if as_json:
            told = pulled.model_dump(mode="json", exclude={"outcomes"})
            outcomes = pulled.outcomes.model_dump(mode="json", exclude={"dataset", "quarantine"})
            typer.echo(json.dumps({**pulled.dataset.counts.model_dump(mode="json"), **outcomes, **told}))
        else:
            tell(pulled, read)
        if problems(pulled.problems, rest=f", all of them in {pulled.quarantine}") or pulled.shrunk:
            raise typer.Exit(1)


def rebuild(
    snapshot: Annotated[Path, typer.Argument(help="A file of .annotator/project-N/snapshots.", metavar="SNAPSHOT")],
    into: Annotated[Path, typer.Option("--into", help="A folder that is not there yet.")] = Path("rebuilt"),
) -> None:
    """Write the tables of an earlier pull again from its snapshot: the same bytes, on any machine, without a server.

    Example: annotator rebuild 20261121T101500.000000Z.jsonl.gz --into tables-of-november
    """
    with errors_told():
        from annotator import workflow

        outcomes = workflow.rebuild(snapshot, into)
        typer.echo(f"{outcomes.dataset.counts.statements} statements: " + _sum(outcomes.dataset.counts.endings))
        typer.echo(f"wrote {into}/claims.csv and the tables beside it")


def tell(pulled: Pulled, settings: Settings) -> None:
    """The claims by speaker and status with the balance (R14), then sums and what was not checked."""
    from annotator.claims.dataset import balance

    shares = balance(pulled.dataset.claims)
    if shares:
        table(
            "claims by speaker and status (share of the speaker's claims, 95 % interval)",
            ("speaker", "claims", "attributed", "verified", "disputed"),
            (
                (speaker, row[0].of, *(f"{s.count}  {s.share:.0%} ({s.low:.0%}–{s.high:.0%})" for s in row))
                for speaker in dict.fromkeys(share.speaker for share in shares)
                if (row := [share for share in shares if share.speaker == speaker])
            ),
        )
    counts = pulled.dataset.counts
    typer.echo(f"{counts.statements} statements: " + _sum(counts.endings))
    typer.echo(f"{counts.annotations} annotations: " + _sum(counts.outcomes))
    if counts.reasons and any(counts.reasons.values()):
        typer.echo("undecided because: " + _sum({reason: n for reason, n in counts.reasons.items() if n}))
    found = pulled.outcomes
    if pulled.changes and pulled.changes.every:
        typer.echo("labels since the last pull: " + _sum({kind: n for kind, n in pulled.changes.counts.items() if n}))
        for change in pulled.changes.surprising[:SHOWN]:
            typer.echo(f"  {change} (task {change.task_id})")
    if pulled.drift and pulled.drift.kind == "config_layout":
        typer.echo(f"warning: {pulled.drift.message}; {pulled.drift.hint}")
    if found.foreign_annotations:
        typer.echo(
            f"{found.foreign_annotations} annotations of tasks that annotator did not push: left out, named below"
        )
    for warning in found.warnings:
        typer.echo(f"warning: {warning}")
    if found.unchecked_places:
        typer.echo(
            f"{found.unchecked_places} claims: place in the article unchecked (R8), this machine has no copy of it"
        )
    if found.unchecked_urls:
        typer.echo(f"{found.unchecked_urls} claims with evidence: R7 unchecked, their article has no URL")
    if not pulled.dataset.claims:
        typer.echo(f"claims.csv is empty: {_why_empty(pulled, settings)}")
    for path in pulled.changed_by_hand:
        typer.echo(f"somebody had edited a published table; the edited one is kept as {path}")
    if pulled.shrunk:
        _tell_shrunk(pulled.shrunk)
    else:
        typer.echo(f"wrote {', '.join(str(path) for path in pulled.files)}")


def _tell_shrunk(shrunk: Shrunk) -> None:
    typer.echo(
        f"error: {shrunk.gone} of the {shrunk.before} published claims would be gone ({_sum(shrunk.because)}); "
        "nothing was published, the last tables stand as they were",
        err=True,
    )
    typer.echo(
        f"next:  look at {shrunk.pending}/claims.csv; if it is right, call annotator pull --accept-shrink", err=True
    )


def _sum(counts: Mapping[Any, int]) -> str:
    return " · ".join(f"{count} {str(kind).replace('_', ' ')}" for kind, count in counts.items())


def _why_empty(pulled: Pulled, settings: Settings) -> str:
    counts = pulled.dataset.counts
    if not counts.annotations:
        return "nobody has labeled anything yet"
    reasons = {str(reason): count for reason, count in counts.reasons.items() if count}
    if reasons.get("too_few"):
        return (
            f"{reasons['too_few']} statements have fewer than {settings.review.needed} labels; get a second annotator, or if one "
            f'is enough for you, set rule = "single" under [review] in {settings.file}'
        )
    if reasons:
        return f"all labeled statements are undecided ({_sum(counts.reasons)}); a reviewer settles them (docs/maintainers.md)"
    return "no label says `claim`, or all are skipped or drafts"
