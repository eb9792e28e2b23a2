"""Send requests as planned, and leave before the answer."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

from gonogo.contract.latency import Journey, Latency
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.pulse import Pulse
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.suites.latency.observations.abandonment import Abandoned, Abandonment
from gonogo.targets.base import Target

_LEAVING_SECONDS = 5.0
# From hardly sent to nearly answered: whatever a request holds on to, some clients leave while it does.
_PATIENCES_SECONDS = (0.002, 0.008, 0.02, 0.06)
_ENDS_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0
_JUDGED_SECONDS = 2.0
_FEWEST, _MOST = 10, 50
_IN_FLIGHT = 32


def abandon_requests(target: Target, latency: Latency) -> Abandonment:
    """Do it with all journeys at once, each with clients of its own."""
    reading = [journey for journey in latency.journeys if journey.method == "GET"]
    with ThreadPoolExecutor(max(1, len(reading))) as pool:
        return Abandonment(tuple(pool.map(lambda journey: _course(target, journey), reading)))


def _course(target: Target, journey: Journey) -> Abandoned:
    rate = journey.rate_per_second
    judged = min(_MOST, max(_FEWEST, math.ceil(_JUDGED_SECONDS * rate)))
    before = _send(target, journey, [_PATIENCE_SECONDS] * judged)
    left = _send(target, journey, list(islice(cycle(_PATIENCES_SECONDS), math.ceil(_LEAVING_SECONDS * rate))))
    pause(_ENDS_SECONDS, "what was left may end")
    began = time.monotonic()
    with Pulse() as pulse:
        after = _send(target, journey, [_PATIENCE_SECONDS] * judged)
    stalled = pulse.stalled_seconds(began, time.monotonic() - began)
    return Abandoned(
        journey=journey.name,
        promised=journey.status,
        before=tuple(map(_said, before)),
        left=sum(answer.error == "timeout" for answer in left),
        after=tuple(map(_said, after)),
        late=sum(answer.error == "timeout" for answer in after) if stalled >= _PATIENCE_SECONDS / 2 else 0,
    )


def _send(target: Target, journey: Journey, patiences: Sequence[float]) -> list[Answer]:
    """Send one request for each patience, at the planned rate, on connections of their own."""
    url, headers = below(target.entry, journey.path), target.headers(journey.credential)
    with ThreadPoolExecutor(_IN_FLIGHT) as pool:
        sent = []
        for patience in patiences:
            ask = pool.submit(probe, url, headers=headers, deadline_seconds=patience)
            sent.append(ask)
            pause(1 / journey.rate_per_second, "arrivals keep to the planned rate")
        return [one.result() for one in sent]


def _said(answer: Answer) -> str:
    return answer.error or str(answer.status)
