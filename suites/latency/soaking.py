"""What a soak can tell, whichever of its rules asks."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.contract.soak import Soak
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.latency.observations.soak import Soaked


def conclude(seen: Soaked, soak: Soak, problems: Sequence[Problem], processes: int, what: str) -> Judgement:
    """Answer with the requests of the part that counts; one that shows nothing passes nobody."""
    doubt = _doubt(seen, soak, processes, what)
    if doubt and not problems:
        return Judgement.cannot_tell(doubt)
    sent = seen.last.sent if seen.last else 0
    evidence = {
        "processes": processes,
        "requests": sum(part.sent for part in seen.parts),
        "seconds": seen.seconds,
    }
    return Judgement(sent, tuple(problems), "", evidence)


def _doubt(seen: Soaked, soak: Soak, processes: int, what: str) -> str:
    if seen.last is None:
        return seen.stopped_by or "no request was sent"
    if seen.fails:
        kinds = ", ".join(f"{kind} x {count}" for kind, count in seen.otherwise.items())
        return f"too many requests were answered otherwise than promised: {kinds}"
    if not processes:
        return f"no process that lived throughout tells its {what}"
    if seen.last.sent < soak.requests:
        return f"{seen.last.sent} of {soak.requests} requests were sent: {seen.stopped_by}"
    return ""
