import pytest

from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, scrape, scrapes

CASE = Case(
    "metrics/reserved-labels-are-free",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace("shop_up 1.0", 'shop_up{pid="17"} 1.0'))),
)


@pytest.mark.parametrize(
    "label", ['job="shop"', 'instance="10.0.0.1:80"', 'pid="1"', 'le="1"', 'quantile="0.9"']
)
def test_each_reserved_label_is_refused_on_a_gauge(label: str) -> None:
    body = TEXT.replace("shop_up 1.0", f"shop_up{{{label}}} 1.0")
    assert [p.observed for p in CASE.problems(scrapes(scrape(body)))] == [label]


def test_buckets_and_summaries_keep_theirs() -> None:
    body = '# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 1\ns_count 1\n'
    assert CASE.problems(scrapes(scrape(body), scrape(TEXT))) == ()


def test_what_only_contains_a_reserved_word_is_free() -> None:
    assert CASE.problems(scrapes(scrape('a{job_name="x",process="worker"} 1\n'))) == ()
