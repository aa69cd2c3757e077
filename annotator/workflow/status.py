"""Status: where every statement stands now."""

from __future__ import annotations

from annotator.claims.review import Decided, Ending, Outcome
from annotator.labelstudio import answers, snapshot
from annotator.problem import Problem
from annotator.record import Record, ShortId
from annotator.settings import Settings
from annotator.workflow.pull import decide_all, header_of, quarantined
from annotator.workspace import looked_at


class Standing(Record):
    """How far the work on one project is."""

    project: int
    url: str
    decided: tuple[Decided, ...]
    task_ids: dict[ShortId, int]
    """Label Studio's number of each statement's task."""
    problems: tuple[Problem, ...]

    @property
    def labels_on_superseded(self) -> int:
        """Submitted annotations of statements that have left their articles since, or whose text was edited: work that was done."""
        ends = (Outcome.COUNTED, Outcome.SUPERSEDED, Outcome.QUARANTINED)
        return sum(
            judged.outcome in ends for one in self.decided if one.ending is Ending.SUPERSEDED for judged in one.judged
        )


def status(settings: Settings) -> Standing:
    """Where every statement stands now, read from the server; nothing is written."""
    with looked_at(settings) as (project, book):
        reading = snapshot.resolve(header_of(project, book, settings), answers.whole(project))
        decided = decide_all(reading)
        return Standing(
            project=project.id,
            url=f"{project.connection.url}/projects/{project.id}/data",
            decided=decided,
            problems=tuple(one.problem for one in quarantined(reading, decided)),
            task_ids={one.task.uid: one.task_id for one in reading.answered},
        )
