"""A workspace with an article that changes, and people who label it through the API of a real Label Studio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator import workflow
from annotator.annotation.annotation import Answers
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.people import Login
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import write_answers
from annotator.labelstudio.server import Server
from annotator.settings import Settings
from annotator.sync.plan import Held
from tests.desk import again, token_of
from tests.made import answers


class Newsroom:
    """A workspace with one article, and people who label it through the API."""

    def __init__(self, folder: Path, server: Server, persons: dict[str, Login], admin: Connection) -> None:
        self.file = folder / "articles" / "release.txt"
        self.file.parent.mkdir()
        self.server = server
        self.admin = admin
        self.tokens = {name: token_of(server.url, login) for name, login in persons.items()}
        self.settings = Settings(workspace=folder, server_folder=server.data_folder, exports=folder / "exports")

    def write(self, *sentences: str) -> None:
        """The article as it stands now, a paragraph each sentence."""
        self.file.write_text("\n\n".join(sentences) + "\n", encoding="utf-8")

    def push(self, *sentences: str, **options: Any) -> workflow.Pushed:
        """Push the article, as these sentences where some are given."""
        if sentences:
            self.write(*sentences)
        done = workflow.push([self.file.parent], self.settings, **options)
        self.settings = again(self.settings)
        return done

    @property
    def project(self) -> Project:
        return Project(self.admin, self.settings.project or 0)

    def held(self) -> list[Held]:
        return list(self.project.held().held)

    def tasks(self, sentence: str) -> list[Held]:
        """The tasks of a sentence, in the order in which they were made."""
        return [one for one in self.held() if one.task.sentence == sentence]

    def says(self, name: str, held: Held, given: Answers | None = None) -> None:
        """One person submits answers about a task."""
        with connect(self.server.url, self.tokens[name]) as connection:
            results = write_answers(given or answers(speaker="Narrator"), held.task.sentence)
            Project(connection, self.project.id).annotate(held.task_id, results)

    def begins(self, name: str, held: Held) -> None:
        """One person leaves a draft."""
        with connect(self.server.url, self.tokens[name]) as connection:
            answer = connection.http.post(
                f"{self.server.url}/api/tasks/{held.task_id}/drafts",
                json={"result": [], "lead_time": 1},
                headers={"Authorization": f"Token {self.tokens[name]}"},
            )
            assert 201 == answer.status_code

    def is_given(self, name: str) -> list[str]:
        """The sentences that Label Studio gives a person who labels all tasks and skips each."""
        given: list[str] = []
        headers = {"Authorization": f"Token {self.tokens[name]}"}
        with connect(self.server.url, self.tokens[name]) as connection:
            while True:
                answer = connection.http.post(
                    f"{self.server.url}/api/dm/actions",
                    params={"id": "next_task", "project": self.project.id},
                    json={},
                    headers=headers,
                )
                if answer.status_code == 404:
                    return given
                task = answer.json()
                given.append(task["data"]["sentence"])
                connection.client.annotations.create(id=task["id"], result=[], was_cancelled=True)
