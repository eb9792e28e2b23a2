"""A probe is promised by what states its health, as long as it is well, and no page for people is one."""

from __future__ import annotations

from typing import Any

import pytest

from gonogo.init.probes import as_probe, find_probes
from tests.gonogo.pages import Said, document, page, text
from tests.gonogo.test_init_paths import answer, replayed

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
