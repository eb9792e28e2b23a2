"""What the tests of the rules on the collector share."""

from gonogo.suites.metrics.observations.collector import CheckRun, Collector, Scraped
from tests.judging import contract

CONTRACT = contract(
    monitoring={"service": "prometheus", "jobs": ["shop", "store"], "checks": {"rules": ["promtool"]}}
)
SHOP = Scraped("shop", "10.0.0.2:80", "up", "")
STORE = Scraped("store", "store:9187", "up", "")
CHECK = CheckRun("rules", 0, "SUCCESS")


def collector(*targets: Scraped, checks: tuple[CheckRun, ...] = (CHECK,)) -> Collector:
    return Collector(targets or (SHOP, STORE), checks)
