"""Alert rules, as the rules on them see them."""

from gonogo.suites.metrics.observations.alerts import Alert, Alerts
from tests.judging import contract
from tests.suites.metrics.examples import METRICS

CONTRACT = contract(
    metrics=METRICS,
    monitoring={
        "service": "prometheus",
        "jobs": ["shop"],
        "rules": ["rules.yml"],
        "elsewhere": ["shop_worker_*", "shop_queue"],
    },
)
EXPOSED = ("shop_requests_total", "shop_seconds_bucket", "shop_up")


def alert(expression: str, recorded: str = "", waits: str = "", **labels: str) -> Alert:
    return Alert("rules.yml", recorded or "ShopDown", expression, recorded, labels, waits)


def alerts(
    *of: Alert, unread: tuple[str, ...] = (), values: dict[str, dict[str, tuple[str, ...]]] | None = None
) -> Alerts:
    return Alerts(of or (alert("shop_up == 0", severity="page"),), EXPOSED, unread, values or {})
