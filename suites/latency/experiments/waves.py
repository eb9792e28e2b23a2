"""Many clients that come back together after a time, each a little sooner or later than the next."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

from gonogo.suites.latency.experiments.clients import Clients
from gonogo.suites.latency.experiments.lines import Due, Line, send, spend
from gonogo.suites.latency.observations.idling import Sent, Wave

PATIENCE_SECONDS = 4.0
"""How long anybody waits for an answer: a request that is lost without an end costs that much."""
AHEAD_SECONDS = 0.3
"""How long before they come back clients begin to get ready for it."""

_CLIENTS = 48
# Most of them within what an end takes on its way, the others around it: an end may have been measured late.
_NEAR_SECONDS, _AROUND_SECONDS = 0.008, 0.05
_GOLDEN = 0.618034  # its multiples spread evenly, however many there are


def gather(clients: Clients, beside: Sequence[Line]) -> list[Line]:
    """Have all clients read at once, so that a proxy opens as many connections; ``beside`` is watched on."""
    lines = [Line(clients.entry) for _ in range(_CLIENTS)]
    now = time.monotonic()
    send([Due(now, line, clients.reading(clients.entry)) for line in lines], PATIENCE_SECONDS, beside)
    return lines


def come_back(clients: Clients, lines: Sequence[Line], aims: Sequence[float], beside: Sequence[Line]) -> Wave:
    """Have them come back one by one. ``aims`` are idle seconds, in turn.

    Three of four write, since nobody may repeat that for them, and four of eight come on new connections, so
    that what is lost there is no end of their own.
    """
    moments = [line.answered_at + spacing(aims, number) for number, line in enumerate(lines)]
    spend(beside, max(0.0, min(moments) - AHEAD_SECONDS - time.monotonic()))
    for line in lines:
        line.read()
    own = [line.is_open and not number // 4 % 2 for number, line in enumerate(lines)]
    used = [line if kept else _renewed(line, clients) for line, kept in zip(lines, own, strict=True)]
    writes = [number % 4 > 0 and clients.write is not None for number in range(len(lines))]
    dues = [
        Due(moment, line, clients.writing() if write else clients.reading(clients.entry))
        for moment, line, write in zip(moments, used, writes, strict=True)
    ]
    send(dues, PATIENCE_SECONDS, beside)
    for line in used:
        line.close()
    sent = (Sent(write, kept, line.said) for write, kept, line in zip(writes, own, used, strict=True))
    return Wave(round(median(aims), 3), tuple(sent))


def spacing(aims: Sequence[float], number: int) -> float:
    """Return for how long a client stays away: an aim, and a little less or more."""
    around = _NEAR_SECONDS if number % 3 else _AROUND_SECONDS
    return aims[number % len(aims)] + around * (2 * (number * _GOLDEN % 1) - 1)


def _renewed(line: Line, clients: Clients) -> Line:
    """Leave a connection, and open another one."""
    line.close()
    return Line(clients.entry)
