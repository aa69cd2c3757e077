"""Settings: read once at the edge, passed in, never global.

The environment comes first (``LABEL_STUDIO_URL`` and ``LABEL_STUDIO_API_KEY``, the SDK's own names, then ``ANNOTATOR_*``), then
``annotator.toml`` in the workspace (the folder that the tool is called in), then defaults that fit the embedded server.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self

import tomlkit
from pydantic import Field, SecretStr, ValidationError, model_validator

from annotator import atomic
from annotator.errors import SetupError, UsageError
from annotator.record import Record

FILE = "annotator.toml"


class ReviewRule(Record):
    """When labels are accepted as reviewed: the ``[review]`` table."""

    rule: Literal["unanimous", "majority", "single"] = "unanimous"
    """``unanimous``: at least `n` people, all with the same decisive answers. ``majority``: more than half of at least three.
    ``single``: one annotator is enough."""
    n: int = Field(default=2, ge=1, le=20)
    """How many people label each statement; the project's overlap is set to it."""
    reviewers: tuple[str, ...] = ()
    """E-mails of those whose submitted annotations are decisions; they do not annotate."""

    @model_validator(mode="after")
    def _one_is_no_agreement(self) -> Self:
        if self.rule == "unanimous" and self.n < 2:
            raise ValueError('one label agrees with nobody; where one is enough, set rule = "single"')
        return self

    @property
    def needed(self) -> int:
        """How many valid labels a statement needs before it is decided."""
        least = {"unanimous": self.n, "majority": max(self.n, 3), "single": 1}
        return least[self.rule]

    def is_reviewer(self, person: str) -> bool:
        """Whether what this person submits is a decision."""
        return person.casefold() in {reviewer.casefold() for reviewer in self.reviewers}


class Columns(Record):
    """Which column of a table (JSONL, CSV, Parquet) holds what: the ``[columns]`` table, and ``--column KEY=NAME``.

    A key that is not mapped is read from the column of its own name, where there is one.
    """

    text: str | None = None
    """The article's text."""
    id: str | None = None
    """What names the article for ever."""
    title: str | None = None
    """Its headline."""
    outlet: str | None = None
    """Who published it."""
    url: str | None = None
    """Its address."""
    published_on: str | None = None
    """When it was published."""
    collected_on: str | None = None
    """When somebody collected it."""
    licence: str | None = None
    """Under which licence it stands."""
    synthetic: str | None = None
    """Whether it was made up."""
    withdrawn: str | None = None
    """Whether its tasks are to be superseded."""
    note: str | None = None
    """A remark for people; nothing is made of it."""
    ignore: tuple[str, ...] = ()
    """Columns to leave out without a word; ``*`` is every column that nothing reads."""

    @property
    def mapping(self) -> dict[str, str | None]:
        """Each key with the column that was named for it."""
        return {key: getattr(self, key) for key in Columns.model_fields if key != "ignore"}


class Settings(Record):
    """All settings of one run; the field's docstring says what each is for."""

    workspace: Path = Path()
    """The folder of ``annotator.toml``; relative paths in the settings are relative to it."""
    url: str | None = None
    """Address of a Label Studio of your own (``LABEL_STUDIO_URL``); without it the embedded server is meant."""
    api_key: SecretStr | None = None
    """Its token, of either kind; only ever from the environment (``LABEL_STUDIO_API_KEY``)."""
    ca_bundle: Path | None = None
    """Certificates (PEM) to trust in place of the usual ones, for a server with a certificate of your own."""
    allow_http: bool = False
    """The token may go unencrypted to another machine."""
    server_folder: Path | None = None
    """Data folder of the embedded server; without it the one of this user."""
    project: int | None = None
    """Id of the project; the first push writes it down."""
    server: str | None = None
    """The server that `project` is on: its address, or ``embedded``."""
    registry: Path | None = None
    """Speaker registry (TOML); without it the one that comes with the tool."""
    exports: Path = Path("exports")
    """Folder for what `pull` writes."""
    settle: float | None = Field(default=None, ge=0)
    """Seconds after which a request whose answer was lost is taken to be applied or not; without it 10 for the embedded server,
    120 for others."""
    columns: Columns = Columns()
    review: ReviewRule = ReviewRule()

    @property
    def file(self) -> Path:
        """The settings file of the workspace."""
        return self.workspace / FILE

    @property
    def state_folder(self) -> Path:
        """Journal, snapshots, logs, article versions and the pseudonym key; private to this machine."""
        return self.workspace / ".annotator"


ENVIRONMENT = {
    "LABEL_STUDIO_URL": "url",
    "LABEL_STUDIO_API_KEY": "api_key",
    "ANNOTATOR_CA_BUNDLE": "ca_bundle",
    "ANNOTATOR_ALLOW_HTTP": "allow_http",
    "ANNOTATOR_SERVER_FOLDER": "server_folder",
    "ANNOTATOR_PROJECT": "project",
    "ANNOTATOR_REGISTRY": "registry",
    "ANNOTATOR_EXPORTS": "exports",
    "ANNOTATOR_SETTLE": "settle",
}
"""Which variable sets which setting; an empty one sets nothing."""


def load(
    workspace: Path = Path(),
    *,
    project: int | None = None,
    columns: Sequence[str] = (),
    ca_bundle: Path | None = None,
    allow_http: bool = False,
) -> Settings:
    """The settings of a workspace; what the command line said wins, `columns` as ``KEY=NAME``.

    Raises:
        SetupError: the file is no TOML, or a setting is unknown or wrong; the message names it.
        UsageError: one of `columns` is no ``KEY=NAME`` of a known key.
    """
    told = read_file(workspace / FILE)
    if columns:
        written = told.get("columns")
        told["columns"] = (written if isinstance(written, dict) else {}) | _columns(columns)
    told |= {setting: os.environ[name] for name, setting in ENVIRONMENT.items() if os.environ.get(name)}
    if project is not None:
        told["project"] = project
    if allow_http:
        told["allow_http"] = True
    if project is not None or os.environ.get("ANNOTATOR_PROJECT"):
        told.pop("server", None)  # the server in the file is that of the project in the file
    try:
        settings = Settings.model_validate({**told, "workspace": workspace})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        where = _name(name) if os.environ.get(_name(name)) else str(workspace / FILE)
        if first["type"] == "extra_forbidden":
            tables: dict[str, type[Record]] = {"columns": Columns, "review": ReviewRule}
            table = tables.get(name.partition(".")[0], Settings)
            known = ", ".join(name for name in table.model_fields if name not in ("workspace", "api_key"))
            raise SetupError(f"{where}: unknown setting {name}", f"correct its name; there are {known}") from None
        raise SetupError(
            f"setting {name} of {where}: {first['msg']}", "correct it there and call the command again"
        ) from None
    return settings.model_copy(
        update={
            "registry": workspace / settings.registry if settings.registry else None,
            "exports": workspace / settings.exports,
            "ca_bundle": ca_bundle or (workspace / settings.ca_bundle if settings.ca_bundle else None),
        }
    )


def _columns(options: Sequence[str]) -> dict[str, object]:
    """What ``--column KEY=NAME`` says, several times; columns to ignore add up."""
    told: dict[str, object] = {}
    ignored: list[str] = []
    for option in options:
        key, _, name = option.partition("=")
        if key not in Columns.model_fields or not name:
            raise UsageError(
                f"--column {option} is no KEY=NAME",
                f"give one of {', '.join(Columns.model_fields)}, as --column text=body",
            )
        if key == "ignore":
            ignored.append(name)
        else:
            told[key] = name
    return told | ({"ignore": ignored} if ignored else {})


def read_file(path: Path) -> dict[str, object]:
    """What a settings file says, not yet validated; nothing where there is none.

    Raises:
        SetupError: it is no TOML, or holds what does not belong in it.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(
            f"{path} is no TOML: {error}", "correct that line; `annotator init` shows how a whole file looks"
        ) from None
    if "api_key" in told or "workspace" in told:
        key = "api_key" if "api_key" in told else "workspace"
        raise SetupError(
            f"{path}: {key} does not belong in this file", f"take it out; a token comes from {_name('api_key')}"
        )
    return told


def _name(setting: str) -> str:
    return next((name for name, known in ENVIRONMENT.items() if known == setting), "")


def write_project(settings: Settings, project: int, server: str) -> None:
    """Write the project's id and its server into ``annotator.toml``."""
    with _edited(settings.file) as document:
        document["project"] = project
        document["server"] = server


def add_reviewer(settings: Settings, email: str) -> None:
    """Write a reviewer into ``annotator.toml``, once."""
    if settings.review.is_reviewer(email):
        return
    with _edited(settings.file) as document:
        review = document.setdefault("review", tomlkit.table())
        review.setdefault("reviewers", tomlkit.array()).append(email)


@contextmanager
def _edited(path: Path) -> Iterator[tomlkit.TOMLDocument]:
    """The settings file to change in place; comments and all that is not touched stay as they are."""
    document = tomlkit.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    # A key at the top level has to stand before the first table, which is where tomlkit puts it.
    yield document
    atomic.write(path, tomlkit.dumps(document).encode())
