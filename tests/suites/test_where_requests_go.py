"""Requests of experiments stay below the base path; a login goes to the origin that named it."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest

from gonogo.contract.base import Request
from gonogo.core.secrets import Secrets
from gonogo.instruments import urls
from gonogo.instruments.probe import logins
from gonogo.options import Options
from gonogo.suites.health.experiments.reads import read_probes
from gonogo.suites.latency.experiments.journeys import _plan
from gonogo.suites.metrics.experiments.compressed import scrape_compressed
from gonogo.suites.metrics.experiments.durations import time_known_traffic
from gonogo.suites.metrics.experiments.escaping import send_text_to_escape
from gonogo.suites.metrics.experiments.gauges import compare_gauges
from gonogo.suites.metrics.experiments.hostile import send_hostile_traffic
from gonogo.suites.metrics.experiments.scrapes import scrape_each_format, send_known_traffic
from gonogo.suites.rollback.experiments.writes import _Writers
from gonogo.suites.security.experiments.bodies import send_large_bodies
from gonogo.suites.security.experiments.framing import hide_requests
from gonogo.suites.security.experiments.hostile import send_hostile_inputs
from gonogo.suites.security.experiments.ownership import trespass
from gonogo.suites.security.experiments.sessions import sign_in, try_often
from gonogo.suites.security.experiments.surface import (
    call_every_route,
    provoke_responses,
    visit_private_paths,
)
from gonogo.targets.context import Context
from gonogo.targets.identity.prove import identify
from gonogo.targets.live import Live
from tests.judging import contract, done
from tests.suites.loopback import Handler, Loopback

Experiment = Callable[..., Any]
EXPERIMENTS: list[Experiment] = [
    read_probes, scrape_each_format, send_known_traffic, time_known_traffic, send_text_to_escape,
    send_hostile_traffic, provoke_responses, visit_private_paths, call_every_route, send_large_bodies,
    hide_requests, trespass, sign_in, try_often, compare_gauges, scrape_compressed,
    lambda target: identify(target, None),
]  # fmt: skip
WRITE = {
    "method": "POST",
    "path": "/items?kind=a",
    "body": {"id": "{uuid}"},
    "status": 201,
    "credential": "own",
}
FORM = {"path": "/session", "fields": {"user": "a"}, "status": 303}
PROMISED = contract(
    identity={"path": "/version", "unproven": "a recorder has nothing that moves"},
    credentials={"own": {"header": "X-Key", "value": "owner-secret"}, "other": {"value": "Bearer other"}},
    health={"liveness": {"path": "/"}, "readiness": {"path": "/ready?full=1"}},
    metrics={
        "exposure": "public",
        "durations": {"series": "seconds"},
        "requests": {"series": "requests_total"},
        "gauges": [
            {"series": "waiting", "equals": {"path": "/items", "key": "id"}, "after": [WRITE]},
            {"series": "in_flight", "in_flight": WRITE},
        ],
        "settles_within_seconds": 0.1,
    },
    traffic={"requests": [{"path": "/"}, {"path": "/items?q=1", "credential": "own"}], "repeat": 1},
    security={
        "responses": [{"path": "/missing", "status": 404}],
        "private_paths": ["/metrics"],
        "routes": {"openapi": "/openapi.json"},
        "framing": {"method": "POST", "path": "/page"},
        "ownership": {"create": WRITE, "other": "other"},
        "cookies": {"sign_in": FORM},
        "limits": [{"form": FORM, "accepted": 1}],
        "body": {"request": WRITE, "limit_bytes": 100},
    },
    latency={
        "journeys": [{"name": "read", "path": "/items/{n}", "rate_per_second": 5, "budgets": {"p50": 1}}],
        "duration_seconds": 1,
        "warm_up_seconds": 0.2,
    },
)


class Recorder(Handler):
    """Answers everything and keeps (path, Host, Authorization, X-Key)."""

    seen: ClassVar[list[tuple[str, str, str, str]]]
    location: ClassVar[str]

    def respond(self) -> None:
        get = self.headers.get
        self.seen.append((self.path, get("Host", ""), get("Authorization", ""), get("X-Key", "")))
        self.rfile.read(int(self.headers.get("Content-Length") or 0)) if self.command != "GET" else None
        body = b'{"version": "1", "paths": {"/things/{id}": {"get": {}, "post": {}}}, "id": "a b"}'
        self.send_response(201 if self.command == "POST" else 200)
        if self.location:
            self.send_header("Location", self.location)
        self.send_header("Content-Length", "0" if self.command == "HEAD" else str(len(body)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    do_PUT = do_DELETE = do_HEAD = do_GET = do_POST = do_OPTIONS = respond  # noqa: N815 - http.server calls them so


@contextmanager
def recorded(tmp_path: Path, *, location: str = "") -> Iterator[tuple[Live, list[tuple[str, str, str, str]]]]:
    """Open a service below /prefix whose URL names a user; yield the target and what it is asked."""
    seen: list[tuple[str, str, str, str]] = []
    with Loopback(Recorder, seen=seen, location=location) as server:
        url = f"{server.url.replace('://', '://robot:pa%20ss@')}/prefix"
        options = Options(f"{server.url}/prefix", tmp_path, (), None, (), True, tmp_path, (url,))
        target = Live(Context("run", tmp_path, options, PROMISED, Secrets()))
        target.attach(target.start())
        try:
            yield target, seen
        finally:
            logins._KNOWN.clear()
            urls._BASES.clear()


LOGIN = f"Basic {base64.b64encode(b'robot:pa ss').decode()}"


@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda experiment: experiment.__name__)
def test_every_request_is_below_the_base_path(experiment: Experiment, tmp_path: Path) -> None:
    with recorded(tmp_path, location="/prefix/items/1?v=2") as (target, seen):
        done(experiment, target, PROMISED)
        host = target.entry.removeprefix("http://").removesuffix("/prefix")
    assert seen
    assert [path for path, *_ in seen if not path.startswith("/prefix/")] == []
    assert {asked for _, asked, *_ in seen} == {host}


def test_hostile_request_targets_are_below_the_base_path_as_well(tmp_path: Path) -> None:
    with recorded(tmp_path) as (target, seen):
        done(send_hostile_inputs, target, PROMISED)
    own = ("/prefix/", "/prefix?", f"{target.entry}/")
    assert len(seen) > 200
    assert [path for path, *_ in seen if not path.startswith(own)] == []


def test_the_login_goes_along_unless_a_request_has_a_credential_of_its_own(tmp_path: Path) -> None:
    with recorded(tmp_path, location="7") as (target, seen):
        done(read_probes, target, PROMISED)
        assert {login for *_, login, _ in seen} == {LOGIN}
        seen.clear()
        done(hide_requests, target, PROMISED)
        assert {login for *_, login, _ in seen} == {LOGIN}
        seen.clear()
        done(trespass, target, PROMISED)
    assert {(login, key) for *_, login, key in seen} == {(LOGIN, "owner-secret"), ("Bearer other", "")}


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/prefix/items/1?v=2", "/prefix/items/1?v=2"),
        ("items/1", "/prefix/items/1"),
        ("./x", "/prefix/x"),
        ("?id=1", "/prefix/items?id=1"),
        ("", "/prefix/items/a%20b"),
    ],
)
def test_an_object_is_asked_for_where_its_location_is(location: str, expected: str, tmp_path: Path) -> None:
    with recorded(tmp_path, location=location) as (target, seen):
        done(trespass, target, PROMISED)
    assert {path for path, *_ in seen} == {"/prefix/items?kind=a", expected}


@pytest.mark.parametrize(
    "location", ["{other}/prefix/items/1", "//{host}/prefix/1", "/items/1", "/prefix/../x"]
)
def test_a_location_elsewhere_is_never_asked(location: str, tmp_path: Path) -> None:
    strange: list[tuple[str, str, str, str]] = []
    with Loopback(Recorder, seen=strange, location="") as other:
        named = location.format(other=other.url, host=other.url.removeprefix("http://"))
        with recorded(tmp_path, location=named) as (target, seen):
            done(trespass, target, PROMISED)
    assert strange == []
    assert [path for path, *_ in seen if not path.startswith("/prefix/")] == []


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("/prefix/items/1?v=2", ["/prefix/items/1?v=2"]),
        ("1", ["/prefix/1"]),
        ("http://127.0.0.1:9/prefix/1", []),
    ],
)
def test_a_write_is_read_where_its_location_is(location: str, places: list[str], tmp_path: Path) -> None:
    with recorded(tmp_path, location=location) as (target, _):
        writers = _Writers(target, Request.model_validate(WRITE), {})
        writers._write()
        root = target.entry.removesuffix("/prefix")
    assert [place.removeprefix(root) for place, _ in writers.places] == places
    assert len(writers.refused) == (0 if places else 1)


def test_load_goes_below_the_base_path_with_the_login(tmp_path: Path) -> None:
    with recorded(tmp_path) as (target, _):
        assert PROMISED.latency is not None
        plan = _plan(target, PROMISED.latency)
    assert (plan.base_urls, plan.headers) == ((target.entry,), {"Authorization": LOGIN})


def test_nothing_that_is_kept_holds_the_password(tmp_path: Path) -> None:
    with recorded(tmp_path) as (target, _):
        assert "pa" not in json.dumps([target.entry, [r.url for r in target.replicas]])
        assert target.context.options.target == target.entry
