"""A push through the tool beside a bare bulk import of the same tasks, in one run on an embedded Label Studio of its own.

    python benchmarks/push.py [--statements 10000] [--rounds 3]

The articles are the seed articles, as often as it takes, each copy with an id of its own. A round pushes them into a new project,
and imports what that push had sent into another new project with one plain request; rounds begin with one and the other in turn.
What the tool does over the import: it reads, splits and attributes the articles, plans, keeps a journal, cuts into batches, and
arranges tabs. At the end it lists everything on the server to see whether it is there: the closing reconcile, shown apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from annotator import seeds, workflow
from annotator.annotation.codebook import codebook
from annotator.annotation.task import Task, tasks
from annotator.corpus import speaker
from annotator.labelstudio import server
from annotator.labelstudio.config import config
from annotator.labelstudio.connection import connect
from annotator.labelstudio.project import Holding, Project
from annotator.labelstudio.results import prediction
from annotator.problem import Problem
from annotator.settings import Settings


def main() -> None:
    """Boot, measure in rounds, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        wanted = write_articles(articles, options.statements)
        running = server.start(Path(folder) / "server")
        with connect(running.url, running.token()):
            pass  # the SDK takes seconds to import, once in a process; a script would wait for it too
        try:
            measure(Path(folder), running, articles, wanted, options.rounds)
        finally:
            server.stop(Path(folder) / "server")


def measure(folder: Path, running: server.Server, articles: Path, wanted: list[Task], rounds: int) -> None:
    """Each round both ways, the second round in the other order."""
    bare: list[float] = []
    pushed: list[Timed] = []
    again: list[float] = []
    for number in range(rounds):
        ways = ("bare", "tool") if number % 2 == 0 else ("tool", "bare")
        for way in ways:
            if way == "bare":
                bare.append(import_bare(running, wanted))
            else:
                workspace = folder / f"workspace-{number}"
                workspace.mkdir()
                first, second = push(workspace, running, articles)
                pushed.append(first)
                again.append(second.total)
        print(
            f"round {number + 1}: bare {bare[-1]:.2f} s · push {pushed[-1].without_closing:.2f} s"
            f" + closing reconcile {pushed[-1].closing:.2f} s · second push {again[-1]:.2f} s"
            f" · ratio {pushed[-1].without_closing / bare[-1]:.3f}"
        )
    ratios = [mine.without_closing / plain for mine, plain in zip(pushed, bare, strict=True)]
    print(
        f"{len(wanted)} statements, median of {rounds}: bare {statistics.median(bare):.2f} s,"
        f" push {statistics.median(one.without_closing for one in pushed):.2f} s,"
        f" closing reconcile {statistics.median(one.closing for one in pushed):.2f} s,"
        f" second push {statistics.median(again):.2f} s, ratio {statistics.median(ratios):.3f}"
        f" ({min(ratios):.3f} to {max(ratios):.3f})"
    )


class Timed:
    """Seconds of one push, and those of each time at which it listed the server's tasks."""

    def __init__(self) -> None:
        self.total = 0.0
        self.lists: list[float] = []

    @property
    def closing(self) -> float:
        """The last list of a push that wrote something."""
        return self.lists[-1]

    @property
    def without_closing(self) -> float:
        """All but the closing reconcile."""
        return self.total - self.closing


@contextmanager
def timed() -> Iterator[Timed]:
    """Measure a push; the tool itself needs no stopwatch."""
    found = Timed()
    held = Project.held

    def listed(self: Project) -> Holding:
        begun = time.perf_counter()
        try:
            return held(self)
        finally:
            found.lists.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    Project.held = listed  # type: ignore[method-assign]
    try:
        yield found
    finally:
        Project.held = held  # type: ignore[method-assign]
        found.total = time.perf_counter() - begun


def push(workspace: Path, running: server.Server, articles: Path) -> tuple[Timed, Timed]:
    """A first push into a new project, and a second with nothing new."""
    settings = Settings(workspace=workspace, server_folder=running.data_folder)
    with timed() as first:
        done = workflow.push([articles], settings)
    with timed() as second:
        again = workflow.push([articles], settings.model_copy(update={"project": done.project, "server": "embedded"}))
    assert done.on_server == len(done.plan.create)
    assert again.plan.is_empty
    return first, second


def import_bare(running: server.Server, wanted: list[Task]) -> float:
    """One plain request with all tasks and their predictions, as a script would send it."""
    questions = codebook(speaker.load())
    with httpx.Client(
        base_url=running.url, headers={"Authorization": f"Token {running.token()}"}, trust_env=False, timeout=600
    ) as http:
        made = http.post(
            "/api/projects/", json={"title": "bare", "label_config": config(questions), "maximum_annotations": 2}
        )
        number = made.json()["id"]
        version = workflow.model_version(speaker.load())
        payload: list[Any] = []
        for task in wanted:
            suggested = prediction(task, version)
            payload.append({"data": task.model_dump(mode="json"), "predictions": [suggested] if suggested else []})
        begun = time.perf_counter()
        answer = http.post(f"/api/projects/{number}/import", json=payload)
        seconds = time.perf_counter() - begun
        assert answer.json()["task_count"] == len(wanted), answer.text[:200]
    return seconds


def write_articles(folder: Path, statements: int) -> list[Task]:
    """Copies of the seed articles that hold at least so many statements; answers their tasks."""
    folder.mkdir()
    registry = speaker.load()
    seed = [one for one in workflow.check([seeds.folder()], registry) if not isinstance(one, Problem)]
    rows: list[str] = []
    wanted: list[Task] = []
    while len(wanted) < statements:
        for one in seed:
            key = f"{one.article.key}-{len(rows)}"
            body = one.article.text[one.article.body_start :]
            rows.append(json.dumps({"id": key, "title": one.article.title, "outlet": one.article.outlet, "text": body}))
        # The rows are read back, so that the tasks are those that a push makes.
        (folder / "articles.jsonl").write_text("\n".join(rows), encoding="utf-8")
        wanted = (
            [
                task
                for one in workflow.check([folder], registry)
                if not isinstance(one, Problem)
                for task in tasks(one.article, one.sentences, one.statements)
            ]
            if len(rows) * 15 >= statements
            else []
        )
    return wanted


if __name__ == "__main__":
    main()
