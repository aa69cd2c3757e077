"""What is generated from the code: the JSON Schemas, the labeling config, and the tables in the docs.

Called as ``python -m annotator.dictionary`` (``make generate``). A part of a document is generated where it stands between
``<!-- generated: NAME -->`` and ``<!-- end -->``; all around it is written by hand.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from annotator import atomic, cli, errors
from annotator.annotation.annotation import Annotation
from annotator.annotation.codebook import EVIDENCE_ITEMS, Codebook, Group, Question, codebook
from annotator.annotation.task import Task
from annotator.claims.claim import RULES, Claim
from annotator.claims.dataset import Dataset
from annotator.claims.review import Undecided
from annotator.corpus import speaker
from annotator.corpus.article import Article
from annotator.corpus.sentence import Sentence
from annotator.corpus.statement import Statement
from annotator.errors import AnnotatorError, InputError, SetupError
from annotator.export.columns import TABLES, Table
from annotator.labelstudio.config import config
from annotator.labelstudio.server import CACHE_VARIABLE
from annotator.record import Record
from annotator.settings import ENVIRONMENT, Columns, ReviewRule, Settings

CHECKOUT = Path(__file__).parent.parent
"""Where ``schemas/`` and ``docs/`` are; an installed package has neither."""

RECORDS: tuple[type[Record], ...] = (Article, Sentence, Statement, Task, Annotation, Claim, Undecided, Dataset)
"""The records of the way, in its order; each has a schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_CLAIM_RULES = "`annotator/claims/claim.py`"
_RULES_ELSEWHERE = {
    "R1": (
        "exactly one status, and every answer known to this codebook or to an earlier one of the project",
        "`annotator/labelstudio/results.py`",
    ),
    "R8": (
        "the text at `[char_start, char_end)` of the article version is the sentence; unchecked without a copy of it",
        "`annotator/claims/review.py`",
    ),
    "R9": (
        "a label made on another text than the one pushed is superseded, never exported as current",
        "`annotator/claims/review.py`",
    ),
    "R10": (
        "whoever decides as a reviewer has no vote as an annotator of the same project",
        "`annotator/claims/review.py`",
    ),
    "R14": (
        "party symmetry: `pull` prints the share of each status per speaker, with an interval; it refuses nothing",
        "`annotator/claims/dataset.py`",
    ),
}
"""Rules that are no function of one judgement: what they say, and where they are kept."""

_TABLES: dict[str, type[Record]] = {"review": ReviewRule, "columns": Columns}
"""Settings that are tables of their own."""

_FURTHER_VARIABLES = {
    CACHE_VARIABLE: "Folder for the migrated database from which a new embedded server starts.",
    "ANNOTATOR_DEBUG": "With any value, an error shows its traceback instead of two lines.",
}

_FURTHER_EXIT_CODES = {
    0: "Fine. Undecided statements and the changes of a dry run are no fault.",
    130: "Stopped with Ctrl-C; the same command goes on where it was.",
}

_PART = re.compile(r"(?<=<!-- generated: )([a-z-]+)( -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)


def main() -> int:
    """Write every generated file that differs; the exit code."""
    try:
        for path, text in generated().items():
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                atomic.write(path, text.encode())
                sys.stdout.write(f"wrote {path.relative_to(CHECKOUT)}\n")
    except AnnotatorError as error:
        sys.stderr.write(f"error: {error.message}\nnext:  {error.hint}\n")
        return error.exit_code
    return 0


def generated(checkout: Path = CHECKOUT) -> dict[Path, str]:
    """Every generated file with its whole text, as it should be; nothing is written.

    Raises:
        SetupError: there is no checkout, but an installed package.
        InputError: a document has a marker that nobody knows, or one that is not closed.
    """
    if not ((checkout / "pyproject.toml").is_file() and (checkout / "docs").is_dir()):
        raise SetupError(
            f"{checkout} has no docs/ and no pyproject.toml: it is no checkout of annotator",
            "call it where the source code is: make generate",
        )
    questions = codebook(speaker.load())
    files = {
        checkout / "schemas" / f"{record.__name__.lower()}.schema.json": _json(schema(record)) for record in RECORDS
    }
    files[checkout / "schemas" / "labeling-config.xml"] = config(questions)
    known = parts(questions)
    for path in (checkout / "README.md", *sorted((checkout / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        filled = fill(text, known, path)
        if filled is not None:
            files[path] = filled
    return files


def schema(record: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a record: what the model takes, field by field, and no other field."""
    made = record.model_json_schema(mode="validation")
    described = made.pop("description", "")
    if issubclass(record, Claim):
        described = "\n".join(
            [
                described,
                "",
                "Rules across fields do not reach JSON Schema; the pydantic model annotator.Claim decides. They are:",
                *(f"{rule}: {_said(check)}" for rule, check in RULES.items()),
            ]
        )
    name = record.__name__
    head = {"$schema": DIALECT, "$id": f"{name.lower()}.schema.json", "title": name, "description": described}
    return head | {key: value for key, value in made.items() if key not in head}


def parts(questions: Codebook) -> dict[str, str]:
    """Every generated part of the docs, by the name in its marker."""
    return {
        **{f"table-{table.name}": _columns(table) for table in TABLES},
        "questions": _questions(questions),
        "commands": _commands(),
        "exit-codes": _exit_codes(),
        "settings": _settings(),
        "rules": _rules(),
    }


def fill(text: str, known: dict[str, str], path: Path) -> str | None:
    """A document with its generated parts made anew; None where it has none.

    Raises:
        InputError: a part of an unknown name, or a marker without its end.
    """
    found = [match[1] for match in _PART.finditer(text)]
    if text.count("<!-- generated:") != len(found) or text.count("<!-- end -->") != len(found):
        raise InputError(
            f"{path}: a marker is not closed, or not as `<!-- generated: name -->`",
            "close each with a line `<!-- end -->`",
        )
    if unknown := [name for name in found if name not in known]:
        raise InputError(f"{path}: nothing is generated as {unknown[0]!r}", f"known are {', '.join(sorted(known))}")
    return _PART.sub(lambda match: f"{match[1]}{match[2]}{known[match[1]]}", text) if found else None


def environment() -> dict[str, str]:
    """Every variable that the tool reads, with its meaning."""
    told = {name: _text(Settings.model_fields[setting].description) for name, setting in ENVIRONMENT.items()}
    return told | _FURTHER_VARIABLES


def exit_codes() -> dict[int, str]:
    """Every exit code with its meaning."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AnnotatorError)]
    told = {kind.exit_code: _text(kind.__doc__) for kind in kinds if kind is not AnnotatorError}
    told[InputError.exit_code] += " Or: records have problems, and they are listed."
    return dict(sorted((told | _FURTHER_EXIT_CODES).items()))


def rules() -> dict[str, tuple[str, str]]:
    """Every rule by its id: what it says, and which file keeps it."""
    told = {rule: (_said(check), _CLAIM_RULES) for rule, check in RULES.items()} | _RULES_ELSEWHERE
    return dict(sorted(told.items(), key=lambda item: int(item[0][1:])))


def commands() -> Iterator[tuple[str, Any, Any]]:
    """Every command with its whole name and its context, groups before what they hold."""
    yield from _walk(typer.main.get_command(cli.app), "annotator", None)


def _walk(command: Any, name: str, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    context = command.context_class(command, info_name=name, parent=parent)
    yield context.command_path, command, context
    for inner, subcommand in getattr(command, "commands", {}).items():
        yield from _walk(subcommand, inner, context)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _text(described: str | None) -> str:
    """A docstring as one line of Markdown."""
    return " ".join((described or "").split()).replace("``", "`")


def _said(check: Callable[..., object]) -> str:
    """What a rule's docstring says behind the rule's id."""
    return _text(check.__doc__).partition(": ")[2].removesuffix(".")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in lines)


def _columns(table: Table) -> str:
    rows = [(f"`{column.name}`", column.kind, _text(column.meaning)) for column in table.columns]
    return f"One row is {table.row}.\n\n" + _table(("column", "type", "meaning"), rows)


def _questions(questions: Codebook) -> str:
    """The questions in the page's order; of the items of evidence, which are all alike, the first."""
    rows = []
    for question, when in _asked(questions.items, "always"):
        if any(f"_{number}" in question.control for number in range(2, EVIDENCE_ITEMS + 1)):
            continue
        rows.append((_prompt(question), f"`{question.control}`", _answers(question), when))
    return _table(("question", "control", "answers (key)", "asked"), rows)


def _asked(items: Iterable[Question | Group], when: str) -> Iterator[tuple[Question, str]]:
    for item in items:
        if isinstance(item, Question):
            yield item, when
        elif set(item.answers) == {item.control}:
            yield from _asked(item.items, f"where `{item.control}` is ticked")
        else:
            yield from _asked(item.items, f"where `{item.control}` is {' or '.join(item.answers)}")


def _prompt(question: Question) -> str:
    told = question.prompt or {"tick": "(a tick)", "spans": "(marked in the sentence)"}.get(question.kind, "")
    return f"{told} *required*" if question.required else told


def _answers(question: Question) -> str:
    if not question.choices:
        return {"text": "text", "names": "names, one by one"}[question.kind]
    return " · ".join(
        f"{choice.label} (**{choice.hotkey}**)" if choice.hotkey else choice.label for choice in question.choices
    )


def _commands() -> str:
    return "\n".join(_command(name, command, context) for name, command, context in commands())


def _command(name: str, command: Any, context: Any) -> str:
    """One command: help, usage, and what each argument and option means."""
    usage = " ".join(command.get_usage(context).split()).removeprefix("Usage: ")
    lines = [f"### {name}", "", _text(command.help), "", "```sh", usage, "```", ""]
    rows = []
    for parameter in command.params:
        spelled, meaning = parameter.get_help_record(context)
        rows.append((f"`{spelled}`", _text(meaning)))
    told = "\n" + _table(("argument or option", "meaning"), rows) if rows else ""
    return "\n".join(lines) + told


def _exit_codes() -> str:
    return _table(("code", "meaning"), [(str(code), meaning) for code, meaning in exit_codes().items()])


def _settings() -> str:
    variables = {setting: name for name, setting in ENVIRONMENT.items()}
    rows = []
    for name, field in Settings.model_fields.items():
        if name in _TABLES:
            rows += [
                (f"`{name}.{inner}`", "", _value(setting.default), _text(setting.description))
                for inner, setting in _TABLES[name].model_fields.items()
            ]
        elif name != "workspace":
            key = "never in the file" if name == "api_key" else f"`{name}`"
            variable = f"`{variables[name]}`" if name in variables else ""
            rows.append((key, variable, _value(field.default), _text(field.description)))
    rows += [("", f"`{name}`", "", meaning) for name, meaning in _FURTHER_VARIABLES.items()]
    return _table(("`annotator.toml`", "environment", "default", "meaning"), rows)


def _value(default: object) -> str:
    return "" if default in (None, ()) else f"`{default}`"


def _rules() -> str:
    rows = [(rule, f"{told[:1].upper()}{told[1:]}.", where) for rule, (told, where) in rules().items()]
    return _table(("id", "rule", "kept in"), rows)


if __name__ == "__main__":
    sys.exit(main())
