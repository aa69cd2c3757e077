"""The articles of a push, read some at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.annotation.task import Task, tasks
from annotator.corpus import formats
from annotator.corpus import suggestions as suggested
from annotator.corpus.article import Article
from annotator.corpus.speaker import Registry
from annotator.corpus.suggestions import Suggestions
from annotator.errors import InputError
from annotator.problem import Problem
from annotator.record import Record
from annotator.settings import Settings
from annotator.sync import versions
from annotator.workflow.check import check

PART = 1000
"""Statements that are planned together: while some are sent, the next articles are read."""


class Part(Record):
    """Some articles, read and ready to be compared with what the server holds of them."""

    articles: tuple[Article, ...] = ()
    """Those whose tasks are wanted."""
    tasks: tuple[Task, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    """Keys of articles that somebody withdrew: their tasks are superseded."""
    problems: tuple[Problem, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The articles that this part speaks of."""
        return frozenset(article.key for article in self.articles) | self.withdrawn


def parts(
    paths: Sequence[Path],
    settings: Settings,
    registry: Registry,
    theirs: Suggestions | None,
    *,
    withdraw: Sequence[str],
) -> Iterator[Part]:
    """The articles in the paths, some at a time, with the tasks that they come to."""
    if withdraw:
        yield Part(withdrawn=frozenset(withdraw))
    rows = theirs.by_article() if theirs else {}
    seen: set[str] = set()
    articles: list[Article] = []
    wanted: list[Task] = []
    withdrawn: set[str] = set()
    problems: list[Problem] = []

    def collected() -> Part:
        found = Part(
            articles=tuple(articles), tasks=tuple(wanted), withdrawn=frozenset(withdrawn), problems=tuple(problems)
        )
        for some in (articles, wanted, withdrawn, problems):
            some.clear()
        return found

    for one in check(paths, registry, settings.columns) if paths else ():
        if isinstance(one, Problem):
            problems.append(one)
            continue
        seen.add(one.article.key)
        if one.article.key in withdraw:
            continue
        if one.article.withdrawn:
            withdrawn.add(one.article.key)
            continue
        statements = one.statements
        if theirs:
            their_rows = rows.get(one.article.key, ())
            statements, unused = suggested.replaced(statements, their_rows, registry, theirs.path)
            problems += unused
        problems += versions.reconverted(settings.state_folder / "articles", [one.article])
        articles.append(one.article)
        wanted += tasks(one.article, one.sentences, statements)
        if len(wanted) >= PART:
            yield collected()
    if theirs:
        problems += suggested.of_no_article(rows, seen, theirs.path)
    yield collected()


def first_with_articles(found: Iterator[Part], paths: Sequence[Path]) -> Part:
    """The first part that speaks of an article, with what could not be read before it.

    Raises:
        InputError: there is none.
    """
    first = Part()
    for part in found:
        first = part.model_copy(update={"problems": (*first.problems, *part.problems)})
        if first.keys:
            return first
    raise _nothing_to_push(paths, first.problems)


def _nothing_to_push(paths: Sequence[Path], problems: Sequence[Problem]) -> InputError:
    where = ", ".join(map(str, paths))
    if not problems:
        return InputError(f"no article in {where}", f"give {formats.INPUTS}")
    first = problems[0]
    others = f", and {len(problems) - 1} more problems, which annotator check names" if len(problems) > 1 else ""
    return InputError(f"no readable article in {where}: {first.where}: {first.message}{others}", first.hint)
