"""A header of the request becomes a label value, and the line is written by hand.

Ships: one more series was wanted in an exposition that is put together from strings.
Source: prometheus/docs, "Exposition formats", line format (label values).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-06",
    expected=("metrics/hostile-text-is-escaped",),
    collateral=("metrics/text-format-is-valid", "metrics/openmetrics-is-valid"),
)
MOST_VALUES = 12


def inject(rng: Random) -> Injection:
    """Serve with that series."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Write the value as it came."""
    return counting_readers(app, rng, str)


def name_of(rng: Random) -> str:
    """Draw the name of the series."""
    return f"ukp_readers_{rng.randrange(100)}"


def counting_readers(app: ASGIApp, rng: Random, written: Callable[[str], str]) -> ASGIApp:
    """Count the requests of a route by one of their headers, a few values of it, and expose them by hand."""
    name = name_of(rng)
    header = rng.choice([b"user-agent", b"referer", b"accept-language", b"origin", b"x-tenant"])
    route = rng.choice(["/articles", "/search"])
    counts: Counter[str] = Counter()

    def expose(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or answer.status != 200:
            return answer
        lines = [f"# TYPE {name} gauge", *(f'{name}{{by="{written(v)}"}} {n}' for v, n in counts.items())]
        body, end, _ = answer.body.decode().partition("# EOF\n")
        return replace(answer, body=f"{body}{chr(10).join(lines)}\n{end}".encode())

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(route):
            value = dict(scope["headers"]).get(header, b"none").decode("latin-1")
            counts[value if value in counts or len(counts) < MOST_VALUES else "other"] += 1
        await app(scope, receive, send)

    return Rewrite(application, expose)
