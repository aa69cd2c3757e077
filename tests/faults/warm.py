"""Imported by the process that forks are made of: all that a command would import, so that a fork begins at once."""

from __future__ import annotations

import label_studio_sdk
import pandas as pd

import annotator.cli
import annotator.demo
import annotator.workflow
from annotator.annotation.codebook import codebook
from annotator.corpus import speaker

__all__ = ["annotator", "pd"]

_untyped: type = label_studio_sdk.LabelStudio
_client = _untyped(base_url="http://127.0.0.1:1", api_key="none")
# The SDK imports its parts when they are first asked for.
_parts = (_client.projects.exports, _client.tasks, _client.users, _client.predictions, _client.annotations)
codebook(speaker.load())
