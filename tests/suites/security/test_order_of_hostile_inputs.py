"""What ends a process comes before what only takes long: less is lost where the time is over."""

from gonogo.suites.security.experiments.accepted import places
from gonogo.suites.security.experiments.hostile import in_order
from gonogo.suites.security.experiments.watch import Watch
from tests.judging import contract
from tests.suites.shop import ShopTarget

PROMISED = contract(security={"responses": [{"path": "/find?q=release"}]})


def test_odd_queries_come_before_all_that_grows() -> None:
    target = ShopTarget("http://127.0.0.1:9", PROMISED)
    watches = [Watch(target, place, 1.0) for place in places(target, PROMISED)]
    every = [one for _, one in in_order(target, watches)]
    odd = [n for n, one in enumerate(every) if b"GET /find?q=__proto__ " in one.message]
    grows = [n for n, one in enumerate(every) if one.series]
    assert len(odd) == 1
    assert odd[0] < min(grows)
    assert any(every[n].series.startswith("query, q of") for n in grows)
