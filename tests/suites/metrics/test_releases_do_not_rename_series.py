import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, scrape, scrapes


def body(label: str) -> str:
    """The shop's exposition with a label on each sample."""
    return (
        TEXT.replace("shop_up 1", f"shop_up{{{label}}} 1")
        .replace('code="', f'{label},code="')
        .replace('{le="', f'{{{label},le="')
        .replace("_sum ", f"_sum{{{label}}} ")
        .replace("_count ", f"_count{{{label}}} ")
    )


CASE = Case(
    "metrics/releases-do-not-rename-series",
    CONTRACT,
    clean=scrapes(scrape(TEXT + 'shop_build_info{version="1.4.0"} 1\n')),
    broken=scrapes(scrape(), scrape(body('version="1.4.0"'), source="shop-2")),
)


def test_the_label_and_the_process_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("shop-2 for text", 'version="1.4.0" on 3 families')


@pytest.mark.parametrize(
    "label",
    [
        'commit="1f3a5c7"',
        'image="shop:2026.11.3"',
        'release="r118"',
        'release="v42"',
        'build="42"',
        'app_version="1.4.2"',
        'git_commit="1f3a5c7"',
        'build_id="20261128.3"',
        'pod_template_hash="5d4f8c7b9"',
        'helm_sh_chart="shop-1.4.2"',
        'app_kubernetes_io_version="1.4.2"',
    ],
)
def test_refuses_each_way_to_say_it(label: str) -> None:
    assert CASE.finding(scrapes(scrape(body(label)))).outcome is Outcome.FAILED


@pytest.mark.parametrize("processes", [TEXT, "".join(f"go_a{n} 1\nprocess_b{n} 1\n" for n in range(9))])
def test_what_a_runtime_counts_tells_neither_way(processes: str) -> None:
    seen = scrapes(scrape(body('version="1.4.0"') + processes.replace(TEXT, "")))
    assert CASE.finding(seen).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "label",
    [
        'version="v1"',
        'version="2"',
        'shop="north"',
        'api_version="2.1"',
        'http_version="1.1"',
        'tls_version="1.3"',
        'schema_version="12"',
    ],
)
def test_passes_what_outlives_a_release(label: str) -> None:
    assert CASE.finding(scrapes(scrape(body(label)))).outcome is Outcome.PASSED


def test_passes_one_family_that_compares_releases() -> None:
    assert CASE.finding(scrapes(scrape(TEXT + 'client_calls{version="1.4.0"} 3\n'))).outcome is Outcome.PASSED


def test_a_label_of_which_each_series_has_another_value_is_not_seen() -> None:
    apart = body('version="1.4.0"').replace('shop_up{version="1.4.0"}', 'shop_up{version="1.4.1"}')
    apart = (
        apart.replace('{version="1.4.0",le', '{version="1.4.2",le')
        .replace('_sum{version="1.4.0"}', '_sum{version="1.4.2"}')
        .replace('_count{version="1.4.0"}', '_count{version="1.4.2"}')
    )
    assert CASE.finding(scrapes(scrape(apart))).outcome is Outcome.PASSED
