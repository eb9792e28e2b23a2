"""What a soak can tell, whichever of its rules asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gonogo.contract.soak import Soak
from gonogo.core.finding import Problem
from gonogo.core.limited import LIMITED, WAY_OUT
from gonogo.core.rule import Judgement
from gonogo.suites.latency.collecting import uncollected
from gonogo.suites.latency.floors import floor_growth, may_rise
from gonogo.suites.latency.growth import Growth, count_growth, memory_growth
from gonogo.suites.latency.observations.soak import Course, Part, Soaked

MOST_PARTS = 8
_FEWEST_PARTS = 3  # in each of which grows what is refused


def goes_on(parts: Sequence[Part], soak: Soak) -> bool:
    """Whether another part is needed: what comes to rest, or has to be collected, may take longer."""
    if not parts or len(parts) >= MOST_PARTS:
        return not parts
    if len(parts) < _FEWEST_PARTS and all(memory_growth(p, soak) or count_growth(p, soak) for p in parts):
        return True
    return _uncertain(parts, soak)


def _uncertain(parts: Sequence[Part], soak: Soak) -> bool:
    """Whether memory grows, and neither its floor nor its collector has told yet what of it stays."""
    grows = (*kept(parts, lambda part: memory_growth(part, soak)), *floor_growth(parts, soak))
    if grows:
        return all(uncollected(parts, each.process) for each in grows)
    return may_rise(parts, soak)


def kept(parts: Sequence[Part], grown: Callable[[Part], list[Growth]]) -> list[Growth]:
    """Return what grew in each part, as the last one shows it."""
    found = [grown(part) for part in parts]
    stays = set[str].intersection(*({each.what for each in part} for part in found)) if found else set()
    return [each for each in (found[-1] if found else ()) if each.what in stays]


def conclude(
    seen: Soaked,
    soak: Soak,
    grown: Callable[[Part], list[Growth]],
    read: Callable[[Course], tuple[int, ...]],
    allowed: str,
    also: Sequence[Growth] = (),
) -> Judgement:
    """Refuse what grows in each part; what came to rest in a whole one is not held against anybody.

    ``also`` is what only all parts together show.
    """
    found = {each.what: each for each in (*also, *kept(seen.parts, grown))}
    early = {each.what: why for each in found.values() if (why := uncollected(seen.parts, each.process))}
    problems = tuple(Problem(e.what, allowed, e.much) for e in found.values() if e.what not in early)
    whole = [part for part in seen.parts if part.sent >= soak.requests]
    examined = [part for part in whole if any(read(course) for course in part.courses)]
    rested = [part for part in examined if not grown(part)]
    if not problems and (seen.fails or early or not rested):
        return Judgement.cannot_tell(_early(seen, early) or _doubt(seen, soak, whole, examined))
    evidence = {"requests": sum(part.sent for part in seen.parts), "seconds": seen.seconds}
    return Judgement(sum(part.sent for part in seen.parts), problems, "", evidence)


def _early(seen: Soaked, early: dict[str, str]) -> str:
    """Say that a heap is not collected yet, and what would tell; other answers than promised go before it."""
    if seen.fails or not early:
        return ""
    sent = sum(part.sent for part in seen.parts)
    said = "; ".join(f"{what} grows, and {why}" for what, why in early.items())
    ways = "`latency.soak.warm_up_requests` until it has, a smaller heap, or its count of collections exposed"
    return f"{said} ({sent} requests); missing: {ways}"


def _doubt(seen: Soaked, soak: Soak, whole: list[Part], examined: list[Part]) -> str:
    if seen.fails:
        kinds = ", ".join(f"{kind} x {count}" for kind, count in seen.otherwise.items())
        way = f": a limit of this client; {WAY_OUT}" if _is_limited(seen) else ""
        return f"too many requests were answered otherwise than promised: {kinds}{way}"
    if not seen.parts:
        return seen.stopped_by or "no request was sent"
    if whole and not examined:
        return "no process that lived throughout could be read each time"
    if seen.parts[-1] in whole:
        return "something grew in each part, in another process each time"
    return f"{seen.parts[-1].sent} of {soak.requests} requests were sent: {seen.stopped_by}"


def _is_limited(seen: Soaked) -> bool:
    """Whether most of what was answered otherwise says that this client has asked too often."""
    limited = sum(n for kind, n in seen.otherwise.items() if kind.endswith(f": {LIMITED}"))
    return limited > sum(seen.otherwise.values()) / 2
