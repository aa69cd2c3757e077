"""A fault proxy in front of the session's Label Studio."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.labelstudio.server import Server
from tests.faults.proxy import Proxy


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """Breaks nothing until it is told to."""
    with Proxy(server.url) as listening:
        yield listening
