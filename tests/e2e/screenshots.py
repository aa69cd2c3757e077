"""Take the pictures of docs/images from a demo of its own: ``python -m tests.e2e.screenshots``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from annotator import demo, seeds, workflow
from annotator.annotation.task import Task
from annotator.labelstudio import server
from annotator.settings import Settings
from annotator.workspace import EMBEDDED, opened
from tests.e2e.page import Person, chromium

IMAGES = Path(__file__).parents[2] / "docs" / "images"


def main() -> int:
    """Run the demo in a temporary folder, and photograph the labeling page and the data manager as an annotator sees them."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        if browser is None:
            sys.stderr.write("no Chromium was found; apt-get install chromium brings it\n")
            return 1
        folder = Path(name)
        try:
            shown = demo.run(folder / "exports", folder=folder / "demo", say=_say)
            project, task = _unlabeled(
                shown.settings.model_copy(update={"workspace": folder / "seeds", "project": None})
            )
            person = Person(browser, shown.url, shown.logins[0])
            IMAGES.mkdir(parents=True, exist_ok=True)
            person.open_tab(int(shown.settings.project or 0), "Baku")
            person.page.wait_for_load_state("networkidle")
            person.page.screenshot(path=IMAGES / "data-manager.png")
            person.open_task(project, task)
            person.press("c", "Is it a claim?", "claim")
            person.page.screenshot(path=IMAGES / "labeling.png")
            person.leave()
        finally:
            server.stop(folder / "demo" / "server")
    return 0


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


def _unlabeled(settings: Settings) -> tuple[int, int]:
    """The seeds in a project of their own, in which nobody's labels stand beside the form; its number, and a task's."""
    settings.workspace.mkdir()
    pushed = workflow.push([seeds.folder()], settings)
    settings = settings.model_copy(update={"project": pushed.project, "server": EMBEDDED})
    with opened(settings) as (project, _):
        held = project.held().held
    return project.id, max(held, key=lambda one: _shows_much(one.task)).task_id


def _shows_much(task: Task) -> tuple[bool, bool, int]:
    """The picture is of a sentence in which Baku and somebody else speak, with source, cue, asserted words and neighbours."""
    whole = bool(task.speaker == "Baku" and task.source and task.cue and task.before and task.after)
    return whole, " of 2 " in task.asked, -len(task.words(task.content) or task.sentence)


if __name__ == "__main__":
    sys.exit(main())
