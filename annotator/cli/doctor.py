"""``annotator doctor``: what is wrong, and the next command."""

from __future__ import annotations

from typing import Annotated

import typer

from annotator.cli.options import AllowHttp, CaBundle, Project
from annotator.cli.terminal import errors_told, printable


def doctor(
    project: Project = None,
    ca_bundle: CaBundle = None,
    allow_http: AllowHttp = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look at settings, server, token, project and labeling config, and say what is wrong and what to do.

    Example: annotator doctor
    """
    with errors_told():
        from annotator import diagnosis

        findings = list(diagnosis.examine(project=project, ca_bundle=ca_bundle, allow_http=allow_http))
        if as_json:
            import json

            typer.echo(json.dumps([finding.model_dump() for finding in findings]))
        else:
            for finding in findings:
                typer.echo(printable(f"{'ok   ' if finding.ok else 'WRONG'}  {finding.what}: {finding.found}"))
                if finding.hint:
                    typer.echo(printable(f"       next: {finding.hint}"))
        if not all(finding.ok for finding in findings):
            raise typer.Exit(3)
