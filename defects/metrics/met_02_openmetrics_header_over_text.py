"""The exposition says OpenMetrics, and a part of it is the text format.

Ships: the header is negotiated, and the body joins what two writers made; the second knows one format alone.
Source: prometheus/docs, content negotiation; prometheus/OpenMetrics test data, bad_clashing_names_*.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.exposition import generate_latest
from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-02", expected=("metrics/openmetrics-is-valid",))


def inject(rng: Random) -> Injection:
    """Serve with the second writer."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Put a counter in the text format before the negotiated body."""
    registry = CollectorRegistry()
    Counter(_name(rng), "Books on a shelf.", registry=registry).inc()

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or "openmetrics" not in answer.header("content-type"):
            return answer
        return replace(answer, body=generate_latest(registry) + answer.body)

    return Rewrite(app, change)


def _name(rng: Random) -> str:
    return f"ukp_shelf_{rng.randrange(1000)}_books"
