"""The demo as a newcomer meets it: from an installed wheel in some folder, and again from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotator import demo, seeds
from annotator.corpus.speaker import Registry
from annotator.export.columns import CLAIMS, TABLES
from annotator.export.tables import read
from annotator.labelstudio import server
from annotator.labelstudio.connection import connect
from annotator.labelstudio.people import token_of
from annotator.labelstudio.project import Project

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the wheel, as an installer would lay them out."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_the_seeds_of_the_checkout(installed: Path) -> None:
    inside = {path.name: path.read_bytes() for path in (installed / "annotator" / "seed_data").iterdir()}

    assert inside == {path.name: path.read_bytes() for path in seeds.folder().iterdir()}
    assert CHECKOUT / "seeds" == seeds.folder()


@pytest.mark.server
def test_the_whole_way_from_a_wheel_and_again_from_the_checkout(
    installed: Path, tmp_path: Path, registry: Registry
) -> None:
    """Claims of every speaker in every status; a second run doubles nothing; nothing is left running."""
    folder = tmp_path / "data" / "annotator" / "demo"
    exports = tmp_path / "exports"
    try:
        run = subprocess.run(
            [sys.executable, "-P", "-c", "from annotator.cli import app; app()", "demo"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert 0 == run.returncode, run.stderr
        readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
        told = [
            line for line in run.stdout.splitlines() if " statements: " in line or " annotations" in line or "│" in line
        ]
        assert len(told) > 8
        assert [] == [line for line in told if line not in readme], "paste the demo's output into the README"
        assert server.status(folder / "server") is None
        first = {table.name: (exports / f"{table.name}.csv").read_bytes() for table in TABLES}

        rows = read(exports / "claims.csv", CLAIMS)
        assert set(registry.tags) <= set(rows["speaker"])
        assert {"attributed", "verified", "disputed"} == set(rows["status"])
        assert {"unanimous", "adjudicated"} == set(rows["decision"])
        undecided = read(exports / "undecided.csv", TABLES[3])
        assert len(undecided) > 0

        shown = demo.run(exports, folder=folder, say=lambda step: None)
        assert (0, 0) == (shown.created, shown.entered)
        assert first == {table.name: (exports / f"{table.name}.csv").read_bytes() for table in TABLES}
        for login in shown.logins:
            with connect(shown.url, token_of(shown.url, login)) as connection:
                assert Project(connection, shown.settings.project or 0).annotated_by_me()
    finally:
        server.stop(folder / "server")
