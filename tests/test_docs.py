"""What a reader needs stands in the docs, and what the docs say is so."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from annotator import dictionary
from annotator.export.columns import TABLES

TOP = dictionary.CHECKOUT
WRITTEN = sorted(
    [
        *TOP.glob("*.md"),
        *(TOP / "docs").rglob("*.md"),
        *(TOP / "schemas").glob("*.md"),
        TOP / "seeds" / "README.md",
        TOP / "exports" / "README.md",
    ]
)
COMMANDS = {name: command for name, command, _ in dictionary.commands()}
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@cache
def text_of(name: str) -> str:
    return (TOP / name).read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(TOP))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    guide = text_of("docs/maintainers.md")
    section = guide.partition(f"### {name}\n")[2].partition("\n### ")[0]

    assert section, f"docs/maintainers.md has no section {name}: make generate"
    for parameter in COMMANDS[name].params:
        assert any(spelled in section for spelled in parameter.opts)
    if not hasattr(COMMANDS[name], "commands"):
        assert f"Example: {name}" in section


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_documented_with_its_meaning(table: Any) -> None:
    guide = text_of("docs/researchers.md")
    section = guide.partition(f"### {table.name}.csv\n")[2].partition("\n##")[0]

    for column in table.columns:
        row = re.search(rf"^\| `{column.name}` \| {column.kind} \| (.*) \|$", section, re.MULTILINE)
        assert row, column.name
        assert row[1].strip(), f"{table.name}.{column.name} has no meaning"
    assert f"`{table.name}.csv`" in text_of("exports/README.md")


def test_the_definitions_order_the_columns_of_a_claim_as_the_file_does() -> None:
    told = re.search(r"`(claim_id, article_id.*?)`", text_of("docs/definitions.md"), re.DOTALL)

    assert told
    assert [column.name for column in TABLES[0].columns] == told[1].replace("\n", " ").replace(",", " ").split()


@pytest.mark.parametrize("name", ["README.md", "docs/maintainers.md"])
def test_every_exit_code_is_documented(name: str) -> None:
    for code in (0, 1, 2, 3, 4, 130):
        assert f"\n| {code} | " in text_of(name)
    assert {0, 1, 2, 3, 4, 130} == set(dictionary.exit_codes())


def test_every_rule_is_documented() -> None:
    told = re.findall(r"^\| (R\d+) \| \S", text_of("docs/definitions.md"), re.MULTILINE)

    assert [f"R{number}" for number in (*range(1, 12), 14)] == told


@pytest.mark.parametrize("name", ["README.md", "docs/maintainers.md"])
def test_every_environment_variable_is_documented(name: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (TOP / "annotator").rglob("*.py"))
    read = set(re.findall(r"[\"'](ANNOTATOR_[A-Z_]+|LABEL_STUDIO_(?:URL|API_KEY))[\"']", code))

    assert read == set(dictionary.environment())
    for variable in read:
        assert f"| `{variable}` |" in text_of(name)


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCED.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{target} leads nowhere"
        if anchor:
            assert anchor in anchors(there), f"{target} has no such heading"


def anchors(path: Path) -> set[str]:
    """Where a link may lead in a document, by GitHub's way of naming headings."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_command_that_is_shown_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = [line for _, block in FENCED.findall(text) for part in block.splitlines() for line in part.split("&&")]
    shown += re.findall(r"`([^`\n]+)`", FENCED.sub("", text))
    for line in shown:
        words = line.split("#")[0].removeprefix("uv run ").split()
        if words[:1] != ["annotator"] or len(words) < 2 or not re.fullmatch(r"[a-z]+", words[1]):
            continue
        name = " ".join(words[:2])
        assert name in COMMANDS, f"there is no command {name}"
        if hasattr(COMMANDS[name], "commands") and len(words) > 2 and re.fullmatch(r"[a-z]+", words[2]):
            name = " ".join(words[:3])
            assert name in COMMANDS, f"there is no command {name}"
        known = {spelled for parameter in COMMANDS[name].params for spelled in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, line


def test_the_makefile_has_every_target_that_is_shown() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    shown = {name for path in WRITTEN for name in re.findall(r"`make ([a-z-]+)`", path.read_text(encoding="utf-8"))}

    assert shown <= targets


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_shows_the_two_commands_alone_on_a_line(command: str) -> None:
    assert any(command in block.splitlines() for _, block in FENCED.findall(text_of("README.md")))


def test_the_readme_shows_what_the_demo_prints() -> None:
    shown = next(block for _, block in FENCED.findall(text_of("README.md")) if block.startswith("· "))
    code = text_of("annotator/demo.py") + text_of("annotator/labelstudio/served.py")
    steps = [line.removeprefix("· ") for line in shown.splitlines() if line.startswith("· ")]

    assert "pulling" in steps
    for step in steps:
        known = step if not re.search(r"\d|@", step) else " ".join(step.split()[:3])
        assert known in code or re.fullmatch(r"\d+ new tasks, \d+ new annotations", step), step
    for table in TABLES:
        assert f"exports/{table.name}.csv" in shown
    assert all(
        word in shown for word in ("speaker", "claims", "attributed", "verified", "disputed", "undecided because")
    )


def test_every_decision_is_listed_once_by_its_number_and_title() -> None:
    files = sorted((TOP / "docs" / "decisions").glob("*.md"))
    listed = re.findall(r"^- \[(.*)\]\(decisions/(.*)\)$", text_of("docs/architecture.md"), re.MULTILINE)

    assert [
        (path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# "), path.name) for path in files
    ] == listed
    assert [f"{number:04}" for number in range(1, len(files) + 1)] == [path.name[:4] for path in files]


def test_a_line_of_the_changelog_is_short() -> None:
    for line in re.findall(r"^- (.*(?:\n  .*)*)", text_of("CHANGELOG.md"), re.MULTILINE):
        assert len(line.split()) <= 25, line


def test_the_docs_speak_of_the_project_alone() -> None:
    for path in WRITTEN:
        found = re.search(r"/home/|/Users/|issue #?\d", path.read_text(encoding="utf-8"))
        assert found is None, f"{name_of(path)}: {found and found[0]}"
