"""What a collector throws away by name; what other jobs do is none of ours."""

from __future__ import annotations

from typing import Any

import pytest

from gonogo.suites.metrics.alerting.relabelled import told
from gonogo.suites.metrics.relabelling import dropped, jobs, prefixes, sends

NAMES = {"shop_orders_total", "shop_order_seconds_bucket", "shop_build_info"}


def relabelled(**rule: Any) -> dict[str, Any]:
    named = {"source_labels": ["__name__"]} | rule
    return {
        "scrape_configs": [{"job_name": "other"}, {"job_name": "shop", "metric_relabel_configs": [named]}]
    }


@pytest.mark.parametrize(
    ("rule", "gone"),
    [
        ({"action": "drop", "regex": "shop_orders_total"}, {"shop_orders_total"}),
        ({"action": "drop", "regex": "shop_.*_bucket|go_.*"}, {"shop_order_seconds_bucket"}),
        ({"action": "drop", "regex": "shop_order"}, set()),
        ({"action": "drop", "regex": ".*"}, set()),
        ({"action": "keep", "regex": "shop_(build|order).*"}, set()),
        ({"action": "keep", "regex": "shop_order_.*"}, {"shop_orders_total", "shop_build_info"}),
        ({"action": "keep", "regex": "node_.*|process_.*"}, set()),
        ({"action": "replace", "regex": "shop_.*"}, set()),
        ({"action": "drop", "regex": "shop_.*", "source_labels": ["__name__", "path"]}, set()),
    ],
)
def test_it_is_what_names_of_ours_are_met_by(rule: dict[str, Any], gone: set[str]) -> None:
    assert dropped(relabelled(**rule), NAMES) == gone


def test_names_that_every_process_has_are_nobodys_own() -> None:
    assert prefixes(["shop_orders_total", "process_open_fds", "till_up"]) == ("shop_", "till_")


@pytest.mark.parametrize(
    ("job", "known"),
    [
        ({}, ("shop",)),
        ({"honor_labels": True}, None),
        ({"relabel_configs": [{"target_label": "job", "replacement": "x"}]}, None),
        ({"relabel_configs": [{"action": "labelmap", "regex": "__meta_(.+)"}]}, None),
        (
            {"relabel_configs": [{"target_label": "instance", "replacement": "x"}, {"action": "keep"}]},
            ("shop",),
        ),
        ({"static_configs": [{"targets": ["a:1"], "labels": {"job": "x"}}]}, None),
    ],
)
def test_jobs_are_known_unless_something_may_bring_others(job: dict[str, Any], known: Any) -> None:
    assert jobs({"scrape_configs": [{"job_name": "shop"} | job]}) == known
    assert jobs({"scrape_config_files": ["a.yml"], "scrape_configs": []}) is None


LABELS = {"alertname": "ShopDown", "severity": "page"}


@pytest.mark.parametrize(
    ("rule", "sent"),
    [
        ({"action": "keep", "source_labels": ["env"], "regex": "prod"}, False),
        ({"action": "keep", "source_labels": ["severity"], "regex": "page|ticket"}, True),
        ({"action": "drop", "source_labels": ["severity", "env"], "regex": "page;"}, False),
        ({"action": "keep", "source_labels": ["team"], "regex": "a"}, True),
        ({"action": "keep", "source_labels": ["value"], "regex": "a"}, True),
        ({"target_label": "env", "replacement": "prod"}, True),
    ],
)
def test_an_alert_that_the_collector_drops_is_not_sent(rule: dict[str, Any], *, sent: bool) -> None:
    assert sends([rule], LABELS, {"value"}, lambda name: name == "team") == sent


_SEVERITY = {"source_labels": ["severity"], "target_label": "severity"}


@pytest.mark.parametrize(
    ("rules", "labels"),
    [
        ([{**_SEVERITY, "regex": "page", "replacement": "P1"}], {"severity": "P1"}),
        ([{**_SEVERITY, "regex": "ticket", "replacement": "P3"}], {"severity": "page"}),
        ([{**_SEVERITY, "action": "uppercase"}], {"severity": "PAGE"}),
        ([{**_SEVERITY, "regex": "(p)(?P<rest>.*)", "replacement": "${rest}-$1"}], {"severity": "age-p"}),
        ([{**_SEVERITY, "regex": "page", "replacement": ""}], {}),
        (
            [{"action": "labelmap", "regex": "sev(.*)", "replacement": "pri$1"}],
            {"severity": "page", "prierity": "page"},
        ),
        ([{"action": "labeldrop", "regex": "severity"}], {}),
        ([{"action": "labelkeep", "regex": "alert.*"}], {}),
        ([{"source_labels": ["team"], "regex": "db", "target_label": "severity", "replacement": "x"}], {}),
        ([{"action": "hashmod", "modulus": 8, "target_label": "severity"}], {}),
        ([{**_SEVERITY, "regex": "(?i)page", "replacement": "P1"}], {"severity": "page"}),
        ([{"target_label": "env", "replacement": "prod"}], {"severity": "page", "env": "prod"}),
        (
            [
                {"target_label": "env", "replacement": "prod"},
                {"action": "drop", "source_labels": ["env"], "regex": "test"},
                {"source_labels": ["severity", "env"], "regex": "page;prod", "target_label": "severity"},
            ],
            {"env": "prod"},
        ),
    ],
)
def test_what_the_collector_makes_of_labels_is_what_is_routed(
    rules: list[dict[str, Any]], labels: dict[str, str]
) -> None:
    seen = told(rules, LABELS, (), lambda name: name == "team")
    assert {name: value for name, value in seen.labels.items() if name != "alertname"} == labels


def test_a_label_that_comes_of_an_open_one_is_open() -> None:
    mapped = {"action": "labelmap", "regex": "value", "replacement": "amount"}
    assert "amount" in told([mapped], LABELS, {"value"}, lambda _: False).templates
    copied = {"source_labels": ["team"], "target_label": "to"}
    assert "to" in told([copied], LABELS, (), lambda name: name == "team").templates
