"""The embedded Label Studio, seen from outside: start it, ask whether it runs, stop it.

The server is a process of its own (`annotator.labelstudio.served`) that outlives the command which started it. It holds
a lock on a file in its data folder for as long as it lives; the system lets go of that lock however the process ends.
So a state file that is left over, or a process id that now belongs to another program, is never taken for a server.

What lies in the data folder (all of it readable by its owner only):

    label_studio.sqlite3, .env, media/, export/   Label Studio's own: database, secret key, files
    label-studio-version                          the version that the database is migrated to
    token, login.json                             the administrator's API token; e-mail and password for the page
    server.json, server.lock, start.lock          the server that runs or ran last; locks
    server.log, server.previous.log               what it said, this time and the time before
"""

from __future__ import annotations

import fcntl
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import httpx
from filelock import FileLock, Timeout
from platformdirs import user_cache_path, user_data_path
from pydantic import ValidationError

import annotator
from annotator.errors import ServerError, SetupError
from annotator.labelstudio.people import Login
from annotator.record import Record

STATE = "server.json"
LOCK = "server.lock"
START_LOCK = "start.lock"
LOG = "server.log"
TOKEN = "token"  # noqa: S105  a file's name
LOGIN = "login.json"
MIGRATED = "label-studio-version"

PHASE = "annotator: "
"""How a line of the log begins that tells the person who waits what is being done."""

CACHE_VARIABLE = "ANNOTATOR_CACHE_FOLDER"

_INHERITED = re.compile(
    r"PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|VIRTUAL_ENV|XDG_\w+|LD_LIBRARY_PATH|DYLD_\w+"
    r"|PYTHONPATH|PYTHONHOME|PYTHONPYCACHEPREFIX|COVERAGE_\w+"
)
# All that the child inherits. Label Studio reads some 200 variables, each also without its prefix (HOST, DEBUG, CI,
# PASSWORD, SECRET_KEY …), so a list of what may not pass would never be complete.

_POLL = 0.05  # seconds between two looks at a server that starts or stops


class Server(Record):
    """A running Label Studio, as its state file tells it."""

    url: str
    """Where it answers, ``http://127.0.0.1:PORT``; the port stays the same from boot to boot where it is free."""
    version: str
    """Label Studio's version."""
    pid: int
    """The server's process."""
    data_folder: Path
    """Everything it keeps, and these files; readable by their owner only."""
    token_file: Path
    """Holds the administrator's API token (a legacy token) and nothing else."""
    login_file: Path
    """JSON with the administrator's ``email`` and ``password``, to log in with a browser."""

    def token(self) -> str:
        """The administrator's API token; from the file, so that the record itself can be printed."""
        return _read(self.token_file).strip()

    def login(self) -> Login:
        """E-mail and password that the administrator's account was made with."""
        try:
            return Login.model_validate_json(_read(self.login_file))
        except ValidationError as error:
            raise SetupError(
                f"{self.login_file} does not hold an e-mail and a password",
                "put them back as JSON with `email` and `password`",
            ) from error


def default_folder() -> Path:
    """The data folder of this user's embedded Label Studio."""
    return user_data_path("annotator", appauthor=False) / "label-studio"


def cache_folder() -> Path:
    """Where the migrated database is kept that new data folders start from; holds no account and no secret."""
    moved = os.environ.get(CACHE_VARIABLE)
    return Path(moved).absolute() if moved else user_cache_path("annotator", appauthor=False) / "label-studio"


def start(folder: Path, *, timeout: float = 180.0, progress: Callable[[str], None] | None = None) -> Server:
    """The server of this data folder: the one that runs, else a new one, ready to answer.

    Args:
        folder: made if it is not there; an existing one must be empty or a data folder.
        timeout: seconds until giving up; the first boot of a Label Studio version migrates a database (about 20 s).
        progress: told what is being done, a few words each time.

    Raises:
        SetupError: Label Studio is not installed, the folder cannot be used or was used by a newer Label Studio.
        ServerError: it ended or did not answer in time; the log says why.
    """
    folder = folder.absolute()
    deadline = time.monotonic() + timeout
    if running := status(folder):
        return running
    _prepare(folder, _installed())
    try:
        with FileLock(folder / START_LOCK, timeout=timeout, mode=0o600):  # two at once: the second finds the first's
            child = None if _holder(folder) else _spawn(folder)  # one that still boots is waited for
            try:
                return _ready(folder, child, deadline, progress or _nobody_waits)
            except BaseException:  # Ctrl-C as well: nobody would know of a server that half started
                if child is not None:
                    _end(folder, child, timeout=5.0)
                raise
    except Timeout as error:
        raise ServerError(
            f"another command has been starting Label Studio in {folder} for {timeout:.0f} s",
            f"wait for it, or look at {folder / LOG}",
        ) from error


def status(folder: Path) -> Server | None:
    """The server that runs on this data folder, if one does; it may be busy with a long request."""
    holder = _holder(folder)
    if holder is None:
        return None
    try:
        server = Server.model_validate_json((folder / STATE).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None  # it boots: the state file is written when it can answer
    return server if server.pid == holder else None


def stop(folder: Path, *, timeout: float = 20.0) -> bool:
    """End the server of this data folder after the requests that it works on; False when none ran.

    Args:
        folder: its data folder.
        timeout: seconds that it may take to finish its requests; then it is killed.

    Raises:
        ServerError: it did not end even so.
    """
    holder = _holder(folder)
    if holder is None:
        return False
    _end(folder, holder, timeout=timeout)
    if _holder(folder) == holder:
        raise ServerError(f"Label Studio (process {holder}) does not end", f"look at {folder / LOG}, and try again")
    return True


def _nobody_waits(phase: str) -> None:
    """Where nobody wants to hear how far it is."""


def _installed() -> str:
    """Label Studio's version, without importing it (that takes seconds)."""
    try:
        if find_spec("label_studio") and find_spec("waitress"):
            return version("label-studio")
    except PackageNotFoundError:
        pass
    raise SetupError(
        "the embedded Label Studio is not installed",
        'Install it with: pip install "annotator[server]"',
    )


def _prepare(folder: Path, installed: str) -> None:
    """Make the folders private to their owner, and refuse one that holds something else."""
    try:
        there = {path.name for path in folder.iterdir()} if folder.exists() else set()
        if there and not there & {START_LOCK, LOCK}:
            raise SetupError(f"{folder} holds other files", "name an empty folder, or one that is not there yet")
        for private in (folder, cache_folder()):
            for missing in reversed([part for part in (private, *private.parents) if not part.exists()]):
                missing.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        migrated = (folder / MIGRATED).read_text() if (folder / MIGRATED).exists() else installed
    except OSError as error:
        raise SetupError(
            f"cannot use {error.filename}: {error.strerror}",
            f"put its owner and rights in order, name another folder, or set {CACHE_VARIABLE} for the cache",
        ) from error
    if _ordered(migrated) > _ordered(installed):
        raise SetupError(
            f"{folder} was last used by Label Studio {migrated.strip()}; {installed} is installed and cannot read it",
            f'Install that version: pip install "label-studio=={migrated.strip()}"',
        )


def _ordered(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def _spawn(folder: Path) -> int:
    """Start the child, apart from this terminal (Ctrl-C is not for it), and return its process id."""
    if (folder / LOG).exists():
        (folder / LOG).replace(folder / "server.previous.log")
    output = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    # An empty lock file: the last server's number in it would name a server while the new one has not signed yet.
    os.close(os.open(folder / LOCK, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        return os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "annotator.labelstudio.served", str(folder)],
            _environment(),
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                (os.POSIX_SPAWN_OPEN, 1, str(folder / LOG), output, 0o600),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
            setsid=True,
        )
    except OSError as error:
        raise ServerError(f"cannot start {sys.executable}: {error.strerror}", "try again; is memory short?") from error


def _environment() -> dict[str, str]:
    """The child's environment: what a program needs to run, and nothing that Label Studio would read."""
    variables = {name: value for name, value in os.environ.items() if _INHERITED.fullmatch(name)}
    variables[CACHE_VARIABLE] = str(cache_folder())
    code = str(Path(annotator.__file__).parent.parent)
    if Path(code).name not in ("site-packages", "dist-packages"):  # a checkout: the child runs its parent's code
        variables["PYTHONPATH"] = os.pathsep.join(filter(None, (code, variables.get("PYTHONPATH"))))
    if sys.dont_write_bytecode:  # compiling Label Studio's 2,700 modules anew takes 5 s of a boot of 2 s
        variables.setdefault("PYTHONPYCACHEPREFIX", str(cache_folder() / "bytecode"))
    return variables


def _ready(folder: Path, child: int | None, deadline: float, progress: Callable[[str], None]) -> Server:
    """Wait until a server answers; `child` is the process that was started for it, if one was."""
    told = 0
    while time.monotonic() < deadline:
        alive = _alive(child) if child else _holder(folder) is not None
        phases = [line.removeprefix(PHASE) for line in _log(folder) if line.startswith(PHASE)]
        for phase in phases[told:]:
            progress(phase)
        told = len(phases)
        server = status(folder)
        if server and _answers(server.url, min(5.0, max(0.1, deadline - time.monotonic()))):
            return server
        if not alive:
            raise ServerError(
                f"Label Studio ended while it started; its last words: {(_log(folder) or ['none'])[-1]}",
                f"the whole story stands in {folder / LOG}",
            )
        time.sleep(_POLL)
    raise ServerError(
        f"Label Studio did not answer in time; its last words: {(_log(folder) or ['none'])[-1]}",
        f"try again, with more time if need be; the whole story stands in {folder / LOG}",
    )


def _log(folder: Path) -> list[str]:
    """What the server said since it was started, without empty lines."""
    try:
        text = (folder / LOG).read_text(errors="replace")
    except FileNotFoundError:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]


def _answers(url: str, timeout: float) -> bool:
    try:
        return httpx.get(f"{url}/health/", timeout=timeout, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _holder(folder: Path) -> int | None:
    """The process that holds the data folder's lock: a server that runs or boots."""
    try:
        lock = (folder / LOCK).open("rb")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise SetupError(
            f"cannot read {folder / LOCK}: {error.strerror}", "the data folder belongs to the user who made it"
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)  # shared: two who look do not see each other
        except BlockingIOError:
            pid = lock.read()
            return int(pid) if pid else None  # empty for the moment between taking the lock and signing it
    return None


def _end(folder: Path, pid: int, *, timeout: float) -> None:
    """Ask the process to end, and kill it if it has not within `timeout` seconds."""
    held = _holder(folder) == pid
    for asked, seconds in ((signal.SIGTERM, timeout), (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, asked)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not _alive(pid) or (held and _holder(folder) != pid):  # ended, though nobody may have reaped it yet
                return
            time.sleep(_POLL)


def _alive(pid: int) -> bool:
    """Whether the process runs; where it is a child of this one and has ended, it is reaped."""
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        pass
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):  # gone; its number may be another user's process by now
        return False
    return True


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError as error:
        raise SetupError(
            f"cannot read {path}: {error.strerror}", "stop the server, and start it with another data folder"
        ) from error
