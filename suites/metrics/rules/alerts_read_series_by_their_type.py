"""Rules read each series as its type allows.

Why: a rate takes each fall of a gauge for a restart, and a difference takes each restart of a counter for a
fall; a quantile of buckets without their bounds is nothing at all, and the average of quantiles is nobody's.
Such an alert fires for no reason, or never.
Reference: Prometheus, "Functions" and "Histograms and summaries"; cloudflare/pint, promql/rate.
Remedy: `rate` or `increase` for what only rises, `delta` or `deriv` for what does not; keep `le` in each
aggregation of buckets; add buckets up, or take the worst of several quantiles.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.misread import misread
from gonogo.suites.metrics.observations.alerts import Alerts


@rule("monitoring.rules")
def judge(seen: Alerts) -> Judgement:
    """Refuse what no type of its series allows, in alerts and in what is recorded for them."""
    problems = tuple(
        Problem(f"{one.name} in {one.file}", expected, said)
        for one in seen.alerts
        for expected, said in misread(one.expression, seen)
    )
    return Judgement(
        len(seen.alerts), tuple(dict.fromkeys(problems)), "no file of monitoring.rules has a rule"
    )
