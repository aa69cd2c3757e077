"""The connection to a Label Studio, and the one place where its errors become ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
from label_studio_sdk.core.api_error import ApiError

from annotator.errors import AnnotatorError, ServerError, SetupError
from annotator.labelstudio.people import is_loopback

if TYPE_CHECKING:
    from label_studio_sdk import LabelStudio

OLDEST = (1, 23)
"""Oldest Label Studio that is safe to show article text in (stored XSS up to 1.22)."""

TIMEOUT = httpx.Timeout(300.0, connect=10.0)
"""Seconds: an export of a large project answers only when it is made."""


class Connection:
    """A client with a token, and what is known of the server."""

    def __init__(self, url: str, client: LabelStudio, http: httpx.Client, version: str) -> None:
        self.url = url
        self.client = client
        self.http = http
        self.version = version

    def headers(self) -> dict[str, str]:
        """What authorises a request that is sent without the SDK; an access token that has run out is renewed first."""
        with errors_of(self.url):
            found: dict[str, str] = self.client._client_wrapper.get_headers()  # noqa: SLF001  no public way
            return found

    def task_url(self, project: int, task: int) -> str:
        """Where a person opens this task."""
        return f"{self.url}/projects/{project}/data?task={task}"


@contextmanager
def connect(url: str, token: str) -> Iterator[Connection]:
    """A checked connection: the server answers, is a Label Studio of a known version, and takes the token.

    The SDK's own retries are off: it would send a POST again that the server has already applied.

    Raises:
        SetupError: no such server, not a Label Studio, too old, or the token is refused.
    """
    url = url.rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SetupError(f"{url!r} is no address of a server", "give one that starts with http:// or https://")
    if parts.password:
        raise SetupError(
            f"the address of {parts.hostname} holds a password, which would be written down with it",
            "take it out of the address; a token is all that is needed",
        )
    token = token.strip()
    if not token.isascii() or not token.isprintable() or not token:
        raise SetupError("the token holds characters that no token has", "copy it again into LABEL_STUDIO_API_KEY")
    with httpx.Client(timeout=TIMEOUT, trust_env=not is_loopback(url)) as http, errors_of(url):
        version = _version(http, url)
        client = _client(url, token, http)
        try:
            client.users.whoami()
        except ApiError as error:
            raise _no_label_studio(url, 404) if error.status_code == 404 else error from None
        yield Connection(url, client, http, version)


def _client(url: str, token: str, http: httpx.Client) -> LabelStudio:
    # Takes seconds to import: a server that does not answer is told without it.
    import label_studio_sdk

    untyped: Any = label_studio_sdk.LabelStudio
    made: LabelStudio = untyped(base_url=url, api_key=token, httpx_client=http, max_retries=0)
    return made


def _version(http: httpx.Client, url: str) -> str:
    try:
        answer = http.get(f"{url}/api/version", headers={"Accept": "application/json"})
    except UnicodeError:  # a host's name that cannot be encoded
        raise httpx.InvalidURL(url) from None
    if answer.status_code >= 500:
        raise ServerError(f"{url} failed with status {answer.status_code}", "look at the server's log, then call again")
    try:
        version = answer.json()["release"]
        number = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    except (ValueError, KeyError, TypeError):
        raise _no_label_studio(url, answer.status_code) from None
    if number < OLDEST:
        raise SetupError(
            f"{url} runs Label Studio {version}; the oldest that is supported is {'.'.join(map(str, OLDEST))}",
            "update the server, or use the embedded one: annotator server start",
        )
    return str(version)


def _no_label_studio(url: str, status: int) -> SetupError:
    return SetupError(
        f"{url} answers, but not as a Label Studio (status {status})",
        "give the address of the server itself, without /projects behind it",
    )


@contextmanager
def errors_of(url: str) -> Iterator[None]:
    """Whatever the SDK and httpx raise, as an error that tells the next step; never with headers or the token."""
    try:
        yield
    except AnnotatorError:
        raise
    except ApiError as error:
        raise _told(url, error) from None
    except (httpx.ConnectError, httpx.ConnectTimeout):
        raise SetupError(f"no server answers at {url}", "start it, or correct LABEL_STUDIO_URL") from None
    except (httpx.UnsupportedProtocol, httpx.InvalidURL):
        raise SetupError(
            f"{url!r} is no address of a server", "give one that starts with http:// or https://"
        ) from None
    except httpx.TimeoutException:
        raise ServerError(
            f"{url} did not answer in time; what was sent may still be applied",
            "wait a minute, then call the same command again: it looks at what has arrived first",
        ) from None
    except httpx.HTTPError as error:
        raise ServerError(
            f"the connection to {url} broke ({type(error).__name__})",
            "call the same command again: it looks at what has arrived first",
        ) from None


def _told(url: str, error: ApiError) -> AnnotatorError:
    status = error.status_code or 0
    detail = _detail(error.body)
    if status == 401:
        return SetupError(
            f"{url} refuses the token ({detail})",
            "copy it again from Account & Settings in Label Studio into LABEL_STUDIO_API_KEY",
        )
    if status == 403:
        return SetupError(f"{url} forbids this to the token's owner ({detail})", "use the token of an administrator")
    if status == 404:
        return SetupError(
            f"{url} has no such project or task ({detail})", "`annotator status` says which project is meant"
        )
    if status >= 500:
        return ServerError(f"{url} failed with status {status} ({detail})", "look at the server's log, then call again")
    return ServerError(
        f"{url} refused the request with status {status} ({detail})", "`annotator doctor` compares project and settings"
    )


def _detail(body: Any) -> str:
    """The server's own words, in short: a refused import comes back with the whole task in it."""
    if isinstance(body, dict):
        told = body.get("validation_errors") or body.get("detail") or body
        text = str(told)
    else:
        text = "no reason given" if not body or "<html" in str(body).lower() else str(body)
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:200] + "…"
