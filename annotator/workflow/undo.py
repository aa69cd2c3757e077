"""Undo: take the last push back, as far as nobody has touched what it wrote."""

from __future__ import annotations

from annotator.annotation.task import Task
from annotator.errors import InputError
from annotator.labelstudio import delivery
from annotator.labelstudio.changes import change
from annotator.labelstudio.project import Progress, no_progress
from annotator.labelstudio.removal import Removed, remove
from annotator.record import Record
from annotator.settings import Settings
from annotator.sync.plan import Change
from annotator.workspace import folder_of, opened, settles_in


class Undone(Record):
    """What taking a push back came to."""

    begun_at: str
    """When the push that was taken back began, in UTC."""
    removed: Removed
    """Its tasks that nobody had touched."""
    restored: int
    """Tasks that have the data and the state again that they had before."""
    stayed: int
    """Its tasks that somebody has labeled or begun; they stay."""
    url: str


def undo(settings: Settings, *, progress: Progress = no_progress) -> Undone:
    """Take back the last push of this workspace, as far as nobody has touched what it wrote.

    Raises:
        InputError: this workspace has pushed nothing that could be taken back.
        SetupError, ServerError: as `opened` and `Project` say.
    """
    with opened(settings, "undo") as (project, book):
        delivery.settle(book, settles_in(settings), progress)
        there = project.held()
        delivery.settled(book, there)
        last = book.last_push()
        if last is None:
            raise InputError(
                f"this workspace has pushed nothing to project {project.id} that could be taken back",
                "an article that should go: annotator push --withdraw KEY",
            )
        made = [one for one in there.held if one.task.uid in last.created]
        # A run that ends in between leaves it open which of them are there; the next one looks, and takes none for deleted by hand.
        book.sending(last.number, [one.task.uid for one in made])
        removed = remove(project, [one.task_id for one in made], folder_of(settings, project.id) / "removed")
        gone = set(removed.tasks)
        book.confirm(one.task.uid for one in made if one.task_id not in gone)
        before = {one.task_id: last.changed.get(one.task_id) for one in there.held if one.task_id not in gone}
        changes = [
            Change(task_id=task, task=Task.model_validate_json(data))
            for task, data in before.items()
            if data is not None
        ]
        change(project, book, last.number, changes, model_version=project.model_version, progress=progress)
        book.forget(last.created - {one.task.uid for one in there.held if one.task_id not in gone})
        book.taken_back(last.number)
        return Undone(
            begun_at=last.begun_at,
            removed=removed,
            restored=len(changes),
            stayed=len(made) - len(gone),
            url=f"{project.connection.url}/projects/{project.id}/data",
        )
