from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.experiments.windows import read_windows
from gonogo.suites.metrics.observations.windows import Timed, Windows
from tests.judging import Case, contract, done
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import ShopTarget

CONTRACT = contract(
    metrics=METRICS,
    monitoring={
        "service": "prometheus",
        "jobs": ["shop"],
        "rules": ["rules.yml"],
        "configuration": "prometheus.yml",
    },
)
JOBS = {"shop": 30.0, "edge": 10.0, "slow": 300.0, "seldom": 301.0}


def seen(expression: str, *others: Timed) -> Windows:
    return Windows((Timed("rules.yml", "ShopDown", expression, "", 60.0), *others), JOBS, 60.0)


CASE = Case(
    "metrics/windows-hold-two-samples",
    CONTRACT,
    clean=seen("rate(x[5m]) > 1"),
    broken=seen('rate(x{job="slow"}[5m]) > 1'),
)
RECORDED = Timed("rules.yml", "shop:up", "up", "shop:up", 120.0)


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ('sum(rate(x{job="shop"}[30s])) > 1', "a window of 60 s or more"),
        ('increase(x{job="shop"}[59s]) > 1', "a window of 60 s or more"),
        ("irate(x[15s]) > 1", "a window of 20 s or more"),
        ('changes(x{job=~"shop|slow"}[45s]) > 1', "a window of 60 s or more"),
        ('delta(x{job!="edge"}[45s]) > 1', "a window of 60 s or more"),
        ('deriv(x{job!~"edge|shop"}[9m]) > 1', "a window of 600 s or more"),
        ('avg_over_time(x{job="slow"}[1m]) > 1', "a window of 300 s or more"),
        ('absent_over_time(x{job="slow"}[1m])', "a window of 300 s or more"),
        ("rate(shop:up[3m]) > 1", "a window of 240 s or more"),
        ("deriv(avg(x)[90s:]) > 1", "a window of 120 s or more"),
        ("deriv(avg(x)[90s:50s]) > 1", "a window of 100 s or more"),
        ('x{job="seldom"} > 1', "a window of 301 s or more"),
        ('sum by (job) (up{job="seldom"}) / 2 > rate(x[5m])', "a window of 301 s or more"),
        ('absent(x{job=~"seldom"} offset 1h)', "a window of 301 s or more"),
    ],
)
def test_refuses(expression: str, needed: str) -> None:
    (problem,) = CASE.problems(seen(expression, RECORDED))
    assert problem.expected == needed


@pytest.mark.parametrize(
    "expression",
    [
        'rate(x{job="shop"}[1m]) > 1',
        "rate(x[20s]) > 1",
        'avg_over_time(x{job="slow"}[5m]) > 1',
        'rate(x{job="renamed"}[1m]) > 1',
        r'rate(x{job=~"\\pL+"}[20s]) > 1',
        "rate(shop:up[4m]) > 1",
        "max_over_time(deriv(x[1m])[5m:1m]) > 1",
        "quantile_over_time(0.9, x[1m]) > 1",
        'x{job="slow"} > 1',
        'x{job!="edge"} > 1',
        'last_over_time(x{job="seldom"}[20m]) > 1',
        'max_over_time(sum(x{job="seldom"})[20m:]) > 1',
        "shop:up == 0",
    ],
)
def test_passes(expression: str) -> None:
    finding = CASE.finding(seen(expression, RECORDED))
    assert (finding.outcome, finding.problems) == (Outcome.PASSED, ())


def test_rules_that_read_nothing_tell_nothing() -> None:
    assert CASE.finding(seen("vector(1)")).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(seen("rate(x[1s]")).reason == "not read: ShopDown"
    assert CASE.finding(replace(CASE.clean, jobs={})).reason == "there are no jobs"


CONFIGURATION = """
global: {scrape_interval: 15s}
scrape_configs:
  - job_name: shop
  - {job_name: slow, scrape_interval: 1m30s}
"""
RULES = """
groups:
  - name: one
    interval: 2m
    rules: [{alert: Down, expr: up == 0}]
  - {name: two, rules: [{record: "a:b", expr: sum(up)}]}
"""


def _read(folder: Path, **files: str) -> Windows:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text)
    target = ShopTarget("http://127.0.0.1:9", CONTRACT)
    with mock.patch.object(ShopTarget, "source", folder):
        return done(read_windows, target, CONTRACT)


def test_intervals_are_read(tmp_path: Path) -> None:
    assert _read(tmp_path, prometheus=CONFIGURATION, rules=RULES) == Windows(
        (
            Timed("rules.yml", "Down", "up == 0", "", 120.0),
            Timed("rules.yml", "a:b", "sum(up)", "a:b", 60.0),
        ),
        {"shop": 15.0, "slow": 90.0},
        60.0,
    )


@pytest.mark.parametrize(
    ("configuration", "rules", "unread"),
    [
        ("a: [", RULES, ("prometheus.yml",)),
        ("global: {scrape_interval: '${EVERY}'}", RULES, ("prometheus.yml",)),
        ("scrape_config_files: [jobs/*.yml]", RULES, ("prometheus.yml",)),
        (CONFIGURATION, "groups: [{interval: soon}]", ("rules.yml",)),
    ],
)
def test_what_is_not_read_is_said(
    tmp_path: Path, configuration: str, rules: str, unread: tuple[str, ...]
) -> None:
    assert _read(tmp_path, prometheus=configuration, rules=rules).unread == unread
