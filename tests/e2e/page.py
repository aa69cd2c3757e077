"""Label Studio's pages as a person at the browser uses them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from annotator.labelstudio.people import Login

SIZE = {"width": 1400, "height": 900}
PATIENCE = 15_000
"""Milliseconds until something that does not come is a failure."""

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """A headless Chromium: the system's or Playwright's own; None where there is neither."""
    with sync_playwright() as playwright:
        found = _executable(playwright)
        if found is None:
            yield None
            return
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        try:
            yield browser
        finally:
            browser.close()


def _executable(playwright: Playwright) -> str | None:
    own = playwright.chromium.executable_path
    return next(filter(None, map(shutil.which, NAMES)), own if Path(own).exists() else None)


class Person:
    """Somebody with an account, a browser window of their own, and two hands."""

    def __init__(self, browser: Browser, url: str, login: Login) -> None:
        self.url = url
        self.context = browser.new_context(viewport={"width": SIZE["width"], "height": SIZE["height"]})
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{url}/user/login/")
        self.page.fill("input[name=email]", login.email)
        self.page.fill("input[name=password]", login.password)
        self.page.click("button[type=submit]")
        self.page.wait_for_url(lambda address: "/user/login" not in address)

    def open_tab(self, project: int, title: str) -> None:
        """Look at a tab of the data manager."""
        self.page.goto(f"{self.url}/projects/{project}/data")
        self.page.locator(".lsf-tabs-dm__item").filter(has_text=title).click()
        expect(self.page.locator(".lsf-tabs-dm__item_active")).to_have_text(title)

    def label_displayed(self) -> None:
        """Label what the tab shows, in its order. Its button itself, "Label All Tasks", would leave the tab's filter out."""
        self.page.get_by_role("button", name="Toggle open").click()
        with self._task_comes():
            self.page.get_by_text("Label Tasks As Displayed").click()

    def label_all(self, project: int) -> None:
        """Label all tasks of the project, whatever a tab shows."""
        self.page.goto(f"{self.url}/projects/{project}/data")
        with self._task_comes():
            self.page.get_by_role("button", name="Label All Tasks").click()

    def open_task(self, project: int, task: int) -> None:
        """Go to one task by its address."""
        with self._task_comes():
            self.page.goto(f"{self.url}/projects/{project}/data?task={task}")

    @contextmanager
    def _task_comes(self) -> Iterator[None]:
        yield
        expect(self.submit_button).to_be_visible()
        self.page.wait_for_load_state("networkidle")  # only then does it listen to keys

    @property
    def submit_button(self) -> Locator:
        """What submits the answers."""
        return self.page.get_by_role("button", name="Submit current annotation")

    def row(self, prompt: str) -> Locator:
        """The visible rows of a question."""
        return self.page.locator(".a-row:visible").filter(has=self.page.locator(f'h4:text-is("{prompt}")'))

    def choice(self, prompt: str, label: str) -> Locator:
        """A choice's box in the row of a question."""
        return self.row(prompt).locator(f'input[name="{label}"]')

    def choose(self, prompt: str, label: str, *, nth: int = 0) -> None:
        """Click a choice; `nth` where several visible rows have the same prompt."""
        box = self.choice(prompt, label).nth(nth)
        before = box.is_checked()
        box.click()
        expect(box).to_be_checked(checked=not before)

    def press(self, key: str, prompt: str, label: str) -> None:
        """Press a key and see what it chose."""
        self.page.keyboard.press(key)
        expect(self.choice(prompt, label).first).to_be_checked()

    def write(self, control: str, *texts: str, enter: bool = True) -> None:
        """Type into a text field, with or without Enter."""
        field = self.page.locator(f"input[name={control}]")
        for text in texts:
            field.fill(text)
            if enter:
                field.press("Enter")
                expect(self.page.get_by_text(text, exact=True).first).to_be_visible()

    def submit(self, *, by_key: bool = True) -> dict[str, Any]:
        """Submit and wait until the server has it; the annotation as it keeps it."""
        with self.page.expect_response(
            lambda answer: (
                answer.request.method == "POST" and re.search(r"/api/tasks/\d+/annotations", answer.url) is not None
            )
        ) as answer:
            if by_key:
                self.page.keyboard.press("Control+Enter")
            else:
                self.submit_button.click()
        assert answer.value.status == 201
        kept: dict[str, Any] = answer.value.json()
        return kept

    def leave(self) -> None:
        """Close the window."""
        self.context.close()
