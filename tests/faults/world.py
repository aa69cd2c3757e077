"""A small newsroom behind the fault proxy, and what has to be true of it whatever broke.

What the articles say and who labeled what is known here without asking the tool: an article is a list of sentences with one
statement each, and every label bears a note that no other has. The server is asked past the proxy and past the tool's own code.
"""

from __future__ import annotations

import csv
import json
import random
import secrets
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import httpx

from annotator.export.published import is_whole, published
from annotator.labelstudio import people, snapshot
from annotator.labelstudio.results import write_answers
from annotator.labelstudio.server import Server
from tests.faults.command import DEADLINE, Command, Ended
from tests.faults.proxy import Proxy
from tests.made import answers

SETTLES = 1.0
"""Seconds after which a lost request counts as lost: here the proxy decides when the server gets one."""

PEOPLE = ("ana", "ben")
LONGEST = 7
"""Sentences of an article."""

FORMS = (
    "The Azerbaijani defence ministry said that {} positions had been taken.",
    "Shops in {} villages were closed on Tuesday.",
    "The Kolkhida council said that {} bridges had been mined.",
)
"""One statement each, the last by somebody who is now in the registry and now not."""

TABLES = ("claims.csv", "annotations.csv", "undecided.csv", "sentences.csv")

Label = tuple[str, str]
"""Statement and e-mail."""


class BrokenError(AssertionError):
    """Something that must always be true is not."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind


@dataclass
class Accounts:
    """People of one server, each with their own token."""

    server: Server
    tokens: dict[str, str] = field(default_factory=dict)
    """By e-mail."""

    @classmethod
    def made(cls, server: Server) -> Accounts:
        """New accounts for this run."""
        run, told = secrets.token_hex(3), cls(server)
        for name in PEOPLE:
            login = people.add(server.url, server.token(), f"{name}-{run}@torture.example.org")
            told.tokens[login.email] = people.token_of(server.url, login)
        return told


class World:
    """A workspace with articles that change, people who label, and commands that are called in it."""

    def __init__(self, folder: Path, proxy: Proxy, accounts: Accounts, chance: random.Random) -> None:
        self.folder, self.proxy, self.accounts, self.chance = folder, proxy, accounts, chance
        self.articles: dict[str, list[str]] = {}
        self.withdrawn: set[str] = set()
        self.labels: dict[str, Label] = {}
        """Whose label on which statement it is, by the label's note."""
        self.deleted: Counter[tuple[str, str]] = Counter()
        """Tasks that somebody deleted on the server: article and sentence."""
        self.called = 0
        """Commands so far."""
        self._running: Command | None = None
        self._sentences = 0
        self._notes = 0
        self._known = False
        folder.mkdir(parents=True)
        self.know_kolkhida(False)
        for _ in range(2):
            self.add_article()

    # ------------------------------------------------------------------ what editors do

    def sentence(self) -> str:
        """One that stands nowhere yet."""
        self._sentences += 1
        return self.chance.choice(FORMS).format(self._sentences)

    def add_article(self) -> None:
        self.articles[f"article-{len(self.articles) + 1}"] = [self.sentence() for _ in range(4)]
        self.write()

    def insert(self) -> None:
        """A new sentence somewhere, now and then the twin of one that is there."""
        text = self.chance.choice(list(self.articles.values()))
        new = self.chance.choice(text) if self.chance.random() < 0.15 else self.sentence()
        text.insert(self.chance.randrange(len(text) + 1), new)
        self.write()

    def edit(self) -> None:
        text = self.chance.choice(list(self.articles.values()))
        text[self.chance.randrange(len(text))] = self.sentence()
        self.write()

    def cut(self) -> None:
        """A sentence less, where some are left."""
        text = max(self.articles.values(), key=len)
        if len(text) > 2:
            del text[self.chance.randrange(len(text))]
        self.write()

    def withdraw_or_return(self) -> None:
        """One article is withdrawn; or comes back."""
        key = self.chance.choice(list(self.articles))
        if key in self.withdrawn:
            self.withdrawn.remove(key)
        elif len(self.withdrawn) + 1 < len(self.articles):
            self.withdrawn.add(key)
        self.write()

    def know_kolkhida(self, known: bool | None = None) -> None:
        """The registry learns the council's name, or another one for it: suggestions change with it."""
        self._known = not self._known if known is None else known
        shipped = (resources.files("annotator.corpus") / "speakers.toml").read_text(encoding="utf-8")
        name = "Kolkhida" if self._known else "Egrisi"
        text = f'{shipped}\n[[speaker]]\ntag = "Kutaisi"\nparty = "kutaisi"\nnames = ["{name}"]\n'
        (self.folder / "speakers.toml").write_text(text, encoding="utf-8")

    def work(self) -> None:
        """Some edits, so that a push has much to write."""
        for _ in range(self.chance.randrange(2, 6)):
            self.insert()
        for _ in range(self.chance.randrange(3)):
            self.edit()
        while sum(map(len, self.articles.values())) > LONGEST * len(self.articles):
            self.cut()
        if self.chance.random() < 0.1:
            self.know_kolkhida()
        if self.chance.random() < 0.1:
            self.withdraw_or_return()

    def write(self) -> None:
        rows = [
            {"id": key, "text": "\n\n".join(text) + "\n", "withdrawn": key in self.withdrawn}
            for key, text in self.articles.items()
        ]
        (self.folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    @property
    def wanted(self) -> Counter[tuple[str, str]]:
        """How many current tasks of each sentence there have to be: article and sentence."""
        return Counter(
            (key, sentence) for key, text in self.articles.items() if key not in self.withdrawn for sentence in text
        )

    # ------------------------------------------------------------------ what people do on the server

    @property
    def project(self) -> int | None:
        settings = self.folder / "annotator.toml"
        told = settings.read_text(encoding="utf-8") if settings.exists() else ""
        return next((int(line.split("=")[1]) for line in told.splitlines() if line.startswith("project")), None)

    def ask(self, method: str, path: str, *, person: str | None = None, **options: Any) -> Any:
        """One request past the proxy and the tool, the administrator's where no person is named."""
        server = self.accounts.server
        token = self.accounts.tokens[person] if person else server.token()
        with closing(httpx.Client(base_url=server.url, trust_env=False, timeout=60)) as http:
            answer = http.request(method, path, headers={"Authorization": f"Token {token}"}, **options)
            assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
            return answer.json() if answer.content else None

    def on_server(self) -> list[dict[str, Any]]:
        """Every task with its annotations, as the server lists them."""
        if self.project is None:
            return []
        found: list[dict[str, Any]] = []
        while True:
            page = len(found) // 500 + 1
            query = {"project": self.project, "fields": "all", "page_size": 500, "page": page}
            told = self.ask("GET", "/api/tasks/", params=query)
            found += told["tasks"]
            if len(found) >= told["total"]:
                return found

    def label(self) -> None:
        """Somebody submits a label of a task that is theirs to label; nothing where none is left."""
        person = self.chance.choice(list(self.accounts.tokens))
        mine = {uid for uid, email in self.labels.values() if email == person}
        free = [one for one in self.on_server() if one["data"]["uid"] not in mine]
        if not free:
            return
        task = self.chance.choice(free)
        note = self._note()
        self.ask("POST", f"/api/tasks/{task['id']}/annotations/", person=person, json=self._results(note))
        self.labels[note] = (task["data"]["uid"], person)

    def relabel(self) -> None:
        """Somebody changes a label."""
        if found := self._any_label():
            number, note = found
            new, label = self._note(), self.labels.pop(note)
            self.ask("PATCH", f"/api/annotations/{number}/", person=label[1], json=self._results(new))
            self.labels[new] = label

    def unlabel(self) -> None:
        """Somebody deletes a label."""
        if found := self._any_label():
            number, note = found
            self.ask("DELETE", f"/api/annotations/{number}/", person=self.labels[note][1])
            del self.labels[note]

    def delete_task(self) -> None:
        """Somebody deletes a task by hand, with its labels."""
        if there := self.on_server():
            task = self.chance.choice(there)
            self.ask("DELETE", f"/api/tasks/{task['id']}/")
            for one in task["annotations"]:
                del self.labels[_note_of(one)]
            self.deleted[task["data"]["article"], task["data"]["sentence"]] += 1

    def restored(self) -> None:
        """A push has made again what was deleted; but for withdrawn articles, which it leaves as they are."""
        self.deleted = Counter({task: count for task, count in self.deleted.items() if task[0] in self.withdrawn})

    def _any_label(self) -> tuple[int, str] | None:
        every = [(one["id"], _note_of(one)) for task in self.on_server() for one in task["annotations"]]
        return self.chance.choice(every) if every else None

    def _note(self) -> str:
        self._notes += 1
        return f"label {self._notes}"

    def _results(self, note: str) -> dict[str, Any]:
        return {"result": write_answers(answers(note=note), ""), "lead_time": 1.0}

    # ------------------------------------------------------------------ commands

    def call(self, *arguments: str, dies_at_change: int = 0, exports: str = "exports") -> Command:
        """Begin a command in the workspace, through the proxy."""
        self.called += 1
        environment = {
            "LABEL_STUDIO_URL": self.proxy.url,
            "LABEL_STUDIO_API_KEY": self.accounts.server.token(),
            "ANNOTATOR_SETTLE": str(SETTLES),
            "ANNOTATOR_REGISTRY": "speakers.toml",
            "ANNOTATOR_EXPORTS": exports,
            "XDG_STATE_HOME": str(self.folder / "state"),
        }
        self._running = Command(list(arguments), self.folder, environment, dies_at_change=dies_at_change)
        return self._running

    def stop(self) -> None:
        """Whoever ends the torture ends the command that was called last, if it still runs."""
        if self._running is not None:
            self._running.kill()

    def push(self, *more: str) -> Command:
        return self.call("push", "articles.jsonl", *more)

    def done(self, command: Command, *codes: int) -> Ended:
        """Let it end with one of these exit codes (0 where none is named)."""
        ended = command.ended(DEADLINE)
        if ended.code not in (codes or (0,)):
            raise BrokenError("exit code", f"{ended.code} and not {codes or 0}: {ended.said}")
        return ended

    # ------------------------------------------------------------------ what must be true

    def no_label_is_lost(self, there: Sequence[dict[str, Any]] | None = None) -> None:
        """Every label that was made stands on its statement, by its maker; and none that was not made."""
        accounts = {one["id"]: one["email"] for one in self.ask("GET", "/api/users/")}
        found = {
            _note_of(one): (task["data"]["uid"], accounts[one["completed_by"]])
            for task in (self.on_server() if there is None else there)
            for one in task["annotations"]
        }
        if found != self.labels:
            raise BrokenError("lost label", _difference(self.labels, found))

    def converged(self) -> None:
        """Every wanted statement has exactly one current task, no statement has two tasks, and no label is lost."""
        there = self.on_server()
        self.no_label_is_lost(there)
        copies = Counter(one["data"]["uid"] for one in there)
        for uid, count in copies.items():
            untouched = [one for one in there if one["data"]["uid"] == uid and not one["annotations"]]
            if count > 1 and untouched:
                raise BrokenError("duplicate", f"{count} tasks of {uid}, untouched {len(untouched)}")
        unique = {one["data"]["uid"]: one for one in there}.values()
        current = Counter(
            (one["data"]["article"], one["data"]["sentence"]) for one in unique if one["data"]["state"] == "current"
        )
        wanted = self.wanted
        if surplus := current - wanted:
            raise BrokenError("duplicate", f"current, and not wanted so often: {dict(surplus)}")
        if lost := wanted - current - self.deleted:
            raise BrokenError("lost task", f"wanted, and not there: {dict(lost)}")

    def exports_are_whole(self, exports: str = "exports") -> None:
        """What is published, if anything is, is readable and as its manifest says."""
        folder = self.folder / exports
        current = published(folder)
        if current is None:
            if (folder / "claims.csv").exists():
                raise BrokenError("damaged export", "tables without a version")
            return
        if not is_whole(current):
            raise BrokenError("damaged export", f"{current} is not as its manifest says")
        for name in TABLES:
            with (folder / name).open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file, strict=True))
            if not rows or any(len(row) != len(rows[0]) for row in rows):
                raise BrokenError("damaged export", f"{name} has rows of different lengths")

    def tables(self, exports: str = "exports") -> dict[str, bytes]:
        """The published tables."""
        return {path.name: path.read_bytes() for path in sorted((self.folder / exports).glob("*.csv"))}

    def pulled_all(self, exports: str = "exports") -> None:
        """Every label is in the annotations table, on its statement."""
        with (self.folder / exports / "annotations.csv").open(encoding="utf-8", newline="") as file:
            rows = [(row["note"], row["claim_id"]) for row in csv.DictReader(file)]
        wanted = Counter((note, uid) for note, (uid, _) in self.labels.items())
        if Counter(rows) != wanted:
            raise BrokenError("lost label", f"in the tables: {_difference(wanted, Counter(rows))}")

    def snapshots(self) -> list[Path]:
        return sorted((self.folder / ".annotator" / f"project-{self.project}" / "snapshots").glob("*.gz"))

    def snapshots_are_whole(self, seen: set[Path]) -> None:
        """Each that is new can be read."""
        for path in set(self.snapshots()) - seen:
            snapshot.read(path)
            seen.add(path)

    def clear_exports_on_server(self) -> None:
        """What killed pulls have left on the server is not what is tested here."""
        for one in self.ask("GET", f"/api/projects/{self.project}/exports/"):
            self.ask("DELETE", f"/api/projects/{self.project}/exports/{one['id']}")


def _note_of(annotation: dict[str, Any]) -> str:
    return next(str(one["value"]["text"][0]) for one in annotation["result"] if one["from_name"] == "note")


def _difference(wanted: Any, found: Any) -> str:
    return f"missing {dict(wanted.items() - found.items())}, beside them {dict(found.items() - wanted.items())}"
