"""The articles to start with and their reference labels, in the wheel or in the checkout; and how more are added."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from annotator import atomic, jsonl
from annotator.annotation.annotation import Answers
from annotator.corpus.article import Article
from annotator.corpus.formats import files, read
from annotator.corpus.formats.inputfile import InputFile
from annotator.corpus.manifest import MANIFEST, ManifestError, load_manifest, with_entries
from annotator.corpus.metadata import Metadata, Told, display
from annotator.corpus.sentence import identify, normalise
from annotator.errors import InputError
from annotator.problem import Problem
from annotator.record import Record, ShortId
from annotator.settings import Columns


class Label(Record):
    """What one person answers about one statement."""

    article: str
    sentence: str
    occurrence: int = Field(default=1, ge=1)
    statement: int = Field(default=1, ge=1)
    by: str
    """Who: ``annotator-1``, ``annotator-2`` or ``reviewer``."""
    answers: Answers

    @property
    def uid(self) -> ShortId:
        """The statement's id, which is its task's."""
        return identify(self.article, normalise(self.sentence), self.occurrence, self.statement)


def folder() -> Path:
    """Where the articles are: beside the modules in an installed package, else at the top of the checkout."""
    package = Path(__file__).parent
    installed = package / "seed_data"
    return installed if installed.is_dir() else package.parent / "seeds"


def labels() -> tuple[Label, ...]:
    """The reference labels, in the order in which they are entered.

    Raises:
        InputError: a line of ``labels.jsonl`` is no label; the message names it.
    """
    return tuple(jsonl.read(folder() / "labels.jsonl", Label))


class Added(Record):
    """One file that was copied in."""

    path: Path
    """Where it lies now, byte for byte as it was."""
    entry: Metadata
    """What its manifest entry says beside the file's name."""
    articles: tuple[str, ...]
    """The keys of the articles in it."""


def folder_in(workspace: Path) -> Path:
    """Where a workspace keeps its articles: ``articles``, or ``seeds`` where only that is there, as in the checkout."""
    return workspace / (
        "seeds" if (workspace / "seeds").is_dir() and not (workspace / "articles").is_dir() else "articles"
    )


def add(paths: Sequence[Path], folder: Path, given: Metadata, columns: Columns | None = None) -> tuple[Added, ...]:
    """Copy files into a folder of articles, each with an entry in its manifest; either all of them or none.

    The entry says what is `given`, what a manifest beside the file says of it, and the article's key, so that the key stays.

    Raises:
        InputError: a file is no readable article, or file, name or key is there already; nothing was written then.
    """
    there, held = _there(folder)
    planned: list[tuple[Path, Added]] = []
    for path in paths:
        digest = _digest(path)
        if twin := held.get(digest):
            raise InputError(f"{display(path)} is there already, as {display(twin)}", "nothing was written")
        target = folder / path.name
        if target.exists() or any(target == added.path for _, added in planned):
            raise InputError(
                f"{display(folder)} has a file {path.name!r} with another text already", "rename the new one"
            )
        entry, keys = _entry(path, given, columns)
        for key in keys:
            if key in there:
                raise InputError(
                    f"{display(path)}: the key {key!r} is already that of {there[key]}",
                    "give it one of its own with --id",
                )
            there[key] = display(target)
        held[digest] = target
        planned.append((path, Added(path=target, entry=entry, articles=keys)))
    try:
        manifest = with_entries(folder, {added.path.name: added.entry for _, added in planned})
    except ManifestError as error:
        raise InputError(str(error), "mend the manifest, and add the file again") from None
    written: list[Path] = []
    try:
        for path, added in planned:
            with path.open("rb") as original, atomic.written(added.path) as copy:
                shutil.copyfileobj(original, copy)
            written.append(added.path)
        atomic.write(folder / MANIFEST, manifest)
    except BaseException:
        for made in written:
            made.unlink(missing_ok=True)
        raise
    return tuple(added for _, added in planned)


def _there(folder: Path) -> tuple[dict[str, str], dict[str, Path]]:
    """The keys of the folder's articles with their places, and its files by their SHA-256."""
    if not folder.exists():
        return {}, {}
    if load_manifest(folder)[0].broken:
        raise InputError(f"{display(folder / MANIFEST)} cannot be read", "annotator check says where; mend it first")
    keys = {one.key: one.path for one in read([folder]) if isinstance(one, Article)}
    return keys, {_sha256(path): path for path in sorted(folder.iterdir()) if path.is_file()}


def _digest(path: Path) -> str:
    if path.is_dir():
        raise InputError(f"{display(path)} is a folder", f"give its files: {display(path / '*')}")
    if not path.is_file():
        raise InputError(f"there is no file {display(path)}", "give files, one by one or as a pattern of the shell")
    if path.name.startswith("."):
        raise InputError(f"{display(path)} is a hidden file, which is passed over in folders", "rename it")
    return _sha256(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry(path: Path, given: Metadata, columns: Columns | None) -> tuple[Metadata, tuple[str, ...]]:
    """What the manifest is to say of a file, and the keys of its articles."""
    beside = load_manifest(path.parent)[0].entries.get(path.name, Metadata())
    entry = Told.by("given", given).over(Told.by("manifest", beside)).metadata
    found = list(files.read_one(InputFile(path=path, told=Told.by("manifest", entry), columns=columns or Columns())))
    for one in found:
        # These stand beside an article that is read all the same; `annotator check`, the next command, tells them.
        if isinstance(one, Problem) and one.kind not in ("unknown_column", "left_out", "disordered"):
            raise InputError(f"{one.where}: {one.message}", one.hint)
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        raise InputError(f"{display(path)} holds no article", "nothing was written")
    if path.suffix.lower() in files.OF_ONE:
        entry = entry.model_copy(update={"id": articles[0].key})
    return entry, tuple(one.key for one in articles)
