"""The quarantine: what counts for nothing until somebody mends it, as a list to work off. Pure."""

from __future__ import annotations

from annotator.problem import Problem
from annotator.record import Record


class Quarantined(Record):
    """One annotation, or one task, that breaks a rule: one row of ``quarantine.csv``."""

    task_url: str
    """Where to open it."""
    wrong: str
    """What is wrong."""
    fix: str
    """How to mend it."""
    annotator: str
    """Whose label it is (e-mail); empty for a task."""
    sentence: str
    """The sentence that it is about; empty where the task is not as annotator pushes it."""
    rules: tuple[str, ...]
    """Ids of the rules that it breaks."""
    claim_id: str
    """The statement's id; empty where the task is not as annotator pushes it."""
    task_id: int | None
    """Label Studio's number of the task."""
    annotation_id: int | None
    """Label Studio's number of the annotation; empty for a task."""
    result: str
    """The raw answers, as JSON; empty for a task."""

    @property
    def problem(self) -> Problem:
        """The same, as it is told."""
        wrong = f"{self.annotator}: {self.wrong}" if self.annotator else self.wrong
        return Problem(kind=",".join(self.rules), where=self.task_url, message=wrong, hint=self.fix)


FIXES = {
    "R1": "open the task and submit the label anew; where an answer was added to the page by hand, add it to the registry and push",
    "R8": "push the article again; if nothing changes, the task was moved in Label Studio: restore its char_start and char_end",
    "foreign_task": "delete it in Label Studio if somebody imported it by hand, or restore the field that was changed",
}
"""How to mend what breaks a rule, where opening the task and correcting the label is not all."""

USUAL_FIX = "open the task, have the person correct the label, and pull again"
