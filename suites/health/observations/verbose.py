"""What the health gate sees of probes that are asked for more than they say."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Kind, observed_by
from gonogo.suites.health.observations.probes import ProbeRead


@observed_by("gonogo.suites.health.experiments.verbose:ask_for_more", kind=Kind.READS)
@dataclass(frozen=True)
class AskedForMore:
    """Each promised probe at its first source: ``plain`` as it is, ``more`` by queries that ask for more."""

    plain: tuple[ProbeRead, ...]
    more: tuple[ProbeRead, ...]
