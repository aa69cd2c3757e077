"""A Label Studio on PostgreSQL, as teams run it: both are started by the tests and ended with them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import httpx

from annotator.labelstudio.people import Login
from annotator.labelstudio.server import cache_folder
from annotator.record import Record

ADMINISTRATOR = Login(email="admin@postgres.example.org", password="known-to-tests-only")
TOKEN = "5ca1ab1e" * 5

BOOT = 240.0
"""Seconds that Label Studio may take to make its tables and answer."""


class OnPostgres(Record):
    """Where it answers, and how its administrator gets in."""

    url: str

    def token(self) -> str:
        """The administrator's legacy token."""
        return TOKEN

    def login(self) -> Login:
        """E-mail and password of the administrator."""
        return ADMINISTRATOR


def binaries() -> Path | None:
    """Where PostgreSQL's server programs are; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


@contextmanager
def postgres(programs: Path) -> Iterator[int]:
    """A PostgreSQL of its own on 127.0.0.1; its port. It refuses to run as root, so there it runs as user postgres."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-postgres-"))
    other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if other:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", _free_port()
    try:
        _run(
            *other,
            programs / "initdb",
            "-D",
            data,
            "-U",
            "annotator",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale=C",
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
        _run(*other, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            _run(programs / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "annotator", "labelstudio")
            yield port
        finally:
            _run(*other, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def label_studio(programs: Path, port: int) -> Iterator[OnPostgres]:
    """Label Studio by its own start command, on that PostgreSQL, with several threads as it comes."""
    web, kept = _free_port(), cache_folder() / f"label-studio-{version('label-studio')}.postgres.sql"
    database = ("-h", "127.0.0.1", "-p", port, "-U", "annotator", "-d", "labelstudio")
    if kept.exists():  # making the tables takes half a minute
        _run(programs / "psql", *database, "-q", "-v", "ON_ERROR_STOP=1", "-f", kept)
    with tempfile.TemporaryDirectory(prefix="annotator-label-studio-") as folder:
        environment = {
            "HOME": folder,
            "PATH": os.environ["PATH"],
            "LABEL_STUDIO_BASE_DATA_DIR": folder,
            "DJANGO_DB": "default",
            "POSTGRE_HOST": "127.0.0.1",
            "POSTGRE_PORT": str(port),
            "POSTGRE_USER": "annotator",
            "POSTGRE_PASSWORD": "none",
            "POSTGRE_NAME": "labelstudio",
            "COLLECT_ANALYTICS": "False",
            "LATEST_VERSION_CHECK": "False",
            "SENTRY_DSN": "",
            "FRONTEND_SENTRY_DSN": "",
            "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
            "LABEL_STUDIO_USERNAME": ADMINISTRATOR.email,
            "LABEL_STUDIO_PASSWORD": ADMINISTRATOR.password,
            "LABEL_STUDIO_USER_TOKEN": TOKEN,
        }
        command = [
            str(Path(sys.executable).with_name("label-studio")),
            "start",
            "--no-browser",
            "--internal-host",
            "127.0.0.1",
        ]
        with (Path(folder) / "log").open("wb") as log:
            running = subprocess.Popen(
                [*command, "--port", str(web), "--log-level", "WARNING"],
                env=environment,
                stdout=log,
                stderr=log,
                cwd=folder,
            )
        try:
            _until_it_answers(f"http://127.0.0.1:{web}", running, Path(folder) / "log")
            if not kept.exists():
                part = kept.with_name(f"{kept.name}.{os.getpid()}")
                _run(programs / "pg_dump", *database, "-f", part)
                part.replace(kept)
            yield OnPostgres(url=f"http://127.0.0.1:{web}")
        finally:
            running.terminate()
            running.wait()


def _until_it_answers(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + BOOT
    while time.monotonic() < deadline and running.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=5, trust_env=False, follow_redirects=True).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"Label Studio did not start on PostgreSQL:\n{log.read_text(errors='replace')[-2000:]}")


def _run(*command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
