from gonogo.suites.metrics.experiments.hostile import send_hostile_traffic
from tests.judging import Case, contract, done
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import ShopTarget, shop

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
    assert growth.answered == 40 * 6
    case = Case("metrics/series-cardinality-is-bounded", promised, seen, seen)
    assert case.problems(seen) == ()


def test_no_traffic_is_needed() -> None:
    promised = contract(metrics=METRICS)
    with shop() as url:
        (growth,) = done(send_hostile_traffic, ShopTarget(url, promised), promised).growths
    assert growth.answered == 40 * 4
