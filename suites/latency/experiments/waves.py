"""Many clients that come back together after a time, each a little sooner or later than the next."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from gonogo.instruments.waits import pause
from gonogo.suites.latency.experiments.clients import Clients
from gonogo.suites.latency.experiments.lines import Due, Line, send
from gonogo.suites.latency.observations.idling import Sent, Wave

PATIENCE_SECONDS = 4.0
"""How long anybody waits for an answer: a request that is lost without an end costs that much."""

_CLIENTS = 48
_OPENS_SECONDS = 0.15
# Half of them within what an end takes on its way, the others around it: one that was measured late counts.
_NEAR_SECONDS, _AROUND_SECONDS = 0.008, 0.05
_GOLDEN = 0.618034  # its multiples spread evenly, however many there are


def come_back(clients: Clients, aims: Sequence[float]) -> Wave:
    """Have all clients read at once, so that a proxy opens as many connections, and come back one by one.

    Every second one writes, and every second pair comes on new connections: what is lost on these, the client
    has no part in. ``aims`` are idle seconds, in turn.
    """
    lines = [Line(clients.entry) for _ in range(_CLIENTS)]
    now = time.monotonic()
    send([Due(now, line, clients.reading(clients.entry)) for line in lines], PATIENCE_SECONDS)
    moments = [line.answered_at + spacing(aims, number) for number, line in enumerate(lines)]
    pause(max(0.0, min(moments) - _OPENS_SECONDS - time.monotonic()), "connections are idle")
    for line in lines:
        line.read()
    own = [line.is_open and not number // 2 % 2 for number, line in enumerate(lines)]
    used = [line if kept else _renewed(line, clients) for line, kept in zip(lines, own, strict=True)]
    writes = [number % 2 == 1 and clients.write is not None for number in range(_CLIENTS)]
    dues = [
        Due(moment, line, clients.writing() if write else clients.reading(clients.entry))
        for moment, line, write in zip(moments, used, writes, strict=True)
    ]
    send(dues, PATIENCE_SECONDS)
    for line in used:
        line.close()
    sent = (Sent(write, kept, line.said) for write, kept, line in zip(writes, own, used, strict=True))
    return Wave(round(median(aims), 3), tuple(sent))


def spacing(aims: Sequence[float], number: int) -> float:
    """Return for how long a client stays away: an aim, and a little less or more."""
    around = _NEAR_SECONDS if number // 4 % 2 else _AROUND_SECONDS
    return aims[number % len(aims)] + around * (2 * (number * _GOLDEN % 1) - 1)


def _renewed(line: Line, clients: Clients) -> Line:
    """Leave a connection, and open another one."""
    line.close()
    return Line(clients.entry)
