"""Every series says in a label which image or build it comes from.

Ships: what the platform tells a container of itself is put on all series at once, so that replicas can be
told apart; all of it is another with the next release.
Source: conbench/conbench#1023 (default labels from the environment); OpenMetrics 1.0.0, target metadata.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric

from proving.seed import Defect, Injection

DEFECT = Defect("MET-15", expected=("metrics/releases-do-not-rename-series",))


def inject(rng: Random) -> Injection:
    """Serve with the label."""
    name, value = _label(rng)
    return Injection(fact=f'{name}="{value}"', wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Expose each sample with the label."""
    metrics = app.state.services.metrics
    metrics.registry = _Labelled(metrics.registry, *_label(rng))
    return app


class _Labelled:
    """A registry with a label more on each sample of it, but for what is information only."""

    def __init__(self, registry: CollectorRegistry, name: str, value: str) -> None:
        self._registry, self._label = registry, {name: value}

    def collect(self) -> Iterator[Metric]:
        """Return every family."""
        for family in self._registry.collect():
            with_label = copy.copy(family)
            if family.type != "info":
                samples = (
                    sample._replace(labels={**sample.labels, **self._label}) for sample in family.samples
                )
                with_label.samples = list(samples)
            yield with_label

    def __getattr__(self, name: str) -> Any:
        return getattr(self._registry, name)


def _label(rng: Random) -> tuple[str, str]:
    return rng.choice(
        [
            ("image", f"registry.ukp.example/ukp:{rng.randrange(2, 9)}.{rng.randrange(40)}"),
            ("build", str(rng.randrange(1000, 30_000))),
            ("pod_template_hash", f"{rng.getrandbits(40):010x}"),
        ]
    )
