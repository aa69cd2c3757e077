"""What has left its article, seen from the browser of somebody who labels all tasks."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from annotator.labelstudio import people
from annotator.labelstudio.connection import connect
from annotator.labelstudio.server import Server
from tests.e2e.page import Person
from tests.newsroom import Newsroom

pytestmark = [pytest.mark.usefixtures("browser"), pytest.mark.server, pytest.mark.browser]

OPEN = "The road was open on Monday."
CALM = "The night was calm in the whole district."
SHUT = "The road was shut on Monday."


def test_label_all_tasks_gives_what_is_current_and_nothing_else(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    """Her button knows of no tab: it gives every task of the project that waits for a label."""
    login = people.add(server.url, server.token(), "ana.labels.all@example.org")
    with connect(server.url, server.token()) as admin:
        newsroom = Newsroom(tmp_path, server, {"ana": login}, admin)
        newsroom.push(OPEN, CALM)
        assert 1 == len(newsroom.push(SHUT, CALM).plan.supersede)
        ana = Person(browser, server.url, login)
        try:
            ana.label_all(newsroom.project.id)
            given = []
            for _ in range(2):
                given.append(ana.page.locator(".a-sentence").inner_text().strip())
                ana.press("c", "Is it a claim?", "claim")
                ana.press("a", "Status", "attributed")
                ana.submit()
            expect(ana.page.get_by_text("No More Tasks Left in Queue")).to_be_visible()
        finally:
            ana.leave()

    assert {SHUT, CALM} == set(given)
