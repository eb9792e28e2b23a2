"""The exposition says OpenMetrics and is the text format.

Ships: the header is negotiated, and the body is always written by the text format's writer.
Source: prometheus/docs, content negotiation; prometheus/OpenMetrics test data, bad_no_eof.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from prometheus_client import Gauge
from prometheus_client.exposition import generate_latest
from starlette.types import Scope

from defects.rewriting import Answer, Rewrite
from defects.seed import Defect, Injection

DEFECT = Defect("MET-02", expected=("metrics/openmetrics-is-valid",))


def inject(rng: Random) -> Injection:
    """Serve with the text format's writer, for one page of numbers alone."""
    return Injection(fact="EOF", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Write the text format's body under the negotiated header."""
    registry = app.state.services.metrics.registry
    Gauge(f"ukp_shelf_{rng.randrange(1000)}_books", "Books on a shelf.", registry=registry)

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics" or "openmetrics" not in answer.header("content-type"):
            return answer
        return replace(answer, body=generate_latest(registry))

    return Rewrite(app, change)
