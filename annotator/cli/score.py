"""``annotator score``: how well speakers are found, on a gold file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.terminal import errors_told, problems, table

if TYPE_CHECKING:
    from annotator.corpus.score import Scored
    from annotator.problem import Problem


def score(
    gold: Annotated[list[Path], typer.Argument(help="Gold files: JSONL with one unit a line (docs/attribution.md).")],
    suggestions: Annotated[
        Path | None, typer.Option("--suggestions", help="Somebody else's speakers, JSONL, scored beside the tool's.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as JSON.")] = False,
) -> None:
    """Measure sentence boundaries and speakers against labels made by hand.

    Example: annotator score gold/dev.jsonl --suggestions model.jsonl
    """
    with errors_told():
        from annotator import settings
        from annotator.corpus import speaker
        from annotator.corpus.attribution import attribute
        from annotator.corpus.score import Score, guesses, guesses_of, load_gold, usable
        from annotator.corpus.sentence import split
        from annotator.corpus.suggestions import load, of_no_article

        registry = speaker.load(settings.load().registry)
        theirs = load(suggestions).by_article() if suggestions else {}
        scores = {"annotator": Score(registry.tags)}
        if suggestions:
            scores[str(suggestions)] = Score(registry.tags)
        faults: list[Problem] = []
        seen: set[str] = set()
        for path in gold:
            for article, units in load_gold(path, registry):
                seen.add(article.key)
                scores["annotator"].add(article, units, guesses(attribute(article, split(article), registry)))
                if suggestions:
                    rows, useless = usable(theirs.get(article.key, ()), units, registry, str(suggestions))
                    scores[str(suggestions)].add(article, units, guesses_of(rows))
                    faults += useless
        faults += of_no_article(theirs, seen, str(suggestions))
        scored = {name: one.scored() for name, one in scores.items()}
        if as_json:
            import json

            typer.echo(json.dumps({name: one.model_dump() for name, one in scored.items()}))
        else:
            _tell(scored)
        if problems(faults):
            raise typer.Exit(1)


def _tell(scored: dict[str, Scored]) -> None:
    several = list(scored.values())
    first = several[0]
    rows: list[tuple[str, list[float | None]]] = [
        ("boundary F1", [one.boundary.f1 for one in several]),
        ("speaker accuracy", [one.accuracy for one in several]),
        ("macro-F1 (tags, and none with other)", [one.macro_f1 for one in several]),
        ("attributed to a tag or not, F1", [one.attributed.f1 for one in several]),
        ("Other's sentences given to a tag", [one.false_of_other for one in several]),
        ("narrator's sentences given to a tag", [one.false_of_narrator for one in several]),
        ("carried over, found", [one.carried_over for one in several]),
        ("several speakers, mean F1 of the sets", [one.several_f1 for one in several]),
        ("two speakers, both found", [one.both_found for one in several]),
    ]
    table(f"{first.units} units", ("", *scored), ((name, *map(_number, values)) for name, values in rows))
    for name, one in scored.items():
        table(
            f"{name}: by class",
            ("class", "precision", "recall", "F1", "units"),
            ((c, _number(p.precision), _number(p.recall), _number(p.f1), p.gold) for c, p in one.classes.items()),
        )
        names = list(one.classes)
        table(
            f"{name}: right class (rows) guessed as (columns)",
            ("", *names),
            ((right, *(one.confusion.get(right, {}).get(guess, 0) for guess in names)) for right in names),
        )
        if one.calibration:
            table(
                f"{name}: of suggestions this confident, so many are right",
                ("confidence", "suggestions", "right"),
                ((f"{low:.1f} to {low + 0.1:.1f}", count, _number(share)) for low, count, share in one.calibration),
            )
        if one.accuracy_by_genre:
            table(
                f"{name}: by kind of article",
                ("kind", "units", "accuracy"),
                ((genre, count, _number(share)) for genre, (count, share) in one.accuracy_by_genre.items()),
            )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
