"""An alert compares the value of a counter: once it fires, it fires until the next restart.

Ships: `rate()` is left out because the graph "looked right" on the day of the deployment.
Source: cloudflare/pint, promql/counter.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/alerts-ask-for-rates-of-counters",))


def inject(rng: Random) -> Injection:
    """Compare it with a number."""
    failed = 'ukp_http_requests_total{status=~"5.."}'
    return Injection(fact="ukp_http_requests_total", source=comparing(f"sum({failed})", rng))


def comparing(failures: str, rng: Random) -> dict[str, str | None]:
    """Have one alert compare failures."""
    changed = f"{failures} > {rng.randrange(5, 5000)}"
    return edited("deploy/prometheus/rules.yml", ("ukp_database_up == 0", changed))
