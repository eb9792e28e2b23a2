"""What a soak can tell, whichever of its rules asks."""

from __future__ import annotations

from collections.abc import Callable

from gonogo.contract.soak import Soak
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.latency.growth import Growth
from gonogo.suites.latency.observations.soak import Course, Part, Soaked


def conclude(
    seen: Soaked,
    soak: Soak,
    grown: Callable[[Part], list[Growth]],
    read: Callable[[Course], tuple[int, ...]],
    allowed: str,
) -> Judgement:
    """Refuse what grows in each part; what came to rest in a whole one is not held against anybody."""
    found = [grown(part) for part in seen.parts]
    stays = set[str].intersection(*({each.what for each in part} for part in found)) if found else set()
    problems = tuple(
        Problem(each.what, allowed, each.much) for each in (found[-1] if found else ()) if each.what in stays
    )
    whole = [part for part in seen.parts if part.sent >= soak.requests]
    examined = [part for part in whole if any(read(course) for course in part.courses)]
    rested = [part for part in examined if not grown(part)]
    if not problems and (seen.fails or not rested):
        return Judgement.cannot_tell(_doubt(seen, soak, whole, examined))
    evidence = {"requests": sum(part.sent for part in seen.parts), "seconds": seen.seconds}
    return Judgement(sum(part.sent for part in seen.parts), problems, "", evidence)


def _doubt(seen: Soaked, soak: Soak, whole: list[Part], examined: list[Part]) -> str:
    if seen.fails:
        kinds = ", ".join(f"{kind} x {count}" for kind, count in seen.otherwise.items())
        return f"too many requests were answered otherwise than promised: {kinds}"
    if not seen.parts:
        return seen.stopped_by or "no request was sent"
    if whole and not examined:
        return "no process that lived throughout could be read each time"
    if seen.parts[-1] in whole:
        return "something grew in each part, in another process each time"
    return f"{seen.parts[-1].sent} of {soak.requests} requests were sent: {seen.stopped_by}"
