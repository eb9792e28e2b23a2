"""What users do besides the first read of the known traffic, by the names under which it is sampled."""

from __future__ import annotations

from gonogo.contract.base import Request
from gonogo.contract.metrics import Traffic

_MOST_READS = 3
_ERROR = 400


def uses(traffic: Traffic | None) -> dict[str, Request]:
    """Return other reads, and the first write, that succeed; each path once."""
    requests = [request for request in (traffic.requests if traffic else ()) if request.status < _ERROR]
    reads = {r.path: r for r in reversed(requests) if r.method == "GET"}
    others = [r for r in requests if reads.get(r.path) is r][1 : _MOST_READS + 1]
    writes = [r for r in requests if not r.is_safe][:1]
    return {f"traffic {r.method} {r.path}": r for r in (*others, *writes)}
