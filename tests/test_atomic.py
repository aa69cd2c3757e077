"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator import atomic


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    atomic.write(path, b"one")
    atomic.write(path, b"two", mode=0o600)

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
