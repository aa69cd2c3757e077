"""Several files become visible together, whoever is killed when."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.errors import SetupError
from annotator.export import published
from annotator.export.published import CURRENT, PENDING, VERSIONS, Made, is_whole, publish
from tests.faults.kill import killed_at

NAMES = ("claims.csv", "sentences.csv", "annotations.csv")


def tables(word: str) -> dict[str, Made]:
    return {name: Made(content=f"{name} {word}".encode(), rows=1) for name in NAMES}


def seen(folder: Path) -> set[str]:
    """What a reader of the plain paths finds, each file's last word."""
    return {path.read_text().split()[1] for name in NAMES if (path := folder / name).exists()}


def count_of(folder: Path) -> int:
    return sum((folder / name).exists() for name in NAMES)


@pytest.mark.parametrize("before", ["nothing", "plain files", "a version", "an edited file"])
def test_a_kill_at_any_moment_leaves_all_of_the_old_or_all_of_the_new(tmp_path: Path, before: str) -> None:
    kills = 0
    for number in range(1, 200):
        folder = tmp_path / str(number)
        folder.mkdir()
        if before == "plain files":
            for name, made in tables("old").items():
                (folder / name).write_bytes(made.content)
        elif before != "nothing":
            publish(folder, tables("old"))
        if before == "an edited file":
            (folder / "claims.csv").unlink()
            (folder / "claims.csv").write_text("claims.csv old")
        old = seen(folder)

        killed = killed_at(number, folder, publish, folder, tables("new"))

        assert seen(folder) in ([old, {"new"}] if killed else [{"new"}])
        assert count_of(folder) in (0 if before == "nothing" else 3, 3)
        publish(folder, tables("newer"))
        assert ({"newer"}, 3) == (seen(folder), count_of(folder))
        assert [] == [path for path in (*folder.iterdir(), *(folder / VERSIONS).iterdir()) if path.suffix == ".part"]
        if not killed:
            break
        kills += 1
    else:
        pytest.fail("it never ended by itself")
    assert kills > 15


def test_a_version_says_what_it_holds_and_the_same_tables_are_the_same_version(tmp_path: Path) -> None:
    publish(tmp_path, tables("one"))
    first = published.published(tmp_path)
    publish(tmp_path, tables("one"))

    assert first is not None
    assert first == published.published(tmp_path)
    assert is_whole(first)
    (tmp_path / "claims.csv").write_text("changed through the link")
    assert not is_whole(first)
    publish(tmp_path, tables("one"))
    assert {"one"} == seen(tmp_path)


def test_what_a_person_put_in_place_of_a_table_is_kept_aside(tmp_path: Path) -> None:
    """Spreadsheets save by replacing the file."""
    publish(tmp_path, tables("one"))
    (tmp_path / "claims.csv").unlink()
    (tmp_path / "claims.csv").write_text("my own work")

    (aside,) = publish(tmp_path, tables("two"))

    assert "my own work" == aside.read_text()
    assert {"two"} == seen(tmp_path)


def test_versions_of_long_ago_go_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    for word in "abcdef":
        publish(tmp_path, tables(word))

    assert published.KEPT == sum(path.is_dir() for path in (tmp_path / VERSIONS).iterdir())
    assert "mine" == (tmp_path / "README.md").read_text()


def test_what_is_held_back_lies_beside_until_something_is_published(tmp_path: Path) -> None:
    publish(tmp_path, tables("old"))
    pending = published.hold_back(tmp_path, tables("fewer"))

    assert {"old"} == seen(tmp_path)
    assert {"fewer"} == seen(pending)
    publish(tmp_path, tables("new"))
    assert not (tmp_path / PENDING).is_symlink()


def test_a_table_that_is_no_more_leaves_no_dead_link(tmp_path: Path) -> None:
    publish(tmp_path, {**tables("one"), "links.csv": Made(content=b"x", rows=1)})
    assert (tmp_path / "links.csv").exists()

    publish(tmp_path, tables("two"))

    assert not (tmp_path / "links.csv").is_symlink()
    assert (tmp_path / CURRENT).is_symlink()


def test_a_full_disk_leaves_the_old_tables(tmp_path: Path) -> None:
    """The limit on the size of files fails as a full disk does: in the middle of a write."""
    publish(tmp_path, tables("old"))
    code = (
        "import resource, signal, sys; from pathlib import Path; from annotator.export.published import Made, publish;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50));"
        "publish(Path(sys.argv[1]), {'claims.csv': Made(content=b'x' * 9000, rows=1)})"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)

    assert "File too large" in done.stderr
    assert ({"old"}, 3) == (seen(tmp_path), count_of(tmp_path))
    publish(tmp_path, tables("new"))
    assert ({"new"}, 3) == (seen(tmp_path), count_of(tmp_path))


def test_a_file_system_without_links_is_told(tmp_path: Path) -> None:
    """A folder in which nothing may be made stands for it where the user is not root."""
    with pytest.raises(SetupError, match="symbolic links"), published._at_work(tmp_path):
        raise PermissionError(1, "Operation not permitted", "a", None, "b")
