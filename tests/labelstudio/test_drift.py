"""How a labeling page that somebody changed is explained."""

from __future__ import annotations

import pytest

from annotator.annotation.codebook import codebook
from annotator.corpus.speaker import Registry
from annotator.labelstudio.config import config
from annotator.labelstudio.drift import controls, drift

WHERE = "http://server/projects/5/settings/labeling"


def test_the_codebooks_page_and_those_of_earlier_pushes_have_not_drifted(registry: Registry) -> None:
    earlier = codebook(Registry.model_validate({"speakers": registry.speakers[:2]}))
    now = codebook(registry)

    assert drift(config(now), now, (now,), WHERE) is None
    assert drift(config(earlier), now, (earlier, now), WHERE) is None
    unknown = drift(config(earlier), now, (now,), WHERE)
    assert unknown is not None
    assert "claimed_by: 'CNN', 'Stepanakert' are gone" in unknown.message


@pytest.mark.parametrize("page", ["<View>", "", "text", '<!DOCTYPE x [<!ENTITY a "b">]><View>&a;</View>'])
def test_a_page_that_is_no_xml_is_told_and_expands_nothing(page: str, registry: Registry) -> None:
    now = codebook(registry)
    found = drift(page, now, (now,), WHERE)

    assert controls(page) is None
    assert found is not None
    assert (WHERE, "config_drift") == (found.where, found.kind)


def test_the_controls_of_the_page_are_the_codebooks_questions(registry: Registry) -> None:
    """Otherwise a difference would be seen where there is none."""
    now = codebook(registry)
    found = controls(config(now))

    assert found == {
        control: frozenset(choice.code for choice in question.choices) for control, question in now.questions.items()
    }
