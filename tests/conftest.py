"""What every test may use: records made in one line, a clean environment, and the Label Studio that the session boots."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest

from annotator.corpus import speaker
from annotator.corpus.speaker import Registry
from annotator.labelstudio import server as embedded

# How long one example takes says how busy the machine is, not whether the law holds. Continuous integration tries the same
# examples each time, so that it judges the change; everywhere else new ones are tried.
hypothesis.settings.register_profile("annotator", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("annotator")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting of whoever runs the tests reaches them, and they leave no locks among that person's files."""
    for name in list(os.environ):
        if name.startswith(("LABEL_STUDIO_", "ANNOTATOR_")) and name != "ANNOTATOR_CACHE_FOLDER":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


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
