"""``annotator check``: how the tool reads, splits and attributes articles; needs no server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from annotator.cli.options import ColumnOptions, Paths
from annotator.cli.terminal import errors_told, printable, problems, table

if TYPE_CHECKING:
    from annotator.corpus.article import Article


def check(
    paths: Paths,
    columns: ColumnOptions = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show source, cue, asserted words and rule of each statement.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a sentence, with exact offsets.")] = False,
) -> None:
    """Read, split and attribute articles, and show the result; nothing is sent anywhere.

    Example: annotator check seeds/
    """
    with errors_told():
        from annotator import settings, workflow
        from annotator.corpus import formats, speaker
        from annotator.corpus.metadata import display
        from annotator.corpus.speaker import NARRATOR, OTHER
        from annotator.problem import Problem

        chosen = settings.load(columns=columns or ())
        registry = speaker.load(chosen.registry)
        faults: list[Problem] = []
        articles = 0
        for one in workflow.check(paths, registry, chosen.columns):
            if isinstance(one, Problem):
                faults.append(one)
                continue
            articles += 1
            said: dict[int, list[str]] = {}
            shown: dict[int, list[str]] = {}
            for statement in one.statements:
                index = statement.sentence.index
                said.setdefault(index, []).append(statement.speaker)
                name = f" ({statement.speaker_name})" if statement.speaker_name else ""
                shown.setdefault(index, []).append(statement.speaker + name)
            if as_json:
                sha256 = one.article.text_sha256  # once: the whole text is hashed each time
                for sentence in one.sentences:
                    tags = [None if tag in (NARRATOR, OTHER) else tag for tag in said.get(sentence.index, [])]
                    told = {
                        "article": one.article.key,
                        "start": sentence.start,
                        "end": sentence.end,
                        "kind": sentence.kind,
                        "speaker": tags[0] if tags else None,
                        "speakers": tags,
                        "text": sentence.text,
                        "article_sha256": sha256,
                        "converter": one.article.converter,
                        "origins": one.article.origins,
                    }
                    typer.echo(json.dumps(told, ensure_ascii=False))
                continue
            dates = [f"published {one.article.published_on}"] if one.article.published_on else []
            dates += [f"collected {one.article.collected_on}"] if one.article.collected_on else []
            about = " · ".join([one.article.key, *([one.article.outlet] if one.article.outlet else []), *dates])
            title = printable(f"{about} · {len(one.sentences)} sentences, {len(one.statements)} statements")
            if explain:
                typer.echo(printable(_found(one.article)))
                table(
                    title,
                    ("at", "speaker", "source", "cue", "asserted", "rule", "confidence"),
                    (
                        (
                            f"{statement.sentence.start}–{statement.sentence.end}",
                            statement.speaker + (f" ({statement.speaker_name})" if statement.speaker_name else ""),
                            *(
                                printable(" ".join((statement.words(span) or "–").split()))
                                for span in (statement.source, statement.cue, statement.content)
                            ),
                            statement.rule,
                            f"{statement.confidence:.2f}",
                        )
                        for statement in one.statements
                    ),
                )
                continue
            table(
                title,
                ("at", "kind", "speaker", "sentence"),
                (
                    (
                        f"{sentence.start}–{sentence.end}",
                        sentence.kind,
                        " + ".join(shown.get(sentence.index, ["–"])),
                        printable(" ".join(sentence.text.split())),
                    )
                    for sentence in one.sentences
                ),
            )
        count = problems(faults)
        if not articles:
            typer.echo(printable(f"no article could be read in {', '.join(map(display, paths))}"), err=True)
            typer.echo(f"next:  give {formats.INPUTS}", err=True)
            raise typer.Exit(1)
        if not as_json:
            typer.echo(f"{articles} articles read, {count} problems")
        if count:
            raise typer.Exit(1)


def _found(article: Article) -> str:
    """Where the article's key and metadata were found, and what made its text."""
    values = article.model_dump(include=set(article.origins), exclude_none=True)
    told = [f"{name} {values[name]!r} ({origin})" for name, origin in article.origins.items() if name in values]
    return "\n  ".join([*told, *([f"text by {article.converter}"] if article.converter else [])])
