import pytest

from gonogo.suites.metrics.experiments.hostile import send_hostile_traffic
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget, shop

REQUESTS = [
    {"path": "/things?limit=1&name=x"},
    {"path": "/things/17", "route": "/things/{id}"},
    {"path": "/things", "credential": None},
    {"method": "POST", "path": "/things/17", "route": "/things/{id}"},
]


def test_each_kind_is_sent_forty_times_and_a_bounded_shop_does_not_grow() -> None:
    promised = contract(metrics=METRICS, traffic={"requests": REQUESTS})
    with shop() as url:
        seen = done(send_hostile_traffic, ShopTarget(url, promised), promised)
    (growth,) = seen.growths
    assert growth.answered == 40 * 8
    case = Case("metrics/series-cardinality-is-bounded", promised, seen, seen)
    assert case.problems(seen) == ()


def test_no_traffic_is_needed() -> None:
    promised = contract(metrics=METRICS)
    with shop() as url:
        (growth,) = done(send_hostile_traffic, ShopTarget(url, promised), promised).growths
    assert growth.answered == 40 * 5


class _Counting(Handler):
    """Counts each host that it is asked for, or all of them under one name."""

    names: bool
    hosts: set[str]

    def respond(self) -> None:
        if self.path != "/stats":
            self.hosts.add(self.headers["Host"] if self.names else "any")
            self.answer(200, "", "text/plain")
            return
        lines = [f'shop_misdirected_total{{host="{host}"}} 1' for host in sorted(self.hosts)]
        self.answer(200, "\n".join(["# TYPE shop_misdirected_total counter", *lines, ""]), CONTENT_TYPE)


@pytest.mark.parametrize("names", [True, False])
def test_hosts_are_varied(names: bool) -> None:
    promised = contract(metrics=METRICS)
    with Loopback(_Counting, names=names, hosts=set()) as server:
        seen = done(send_hostile_traffic, ShopTarget(server.url, promised), promised)
    case = Case("metrics/series-cardinality-is-bounded", promised, seen, seen)
    assert bool(case.problems(seen)) is names
