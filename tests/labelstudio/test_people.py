"""Accounts: they can log in, their tokens work, and none is touched twice."""

from __future__ import annotations

import uuid
from pathlib import Path

import httpx
import pytest

from annotator.errors import SetupError
from annotator.labelstudio import people
from annotator.labelstudio import server as embedded
from annotator.labelstudio.people import Login
from annotator.labelstudio.server import Server


@pytest.fixture
def email() -> str:
    """An address that nobody on the server has."""
    return f"anna-{uuid.uuid4().hex[:8]}@example.org"


def whoami(server: Server, authorization: str) -> httpx.Response:
    """Who the server takes the bearer of a token for."""
    headers = {"Authorization": authorization}
    return httpx.get(f"{server.url}/api/current-user/whoami", headers=headers, trust_env=False, timeout=30)


@pytest.mark.server
def test_an_account_can_log_in(server: Server, email: str) -> None:
    """The e-mail and the password open the login page's form, and the token is that person's own."""
    login = people.add(server.url, server.token(), email)
    token = people.token_of(server.url, login)

    assert token != server.token()
    assert email == whoami(server, f"Token {token}").json()["email"]


@pytest.mark.server
def test_a_password_can_be_given(server: Server, email: str) -> None:
    """A chosen password is used as it is."""
    login = people.add(server.url, server.token(), email, password="chosen-by-hand")

    assert Login(email=email, password="chosen-by-hand") == login
    assert people.token_of(server.url, login)


@pytest.mark.server
def test_passwords_differ_and_are_long(server: Server, email: str) -> None:
    """Each account has a random password of its own."""
    one, other = (people.add(server.url, server.token(), f"{name}-{email}") for name in ("one", "other"))

    assert one.password != other.password
    assert len(one.password) >= 16


@pytest.mark.server
def test_adding_twice_loses_nothing(server: Server, email: str) -> None:
    """An account that exists is refused, in whatever case it is written, and stays as it was."""
    login = people.add(server.url, server.token(), email)

    with pytest.raises(SetupError, match="already"):
        people.add(server.url, server.token(), email.upper(), password="another-password")
    assert people.token_of(server.url, login)


@pytest.mark.server
@pytest.mark.parametrize(
    ("email", "password", "reason"),
    [("nonsense", None, "valid email"), ("short@example.org", "short", "8–128 characters")],
)
def test_a_refusal_says_why(server: Server, email: str, password: str | None, reason: str) -> None:
    """What Label Studio's form complains of is passed on."""
    with pytest.raises(SetupError, match=reason):
        people.add(server.url, server.token(), email, password=password)


@pytest.mark.server
def test_a_wrong_password_is_a_setup_error(server: Server) -> None:
    """The form comes back with 200; that is no success."""
    with pytest.raises(SetupError, match="cannot log in"):
        people.token_of(server.url, Login(email=server.login().email, password="not-the-password"))


@pytest.mark.server
def test_a_wrong_token_is_a_setup_error_and_is_not_shown(server: Server, email: str) -> None:
    """The message names the server, not the token."""
    with pytest.raises(SetupError) as caught:
        people.add(server.url, "0" * 40, email)

    assert "0000" not in caught.value.message + caught.value.hint


@pytest.mark.server
def test_without_legacy_tokens_a_personal_one_is_made(tmp_path: Path, email: str) -> None:
    """Where the server lets no legacy token in, a person gets a personal access token, which can add people too."""
    folder = tmp_path / "data"
    own = embedded.start(folder)  # of its own: the other tests need their tokens
    try:
        login = people.add(own.url, own.token(), email)
        switched = httpx.post(
            f"{own.url}/api/jwt/settings",
            json={"api_tokens_enabled": True, "legacy_api_tokens_enabled": False},
            headers={"Authorization": f"Token {own.token()}"},
            trust_env=False,
        )
        assert switched.is_success
        with pytest.raises(SetupError, match="refuses the token"):
            people.add(own.url, own.token(), f"second-{email}")

        token = people.token_of(own.url, login)

        assert f"second-{email}" == people.add(own.url, token, f"second-{email}").email
        with pytest.raises(SetupError, match="only once"):
            people.token_of(own.url, login)
    finally:
        embedded.stop(folder)


def test_no_server_is_a_setup_error(email: str) -> None:
    """Nothing listens: the next command is named."""
    with pytest.raises(SetupError) as caught:
        people.add("http://127.0.0.1:9", "token", email)

    assert "annotator server start" in caught.value.hint
