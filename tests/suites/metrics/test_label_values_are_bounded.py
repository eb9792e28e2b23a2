import pytest

from gonogo.suites.metrics.observations.scrapes import Scrape
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, scrape, scrapes

UUID = "6f1c2d3e-0a1b-4c5d-8e9f-001122334455"
CASE = Case(
    "metrics/label-values-are-bounded",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(f'{TEXT}shop_sessions{{session="{UUID}"}} 1\n')),
)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (f"/orders/{UUID}/items", "a UUID"),
        ("1763860800", "a moment"),
        ("/at/1763860800.25", "a moment"),
        ("2026-01-02T03:04:05Z", "a moment"),
        ("jane.doe@shop.example", "an e-mail address"),
    ],
)
def test_values_that_never_end_are_refused(value: str, kind: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(f'a{{l="{value}"}} 1\n')))
    assert problem.observed.startswith(kind)


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
    assert problem.observed == f'an address that no scrape before this one had: peer="{TWO}"'


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


def test_the_identity_may_be_said_in_full() -> None:
    assert CASE.problems(scrapes(scrape(f'shop_build_info{{build="{UUID}"}} 1\n'))) == ()


@pytest.mark.parametrize("label", ["le", "quantile"])
def test_a_computed_bound_is_no_moment(label: str) -> None:
    assert CASE.problems(scrapes(scrape(f'a{{{label}="7.1679999999999e-06"}} 1\n'))) == ()
    assert CASE.problems(scrapes(scrape(f'a{{{label}="1679999999"}} 1\n'))) == ()


@pytest.mark.parametrize(
    "label", ['addr="127.0.0.1:21006"', 'upstream="10.0.0.5:8080"', 'url="http://10.0.0.5:8080/"']
)
def test_a_servers_own_addresses_are_no_harm_as_long_as_they_stay(label: str) -> None:
    body = f"{TEXT}shop_listens{{{label}}} 1\n"
    assert CASE.problems(scrapes(*(scrape(body) for _ in range(3)))) == ()
