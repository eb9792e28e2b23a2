"""A load goes where the probes of its process go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.instruments.urls import authority
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.run import LoadError, run_load
from gonogo.network import Network, use
from tests.fixtures.network import HEADER, VALUE, Authority, Service, TlsLoopback, forward_proxy
from tests.suites.loopback import Loopback

LOGIN = "Basic dXNlcjpwYSBzcw=="


@pytest.fixture(autouse=True)
def _open_again() -> Iterator[None]:
    yield
    use(Network())


def plan(url: str) -> LoadPlan:
    return LoadPlan(
        base_urls=(url,),
        journeys=(Journey(name="live", path="/live", rate_per_second=10),),
        duration_seconds=0.5,
        max_requests=10,
        headers={HEADER: VALUE, "X-Braces": "{n}{other}"},
    )


def test_under_tls_with_a_certificate_by_connect(tmp_path: Path) -> None:
    authority_, seen = Authority(tmp_path), list[tuple[str, dict[str, str]]]()
    client = str(authority_.gives("client"))
    with TlsLoopback(authority_, seen) as service, forward_proxy(LOGIN) as proxy:
        use(Network(str(authority_.file), client, None, proxy.url.replace("://", "://user:pa%20ss@")))
        measured = run_load(plan(service.url), tmp_path / "load", 60)
    assert measured.overall.statuses == {"200": 5}
    assert set(proxy.lines) == {f"CONNECT {authority(service.url)} HTTP/1.1"}
    assert {headers["x-braces"] for _, headers in seen} == {"{n}{other}"}
    assert {headers[HEADER.lower()] for _, headers in seen} == {VALUE}


def test_in_plain_http_by_an_absolute_target(tmp_path: Path) -> None:
    seen: list[tuple[str, dict[str, str]]] = []
    with Loopback(Service, seen=seen) as service, forward_proxy(LOGIN) as proxy:
        use(Network(proxy=proxy.url.replace("://", "://user:pa%20ss@")))
        measured = run_load(plan(service.url), tmp_path / "load", 60)
    assert measured.overall.statuses == {"200": 5}
    assert set(proxy.lines) == {f"GET {service.url}/live HTTP/1.1"}
    assert "proxy-authorization" not in seen[0][1]


def test_a_proxy_that_refuses_is_told_from_the_service(tmp_path: Path) -> None:
    authority_ = Authority(tmp_path)
    with TlsLoopback(authority_, []) as service, forward_proxy(LOGIN) as proxy:
        use(Network(str(authority_.file), proxy=proxy.url))
        measured = run_load(plan(service.url), tmp_path / "load", 60)
    assert measured.overall.errors == {"proxy_refused": 5}


def test_a_file_that_went_away_is_a_refused_plan(tmp_path: Path) -> None:
    use(Network(str(tmp_path / "gone.pem")))
    with pytest.raises(LoadError, match=r"plan\.ca_bundle: expected a readable file in PEM"):
        run_load(plan("http://127.0.0.1:9"), tmp_path / "load", 60)
