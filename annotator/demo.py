"""The whole way once: a Label Studio of its own, the seed articles, reference labels by three people, and the claims."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from platformdirs import user_data_path
from pydantic import TypeAdapter

from annotator import atomic, seeds, workflow
from annotator.errors import SetupError, UsageError
from annotator.export.published import CURRENT, VERSIONS
from annotator.labelstudio import people, server
from annotator.labelstudio.connection import connect
from annotator.labelstudio.people import Login
from annotator.labelstudio.project import Progress, Project, no_progress
from annotator.labelstudio.results import write_answers
from annotator.record import Record
from annotator.settings import FILE, Settings, add_reviewer, read_file

PEOPLE = {name: f"{name}@example.org" for name in ("annotator-1", "annotator-2", "reviewer")}
"""Who enters the reference labels, under which e-mail."""

MARK = ".demo.json"
"""In the export folder: the files that the demo wrote and their SHA-256, so that it overwrites nothing else."""


class Shown(Record):
    """What a demo run leaves behind."""

    pulled: workflow.Pulled
    settings: Settings
    url: str
    project_url: str
    logins: tuple[Login, ...]
    administrator: Login
    created: int
    """Tasks made by this run; 0 when it is run again."""
    entered: int
    """Annotations entered by this run; 0 when it is run again."""


def data_folder() -> Path:
    """Where the demo keeps its server and workspace, apart from the user's own."""
    return user_data_path("annotator", appauthor=False) / "demo"


def run(
    exports: Path,
    *,
    folder: Path | None = None,
    say: Callable[[str], None],
    progress: Progress = no_progress,
) -> Shown:
    """Go the whole way in the demo's own data folder; the server is left running.

    Raises:
        UsageError: the export folder holds files that the demo did not write.
    """
    folder = folder or data_folder()
    refuse_foreign(exports)
    running = server.start(folder / "server", progress=say)
    settings = _settings(folder / "workspace", running, exports)
    add_reviewer(settings, PEOPLE["reviewer"])
    logins = _logins(folder / "people.json", running, say)
    say("pushing the seed articles")
    done = workflow.push([seeds.folder()], settings, progress=progress)
    if done.problems:
        raise SetupError(f"the seeds do not read cleanly: {done.problems[0]}", "reinstall annotator")
    settings = _settings(settings.workspace, running, exports)
    say("entering the reference labels as two annotators and a reviewer")
    created = len(done.plan.create)
    entered, waiting = _enter(seeds.labels(), running, settings, logins, progress)
    if waiting:
        say("pushing again, for the sentences in which an annotator saw one more speaker")
        created += len(workflow.push([seeds.folder()], settings, progress=progress).plan.create)
        late, waiting = _enter(waiting, running, settings, logins, progress)
        entered += late
    if waiting:
        raise SetupError(
            f"no task for the label of {waiting[0].sentence!r}", "seeds/labels.jsonl is out of step with the seeds"
        )
    say("pulling")
    pulled = workflow.pull(settings, accept_shrink=True)
    _mark(exports, pulled.files)
    return Shown(
        pulled=pulled,
        settings=settings,
        url=running.url,
        project_url=str(done.url),
        logins=tuple(logins.values()),
        administrator=running.login(),
        created=created,
        entered=entered,
    )


def _settings(workspace: Path, running: server.Server, exports: Path) -> Settings:
    """The demo's own settings with what its workspace has written down; the environment plays no part."""
    own = {"workspace": workspace, "server_folder": running.data_folder, "exports": exports}
    return Settings.model_validate({**read_file(workspace / FILE), **own})


def _logins(path: Path, running: server.Server, say: Callable[[str], None]) -> dict[str, Login]:
    """The three people's logins, made at the first run and kept in a private file."""
    known = TypeAdapter(dict[str, Login])
    logins = known.validate_json(path.read_bytes()) if path.exists() else {}
    for name, email in PEOPLE.items():
        if name not in logins:
            say(f"making an account for {email}")
            logins[name] = people.add(running.url, running.token(), email)
            atomic.write(path, known.dump_json(logins), private=True)
    return logins


def _enter(
    labels: Sequence[seeds.Label],
    running: server.Server,
    settings: Settings,
    logins: dict[str, Login],
    progress: Progress,
) -> tuple[int, list[seeds.Label]]:
    """Submit each label as the person it is by, unless that person has labeled the task; answers the labels without a task."""
    entered = 0
    waiting: list[seeds.Label] = []
    seen = 0
    for name, login in logins.items():
        mine = [label for label in labels if label.by == name]
        with connect(running.url, people.token_of(running.url, login)) as connection:
            project = Project(connection, settings.project or 0)
            tasks = {one.task.uid: one for one in project.held().held}
            done = project.annotated_by_me()
            for label in mine:
                seen += 1
                progress("labels", seen, len(labels))
                if label.uid not in tasks:
                    waiting.append(label)
                elif tasks[label.uid].task_id not in done:
                    project.annotate(tasks[label.uid].task_id, write_answers(label.answers, label.sentence))
                    entered += 1
    return entered, waiting


def refuse_foreign(exports: Path) -> None:
    """Never overwrite what somebody else wrote.

    Raises:
        UsageError: the folder holds a file that no demo wrote, or that was changed since.
    """
    if not exports.exists():
        return
    if not exports.is_dir():
        raise UsageError(f"{exports} is no folder", "give --exports FOLDER")
    try:
        ours = json.loads((exports / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        ours = {}
    for path in sorted(exports.iterdir()):
        if path.name in (MARK, "README.md", VERSIONS, CURRENT):
            continue
        if not path.is_file() or ours.get(path.name) != _sha256(path):
            raise UsageError(
                f"{path} was not written by the demo, so {exports}/ is left alone",
                "call the demo from another folder, or give --exports FOLDER",
            )


def _mark(exports: Path, files: Sequence[Path]) -> None:
    atomic.write(exports / MARK, json.dumps({path.name: _sha256(path) for path in files}, indent=1).encode())


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
