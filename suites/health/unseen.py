"""What our own machine was too busy to see: a time-out of ours says nothing of the release. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.contract.health import Probe
from gonogo.suites.health.observations.probes import Sample


def unseen(sample: Sample, probe: Probe | None) -> bool:
    """Whether it timed out here, and may have been answered while our own machine was too busy to look."""
    return sample.status is None and sample.is_excused(probe.within_seconds if probe else 0.0)


def unseen_doubt(samples: Iterable[Sample], probe: Probe | None) -> str:
    """Return why a time-out shows nothing; empty where our own machine was not too busy for any of them."""
    late = next((s for s in samples if not s.passes and unseen(s, probe)), None)
    return f"{late.question} was answered late only while our own machine was busy" if late else ""
