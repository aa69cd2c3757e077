"""Puts the seed articles and labels into the wheel; a checkout, also an editable install, has them at its top level."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SeedsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs at every build of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add seeds/ unless the wheel is the stub of an editable install."""
        if version == "standard":
            build_data["force_include"]["seeds"] = "annotator/seed_data"
