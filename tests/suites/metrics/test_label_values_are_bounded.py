from dataclasses import replace

import pytest

from gonogo.suites.metrics.observations.scrapes import Scrape
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, scrape, scrapes

UUID = "6f1c2d3e-0a1b-4c5d-8e9f-0011223344"
KINDS = [
    pytest.param(f"/orders/{UUID}{{}}/items", "a UUID", id="a UUID"),
    pytest.param("17638608{}", "a moment", id="a moment"),
    pytest.param("/at/17638608{}.25", "a moment", id="a moment and its part"),
    pytest.param("2026-01-02T03:04:{}Z", "a moment", id="a written moment"),
    pytest.param("jane.{}@shop.example", "an e-mail address", id="an e-mail address"),
]


def having(value: str, *numbers: int) -> Scrape:
    return scrape(TEXT + "".join(f'shop_sessions{{l="{value.format(n)}"}} 1\n' for n in numbers))


CASE = Case(
    "metrics/label-values-are-bounded",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(having(UUID + "{}", *range(20, 40))),
)


@pytest.mark.parametrize(("value", "kind"), KINDS)
def test_values_that_become_more_are_refused(value: str, kind: str) -> None:
    (problem,) = CASE.problems(scrapes(having(value, 10), having(value, 10, 11)))
    assert problem.observed.startswith(f"{kind} that no scrape before had: l=")


@pytest.mark.parametrize(("value", "kind"), KINDS)
def test_many_values_are_refused(value: str, kind: str) -> None:
    (problem,) = CASE.problems(scrapes(having(value, *range(20, 31))))
    assert problem.observed.startswith(f"{kind} of 11: l=")


@pytest.mark.parametrize(("value", "kind"), KINDS)
def test_one_value_or_a_few_that_stay_are_an_identity(value: str, kind: str) -> None:
    few = having(value, *range(20, 30))
    assert CASE.problems(scrapes(having(value, 33), having(value, 33))) == (), kind
    assert CASE.problems(scrapes(few, few, few)) == (), kind


def test_each_process_behind_one_url_has_an_identity_of_its_own() -> None:
    one, other = (having(UUID + "{}", n) for n in (10, 11))
    assert len(CASE.problems(scrapes(one, other))) == 1
    began = (f"process_start_time_seconds 17638608{n}\n" for n in (10, 11))
    behind = [replace(each, body=each.body + line) for each, line in zip((one, other), began, strict=True)]
    assert CASE.problems(scrapes(*behind)) == ()


def took(*values: str, name: str = "took") -> Scrape:
    return scrape(TEXT + "".join(f'shop_answers_total{{{name}="{value}"}} 1\n' for value in values))


def test_what_was_measured_of_each_request_is_refused() -> None:
    (problem,) = CASE.problems(scrapes(took("0.00213", "0.00198"), took("0.00213", "0.00198", "0.00202")))
    assert problem.observed == 'a measured number that no scrape before had: took="0.00202"'
    assert CASE.problems(scrapes(took("2.1e-05", "3e-05"), took("2.1e-05", "3e-05", "2.25e-05 s")))


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param((took("0.005", "0.01"), took("0.005", "0.01", "0.025")), id="classes"),
        pytest.param((took("0.9999"), took("0.9999", "0.9995")), id="objectives with their first use"),
        pytest.param((took(*(f"52.{n}04" for n in range(10, 30))),) * 2, id="places on a map"),
        pytest.param((took("1.20240", "v1"), took("1.20240", "v1", "1.20241-rc.1")), id="versions"),
        pytest.param(
            (took("0.1001", "0.2001", name="le"), took("0.1001", "0.2001", "0.3001", name="le")), id="le"
        ),
    ],
)
def test_numbers_that_somebody_wrote_are_silent(seen: tuple[Scrape, ...]) -> None:
    assert CASE.problems(scrapes(*seen)) == ()


def of(*addresses: str, name: str = "shop_peers", source: str = "shop-1") -> Scrape:
    lines = (f'{name}{{peer="{address}"}} 1\n' for address in addresses)
    return scrape(TEXT + "".join(lines), source=source)


ONE, TWO, THREE = "10.1.2.3:52114", "10.1.2.3:52116", "http://10.0.0.5:8080/x"


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param((of(ONE), of(ONE, TWO)), id="one more with each scrape"),
        pytest.param((of(ONE), of(TWO)), id="another one with each scrape"),
        pytest.param((of(ONE), of(ONE), of(ONE, TWO)), id="one more after a while"),
        pytest.param((of(ONE), scrape(), of(TWO)), id="there and away"),
    ],
)
def test_addresses_that_become_more_are_refused(seen: tuple[Scrape, ...]) -> None:
    (problem,) = CASE.problems(scrapes(*seen))
    assert problem.observed == f'an address that no scrape before had: peer="{TWO}"'


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param((of(ONE, TWO, THREE),) * 3, id="the server's own few"),
        pytest.param((of(ONE, TWO), of(TWO)), id="one that went away"),
        pytest.param((scrape(), of(ONE)), id="the first one"),
        pytest.param((of(ONE), of(TWO, source="shop-2")), id="of another process"),
        pytest.param((of(ONE), of(TWO, name="shop_upstreams")), id="of another family"),
    ],
)
def test_addresses_that_stay_as_they_are_pass(seen: tuple[Scrape, ...]) -> None:
    assert CASE.problems(scrapes(*seen)) == ()


@pytest.mark.parametrize("value", ["/orders/{id}", "200", "1.2.3", "2026-01", "eu-west-1", "0.25", "v1.18.0"])
def test_values_that_can_be_listed_pass(value: str) -> None:
    assert CASE.problems(scrapes(scrape(f'a{{l="{value}"}} 1\n'))) == ()


STARTED = 1763860800.2
WRITTEN = "2025-11-23T01:20:01"


def _saying(value: str, *sources: str, started: float = STARTED) -> list[Scrape]:
    body = f'process_start_time_seconds {started}\nshop_build_info{{version="1",since="{value}"}} 1\n'
    return [replace(scrape(body), source=source, wanted="default") for source in sources]


@pytest.mark.parametrize("value", ["1763860802", "1763860801000", WRITTEN, f"{WRITTEN}+00:00", f"{WRITTEN}Z"])
def test_the_moment_of_a_start_is_no_identity(value: str) -> None:
    (problem,) = CASE.problems(scrapes(*_saying(value, "a")))
    assert problem.observed == f'a moment of its start: since="{value}"'


def test_nor_is_a_moment_that_each_process_has_for_itself() -> None:
    seen = scrapes(*_saying("2025-11-22T01:20:01", "a"), *_saying("2025-11-22T01:20:03", "b"))
    assert len(CASE.problems(seen)) == 2


@pytest.mark.parametrize(
    "value", ["2025-11-22T01:20:01", "1763860700", "2025-11-23", "3.11.7", "2025-13-33 00:00"]
)
def test_the_moment_of_a_build_is_one(value: str) -> None:
    assert CASE.problems(scrapes(*_saying(value, "a", "b"), *_saying(value, "b", started=STARTED + 9))) == ()


def test_the_identity_may_be_said_in_full() -> None:
    builds = [scrape(f'shop_build_info{{build="{UUID}{n}"}} 1\n') for n in range(10, 30)]
    assert CASE.problems(scrapes(*builds)) == ()


@pytest.mark.parametrize("label", ["le", "quantile"])
def test_a_computed_bound_is_no_moment(label: str) -> None:
    lines = "".join(f'a{{{label}="16799999{n}"}} 1\n' for n in range(10, 40))
    assert CASE.problems(scrapes(scrape(lines))) == ()
    assert CASE.problems(scrapes(scrape(lines.replace("16799999", "7.16799999999e-")))) == ()


@pytest.mark.parametrize(
    "label", ['addr="127.0.0.1:21006"', 'upstream="10.0.0.5:8080"', 'url="http://10.0.0.5:8080/"']
)
def test_a_servers_own_addresses_are_no_harm_as_long_as_they_stay(label: str) -> None:
    body = f"{TEXT}shop_listens{{{label}}} 1\n"
    assert CASE.problems(scrapes(*(scrape(body) for _ in range(3)))) == ()


@pytest.mark.parametrize(
    ("name", "problems"), [("kube_pod_status_phase", 0), ("DCGM_FI_DEV_GPU_TEMP", 0), ("shop_a", 1)]
)
def test_objects_of_a_cluster_have_their_own(name: str, problems: int) -> None:
    body = "".join(f'{name}{{uid="{UUID}{n}"}} 1\n' for n in range(20, 40))
    assert len(CASE.problems(scrapes(scrape(body)))) == problems


@pytest.mark.parametrize(
    ("label", "value", "refused"),
    [
        ("day", "2025-11-23", 1),
        ("day", "20251123", 1),
        ("hour", "2025-11-23T01+00:00", 1),
        ("served_at", "2025-11-23 01:00", 1),
        ("day", "2025-11-22", 1),
        ("day", "2025-11-21", 0),
        ("version", "2025-11-23", 0),
        ("built_on", "2025-11-23", 0),
        ("table", "events_2025_11_23", 0),
        ("weekday", "23", 0),
    ],
)
def test_a_series_for_each_day_is_refused_on_the_day(label: str, value: str, refused: int) -> None:
    """The scrape is of 2025-11-23, an hour past midnight of UTC; in the west it is the day before."""
    body = f'{TEXT}shop_used{{{label}="{value}"}} 1\nshop_build_info{{day="2025-11-23"}} 1\n'
    seen = scrapes(scrape(body, at=1_763_860_800.0), scrape(body, at=1_763_860_800.0))
    problems = CASE.problems(seen)
    assert len(problems) == refused
    assert all(p.observed == f'a moment of today: {label}="{value}"' for p in problems)


def last(*values: str, started: str = "1763860800") -> Scrape:
    lines = (f'shop_last_request_info{{id="{UUID}{value}"}} 1\n' for value in values)
    return scrape(TEXT + f"process_start_time_seconds {started}\n" + "".join(lines))


def test_who_a_process_is_does_not_change_with_each_scrape() -> None:
    (problem,) = CASE.problems(scrapes(last("10"), last("11"), last("12")))
    assert problem.observed == f'a UUID of 3 by now: id="{UUID}12"'


@pytest.mark.parametrize(
    "seen",
    [
        pytest.param((last("10"),) * 3, id="one process"),
        pytest.param((last("10"), last("11", started="1763860811"), last("10")), id="two behind one URL"),
        pytest.param((last("10", "11", "12", "13"),) * 3, id="what it knows of several others"),
        pytest.param((last("10", "11"), last("10", "11", "12"), last("10", "12")), id="one more of those"),
    ],
)
def test_who_a_process_is_or_knows_is_an_identity(seen: tuple[Scrape, ...]) -> None:
    assert CASE.problems(scrapes(*seen)) == ()


def test_what_comes_with_the_first_requests_is_looked_at_as_well() -> None:
    later = having(UUID + "{}", *range(20, 40))
    assert CASE.problems(replace(scrapes(scrape()), later=(later,)))
