"""Each bucket of a histogram holds what fell between its bound and the one before, and no more.

Ships: a collector of our own counts sizes of answers into ranges, as every other kind of histogram does, and
hands the ranges to the library as they are. In a graph of heat it even looks right.
Source: Prometheus, "Exposition formats", histograms ("cumulative"); client_python, custom collectors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
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


class Sizes:
    """Counts sizes by ranges, and hands them out as buckets."""

    def __init__(self, name: str, bounds: tuple[int, ...]) -> None:
        self._name, self._bounds = name, bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0

    def observe(self, size: int) -> None:
        """Count one."""
        self._counts[bisect_left(self._bounds, size)] += 1
        self._sum += size

    def collect(self) -> Iterator[HistogramMetricFamily]:
        """Hand them out."""
        buckets = list(zip((*map(float, self._bounds), "+Inf"), self._counts, strict=True))
        named = [(str(bound), float(count)) for bound, count in buckets]
        yield HistogramMetricFamily(self._name, "Bytes of a body.", buckets=named, sum_value=self._sum)


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Observe each body that is sent."""
    name = _name(rng)
    sizes = Sizes(
        name, (rng.choice([64, 100]), rng.choice([1000, 1024]), rng.choice([10_000, 16_384]), 100_000)
    )
    app.state.services.metrics.registry.register(sizes)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        size = 0

        async def sent(message: Message) -> None:
            nonlocal size
            size += len(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                sizes.observe(size)
            await send(message)

        await app(scope, receive, sent)

    return application


def _name(rng: Random) -> str:
    return f"ukp_{rng.choice(['reply', 'answer', 'http_body'])}_size_bytes"
