"""The wire: an HTTP client of one server, with what it trusts and the token; refuses what would show the token to others."""

from __future__ import annotations

import ssl
from collections.abc import Generator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from pydantic import SecretStr

from annotator.errors import ServerError, SetupError

TIMEOUT = httpx.Timeout(300.0, connect=10.0)
"""Seconds: an export of a large project answers only when it is made."""


def client(
    url: str, token: SecretStr | None = None, *, ca_bundle: Path | None = None, allow_http: bool = False
) -> httpx.Client:
    """A client of the server at `url`, which may lie under a path; every request carries the token. Redirects are not followed.

    Args:
        url: with http:// or https://; a name and password in it are refused, because addresses are written down.
        token: of either kind; None for what needs none.
        ca_bundle: file with the certificates to trust in place of the usual ones.
        allow_http: the token may go unencrypted to another machine.

    Raises:
        SetupError: the address, the token or the file cannot be used.
    """
    url = url.rstrip("/")
    _check(url, allow_http=allow_http)
    auth = None if token is None else TokenAuth(url, _checked(token))
    # A proxy of the environment is for the world outside, never for this machine.
    return httpx.Client(
        base_url=url, auth=auth, timeout=TIMEOUT, trust_env=not is_loopback(url), verify=_trusted(ca_bundle)
    )


class TokenAuth(httpx.Auth):
    """The token of either kind: a legacy token as it is, a personal access token swapped for one that lives five minutes.

    The SDK would ask for the short one at the root of the host, so that a server under a path is not found, and would keep the
    token in its own objects.
    """

    def __init__(self, url: str, token: SecretStr) -> None:
        self._url = url
        self._token = token
        self._access: str | None = None

    @property
    def _is_legacy(self) -> bool:
        return self._token.get_secret_value().count(".") != 2  # a personal access token is a JWT

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """One request with the token; once more with a new short one where the old one has run out: 401 means not applied."""
        if self._is_legacy:
            request.headers["Authorization"] = f"Token {self._token.get_secret_value()}"
            yield request
            return
        fresh = self._access is None
        if fresh:
            yield from self._renew(request)
        request.headers["Authorization"] = f"Bearer {self._access}"
        response = yield request
        if response.status_code == httpx.codes.UNAUTHORIZED and not fresh:
            yield from self._renew(request)
            request.headers["Authorization"] = f"Bearer {self._access}"
            yield request

    def _renew(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        swap = httpx.Request(
            "POST",
            f"{self._url}/api/token/refresh/",
            json={"refresh": self._token.get_secret_value()},
            extensions={"timeout": request.extensions.get("timeout")},
        )
        response = yield swap
        response.read()
        if response.status_code in (httpx.codes.BAD_REQUEST, httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise SetupError(
                f"{self._url} refuses the personal access token",
                "make a new one under Account & Settings in Label Studio, and export it as LABEL_STUDIO_API_KEY",
            )
        try:
            self._access = str(response.json()["access"])
        except (ValueError, KeyError, TypeError):
            raise ServerError(
                f"{self._url} did not renew the access token (status {response.status_code})",
                "wait a minute, then call the same command again",
            ) from None


def is_loopback(url: str) -> bool:
    """Whether a server is on this machine, so that no proxy of the environment is asked."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check(url: str, *, allow_http: bool) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SetupError(f"{url!r} is no address of a server", "give one that starts with http:// or https://")
    if parts.password or parts.username:
        raise SetupError(
            f"the address of {parts.hostname} holds a name or a password, which would be written down with it",
            "take it out of the address; a token is all that is needed",
        )
    if parts.scheme == "http" and not allow_http and not is_loopback(url):
        raise SetupError(
            f"{url} is not encrypted: everybody on the way could read the token and the labels",
            "use https:// (with --ca-bundle FILE for a certificate of your own), or say --allow-http on a network you trust",
        )


def _checked(token: SecretStr) -> SecretStr:
    bare = token.get_secret_value().strip()
    if not bare or not bare.isascii() or not bare.isprintable():
        raise SetupError("the token holds characters that no token has", "copy it again into LABEL_STUDIO_API_KEY")
    return SecretStr(bare)


def _trusted(ca_bundle: Path | None) -> ssl.SSLContext | bool:
    if ca_bundle is None:
        return True
    try:
        return ssl.create_default_context(cafile=ca_bundle)
    except OSError as error:  # ssl.SSLError is one
        raise SetupError(
            f"{ca_bundle} holds no certificates that can be read: {error.strerror or error}",
            "give a file in PEM form with --ca-bundle or `ca_bundle`",
        ) from None
