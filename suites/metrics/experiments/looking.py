"""Look at a gauge of one process, and wait until it is right."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from gonogo.contract.base import Request
from gonogo.contract.gauges import Gauge, Truth
from gonogo.contract.metrics import Metrics
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.metrics.experiments.sending import ask
from gonogo.suites.metrics.experiments.truths import truth_at
from gonogo.suites.metrics.exposition.checks import Sample, declared_format, read
from gonogo.suites.metrics.observations.gauges import Look
from gonogo.targets.base import Target

_POLL_SECONDS = 0.1


def settled(look: Callable[[], Look], seconds: float, than: Look | None = None) -> Look:
    """Return the second of two looks in a row that are right, else the last one.

    Their truth is another one ``than`` before: a page may be as old as the gauge, and both still say that.
    """
    seen = look()

    def twice() -> bool:
        nonlocal seen
        before, seen = seen, look()
        return before.is_right and seen.is_right and (than is None or seen.truth != than.truth)

    with suppress(WaitTimeout):  # what it says by then is for the rule to judge
        Wait("the gauge is right", seconds, _POLL_SECONDS).until(twice)
    return seen


@dataclass(frozen=True)
class Process:
    """One process that serves an exposition: how reports name it, and its base URL."""

    target: Target
    source: str
    url: str
    metrics: Metrics

    @property
    def seconds(self) -> float:
        """How long a gauge may take to be right."""
        return self.metrics.settles_within_seconds

    @staticmethod
    def name_of(gauge: Gauge) -> str:
        """Return the series as reports name it."""
        labels = ",".join(f'{name}="{value}"' for name, value in gauge.labels.items())
        return f"{gauge.series}{{{labels}}}" if labels else gauge.series

    def look(self, gauge: Gauge, moment: str, truth: float | None) -> Look:
        """Scrape once; of a series that is there twice the first one counts."""
        seen = Look(self.source, self.name_of(gauge), moment, None, truth, gauge.tolerance)
        answer = scrape(below(self.url, self.metrics.path))
        if answer.status != 200 or answer.error:
            return replace(seen, untold=f"the scrape was answered with {answer.error or answer.status}")
        openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
        samples = read(answer.text, openmetrics=openmetrics).samples
        found = {s.series: s.value for s in reversed(samples) if _is_meant(s, gauge)}
        if not found:
            return seen
        return replace(seen, value=sum(found.values()), least=min(0.0, *found.values()))

    def beside(self, gauge: Gauge, truth: Truth, moment: str, *, moves: bool) -> Look:
        """Read the truth before and after the gauge: it may change in between."""
        headers = self.target.headers(truth.credential)
        before, _ = truth_at(self.url, truth, headers)
        seen = replace(self.look(gauge, moment, before), moves=moves)
        if seen.is_right:
            return seen
        after, untold = truth_at(self.url, truth, headers)
        return replace(seen, truth=after, untold=seen.untold or untold)

    def send(self, request: Request) -> str:
        """Send a request; return what was wrong with its answer, empty where it was as promised."""
        status, error = ask(self.url, request, self.target.headers(request.credential))
        got = error or status
        said = f"{request.name} was answered with {got}, not {request.status}"
        return "" if got == request.status else said


def _is_meant(sample: Sample, gauge: Gauge) -> bool:
    return sample.name == gauge.series and all(sample.label(k) == v for k, v in gauge.labels.items())
