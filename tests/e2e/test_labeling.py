"""People at the labeling page, in a real browser: what they do there is what `pull` reads."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from annotator import workflow
from annotator.annotation.annotation import Answers
from annotator.annotation.codebook import Codebook, codebook
from annotator.annotation.task import Task, TaskState
from annotator.corpus import speaker
from annotator.corpus.statement import Span
from annotator.labelstudio import people
from annotator.labelstudio.connection import connect
from annotator.labelstudio.delivery import Delivery, batched
from annotator.labelstudio.people import Login
from annotator.labelstudio.project import Project
from annotator.labelstudio.results import JSON
from annotator.labelstudio.server import Server
from annotator.record import Record
from annotator.settings import Settings
from annotator.workspace import EMBEDDED, opened
from tests.e2e.page import Person
from tests.made import a_task, answers, cited

pytestmark = [pytest.mark.usefixtures("browser"), pytest.mark.server, pytest.mark.browser]

MORE_SPEAKERS = """
[[speaker]]
tag = "Tehran"
party = "iran"
title = "Iran's government"

[[speaker]]
tag = "Tiraspol"
party = "transnistria"
retired = true
"""
ARTICLE = """\
The Azerbaijani defence ministry said that sixty positions had been taken by the evening.

The Azerbaijani defence ministry said that no civilian had been hurt.

The Azerbaijani defence ministry said that the road was open.
"""
KINDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "flipped": {},
    "dropped": {},
    "unentered": {},
    "two-items": {},
    "titled": {},
    "marked": {"sentence": "Sources in Baku said the ministry had lied.", "source": Span(start=0, end=7)},
    "keys": {},
    "fits": {"before": "It was late. " * 25, "after": "It was dark. " * 25},
    "named": {"speaker": "Other", "speaker_name": "the United Nations"},
    "disputed": {},
    "superseded": {"state": TaskState.SUPERSEDED},
}
MADE = {name: a_task(article=name, sort_key=f"z {name}", **fields) for name, fields in KINDS.items()}
MADE["unsuggested"] = a_task(article="unsuggested").next_statement(2)


class Place(Record):
    """A project on the session's server, with its workspace and two people."""

    settings: Settings
    url: str
    project: int
    tasks: dict[str, int]
    """Label Studio's numbers of the tasks: of those in `MADE` by name, of the others by sentence."""
    ana: Login
    ben: Login


@pytest.fixture(scope="module")
def place(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A new project: an article is pushed as users do it, and tasks of every kind are added."""
    folder = tmp_path_factory.mktemp("labeling")
    (folder / "articles").mkdir()
    (folder / "articles" / "evening.txt").write_text(ARTICLE)
    shipped = Path(speaker.__file__).with_name("speakers.toml").read_text()
    (folder / "speakers.toml").write_text(shipped + MORE_SPEAKERS)
    settings = Settings(
        workspace=folder,
        server_folder=server.data_folder,
        exports=folder / "exports",
        registry=folder / "speakers.toml",
    )
    done = workflow.push([folder / "articles"], settings)
    assert done.project is not None
    settings = settings.model_copy(update={"project": done.project, "server": EMBEDDED})
    with opened(settings) as (project, book):
        sending = Delivery(project, book, book.begin_push(), model_version=project.model_version, settles=1.0)
        for batch in batched([list(MADE.values())], project.model_version, size=100):
            sending.send(batch)
        held = project.held().held
    names = {task.uid: name for name, task in MADE.items()}
    return Place(
        settings=settings,
        url=server.url,
        project=done.project,
        tasks={names.get(one.task.uid, one.task.sentence): one.task_id for one in held},
        ana=people.add(server.url, server.token(), "ana.at.the.page@example.org"),
        ben=people.add(server.url, server.token(), "ben.at.the.page@example.org"),
    )


@pytest.fixture(scope="module")
def ana(browser: Browser, place: Place) -> Iterator[Person]:
    """An annotator who has logged in."""
    person = Person(browser, place.url, place.ana)
    yield person
    person.leave()


def questions(place: Place) -> Codebook:
    return codebook(speaker.load(place.settings.registry))


def as_ben(place: Place, task: int, results: list[JSON]) -> None:
    """A second annotator, who uses no browser."""
    with connect(place.url, people.token_of(place.url, place.ben)) as connection:
        Project(connection, place.project).annotate(task, results)


def in_tab(place: Place, title: str) -> list[int]:
    """The tasks that a tab shows, in its order."""
    with opened(place.settings) as (project, _):
        views: Any = project.connection.client.views.list(project=place.project)
        number = next(view.id for view in views if view.data["title"] == title)
        shown: Any = project.connection.client.tasks.list(project=place.project, view=number)
        return [task.id for task in shown]


def pulled(place: Place, task: Task) -> list[Answers | None]:
    """What a real pull has of a task; nothing of it is quarantined."""
    found = workflow.pull(place.settings)
    assert () == found.problems
    return [row.answers for row in found.dataset.annotations if row.claim_id == task.uid]


def rows(place: Place, sentence: str) -> list[dict[str, str]]:
    with (place.settings.exports / "claims.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["text"] == sentence]


def test_two_people_label_a_claim_with_three_keys_and_it_is_in_the_table(place: Place, ana: Person) -> None:
    """c, a, Ctrl+Enter: the suggested speaker and spans are saved without a touch."""
    bakus = in_tab(place, "Baku")
    sentences = {number: name for name, number in place.tasks.items()}
    ana.open_tab(place.project, "Baku")
    ana.label_displayed()

    expect(ana.page.locator(".a-place")).to_contain_text("evening")
    ana.page.keyboard.press("c")
    expect(ana.choice("Who says it?", "Baku")).to_be_checked()
    ana.press("a", "Status", "attributed")
    first = ana.submit()
    expect(ana.page.locator(".a-sentence")).to_contain_text(sentences[bakus[1]])
    ana.press("c", "Is it a claim?", "claim")
    ana.press("a", "Status", "attributed")
    second = ana.submit()

    assert bakus[:2] == [first["task"], second["task"]]
    assert first["task"] in in_tab(place, "To do")
    as_ben(place, first["task"], first["result"])
    assert first["task"] not in in_tab(place, "To do")
    assert second["task"] in in_tab(place, "To do")
    workflow.pull(place.settings)
    (row,) = rows(place, sentences[first["task"]])
    assert ("Baku", "attributed", "2") == (row["speaker"], row["status"], row["annotators"])
    assert "The Azerbaijani defence ministry" == row["source"]


def test_a_dispute_with_evidence_and_other_names_comes_through(place: Place, ana: Person) -> None:
    """Two Others dispute it; one item of evidence rests on a third."""
    number = place.tasks["disputed"]
    ana.open_task(place.project, number)
    ana.press("c", "Is it a claim?", "claim")
    ana.press("d", "Status", "disputed")
    ana.choose("Disputed by whom?", "Yerevan")
    ana.choose("Disputed by whom?", "Other")
    ana.write("disputed_by_names", "Moscow", "the United Nations")
    ana.page.locator("body").click(position={"x": 600, "y": 20})  # keys are for the text field while one types
    ana.press("f", "How?", "different figure")
    ana.choose("How?", "there is evidence against it")
    ana.write("counter_1", "https://example.org/count")
    ana.choose("On whom does it finally rest?", "Other")
    ana.write("counter_1_root_name", "Human Rights Watch")
    kept = ana.submit(by_key=False)
    as_ben(place, number, kept["result"])

    assert 2 == len(pulled(place, MADE["disputed"]))
    (row,) = [row for row in rows(place, MADE["disputed"].sentence) if row["claim_id"] == MADE["disputed"].uid]
    assert ("disputed", "different_figure", "2") == (row["status"], row["dispute_kind"], row["annotators"])
    assert ("Other|Other|Yerevan", "Moscow|the United Nations|") == (row["disputed_by"], row["disputed_by_name"])
    assert ("https://example.org/count", "Human Rights Watch") == (row["evidence"], row["evidence_from"])


def test_the_page_asks_what_the_codebook_asks(place: Place, ana: Person) -> None:
    """Prompts, answers and text fields, in the codebook's order; hidden ones too."""
    asked = list(questions(place).questions.values())
    ana.open_task(place.project, place.tasks["plain"])

    def told(css: str, attribute: str) -> list[str]:
        return [str(one.get_attribute(attribute) or one.text_content()) for one in ana.page.locator(css).all()]

    assert [one.prompt for one in asked if one.prompt] == told(".a-row h4", "")
    assert [one.control for one in asked if one.kind in ("text", "names")] == told(".a-row .ant-input", "name")
    assert [choice.label for one in asked if one.kind != "spans" for choice in one.choices] == told(
        ".a-row .lsf-choice input", "name"
    )
    assert [choice.label for one in asked if one.kind == "spans" for choice in one.choices] == told(
        ".lsf-label__text", ""
    )


def test_the_usual_label_and_a_dispute_fit_on_one_screen(place: Place, ana: Person) -> None:
    """At 1400 x 900, with long neighbours: nothing is cut off, nothing has to be scrolled."""
    ana.open_task(place.project, place.tasks["fits"])
    ana.press("c", "Is it a claim?", "claim")

    def fits() -> bool:
        content = ana.page.locator(".lsf-main-content")
        return bool(content.evaluate("it => it.scrollHeight <= it.clientHeight && it.scrollWidth <= it.clientWidth"))

    expect(ana.row("Status")).to_be_in_viewport(ratio=1)
    expect(ana.row("Note (optional)")).to_be_in_viewport(ratio=1)
    expect(ana.submit_button).to_be_in_viewport(ratio=1)
    assert fits()
    ana.press("d", "Status", "disputed")
    ana.choose("How?", "there is evidence against it")
    expect(ana.row("On whom does it finally rest?")).to_be_visible()
    assert fits()


def test_every_key_chooses_its_answer_and_nothing_else(place: Place, ana: Person) -> None:
    """No key does two things, and none works where the codebook names none: not for hidden answers either."""
    asked = questions(place).questions
    ana.open_task(place.project, place.tasks["keys"])
    boxes = ana.page.locator(".a-row .lsf-choice input")

    def chosen() -> list[str | None]:
        return [box.get_attribute("name") for box in boxes.all() if box.is_checked()]

    ana.press("c", "Is it a claim?", "claim")
    ana.press("d", "Status", "disputed")
    for control in ("claimed_by", "dispute_kind"):
        first, *others = [choice for choice in asked[control].choices if choice.hotkey]
        for choice in (*others, first):  # the first speaker is the suggested one: its key would take it away
            ana.press(str(choice.hotkey), asked[control].prompt, choice.label)
    ana.press("b", "Is it a claim?", "somebody else speaks here too")
    keys = {choice.hotkey for question in asked.values() for choice in question.choices}
    for key in sorted(set("abcdefghijklmnopqrstuvwxyz0123456789") - {str(one) for one in keys}):
        ana.page.keyboard.press(key)
    assert ["claim", "somebody else speaks here too", "Baku", "disputed", "denial"] == chosen()
    ana.press("v", "Status", "verified")
    ana.press("a", "Status", "attributed")
    ana.press("t", "Is it a claim?", "cannot tell")
    ana.press("n", "Is it a claim?", "not a claim")
    for span in asked["spans"].choices:
        ana.page.keyboard.press(str(span.hotkey))
        expect(ana.page.locator(".lsf-label_selected")).to_have_text(f"{span.label}{span.hotkey}")


def flipped(ana: Person) -> Answers:
    """Evidence given, then thought better of it."""
    ana.press("v", "Status", "verified")
    ana.write("evidence_1", "https://example.org/1")
    ana.choose("On whom does it finally rest?", "CNN")
    ana.press("a", "Status", "attributed")
    return answers()


def dropped(ana: Person) -> Answers:
    """A whole dispute given, and then it is no claim."""
    ana.press("d", "Status", "disputed")
    ana.choose("Disputed by whom?", "Yerevan")
    ana.choose("How?", "denial")
    ana.choose("Confidence (optional)", "high")
    ana.press("n", "Is it a claim?", "not a claim")
    return Answers.model_validate({"claim": "not_claim", "confidence": "high"})


def unentered(ana: Person) -> Answers:
    """Texts are typed, and Enter is never pressed."""
    ana.press("v", "Status", "verified")
    ana.write("evidence_1", "UN report S/2023/1, p. 4", enter=False)
    ana.choose("On whom does it finally rest?", "Other")
    ana.write("evidence_1_root_name", "the United Nations", enter=False)
    ana.write("note", "checked twice", enter=False)
    evidence = cited("Other", "the United Nations", citation="UN report S/2023/1, p. 4")
    return answers(status="verified", evidence=(evidence,), note="checked twice")


def two_items(ana: Person) -> Answers:
    """A second item of evidence, an admission."""
    ana.press("v", "Status", "verified")
    ana.write("evidence_1", "https://example.org/1")
    ana.choose("On whom does it finally rest?", "Yerevan")
    ana.choose("On whom does it finally rest?", "one more item of evidence")
    ana.write("evidence_2", "www.example.org/2")
    ana.choose("On whom does it finally rest?", "Baku", nth=1)
    ana.choose("On whom does it finally rest?", "the speaker's own side admits it against its interest", nth=1)
    ana.choose("Is it a claim?", "somebody else speaks here too")
    items = (
        cited("Yerevan", citation="https://example.org/1"),
        cited("Baku", citation="www.example.org/2", admission=True),
    )
    return answers(status="verified", evidence=items, another_speaker=True)


def titled(ana: Person) -> Answers:
    """A speaker that the page calls by another name than its tag; a retired one stands last, without a key."""
    labels = [box.get_attribute("name") for box in ana.row("Who says it?").locator("input[type=radio]").all()]
    assert ["Iran's government", "Other", "Narrator", "Tiraspol"] == labels[-4:]
    expect(ana.row("Who says it?").locator("label", has_text="Tiraspol").locator("sup")).not_to_be_visible()
    ana.press("5", "Who says it?", "Iran's government")
    ana.press("a", "Status", "attributed")
    return answers(speaker="Tehran")


def named(ana: Person) -> Answers:
    """The suggestion is an Other, with the name filled in."""
    expect(ana.row("Who says it?").get_by_text("the United Nations")).to_be_visible()
    ana.press("a", "Status", "attributed")
    return answers(speaker="Other", speaker_name="the United Nations")


def unsuggested(ana: Person) -> Answers:
    """A further statement that somebody asked for: nothing is chosen, and an Other is named."""
    expect(ana.page.locator(".a-asked")).to_contain_text("Statement 2")
    expect(ana.row("Who says it?").locator("input:checked")).to_have_count(0)
    ana.press("6", "Who says it?", "Other")
    ana.write("claimed_by_name", "an analyst")
    ana.choose("Status", "attributed")
    return answers(speaker="Other", speaker_name="an analyst")


def marked(ana: Person) -> Answers:
    """The suggested source is taken away and another one marked."""
    ana.page.locator(".a-sentence .htx-highlight").first.click()
    ana.page.keyboard.press("Backspace")
    expect(ana.page.locator(".a-sentence .htx-highlight")).to_have_count(0)
    ana.page.keyboard.press("s")
    line = ana.page.locator(".a-sentence .lsf-richtext__line")
    line.evaluate(
        """line => {
            const range = document.createRange(), text = line.firstChild, start = text.data.indexOf("the ministry");
            range.setStart(text, start); range.setEnd(text, start + 12);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            line.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )
    expect(ana.page.locator(".a-sentence .htx-highlight")).to_have_text("the ministry")
    ana.press("a", "Status", "attributed")
    return answers(source=Span(start=21, end=33))


@pytest.mark.parametrize("way", [flipped, dropped, unentered, two_items, titled, named, unsuggested, marked])
def test_what_is_submitted_is_what_pull_reads(way: Callable[[Person], Answers], place: Place, ana: Person) -> None:
    """Nothing that the form produces is quarantined, and nothing hidden comes along."""
    name = way.__name__.replace("_", "-")
    ana.open_task(place.project, place.tasks[name])
    ana.press("c", "Is it a claim?", "claim")
    expected = way(ana)
    ana.submit(by_key=False)

    assert [expected] == pulled(place, MADE[name])


def test_what_is_no_longer_in_its_article_is_shown_in_no_tab(place: Place) -> None:
    assert place.tasks["superseded"] not in in_tab(place, "To do") + in_tab(place, "Baku")


def test_every_member_finds_the_tabs_with_nothing_cut_off(place: Place, ana: Person) -> None:
    """They were made by the administrator; Ana is a plain member."""
    ana.open_tab(place.project, "To do")

    tags = [one.tag for one in speaker.load(place.settings.registry).speakers if not one.retired]
    expect(ana.page.locator(".lsf-tabs-dm__item")).to_have_text(["To do", *tags, "Other", "Narrator"])
    for column in ("sentence", "title", "speaker", "outlet", "published_on"):
        expect(ana.page.locator(".lsf-table-head").get_by_text(column, exact=True)).to_be_in_viewport(ratio=1)
