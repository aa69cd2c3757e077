"""What every test may use: records made in one line, a clean environment, and the Label Studio that the session boots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import httpx
import hypothesis
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from annotator.corpus import speaker
from annotator.corpus.speaker import Registry
from annotator.labelstudio import people
from annotator.labelstudio import server as embedded
from annotator.labelstudio.connection import Connection, connect
from annotator.labelstudio.people import Login
from annotator.settings import Settings
from tests.desk import ARTICLE, Desk, pushed

# How long one example takes says how busy the machine is, not whether the law holds. Continuous integration tries the same
# examples each time, so that it judges the change; everywhere else new ones are tried.
hypothesis.settings.register_profile("annotator", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("annotator")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long run is for those who ask for it; `-m server` alone does not."""
    if "torture" not in config.option.markexpr:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("torture")])
        items[:] = [item for item in items if not item.get_closest_marker("torture")]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say below everything else what was left out, and what brings it."""
    yield
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted({told.partition("left out: ")[2].rstrip("')") for told in skipped if "left out: " in told}):
        count = sum(reason in told for told in skipped)
        terminalreporter.write_line(f"{count} tests left out: {reason}", yellow=True)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No setting of whoever runs the tests reaches them, and they leave no locks among that person's files."""
    for name in list(os.environ):
        if name.startswith(("LABEL_STUDIO_", "ANNOTATOR_")) and name != "ANNOTATOR_CACHE_FOLDER":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))


@pytest.fixture(scope="session")
def registry() -> Registry:
    """The registry that comes with the tool."""
    return speaker.load()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Server]:
    """The Label Studio of this session, from the kept copy if there is one; ended afterwards."""
    folder = tmp_path_factory.mktemp("label-studio")
    yield embedded.start(folder)
    embedded.stop(folder)


@pytest.fixture(scope="session")
def persons(server: embedded.Server) -> dict[str, Login]:
    """Three people who can log in."""
    return {
        name: people.add(server.url, server.token(), f"{name}@workflow.example.org") for name in ("ana", "ben", "judge")
    }


@pytest.fixture
def workspace(server: embedded.Server, tmp_path: Path) -> Settings:
    """An empty workspace with one article, on the session's server."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "release.txt").write_text(ARTICLE, encoding="utf-8")
    return Settings(workspace=tmp_path, server_folder=server.data_folder, exports=tmp_path / "exports")


@pytest.fixture
def desk(server: embedded.Server, persons: dict[str, Login], workspace: Settings) -> Desk:
    """The workspace's article pushed, and people ready to label it."""
    project = pushed(workspace).project
    assert project is not None
    return Desk(server, persons, project)


@pytest.fixture
def admin(server: embedded.Server) -> Iterator[Connection]:
    with connect(server.url, server.token()) as connection:
        yield connection


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for 127.0.0.1 that nobody has signed but itself, and its key: two files."""
    folder = tmp_path_factory.mktemp("tls")
    files = (str(folder / "certificate.pem"), str(folder / "key.pem"))
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files


@pytest.fixture(scope="session")
def personal_token(server: embedded.Server) -> str:
    """A personal access token of the administrator's."""
    with httpx.Client(base_url=server.url, trust_env=False) as http:
        http.get("/user/login/")
        login = server.login()
        form = {"csrfmiddlewaretoken": http.cookies["csrftoken"], "email": login.email, "password": login.password}
        http.post("/user/login/", data=form, headers={"Referer": server.url})
        made = http.post("/api/token/", headers={"X-CSRFToken": http.cookies["csrftoken"]})
        return str(made.json()["token"])
