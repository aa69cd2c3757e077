"""The tabs of the data manager: what is left to do, and one for each speaker."""

from __future__ import annotations

from typing import Any

from annotator.annotation.task import Task, TaskState
from annotator.corpus.speaker import NARRATOR, OTHER, Registry
from annotator.labelstudio.connection import errors_of
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import JSON


def arrange(project: Project, registry: Registry) -> None:
    """Make the tabs, or bring them in line; those that are as they should be are left alone."""
    to_do = [{"filter": "filter:tasks:completed_at", "operator": "empty", "type": "Datetime", "value": True}]
    wanted = {"To do": to_do}
    for tag in (*(one.tag for one in registry.speakers if not one.retired), OTHER, NARRATOR):
        wanted[tag] = [{"filter": "filter:tasks:data.speaker", "operator": "equal", "type": "String", "value": tag}]
    views = project.connection.client.views
    with errors_of(project.connection.url):
        there = {view.data.get("title"): view for view in views.list(project=project.id) if isinstance(view.data, dict)}
        for title, filters in wanted.items():
            data: Any = _tab(title, filters)
            if title not in there:
                views.create(project=project.id, data=data)
            elif any(there[title].data.get(key) != value for key, value in data.items()):
                views.update(str(there[title].id), project=project.id, data=data)


def _tab(title: str, filters: list[JSON]) -> JSON:
    current = {
        "filter": "filter:tasks:data.state",
        "operator": "equal",
        "type": "String",
        "value": str(TaskState.CURRENT),
    }
    shown = ("sentence", "title", "speaker", "outlet", "published_on")
    fields = [f"tasks:data.{field}" for field in Task.model_fields if field not in shown]
    noise = [
        "tasks:inner_id", "tasks:cancelled_annotations", "tasks:total_predictions", "tasks:annotations_results",
        "tasks:annotations_ids", "tasks:predictions_score", "tasks:predictions_model_versions", "tasks:predictions_results",
        "tasks:file_upload", "tasks:storage_filename", "tasks:created_at", "tasks:updated_at", "tasks:updated_by",
        "tasks:avg_lead_time", "tasks:draft_exists", "tasks:completed_at", "tasks:annotators",
    ]  # fmt: skip
    hidden = [*fields, *noise]
    return {
        "title": title,
        "type": "list",
        "target": "tasks",
        "ordering": ["tasks:data.sort_key"],
        # Label Studio adds 20 to each; together they fill a page of 1400 pixels.
        "columnsWidth": {
            "tasks:id": 60,
            "tasks:total_annotations": 50,
            "tasks:data.sentence": 550,
            "tasks:data.title": 200,
            "tasks:data.speaker": 110,
            "tasks:data.outlet": 110,
            "tasks:data.published_on": 140,
        },
        "hiddenColumns": {"explore": hidden, "labeling": [*hidden, *(f"tasks:data.{field}" for field in shown)]},
        "filters": {"conjunction": "and", "items": [current, *filters]},
    }
