"""What a collector throws away by name; what other jobs do is none of ours."""

from __future__ import annotations

from typing import Any

import pytest

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
