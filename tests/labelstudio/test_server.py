"""The embedded Label Studio: one per folder, private, on loopback, and gone when it is told to go."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from annotator.errors import ServerError, SetupError
from annotator.labelstudio import server as embedded
from annotator.labelstudio.connection import Connection
from annotator.labelstudio.server import Server

LOOPBACK = "0100007F"  # 127.0.0.1 as /proc/net/tcp writes it


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder of the test's own, not made yet; what runs on it is ended afterwards."""
    folder = tmp_path / "new" / "data"
    yield folder
    embedded.stop(folder)


def get(server: Server, path: str, **headers: str) -> httpx.Response:
    """One request, past any proxy."""
    return httpx.get(f"{server.url}{path}", headers=headers, trust_env=False, timeout=30)


@pytest.mark.server
def test_second_start_finds_the_first(server: Server) -> None:
    """Starting where one runs boots no second one."""
    assert server == embedded.start(server.data_folder)
    assert server == embedded.status(server.data_folder)


@pytest.mark.server
def test_the_token_is_let_in(server: Server) -> None:
    """The token in its file is an administrator's, by the header that people's scripts use."""
    answer = get(server, "/api/current-user/whoami", Authorization=f"Token {server.token()}")

    assert server.login().email == answer.json()["email"]


@pytest.mark.server
def test_everything_is_private(server: Server, admin: Connection) -> None:
    """Nobody else on the machine can read the folder, nor a file in it; an export neither, while it is there."""
    projects = admin.client.projects
    project = int(projects.create(title="private").id or 0)
    projects.exports.create(id=project, title="private")
    assert [*server.data_folder.rglob(f"media/export/{project}/*")]

    everything = [server.data_folder, *server.data_folder.rglob("*")]

    assert [] == [path for path in everything if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert server.token() == server.token_file.read_text()


@pytest.mark.server
def test_the_record_holds_no_secret(server: Server) -> None:
    """What ``status --json`` prints, and what the state file holds, can be shown to anybody."""
    shown = server.model_dump_json() + repr(server) + (server.data_folder / embedded.STATE).read_text()

    assert server.token() not in shown
    assert server.login().password not in shown


@pytest.mark.server
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_secret_on_the_command_line_nor_in_the_log(server: Server) -> None:
    """Other users can read a process's arguments; people send logs around."""
    said = Path(f"/proc/{server.pid}/cmdline").read_text() + (server.data_folder / embedded.LOG).read_text()

    assert server.token() not in said
    assert server.login().password not in said


@pytest.mark.server
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_listens_on_loopback_only(server: Server) -> None:
    """No other machine can reach it."""
    port = int(server.url.rpartition(":")[2])
    rows = [line.split() for table in ("tcp", "tcp6") for line in Path(f"/proc/net/{table}").read_text().splitlines()]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")]

    assert [f"{LOOPBACK}:{port:04X}"] == listening


@pytest.mark.server
def test_a_stranger_cannot_sign_up(server: Server) -> None:
    """Without the invite link there is no account to be had; every member can do everything."""
    with httpx.Client(base_url=server.url, trust_env=False) as http:
        http.get("/user/signup/")
        form = {
            "email": "stranger@example.org",
            "password": "long-enough-1",
            "csrfmiddlewaretoken": http.cookies["csrftoken"],
        }
        answer = http.post("/user/signup/", data=form, headers={"Referer": f"{server.url}/user/signup/"})

    assert httpx.codes.FORBIDDEN == answer.status_code


@pytest.mark.server
def test_another_name_for_this_machine_is_refused(server: Server) -> None:
    """A foreign web page whose name resolves to 127.0.0.1 gets nothing."""
    assert httpx.codes.BAD_REQUEST == get(server, "/user/login/", Host="evil.example").status_code


@pytest.mark.server
def test_pages_load_and_send_here_only(server: Server) -> None:
    """The content security policy is in force, and names no foreign host."""
    policy = get(server, "/user/login/").headers["content-security-policy"]

    assert "https:" not in policy


@pytest.mark.server
def test_tips_are_not_fetched_from_the_internet(server: Server) -> None:
    """The one call home without a switch is answered at once."""
    assert httpx.codes.NOT_FOUND == get(server, "/heidi-tips").status_code


@pytest.mark.server
def test_static_files_are_served(server: Server) -> None:
    """Without the development server, pages still have their style."""
    assert get(server, "/react-app/main.css").is_success


@pytest.mark.server
def test_uploads_are_served(server: Server) -> None:
    """A file that was uploaded can be had back."""
    allowed = {"Authorization": f"Token {server.token()}"}
    with httpx.Client(base_url=server.url, headers=allowed, trust_env=False, timeout=30) as http:
        project = http.post("/api/projects/", json={"title": "uploads"}).json()["id"]
        http.post(f"/api/projects/{project}/import", files={"file": ("a.json", json.dumps([{"data": {"text": "x"}}]))})
        upload = http.get(f"/api/projects/{project}/file-uploads", params={"all": True}).json()[0]

        assert [{"data": {"text": "x"}}] == http.get(f"/data/{upload['file']}").json()
        http.delete(f"/api/projects/{project}")


@pytest.mark.server
def test_stop_and_start_again(folder: Path) -> None:
    """A server that was stopped is gone; the next keeps its accounts, its token and its address."""
    said: list[str] = []
    first = embedded.start(folder, progress=said.append)
    token, login = first.token(), first.login()

    assert embedded.stop(folder)
    assert embedded.status(folder) is None
    assert not embedded.stop(folder)
    with pytest.raises(httpx.ConnectError):
        get(first, "/health/")

    second = embedded.start(folder)

    assert first.pid != second.pid
    assert (first.url, token, login) == (second.url, second.token(), second.login())
    assert "starting Label Studio" in said
    assert get(second, "/api/projects/", Authorization=f"Token {token}").is_success


@pytest.mark.server
def test_a_newer_label_studio_takes_the_folder_over(folder: Path) -> None:
    """After an upgrade the database is migrated where it is, accounts and all, and the old one is kept beside it."""
    old = embedded.start(folder)
    embedded.stop(folder)
    (folder / embedded.MIGRATED).write_text("1.22.0")

    server = embedded.start(folder)

    assert get(server, "/api/projects/", Authorization=f"Token {old.token()}").is_success
    assert (folder / "label_studio-1.22.0.sqlite3").stat().st_size
    assert server.version == (folder / embedded.MIGRATED).read_text()


@pytest.mark.server
def test_the_kept_copy_holds_no_account(server: Server) -> None:
    """What every data folder starts from has no user, no organisation and no token."""
    kept = embedded.cache_folder() / f"label-studio-{server.version}.sqlite3"
    with closing(sqlite3.connect(kept)) as database:
        for table in ("htx_user", "organization", "authtoken_token"):
            assert [(0,)] == database.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608


@pytest.mark.server
def test_folders_have_their_own_secrets(server: Server, folder: Path) -> None:
    """Two servers from the same kept copy share neither token nor password nor the key that signs sessions."""
    other = embedded.start(folder)

    assert server.token() != other.token()
    assert server.login().password != other.login().password
    assert (server.data_folder / ".env").read_text() != (other.data_folder / ".env").read_text()


@pytest.mark.server
def test_a_killed_server_is_none(folder: Path) -> None:
    """After SIGKILL nothing claims to run, and a start boots anew."""
    killed = embedded.start(folder)
    os.kill(killed.pid, signal.SIGKILL)
    os.waitpid(killed.pid, 0)

    assert embedded.status(folder) is None
    assert not embedded.stop(folder)
    assert killed.pid != embedded.start(folder).pid


@pytest.mark.server
def test_two_starts_boot_one(folder: Path) -> None:
    """Two commands at once end up with the same server."""
    with ThreadPoolExecutor() as pool:
        one, other = pool.map(embedded.start, (folder, folder))

    assert one == other


@pytest.mark.server
def test_a_taken_port_is_left_alone(folder: Path) -> None:
    """Where another program has the port of last time by now, the server takes a new one."""
    first = embedded.start(folder)
    embedded.stop(folder)
    with socket.create_server(("127.0.0.1", int(first.url.rpartition(":")[2]))):
        assert first.url != embedded.start(folder).url


@pytest.mark.server
def test_sigterm_lets_the_request_in_hand_finish(folder: Path) -> None:
    """Asked to end in the middle of an import, the server answers it and exits with 0."""
    embedded.start(folder)  # prepares the folder
    embedded.stop(folder)
    child = subprocess.Popen(
        [sys.executable, "-m", "annotator.labelstudio.served", str(folder)],
        env=embedded._environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while (server := embedded.status(folder)) is None:
        assert child.poll() is None
        time.sleep(0.05)
    allowed = {"Authorization": f"Token {server.token()}"}
    with httpx.Client(base_url=server.url, headers=allowed, trust_env=False, timeout=60) as http:
        config = '<View><Text name="t" value="$text"/></View>'
        project = http.post("/api/projects/", json={"title": "stopping", "label_config": config}).json()["id"]
        answers: list[int] = []

        def send() -> None:
            tasks = [{"data": {"text": str(number)}} for number in range(10_000)]
            answers.append(http.post(f"/api/projects/{project}/import", json=tasks).status_code)

        sender = threading.Thread(target=send)
        sender.start()
        time.sleep(0.3)
        in_hand = sender.is_alive()
        child.terminate()
        sender.join()

    assert 0 == child.wait(20)
    assert in_hand, answers
    assert [httpx.codes.CREATED] == answers


@pytest.mark.server
def test_a_variable_meant_for_another_server_does_not_leak_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Label Studio reads plain names such as DEBUG, HOST and CI; the embedded one sees none of them."""
    for name, value in {"DEBUG": "maybe", "HOST": "https://x.example/ls", "CI": "true", "DJANGO_DB": "mysql"}.items():
        monkeypatch.setenv(name, value)

    assert get(embedded.start(folder), "/health/").is_success


@pytest.mark.server
def test_a_start_that_fails_says_why(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that dies is noticed at once, with its last words and the log's place."""
    blocked = folder.parent / "shadow"
    (blocked / "waitress").mkdir(parents=True)
    (blocked / "waitress" / "__init__.py").write_text("raise ImportError('no such luck')")
    monkeypatch.setenv("PYTHONPATH", str(blocked))

    with pytest.raises(ServerError) as caught:
        embedded.start(folder)

    assert "no such luck" in caught.value.message
    assert str(folder / embedded.LOG) in caught.value.hint


@pytest.mark.server
def test_too_little_time_leaves_nothing_behind(folder: Path) -> None:
    """A start that gives up ends what it started."""
    with pytest.raises(ServerError, match="in time"):
        embedded.start(folder, timeout=0.3)

    assert embedded._holder(folder) is None


def test_a_foreign_process_is_no_server(folder: Path) -> None:
    """A state file left over may name a process that is another program by now; it is neither shown nor ended."""
    folder.mkdir(parents=True)
    (folder / embedded.LOCK).write_text(str(os.getpid()))
    stale = Server(
        url="http://127.0.0.1:1",
        version="1.23.2",
        pid=os.getpid(),
        data_folder=folder,
        token_file=folder / embedded.TOKEN,
        login_file=folder / embedded.LOGIN,
    )
    (folder / embedded.STATE).write_text(stale.model_dump_json())

    assert embedded.status(folder) is None
    assert not embedded.stop(folder)


def test_no_folder_no_server(folder: Path) -> None:
    """Asking makes nothing."""
    assert embedded.status(folder) is None
    assert not embedded.stop(folder)
    assert not folder.exists()


def test_a_folder_with_other_files_is_refused(folder: Path) -> None:
    """The server makes its folder private; somebody's documents are not to be caught by that."""
    folder.mkdir(parents=True)
    (folder / "thesis.txt").touch()

    with pytest.raises(SetupError, match="holds other files"):
        embedded.start(folder)


def test_a_newer_database_is_refused(folder: Path) -> None:
    """An older Label Studio would run on a newer one's database, and break it."""
    folder.mkdir(parents=True)
    (folder / embedded.START_LOCK).touch()
    (folder / embedded.MIGRATED).write_text("1.99.0")

    with pytest.raises(SetupError, match=r"1\.99\.0"):
        embedded.start(folder)


def test_label_studio_not_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named, and nothing is made."""
    monkeypatch.setattr(embedded, "find_spec", lambda name: None)

    with pytest.raises(SetupError) as caught:
        embedded.start(folder)

    assert "annotator[server]" in caught.value.hint
    assert not folder.exists()
