"""The connection to a Label Studio, and the one place where its errors become ours."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
from label_studio_sdk.core.api_error import ApiError
from pydantic import SecretStr

from annotator.errors import AnnotatorError, ServerError, SetupError
from annotator.labelstudio import wire

if TYPE_CHECKING:
    from label_studio_sdk import LabelStudio

OLDEST = (1, 23)
"""Oldest Label Studio that is safe to show article text in (stored XSS up to 1.22)."""


class Connection:
    """A client with a token, and what is known of the server."""

    def __init__(self, url: str, client: LabelStudio, http: httpx.Client, version: str) -> None:
        self.url = url
        self.client = client
        self.http = http
        self.version = version

    def task_url(self, project: int, task: int) -> str:
        """Where a person opens this task."""
        return f"{self.url}/projects/{project}/data?task={task}"


@contextmanager
def connect(
    url: str, token: SecretStr | str, *, ca_bundle: Path | None = None, allow_http: bool = False
) -> Iterator[Connection]:
    """A checked connection: the server answers, is a Label Studio of a known version, and takes the token.

    The SDK's own retries are off: it would send a POST again that the server has already applied. The arguments are those of
    `wire.client`.

    Raises:
        SetupError: no such server, not a Label Studio, too old, or the token is refused; what `wire.client` refuses.
    """
    url, token = url.rstrip("/"), token if isinstance(token, SecretStr) else SecretStr(token)
    with wire.client(url, token, ca_bundle=ca_bundle, allow_http=allow_http) as http, errors_of(url):
        version = _version(http, url)
        client = _client(url, http)
        try:
            client.users.whoami()
        except ApiError as error:
            raise _no_label_studio(url, 404) if error.status_code == 404 else error from None
        yield Connection(url, client, http, version)


def _client(url: str, http: httpx.Client) -> LabelStudio:
    # Takes seconds to import: a server that does not answer is told without it. The token is the HTTP client's affair.
    import label_studio_sdk

    untyped: Any = label_studio_sdk.LabelStudio
    made: LabelStudio = untyped(base_url=url, api_key="none", httpx_client=http, max_retries=0)
    return made


def _version(http: httpx.Client, url: str) -> str:
    try:
        answer = http.get("/api/version", headers={"Accept": "application/json"}, auth=None)
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
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        if refused := _refused_certificate(error):
            raise SetupError(
                f"the certificate of {url} is not trusted: {refused}",
                "give the certificates of your own authority with --ca-bundle FILE, or `ca_bundle` in annotator.toml",
            ) from None
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


def _refused_certificate(error: BaseException | None) -> str | None:
    """Why a server's certificate was refused, if that is what happened."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message
        error = error.__cause__ or error.__context__
    return None


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
    if status < 400:
        what = "answers with what is no JSON" if status < 300 else "sends elsewhere"
        return ServerError(
            f"{url} {what} (status {status}); something stands between here and Label Studio",
            "give the address at which Label Studio itself answers; if that is it, call again",
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
