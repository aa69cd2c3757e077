"""The token is looked for in everything that the tool says, writes and starts: it must be nowhere."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from annotator.labelstudio.connection import connect
from annotator.labelstudio.server import Server
from annotator.settings import Settings
from tests.desk import again
from tests.faults.proxy import Proxy
from tests.faults.wire import RESET_AFTER, TRUNCATED, UNAUTHORIZED, Fault, slow, status_before

pytestmark = pytest.mark.server

LOUD = "import logging; logging.basicConfig(level=logging.DEBUG); from annotator.cli import app; app()"
"""The command line with every library's debug log on stderr."""

COMMANDS = (["push", "articles"], ["pull"], ["status"], ["doctor"])


class Canary:
    """A workspace whose token is watched: on the wire it is seen, anywhere else it must not be."""

    def __init__(self, workspace: Settings, proxy: Proxy, token: str) -> None:
        self.folder = workspace.workspace
        self.proxy = proxy
        self.token = token
        self.said: list[str] = []

    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.folder / "home"),
            "PATH": os.environ["PATH"],
            "LABEL_STUDIO_URL": self.proxy.url,
            "LABEL_STUDIO_API_KEY": self.token,
            "ANNOTATOR_DEBUG": "1",
        }

    def run(self, *arguments: str) -> int:
        done = subprocess.run(
            [sys.executable, "-c", LOUD, *arguments],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        self.said += [done.stdout, done.stderr]
        return done.returncode

    def secrets(self) -> set[str]:
        """The token, and whatever went over the wire in its place."""
        sent = {one.headers.get("authorization", "").partition(" ")[2] for one in self.proxy.requests}
        return {self.token, *sent} - {""}

    def everything(self) -> Iterator[tuple[str, str]]:
        yield from (("output", text) for text in self.said)
        for path in self.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                yield str(path), content.decode(errors="replace")
                if path.suffix == ".gz":
                    yield f"{path} unpacked", gzip.decompress(content).decode(errors="replace")


@pytest.fixture(params=["legacy", "personal"])
def canary(
    request: pytest.FixtureRequest, server: Server, workspace: Settings, personal_token: str
) -> Iterator[Canary]:
    with Proxy(server.url) as proxy:
        yield Canary(workspace, proxy, server.token() if request.param == "legacy" else personal_token)
    with connect(server.url, server.token()) as connection:  # what broken pulls have left
        exports = connection.client.projects.exports
        project = int(again(workspace).project or 0)
        for one in exports.list(id=project) if project else ():
            exports.delete(id=project, export_pk=int(one.id or 0))


def test_the_token_is_in_nothing_that_is_said_or_written(canary: Canary) -> None:
    for command in COMMANDS:
        assert 0 == canary.run(*command)
    faults: tuple[tuple[str, Fault], ...] = (
        (r"/api/current-user/whoami", UNAUTHORIZED), (r"/api/projects/\d+/?$", status_before(500)), (r"/exports", RESET_AFTER),
        (r"/download", TRUNCATED),
    )  # fmt: skip
    for path, fault in faults:
        canary.proxy.on("*", path, fault, times=9)
        assert 0 != canary.run("pull")
        canary.proxy.clear_rules()

    found = [
        (where, secret[:6]) for where, text in canary.everything() for secret in canary.secrets() if secret in text
    ]

    assert [] == found
    assert len(canary.proxy.requests) > 20
    text = "".join(canary.said)
    assert "Traceback" in text
    assert "DEBUG:httpcore" in text
    assert list(canary.folder.rglob("*.jsonl.gz"))
    assert list(canary.folder.rglob("journal.sqlite"))


def test_the_token_is_not_in_the_list_of_processes(canary: Canary) -> None:
    canary.proxy.on("GET", r"/api/version", slow(3.0))
    running = subprocess.Popen(
        [sys.executable, "-c", LOUD, "doctor"],
        cwd=canary.folder,
        env=canary.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not canary.proxy.seen("GET", r"/api/version"):
        assert running.poll() is None
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    running.wait()

    assert str(running.pid) in listed
    assert not any(secret in listed for secret in canary.secrets())
