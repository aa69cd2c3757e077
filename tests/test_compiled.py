"""The wheel whose rules of attribution are machine code (`make compiled`): it says what the rules in Python say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
WHOLE = ("annotator", "seeds", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")
LEAVE_NOTHING_OUT = "ANNOTATOR_LEAVE_NOTHING_OUT" in os.environ
SAID = "import annotator.corpus.attribution.cues.verbs as rules; print(rules.__file__)"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a compiled wheel, built from a copy, since the compiler leaves its files beside the sources."""
    if shutil.which("cc") is None:
        if LEAVE_NOTHING_OUT:
            pytest.fail("no C compiler is installed")
        pytest.skip("left out: a C compiler (Debian: apt-get install gcc)")
    folder = tmp_path_factory.mktemp("compiled")
    source = folder / "source"
    source.mkdir()
    for name in WHOLE:
        path = CHECKOUT / name
        shutil.copytree(path, source / name) if path.is_dir() else shutil.copy(path, source / name)
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    environment = os.environ | {"HATCH_BUILD_HOOK_ENABLE_MYPYC": "true"}
    built = subprocess.run(build, check=False, cwd=source, env=environment, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path | None, *arguments: str) -> str:
    """What Python prints, with a folder's packages before the installed ones, and with no other's."""
    environment = os.environ | {"PYTHONPATH": str(site) if site else ""}
    ended = subprocess.run(
        [sys.executable, "-P", *arguments], env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return ended.stdout


@pytest.mark.timeout(900)
def test_compiled_rules_say_what_the_rules_in_python_say(compiled: Path) -> None:
    assert run(compiled, "-c", SAID).strip().endswith(".so")
    assert run(None, "-c", SAID).strip().endswith(".py")

    for part in ("a", "b", "c", "d", "e", "f"):
        command = (
            "-c",
            "from annotator.cli import app; app()",
            "check",
            "--json",
            f"tests/gold/attribution/{part}/*.txt",
        )

        assert run(compiled, *command) == run(None, *command)
