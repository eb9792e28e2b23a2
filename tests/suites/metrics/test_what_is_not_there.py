"""What is asked for below public routes that take a part of their path, and is not there."""

from __future__ import annotations

import time

import pytest

from gonogo.suites.metrics.experiments import hostile
from gonogo.suites.metrics.experiments.hostile import send_hostile_traffic
from gonogo.suites.metrics.experiments.missing import missing_below
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget

KNOWN = [{"path": "/things/17", "route": "/things/{id}"}]


class _Serving(Handler):
    """Serves a file, and counts what is asked for below a folder: by name, or by that of what is there."""

    folder: str
    names: bool
    asked: set[str]

    def respond(self) -> None:
        name = self.path.removeprefix(self.folder)
        if self.path == "/stats":
            lines = [f'shop_files_total{{file="{file}"}} 1' for file in sorted(self.asked)]
            self.answer(200, "\n".join(["# TYPE shop_files_total counter", *lines, ""]), CONTENT_TYPE)
            return
        if name != self.path and not (self.folder.endswith("number/") and not name.isdigit()):
            self.asked.add(name if self.names or name == "shop.css" else "missing")
        self.answer(200 if name == "shop.css" else 404, "", "text/plain")


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize(
    ("folder", "security", "requests"),
    [
        ("/assets/", {"static": {"file": "/assets/shop.*.css"}}, []),
        ("/assets/", {"anonymous": ["GET /assets/{name}"]}, []),
        ("/files/", {"anonymous": ["GET /", "GET /files/{path:path}", "POST /in/{name}"]}, []),
        ("/pages/", {"anonymous": ["GET /pages/<slug:slug>"]}, []),
        ("/pages/", {"anonymous": ["GET /pages/:slug"]}, []),
        ("/pages/", {"anonymous": ["GET /pages/*rest"]}, []),
        ("/number/", {"anonymous": ["GET /number/<int:number>"]}, []),
        ("/number/", {"anonymous": ["GET /number/{page_id}"]}, []),
        ("/assets/", {}, [{"path": "/assets/shop.css", "status": 200}]),
    ],
)
def test_what_is_not_there_is_asked_for_below_public_routes(
    folder: str, security: dict[str, object], requests: list[dict[str, object]], names: bool
) -> None:
    traffic = {"traffic": {"requests": requests}} if requests else {}
    promised = contract(metrics={**METRICS, "path": "/stats"}, security=security, **traffic)
    with Loopback(_Serving, folder=folder, names=names, asked=set()) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    problems = Case("metrics/series-cardinality-is-bounded", promised, seen, seen).problems(seen)
    assert bool(problems) is names


@pytest.mark.parametrize(
    ("anonymous", "asked"),
    [
        (["GET /things/{id}"], ()),  # the known traffic has it
        (["GET /", "POST /a/{name}", "GET /health"], ()),
        (["GET /a/{name}", "GET /a/{name}/parts"], ("/a/{name}",)),
        ([f"GET /{letter}/{{name}}" for letter in "abcde"], ("/a/{name}", "/b/{name}", "/c/{name}")),
    ],
)
def test_a_few_folders_are_asked_below(anonymous: list[str], asked: tuple[str, ...]) -> None:
    made = contract(security={"anonymous": anonymous}, traffic={"requests": KNOWN})
    assert made.traffic
    assert missing_below(made.security, made.traffic.requests) == asked


def test_what_is_not_answered_soon_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hostile, "_SOON_SECONDS", 0.3)
    promised = contract(metrics=METRICS, security={"anonymous": ["GET /slow/{name}"]})
    slow: list[str] = []
    with Loopback(_Slow, slow=slow) as server:
        done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    assert len(slow) == 1


class _Slow(Handler):
    """Takes its time for one folder."""

    slow: list[str]

    def respond(self) -> None:
        if self.path.startswith("/slow/"):
            self.slow.append(self.path)
            time.sleep(1.0)
        self.answer(404, "", "text/plain")
