"""How fast articles are split and attributed, beside spaCy and pysbd on the same text in the same run.

    make benchmark
    python benchmarks/attribution_speed.py [--megabytes 2] [--rounds 5] [--stream 10000] [--compiled WHEEL] [--texts FOLDER]

The text is the project's own: the gold, seed and example articles of this repository, in an order drawn anew for each
repetition; or, with ``--texts``, the .txt files of a folder. What runs on it:

- **annotator**: split and attribute as every command does it: articles in memory in, sentences and statements out.
- **compiled**: the same from a wheel that `make compiled` built, in a process of its own.
- **spaCy**: a blank English pipeline with the sentencizer, and a PhraseMatcher with every name of the registry: sentences
  and the names in them, no grammar, nobody's words.
- **pysbd**: sentences with their offsets and nothing else, on every eighth block, since it is slow.

The text is cut into blocks of about 100 kB. Each block goes through all of them one after the other, in a turning order, and
the whole is repeated, so that whatever else the machine does hits all alike; ratios are taken round by round. Seconds are
CPU seconds of one core (``process_time``); MB are 10⁶ bytes of UTF-8. All are loaded before the clock starts. "First sight"
is the first time that a program meets the text; later rounds find what each keeps of words that it has met.

Then, for annotator alone: one article of 1, 2 and 5 MB; as much of what no article is; and ``annotator check - --json``, which
reads as well, on a stream of articles, a tenth of them and all: CPU seconds with the start of the program, and peak memory.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from annotator.corpus import formats
from annotator.corpus.article import Article
from annotator.corpus.sentence import split
from annotator.corpus.speaker import Registry, load
from annotator.problem import Problem
from annotator.workflow.check import understand

try:
    import pysbd
    import spacy
    from spacy.matcher import PhraseMatcher
except ModuleNotFoundError as missing:
    sys.exit(f"error: {missing.name} is not installed\nnext:  make benchmark")

ROOT = Path(__file__).parents[1]
SOURCES = ("tests/gold/attribution/*/*.txt", "seeds/*.txt", "seeds/*.md", "docs/examples/*/articles/*.txt")
BLOCK = 100_000
"""Bytes."""
SHARE_OF_PYSBD = 8
"""Of so many blocks it gets one."""
MB = 1e6

Run = Callable[[Article], int]
"""Reads one article; gives how many sentences it found."""
Timed = Callable[[Sequence[Article]], float]
"""Reads articles; gives the CPU seconds that it took."""

_CHILD = """
import resource, sys
from pathlib import Path
from annotator.cli import app

try:
    app()
finally:
    # Linux counts the memory of its parent as well, but not there; elsewhere the peak of its life is as good.
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    peaks = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")]
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(*(peaks or [used.ru_maxrss]), used.ru_utime + used.ru_stime, file=sys.stderr)
"""


def main() -> None:
    """Build the text, run all, print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=2.0, help="size of the text")
    parser.add_argument("--rounds", type=int, default=5, help="how often all of it is run")
    parser.add_argument("--stream", type=int, default=10_000, help="articles of the stream; 0 for none, nor long ones")
    parser.add_argument("--compiled", type=Path, help="a wheel of `make compiled`")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files instead of the project's own articles")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    registry = load()
    if options.worker:
        work(registry)
        return
    texts = own_texts() if options.texts is None else texts_in(options.texts)
    conditions(texts)
    with tempfile.TemporaryDirectory() as folder:
        beside(
            texts, registry, options.megabytes, options.rounds, options.compiled and Worker(options.compiled, folder)
        )
    if not options.stream:
        return
    lengths(texts, registry)
    stream(texts, options.stream)


def own_texts() -> list[str]:
    """The bodies of the repository's own articles."""
    paths = [path for pattern in SOURCES for path in sorted(ROOT.glob(pattern)) if path.name != "README.md"]
    # One by one: the same name may stand in two folders.
    read = [article for path in paths for article in formats.read([path]) if not isinstance(article, Problem)]
    assert len(read) == len(paths)
    return [article.text[article.body_start :] for article in read]


def texts_in(folder: Path) -> list[str]:
    """The bodies of a folder's .txt files."""
    read = [article for article in formats.read(sorted(folder.glob("*.txt"))) if not isinstance(article, Problem)]
    return [article.text[article.body_start :] for article in read]


class Worker:
    """The compiled annotator in a process of its own: takes articles, says how many CPU seconds they took."""

    def __init__(self, wheel: Path, folder: str) -> None:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        self._child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", __file__, "--worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": folder},
            text=True,
        )

    def taken(self, articles: Sequence[Article]) -> float:
        """CPU seconds of the other process."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps([article.text for article in articles]) + "\n")
        self._child.stdin.flush()
        return float(self._child.stdout.readline())


def work(registry: Registry) -> None:
    """What the other process does: a line of articles in, a line of seconds out."""
    from annotator.corpus.attribution.cues import verbs

    assert str(verbs.__file__).endswith(".so"), "the wheel is not compiled"
    understand(article_of("Nobody said so."), registry)
    for line in sys.stdin:
        articles = [article_of(text) for text in json.loads(line)]
        print(taken(lambda article: len(understand(article, registry).sentences), articles), flush=True)


def conditions(texts: Sequence[str]) -> None:
    """Say on what and with what it runs."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("nupunkt", "spacy", "pysbd"))
    load_average = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{platform.machine()}, {os.cpu_count()} cores{load_average}; Python {platform.python_version()}, {versions}")
    units = sum(len(split(article_of(text))) for text in texts)
    size = sum(map(size_of, texts))
    print(f"{len(texts)} articles, {size / 1e3:.0f} kB, {size / units:.0f} bytes a sentence")


def article_of(text: str) -> Article:
    """An article as a reader would make it."""
    return Article(key="a", text=text, sha256="0" * 64, path="benchmark")


def size_of(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def blocks_of(texts: Sequence[str], megabytes: float) -> list[list[Article]]:
    """The text: all articles again and again, each time in another order, in blocks."""
    order = random.Random(7)  # noqa: S311 - an order, no secret
    blocks: list[list[Article]] = [[]]
    total = held = 0
    while total < megabytes * MB:
        for text in order.sample(texts, len(texts)):
            blocks[-1].append(article_of(text))
            held += size_of(text)
            if held >= BLOCK:
                total += held
                blocks.append([])
                held = 0
    return blocks[:-1]


def systems(registry: Registry) -> dict[str, Run]:
    """What is compared, each loaded and tried once."""

    def annotator(article: Article) -> int:
        return len(understand(article, registry).sentences)

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("names", [nlp.make_doc(name) for name in names_of(registry)])

    def matched(article: Article) -> int:
        doc = nlp(article.text)
        matcher(doc)
        return sum(1 for _ in doc.sents)

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)

    def segmented(article: Article) -> int:
        return len(segmenter.segment(article.text))

    made: dict[str, Run] = {"annotator": annotator, "spaCy": matched, "pysbd": segmented}
    for run in made.values():
        assert run(article_of("Nobody said so. It rained.")) == 2
    return made


def names_of(registry: Registry) -> list[str]:
    """Every name of the registry."""
    return sorted(
        name
        for one in registry.speakers
        for names in (
            one.names,
            one.demonyms,
            one.regions,
            one.bodies,
            one.outlets,
            one.leaders,
            one.people,
            one.places,
        )
        for name in names
    )


def beside(texts: Sequence[str], registry: Registry, megabytes: float, rounds: int, worker: Worker | None) -> None:
    """All on the same blocks in turn, repeated."""
    runs: dict[str, Timed] = {name: timed(run) for name, run in systems(registry).items()}
    if worker is not None:
        runs = {"annotator": runs.pop("annotator"), "compiled": worker.taken, **runs}
    names = list(runs)
    articles = [article_of(text) for text in texts]
    first = {name: sum(map(size_of, texts)) / run(articles) / MB for name, run in runs.items()}
    blocks = blocks_of(texts, megabytes)
    sizes = [sum(size_of(article.text) for article in block) for block in blocks]
    speeds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        seconds, done = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0)
        for number, block in enumerate(blocks):
            start = (turn + number) % len(names)
            for name in names[start:] + names[:start]:
                if name == "pysbd" and number % SHARE_OF_PYSBD:
                    continue
                seconds[name] += runs[name](block)
                done[name] += sizes[number]
        for name in names:
            speeds[name].append(done[name] / seconds[name] / MB)
    print(f"\n{sum(sizes) / MB:.1f} MB in {len(blocks)} blocks, {rounds} rounds; MB/s on one core")
    print(f"{'':12}{'median':>8}{'least':>8}{'most':>8}{'first sight':>13}{'annotator is':>15}")
    for name, found in speeds.items():
        ratio = median(ours / other for ours, other in zip(speeds["annotator"], found, strict=True))
        print(f"{name:12}{median(found):8.2f}{min(found):8.2f}{max(found):8.2f}{first[name]:13.2f}{ratio:13.2f} ×")


def timed(run: Run) -> Timed:
    """How many CPU seconds something takes for several articles."""
    return lambda articles: taken(run, articles)


def taken(run: Run, articles: Sequence[Article]) -> float:
    """CPU seconds."""
    started = time.process_time()
    for article in articles:
        run(article)
    return time.process_time() - started


def lengths(texts: Sequence[str], registry: Registry) -> None:
    """One article of several lengths, and what no article is."""
    cases: list[tuple[str, Iterable[str]]] = [
        ("one article", (long_text(texts, size) for size in (1, 2, 5))),
        ("in one paragraph", (" ".join(long_text(texts, size).split()) for size in (1, 2, 5))),
        ("one sentence", repeated("the army said that it moved along the road and he denied ")),
        ("commas", repeated(",")),
        ("quotation marks", repeated('"')),
        ("question marks", repeated("?")),
        ("names, 50,000 a MB", repeated("Ada Poe, Ilham Aliyev, ")),
    ]
    print(f"\n{'annotator, one article, s/MB':34}{'1 MB':>8}{'2 MB':>8}{'5 MB':>8}")
    for name, made in cases:
        cells: list[str] = []
        for text in made:
            article = article_of(text)
            started = time.process_time()
            understand(article, registry)
            cells.append(f"{(time.process_time() - started) / size_of(text) * MB:8.2f}")
        print(f"{name:34}{''.join(cells)}", flush=True)


def long_text(texts: Sequence[str], megabytes: float) -> str:
    """The articles, one behind the other, as one text of a length."""
    order = random.Random(11)  # noqa: S311 - an order, no secret
    parts: list[str] = []
    held = 0
    while held < megabytes * MB:
        parts.append(order.choice(texts))
        held += size_of(parts[-1]) + 2
    return "\n\n".join(parts)


def repeated(unit: str) -> Iterator[str]:
    """The same again and again."""
    for megabytes in (1, 2, 5):
        yield unit * int(megabytes * MB / size_of(unit))


def stream(texts: Sequence[str], articles: int) -> None:
    """The command on a stream, a tenth of it and all."""
    print(f"\n{'annotator check - --json, a stream':34}{'articles':>10}{'MB':>8}{'s':>8}{'peak MB':>9}")
    for count in (articles // 10, articles):
        size, seconds, peak = checked(texts, count)
        print(f"{'':34}{count:10,}{size / MB:8.1f}{seconds:8.1f}{peak / MB:9.0f}", flush=True)


def checked(texts: Sequence[str], count: int) -> tuple[int, float, int]:
    """Bytes of text, CPU seconds and peak bytes of the command on so many articles."""
    command = [sys.executable, "-c", _CHILD, "check", "-", "--json"]
    child = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert child.stdin is not None
    assert child.stderr is not None
    size = 0
    for number in range(count):
        text = texts[number % len(texts)]
        size += size_of(text)
        child.stdin.write(json.dumps({"id": f"article-{number}", "text": text}) + "\n")
    child.stdin.close()
    told = child.stderr.read()
    assert child.wait() == 0, f"annotator check ended with {child.returncode}:\n{told}"
    peak, seconds = told.splitlines()[-1].split()
    return size, float(seconds), int(peak)


if __name__ == "__main__":
    main()
