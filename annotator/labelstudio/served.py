"""The embedded Label Studio, seen from inside: its process, ``python -m annotator.labelstudio.served FOLDER``.

Started by `annotator.labelstudio.server.start`, and only by it. Nothing of Django may be imported before `main` has set
the environment. Standard output and standard error are the log; nothing secret is printed.
"""

from __future__ import annotations

import fcntl
import gc
import hashlib
import os
import secrets
import shutil
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import ValidationError

from annotator.labelstudio.people import Login
from annotator.labelstudio.server import CACHE_VARIABLE, LOCK, LOGIN, MIGRATED, PHASE, STATE, TOKEN, Server

DATABASE = "label_studio.sqlite3"
ADMINISTRATOR = "admin@localhost"
GRACE = 15.0  # seconds that requests in hand have to finish when the server is asked to end; `stop` gives it 20

SETTINGS = {
    # No calls home: usage statistics, a newer version, crash reports of server and page.
    "COLLECT_ANALYTICS": "false",
    "LATEST_VERSION_CHECK": "false",
    "SENTRY_DSN": "",
    "FRONTEND_SENTRY_DSN": "",
    # Only people whom the administrator adds, only from this machine, only from the server's own pages.
    "DISABLE_SIGNUP_WITHOUT_LINK": "true",
    "ALLOWED_HOSTS": "127.0.0.1,localhost",  # a foreign name that resolves to this machine is refused
    "CORS_ALLOW_ALL_ORIGINS": "false",
    "LS_CSP_REPORT_ONLY": "false",
    "LOCAL_FILES_SERVING_ENABLED": "false",
    "ENABLE_LEGACY_API_TOKEN": "true",
    "USE_NGINX_FOR_UPLOADS": "false",  # there is no nginx: the server sends uploaded files itself
    "DEBUG": "false",
    "LOG_LEVEL": "WARNING",
}
"""Label Studio's settings, without their prefix ``LABEL_STUDIO_``."""

THEME_SCRIPT = "'sha256-fsZOebJJAnt3yfUgnelwRem8zqneW8EyLL123gBsTDY='"
# The one inline script of Label Studio 1.23's pages that carries no nonce: it sets light or dark before the page shows.

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def main(folder: Path) -> int:
    """Serve the data folder until SIGTERM; the exit code."""
    os.umask(0o077)
    os.chdir(folder)
    lock = hold(folder)
    if lock is None:
        print("another Label Studio already serves this data folder")
        return 1
    usual = gc.get_threshold()
    gc.set_threshold(100_000)  # booting makes little garbage, and looking for it often takes a fifth of the time
    wanted = port_of_last_time(folder)
    (folder / STATE).unlink(missing_ok=True)
    os.pwrite(lock, str(os.getpid()).encode(), 0)

    say("starting Label Studio")
    application = label_studio(folder)
    prepare(folder, version("label-studio"))
    gc.set_threshold(*usual)
    gc.freeze()
    serve(folder, application, wanted)
    return 0


def say(phase: str) -> None:
    """Tell whoever waits for the server what it does now."""
    print(PHASE + phase, flush=True)


def hold(folder: Path) -> int | None:
    """The descriptor of the lock that says that this folder is served; None if another process has it.

    Nobody closes it: the system lets go of it when this process has ended, and not before.
    """
    lock = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
    for _ in range(50):  # somebody who looks whether it is held has it for an instant
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.02)
        else:
            return lock
    return None


def port_of_last_time(folder: Path) -> int:
    """The port that the last server of this folder had, so that bookmarks hold; 0 (any) if there was none."""
    try:
        return int(Server.model_validate_json((folder / STATE).read_bytes()).url.rpartition(":")[2])
    except (FileNotFoundError, ValidationError, ValueError):
        return 0


def label_studio(folder: Path) -> Application:
    """Label Studio's WSGI application, set up for this folder, with its pages loaded but no database needed yet."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "label_studio.core.settings.label_studio"
    os.environ["LABEL_STUDIO_BASE_DATA_DIR"] = str(folder)
    os.environ.update({f"LABEL_STUDIO_{name}": value for name, value in SETTINGS.items()})

    import yaml

    yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # type: ignore[misc]  # 0.4 s of YAML at boot

    import label_studio

    sys.path.insert(0, str(Path(label_studio.__file__).parent))  # its modules import each other as `core`, `users`, …
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    application: Application = get_wsgi_application()
    from core.feature_flags.stale_feature_flags import STALE_FEATURE_FLAGS
    from data_export.mixins import ExportMixin

    # Browsers send cookies to every port of a host: without a name of its own, one server would log out of the other.
    settings.SESSION_COOKIE_NAME = f"sessionid_{hashlib.sha256(bytes(folder)).hexdigest()[:8]}"
    # The page may load and send things from here only: the defaults also let Google's and Sentry's hosts in.
    settings.CSP_SCRIPT_SRC = ("'self'", "'report-sample'", "blob:", THEME_SCRIPT)
    settings.CSP_CONNECT_SRC = ("'self'", "'report-sample'")
    settings.CSP_IMG_SRC = ("'self'", "'report-sample'", "data:")
    # Exports and uploads are nobody else's to read either: Django would give them a mode of its own, past the umask.
    settings.FILE_UPLOAD_PERMISSIONS = None
    # Deleting an export removes its file, which holds people's e-mails, only where this flag is on; no variable sets it.
    STALE_FEATURE_FLAGS["ff_back_dev_4664_remove_storage_file_on_export_delete_29032023_short"] = True
    # An export asks the database for every task's suggestions one by one, which takes a quarter of its time.
    tasks_of = ExportMixin.get_task_queryset
    ExportMixin.get_task_queryset = lambda *given: tasks_of(*given).prefetch_related("predictions")
    _ = get_resolver().url_patterns  # now rather than with the first request

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"].rstrip("/") == "/heidi-tips":  # would fetch a file from the internet, with no switch
            start_response("404 Not Found", [("Content-Type", "application/json"), ("Content-Length", "2")])
            return [b"{}"]
        return application(environ, start_response)

    return guarded


def prepare(folder: Path, installed: str) -> None:
    """Bring the folder's database to the installed version; a new one comes with its administrator."""
    marker, database = folder / MIGRATED, folder / DATABASE
    migrated = marker.read_text() if marker.exists() else "unknown"
    if not database.exists() or not database.stat().st_size:  # setting up leaves an empty file
        new = folder / f"{DATABASE}.new"
        shutil.copyfile(kept_copy(installed), new)
        with instead(new):
            add_administrator(folder)
        new.replace(database)
    elif migrated != installed:
        from django.core.management import call_command

        say(f"moving the database from Label Studio {migrated} to {installed}; the old one is kept beside it")
        shutil.copyfile(database, folder / f"label_studio-{migrated}.sqlite3")
        call_command("migrate", verbosity=0, skip_checks=True)
    write(marker, installed)


def kept_copy(installed: str) -> Path:
    """A migrated database of this version without any account, kept for this and every later data folder."""
    cache = Path(os.environ[CACHE_VARIABLE])
    kept = cache / f"label-studio-{installed}.sqlite3"
    with FileLock(cache / "migrate.lock", mode=0o600):
        if not kept.exists():
            from django.core.management import call_command

            say("making Label Studio's database (once for each version, about 20 s)")
            part = cache / f"{kept.name}.part"
            part.unlink(missing_ok=True)
            with instead(part):
                call_command("migrate", verbosity=0, skip_checks=True)
            part.replace(kept)
    return kept


@contextmanager
def instead(database: Path) -> Iterator[None]:
    """Let Django work on another database file for a while, so that half-made ones never have the real name."""
    from django.db import connection

    connection.close()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name


def add_administrator(folder: Path) -> None:
    """Make the first account and the organisation, with a random password and a legacy API token that is let in."""
    from django.db import transaction
    from organizations.models import Organization
    from rest_framework.authtoken.models import Token
    from users.models import User

    say("making the administrator's account")
    login = Login(email=ADMINISTRATOR, password=secrets.token_urlsafe(16))
    token = secrets.token_hex(20)
    with transaction.atomic():
        user = User.objects.create_user(email=login.email, password=login.password, is_staff=True, is_superuser=True)
        Token.objects.filter(user=user).update(key=token)
        # The only moment at which legacy tokens can be switched on without the page.
        user.active_organization = Organization.create_organization(
            created_by=user, title="Label Studio", legacy_api_tokens_enabled=True
        )
        user.save()
    write(folder / LOGIN, login.model_dump_json())
    write(folder / TOKEN, token)


def serve(folder: Path, application: Application, wanted: int) -> None:
    """Answer on loopback with one thread until SIGTERM or SIGINT; requests in hand are finished first.

    One thread, because SQLite has one writer: with more, imports wait for each other's locks for minutes.
    """
    from waitress import create_server, wasyncore

    listening = listen(wanted)
    sockets: dict[int, Any] = {}
    server = create_server(application, map=sockets, sockets=[listening], threads=1, ident=None)
    server.task_dispatcher.queue_logger.setLevel("ERROR")  # with one thread, a queue is no news
    asked_to_end = False

    def end(*_: object) -> None:
        nonlocal asked_to_end
        asked_to_end = True
        server.pull_trigger()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    running = Server(
        url=f"http://127.0.0.1:{listening.getsockname()[1]}",
        version=version("label-studio"),
        pid=os.getpid(),
        data_folder=folder,
        token_file=folder / TOKEN,
        login_file=folder / LOGIN,
    )
    write(folder / STATE, running.model_dump_json(indent=2))
    while not asked_to_end:
        wasyncore.loop(timeout=1.0, use_poll=True, map=sockets, count=1)
    wasyncore.dispatcher.close(server)  # no new connections; the others are served to their end
    deadline = time.monotonic() + GRACE
    while any(busy(channel) for channel in server.active_channels.values()) and time.monotonic() < deadline:
        wasyncore.loop(timeout=0.05, use_poll=True, map=sockets, count=1)


def busy(channel: Any) -> bool:
    """Whether a connection has a request that is being received, worked on or answered."""
    return bool(channel.request or channel.requests or channel.total_outbufs_len)


def listen(wanted: int) -> socket.socket:
    """A socket on loopback, on the wanted port if it is free."""
    for port in (wanted, 0):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError:
            listening.close()
        else:
            return listening
    raise OSError("no port is free on 127.0.0.1")


def write(path: Path, text: str) -> None:
    """Write a file in one step: it is there with all of its text, or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text)
    part.replace(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
