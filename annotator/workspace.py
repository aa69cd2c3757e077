"""The workspace: which server and which project it means, and how they are opened, to look at or to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from pydantic import SecretStr

from annotator import runlog
from annotator.annotation.codebook import codebook
from annotator.corpus.speaker import Registry
from annotator.errors import SetupError
from annotator.labelstudio import server
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.delivery import SETTLES_ELSEWHERE, SETTLES_EMBEDDED
from annotator.labelstudio.project import Project
from annotator.record import Record
from annotator.settings import Settings, write_project
from annotator.sync import lock
from annotator.sync.journal import Journal, glance, journal

EMBEDDED = "embedded"
"""How the embedded server is called where servers are written down: its port may change."""


class Target(Record):
    """Which server is meant, and how it is called where servers are written down."""

    url: str
    token: SecretStr
    name: str
    ca_bundle: Path | None = None
    allow_http: bool = False


def target(settings: Settings) -> Target:
    """The server that the settings mean; none is started.

    Raises:
        SetupError: an address without a token, or no address and no embedded server running.
    """
    if settings.url:
        if settings.api_key is None:
            raise SetupError(
                f"no token for {settings.url}",
                "export LABEL_STUDIO_API_KEY with the token from Account & Settings in Label Studio",
            )
        return Target(
            url=settings.url,
            token=settings.api_key,
            name=settings.url.rstrip("/"),
            ca_bundle=settings.ca_bundle,
            allow_http=settings.allow_http,
        )
    running = server.status(server_folder(settings))
    if running is None:
        raise SetupError(
            "no Label Studio: the embedded server does not run, and LABEL_STUDIO_URL is not set",
            "annotator server start (or set LABEL_STUDIO_URL and LABEL_STUDIO_API_KEY)",
        )
    return Target(url=running.url, token=SecretStr(running.token()), name=EMBEDDED)


def server_folder(settings: Settings) -> Path:
    """The data folder of the embedded server that the settings mean."""
    return settings.server_folder or server.default_folder()


@contextmanager
def connected(settings: Settings) -> Iterator[tuple[Connection, Target]]:
    """A connection to the server that the settings mean."""
    where = target(settings)
    with connection_to(where) as connection:
        yield connection, where


def connection_to(where: Target) -> AbstractContextManager[Connection]:
    """A connection to this server."""
    return connect(where.url, where.token, ca_bundle=where.ca_bundle, allow_http=where.allow_http)


@contextmanager
def found(settings: Settings) -> Iterator[tuple[Project, Target]]:
    """The project of the workspace, to look at; nothing is written on this machine.

    Raises:
        SetupError: nothing was pushed yet, or the project is on another server than the one meant.
    """
    if settings.project is None:
        raise SetupError("no project yet", "annotator push PATH makes one; or name one with --project")
    with connected(settings) as (connection, where):
        yield open_project(settings, connection, where), where


def open_project(settings: Settings, connection: Connection, where: Target) -> Project:
    """The workspace's project on the server that is meant.

    Raises:
        SetupError: it is on another server, or was deleted.
    """
    if settings.server and settings.server != where.name:
        raise SetupError(
            f"project {settings.project} is on {settings.server}, and this is {where.name}",
            f"use that server, or take `project` and `server` out of {settings.file}",
        )
    return Project(connection, settings.project or 0)


@contextmanager
def opened(settings: Settings, command: str = "run") -> Iterator[tuple[Project, Journal]]:
    """The project of the workspace with its journal, for as long as which nobody else of this user writes to it.

    What the run does is written to a log under `Settings.state_folder`.

    Raises:
        SetupError: as `found` says, another run is at work, or another project stands in the place of the one pushed to.
    """
    with (
        found(settings) as (project, where),
        lock.alone(lock.default_folder(), where.url, project.id, command),
        runlog.written(settings.state_folder / "logs", command, where.token),
        journal(folder_of(settings, project.id)) as book,
    ):
        book.recognise(where.name, project.id, project.created_at)
        yield project, book


@contextmanager
def looked_at(settings: Settings) -> Iterator[tuple[Project, Journal]]:
    """The project of the workspace with what its journal says; nothing is written on this machine.

    Raises:
        SetupError: as `found` says, or another project stands in the place of the one pushed to.
    """
    with found(settings) as (project, where), glance(folder_of(settings, project.id)) as book:
        book.check(where.name, project.id, project.created_at)
        yield project, book


def settles_in(settings: Settings) -> float:
    """Seconds after which a request whose answer was lost is taken to be applied or not."""
    if settings.settle is not None:
        return settings.settle
    return SETTLES_ELSEWHERE if settings.url else SETTLES_EMBEDDED


def folder_of(settings: Settings, project: int) -> Path:
    """What this machine keeps of one project: journal, snapshots, quarantine."""
    return settings.state_folder / f"project-{project}"


def with_project(settings: Settings, registry: Registry) -> Settings:
    """A new project, written down in the workspace at once."""
    with connected(settings) as (connection, where):
        name = settings.workspace.resolve().name or "workspace"
        made = Project.make(
            connection, title=f"Claims: {name}"[:50], codebook=codebook(registry), overlap=settings.review.needed
        )
        write_project(settings, made.id, where.name)
        return settings.model_copy(update={"project": made.id, "server": where.name})
