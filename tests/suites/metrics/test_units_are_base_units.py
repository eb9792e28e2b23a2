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
        ("request_duration_ms_max", "seconds"),
        ("request_ms_p99", "seconds"),
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


@pytest.mark.parametrize("kind", ["histogram", "summary"])
@pytest.mark.parametrize("name", ["request_duration", "response_time", "query_latency"])
def test_a_distribution_of_times_says_in_which_unit(name: str, kind: str) -> None:
    body = f"# TYPE {name} {kind}\n{name}_sum 1\n{name}_count 1\n"
    (problem,) = CASE.problems(scrapes(scrape(body)))
    assert (problem.expected, problem.observed) == (f"{name}_seconds", "no unit")


@pytest.mark.parametrize(
    "body",
    [
        "# TYPE request_duration_seconds histogram\nrequest_duration_seconds_sum 1\n",
        "# TYPE batch_size histogram\nbatch_size_sum 1\n",
        "# TYPE local_time gauge\nlocal_time 12\n",
        "requests_seconds_max 1\n",
    ],
)
def test_what_is_no_time_or_says_its_unit_passes(body: str) -> None:
    assert CASE.problems(scrapes(scrape(body))) == ()


LIBRARIES = [
    ("microsoft_aspnetcore_hosting_http_server_request_duration", "histogram"),
    ("microsoft_aspnetcore_server_kestrel_kestrel_connection_duration", "histogram"),
    ("system_net_http_http_client_request_duration", "histogram"),
    ("system_net_nameresolution_dns_lookup_duration", "histogram"),
    ("erlang_vm_statistics_runtime_milliseconds", "counter"),
]


@pytest.mark.parametrize(("name", "kind"), LIBRARIES)
def test_what_a_runtime_measures_without_a_unit_passes(name: str, kind: str) -> None:
    part = "_sum" if kind == "histogram" else ""
    assert CASE.problems(scrapes(scrape(f"# TYPE {name} {kind}\n{name}{part} 1\n"))) == ()


@pytest.mark.parametrize("name", ["system_request_duration", "microsoft_login_duration", "erlang_wait_time"])
def test_what_only_begins_like_one_is_looked_at(name: str) -> None:
    assert len(CASE.problems(scrapes(scrape(f"# TYPE {name} histogram\n{name}_sum 1\n")))) == 1
