"""Hold requests open beside a gauge that counts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from gonogo.contract.base import Request
from gonogo.contract.gauges import Begun, Gauge
from gonogo.suites.metrics.experiments.held import COUNT, Held, held_open
from gonogo.suites.metrics.experiments.looking import Process, settled
from gonogo.suites.metrics.observations.gauges import Look

_REST = "with none of ours in flight"
_BUSY = f"with {COUNT} of ours in flight"
_PROBES = 3  # so many looks in a row that find a probe of somebody else's are not to be expected
_ENDED = "after one was ended, one broken off and one left"
_ANSWERED = "after each known read was answered, the errors too"


def in_flight(
    process: Process, gauge: Gauge, request: Begun, others: tuple[Request, ...] = ()
) -> Iterator[Look]:
    """Look at rest, with a few requests open, and after they ended; the scrape may count itself.

    Then send the others, whose answers end in other ways: an error or an exception may leave one behind.
    """
    rest = _at_rest(process, gauge)
    yield rest
    try:
        with held_open(process.url, request, process.target.headers(request.credential)) as held:
            yield settled(partial(_busy, process, gauge, held, rest.itself), process.seconds)
            held.end()
    except OSError as failure:
        yield replace(rest, moment=_BUSY, untold=f"they could not be begun: {failure}")
        return
    yield settled(partial(_look, process, gauge, _ENDED, 0.0, rest.itself), process.seconds)
    if others:
        for other in others:
            process.send(other)
        yield settled(partial(_look, process, gauge, _ANSWERED, 0.0, rest.itself), process.seconds)


def _at_rest(process: Process, gauge: Gauge) -> Look:
    """Look until it stands at 0, or at 1 all the time, which is the scrape itself.

    Where it moves and does not come there, others are answered as well.
    """
    values: list[float | None] = []

    def idle() -> Look:
        seen = process.look(gauge, _REST, 0.0)
        values.append(seen.value)
        always_one = len(values) > _PROBES and not {0.0, None} & set(values)
        return replace(seen, itself=1.0) if seen.value == 1.0 and always_one else seen

    seen = settled(idle, process.seconds)
    if seen.is_right or len(set(values)) == 1:
        return seen
    return replace(seen, untold="it moves: others than the gate are answered as well")


def _busy(process: Process, gauge: Gauge, held: Held, itself: float) -> Look:
    """Look while they are open. A gauge may count one until its answer begins, or until that ends."""
    seen = _look(process, gauge, _BUSY, float(COUNT), itself)
    silent, under_way = held.look()
    if silent == COUNT or (silent + under_way == COUNT and seen.is_right):
        return seen
    said = f"{COUNT - silent} of {COUNT} had an answer already; name a request whose body is read"
    return replace(seen, untold=said)


def _look(process: Process, gauge: Gauge, moment: str, truth: float, itself: float) -> Look:
    return replace(process.look(gauge, moment, truth), itself=itself)
