"""Send requests as planned, and leave before the answer."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

from gonogo.contract.latency import Journey, Latency
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.pulse import Pulse
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.loadtests import template
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
    """Send the same requests before and after; those that are left are others, as any two clients' are."""
    rate = journey.rate_per_second
    judged = min(_MOST, max(_FEWEST, math.ceil(_JUDGED_SECONDS * rate)))
    before = _send(target, journey, [_PATIENCE_SECONDS] * judged)
    leaving = list(islice(cycle(_PATIENCES_SECONDS), math.ceil(_LEAVING_SECONDS * rate)))
    left = _send(target, journey, leaving, first=judged)
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


def _send(target: Target, journey: Journey, patiences: Sequence[float], first: int = 0) -> list[Answer]:
    """Send one request for each patience, at the planned rate, on connections of their own."""
    with ThreadPoolExecutor(_IN_FLIGHT) as pool:
        sent = []
        for number, patience in enumerate(patiences, first):
            sent.append(pool.submit(_ask, target, journey, number, patience))
            pause(1 / journey.rate_per_second, "arrivals keep to the planned rate")
        return [one.result() for one in sent]


def _ask(target: Target, journey: Journey, number: int, patience: float) -> Answer:
    """Ask as the arrival with this number does in a load."""
    known, content = template.values(number, {}), template.body_text(journey.body)
    path = _filled(journey.path, template.path_escape, known)
    headers, body = target.headers(journey.credential), None
    if content is not None:
        body = _filled(content, template.json_escape, known).encode()
        headers = headers | {"Content-Type": "application/json"}
    url = below(target.entry, path)
    return probe(url, headers=headers, body=body, deadline_seconds=patience)


def _filled(text: str, escape: template.Escape, known: Mapping[str, str]) -> str:
    return template.filled(template.pieces(text, escape), known).decode()


def _said(answer: Answer) -> str:
    return answer.error or str(answer.status)
