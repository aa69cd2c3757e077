"""Accounts that can log in to Label Studio.

A user made through the API has no password and cannot be given one, so accounts are made the way people make them: the
administrator's invite link, and its sign-up form. https://labelstud.io/guide/signup
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from annotator.errors import ServerError, SetupError
from annotator.labelstudio import wire
from annotator.record import Record


class Login(Record):
    """What a person types on the login page."""

    email: str
    """In lower case, as Label Studio keeps it."""
    password: str


def add(
    url: str,
    token: SecretStr | str,
    email: str,
    *,
    password: str | None = None,
    ca_bundle: Path | None = None,
    allow_http: bool = False,
) -> Login:
    """Make an account in the token owner's organisation; its password is told here and nowhere else.

    Args:
        url: the server.
        token: API token of a member (legacy, or a personal access token).
        email: need not exist; nothing is sent to it. Upper and lower case are the same to Label Studio.
        password: at least 8 characters; a random one if none is given.
        ca_bundle: as `wire.client` takes it.
        allow_http: as `wire.client` takes it.

    Raises:
        SetupError: the account exists already (it stays as it is), the token or the e-mail is refused.
        ServerError: no proper answer.
    """
    login = Login(email=email.strip().lower(), password=password or secrets.token_urlsafe(12))
    owner = token if isinstance(token, SecretStr) else SecretStr(token)
    with _talk(url, owner, ca_bundle=ca_bundle, allow_http=allow_http) as http:
        if login.email in _emails(http):
            raise _exists(login.email, url)
        invite = _json(http.get("/api/invite"))
    with _talk(url, ca_bundle=ca_bundle, allow_http=allow_http) as http:
        form = f"/user/signup/?{urlsplit(str(invite['invite_url'])).query}"
        answer = _submit(http, form, login)
        if answer.status_code == httpx.codes.FOUND:
            return login
        if answer.status_code != httpx.codes.OK:
            raise _unexpected(answer)
        complaint = _complaint(answer.text)  # the form once more, with what is wrong
        if "already exists" in complaint:  # somebody was quicker, or it is in no organisation
            raise _exists(login.email, url)
        raise SetupError(f"Label Studio refuses the account {login.email}: {complaint}", "correct it, and try again")


def token_of(url: str, login: Login) -> str:
    """That person's own API token: the legacy one where the server takes it, else a new personal access token.

    Raises:
        SetupError: wrong e-mail or password, or the person has a personal access token already (it is shown only once).
        ServerError: no proper answer.
    """
    with _talk(url) as http:
        answer = _submit(http, "/user/login/", login)
        if answer.status_code == httpx.codes.OK:  # the form once more
            raise SetupError(f"{login.email} cannot log in at {url} with this password", "check both")
        if answer.status_code != httpx.codes.FOUND:
            raise _unexpected(answer)
        legacy = str(_json(http.get("/api/current-user/token"))["token"])
        with _talk(url, SecretStr(legacy)) as stranger:  # without the session: does the token open the door by itself?
            if stranger.get("/api/current-user/whoami").is_success:
                return legacy
        made = http.post("/api/token/", headers={"X-CSRFToken": http.cookies["csrftoken"]})
        if made.status_code == httpx.codes.CONFLICT:
            raise SetupError(
                f"{login.email} has a personal access token already, and Label Studio shows it only once",
                f"use that one, or delete it under Account & Settings at {url} and try again",
            )
        return str(_json(made)["token"])


@contextmanager
def _talk(
    url: str, token: SecretStr | None = None, *, ca_bundle: Path | None = None, allow_http: bool = False
) -> Iterator[httpx.Client]:
    """A client of the server, whose failures are ours."""
    try:
        with wire.client(url, token, ca_bundle=ca_bundle, allow_http=allow_http) as http:
            yield http
    except (httpx.ConnectError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise SetupError(
            f"no Label Studio at {url}: {error}", "check the URL, or start a server: annotator server start"
        ) from error
    except httpx.HTTPError as error:
        raise ServerError(f"{url} did not answer: {error or type(error).__name__}", "try again") from error


def _emails(http: httpx.Client) -> set[str]:
    answer = _answered(http.get("/api/users/"))
    return {str(user["email"]).lower() for user in answer.json()}


def _submit(http: httpx.Client, form: str, login: Login) -> httpx.Response:
    """Fill in and send one of Label Studio's forms as a browser does."""
    _answered(http.get(form))  # sets the cookie that the form's own token must match
    fields = {"email": login.email, "password": login.password, "csrfmiddlewaretoken": http.cookies["csrftoken"]}
    return http.post(form, data=fields, headers={"Referer": str(http.base_url)})


def _complaint(page: str) -> str:
    """What a form that came back says is wrong."""
    errors = re.findall(r'class="field_errors">(.*?)</ul>', page, re.DOTALL)
    words = [" ".join(unescape(re.sub(r"<[^>]+>", " ", error)).split()) for error in errors]
    return " ".join(words) or "it does not say why"


def _answered(answer: httpx.Response) -> httpx.Response:
    """The answer if it is a good one."""
    if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise SetupError(
            f"{answer.url.host} refuses the token ({answer.status_code})",
            "take a valid one from Account & Settings on its page",
        )
    if not answer.is_success:
        raise _unexpected(answer)
    return answer


def _json(answer: httpx.Response) -> dict[str, object]:
    try:
        return dict(_answered(answer).json())
    except ValueError as error:
        raise _unexpected(answer) from error


def _exists(email: str, url: str) -> SetupError:
    return SetupError(
        f"there is an account {email} already; it was left as it is",
        f"log in with it at {url}, or add the person under another e-mail",
    )


def _unexpected(answer: httpx.Response) -> ServerError:
    return ServerError(
        f"Label Studio answered {answer.status_code} to {answer.request.method} {answer.request.url.path}",
        "is it a Label Studio of version 1.23? Try again, or look at its log",
    )
