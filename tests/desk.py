"""A workspace with one article on a real Label Studio, and people who label through the API with their own tokens."""

from __future__ import annotations

from functools import cache

from annotator import settings as settings_file
from annotator import workflow
from annotator.annotation.annotation import Answers
from annotator.labelstudio import people
from annotator.labelstudio.connection import connect
from annotator.labelstudio.people import Login
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import JSON, write_answers
from annotator.labelstudio.server import Server
from annotator.settings import ReviewRule, Settings
from tests.postgres import OnPostgres

ARTICLE = """\
The Azerbaijani defence ministry said that only military targets were hit.

Shops in the town were closed on Tuesday. The ministry denied that villages were shelled.
"""


def again(settings: Settings) -> Settings:
    """The settings with what the last push wrote down."""
    written = settings_file.load(settings.workspace)
    return settings.model_copy(update={"project": written.project, "server": written.server})


def single(settings: Settings) -> Settings:
    """The same, where one label is enough."""
    return again(settings).model_copy(update={"review": ReviewRule(rule="single", n=1)})


def pushed(settings: Settings) -> Settings:
    workflow.push([settings.workspace / "articles"], settings)
    return again(settings)


token_of = cache(people.token_of)
"""A person's token, asked for once a session: to log in costs the server half a second for the password's hash."""


class Desk:
    """People who label through the API with their own tokens."""

    def __init__(self, server: Server | OnPostgres, persons: dict[str, Login], project: int) -> None:
        self.server = server
        self.project = project
        self.tokens = {name: token_of(server.url, login) for name, login in persons.items()}
        with connect(server.url, server.token()) as connection:
            held = Project(connection, project).held().held
        self.tasks = {one.task.sentence: one for one in held if one.task.statement == 1}

    def says(self, name: str, beginning: str, given: Answers | list[JSON]) -> None:
        """One person submits answers, or raw results, about the sentence that begins so."""
        held = next(one for sentence, one in self.tasks.items() if sentence.startswith(beginning))
        results = given if isinstance(given, list) else write_answers(given, held.task.sentence)
        with connect(self.server.url, self.tokens[name]) as connection:
            Project(connection, self.project).annotate(held.task_id, results)
