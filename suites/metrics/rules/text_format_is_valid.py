"""An exposition in the text format keeps to the text format.

Why: one bad line, one series twice or one family in two places costs the whole scrape or, worse, a part of
it in silence; neither the reference parser nor promtool refuses duplicates or an empty body.
Reference: Prometheus, "Exposition formats", text format details; grouping and sorting.
Remedy: let one client library write the body from one registry; escape label values that users choose.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import judge_bodies
from gonogo.suites.metrics.observations.scrapes import Scrapes
from gonogo.suites.metrics.scopes import with_scopes_named


@rule("metrics.text")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse every line that the format forbids; what is not declared OpenMetrics is read as text."""
    return judge_bodies(with_scopes_named(seen), metrics, "text")
