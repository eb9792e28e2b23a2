"""It sees a series that was renamed, mistyped, or lost its suffix, in an alert or a recording rule.

Silent on: what another job exposes by the contract's word, what a recording rule makes, names in strings.
"""

from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.instruments.probe.ask import probe
from gonogo.suites.metrics.experiments.alerts import read_alerts
from gonogo.suites.metrics.promql import named_in
from tests.judging import Case, done
from tests.suites.metrics.alerts import CONTRACT, alert, alerts
from tests.suites.shop import ShopTarget, shop

CASE = Case(
    "metrics/alerts-watch-what-is-exposed", CONTRACT, clean=alerts(), broken=alerts(alert("shop_alive == 0"))
)


def test_the_alert_and_the_series_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("ShopDown in rules.yml", "shop_alive")


@pytest.mark.parametrize(
    "expression",
    [
        "rate(shop_requests[5m]) > 1",
        'sum(rate(shop_requests_count{code=~"5.."}[1m])) / sum(shop_requests_total) > 0.1',
        "histogram_quantile(0.9, sum by (le) (rate(shop_duration_bucket[1m]))) > 0.5",
        "absent(shop_upp)",
        "shop_up == 0 and on (instance) shop_ready == 1",
        "rate(requests_total[5m]) > 1",
        "shop_up / on (instance) sum(shop_up) > 0.5",
        "rate(shop_requests_total[5m]) / sum(rate(shop_requests_total[5m])) > 0.05",
        "up == 0 and sum(rate(shop_requests_total[5m])) > 1",
        "shop_up == 0 and hour() > 8",
        'rate(shop_requests_total{code=~"5.."}[5m]) / rate(shop_requests_total[5m]) > 0.05',
        'sum by (code) (rate(shop_up{code="500"}[5m])) / sum by (code) (rate(shop_up[5m])) > 0.05',
        'sum(rate(shop_requests_total{code=~"5.."}[5m])) / sum(rate(shop_requests_total[5m])) > 5',
    ],
)
def test_refuses(expression: str) -> None:
    assert len(CASE.problems(alerts(alert(expression)))) == 1


@pytest.mark.parametrize(
    "expression",
    [
        "max(shop_worker_age_seconds) > 60 or shop_queue > 5",
        'up{job="shop_api"} == 0',
        'label_replace(shop_up, "x", "$1", "shop_name", "(.*)") == 0',
        "sum(rate(shop_requests_total[5m])) by (shop_name) > 0.5",
        "shop_up offset 5m == bool 0 unless on (shop_label) vector(1)  # shop_comment",
        "pg_up == 0",
        "process_resident_memory_bytes > 1e9",
        "rate(pg_requests_total[5m]) > 1",
        "sum by (instance, job) (rate(shop_requests_total[5m])) > 1 and up == 1",
        "up == 0 and on () sum(rate(shop_requests_total[5m])) > 1",
        "shop_up == 0 and on () hour() > 8",
        "shop_up == 0 unless sum(rate(shop_requests_total[5m])) < 1",
        'sum(rate(shop_requests_total{code=~"5.."}[5m])) / sum(rate(shop_requests_total[5m])) * 100 > 5',
        'sum(rate(shop_requests_total{code=~"5.."}[5m])) / sum(rate(shop_requests_total[5m])) / 0.001 > 14.4',
        'sum(rate(shop_requests_total{code="500"}[5m])) / sum(rate(shop_requests_total{code="200"}[5m])) > 2',
        'rate(shop_requests_total{code=~"5.."}[5m]) / ignoring (code) rate(shop_requests_total[5m]) > 0.05',
    ],
)
def test_passes(expression: str) -> None:
    assert CASE.problems(alerts(alert("shop_up"), alert(expression))) == ()


_VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "shop_up": {},
    "shop_ready": {},
    "shop_requests_total": {"code": ("200", "500")},
}


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ("shop_up == 0 unless shop_ready", True),
        ("shop_up == 0 unless (shop_ready)", True),
        ("shop_up == 0 unless on (instance) shop_ready", True),
        ("rate(shop_requests_total[5m]) > 1 unless ignoring (code) shop_ready", True),
        ("rate(shop_requests_total[5m]) > 1 unless on (instance, job) up", True),
        ("shop_up == 0 unless shop_ready == 0", False),
        ("shop_up == 0 unless shop_ready offset 1h", False),
        ("shop_up == 0 unless on (instance) shop_requests_total", False),
        ("rate(shop_requests_total[5m]) > 1 unless shop_ready", False),
        ('shop_up == 0 unless on (instance) shop_ready{job="other"}', False),
        ("sum(shop_up) == 0 unless shop_ready", False),
        ("pg_up == 0 unless shop_ready", False),
        ('shop_up == 0 unless on () ALERTS{alertname="ShopDown"}', False),
    ],
)
def test_what_is_always_there_leaves_nothing_of_the_other_side(expression: str, *, refused: bool) -> None:
    given = alerts(alert("shop_up"), alert(expression))
    problems = CASE.problems(replace(given, values=_VALUES, exposed=(*given.exposed, "shop_ready")))
    assert [problem.expected for problem in problems] == ["something that can be left"] * refused


def test_what_a_rule_records_is_there() -> None:
    recorded = alert("sum(rate(shop_requests_total[1m]))", recorded="shop_rate:1m")
    assert CASE.problems(alerts(recorded, alert("shop_rate:1m > 9"))) == ()


RATE = "rate(shop_requests_total[1m])"


@pytest.mark.parametrize(
    ("recording", "asking", "refused"),
    [
        (f"sum by (job) ({RATE})", '{route="/a"} > 9', True),
        (f"sum({RATE})", '{route=~"/a|/b"} > 9', True),
        (f"max by (job) (sum by (job, route) ({RATE}))", '{route!=""} > 9', True),
        (f"sum by (job) ({RATE})", '{job="shop", route=~"/a.*"} > 9', True),
        (f"sum by (job, route) ({RATE})", '{route="/a"} > 9', False),
        (f"sum by (job) ({RATE})", '{route=~"|/a"} > 9', False),
        (f"sum by (job) ({RATE})", '{route!="/a"} > 9', False),
        (f"sum by (job) ({RATE})", '{team="shop"} > 9', False),
        (f"sum without (instance) ({RATE})", '{route="/a"} > 9', False),
        (RATE, '{route="/a"} > 9', False),
    ],
)
def test_what_a_record_has_added_up_cannot_be_asked_for(
    recording: str, asking: str, *, refused: bool
) -> None:
    recorded = alert(recording, recorded="shop_rate:1m", team="shop")
    problems = CASE.problems(alerts(recorded, alert(f"shop_rate:1m{asking}")))
    assert [p.expected for p in problems] == (["labels that shop_rate:1m has"] if refused else [])


def test_of_two_records_of_one_name_either_may_be_asked() -> None:
    both = [alert(f"sum by ({by}) ({RATE})", recorded="shop_rate:1m") for by in ("job", "route")]
    assert CASE.problems(alerts(*both, alert('shop_rate:1m{route="/a"} > 9'))) == ()


def test_a_file_that_does_not_parse_tells_nothing() -> None:
    assert CASE.finding(alerts(unread=("other.yml",))).reason == "not read: other.yml"


def test_rules_of_others_alone_tell_nothing() -> None:
    assert CASE.finding(alerts(alert("up == 0"))).outcome is Outcome.INCONCLUSIVE


def test_what_stands_around_a_series_is_told() -> None:
    (named,) = named_in('sum by (le) (rate(shop_requests_total{path="/x"}[5m]))')
    assert named == ("shop_requests_total", ("sum", "rate"))


def test_files_are_read_beside_a_scrape(tmp_path: Path) -> None:
    rule = "{alert: Down, expr: shop_up == 0, labels: {severity: page}}"
    (tmp_path / "rules.yml").write_text(f"groups: [{{name: x, rules: [{rule}]}}]")
    with shop() as url, mock.patch.object(ShopTarget, "source", tmp_path):
        target = ShopTarget(url, CONTRACT)
        probe(f"{url}/things")  # its counter has no series before
        seen = done(read_alerts, target, CONTRACT)
        (tmp_path / "rules.yml").write_text("groups: [{")
        broken = done(read_alerts, target, CONTRACT)
    assert [(a.name, a.expression, a.labels) for a in seen.alerts] == [
        ("Down", "shop_up == 0", {"severity": "page"})
    ]
    assert seen.exposed
    assert "shop_requests_total" in seen.counters
    assert not {*seen.counters} & {*seen.gauges}
    assert broken.unread == ("rules.yml",)


@pytest.mark.parametrize(
    ("expression", "refused"),
    [
        ('shop_up{job="shop"} == 0', False),
        ('shop_up{job="api"} == 0', True),
        ('shop_up{job=~"sh.*|api"} == 0', False),
        ('shop_up{job!="api"} == 0', False),
        ('{__name__=~"shop_(db|database)_up"} == 0', True),
        ('{__name__=~"shop_u."} == 0', False),
        ('{__name__=~"node_.*"} == 0', False),
    ],
)
def test_a_job_or_a_name_by_a_pattern_has_to_be_there(expression: str, *, refused: bool) -> None:
    seen = replace(alerts(alert(expression), alert("shop_up == 0")), jobs=("shop", "store"))
    assert bool(CASE.problems(seen)) == refused
    assert not [p for p in CASE.problems(replace(seen, jobs=None)) if "job" in p.expected]


BOUNDED = {
    "shop_seconds_bucket": {"le": ("0.5", "10", "+Inf"), "route": ("/articles/{article_id}", "/orders")}
}


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (
            "histogram_quantile(0.99, sum by (le) (rate(shop_seconds_bucket[5m]))) > 500",
            "where the last is 10",
        ),
        ("histogram_quantile(0.99, rate(shop_seconds_bucket[5m])) > 10", "where the last is 10"),
        (
            'rate(shop_seconds_bucket{route="/articles/:id"}[5m]) > 1',
            "where the value is /articles/{article_id}",
        ),
        ('rate(shop_seconds_bucket{route="/orders/"}[5m]) > 1', "where the value is /orders"),
    ],
)
def test_refuses_what_no_value_ever_is(expression: str, said: str) -> None:
    (problem,) = CASE.problems(alerts(alert(expression), values=BOUNDED))
    assert said in problem.observed


@pytest.mark.parametrize(
    "expression",
    [
        "histogram_quantile(0.99, rate(shop_seconds_bucket[5m])) > 0.5",
        "histogram_quantile(0.99, rate(shop_seconds_bucket[5m])) >= 10",
        "histogram_quantile(0.99, rate(shop_seconds_bucket[5m])) * 1000 > 500",
        'rate(shop_seconds_bucket{route="/baskets"}[5m]) > 1',
        'rate(shop_seconds_bucket{route=~"/articles/.*"}[5m]) > 1',
    ],
)
def test_passes_what_a_value_may_be(expression: str) -> None:
    assert CASE.problems(alerts(alert(expression), values=BOUNDED)) == ()
