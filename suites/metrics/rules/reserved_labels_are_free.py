"""No series carries a label that belongs to its collector or its kind.

Why: `job` and `instance` are the scraper's, which renames a service's own to `exported_…` and breaks every
aggregation by them; a `pid` gives each worker a series that outlives it, so that sums add up the dead.
Reference: OpenMetrics 1.0.0, "Label"; Prometheus, "Multiprocess mode" of client_python (gauge mode `all`).
Remedy: leave target labels to the scraper; aggregate over workers (`livesum`, `max`) before exposing.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition, Sample
from gonogo.suites.metrics.gateway import TARGET, hands_on
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_FOREIGN = (*TARGET, "pid")
_OF_A_RUNTIME = ("ruby_", "puma_", "process_", "sidekiq_", "unicorn_", "php_", "phpfpm_", "kong_")
"""Whose exporters tell processes apart by themselves, each a gauge that nobody adds up."""


@rule("metrics")
def judge(seen: Scrapes) -> Judgement:
    """Refuse job, instance and pid, `le` outside histograms and `quantile` of what counts.

    An exporter that knows no summary has a gauge for each of its quantiles.
    A gateway and an exporter may hand on the job and instance of others, which is another rule's advice.
    """
    bodies = expositions(seen)
    problems = tuple(
        Problem(
            f"{sample.series} at {scrape.source} for {scrape.wanted}", f"no label {name}", f'{name}="{value}"'
        )
        for scrape, exposition in bodies
        for free in [TARGET if hands_on(exposition) else ()]
        for sample in exposition.samples
        for name, value in sample.labels
        if name not in free and _is_reserved(name, sample, exposition)
    )
    return Judgement(sum(len(exposition.samples) for _, exposition in bodies), problems[:20])


def _is_reserved(label: str, sample: Sample, exposition: Exposition) -> bool:
    kind = exposition.types.get(exposition.family(sample.name), "")
    if label == "le":
        return kind in ("counter", "gauge", "summary")
    if label == "quantile":
        return kind in ("counter", "histogram")
    is_a_runtimes = label == "pid" and kind == "gauge" and sample.name.startswith(_OF_A_RUNTIME)
    return label in _FOREIGN and not is_a_runtimes
