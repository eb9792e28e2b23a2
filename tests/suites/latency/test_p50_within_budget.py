from tests.judging import Case
from tests.suites.latency.examples import CONTRACT, journey, measured, quantile

OVER = journey(p50=quantile(seconds=0.12), max_seconds=2.0)
CASE = Case("latency/p50-within-budget", CONTRACT, clean=measured(), broken=measured(OVER))
