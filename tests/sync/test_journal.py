"""The journal: remembered across runs, locked while one runs, and refused where it is not the project's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.annotation.codebook import codebook
from annotator.corpus.speaker import Registry
from annotator.errors import SetupError
from annotator.sync.journal import VERSION, journal


def test_only_what_was_seen_on_the_server_is_confirmed(tmp_path: Path) -> None:
    with journal(tmp_path) as book:
        book.sending(["a", "b"])
        book.confirm(["a"])
    with journal(tmp_path) as book:
        assert {"a"} == book.confirmed()


def test_codebooks_are_kept_once_each(tmp_path: Path, registry: Registry) -> None:
    with journal(tmp_path) as book:
        book.record_codebook(codebook(registry))
        book.record_codebook(codebook(registry))
        assert (codebook(registry),) == book.codebooks()


def test_another_project_in_its_place_is_refused(tmp_path: Path) -> None:
    with journal(tmp_path) as book:
        book.recognise("embedded", 1, "2023-09-20")
        book.recognise("embedded", 1, "2023-09-20")
        with pytest.raises(SetupError, match="not the one"):
            book.recognise("embedded", 1, "2023-09-21")


def test_a_second_run_is_told_to_wait(tmp_path: Path) -> None:
    with journal(tmp_path), pytest.raises(SetupError, match="another annotator run"), journal(tmp_path):
        pass


def test_a_journal_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with journal(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "journal.sqlite")) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")

    with pytest.raises(SetupError, match="newer"), journal(tmp_path):
        pass


def test_a_damaged_journal_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all, but long enough to be read as one" * 30)

    with pytest.raises(SetupError, match="cannot be used"), journal(tmp_path):
        pass
    assert (tmp_path / "journal.sqlite").read_bytes().startswith(b"no database")
