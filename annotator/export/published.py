"""The published tables: several files that change together, by one rename (docs/decisions/0007).

    exports/claims.csv   → .current/claims.csv     a link that stays the same
    exports/.current     → .versions/3f2a…         the link that is swapped
    exports/.versions/3f2a…/                       whole tables and manifest.json, written before
    exports/pending      → .versions/77b0…         where a pull was held back

Whoever is killed in between leaves the old tables or the new ones, never some of each.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from annotator import atomic
from annotator.errors import SetupError
from annotator.record import Record, Sha256

VERSIONS, CURRENT, PENDING, MANIFEST = ".versions", ".current", "pending", "manifest.json"
KEPT = 3
"""How many versions stay: the current one and those before it."""
_PART = ".part"


class File(Record):
    """One file of a version."""

    sha256: Sha256
    bytes: int
    rows: int
    """Records, the header not counted."""


class Manifest(Record):
    """What a version holds; says nothing of time or place, so that the same tables have the same manifest."""

    format: int = 1
    files: dict[str, File]


class Made(Record):
    """A file that is to be written."""

    content: bytes
    rows: int


def new_folder(path: Path, files: Mapping[str, Made]) -> None:
    """Write files and their manifest into a folder that appears whole, or not at all.

    Raises:
        OSError: there is something in its place, or the disk is full.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    part.mkdir(parents=True)
    try:
        for name, made in files.items():
            atomic.write(part / name, made.content)
        atomic.write(part / MANIFEST, _manifest(files).model_dump_json(indent=1).encode())
        part.rename(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    atomic.sync_folder(path.parent)


def publish(folder: Path, files: Mapping[str, Made]) -> tuple[Path, ...]:
    """Let these files take the place of those published before, all at once; answers the copies made of what people changed.

    Raises:
        SetupError: the file system has no links.
    """
    with _at_work(folder):
        if not (folder / CURRENT).exists():
            _adopt(folder, files)
        version = _stage(folder, files)
        kept = tuple(aside for name in files if (aside := _link(folder, name)))
        _point(folder / CURRENT, Path(VERSIONS, version))
        (folder / PENDING).unlink(missing_ok=True)
        for path in folder.iterdir():  # links to tables that are no more
            if path.is_symlink() and path.readlink().parent == Path(CURRENT) and path.name not in files:
                path.unlink()
        _prune(folder)
    return kept


def hold_back(folder: Path, files: Mapping[str, Made]) -> Path:
    """Keep these files beside the published ones, to be looked at; answers their folder."""
    with _at_work(folder):
        _point(folder / PENDING, Path(VERSIONS, _stage(folder, files)))
        _prune(folder)
    return folder / PENDING


def published(folder: Path) -> Path | None:
    """The folder of the version that is published; it stays as it is, whatever is published afterwards."""
    current = (folder / CURRENT).resolve()
    return current if current.is_dir() else None


def is_whole(version: Path) -> bool:
    """Whether a version's folder holds what its manifest says, byte for byte."""
    try:
        manifest = Manifest.model_validate_json((version / MANIFEST).read_bytes())
        return all(
            hashlib.sha256((version / name).read_bytes()).hexdigest() == file.sha256
            for name, file in manifest.files.items()
        )
    except (OSError, ValidationError):
        return False


def _manifest(files: Mapping[str, Made]) -> Manifest:
    return Manifest(
        files={
            name: File(sha256=hashlib.sha256(made.content).hexdigest(), bytes=len(made.content), rows=made.rows)
            for name, made in files.items()
        }
    )


@contextmanager
def _at_work(folder: Path) -> Iterator[None]:
    """One at a time, with what killed runs have left cleared away."""
    versions = folder / VERSIONS
    versions.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(versions / "lock"):
            for left in (*versions.glob(f".*{_PART}"), *folder.glob(f".*{_PART}")):
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
            yield
    except PermissionError as error:
        if error.filename2 is None:
            raise
        raise SetupError(
            f"{folder} is on a file system that has no symbolic links", "name another folder with `exports`"
        ) from None


def _stage(folder: Path, files: Mapping[str, Made]) -> str:
    """A version with these files, the one that is there if it is whole; its name."""
    digest = hashlib.sha256(_manifest(files).model_dump_json().encode()).hexdigest()[:16]
    for name in (digest, f"{digest}-{secrets.token_hex(2)}"):  # the second where somebody changed the first
        version = folder / VERSIONS / name
        if not version.exists():
            new_folder(version, files)
            return name
        if is_whole(version):
            return name
    raise AssertionError("a random name was taken")


def _adopt(folder: Path, files: Mapping[str, Made]) -> None:
    """Make a version of tables that lie there as plain files, as the tool wrote them once."""
    there = {
        name: Made(content=(folder / name).read_bytes(), rows=0)
        for name in files
        if (folder / name).is_file() and not (folder / name).is_symlink()
    }
    if there:
        _point(folder / CURRENT, Path(VERSIONS, _stage(folder, there)))


def _link(folder: Path, name: str) -> Path | None:
    """Make a file's plain path a link into the current version; what a person put in its place is copied aside first."""
    path, target = folder / name, Path(CURRENT, name)
    if path.is_symlink() and path.readlink() == target:
        return None
    aside: Path | None = None
    if path.exists() and (not (folder / target).exists() or path.read_bytes() != (folder / target).read_bytes()):
        aside = path.with_name(f"{path.stem}.changed-{secrets.token_hex(3)}{path.suffix}")
        shutil.copy2(path, aside)
    _point(path, target)
    return aside


def _point(link: Path, target: Path) -> None:
    """Let a link lead elsewhere, in one step."""
    part = link.with_name(f".{link.name}.{secrets.token_hex(4)}{_PART}")
    part.symlink_to(target)
    part.replace(link)
    atomic.sync_folder(link.parent)


def _prune(folder: Path) -> None:
    """Remove versions of long ago."""
    wanted = {(folder / link).resolve() for link in (CURRENT, PENDING)}
    others = [path for path in (folder / VERSIONS).iterdir() if path.is_dir() and path.resolve() not in wanted]
    for old in sorted(others, key=lambda path: path.stat().st_mtime_ns)[: -(KEPT - 1)]:
        gone = old.with_name(f".{old.name}{_PART}")
        old.rename(gone)
        shutil.rmtree(gone)
