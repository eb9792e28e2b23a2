"""What was written last becomes a label value, and the line is written by hand.

Ships: the editors wanted to see on a dashboard what came in; one series, whose value goes with each new one.
Source: prometheus/docs, "Exposition formats", line format (label values); row MET-06.
"""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-06",
    expected=("metrics/hostile-text-is-escaped",),
    collateral=("metrics/text-format-is-valid", "metrics/openmetrics-is-valid"),
)


def inject(rng: Random) -> Injection:
    """Serve with that series."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep the last title that was sent, and expose it."""
    name, last = _name(rng), ["none"]

    def expose(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or answer.status != 200:
            return answer
        body, end, _ = answer.body.decode().partition("# EOF\n")
        return replace(
            answer, body=f'{body}# TYPE {name} gauge\n{name}{{title="{last[0]}"}} 1\n{end}'.encode()
        )

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        body = b""

        async def reads() -> Message:
            nonlocal body
            message = await receive()
            body += message.get("body", b"")
            if message["type"] == "http.request" and not message.get("more_body"):
                last[0] = _title(body) or last[0]
            return message

        writes = scope["type"] == "http" and (scope["method"], scope["path"]) == ("POST", "/articles")
        await app(scope, reads if writes else receive, send)

    return Rewrite(application, expose)


def _title(body: bytes) -> str:
    try:
        return str(json.loads(body)["title"])
    except (ValueError, KeyError, TypeError):
        return ""


def _name(rng: Random) -> str:
    return f"ukp_latest_{rng.choice(['article', 'title', 'entry'])}_{rng.randrange(100)}"
