"""A limit that counts by what a client writes anew each time is none: a URL, an address, a hop, a visitor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.sessions import try_often
from tests.judging import done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.test_a_limit_is_tried import target_of
from tests.suites.security.test_limit_holds_for_a_client import CASE, CONTRACT, KNOWN


class PerUrl(Handler):
    """Counts each URL for itself."""

    counts: ClassVar[dict[str, int]]

    def respond(self) -> None:
        self.counts[self.path] = self.counts.get(self.path, 0) + 1
        self.answer(429 if self.counts[self.path] > 5 else 401, "", "text/plain")


class Strict(PerUrl):
    """Knows its own URL alone."""

    def respond(self) -> None:
        if "?" in self.path:
            self.answer(400, "", "text/plain")
        else:
            super().respond()


@pytest.mark.parametrize(("kind", "outcome"), [(PerUrl, Outcome.FAILED), (Strict, Outcome.PASSED)])
def test_a_limit_for_each_url_is_none(kind: type[Handler], outcome: Outcome) -> None:
    with Loopback(kind, counts={}) as server:
        seen = done(try_often, target_of(server.url, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is outcome


class PerAddress(Handler):
    """Counts the client by the address that one header says; ``fails`` is one with which it fails."""

    counts: ClassVar[Counter[str]]
    by: ClassVar[str]
    fails: ClassVar[str] = ""

    def respond(self) -> None:
        self.counts[self.headers.get(self.by, "")] += 1
        taken = 500 if self.fails in self.headers else 401
        self.answer(429 if self.counts[self.headers.get(self.by, "")] > 5 else taken, "", "text/plain")


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-For",
        "Forwarded",
        "X-Forwarded",
        "Forwarded-For",
        "X-Cluster-Client-IP",
        "Fastly-Client-IP",
        "Fly-Client-IP",
        "DO-Connecting-IP",
        "X-AppEngine-User-IP",
        "X-Azure-ClientIP",
        "X-Envoy-External-Address",
        "CloudFront-Viewer-Address",
        "WL-Proxy-Client-IP",
        "Client-IP",
    ],
)
def test_a_limit_for_each_address_that_a_header_says_is_none(header: str) -> None:
    with Loopback(PerAddress, counts=Counter(), by=header) as server:
        seen = done(try_often, target_of(server.url, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is Outcome.FAILED


class PerHop(Handler):
    """Counts the client by one of those that are listed, from the end, and by what a cookie says, or not."""

    counts: ClassVar[Counter[str]]
    key: ClassVar[Callable[[list[str], SimpleCookie], str]]

    def respond(self) -> None:
        hops = [*self.headers.get("X-Forwarded-For", "").split(", "), self.client_address[0]]
        client = type(self).key(hops, SimpleCookie(self.headers.get("Cookie", "")))
        self.counts[client] += 1
        self.answer(429 if self.counts[client] > 5 else 401, "", "text/plain")


@pytest.mark.parametrize(
    ("key", "outcome"),
    [
        (lambda hops, _: hops[-1], Outcome.PASSED),
        (lambda hops, _: hops[-2], Outcome.FAILED),
        (lambda hops, _: hops[-3] if len(hops) > 2 else hops[-1], Outcome.FAILED),
        (lambda hops, _: hops[-4] if len(hops) > 3 else hops[-1], Outcome.FAILED),
        (lambda hops, _: hops[0] if len(hops) == 2 else hops[-1], Outcome.FAILED),
        (
            lambda hops, cookies: cookies["visitor"].value if "visitor" in cookies else hops[-1],
            Outcome.FAILED,
        ),
    ],
    ids=["peer", "last", "second", "third", "only", "visitor"],
)
def test_a_limit_for_each_hop_or_visitor_is_none(key: Callable[..., str], outcome: Outcome) -> None:
    with Loopback(PerHop, counts=Counter(), key=key) as server:
        seen = done(try_often, target_of(server.url, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is outcome


def test_a_header_with_which_a_service_fails_says_nothing_of_its_limit() -> None:
    with Loopback(PerAddress, counts=Counter(), by="Host", fails="Client-IP") as server:
        seen = done(try_often, target_of(server.url, CONTRACT), CONTRACT)
    assert CASE.finding(seen).outcome is Outcome.PASSED


class _Spelt(Handler):
    """Takes any case of its path, and counts each spelling; what is unknown is refused like a guess."""

    counts: ClassVar[dict[str, int]]
    folds: ClassVar[bool]

    def respond(self) -> None:
        right = b"sesame" in self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.headers.replace_header("Content-Length", "0")
        path = self.path.partition("?")[0]
        known = (path.lower() if self.folds else path) == "/enter"
        self.counts[path] = self.counts.get(path, 0) + 1
        spent = known and self.counts[path] > 5
        self.answer(429 if spent else 303 if known and right else 401, "", "text/plain")


@pytest.mark.parametrize(("folds", "taken"), [(True, 10), (False, 5)])
def test_a_limit_for_each_spelling_of_the_path_is_none(*, folds: bool, taken: int) -> None:
    with Loopback(_Spelt, counts={}, folds=folds) as server:
        seen = done(try_often, target_of(server.url, KNOWN), KNOWN)
    (tries,) = seen.limits
    assert 0 < tries.statuses.count(401) <= taken
    assert (tries.statuses.count(401) > 5) is folds
