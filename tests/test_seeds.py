"""The seed corpus: its articles are read whole, and its labels fit the tasks and keep the rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from annotator import seeds
from annotator.annotation.annotation import Answers
from annotator.annotation.codebook import ClaimAnswer, Status
from annotator.annotation.task import Task, tasks
from annotator.claims.claim import Judgement, judge
from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.formats import read
from annotator.corpus.sentence import normalise, split
from annotator.corpus.speaker import load

SEEDS = Path(__file__).parents[1] / "seeds"
LINKS = "https://example.org/seeds/"
ANNOTATORS = ("annotator-1", "annotator-2")

Key = tuple[str, str, int, int]
"""Article, normalised sentence, occurrence, statement."""


def key_of(label: seeds.Label) -> Key:
    return (label.article, normalise(label.sentence), label.occurrence, label.statement)


@cache
def articles() -> tuple[Article, ...]:
    found = tuple(read([SEEDS]))
    problems = [item for item in found if not isinstance(item, Article)]

    assert problems == []

    return tuple(item for item in found if isinstance(item, Article))


@cache
def seed_tasks() -> dict[Key, Task]:
    pushed: dict[Key, Task] = {}
    for article in articles():
        sentences = split(article)
        for task in tasks(article, sentences, tuple(attribute(article, sentences, load()))):
            pushed[(*task.sentence_key, task.statement)] = task
    # A second push adds a task wherever an annotator saw one more speaker.
    for label in labels():
        if label.answers.another_speaker and not label.by.startswith("reviewer"):
            sentence = [task for task in pushed.values() if task.sentence_key == key_of(label)[:3]]
            last = max(sentence, key=lambda task: task.statement)
            if last.speaker is not None:
                pushed[(*key_of(label)[:3], last.statement + 1)] = last.next_statement(last.statement + 1)
    return pushed


@cache
def labels() -> tuple[seeds.Label, ...]:
    return seeds.labels()


@cache
def by_statement() -> dict[Key, dict[str, Answers]]:
    answers: dict[Key, dict[str, Answers]] = defaultdict(dict)
    for label in labels():
        answers[key_of(label)][label.by] = label.answers
    return dict(answers)


def decisive(answers: Answers) -> tuple[object, ...]:
    """The answers in which two people must not differ (definitions, section 3)."""
    return (
        answers.claim,
        answers.speaker,
        answers.speaker_name,
        answers.status,
        frozenset(answers.disputed_by),
        frozenset(answers.disputed_by_names),
        answers.dispute_kind,
    )


def settled() -> dict[Key, Answers]:
    """What review makes of each statement: the reviewer's answers, else those that both annotators gave."""
    final: dict[Key, Answers] = {}
    for key, given in by_statement().items():
        first, second = (given.get(person) for person in ANNOTATORS)
        if "reviewer" in given:
            final[key] = given["reviewer"]
        elif first and second and decisive(first) == decisive(second) and first.claim is not ClaimAnswer.CANNOT_TELL:
            final[key] = first
    return final


def test_eight_articles_of_every_shape_are_read() -> None:
    """Headers with a day, a month and none; both state agencies; Markdown and JSONL; real and made-up ones."""
    known = {article.key: article for article in articles()}

    assert len(known) == 8
    assert {article.collected_on for article in known.values()} == {"2023-09-20", "2023-09", None}
    assert {article.outlet for article in known.values()} >= {"Azertac", "Armenpress"}
    assert {article.synthetic for article in known.values()} == {True, False}
    assert {article.licence for article in known.values()} == {"CC-BY-4.0"}


def test_made_up_articles_say_so_wherever_they_go() -> None:
    """The title is shown on the labeling page and released; a link of theirs leads nowhere."""
    for article in articles():
        title = article.title or ""

        assert title.endswith("(demonstration text)") == article.synthetic
        assert article.url == (f"{LINKS}{article.key}" if article.synthetic else None)


def test_every_label_names_a_statement_once_a_person() -> None:
    """The sentence is the splitter's exact text, and the statement is one that a push makes a task of."""
    for label in labels():
        assert key_of(label) in seed_tasks(), (
            f"{label.article}: no task for statement {label.statement} of {label.sentence!r}"
        )
        assert label.sentence == seed_tasks()[key_of(label)].sentence

    twice = [who for who, times in Counter((key_of(label), label.by) for label in labels()).items() if times > 1]

    assert twice == []


def test_every_statement_is_labeled() -> None:
    """By both annotators, but for the few that annotator-2 has not reached (README)."""
    for key in seed_tasks():
        assert key in by_statement(), f"{key[0]}: no label for statement {key[3]} of {key[1]!r}"
    missing = Counter(key[0] for key, given in by_statement().items() if not set(ANNOTATORS) <= set(given))

    assert set(missing) == {"satellite-review"}
    assert 3 <= missing.total() <= 5


def test_every_label_keeps_the_rules() -> None:
    """A claim meets R2 to R7 and R11; what is no claim is answered no further."""
    for label in labels():
        answers = label.answers
        if answers.claim is ClaimAnswer.CLAIM:
            judged = judge(answers, seed_tasks()[key_of(label)], load())

            assert isinstance(judged, Judgement), (label, judged)
            assert judged.warnings == ()
        else:
            bare = Answers(claim=answers.claim, confidence=answers.confidence, note=answers.note)

            assert answers == bare, label


def test_evidence_links_lead_to_other_articles_of_the_folder() -> None:
    """No address of a real outlet is invented."""
    linked = {f"{LINKS}{article.key}" for article in articles() if article.synthetic}
    for label in labels():
        for item in label.answers.evidence:
            if "://" in item.citation or item.citation.startswith("www."):
                assert item.citation in linked


def test_each_side_makes_claims_of_every_status() -> None:
    """Eight statements a side at least: enough to see the three statuses of each in a report."""
    claims = [answers for answers in settled().values() if answers.claim is ClaimAnswer.CLAIM]
    for tag in load().tags:
        own = Counter(answers.status for answers in claims if answers.speaker == tag)

        assert own.total() >= 8, tag
        assert set(own) == set(Status), tag
    statuses = Counter(answers.status for answers in claims)

    assert statuses[Status.VERIFIED] >= 5
    assert statuses[Status.DISPUTED] >= 10
    assert statuses[Status.ATTRIBUTED] >= 40


def test_review_has_work_to_do() -> None:
    """Differences over claim, speaker and status, settled ones and one left open; and statements that are no claim."""
    differing = {
        key: (given["annotator-1"], given["annotator-2"], "reviewer" in given)
        for key, given in by_statement().items()
        if set(ANNOTATORS) <= set(given) and decisive(given["annotator-1"]) != decisive(given["annotator-2"])
    }

    assert any(settled_by_reviewer for *_, settled_by_reviewer in differing.values())
    assert any(not settled_by_reviewer for *_, settled_by_reviewer in differing.values())
    assert any(first.claim != second.claim for first, second, _ in differing.values())
    assert any(
        first.speaker != second.speaker for first, second, _ in differing.values() if first.speaker and second.speaker
    )
    assert any(
        first.status != second.status for first, second, _ in differing.values() if first.status and second.status
    )
    answered = {label.answers.claim for label in labels()}

    assert answered == set(ClaimAnswer)
