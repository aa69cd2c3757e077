"""Pull through every fault of the wire, and killed at every change to the disk: the last good export stands, or a whole new one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from pydantic import SecretStr

from annotator import workflow
from annotator.errors import AnnotatorError, ServerError, SetupError
from annotator.export.published import VERSIONS, Made, is_whole, publish, published
from annotator.labelstudio import snapshot
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.people import Login
from annotator.labelstudio.server import Server
from annotator.settings import ReviewRule, Settings
from tests.desk import ARTICLE, Desk, pushed
from tests.faults.kill import killed_at
from tests.faults.proxy import Proxy
from tests.faults.wire import CUT_JSON, EVERY_FAULT, RESET_AFTER, RESET_BEFORE, WRONG_TYPE, Fault, drip, slow
from tests.made import answers

pytestmark = pytest.mark.server

HARMLESS = (WRONG_TYPE, slow(0.5), drip(0.0001))
"""Nothing is lost by these, so a pull goes through."""


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


class Pulling:
    """A project by way of a proxy, with an old export, and one more label since."""

    def __init__(self, settings: Settings, proxy: Proxy, desk: Desk) -> None:
        self.settings = settings
        self.proxy = proxy
        self.exports = settings.exports
        desk.says("ana", "Shops", answers(speaker="Narrator"))
        workflow.pull(settings)
        self.old = tables(self.exports)
        desk.says("ana", "The Azerbaijani", answers())
        proxy.clear()
        workflow.pull(settings)
        self.requests = len(proxy.requests)
        self.new = tables(self.exports)
        assert self.old != self.new

    def age(self) -> None:
        """The old export once more."""
        self.proxy.clear()
        shutil.rmtree(self.exports)
        publish(self.exports, {name: Made(content=content, rows=0) for name, content in self.old.items()})

    def pull(self) -> bool:
        """Whether it went through; if not, the old export stands, and somebody is told what to do."""
        try:
            workflow.pull(self.settings)
        except AnnotatorError as error:
            told = error
        else:
            assert self.new == tables(self.exports)
            return True
        assert isinstance(told, ServerError | SetupError)
        assert told.hint
        assert self.old == tables(self.exports)
        return False


@pytest.fixture(scope="module")
def pulling(server: Server, persons: dict[str, Login], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulling]:
    workspace = tmp_path_factory.mktemp("pulling")
    (workspace / "articles").mkdir()
    (workspace / "articles" / "release.txt").write_text(ARTICLE, encoding="utf-8")
    with Proxy(server.url) as proxy:
        settings = Settings(
            workspace=workspace,
            exports=workspace / "exports",
            url=proxy.url,
            api_key=SecretStr(server.token()),
            review=ReviewRule(rule="single", n=1),
        )
        settings = pushed(settings)
        assert settings.project is not None
        yield Pulling(settings, proxy, Desk(server, persons, settings.project))
    clear(server, settings.project)


def clear(server: Server, project: int) -> None:
    """Delete the exports that broken pulls have left."""
    with connect(server.url, server.token()) as connection:
        exports = connection.client.projects.exports
        for one in exports.list(id=project):
            exports.delete(id=project, export_pk=int(one.id or 0))


PLACES = ("first", "middle", "last")
FAULTS = [
    pytest.param(fault, place, id=f"{fault.name}, {place} request", marks=() if place == turn else pytest.mark.torture)
    for fault, turn in zip(EVERY_FAULT, cycle(PLACES), strict=False)
    for place in PLACES
]


@pytest.mark.parametrize(("fault", "place"), FAULTS)
def test_whatever_breaks_a_pull_leaves_the_last_export_or_a_whole_new_one(
    pulling: Pulling, fault: Fault, place: str
) -> None:
    nth = {"first": 1, "middle": pulling.requests // 2, "last": pulling.requests}[place]
    pulling.age()
    pulling.proxy.on("*", "", fault, nth=nth)
    went = pulling.pull()
    pulling.proxy.settle()
    current = published(pulling.exports)
    assert current is not None
    assert is_whole(current)
    # Nothing that is published comes after the last request, and what CUT_JSON cuts at these places nobody needs.
    assert went == (place == "last" or fault in HARMLESS or fault is CUT_JSON)


@pytest.mark.parametrize("path", ["/download", "/exports/[0-9]+$", "/api/projects/[0-9]+/?$", "/api/version"])
def test_an_answer_that_holds_too_little_is_never_published(pulling: Pulling, path: str) -> None:
    pulling.age()
    pulling.proxy.on("GET", path, CUT_JSON, times=99)

    assert pulling.pull() == (path != "/download")


def test_nothing_stays_on_the_server_but_what_could_not_be_deleted(
    pulling: Pulling, admin: Connection, server: Server
) -> None:
    exports = admin.client.projects.exports
    clear(server, pulling.settings.project or 0)
    for path in ("/download", "/api/users", "/exports/[0-9]+$"):
        pulling.age()
        pulling.proxy.on("GET", path, RESET_AFTER)
        pulling.pull()

    assert [] == list(exports.list(id=pulling.settings.project or 0))
    pulling.proxy.on("DELETE", "/exports/", RESET_BEFORE)
    assert pulling.pull()
    assert 1 == len(exports.list(id=pulling.settings.project or 0))


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.torture)])
def test_a_pull_that_is_killed_at_any_change_to_the_disk_damages_nothing(pulling: Pulling, step: int) -> None:
    kills = 0
    for number in range(1, 300, step):
        pulling.age()
        killed = killed_at(number, pulling.settings.workspace, workflow.pull, pulling.settings)
        assert tables(pulling.exports) in ([pulling.old, pulling.new] if killed else [pulling.new])
        for path in (pulling.settings.state_folder / f"project-{pulling.settings.project}" / "snapshots").glob("*.gz"):
            assert 3 == snapshot.read(path).footer.tasks
        if not killed:
            break
        kills += 1
    else:
        pytest.fail("it never ended by itself")
    assert kills * step > 30
    assert [] == list((pulling.exports / VERSIONS).glob("*.part"))
