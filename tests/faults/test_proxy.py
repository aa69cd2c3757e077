"""The fault proxy in front of a real Label Studio: what the client meets, and what the server did."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import closing

import httpx
import pytest

from annotator.labelstudio.server import Server
from tests.faults import wire
from tests.faults.proxy import Proxy
from tests.faults.wire import Apply, Fault

pytestmark = pytest.mark.server

TITLE = "<View><Text name='t' value='$t'/><TextArea name='a' toName='t'/></View>"


class Api:
    """A bare client of one project, through the proxy and past it."""

    def __init__(self, server: Server, proxy: Proxy) -> None:
        token = {"Authorization": f"Token {server.token()}"}
        self.straight = httpx.Client(base_url=server.url, headers=token, trust_env=False, timeout=30)
        self.client = httpx.Client(base_url=proxy.url, headers=token, trust_env=False, timeout=30)
        made = self.straight.post("/api/projects/", json={"title": "proxy", "label_config": TITLE})
        self.project = int(made.json()["id"])

    def send(self) -> httpx.Response:
        """One task, through the proxy."""
        return self.client.post(f"/api/projects/{self.project}/import", json=[{"data": {"t": "x" * 50}}])

    def count(self) -> int:
        """Tasks on the server."""
        return int(self.straight.get(f"/api/projects/{self.project}/").json()["task_number"])


@pytest.fixture
def api(server: Server, proxy: Proxy) -> Iterator[Api]:
    made = Api(server, proxy)
    with closing(made.straight), closing(made.client):
        yield made


@pytest.mark.parametrize("fault", wire.EVERY_FAULT, ids=lambda fault: fault.name)
def test_only_the_request_that_is_meant_is_broken_and_the_server_gets_it_or_not(
    api: Api, proxy: Proxy, fault: Fault
) -> None:
    proxy.on("POST", r"/import$", fault, nth=2)

    first = api.send()
    second: httpx.Response | None = None
    if fault.answer.ends_early:
        with pytest.raises(httpx.ReadError if fault.answer.reset else httpx.RemoteProtocolError):
            api.send()
    else:
        second = api.send()
    third = api.send()
    proxy.settle()

    assert (201, 201) == (first.status_code, third.status_code)
    if second is not None and fault.answer.instead:
        assert fault.answer.instead.status == second.status_code
    assert 2 + (fault.apply in (Apply.BEFORE, Apply.LATE)) == api.count()
    assert ["nothing", fault.name, "nothing"] == [one.fault for one in proxy.seen("POST", "/import")]


def test_a_late_request_is_applied_when_the_client_has_long_been_told(api: Api, proxy: Proxy) -> None:
    proxy.on("POST", r"/import$", wire.late(1.0))

    with pytest.raises(httpx.ReadError):
        api.send()

    assert 0 == api.count()
    proxy.settle()
    assert 1 == api.count()


def test_a_well_formed_answer_can_hold_less_than_there_is(api: Api, proxy: Proxy) -> None:
    for _ in range(4):
        api.send()
    proxy.on("GET", r"/api/tasks", wire.CUT_JSON)

    assert (2, 4) == tuple(len(api.client.get(f"/api/tasks?project={api.project}").json()["tasks"]) for _ in range(2))


def test_a_client_that_does_not_wait_gives_up_while_the_server_applies(api: Api, proxy: Proxy) -> None:
    proxy.on("POST", r"/import$", wire.slow(1.0))

    with pytest.raises(httpx.ReadTimeout):
        api.client.post(f"/api/projects/{api.project}/import", json=[{"data": {"t": "x"}}], timeout=0.5)

    time.sleep(0.6)
    assert 1 == api.count()


def test_nobody_answers_while_it_refuses_and_it_comes_back_on_the_same_port(api: Api, proxy: Proxy) -> None:
    before = proxy.url
    with proxy.refusing(), pytest.raises(httpx.ConnectError):
        httpx.get(f"{proxy.url}/api/version", trust_env=False)

    assert before == proxy.url
    assert httpx.get(f"{proxy.url}/api/version", trust_env=False).is_success


def test_kill_points_are_before_and_after_the_server_works(api: Api, proxy: Proxy) -> None:
    counts: list[int] = []
    count = lambda: counts.append(api.count())  # noqa: E731
    proxy.on("POST", r"/import$", Fault("look", arrived=count, applied=count))

    api.send()

    assert [0, 1] == counts


def test_it_stands_under_a_path_and_nowhere_else(server: Server) -> None:
    with Proxy(server.url, prefix="/labels") as proxy:
        assert httpx.get(f"{proxy.url}/api/version", trust_env=False).is_success
        bare = proxy.url.removesuffix("/labels")
        assert 404 == httpx.get(f"{bare}/api/version", trust_env=False).status_code
        assert ["/api/version"] == [one.path for one in proxy.requests]


def test_it_speaks_tls(server: Server, certificate: tuple[str, str]) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate)
    with Proxy(server.url, tls=tls) as proxy:
        trusting = ssl.create_default_context(cafile=certificate[0])
        assert httpx.get(f"{proxy.url}/api/version", verify=trusting, trust_env=False).is_success
        with pytest.raises(httpx.ConnectError, match="certificate"):
            httpx.get(f"{proxy.url}/api/version", trust_env=False)
