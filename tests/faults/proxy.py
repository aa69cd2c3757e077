"""A proxy on a real socket in front of a real server, which breaks what it is told to break.

    with Proxy(server.url) as proxy:
        proxy.on("POST", r"/import", LOST_ANSWER, nth=2)    # the second import is applied, and its answer never comes
        ...                                                 # whatever talks to proxy.url
        assert 3 == len(proxy.seen("POST", r"/import"))

The faults are in `tests.faults.wire`.
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from tests.faults.wire import PASS, Answer, Apply, Fault, Response, page

UPSTREAM_TIMEOUT = 300.0
_NOT_FORWARDED = {"connection", "keep-alive", "transfer-encoding", "accept-encoding", "content-length"}


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

    def clear_rules(self) -> None:
        """Break nothing any more."""
        with self._lock:
            self._rules.clear()

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
        elif fault.apply is Apply.LATE:
            proxy.forward_late(request, fault.late)
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
