from tests.judging import Case
from tests.suites.latency.examples import CONTRACT, journey, measured, quantile

OVER = journey(p95=quantile(seconds=0.6), max_seconds=2.0)
CASE = Case("latency/p95-within-budget", CONTRACT, clean=measured(), broken=measured(OVER))
