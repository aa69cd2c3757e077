"""The verbs of the tool; each reads like the way of the data: read, split, attribute, plan, apply, read back, decide, write."""

from __future__ import annotations

from annotator.workflow.check import RULES, Checked, check, model_version
from annotator.workflow.pull import Pulled, pull, rebuild
from annotator.workflow.push import Pushed, push
from annotator.workflow.status import Standing, status
from annotator.workflow.undo import Undone, undo

__all__ = [
    "RULES",
    "Checked",
    "Pulled",
    "Pushed",
    "Standing",
    "Undone",
    "check",
    "model_version",
    "pull",
    "push",
    "rebuild",
    "status",
    "undo",
]
