"""The command line: what it prints, and two lines and the right exit code for whatever is wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from annotator.cli import app
from annotator.corpus import suggestions
from annotator.corpus.article import Article
from annotator.corpus.speaker import load
from annotator.corpus.statement import FOREIGN
from annotator.labelstudio.server import Server
from annotator.workflow.check import understand

TEXT = "The Azerbaijani defence ministry said that only military targets were hit.\n\nShops were closed on Tuesday.\n"


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Commands are called in a folder of their own, and no embedded server runs in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATOR_SERVER_FOLDER", str(tmp_path / "no-server"))
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "release.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def annotator(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def failed(result: Result, code: int, *said: str) -> None:
    """Two lines on stderr, what and the next step; no traceback."""
    lines = result.stderr.strip().splitlines()
    assert (code, 2) == (result.exit_code, len(lines)), result.output
    assert lines[0].startswith("error: ")
    assert lines[1].startswith("next:  ")
    for words in said:
        assert words in result.stderr


@contextmanager
def answering(status: int, body: bytes) -> Iterator[str]:
    """A server on a real socket that answers everything alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_address[1]}"
        finally:
            listening.shutdown()
            thread.join()


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Point the commands at a server of one's own."""

    def to(url: str, token: str = "0" * 40) -> None:
        monkeypatch.setenv("LABEL_STUDIO_URL", url)
        monkeypatch.setenv("LABEL_STUDIO_API_KEY", token)

    return to


def test_check_shows_sentences_with_speakers() -> None:
    result = annotator("check", "articles")

    assert 0 == result.exit_code
    assert "Baku" in result.stdout
    assert "1 articles read, 0 problems" in result.stdout


def test_check_as_json_has_exact_offsets() -> None:
    lines = [json.loads(line) for line in annotator("check", "articles", "--json").stdout.splitlines()]

    assert [("release", "Baku"), ("release", None)] == [(line["article"], line["speaker"]) for line in lines]
    assert all(line["text"] == TEXT[line["start"] : line["end"]] for line in lines)


def test_check_as_json_hashes_an_article_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For each sentence, it would take the square of an article's length."""
    asked: list[str] = []

    def sha256(article: Article) -> str:
        asked.append(article.key)
        return "0" * 64

    monkeypatch.setattr(Article, "text_sha256", property(sha256))
    lines = annotator("check", "articles", "--json").stdout.splitlines()

    assert (2, ["release"]) == (len(lines), asked)


def test_check_explains_each_statement() -> None:
    result = annotator("check", "articles", "--explain")

    assert 0 == result.exit_code
    assert {"said", "verb", "narrator"} <= set(result.stdout.replace("│", " ").split())


def test_check_says_where_metadata_were_found_and_what_made_the_text(workspace: Path) -> None:
    (workspace / "rows.csv").write_text("nr;body;kopf\n7;Nothing was hit, the ministry said.;T\n", encoding="utf-8")
    columns = ("--column", "id=nr", "--column", "text=body", "--column", "title=kopf")
    shown = annotator("check", "rows.csv", "--explain", *columns)
    told = json.loads(annotator("check", "rows.csv", "--json", *columns).stdout)

    assert 0 == shown.exit_code, shown.output
    assert "title 'T' (column kopf)" in shown.stdout
    assert "text by annotator-csv/1" in shown.stdout
    assert ({"key": "column nr", "title": "column kopf"}, "annotator-csv/1") == (told["origins"], told["converter"])


def test_columns_stand_in_the_settings_as_well(workspace: Path) -> None:
    (workspace / "rows.csv").write_text("nr,body,lang\n7,Nothing was hit.,en\n", encoding="utf-8")
    (workspace / "annotator.toml").write_text('[columns]\nid = "nr"\ntext = "body"\n')
    result = annotator("check", "rows.csv")

    assert 1 == result.exit_code
    assert "not read: 'lang'" in result.stderr
    assert 0 == annotator("check", "rows.csv", "--column", "ignore=lang").exit_code
    failed(annotator("check", "rows.csv", "--column", "body"), 2, "KEY=NAME")


def test_a_pattern_in_quotation_marks(workspace: Path) -> None:
    assert "1 articles read" in annotator("check", "articles/*.txt").stdout
    failed(annotator("check", "articles/*.html"), 1, "Nothing matches")


def test_score_measures_the_tool_and_somebody_else(workspace: Path) -> None:
    """On two sentences that the tool has right and the other one has half right."""
    first, second = ("The Azer", 0), ("Shops", TEXT.index("Shops"))
    ends = (TEXT.index("\n"), TEXT.rindex(".") + 1)
    gold = [
        {"file": "articles/release.txt", "start": start, "end": end, "speaker": speaker}
        for (_, start), end, speaker in zip((first, second), ends, ("Baku", "none"), strict=True)
    ]
    theirs = [{"article": "release", "start": row["start"], "end": row["end"], "speaker": "Baku"} for row in gold]
    (workspace / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)))
    (workspace / "model.jsonl").write_text("\n".join(map(json.dumps, theirs)))

    told = json.loads(annotator("score", "gold.jsonl", "--suggestions", "model.jsonl", "--json").stdout)
    assert (1.0, 0.5) == (told["annotator"]["accuracy"], told["model.jsonl"]["accuracy"])
    assert 1.0 == told["model.jsonl"]["false_of_narrator"]
    assert "speaker accuracy" in annotator("score", "gold.jsonl").stdout
    failed(annotator("score", "nowhere.jsonl"), 1, "nowhere.jsonl")

    (workspace / "model.jsonl").write_text("\n".join(json.dumps(row | {"article": "b"}) for row in theirs))
    elsewhere = annotator("score", "gold.jsonl", "--suggestions", "model.jsonl")
    assert 1 == elsewhere.exit_code
    assert "model.jsonl:1: article b" in elsewhere.stderr
    (workspace / "gold.jsonl").write_text(json.dumps(gold[0] | {"speaker": "Bakku"}))
    failed(annotator("score", "gold.jsonl"), 1, "gold.jsonl:1: 'Bakku'", "Baku, Yerevan")


def test_what_check_prints_can_be_given_back_as_suggestions(workspace: Path) -> None:
    """A line separator within a text ends no line of the file."""
    text = f"BAKU, 3 May\n\nKarabakh\u2028today\n\n{TEXT}Armenia said so, while Baku denied it.\n"
    (workspace / "articles" / "release.txt").write_text(text, encoding="utf-8")
    printed = annotator("check", "articles", "--json").stdout
    (workspace / "model.jsonl").write_text(printed, encoding="utf-8")
    ends = [(line["start"], line["end"]) for line in map(json.loads, printed.strip().split("\n"))]
    gold = [{"file": "articles/release.txt", "start": start, "end": end, "speaker": "Baku"} for start, end in ends]
    (workspace / "gold.jsonl").write_text("\n".join(map(json.dumps, gold)))

    article = Article(key="release", text=text, sha256="0" * 64, path="release.txt")
    rows = suggestions.load(workspace / "model.jsonl").rows
    statements, problems = suggestions.replaced(understand(article, load()).statements, rows, load(), "model.jsonl")
    assert () == problems
    assert {f"{FOREIGN}a file"} == {one.rule for one in statements if one.ordinal == 1}
    assert 0 == annotator("score", "gold.jsonl", "--suggestions", "model.jsonl").exit_code


def test_an_unreadable_article_is_named_and_the_others_go_on(workspace: Path) -> None:
    (workspace / "articles" / "bad.txt").write_bytes(b"good until caf\xe9")
    result = annotator("check", "articles")

    assert 1 == result.exit_code
    assert "1 articles read, 1 problems" in result.stdout
    assert "bad.txt" in result.stderr
    assert "14" in result.stderr


def test_every_problem_is_named_however_many_there_are(workspace: Path) -> None:
    rows = "\n".join('{"id": "a", "text": ""}' for _ in range(15))
    (workspace / "rows.jsonl").write_text(rows + '\n{"id": "b", "text": "Shops were closed."}\n', encoding="utf-8")
    result = annotator("check", "rows.jsonl")

    assert 1 == result.exit_code
    assert "1 articles read, 15 problems" in result.stdout
    assert all(f"rows.jsonl:{number}" in result.stderr for number in range(1, 16))
    assert "more" not in result.stderr


def test_a_path_that_is_not_there() -> None:
    failed(annotator("check", "nowhere"), 1, "nowhere")


def test_nothing_to_read(workspace: Path) -> None:
    (workspace / "empty").mkdir()

    checked = annotator("check", "empty")

    assert (1, True) == (checked.exit_code, checked.stderr.startswith("no article could be read in empty\n"))
    failed(annotator("push", "empty"), 1, "no article")


@pytest.mark.parametrize("command", ["push articles", "pull", "status"])
def test_without_a_server_the_next_command_is_named(command: str, workspace: Path) -> None:
    (workspace / "annotator.toml").write_text("project = 1\n")

    failed(annotator(*command.split()), 3, "annotator server start")


@pytest.mark.parametrize("command", ["pull", "status"])
def test_without_a_project_push_is_named(command: str) -> None:
    failed(annotator(command), 3, "annotator push")


def test_a_server_that_does_not_answer(use: Callable[..., None]) -> None:
    use("http://127.0.0.1:9")
    failed(annotator("push", "articles"), 3, "no server answers at http://127.0.0.1:9")


def test_an_address_without_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABEL_STUDIO_URL", "http://127.0.0.1:9")
    failed(annotator("push", "articles"), 3, "LABEL_STUDIO_API_KEY")


def test_an_address_that_is_none(use: Callable[..., None]) -> None:
    use("labelstudio.example.org")
    failed(annotator("push", "articles"), 3, "http://")


ODD = {
    "a token with odd letters": ("http://127.0.0.1:9", "tökencanary", "token"),
    "a host that cannot be": ("https://x..y", "0" * 40, "no address"),
    "a port that cannot be": ("http://127.0.0.1:bad", "0" * 40, "no address"),
    "a password in it": ("http://me:canary@127.0.0.1:9", "0" * 40, "password"),
}


@pytest.mark.parametrize(("url", "token", "said"), ODD.values(), ids=ODD)
def test_an_odd_address_or_token(use: Callable[..., None], url: str, token: str, said: str) -> None:
    use(url, token)
    result = annotator("push", "articles")

    failed(result, 3, said)
    assert "canary" not in result.output


def test_a_file_name_does_not_speak_to_the_terminal(workspace: Path) -> None:
    (workspace / "odd").mkdir()
    (workspace / "odd" / "\x1b[31mred.txt").write_bytes(b"\xff\xfe")
    result = annotator("push", "odd")

    failed(result, 1, "red.txt")
    assert "\x1b" not in result.output


def test_a_server_that_is_no_label_studio(use: Callable[..., None]) -> None:
    with answering(200, b"<html>hello</html>") as url:
        use(url)
        failed(annotator("push", "articles"), 3, "not as a Label Studio")


def test_a_server_that_is_too_old(use: Callable[..., None]) -> None:
    with answering(200, b'{"release": "1.22.0"}') as url:
        use(url)
        failed(annotator("push", "articles"), 3, "1.22.0", "1.23")


def test_a_server_that_fails(use: Callable[..., None]) -> None:
    with answering(502, b"<html>Bad Gateway</html>") as url:
        use(url)
        failed(annotator("push", "articles"), 4, "502")


def test_settings_that_are_wrong_are_named_with_their_file(workspace: Path) -> None:
    (workspace / "annotator.toml").write_text("[review]\nn = 'two'\n")
    failed(annotator("status"), 3, "annotator.toml", "review.n")


def test_an_unknown_option_is_a_usage_error() -> None:
    assert 2 == annotator("push", "--fast").exit_code


def test_init_makes_a_workspace_once(workspace: Path) -> None:
    assert 0 == annotator("init", "desk").exit_code
    made = {path.name for path in (workspace / "desk").iterdir()}
    (workspace / "desk" / "speakers.toml").write_text("# mine\n")
    again = annotator("init", "desk")

    assert {"annotator.toml", "speakers.toml", ".gitignore", "articles"} == made
    assert "stays as it is" in again.stdout
    assert "# mine\n" == (workspace / "desk" / "speakers.toml").read_text()


def test_the_demo_leaves_an_export_folder_alone_that_is_not_its_own(workspace: Path) -> None:
    (workspace / "exports").mkdir()
    (workspace / "exports" / "claims.csv").write_text("mine")

    failed(annotator("demo"), 2, "claims.csv", "--exports")
    assert "mine" == (workspace / "exports" / "claims.csv").read_text()


def test_the_server_that_does_not_run() -> None:
    failed(annotator("server", "status"), 3, "annotator server start")
    assert "no embedded server" in annotator("server", "stop").stdout


@pytest.mark.server
def test_a_wrong_token_shows_neither_itself_nor_a_traceback(use: Callable[..., None], server: Server) -> None:
    use(server.url, "canary" + "0" * 34)
    result = annotator("push", "articles")

    failed(result, 3, "refuses the token")
    assert "canary" not in result.output


@pytest.mark.server
def test_the_commands_of_a_day(monkeypatch: pytest.MonkeyPatch, server: Server, workspace: Path) -> None:
    """init, people, push twice, status, doctor, pull: what a maintainer types."""
    monkeypatch.setenv("ANNOTATOR_SERVER_FOLDER", str(server.data_folder))
    assert 0 == annotator("init").exit_code

    added = annotator("people", "add", "Judge@day.example.org", "--reviewer")
    assert "password: " in added.stdout
    assert "judge@day.example.org" in (workspace / "annotator.toml").read_text()
    failed(annotator("people", "add", "judge@day.example.org"), 3, "judge@day.example.org")

    dry = annotator("push", "articles", "--dry-run")
    assert "2 create" in dry.stdout
    assert "nothing was written" in dry.stdout
    assert "2 create" in annotator("push", "articles").stdout
    second = json.loads(annotator("push", "articles", "--json").stdout)
    assert (0, 2, 2) == (second["plan"]["create"], second["plan"]["keep"], second["on_server"])

    standing = json.loads(annotator("status", "--json").stdout)
    assert 1 == standing["speakers"]["Baku"]["to do"]
    assert 0 == annotator("doctor").exit_code
    pulled = annotator("pull")
    assert 0 == pulled.exit_code
    assert "claims.csv is empty: nobody has labeled anything yet" in pulled.stdout
    assert "Baku" in annotator("status").stdout


def files(workspace: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in workspace.rglob("*") if path.is_file()}


@pytest.mark.server
def test_looking_writes_nothing(monkeypatch: pytest.MonkeyPatch, server: Server, workspace: Path) -> None:
    """A dry run and status leave the workspace as it was, with a journal and without."""
    monkeypatch.setenv("ANNOTATOR_SERVER_FOLDER", str(server.data_folder))
    annotator("push", "articles")
    project = json.loads(annotator("status", "--json").stdout)["project"]

    before = files(workspace)
    for arguments in (["status"], ["push", "articles", "--dry-run"], ["doctor"]):
        assert 0 == annotator(*arguments).exit_code
    assert before == files(workspace)

    elsewhere = workspace / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert "2 keep" in annotator("push", "../articles", "--dry-run", "--project", str(project)).stdout
    assert {} == files(elsewhere)


@pytest.mark.server
def test_doctor_says_what_is_wrong_and_the_next_command(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    monkeypatch.setenv("ANNOTATOR_SERVER_FOLDER", str(server.data_folder))
    annotator("push", "articles")
    Path("annotator.toml").write_text(Path("annotator.toml").read_text() + "[review]\nn = 3\n")

    result = annotator("doctor")

    assert 3 == result.exit_code
    assert "overlap is 2, and the review rule needs 3" in result.stdout
    assert "next: annotator push" in result.stdout
