from tests.judging import Case
from tests.suites.latency.examples import CONTRACT, journey, measured, quantile

OVER = journey(p99=quantile(seconds=1.7), max_seconds=2.0)
CASE = Case("latency/p99-within-budget", CONTRACT, clean=measured(), broken=measured(OVER))


def test_a_stall_of_two_seconds_fails_however_small_the_median_is() -> None:
    stalled = journey(
        p50=quantile(seconds=0.004), p99=quantile(seconds=1.91, surely_over=19), max_seconds=2.0
    )
    assert [p.where for p in CASE.problems(measured(stalled))] == ["p99 of browse"]
