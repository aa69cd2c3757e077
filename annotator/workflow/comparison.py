"""The articles of a push compared with what the server holds of them, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.annotation.task import Task
from annotator.corpus.article import Article
from annotator.labelstudio.project import Holding
from annotator.problem import Problem
from annotator.record import ShortId
from annotator.sync.plan import Held, Plan, other_article, plan, united
from annotator.workflow.parts import Part


class Comparison:
    """What the server holds, by article, and the plans that were made against it so far."""

    def __init__(
        self,
        there: Holding,
        *,
        pushed: frozenset[ShortId] = frozenset(),
        restore: bool = False,
        replaces: frozenset[str] = frozenset(),
    ) -> None:
        self._plans: list[Plan] = []
        self.articles = 0
        self.problems = [*there.problems]
        self.on_server = len({one.task.uid for one in there.held})
        self._there, self._pushed, self._restore, self._replaces = there, pushed, restore, replaces
        self._held: dict[str, list[Held]] = {}
        for one in there.held:
            self._held.setdefault(one.task.article, []).append(one)

    def with_part(self, part: Part) -> tuple[Plan, tuple[Article, ...]]:
        """The plan of some articles, and which of them are not left out for being others under a known name."""
        held = [one for key in part.keys for one in self._held.pop(key, ())]
        part, others = _without_other_articles(part, held, self._replaces)
        self.problems += [*part.problems, *others]
        self.articles += len(part.keys)
        found = plan(
            part.tasks,
            held,
            articles=part.keys,
            pushed=self._pushed,
            unreadable=self._there.unreadable,
            restore=self._restore,
        )
        self._plans.append(found)
        return found, part.articles

    def with_the_rest(self) -> Plan:
        """The plan of all that no part has spoken of: nothing but second copies and what must not be given out."""
        self._plans.append(plan((), [one for several in self._held.values() for one in several], articles=frozenset()))
        return self._plans[-1]

    def with_all(self, parts: Iterable[Part]) -> None:
        """The plans of all parts and of the rest, where nothing is written in between."""
        for part in parts:
            self.with_part(part)
        self.with_the_rest()

    @property
    def plan(self) -> Plan:
        """All plans together."""
        return united(self._plans)


def _without_other_articles(part: Part, held: Sequence[Held], replaces: frozenset[str]) -> tuple[Part, list[Problem]]:
    """Leave out files that have the name of an article on the server and hold another one; nothing of either is touched."""
    by_article: dict[str, list[Task]] = {
        article.key: [] for article in part.articles if article.is_named_by_its_file and article.key not in replaces
    }
    for task in part.tasks:
        if task.article in by_article:
            by_article[task.article].append(task)
    found = {key: (kept, of) for key, kept, of in other_article(by_article, held)}
    problems = [
        Problem(
            kind="another_article",
            where=article.path,
            message=f"it keeps {found[article.key][0]} of the {found[article.key][1]} sentences that were pushed as article"
            f" {article.key!r}, so it seems to be another one of the same name; it was left out",
            hint=f"give it an `id` of its own (manifest or front matter), or push with --replaces {article.key!r}",
        )
        for article in part.articles
        if article.key in found
    ]
    left = Part(
        articles=tuple(article for article in part.articles if article.key not in found),
        tasks=tuple(task for task in part.tasks if task.article not in found),
        withdrawn=part.withdrawn,
        problems=part.problems,
    )
    return left, problems
