"""A live target is proven by what only something alive can serve, at its entry and at every replica."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from gonogo.contract.load import load_contract
from gonogo.targets.base import TargetError
from gonogo.targets.identity.prove import identify
from gonogo.targets.live import Live
from tests.fixtures.static_files import static_files
from tests.judging import contract
from tests.suites.loopback import Handler, Loopback

ROOT = Path(__file__).parents[2]
STATED = {"path": "/version", "version": "version", "revision": "revision"}
BUILD = {"version": "1.2.3", "revision": "abc1234"}
INFO = '# TYPE x_build_info gauge\nx_build_info{version="2.42.0",revision="abc1234"} 1\n'
REQUESTS = 'prometheus_http_requests_total{code="200",handler="/metrics"}'
Page = Callable[["Service"], tuple[str, str] | tuple[str, str, dict[str, str]]]


class Service(Handler):
    """Answers the pages that a test makes up, and counts its requests."""

    pages: dict[str, Page]
    count: list[int]
    began: float

    def respond(self) -> None:
        self.count[0] += 1
        page = self.pages.get(self.path)
        if page is None:
            self.send_error(404)
            return
        body, kind, *headers = page(self)
        content = body.encode()
        self.send_response(200)
        for name, value in ({"Content-Type": kind} | (headers[0] if headers else {})).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def serving(**pages: Page) -> Iterator[str]:
    named = {f"/{name}": page for name, page in pages.items()}
    with Loopback(Service, pages=named, count=[100], began=time.monotonic()) as server:
        yield server.url


def said(**facts: Any) -> Page:
    return lambda _: (json.dumps(BUILD | facts), "application/json")


def echoing(service: Service) -> tuple[str, str, dict[str, str]]:
    return json.dumps(BUILD), "application/json", {"X-Request-ID": service.headers["X-Request-ID"] or ""}


def counting(service: Service) -> tuple[str, str]:
    lines = [f'requests_total{{path="/{n}"}} {service.count[0] / 2:g}' for n in range(2)]
    return INFO + "# TYPE requests counter\n" + "\n".join(lines) + "\n", "text/plain; version=0.0.4"


def proven(url: str, *replicas: str, revision: str | None = None, **sections: Any) -> dict[str, str]:
    options = SimpleNamespace(
        target=url, replicas=replicas, allow_writes=False, allow_load=False, logins=(), baseline=None
    )
    target = Live(cast("Any", SimpleNamespace(contract=contract(**sections), options=options)))
    target.attach(target.start())
    return identify(target, revision)


def refused(url: str, *replicas: str, **given: Any) -> str:
    with pytest.raises(TargetError) as held:
        proven(url, *replicas, **given)
    return str(held.value)


def test_files_of_a_static_server_prove_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonogo.targets.identity.prove._PAUSES", (0.05, 1.0))
    (tmp_path / "version").write_text(
        json.dumps(BUILD | {"uptime": 12, "requests": 99, "time": "2026-01-01"})
    )
    (tmp_path / "metrics").write_text(INFO + "process_cpu_seconds_total 4.2\nrequests_total 17\n")
    with static_files(tmp_path) as url:
        words = refused(url, identity=STATED, metrics={"exposure": "public"}, revision="abc1234")
        assert "no number at /version or /metrics moved" in words
        assert "identity.nonce_header" in words
        assert "identity: {unproven: …}" in words


def test_a_page_without_any_number_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "version").write_text(json.dumps(BUILD))
    with static_files(tmp_path) as url:
        began = time.monotonic()
        refused(url, identity=STATED)
        assert time.monotonic() - began < 1


def test_files_are_taken_where_the_contract_says_why(tmp_path: Path) -> None:
    (tmp_path / "version").write_text(json.dumps(BUILD))
    identity = STATED | {"unproven": "a static site by design", "nonce_header": "X-Request-ID"}
    with static_files(tmp_path) as url:
        stated = proven(url, identity=identity, revision="abc1234")
        assert stated["unproven"] == "a static site by design"
        assert stated["revision"] == "abc1234"
        assert "this is another release" in refused(url, identity=identity, revision="def")
    assert proven("http://127.0.0.1:9", identity={"unproven": "nobody states one"})["unproven"]


def test_unproven_still_wants_the_version_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "version").write_text("<html>Welcome</html>")
    with static_files(tmp_path) as url:
        assert "no version (version at /version)" in refused(url, identity=STATED | {"unproven": "static"})


def test_a_nonce_that_returns_proves_and_one_that_does_not_refuses() -> None:
    nonce = STATED | {"nonce_header": "X-Request-ID"}
    with serving(version=echoing) as url, serving(version=said()) as mute:
        assert proven(url, identity=nonce)["version"] == "1.2.3"
        assert "does not echo" in refused(mute, identity=nonce)
        assert "does not echo" in refused(url, mute, identity=nonce)


MOVING: dict[str, Callable[[Service], Any]] = {
    "uptime in seconds": lambda s: time.monotonic() - s.began,
    "uptime in whole seconds": lambda s: int(time.monotonic() - s.began),
    "uptime in milliseconds": lambda s: int((time.monotonic() - s.began) * 1000),
    "uptime in nanoseconds": lambda s: int((time.monotonic() - s.began) * 1e9),
    "uptime in words": lambda s: f"1h2m{time.monotonic() - s.began:.3f}s",
    "a clock": lambda _: dt.datetime.now(dt.UTC).isoformat(),
    "requests": lambda s: s.count[0],
    "requests, in a list": lambda s: [{"served": s.count[0]}],
}


@pytest.mark.parametrize("name", MOVING)
def test_a_number_of_the_answer_that_moves_proves(name: str) -> None:
    with serving(version=lambda s: (json.dumps(BUILD | {"x": MOVING[name](s)}), "application/json")) as url:
        assert proven(url, identity=STATED, revision="abc1234")["version"] == "1.2.3"


STILL: dict[str, Callable[[Service], Any]] = {
    "the same each time": lambda _: 1200,
    "a start time": lambda s: s.began,
    "falling": lambda s: 10_000 - s.count[0],
    "leaping": lambda s: s.count[0] * 10**13,
    "a word that changes": lambda s: f"r{s.count[0]}",
}


@pytest.mark.parametrize("name", STILL)
def test_a_number_that_does_not_move_as_it_has_to_proves_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.targets.identity.prove._PAUSES", (0.02, 0.02))
    with serving(version=lambda s: (json.dumps(BUILD | {"x": STILL[name](s)}), "application/json")) as url:
        assert "moved as time and" in refused(url, identity=STATED)


def test_what_moves_may_stand_apart_from_the_version() -> None:
    apart = STATED | {"alive": "/clock"}

    def clock(_: Service) -> tuple[str, str]:
        return json.dumps([{"now": time.time()}]), "application/json"

    with serving(version=said(), clock=clock) as url, serving(version=said()) as still:
        assert proven(url, identity=apart)["version"] == "1.2.3"
        assert "no number at /version or /clock" in refused(still, identity=apart)


def test_headers_that_move_prove_nothing() -> None:
    def page(service: Service) -> tuple[str, str, dict[str, str]]:
        return json.dumps(BUILD), "application/json", {"Age": str(service.count[0]), "ETag": str(time.time())}

    with serving(version=page) as url:
        refused(url, identity=STATED)


def test_a_counter_of_a_public_exposition_proves() -> None:
    with serving(version=said(), metrics=counting) as url:
        assert proven(url, identity=STATED, metrics={"exposure": "public"})["version"] == "1.2.3"
        assert "no number at /version" in refused(url, identity=STATED, metrics={"exposure": "replica"})
        assert "no number at /version" in refused(url, identity=STATED)


def test_processor_time_proves_and_a_start_time_does_not() -> None:
    def processor(service: Service) -> tuple[str, str]:
        return f"process_cpu_seconds_total {4 + service.count[0] / 100:g}\n", "text/plain"

    def start(service: Service) -> tuple[str, str]:
        return f"process_start_time_seconds {service.began}\n", "text/plain"

    public = {"exposure": "public"}
    with serving(version=said(), metrics=processor) as url, serving(version=said(), metrics=start) as other:
        assert proven(url, identity=STATED, metrics=public)
        refused(other, identity=STATED, metrics=public)


def test_every_replica_proves_itself_and_states_what_the_entry_states() -> None:
    public = {"identity": STATED, "metrics": {}}
    with (
        serving(version=lambda s: (json.dumps(BUILD | {"uptime": s.count[0]}), "application/json")) as entry,
        serving(version=said(), metrics=counting) as well,
        serving(version=said(version="1.2.4"), metrics=counting) as other,
        serving(version=said(revision="def"), metrics=counting) as older,
        serving(version=said()) as static,
        serving(about=said(), metrics=counting) as stranger,
    ):
        assert proven(entry, well, entry, revision="abc1234", **public)["version"] == "1.2.3"
        assert f"replica 2 ({other}) states version '1.2.4', and the entry" in refused(
            entry, well, other, **public
        )
        assert "states revision 'def'" in refused(entry, older, **public)
        assert "--expect-revision is 'abc1234'" in refused(entry, older, revision="abc1234", **public)
        assert f"replica 2 ({static}): nothing that it serves proves" in refused(
            entry, well, static, **public
        )
        assert "answered 404" in refused(entry, stranger, **public)
        assert "could not be read" in refused(entry, "http://127.0.0.1:9", **public)


def test_a_prometheus_server_is_proven_by_its_own_requests() -> None:
    promised = load_contract(ROOT / "contracts" / "prometheus.yaml")
    build = json.dumps(
        {"status": "success", "data": {"version": "2.42.0", "revision": "225c61122d88b01d1f0e"}}
    )

    class Prometheus(Service):
        def respond(self) -> None:
            self.pages = {
                "/api/v1/status/buildinfo": lambda _: (build, "application/json"),
                "/metrics": lambda s: (
                    f"{REQUESTS} {s.count[0] // 2}\nprocess_cpu_seconds_total 1.5\n",
                    "text/plain",
                ),
            }
            super().respond()

    count = [0]
    with Loopback(Prometheus, count=count, began=0.0) as server:
        options = SimpleNamespace(
            target=server.url, replicas=(), allow_writes=False, allow_load=False, logins=(), baseline=None
        )
        target = Live(cast("Any", SimpleNamespace(contract=promised, options=options)))
        target.attach(target.start())
        assert identify(target, None)["version"] == "2.42.0"
    assert count[0] <= 6


def test_a_contract_without_identity_names_both_ways_out() -> None:
    words = refused("http://127.0.0.1:9")
    assert "identity: {path: …, version: …}" in words
    assert "identity: {unproven: …}" in words
