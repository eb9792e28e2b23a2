"""The series of one kind of request begins with its first event.

Ships: a counter with labels has no series until one is asked for, and nobody asks before something happens.
Source: prometheus/docs, "Instrumentation", avoid missing metrics; cloudflare/pint, promql/series.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-21", expected=("metrics/first-events-are-seen",))


def inject(rng: Random) -> Injection:
    """Serve with such a counter."""
    return Injection(fact=f"{' '.join(_kind(rng))} ", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave out what is zero of that kind."""
    method, route, status = _kind(rng)
    labels = f'method="{method}",route="{route}",status="{status}"'
    return without_zeros(app, lambda line: labels in line)


def without_zeros(app: ASGIApp, begins_late: Callable[[str], bool]) -> ASGIApp:
    """Leave out the lines of the request counter that are zero still, where the series begins late."""

    def there(line: str) -> bool:
        is_zero = line.startswith("ukp_http_requests_total{") and line.rstrip().endswith(" 0.0")
        return not (is_zero and begins_late(line))

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics":
            return answer
        lines = answer.body.decode().splitlines(keepends=True)
        return replace(answer, body="".join(filter(there, lines)).encode())

    return Rewrite(app, rewrite)


def _kind(rng: Random) -> tuple[str, str, str]:
    return rng.choice(
        [
            ("GET", "/search", "200"),
            ("GET", "/articles/{article_id}", "404"),
            ("POST", "/articles", "201"),
            ("POST", "/articles", "422"),
        ]
    )
