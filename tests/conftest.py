"""What every test may use: records made in one line, a clean environment, and the Label Studio that the session boots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from annotator.corpus import speaker
from annotator.corpus.speaker import Registry
from annotator.labelstudio import people
from annotator.labelstudio import server as embedded
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.people import Login
from annotator.settings import Settings
from tests.desk import ARTICLE, Desk, pushed

# How long one example takes says how busy the machine is, not whether the law holds. Continuous integration tries the same
# examples each time, so that it judges the change; everywhere else new ones are tried.
hypothesis.settings.register_profile("annotator", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("annotator")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith(("LABEL_STUDIO_", "ANNOTATOR_")) and name != "ANNOTATOR_CACHE_FOLDER":
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that comes with the tool."""
    return speaker.load()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Server]:
    """The Label Studio of this session, from the kept copy if there is one; ended afterwards."""
    folder = tmp_path_factory.mktemp("label-studio")
    yield embedded.start(folder)
    embedded.stop(folder)


@pytest.fixture(scope="session")
def persons(server: embedded.Server) -> dict[str, Login]:
    """Three people who can log in."""
    return {
        name: people.add(server.url, server.token(), f"{name}@workflow.example.org") for name in ("ana", "ben", "judge")
    }


@pytest.fixture
def workspace(server: embedded.Server, tmp_path: Path) -> Settings:
    """An empty workspace with one article, on the session's server."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "release.txt").write_text(ARTICLE, encoding="utf-8")
    return Settings(workspace=tmp_path, server_folder=server.data_folder, exports=tmp_path / "exports")


@pytest.fixture
def desk(server: embedded.Server, persons: dict[str, Login], workspace: Settings) -> Desk:
    """The workspace's article pushed, and people ready to label it."""
    project = pushed(workspace).project
    assert project is not None
    return Desk(server, persons, project)


@pytest.fixture
def admin(server: embedded.Server) -> Iterator[Connection]:
    with connect(server.url, server.token()) as connection:
        yield connection
