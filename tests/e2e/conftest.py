"""Chromium, and one project with people, articles and tasks, for the journeys through the browser."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.page import chromium

LEAVE_NOTHING_OUT = "ANNOTATOR_LEAVE_NOTHING_OUT" in os.environ
"""Read now: the tests themselves run without ``ANNOTATOR_*`` variables."""

LEFT_OUT = "left out: labeling in a real browser, as no Chromium was found; apt-get install chromium brings it"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one its tests are left out, and the last lines of the run say so."""
    with chromium() as found:
        if found is None:
            if LEAVE_NOTHING_OUT:
                pytest.fail(LEFT_OUT)
            pytest.skip(LEFT_OUT)
        yield found
