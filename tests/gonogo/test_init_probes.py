"""A probe is promised by what states its health, as long as it is well, and no page for people is one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gonogo.init.probes import as_probe, find_probes
from gonogo.instruments.probe.ask import Answer
from tests.gonogo.drafting import Served, drafted
from tests.gonogo.pages import Pages, Said, document, page, text
from tests.gonogo.test_init_paths import Replayed, answer, replayed

_UP_PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Laravel</title>
<script src="https://cdn.tailwindcss.com"></script><script>tailwind.config = {{a: "<b>"}}</script>
<style>{".a { color: red } " * 90}</style></head>
<body class="antialiased"><h2 class="text-xl">Application up</h2>
<p>HTTP request received. Response rendered in 12ms.</p></body></html>"""
_SHELL = "<html><script src='/app.js'></script><body>{}</body></html>"


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (_UP_PAGE, True),
        (_SHELL.format("<b>OK</b>"), True),
        (_SHELL.format("<svg/>All systems are healthy"), True),
        ("<html><body style='background: green'></body></html>", True),
        (_SHELL.format("<div id=root></div><noscript>It is up to you</noscript>"), False),
        (_SHELL.format("Shop"), False),
        (_SHELL.format("Sign up"), False),
        (_SHELL.format("Keep up to date"), False),
        (_SHELL.format("it is not running"), False),
        (_SHELL.format("ok <button>Restart</button>"), False),
        (_SHELL.format("ok <a href='/'>home</a>"), False),
        (_SHELL.format("It is up. " * 60), False),
        (_SHELL.format("ok" + "<p></p>" * 900), False),
    ],
)
def test_a_page_is_one_of_health_where_little_but_that_is_said(body: str, *, is_one: bool) -> None:
    found = find_probes(replayed({"/up": page(body)}))
    assert [(name, probe.body, probe.words) for name, probe in found.items()] == (
        [("liveness", "any", ())] if is_one else []
    )
    assert not find_probes(replayed({"/up": page(body)}, rest=page(body)))


@pytest.mark.parametrize(
    ("said", "promised"),
    [
        (
            document(
                {
                    "name": "k",
                    "version": {"number": "8.13.0", "build_snapshot": False},
                    "status": {"overall": {"level": "available"}},
                }
            ),
            ("json", "", ()),
        ),
        (document({"error": False, "message": "healthy"}), ("json", "message", ())),
        (document({"cached": False, "message": "OK"}), ("json", "message", ())),
        (document({"cached": True, "uptime": 3}), ("text", "", ())),
        (document({"app": {"healthy": False}, "n": 1}), ("text", "", ())),
        (document({"app": {"ready": True}, "n": 1}), ("json", "app.ready", ())),
        (document({"mode": "live", "app": {"state": "up"}}), ("json", "app.state", ())),
        (document({"database": "ok", "uptime": 3}), ("json", "database", ())),
        (document({"app": {"state": "starting", "disk": "ok"}}, 503), ("json", "app.state", ())),
        (document({"status": "STARTING"}, 503), ("json", "status", ())),
        (text("Initializing", 503), ("text", "", ())),
        (text("Initializing"), ("text", "", ("Initializing",))),
        (document({"status": "STARTING"}), ("json", "status", ("STARTING",))),
        (document({"status": "Running for 12 seconds"}), ("text", "", ())),
        (document({"status": "splendid " * 9}), ("text", "", ())),
        (document({"status": "OK."}), ("json", "", ())),
        ((503, "Starting", {"Content-Type": "text/html"}), ("any", "", ())),
    ],
)
def test_a_probe_is_promised_by_what_it_says_while_it_is_well(said: Said, promised: tuple[Any, ...]) -> None:
    found = as_probe("/healthz", answer(said))
    assert (found.body, found.key, found.words) == promised


_STYLE = f"<style>{'.a { color: red } ' * 150}</style>"
_FOOTER = (
    "<footer><p>Generated at 11/30/2026 7:34 p.m. with <a href='https://x/'>Django Health Check</a>."
    "<br>Subscribe: <a href='?format=atom'>Atom</a> | <a href='?format=rss'>RSS</a></p></footer>"
)
_HEAD = "<tr><th>Service</th><th>Status</th><th>Timing</th></tr>"
_ROW = "<tr><td>Database(alias=&#x27;default&#x27;)</td><td><p>OK</p></td><td>0.003&#x202F;s</td></tr>"


def _checks(title: str = "System status", rows: str = _ROW, footer: str = _FOOTER, more: str = "") -> str:
    """Return a page of django-health-check, or one that is made like it."""
    return (
        f"<!DOCTYPE html><html><head><title>\n{title}\n</title>{_STYLE}</head><body>{more}<h1>{title}</h1>"
        f"<table><thead>{_HEAD}</thead><tbody>{rows}</tbody></table>{footer}</body></html>"
    )


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (_checks(), True),
        (_checks(rows=_ROW * 40), True),
        (_checks(rows=_ROW * 40, footer=""), True),
        (_checks("Health checks", "<tr><td>Redis</td><td>working</td></tr>"), True),
        ("<title>Health</title><ul><li>Database: ok</li><li>Queue: up</li></ul>" + _FOOTER, True),
        (_checks(more="<nav><a href='/'>Home</a></nav>"), False),
        (_checks("Prometheus"), False),
        (_checks("Runtime", "<tr><td>Start time</td><td>2026</td></tr>"), False),
        (_checks("System status", _ROW + "<tr><td>Storage retention</td><td>15d</td></tr>"), False),
        (_checks("Health of your family", "", "<p>Shop</p>" + _FOOTER), False),
        (_checks("Service status", more="<form><input name=user><input type=password></form>"), False),
        (_checks("Health insurance", "<tr><td>Basic</td><td>20 $</td></tr>"), False),
        ("<title>Shop</title><h1>Welcome</h1><p>All is ok</p>" + _FOOTER, False),
    ],
)
def test_a_page_with_links_in_its_footer_is_one_of_health_by_what_its_rows_say(
    body: str, *, is_one: bool
) -> None:
    found = find_probes(replayed({"/readyz": page(body)}))
    assert [(name, probe.body) for name, probe in found.items()] == ([("readiness", "any")] if is_one else [])


@dataclass
class Negotiating(Replayed):
    """A service that answers whoever takes JSON with another document."""

    as_json: Said = field(default_factory=lambda: document({}))

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Answer as it is asked."""
        wants = accept == "application/json" and path in self.pages
        return answer(self.as_json, path) if wants else super().again(path, accept, nonce)


@pytest.mark.parametrize(
    ("body", "as_json", "is_one"),
    [
        (_FOOTER, document({"Database(alias='default')": "OK"}), True),
        (_FOOTER, document({"status": "pass"}), True),
        ("<a href='/'>home</a>", document({"status": "UP"}), True),
        ("<a href='/'>home</a><form></form>", document({"status": "UP"}), False),
        (_FOOTER, document({"status": "error"}), False),
        (_FOOTER, document({"status": "success", "data": {"items": [1]}}), False),
        (_FOOTER, document({"items": [1]}), False),
        (_FOOTER, page("<html>no</html>"), False),
    ],
)
def test_a_page_with_links_is_one_where_its_json_states_the_health(
    body: str, as_json: Said, *, is_one: bool
) -> None:
    pages = {"/readyz": page(f"<h1>Shop</h1>{body}")}
    asked = Negotiating("http://x", pages=pages, as_json=as_json)
    assert bool(find_probes(asked)) is is_one


_FLAGS = {"web.listen-address": ":9091", "web.enable-lifecycle": "false"}


@pytest.mark.parametrize(
    ("path", "said", "promised"),
    [
        ("/api/v1/status", {"status": "success", "data": {"build": {"v": "1"}, "flags": _FLAGS}}, None),
        ("/status", {"status": "success", "data": [{"id": 1}]}, None),
        ("/api/status", {"success": True, "data": {"users": 3}}, None),
        ("/api/status", {"code": 0, "message": "success", "data": {"users": 3}}, None),
        ("/status", {"ok": True, "result": {"id": 3}}, None),
        ("/api/v1/status", {"status": "success", "data": {"status": "UP"}}, "data.status"),
        ("/api/status", {"status": "success", "data": {"db": "ok", "queue": "ok"}}, ""),
        ("/health", {"status": "success", "data": {"uptime": 3}}, ""),
        ("/health", {"status": "success", "data": {"healthy": True}}, "data.healthy"),
        ("/health", {"status": "success", "data": None}, ""),
        ("/status", {"status": "success"}, ""),
        ("/api/status", {"status": "UP", "data": {"n": 3}}, ""),
    ],
)
def test_an_envelope_says_how_a_request_was_answered_and_nothing_of_health(
    path: str, said: dict[str, Any], promised: str | None
) -> None:
    found = find_probes(replayed({path: document(said)}))
    keys = [(probe.body, probe.key) for probe in found.values()]
    assert keys == ([] if promised is None else [("json", promised)])


_RULE = "health/unknown-sibling-is-not-found"


def _redirecting(pages: Pages) -> Said:
    """Send what has no folder to one, as an index of packages does."""
    name = pages.path.strip("/")
    return (404, "no", {}) if "/" in name or not name else (303, "", {"Location": f"/simple/{name}/"})


@pytest.mark.parametrize(
    ("rest", "warns"),
    [
        (_redirecting, "/health-… answers 303 to /simple/health-…/"),
        (text("failed", 503), "/health-… answers 503"),
        (page("<html>a page of all</html>"), "/health-… answers 200"),
        (text("no", 404), ""),
        (text("no", 401), ""),
    ],
)
def test_what_answers_beside_a_probe_is_said_in_the_draft(rest: Any, warns: str, tmp_path: Path) -> None:
    contract, words = drafted(tmp_path, {"/health": document({"status": "ok"})}, rest)
    assert contract.health
    assert contract.health.overall
    assert (_RULE in words) is bool(warns)
    assert warns in words


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Age": "12", "X-Varnish": "32770 5"}, "Age: 12, X-Varnish: 32770 5"),
        ({"X-Cache": "HIT"}, "X-Cache: HIT"),
        ({"CF-Cache-Status": "HIT"}, "CF-Cache-Status: HIT"),
        ({"X-Cache": "MISS", "Age": "0"}, ""),
        ({"X-Varnish": "32770"}, ""),
        ({}, ""),
    ],
)
def test_a_probe_that_a_cache_answers_is_called_so(
    headers: dict[str, str], said: str, tmp_path: Path
) -> None:
    pages: Served = {"/health": (200, '{"status": "ok"}', {"Content-Type": "application/json"} | headers)}
    _, words = drafted(tmp_path, pages)
    assert ("A cache answers there" in words) is bool(said)
    assert said in words
