"""A job of the collector keeps the targets that match a pattern, and its only one does not match.

Ships: the targets of all environments are to come from one list, and each job keeps its own by the name of
the host. A pattern has to match all of an address, and that has a port: the job is there, and has nothing
to ask. No `up` is 0, for there is none.
Source: Prometheus, "Configuration", relabel_config (a regex is anchored on both ends); "Alerting",
metamonitoring. A well-known mistake, from memory.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_08_service_came_without_a_job import COLLECTOR, MOUNTED
from proving.seed import Defect, Injection

DEFECT = Defect(
    "ALR-08",
    expected=("metrics/every-service-is-scraped",),
    collateral=("metrics/no-service-runs-unwatched",),
    target="compose",
)
_TARGETS = {"postgres": "postgres-exporter:9187", "valkey": "valkey-exporter:9121", "proxy": "proxy:8405"}
_RELABEL = """    relabel_configs:
      - source_labels: [__address__]
        regex: {host}
        action: keep
"""


def inject(rng: Random) -> Injection:
    """Let one job keep its host."""
    job = rng.choice(sorted(_TARGETS))
    line = f'    static_configs: [{{targets: ["{_TARGETS[job]}"]}}]\n'
    text = COLLECTOR.read_text(encoding="utf-8")
    if text.count(line) != 1:
        raise ValueError(f"{COLLECTOR}: there is no job of {_TARGETS[job]}")
    text = text.replace(line, line + _RELABEL.format(host=_TARGETS[job].partition(":")[0]))
    return Injection(fact=job, override={"services": {"prometheus": MOUNTED}}, files={"prometheus.yml": text})
