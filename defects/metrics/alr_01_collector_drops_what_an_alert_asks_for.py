"""The collector throws away a series of which an alert is made.

Ships: storage was expensive, and a list of what no dashboard shows was dropped at the scrape. Nobody
compared it with the alerts. The release exposes the series, the rule names it rightly, and they never meet.
Source: Prometheus, `metric_relabel_configs`; pint, "promql/series", which asks a live server for this
reason. General experience with lists that come out of a report of unused series.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",), starred=True)

_TARGETS = "    dns_sd_configs: [{names: [app], type: A, port: 8000, refresh_interval: 5s}]\n"


def inject(rng: Random) -> Injection:
    """Drop one of the two that are on no dashboard."""
    part = rng.choice(("database", "cache"))
    return Injection(fact=f"ukp_{part}_up", source=dropping(f"ukp_{part}_.*|ukp_event_loop_.*"))


def dropping(names: str) -> dict[str, str | None]:
    """Return the collector's configuration without the series whose names match."""
    rule = f'{{source_labels: [__name__], regex: "{names}", action: drop}}'
    lines = f"{_TARGETS}    metric_relabel_configs:\n      - {rule}\n"
    return edited("deploy/prometheus/prometheus.yml", (_TARGETS, lines))
