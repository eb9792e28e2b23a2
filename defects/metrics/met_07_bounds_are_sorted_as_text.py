"""The bounds of a histogram are sorted as text, and its buckets are added up in that order.

Ships: a collector of our own keeps its counts by bound in a dictionary, whose keys are what JSON allows.
Sorted they look right as long as all bounds have as many digits; a longer one came, and stands before a
shorter one.
Source: discourse/prometheus_exporter#233; ringcentral/metrics-facade#31; Prometheus, "Exposition formats",
histograms (buckets in increasing numerical order); row MET-07.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Any

from prometheus_client.core import HistogramMetricFamily
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-07",
    expected=("metrics/histograms-are-consistent",),
    collateral=("metrics/openmetrics-is-valid", "metrics/text-format-is-valid"),
)


class Lengths:
    """Counts lengths by bound."""

    def __init__(self, name: str, bounds: tuple[int, ...]) -> None:
        self._name = name
        self._counts = {str(bound): 0 for bound in bounds}
        self._beyond = self._sum = 0

    def observe(self, length: int) -> None:
        """Count one under the least bound that holds it."""
        self._sum += length
        bounds = [bound for bound in self._counts if length <= int(bound)]
        if bounds:
            self._counts[min(bounds, key=int)] += 1
        else:
            self._beyond += 1

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """Add them up from the first bound to the last."""
        bounds = sorted(self._counts)
        upto = list(accumulate([*(self._counts[bound] for bound in bounds), self._beyond]))
        named = [(bound, float(count)) for bound, count in zip((*bounds, "+Inf"), upto, strict=True)]
        yield HistogramMetricFamily(self._name, "Length of a body.", buckets=named, sum_value=self._sum)


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Observe each body that is sent."""
    name = _name(rng)
    bounds = (rng.choice([300, 400]), rng.choice([2000, 3000]), rng.choice([10_000, 15_000]), 200_000)
    lengths = Lengths(name, bounds)
    app.state.services.metrics.registry.register(lengths)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        length = 0

        async def sent(message: Message) -> None:
            nonlocal length
            length += len(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                lengths.observe(length)
            await send(message)

        await app(scope, receive, sent)

    return application


def _name(rng: Random) -> str:
    return f"ukp_{rng.choice(['download', 'document', 'payload'])}_length_bytes"
