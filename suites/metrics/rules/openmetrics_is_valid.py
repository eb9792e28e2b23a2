"""An exposition that is declared OpenMetrics is OpenMetrics.

Why: a header that says OpenMetrics over a body in the text format, or without the end marker, fails the
scrape of every server that negotiates; it works with a browser and with curl.
Reference: OpenMetrics 1.0.0, text format; Prometheus, "Scrape protocol content negotiation".
Remedy: choose the header and the writer of the body by one decision; let the client library do both.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import judge_bodies
from gonogo.suites.metrics.observations.scrapes import Scrapes
from gonogo.suites.metrics.scopes import with_scopes_named


@rule("metrics.openmetrics")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse what the reference parser refuses, and the duplicates that it drops."""
    return judge_bodies(with_scopes_named(seen), metrics, "openmetrics")
