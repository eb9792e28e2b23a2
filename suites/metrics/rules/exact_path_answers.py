"""The exposition is served at its exact path, without a redirect.

Why: a mounted application answers the path without a slash with a redirect, which behind a proxy leads to
another scheme or host; a scraper that does not follow it loses the whole target.
Reference: prometheus/client_python issue 1016; Prometheus, scrape_config (follow_redirects).
Remedy: register a route for the exact path in place of mounting an application under it.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes


@rule("metrics")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse a scrape whose answer is not 200."""
    if not seen.scrapes:
        return Judgement.cannot_tell("no process of the release serves an exposition that can be reached")
    problems = tuple(
        Problem(f"{s.path or metrics.path} at {s.source} for {s.wanted}", "status 200", _said(s))
        for s in seen.every
        if s.status != 200 or s.error
    )
    return Judgement(len(seen.every), problems)


def _said(scrape: Scrape) -> str:
    if scrape.error:
        return scrape.error
    return f"status {scrape.status}" + (f", to {scrape.location}" if scrape.location else "")
