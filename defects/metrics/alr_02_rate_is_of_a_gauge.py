"""A rule asks for the rate of what falls as well as rises, or for the difference of what only rises.

Ships: one of two functions that look alike on the day's graph; each fall becomes a restart, or the reverse.
Source: Prometheus, "Functions"; cloudflare/pint, promql/rate.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/alerts-read-series-by-their-type",))
_GAUGES = ("ukp_event_loop_lag_seconds", "process_resident_memory_bytes", "process_open_fds")


def inject(rng: Random) -> Injection:
    """Take the one for the other."""
    time = f"{rng.randrange(2, 30)}m"
    wrong = [(name, f"{way}({name}[{time}])") for name in _GAUGES for way in ("rate", "increase", "irate")]
    total = "ukp_http_requests_total"
    wrong += [(total, f"sum({way}({total}[{time}]))") for way in ("delta", "deriv", "idelta")]
    return asking(*rng.choice(wrong), rng)


def asking(fact: str, asked: str, rng: Random) -> Injection:
    """Have an alert ask for this, or for what a rule records of it."""
    name, most = f"ukp:{rng.choice('abcdef')}{rng.randrange(10, 99)}", rng.randrange(3, 90)
    recorded = f"      - record: {name}\n        expr: {asked}\n      - alert: UkpCacheDown\n"
    changes = [("ukp_cache_up == 0", f"{asked} > {most}")]
    if rng.random() < 0.5:
        changes = [("ukp_cache_up == 0", f"{name} > {most}"), ("      - alert: UkpCacheDown\n", recorded)]
    return Injection(fact=fact, source=edited("deploy/prometheus/rules.yml", *changes))
