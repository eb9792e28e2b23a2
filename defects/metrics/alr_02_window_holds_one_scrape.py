"""A window of an alert is shorter than two scrapes: there is no rate in it, and nothing is ever too high.

Ships: somebody wants to hear of it sooner, and shortens the window; the graph, of longer steps, is fine.
Source: cloudflare/pint, promql/rate; Robust Perception, "What range should I use with rate()?".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/windows-hold-two-samples",))
_RULES = "deploy/prometheus/rules.yml"


def inject(rng: Random) -> Injection:
    """Look at less than two scrapes."""
    return looking_at(rng.choice([2, 3, 4, 5, 6, 7, 8, 9]))


def looking_at(seconds: int) -> Injection:
    """Shorten the windows of what counts failures."""
    window = f"[{seconds}s]"
    failed = 'ukp_http_requests_total{status=~"5.."}'
    whole = "rate(ukp_http_requests_total"
    changes = [(f"{failed}[1m]", f"{failed}{window}"), (f"{whole}[1m]", f"{whole}{window}")]
    return Injection(fact=f"{seconds}s", source=edited(_RULES, *changes))
