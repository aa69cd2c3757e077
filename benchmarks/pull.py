"""How long a pull takes to ``claims.csv``, against the SDK's own iteration over the same labeled tasks in the same run.

    python benchmarks/pull.py [TASKS]

Boots an embedded Label Studio in a folder of its own, imports tasks with one label each, and times both, one after the other,
each three times in turn. The SDK's iteration (`tasks.list` with all fields) only reads; the pull also keeps a snapshot, decides and
writes the tables. Prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from annotator import workflow
from annotator.annotation.annotation import Answers
from annotator.annotation.codebook import ClaimAnswer, Status, codebook
from annotator.annotation.task import tasks
from annotator.corpus import speaker
from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.formats import read
from annotator.corpus.sentence import split
from annotator.labelstudio import server
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import prediction, write_answers
from annotator.settings import ReviewRule, Settings, write_project
from annotator.workspace import EMBEDDED

ROUNDS = 3
BATCH = 1000


def main(number: int) -> None:
    with tempfile.TemporaryDirectory(prefix="annotator-benchmark-") as folder:
        running = server.start(Path(folder) / "server")
        try:
            with connect(running.url, running.token()) as connection:
                told = measured(Path(folder), running, connection, number)
        finally:
            server.stop(Path(folder) / "server")
    print(json.dumps(told))


def measured(folder: Path, running: server.Server, connection: Connection, number: int) -> dict[str, Any]:
    registry = speaker.load()
    project = Project.make(connection, title="benchmark", codebook=codebook(registry), overlap=1)
    imported(project, folder, number)
    settings = Settings(
        workspace=folder,
        server_folder=running.data_folder,
        exports=folder / "exports",
        review=ReviewRule(rule="single", n=1),
        project=project.id,
        server=EMBEDDED,
    )
    write_project(settings, project.id, EMBEDDED)
    pulls: list[float] = []
    iterations: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        pulled = workflow.pull(settings)
        pulls.append(time.perf_counter() - began)
        assert number == len(pulled.dataset.claims)
        began = time.perf_counter()
        untyped: Any = connection.client.tasks
        seen = sum(bool(task.annotations) for task in untyped.list(project=project.id, fields="all", page_size=1000))
        iterations.append(time.perf_counter() - began)
        assert number == seen
    return {
        "tasks": number,
        "pull_s": [round(seconds, 1) for seconds in pulls],
        "sdk_iteration_s": [round(seconds, 1) for seconds in iterations],
        "ratio": round(median(iterations) / median(pulls), 2),
    }


def imported(project: Project, folder: Path, number: int) -> None:
    """Tasks of made-up articles, with a suggestion and one label each."""
    registry = speaker.load()
    sentences = [f"The Azerbaijani defence ministry said that convoy {n} was hit near the town." for n in range(number)]
    (folder / "article.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    (article,) = (one for one in read([folder / "article.txt"]) if isinstance(one, Article))
    split_up = split(article)
    made = list(tasks(article, split_up, attribute(article, split_up, registry)))[:number]
    assert number == len(made)
    said = Answers(claim=ClaimAnswer.CLAIM, speaker="Baku", status=Status.ATTRIBUTED)
    for start in range(0, number, BATCH):
        request: Any = [
            {
                "data": task.model_dump(mode="json"),
                "predictions": [prediction(task, "benchmark")],
                "annotations": [{"result": write_answers(said, task.sentence), "ground_truth": False}],
            }
            for task in made[start : start + BATCH]
        ]
        project.connection.client.projects.import_tasks(id=project.id, request=request)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
