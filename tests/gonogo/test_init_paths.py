"""Usual paths are looked at, each for what it is, and what answers every path is none of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from gonogo.init.asking import Asked
from gonogo.init.exposition import find_metrics
from gonogo.init.identity import _candidates
from gonogo.init.paths import EVERY
from gonogo.init.posture import open_paths, openapi_of
from gonogo.init.probes import find_probes
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.pages import Said, document, page, text

NOTHING = text("no", 404)
_UP = document({"status": "up"})


def answer(said: Said, path: str = "/") -> Answer:
    """Return a page of a test as an answer."""
    status, body, headers = said
    named = {"content-type": "text/plain"} | {name.lower(): value for name, value in headers.items()}
    fields, content = tuple(named.items()), body.encode()
    return Answer(f"http://x{path}", "GET", status, fields, content, False, 0.01, None, "")


@dataclass
class Replayed(Asked):
    """A service that is nothing but its pages, and never asked over a network."""

    pages: dict[str, Said] = field(default_factory=dict)
    rest: Said = NOTHING

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Answer from the pages."""
        return answer(self.pages.get(path, self.rest), path)


def replayed(pages: dict[str, Said], rest: Said = NOTHING) -> Replayed:
    """Return a service with its usual paths asked."""
    asked = Replayed("http://x", pages=pages, rest=rest)
    asked.all(EVERY)
    return asked


PROBES = {
    "liveness": (
        "/-/liveness", "/health/alive", "/minio/health/live", "/v2/health/live", "/v1/.well-known/live",
        "/management/health/liveness",
    ),
    "readiness": (
        "/-/readiness", "/minio/health/ready", "/v2/health/ready", "/v1/.well-known/ready",
        "/healthz/readiness", "/management/health/readiness", "/v1/status/ready", "/replicas_status",
    ),
    "startup": ("/health/started",),
    "overall": (
        "/v1/sys/health", "/_up", "/server/health", "/api/v2/monitor/health", "/observe/health",
        "/api/v2.0/health", "/web/health", "/srv/status",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", PROBES)
def test_a_probe_is_found_under_each_usual_path_and_nowhere_where_all_is_answered(kind: str) -> None:
    for path in PROBES[kind]:
        found = find_probes(replayed({path: _UP}))
        assert {name: probe.path for name, probe in found.items()} == {kind: path}
        assert not find_probes(replayed({path: _UP}, rest=_UP))


@pytest.mark.parametrize(
    "path", ["/observe/metrics", "/public_metrics", "/prometheus/", "/minio/v2/metrics/cluster"]
)
def test_an_exposition_is_found_under_each_usual_path(path: str) -> None:
    found = find_metrics(replayed({path: text("a 1\nb 2\nc 3\n")}), "/")
    assert found
    assert found.path == path
    assert find_metrics(replayed({path: page()}), "/") is None


@pytest.mark.parametrize(
    ("path", "stated", "key"),
    [
        ("/q/info", {"build": {"version": "1.2.0"}}, "build.version"),
        ("/v2", {"name": "triton", "version": "2.40.0"}, "version"),
        ("/v1/sys/health", {"sealed": False, "version": "1.15.2"}, "version"),
        ("/server_info", {"version": "7.1"}, "version"),
        ("/api/v2/instance", {"version": "4.2.1"}, "version"),
        ("/nodeinfo/2.0", {"version": "2.0", "software": {"version": "4.2.1"}}, "software.version"),
        ("/api/v2.0/systeminfo", {"harbor_version": "v2.9.0-b7d3"}, "harbor_version"),
        ("/data/environment", {"version": "2.15.1", "window_title": ""}, "version"),
    ],
)
def test_a_version_is_found_under_each_usual_path(path: str, stated: dict[str, object], key: str) -> None:
    assert list(_candidates(replayed({path: document(stated)}), None))[:1] == [{"path": path, "version": key}]
    assert not list(_candidates(replayed({path: document({"name": "x"})}), None))


@pytest.mark.parametrize(
    "path", ["/api-docs/openapi.json", "/swagger-json", "/api/doc.json", "/api/docs.json"]
)
def test_a_document_is_found_under_each_usual_path(path: str) -> None:
    assert openapi_of(replayed({path: document({"openapi": "3.1.0"})})) == path
    assert openapi_of(replayed({path: document({"name": "x"})})) is None


def test_a_page_that_differs_from_what_answers_all_is_none_of_it() -> None:
    index = page("<a href='goroutine?debug=1'>goroutine</a>")
    assert open_paths(replayed({"/debug/pprof/": index}, page("a landing page")), set()) == ("/debug/pprof/",)
    assert open_paths(replayed({}, page("a landing page")), set()) == ()


class Counting(Replayed):
    """A service that answers all that it does not have with another page each time."""

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Answer from the pages, or with how many are known."""
        return answer(self.pages.get(path, page(f"visit {len(path)}")), path)


def test_a_page_beside_what_says_something_else_each_time_is_not_known() -> None:
    asked = Counting("http://x", pages={"/debug/pprof/": page("another one")})
    asked.all(EVERY)
    assert open_paths(asked, set()) == ()
