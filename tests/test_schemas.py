"""What is generated is in step with the code, and the schemas hold what the records hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from annotator import dictionary
from annotator.annotation.codebook import codebook
from annotator.claims.claim import RULES, Claim
from annotator.claims.review import decide
from annotator.corpus.speaker import Registry
from annotator.dictionary import CHECKOUT, RECORDS, generated, schema
from annotator.errors import InputError, SetupError
from annotator.settings import ReviewRule
from tests.made import a_task, answers, by, cited

FILES = generated()


def a_claim(registry: Registry) -> Claim:
    task = a_task()
    given = answers(status="disputed", disputed_by=("Other",), disputed_by_names=("A witness",), dispute_kind="denial")
    given = given.model_copy(update={"evidence": (cited("Yerevan"),)})
    people = [by(person, task, given) for person in ("ana", "ben")]
    claim = decide(task, people, rule=ReviewRule(), registry=registry, codebook_version="0" * 8).claim
    assert claim is not None
    return claim


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_a_generated_file_is_in_step(path: Path) -> None:
    there = path.read_text(encoding="utf-8") if path.exists() else None

    assert FILES[path] == there, f"{path.relative_to(CHECKOUT)} is out of step with the code: make generate"


def test_nothing_else_lies_among_the_schemas() -> None:
    assert {*FILES, CHECKOUT / "schemas" / "README.md"} >= set((CHECKOUT / "schemas").iterdir())


def test_every_generated_part_stands_in_some_document(registry: Registry) -> None:
    used = set(re.findall(r"<!-- generated: (\S+) -->", "".join(FILES.values())))

    assert set(dictionary.parts(codebook(registry))) == used


def test_generating_again_makes_the_same() -> None:
    assert FILES == generated()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_schema_is_one_of_json_schema_and_takes_no_unknown_field(record: Any) -> None:
    made = schema(record)

    Draft202012Validator.check_schema(made)
    assert made["additionalProperties"] is False
    assert made["description"]


def test_a_claim_meets_its_schema(registry: Registry) -> None:
    validator = Draft202012Validator(json.loads((CHECKOUT / "schemas" / "claim.schema.json").read_text()))
    claim = a_claim(registry).model_dump(mode="json")

    assert [] == list(validator.iter_errors(claim))
    assert Claim.model_validate(claim) == a_claim(registry)


@pytest.mark.parametrize(
    "change",
    [{"truth": 1.0}, {"status": "true"}, {"claim_id": "1"}, {"char_start": -1}, {"reviewed_at": 5}],
    ids=["an unknown field", "an unknown status", "a short id", "a place before the text", "no time"],
)
def test_what_is_no_claim_is_refused(change: dict[str, object], registry: Registry) -> None:
    validator = Draft202012Validator(json.loads((CHECKOUT / "schemas" / "claim.schema.json").read_text()))
    claim = a_claim(registry).model_dump(mode="json") | change

    assert not validator.is_valid(claim)


def test_the_schema_of_a_claim_lists_the_rules_that_it_cannot_hold() -> None:
    described = schema(Claim)["description"]

    assert "the pydantic model annotator.Claim decides" in described
    assert list(RULES) == re.findall(r"^(R\d+): ", described, re.MULTILINE)


def test_an_installed_package_has_nothing_to_generate(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no checkout"):
        generated(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!-- generated: rules -->\nno end\n", "not closed"),
        ("<!-- generated: weather -->\n<!-- end -->\n", "weather"),
    ],
    ids=["an open marker", "an unknown part"],
)
def test_a_wrong_marker_is_named(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        dictionary.fill(text, {"rules": ""}, Path("docs/a.md"))
