import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, DOWN, openmetrics, scrape, scrapes

CASE = Case(
    "metrics/counters-are-not-negative",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape('# TYPE sold_total counter\nsold_total{x="1"} -3\n')),
)


def test_the_series_is_named() -> None:
    assert [(p.where, p.observed) for p in CASE.problems(CASE.broken)] == [
        ('sold_total{x="1"} at shop-1', "-3")
    ]


def test_a_counter_of_openmetrics_is_known_by_its_suffix() -> None:
    body = "# TYPE sold counter\nsold_total NaN\n# EOF\n"
    assert [p.observed for p in CASE.problems(scrapes(openmetrics(body)))] == ["nan"]


@pytest.mark.parametrize(("value", "said"), [("+Inf", "inf"), ("-Inf", "-inf"), ("NaN", "nan")])
def test_what_no_rate_can_be_taken_of_is_refused(value: str, said: str) -> None:
    body = f"# TYPE sold_total counter\nsold_total {value}\n"
    assert [p.observed for p in CASE.problems(scrapes(scrape(body)))] == [said]


def test_counts_and_buckets_are_counters_and_sums_are_not() -> None:
    body = '# TYPE t summary\nt{quantile="0.5"} -1\nt_sum -2\nt_count -3\n'
    assert [p.where for p in CASE.problems(scrapes(scrape(body)))] == ["t_count at shop-1"]


def test_gauges_may_be_negative() -> None:
    assert CASE.problems(scrapes(scrape("# TYPE cold gauge\ncold -3\nfree -1\n"))) == ()


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE


def test_without_a_counter_nothing_was_examined() -> None:
    finding = CASE.finding(scrapes(scrape("# TYPE cold gauge\ncold -3\n")))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "no scrape held a counter")


def test_where_no_type_is_stated_a_name_tells_a_counter() -> None:
    seen = scrapes(scrape("a_total 1\nb_total -1\nc -1\n"))
    assert [p.where.partition(" ")[0] for p in CASE.problems(seen)] == ["b_total"]
    assert CASE.problems(scrapes(scrape("# TYPE c gauge\nc 1\n# TYPE d counter\nd 1\nb_total -1\n"))) == ()


@pytest.mark.parametrize(
    "body",
    [
        "# TYPE sold_total counter\nsold_total -0.5\n",
        '# TYPE t histogram\nt_bucket{le="1"} -1\nt_bucket{le="+Inf"} 3\nt_sum 1\nt_count 3\n',
        '# TYPE t histogram\nt_bucket{le="+Inf"} 0\nt_sum 0\nt_count -1\n',
        "# TYPE lag counter\nlag -9.2e18\n",
    ],
    ids=["a difference", "a bucket", "a count", "an overflow"],
)
def test_whatever_counts_is_not_below_zero(body: str) -> None:
    assert len(CASE.problems(scrapes(scrape(body)))) == 1


@pytest.mark.parametrize("value", ["0", "1e300", "0.25"])
def test_any_number_from_zero_on_passes(value: str) -> None:
    seen = scrapes(scrape(f"# TYPE sold_total counter\nsold_total {value}\n# TYPE cold gauge\ncold NaN\n"))
    assert CASE.finding(seen).outcome is Outcome.PASSED
