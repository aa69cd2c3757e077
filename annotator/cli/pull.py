"""``annotator pull``: reviewed labels to CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.push import Project
from annotator.cli.terminal import errors_told, problems, table

if TYPE_CHECKING:
    from annotator.settings import Settings
    from annotator.workflow import Pulled


def pull(
    project: Project = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Keep the raw answers, decide by the review rule, and write exports/claims.csv and the tables beside it.

    Example: annotator pull
    """
    with errors_told():
        from annotator import settings, workflow

        read = settings.load(project=project)
        pulled = workflow.pull(read)
        if as_json:
            told = pulled.model_dump(mode="json", exclude={"dataset"})
            typer.echo(json.dumps({**pulled.dataset.counts.model_dump(mode="json"), **told}))
        else:
            tell(pulled, read)
        if problems(pulled.problems, rest=f", all of them in {pulled.quarantine}"):
            raise typer.Exit(1)


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
    if pulled.foreign_annotations:
        typer.echo(
            f"{pulled.foreign_annotations} annotations of tasks that annotator did not push: left out, named below"
        )
    for warning in pulled.warnings:
        typer.echo(f"warning: {warning}")
    if pulled.unchecked_places:
        typer.echo(
            f"{pulled.unchecked_places} claims: place in the article unchecked (R8), this machine has no copy of it"
        )
    if pulled.unchecked_urls:
        typer.echo(f"{pulled.unchecked_urls} claims with evidence: R7 unchecked, their article has no URL")
    if not pulled.dataset.claims:
        typer.echo(f"claims.csv is empty: {_why_empty(pulled, settings)}")
    typer.echo(f"wrote {', '.join(str(path) for path in pulled.files)}")


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
