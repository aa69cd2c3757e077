"""The failures of the wire: what a server gets, and what its client gets.

A fault says two things that have nothing to do with each other: whether and when the server gets the request (`Apply`), and
what the client gets (`Answer`). So every failure comes in both kinds, and the client cannot tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

import orjson


class Apply(Enum):
    """Whether the server gets the request."""

    BEFORE = auto()
    """Before the client is answered."""
    NEVER = auto()
    HALF = auto()
    """Half of the body, then the connection to the server is closed."""
    LATE = auto()
    """Some seconds after the client was answered."""


@dataclass(frozen=True)
class Response:
    """An answer on its way to the client."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str, value: str) -> Response:
        """The same with one header set."""
        kept = tuple((key, old) for key, old in self.headers if key.lower() != name.lower())
        return replace(self, headers=(*kept, (name, value)))


def page(status: int, **headers: str) -> Response:
    """What a gateway says: a page in HTML."""
    body = f"<html><head><title>{status}</title></head><body><center>nginx</center></body></html>".encode()
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Response(status, (("Content-Type", "text/html"), *told), body)


@dataclass(frozen=True)
class Answer:
    """What the client gets. Without anything set: what the server said."""

    instead: Response | None = None
    """This in place of what the server said."""
    changed: Callable[[Response], Response] | None = None
    """The server's answer in another form."""
    after: float = 0.0
    """Seconds until the first byte."""
    keep: float = 1.0
    """Which share of the body is sent before the connection ends; the head has the length of the whole."""
    silent: bool = False
    """Not even a status line is sent before the connection ends."""
    reset: bool = False
    """The connection ends with a reset in place of a proper end."""
    drip: float = 0.0
    """Seconds between two bytes of the body."""

    @property
    def ends_early(self) -> bool:
        return self.silent or self.keep < 1.0


@dataclass(frozen=True)
class Fault:
    """One way in which a request goes wrong."""

    name: str
    apply: Apply = Apply.BEFORE
    answer: Answer = Answer()
    late: float = 1.0
    """Seconds after the answer at which a late request is applied."""
    arrived: Callable[[], None] | None = None
    """Called when the request has arrived and before anything is done with it: a kill point."""
    applied: Callable[[], None] | None = None
    """Called when the server has answered and before the client is: a kill point."""


def half_of_every_list(response: Response) -> Response:
    """Well-formed JSON with fewer items than there are."""

    def cut(value: Any) -> Any:
        if isinstance(value, list):
            return value[: len(value) // 2]
        return {key: cut(item) for key, item in value.items()} if isinstance(value, dict) else value

    try:
        return replace(response, body=orjson.dumps(cut(orjson.loads(response.body))))
    except orjson.JSONDecodeError:  # no JSON, so there is nothing to cut
        return response


def as_text(response: Response) -> Response:
    """The same body, said to be text."""
    return response.header("Content-Type", "text/plain")


_RESET, _CLOSE = Answer(silent=True, reset=True), Answer(silent=True)

PASS = Fault("nothing")
RESET_BEFORE = Fault("reset before apply", Apply.NEVER, _RESET)
RESET_AFTER = Fault("reset after apply", Apply.BEFORE, _RESET)
CLOSE_BEFORE = Fault("close before apply", Apply.NEVER, _CLOSE)
CLOSE_AFTER = LOST_ANSWER = Fault("close after apply", Apply.BEFORE, _CLOSE)
HALF_REQUEST = Fault("half request", Apply.HALF, _RESET)
RESET_MID_ANSWER = Fault("reset mid-answer", Apply.BEFORE, Answer(keep=0.5, reset=True))
TRUNCATED = Fault("truncated body", Apply.BEFORE, Answer(keep=0.5))
CUT_JSON = Fault("cut JSON", Apply.BEFORE, Answer(changed=half_of_every_list))
HTML = Fault("HTML for JSON", Apply.BEFORE, Answer(instead=page(200)))
WRONG_TYPE = Fault("wrong content type", Apply.BEFORE, Answer(changed=as_text))
UNAUTHORIZED = Fault(
    "401",
    Apply.NEVER,
    Answer(instead=Response(401, (("Content-Type", "application/json"),), b'{"detail":"Invalid token."}')),
)
FORBIDDEN = Fault(
    "403",
    Apply.NEVER,
    Answer(instead=Response(403, (("Content-Type", "application/json"),), b'{"detail":"Forbidden"}')),
)
NOT_FOUND = Fault("404", Apply.NEVER, Answer(instead=page(404)))
TOO_LARGE = Fault("413", Apply.NEVER, Answer(instead=page(413)))


def status_before(status: int) -> Fault:
    """A gateway's page, and the server knows of nothing."""
    return Fault(f"{status} before apply", Apply.NEVER, Answer(instead=page(status)))


def status_after(status: int) -> Fault:
    """A gateway's page, and the server has done it all the same."""
    return Fault(f"{status} after apply", Apply.BEFORE, Answer(instead=page(status)))


def too_many(seconds: int) -> Fault:
    """429 with the time after which to come again."""
    return Fault("429", Apply.NEVER, Answer(instead=page(429, Retry_After=str(seconds))))


def redirect(status: int, where: str) -> Fault:
    """Sent elsewhere."""
    return Fault(str(status), Apply.NEVER, Answer(instead=page(status, Location=where)))


def slow(seconds: float) -> Fault:
    """Applied at once, and answered after some seconds."""
    return Fault(f"answer after {seconds} s", Apply.BEFORE, Answer(after=seconds))


def late(seconds: float) -> Fault:
    """Reset at once, and applied some seconds later."""
    return Fault(f"applied {seconds} s after the reset", Apply.LATE, _RESET, late=seconds)


def drip(seconds: float) -> Fault:
    """One byte of the body at a time."""
    return Fault(f"a byte each {seconds} s", Apply.BEFORE, Answer(drip=seconds))


EVERY_FAULT = (
    RESET_BEFORE, RESET_AFTER, CLOSE_BEFORE, CLOSE_AFTER, HALF_REQUEST, RESET_MID_ANSWER, TRUNCATED, CUT_JSON, HTML,
    WRONG_TYPE, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TOO_LARGE, too_many(1), slow(0.5), late(0.5), drip(0.0001),
    *(kind(status) for status in (500, 502, 503, 504) for kind in (status_before, status_after)),
    *(redirect(status, "/user/login/") for status in (301, 302, 307)),
)  # fmt: skip
"""Every fault of the wire by which the server may or may not have applied a request."""
