"""Files appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator import atomic


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    atomic.write(path, b"one")
    atomic.write(path, b"two", private=True)

    assert b"two" == path.read_bytes()
    assert 0o600 == path.stat().st_mode & 0o777


def test_what_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic.write(path, b"good")

    with pytest.raises(RuntimeError), atomic.written(path) as file:
        file.write(b"half")
        raise RuntimeError

    assert b"good" == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_file_keeps_its_mode_and_a_new_one_has_the_users(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.write(tmp_path / "new", b"one")
        atomic.write(tmp_path / "own", b"one", private=True)
        atomic.write(tmp_path / "own", b"two")
    finally:
        os.umask(before)

    assert (0o640, 0o600) == tuple((tmp_path / name).stat().st_mode & 0o777 for name in ("new", "own"))
