"""What `annotator doctor` looks at, in order; what rests on something broken is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator import settings, workspace
from annotator.annotation.codebook import codebook
from annotator.corpus import speaker
from annotator.errors import AnnotatorError
from annotator.labelstudio.project import Project
from annotator.record import Record


class Finding(Record):
    """One thing that was looked at."""

    what: str
    ok: bool
    found: str
    hint: str = ""
    """The next step, where something is wrong or still to do."""


def examine(
    folder: Path = Path(), *, project: int | None = None, ca_bundle: Path | None = None, allow_http: bool = False
) -> Iterator[Finding]:
    """Look at settings, registry, server, token, project and labeling config."""
    what = "settings"
    try:
        read = settings.load(folder, project=project, ca_bundle=ca_bundle, allow_http=allow_http)
        yield Finding(
            what=what, ok=True, found=str(read.file) if read.file.exists() else "none written, defaults are used"
        )
        what = "speaker registry"
        registry = speaker.load(read.registry)
        yield Finding(
            what=what, ok=True, found=f"{read.registry or 'the one of annotator'}: {', '.join(registry.tags)}"
        )
        what = "server"
        where = workspace.target(read)
        with workspace.connection_to(where) as connection:
            yield Finding(
                what=what, ok=True, found=f"Label Studio {connection.version} at {connection.url}, token accepted"
            )
            what = "project"
            if read.project is None:
                yield Finding(what=what, ok=True, found="none yet", hint="annotator push PATH makes one")
                return
            opened = workspace.open_project(read, connection, where)
            yield Finding(what=what, ok=True, found=f"{opened.id}, {opened.title!r}")
            yield _page(opened, registry, read.review.needed)
    except AnnotatorError as error:
        yield Finding(what=what, ok=False, found=error.message, hint=error.hint)


def _page(project: Project, registry: speaker.Registry, needed: int) -> Finding:
    """Whether the project is as the next push would leave it."""
    drift = ["the labeling config is not the codebook's"] if project.differs_from(codebook(registry)) else []
    if project.overlap != needed:
        drift.append(f"overlap is {project.overlap}, and the review rule needs {needed}")
    if drift:
        hint = "annotator push brings it in line, after checking it against the labels that exist"
        return Finding(what="labeling page", ok=False, found="; ".join(drift), hint=hint)
    return Finding(what="labeling page", ok=True, found=f"as the codebook says, {needed} labels a statement")
