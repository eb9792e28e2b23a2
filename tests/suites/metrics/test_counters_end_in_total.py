import pytest

from gonogo.core.finding import Severity
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, openmetrics, scrape, scrapes

CASE = Case(
    "metrics/counters-end-in-total",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace("shop_requests_total", "shop_requests"))),
)


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


def test_a_gauge_that_pretends_to_be_a_counter_is_named() -> None:
    (problem,) = CASE.problems(scrapes(scrape("# TYPE logins_total gauge\nlogins_total 3\n")))
    assert problem.observed == "logins_total"


def test_openmetrics_has_the_suffix_on_the_sample_alone() -> None:
    assert CASE.problems(scrapes(openmetrics())) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("logins", "counter"),
        ("logins_count", "counter"),
        ("sold_total_bytes", "counter"),
        ("in_flight_total", "gauge"),
        ("wait_total", "histogram"),
        ("wait_total", "summary"),
    ],
)
def test_a_name_that_says_another_kind_is_refused(name: str, kind: str) -> None:
    assert [p.observed for p in CASE.problems(scrapes(scrape(f"# TYPE {name} {kind}\n{name} 3\n")))] == [name]


@pytest.mark.parametrize(
    "body",
    ["# TYPE a_total untyped\na_total 1\n", "a_total 1\nb 2\n", "# TYPE total_sold gauge\ntotal_sold 1\n"],
    ids=["untyped", "no type at all", "the word before"],
)
def test_what_states_no_kind_or_no_suffix_passes(body: str) -> None:
    assert CASE.problems(scrapes(scrape(body))) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("erlang_vm_memory_bytes_total", "gauge"),
        ("erlang_vm_statistics_run_queues_length_total", "gauge"),
        ("erlang_vm_statistics_context_switches", "counter"),
        ("erlang_mnesia_committed_transactions", "counter"),
        ("base_gc_time_total_seconds", "counter"),
    ],
)
def test_what_a_runtime_names_everywhere_passes(name: str, kind: str) -> None:
    assert CASE.problems(scrapes(scrape(f"# TYPE {name} {kind}\n{name} 3\n"))) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("erlang_shop_orders", "counter"), ("go_orders", "counter"), ("base_orders", "counter")],
)
def test_what_only_begins_like_a_runtime_is_refused(name: str, kind: str) -> None:
    assert len(CASE.problems(scrapes(scrape(f"# TYPE {name} {kind}\n{name} 3\n")))) == 1
