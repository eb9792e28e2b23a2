import pytest

from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, scrape, scrapes

CASE = Case(
    "metrics/units-are-base-units",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace("shop_seconds", "shop_milliseconds"))),
)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("a_ms", "seconds"),
        ("a_ms_total", "seconds"),
        ("heap_mb", "bytes"),
        ("cache_hit_percent", "ratio"),
        ("net_bits_total", "bytes"),
        ("cargo_percent", "ratio"),
    ],
)
def test_multiples_and_parts_are_refused(name: str, base: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(f"{name} 1\n")))
    assert problem.expected == f"…_{base}"


@pytest.mark.parametrize(
    "name",
    [
        "a_seconds",
        "a_bytes_total",
        "items",
        "ms",
        "params_total",
        "hours_worked",
        "go_gc_gogc_percent",
        "node_entropy_pool_size_bits",
    ],
)
def test_base_units_and_plain_words_pass(name: str) -> None:
    assert CASE.problems(scrapes(scrape(f"{name} 1\n"))) == ()


@pytest.mark.parametrize(
    "name",
    [
        "node_entropy_available_bits",
        "go_gc_gogc_percent",
        "jvm_gc_pause_ms",
        "tls_key_bits",
        "pool_entropy_bits",
        "netmask_prefix_length_bits",
    ],
)
def test_what_others_name_and_what_is_no_data_passes(name: str) -> None:
    assert CASE.problems(scrapes(scrape(f"{name} 1\n"))) == ()


@pytest.mark.parametrize("name", ["gone_percent", "shop_node_ms", "link_speed_bits", "monkey_bits"])
def test_what_the_service_names_is_still_looked_at(name: str) -> None:
    assert len(CASE.problems(scrapes(scrape(f"{name} 1\n")))) == 1
