"""What the named features count, read from ``weights.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by the names of features; an unknown name counts nothing."""

    speaks: dict[str, float]
    """Of a candidate: above nought somebody speaks."""
    sure: dict[str, float]
    """Of a sentence's outcome: log odds that it is right."""


@cache
def weights() -> Weights:
    """The weights that come with the tool."""
    table = tomllib.loads((resources.files(__package__) / "weights.toml").read_text("utf-8"))
    return Weights(
        speaks={name: entry["weight"] for name, entry in table["speaks"].items()},
        sure={name: entry["weight"] for name, entry in table["sure"].items()},
    )
