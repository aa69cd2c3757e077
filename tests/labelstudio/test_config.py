"""The labeling config: what it may hold, and that Label Studio takes it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import httpx
import pytest
from defusedxml.ElementTree import fromstring

from annotator.annotation.codebook import Codebook, codebook
from annotator.annotation.task import Task
from annotator.corpus import speaker
from annotator.corpus.speaker import Registry, Speaker
from annotator.errors import InputError
from annotator.labelstudio.config import config
from annotator.labelstudio.server import Server

SAFE = {"View", "Style", "Text", "Header", "Choices", "Choice", "Labels", "Label", "TextArea"}
LABEL_STUDIOS = {"u"}
"""The one letter that Label Studio's page uses itself: unselect region. Its other keys are no letters, or go with Ctrl or Alt."""


def page(questions: Codebook | None = None) -> list[Element]:
    """Every element of the page."""
    return list(fromstring(config(questions or codebook(speaker.load()))).iter())


def speakers(*tags: str) -> Registry:
    """A registry of speakers who are called by their tags."""
    return Registry(speakers=tuple(Speaker(tag=tag, party=tag.lower()) for tag in tags))


def controls(elements: list[Element]) -> list[str]:
    return [element.attrib["name"] for element in elements if "toName" in element.attrib]


def test_only_tags_that_show_article_text_as_text() -> None:
    """Markdown ran scripts and HyperText fetched foreign addresses when tried."""
    assert {element.tag for element in page()} == SAFE


def test_a_dollar_stands_only_where_a_field_of_the_task_is_shown() -> None:
    shown = set()
    for element in page():
        for name, value in element.attrib.items():
            if "$" in value:
                assert ("value", True) == (name, element.tag in ("Text", "Header"))
                shown.add(value)
        assert "$" not in (element.text or "")

    assert {"$title", "$provenance", "$before", "$sentence", "$after", "$asked"} == shown
    assert {value.removeprefix("$") for value in shown} <= set(Task.model_fields)


def test_every_question_has_its_control_and_none_is_called_like_a_field() -> None:
    """Label Studio's own exports would show the field as if it were the answer."""
    found = controls(page())

    assert sorted(found) == sorted(codebook(speaker.load()).questions)
    assert not set(found) & set(Task.model_fields)


def test_what_shows_a_part_of_the_page_is_a_question_with_that_answer() -> None:
    """Label Studio takes a mistyped name, and never shows that part."""
    questions = codebook(speaker.load()).questions
    for view in page():
        if "visibleWhen" in view.attrib:
            choices = questions[view.attrib["whenTagName"]].choices
            assert set(view.attrib["whenChoiceValue"].split(",")) <= {choice.code for choice in choices}


def test_no_key_twice_and_none_of_label_studios_own() -> None:
    keys = [element.attrib["hotkey"] for element in page() if "hotkey" in element.attrib]

    assert len(keys) == len(set(keys))
    assert not set(keys) & LABEL_STUDIOS


def test_every_choice_has_a_key_so_that_label_studio_gives_it_none() -> None:
    """Hidden choices would get free letters, and a stray letter would answer a question that nobody sees."""
    choices = [element for element in page() if element.tag == "Choice"]

    assert all("hotkey" in choice.attrib for choice in choices)
    assert all(ord(choice.attrib["hotkey"]) >= 0x2460 for choice in choices if "style" in choice.attrib)


def test_the_first_nine_speakers_have_digits() -> None:
    registry = speakers(*(f"Side {number}" for number in range(1, 13)))
    digits = {
        element.attrib["value"]: element.attrib["hotkey"]
        for element in page(codebook(registry))
        if element.tag == "Choice" and element.attrib["hotkey"].isascii() and element.attrib["hotkey"].isdecimal()
    }

    assert {f"Side {number}": str(number) for number in range(1, 10)} == digits


def test_a_title_is_shown_and_the_tag_is_stored() -> None:
    registry = Registry(speakers=(Speaker(tag="Tehran", party="iran", title="Iran's <government>"),))
    (first, *_) = [one for one in page(codebook(registry)) if one.attrib.get("alias") == "Tehran"]

    assert "Iran's <government>" == first.attrib["value"]


def test_a_name_with_a_dollar_is_refused() -> None:
    """Label Studio would look for a field of that name, and refuse every task."""
    with pytest.raises(InputError, match=r"\$money"):
        config(codebook(speakers("Baku", "$money")))


def test_the_same_codebook_makes_the_same_page() -> None:
    assert config(codebook(speaker.load())) == config(codebook(speaker.load()))


@pytest.mark.server
def test_label_studio_takes_it(server: Server) -> None:
    answer = httpx.post(
        f"{server.url}/api/projects/validate/",
        headers={"Authorization": f"Token {server.token()}"},
        json={"label_config": config(codebook(speaker.load()))},
    )

    assert (204, "") == (answer.status_code, answer.text)
