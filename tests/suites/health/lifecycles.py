"""One process from its start to its end, as the rules on it see it: ready after 2 s, told to stop at 5 s."""

from __future__ import annotations

from gonogo.suites.health.observations.lifecycle import Lifecycle
from tests.judging import contract
from tests.suites.health.examples import PROBES, TRAFFIC, asked

CONTRACT = contract(health=PROBES | {"drains_seconds": 1.0}, traffic=TRAFFIC)
Answers = dict[float, int | None]
TRAFFIC_WELL: Answers = {0.5: None, 1.5: 503, 2.5: 200, 3.5: 200, 4.5: 200, 5.2: 200, 5.8: 200, 6.5: None}
READY: Answers = {0.5: None, 1.5: 503, 2.0: 200, 3.0: 200, 4.0: 200, 5.2: 503, 5.8: 503, 6.5: None}


def lifecycle(readiness: Answers | None = None, traffic: Answers | None = None) -> Lifecycle:
    samples = [*asked("readiness", readiness or READY), *asked("traffic", traffic or TRAFFIC_WELL)]
    return Lifecycle(
        200, became_ready=True, stop_asked_seconds=5.0, gone_seconds=6.2, status=0, samples=tuple(samples)
    )
