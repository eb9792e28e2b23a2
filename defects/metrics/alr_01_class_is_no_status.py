"""An alert selects the statuses of a class by the name of the class, which is the status of no request.

Ships: another service has a label with `2xx`, `4xx`, `5xx`, and its rule was copied; the label is there, and
so is the series. The ratio of nothing to all is nothing, and never above a bound.
Source: cloudflare/pint, promql/series; trallnag/prometheus-fastapi-instrumentator
(should_group_status_codes).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",))


def inject(rng: Random) -> Injection:
    """Select the class."""
    matcher = rng.choice(['status="5xx"', 'status=~"5xx"'])
    return Injection(fact="5xx", source=selecting(matcher))


def selecting(matcher: str) -> dict[str, str | None]:
    """Have the alert on failures select by another matcher."""
    return edited("deploy/prometheus/rules.yml", ('{status=~"5.."}', f"{{{matcher}}}"))
