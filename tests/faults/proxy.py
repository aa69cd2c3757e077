"""A proxy on a real socket in front of a real server, which breaks what it is told to break.

    with Proxy(server.url) as proxy:
        proxy.on("POST", r"/import", LOST_ANSWER, nth=2)    # the second import is applied, and its answer never comes
        ...                                                 # whatever talks to proxy.url
        assert 3 == len(proxy.seen("POST", r"/import"))

A fault says two things that have nothing to do with each other: whether and when the server gets the request (`Apply`), and
what the client gets (`Answer`). So every failure of the wire comes in both kinds, and the client cannot tell them apart.
"""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

import orjson

UPSTREAM_TIMEOUT = 300.0
_NOT_FORWARDED = {"connection", "keep-alive", "transfer-encoding", "accept-encoding", "content-length"}


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

    return replace(response, body=orjson.dumps(cut(orjson.loads(response.body))))


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
    WRONG_TYPE, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, TOO_LARGE, too_many(1), slow(0.5), late(0.5), drip(0.001),
    *(kind(status) for status in (500, 502, 503, 504) for kind in (status_before, status_after)),
    *(redirect(status, "/user/login/") for status in (301, 302, 307)),
)  # fmt: skip
"""Every fault of the wire by which the server may or may not have applied a request."""


@dataclass(frozen=True)
class Request:
    """What a client sent, and what became of it."""

    number: int
    method: str
    target: str
    """Path and query, without the proxy's own prefix."""
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes
    at: float
    """`time.monotonic` when it had arrived."""
    fault: str

    @property
    def path(self) -> str:
        return urlsplit(self.target).path


@dataclass
class _Rule:
    method: str
    path: re.Pattern[str]
    fault: Fault
    nth: int
    times: int
    matched: int = 0

    def wants(self, method: str, target: str) -> bool:
        if self.method not in ("*", method) or not self.path.search(target):
            return False
        self.matched += 1
        return self.nth <= self.matched < self.nth + self.times


class Proxy:
    """Listens on a free port of 127.0.0.1 while the context lasts.

    Args:
        upstream: address of the real server.
        prefix: path under which the server seems to be, such as ``/labels``; anything else is 404.
        tls: with a certificate in it, clients have to speak TLS.
    """

    def __init__(self, upstream: str, *, prefix: str = "", tls: ssl.SSLContext | None = None) -> None:
        self.upstream = upstream
        self.prefix = prefix
        self.tls = tls
        self.requests: list[Request] = []
        self.errors: list[BaseException] = []
        self._rules: list[_Rule] = []
        self._late: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._port = 0
        self._listening: _Listener | None = None

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self._port}{self.prefix}"

    def __enter__(self) -> Self:
        self._listen()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._close()
        self.settle()
        if self.errors and kind is None:
            raise self.errors[0]

    def on(self, method: str, path: str, fault: Fault, *, nth: int = 1, times: int = 1) -> None:
        """Break the nth request of this method (``*`` for any) whose path and query hold this pattern, and those behind it.

        Requests are counted from now on. The rule that was given first wins.
        """
        with self._lock:
            self._rules.append(_Rule(method, re.compile(path), fault, nth, times))

    def clear(self) -> None:
        """Forget rules and requests."""
        with self._lock:
            self._rules.clear()
            self.requests.clear()

    def seen(self, method: str, path: str) -> list[Request]:
        """The requests so far of this method (``*`` for any) whose path and query hold this pattern."""
        return [one for one in self.requests if method in ("*", one.method) and re.search(path, one.target)]

    def settle(self) -> None:
        """Wait until the server has got every late request."""
        for thread in self._late:
            thread.join()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Nobody listens on the port for a while."""
        self._close()
        try:
            yield
        finally:
            self._listen()

    def _listen(self) -> None:
        self._listening = _Listener(self, self._port)
        self._port = self._listening.server_address[1]
        threading.Thread(target=self._listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def _close(self) -> None:
        if self._listening is not None:
            self._listening.shutdown()
            self._listening.server_close()
            self._listening = None

    def take(self, method: str, target: str, headers: dict[str, str], body: bytes) -> tuple[Request, Fault]:
        """Write a request down, and find out what is to become of it."""
        with self._lock:
            fault = next((rule.fault for rule in self._rules if rule.wants(method, target)), PASS)
            request = Request(len(self.requests) + 1, method, target, headers, body, time.monotonic(), fault.name)
            self.requests.append(request)
            return request, fault

    def forward(self, request: Request, share: float = 1.0) -> Response | None:
        """Send it to the server, with only a share of its body where that is said; answers what it says."""
        where = urlsplit(self.upstream)
        upstream = http.client.HTTPConnection(str(where.hostname), where.port or 80, timeout=UPSTREAM_TIMEOUT)
        with contextlib.closing(upstream):
            upstream.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers.items():
                if name not in _NOT_FORWARDED:
                    upstream.putheader(name, value)
            upstream.putheader("Content-Length", str(len(request.body)))
            upstream.endheaders()
            upstream.send(request.body[: int(len(request.body) * share)])
            if share < 1.0:
                return None
            answer = upstream.getresponse()
            kept = tuple((name, value) for name, value in answer.getheaders() if name.lower() not in _NOT_FORWARDED)
            return Response(answer.status, kept, answer.read())

    def forward_late(self, request: Request, seconds: float) -> None:
        """Send it to the server after some seconds, whoever waits."""

        def send() -> None:
            time.sleep(seconds)
            self.forward(request)

        thread = threading.Thread(target=send, daemon=True)
        self._late.append(thread)
        thread.start()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, proxy: Proxy, port: int) -> None:
        self.proxy = proxy
        super().__init__(("127.0.0.1", port), _Handler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In the connection's own thread: the handshake, and then one request after the other."""
        if self.proxy.tls is None:
            super().finish_request(request, client_address)
            return
        with contextlib.suppress(ssl.SSLError), self.proxy.tls.wrap_socket(request, server_side=True) as wrapped:
            super().finish_request(wrapped, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close at once: a proper end said first would hide a reset."""
        self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  socketserver's own names
        """A client that has gone, or was killed, is no error of the proxy's."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, ConnectionError | TimeoutError | ssl.SSLError):
            self.proxy.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def handle_any(self) -> None:
        """One request from arrival to answer."""
        proxy = self.server.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.startswith(f"{proxy.prefix}/"):
            self._send(page(404), Answer())
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request, fault = proxy.take(self.command, self.path.removeprefix(proxy.prefix), headers, body)
        if fault.arrived:
            fault.arrived()
        said: Response | None = None
        if fault.apply is Apply.BEFORE:
            said = proxy.forward(request)
        elif fault.apply is Apply.HALF:
            proxy.forward(request, 0.5)
        if fault.applied:
            fault.applied()
        time.sleep(fault.answer.after)
        if fault.answer.silent:
            self._end(fault.answer)
        else:
            response = fault.answer.instead or said or page(502)
            if fault.answer.changed:
                response = fault.answer.changed(response)
            self._send(response, fault.answer)
        if fault.apply is Apply.LATE:
            proxy.forward_late(request, fault.late)

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = handle_any

    def _send(self, response: Response, answer: Answer) -> None:
        self.send_response_only(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        body = b"" if self.command == "HEAD" else response.body
        if answer.drip:
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(answer.drip)
        else:
            self.wfile.write(body[: int(len(body) * answer.keep)])
        if answer.ends_early:
            self._end(answer)

    def _end(self, answer: Answer) -> None:
        """End the connection, properly or with a reset."""
        self.close_connection = True
        if answer.reset:
            # Linger for no time: closing throws away what is unsent and says RST in place of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the requests are in `Proxy.requests`."""
