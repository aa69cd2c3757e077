"""The way to a server: both tokens, a path, TLS, and what is refused before a token leaves this machine."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from annotator import workflow
from annotator.errors import ServerError, SetupError
from annotator.labelstudio import people, wire
from annotator.labelstudio.connection import connect
from annotator.labelstudio.server import Server
from annotator.settings import Settings
from tests.desk import again
from tests.faults.proxy import Proxy
from tests.faults.wire import UNAUTHORIZED, redirect

pytestmark = pytest.mark.server


@pytest.fixture(params=["legacy", "personal"])
def token(request: pytest.FixtureRequest, server: Server, personal_token: str) -> SecretStr:
    return SecretStr(server.token() if request.param == "legacy" else personal_token)


@pytest.fixture
def prefixed(server: Server) -> Iterator[Proxy]:
    with Proxy(server.url, prefix="/labels") as listening:
        yield listening


def test_a_server_under_a_path_takes_both_tokens(prefixed: Proxy, token: SecretStr, workspace: Settings) -> None:
    external = workspace.model_copy(update={"server_folder": None, "url": f"{prefixed.url}/", "api_key": token})

    assert 3 == len(workflow.push([workspace.workspace / "articles"], external).plan.create)
    pulled = workflow.pull(again(external))

    assert 3 == pulled.dataset.counts.statements
    assert all("nothing" == one.fault for one in prefixed.requests)


def test_people_are_added_under_a_path(prefixed: Proxy, token: SecretStr) -> None:
    email = f"path-{token.get_secret_value().count('.')}@wire.example.org"
    assert email == people.add(prefixed.url, token, email).email


def test_a_personal_token_is_renewed_when_its_access_token_has_run_out(server: Server, personal_token: str) -> None:
    """401 says that nothing was applied, so the request goes once more; a second 401 is told."""
    with Proxy(server.url) as proxy:
        with connect(proxy.url, personal_token) as connection:
            proxy.on("GET", r"/api/projects", UNAUTHORIZED)
            list(connection.client.projects.list())
            assert 2 == len(proxy.seen("POST", r"/api/token/refresh/"))
        with connect(proxy.url, personal_token) as connection:
            proxy.on("GET", r"/api/users", UNAUTHORIZED, times=2)
            with pytest.raises(Exception, match="401"):
                list(connection.client.users.list())


def test_a_token_that_is_refused_is_told_without_being_shown(server: Server, personal_token: str) -> None:
    for wrong in ("0" * 40, personal_token[:-4] + "AAAA"):
        with pytest.raises(SetupError, match="token") as told, connect(server.url, wrong):
            pass
        assert wrong not in f"{told.value.message} {told.value.hint}"


def test_a_certificate_of_ones_own_needs_its_bundle(
    server: Server, certificate: tuple[str, str], token: SecretStr
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate)
    with Proxy(server.url, tls=tls) as proxy:
        with pytest.raises(SetupError, match="not trusted") as told, connect(proxy.url, token):
            pass
        assert "--ca-bundle" in told.value.hint
        assert [] == proxy.requests
        with connect(proxy.url, token, ca_bundle=Path(certificate[0])) as connection:
            assert list(connection.client.users.list())


def test_a_bundle_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "bundle.pem").write_text("no certificate")
    for path in (tmp_path / "bundle.pem", tmp_path / "missing.pem"):
        with pytest.raises(SetupError, match="no certificates"):
            wire.client("https://labels.example.org", ca_bundle=path)


def test_a_token_goes_unencrypted_to_this_machine_only(tmp_path: Path) -> None:
    for url in ("http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080", "https://labels.example.org"):
        wire.client(url, SecretStr("t")).close()
    for url in ("http://labels.example.org", "http://10.0.0.5:8080/labels", "http://localhost.example.org"):
        with pytest.raises(SetupError, match="not encrypted"):
            wire.client(url, SecretStr("t"))
        wire.client(url, SecretStr("t"), allow_http=True).close()


@pytest.mark.parametrize(
    "url", ["https://me:secret@labels.example.org", "https://token@labels.example.org", "ftp://x", "labels"]
)
def test_an_address_that_cannot_be_used_is_told(url: str) -> None:
    with pytest.raises(SetupError) as told:
        wire.client(url)
    assert "secret" not in told.value.message


def test_a_redirect_is_not_followed_and_takes_no_token_along(server: Server) -> None:
    with Proxy(server.url) as elsewhere, Proxy(server.url) as proxy:
        proxy.on("GET", r"/api/current-user/whoami", redirect(302, f"{elsewhere.url}/api/current-user/whoami"))
        with pytest.raises(ServerError, match="sends elsewhere"), connect(proxy.url, server.token()):
            pass
        assert [] == elsewhere.requests


def test_nobody_hears_of_a_token_where_no_server_is(server: Server) -> None:
    began = time.monotonic()
    with (
        Proxy(server.url) as proxy,
        proxy.refusing(),
        pytest.raises(SetupError, match="no server answers"),
        connect(proxy.url, "t"),
    ):
        pass
    assert time.monotonic() - began < 5
