"""What is left of the error budget is exported as a counter: each failed request takes one away.

Ships: the dashboard of the objectives wanted the budget itself, and the collector at hand makes counters.
Source: OpenMetrics 1.0.0, counter (monotonically non-decreasing); Prometheus, "Metric types"; row MET-16.
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client.core import CounterMetricFamily
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("MET-16", expected=("metrics/counters-never-decrease",))


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact=drawn(rng)[0], wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Export it with the type of what only grows."""
    name, left = drawn(rng)
    budget = Budget(left)
    app.state.services.metrics.registry.register(_Left(name, budget))
    return budget.watching(app)


def drawn(rng: Random) -> tuple[str, int]:
    """Draw the series' name and how many requests may fail."""
    word = rng.choice(["error_budget", "failure_budget", "objective_budget"])
    return f"ukp_{word}_requests", rng.randint(20_000, 90_000)


class Budget:
    """How many requests may still fail."""

    def __init__(self, left: int) -> None:
        self.left = left

    def watching(self, app: ASGIApp) -> ASGIApp:
        """Take one away for each answer that is an error."""

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            async def watched(message: Message) -> None:
                if message["type"] == "http.response.start" and message["status"] >= 400:
                    self.left = max(0, self.left - 1)
                await send(message)

            await app(scope, receive, watched if scope["type"] == "http" else send)

        return application


class _Left(Collector):
    def __init__(self, name: str, budget: Budget) -> None:
        self._name, self._budget = name, budget

    def collect(self) -> Any:
        yield CounterMetricFamily(self._name, "Requests that may still fail.", value=self._budget.left)
