"""Drift: how the labeling page on the server differs from the codebook, in words, and what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from annotator.annotation.codebook import Codebook
from annotator.labelstudio.config import config
from annotator.problem import Problem

_CHOICE_TAGS = {"Choices": "Choice", "Labels": "Label"}
_CONTROLS = (*_CHOICE_TAGS, "TextArea")

Controls = dict[str, frozenset[str]]
"""The codes that each control can give; none where it takes text."""


def drift(page: str, wanted: Codebook, known: Sequence[Codebook], where: str) -> Problem | None:
    """What is wrong with a page, or nothing; a page that an earlier push of this machine made has not drifted.

    Args:
        page: the labeling config as the server has it.
        wanted: the codebook that the registry makes now.
        known: those that this machine's journal has recorded.
        where: address of the project's settings.
    """
    if any(page.strip() == config(codebook).strip() for codebook in (wanted, *known)):
        return None
    there = controls(page)
    if there is None:
        return Problem(
            kind="config_drift",
            where=where,
            message="the labeling config is no XML",
            hint="annotator push puts the codebook's page in its place, once Label Studio's check lets it",
        )
    found = tuple(_differences(there, controls(config(wanted)) or {}))
    if not found:
        return Problem(
            kind="config_layout",
            where=where,
            message="somebody changed how the labeling page looks; questions and answers are the codebook's",
            hint="nothing has to be done; the next annotator push puts the codebook's page back",
        )
    return Problem(
        kind="config_drift",
        where=where,
        message="somebody changed the labeling page in Label Studio: " + "; ".join(found),
        hint="answers that the codebook does not know are quarantined; add a speaker to the registry where one was added "
        "there, then annotator push, which puts the codebook's page back",
    )


def controls(page: str) -> Controls | None:
    """The controls of a labeling config with their codes; None where it cannot be read."""
    try:
        root = fromstring(page)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return {
        str(element.get("name")): frozenset(
            str(one.get("alias") or one.get("value")) for one in element.iter(_CHOICE_TAGS.get(element.tag, "none"))
        )
        for element in root.iter()
        if element.tag in _CONTROLS
    }


def _differences(there: Controls, wanted: Controls) -> Iterator[str]:
    for control in sorted(wanted.keys() - there.keys()):
        yield f"the question {control} is gone"
    for control in sorted(there.keys() - wanted.keys()):
        yield f"the question {control} was added"
    for control in sorted(there.keys() & wanted.keys()):
        for what, codes in (("gone", wanted[control] - there[control]), ("new", there[control] - wanted[control])):
            if codes:
                yield f"{control}: {', '.join(map(repr, sorted(codes)))} {'is' if len(codes) == 1 else 'are'} {what}"
