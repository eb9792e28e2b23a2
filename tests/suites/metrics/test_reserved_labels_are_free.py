import pytest

from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, scrape, scrapes

CASE = Case(
    "metrics/reserved-labels-are-free",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace("shop_up 1.0", 'shop_up{pid="17"} 1.0'))),
)


@pytest.mark.parametrize("label", ['job="shop"', 'instance="10.0.0.1:80"', 'pid="1"', 'le="1"'])
def test_each_reserved_label_is_refused_on_a_gauge(label: str) -> None:
    body = TEXT.replace("shop_up 1.0", f"shop_up{{{label}}} 1.0")
    assert [p.observed for p in CASE.problems(scrapes(scrape(body)))] == [label]


def test_a_quantile_is_a_summarys_or_that_of_an_exporter_that_has_none() -> None:
    for kind, problems in (("counter", 1), ("gauge", 0)):
        body = f'# TYPE kafka_time_total {kind}\nkafka_time_total{{quantile="0.99",request="Produce"}} 4.0\n'
        assert len(CASE.problems(scrapes(scrape(body)))) == problems


def test_buckets_and_summaries_keep_theirs() -> None:
    body = '# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 1\ns_count 1\n'
    assert CASE.problems(scrapes(scrape(body), scrape(TEXT))) == ()


def test_what_only_contains_a_reserved_word_is_free() -> None:
    assert CASE.problems(scrapes(scrape('a{job_name="x",process="worker"} 1\n'))) == ()


HANDED_ON = {
    "a push gateway": 'push_time_seconds{instance="",job="backup"} 1\ndone{instance="a",job="backup"} 1\n',
    "an exporter": 'cloudwatch_exporter_build_info 1\nload{job="aws_ec2",instance="i-1"} 1\n',
    "OpenTelemetry": 'target_info{job="shop",instance="a"} 1\nsold{job="shop",instance="a"} 4\n',
    "a federation": 'up{job="a",instance="x:80"} 1\nup{job="a",instance="y:80"} 1\n',
}


@pytest.mark.parametrize("body", HANDED_ON.values(), ids=HANDED_ON)
def test_what_hands_on_the_series_of_others_may_keep_their_labels(body: str) -> None:
    assert CASE.problems(scrapes(scrape(body))) == ()
    assert len(CASE.problems(scrapes(scrape(body + 'mine{pid="17"} 1\n')))) >= 1


def test_a_service_with_its_own_job_on_every_series_hands_nothing_on() -> None:
    body = 'a{job="shop",instance="a:80"} 1\nb{job="shop",instance="a:80"} 1\n'
    assert len(CASE.problems(scrapes(scrape(body)))) == 4


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ('# TYPE ruby_rss gauge\nruby_rss{type="web",pid="123"} 5\n', 0),
        ('# TYPE kong_memory_bytes gauge\nkong_memory_bytes{pid="123"} 5\n', 0),
        ('# TYPE ruby_gc_total counter\nruby_gc_total{pid="123"} 5\n', 1),
        ('# TYPE shop_sold gauge\nshop_sold{pid="123"} 5\n', 1),
        ('# TYPE ruby_rss gauge\nruby_rss{job="web"} 5\n', 1),
    ],
)
def test_gauges_of_a_runtime_may_tell_its_processes_apart(body: str, problems: int) -> None:
    assert len(CASE.problems(scrapes(scrape(body)))) == problems
