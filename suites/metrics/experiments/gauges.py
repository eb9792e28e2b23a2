"""Set each promised gauge beside its truth, before and after what changes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gonogo.contract.base import Request
from gonogo.contract.gauges import Gauge, Truth
from gonogo.contract.metrics import Metrics
from gonogo.contract.model import Contract
from gonogo.suites.metrics.experiments.looking import Process, settled
from gonogo.suites.metrics.experiments.requests_in_flight import in_flight
from gonogo.suites.metrics.observations.gauges import Gauges, Look
from gonogo.targets.base import Target

_MOST_READS = 8


def compare_gauges(target: Target, contract: Contract, metrics: Metrics) -> Gauges:
    """Compare every gauge at each process, waiting a bounded time until two looks in a row are right."""
    names = {replica.url: replica.name for replica in target.replicas}
    processes = [Process(target, names.get(url, "entry"), url, metrics) for url in target.expose]
    reads = _known_reads(contract)
    return Gauges(
        tuple(look for each in processes for gauge in metrics.gauges for look in _looks(each, gauge, reads))
    )


def _known_reads(contract: Contract) -> tuple[Request, ...]:
    """Return what the contract knows to be read, the errors first: those end where others do not."""
    known = [*(contract.traffic.requests if contract.traffic else ())]
    known += contract.security.responses if contract.security else ()
    each = {(r.method, r.path): r for r in known if r.is_safe}
    return tuple(sorted(each.values(), key=lambda r: -r.status)[:_MOST_READS])


def _looks(process: Process, gauge: Gauge, reads: tuple[Request, ...]) -> Iterator[Look]:
    """Give a look for each moment."""
    if gauge.value is not None:
        yield settled(partial(process.look, gauge, "at rest", gauge.value), process.seconds)
    elif gauge.in_flight is not None:
        yield from in_flight(process, gauge, gauge.in_flight, reads)
    elif gauge.equals is not None:
        yield from _equal(process, gauge, gauge.equals)


def _equal(process: Process, gauge: Gauge, truth: Truth) -> Iterator[Look]:
    """Compare with the page at rest and after each request, which is given the time to move it."""
    moves = bool(gauge.after)
    seen = settled(partial(process.beside, gauge, truth, "at rest", moves=moves), process.seconds)
    yield seen
    for request in gauge.after:
        moment = f"after {request.name}"
        if wrong := process.send(request):
            yield Look(process.source, process.name_of(gauge), moment, None, None, untold=wrong)
        else:
            seen = settled(partial(process.beside, gauge, truth, moment, moves=moves), process.seconds, seen)
            yield seen
