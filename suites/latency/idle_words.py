"""What was lost on idle connections, and how the rule on them says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gonogo.core.finding import Problem
from gonogo.suites.latency.observations.idling import ENTRY, Idling, Kept, Sent, Wave

_CHANCE = 1  # one lost request may be anything; a race that is looked for comes more often
_OWN_END_SECONDS = 1.0  # so near to an end of the entry's own, its client may have met that one
_EARLY_SECONDS = 0.5  # Keep-Alive counts in whole seconds


def stale(seen: Idling) -> list[Problem]:
    """Tell where connections looked open after the time, and lost what was sent on them."""
    again = [one for one in _entry(seen) if one.ended_seconds is None]
    lost = [one.said for one in again if one.lost]
    if len(lost) <= _CHANCE:
        return []
    idle = max(one.idle_seconds for one in again)
    where = f"open connections to the entry, idle for {idle:.1f} s"
    return [Problem(where, "an answer on each", f"{len(lost)} of {len(again)} lost: {kinds(lost)}")]


def cut_short(seen: Idling) -> list[Problem]:
    """Tell where most connections ended sooner than the entry had said: its clients rely on that."""
    told = [one for one in _entry(seen) if one.announced_seconds is not None]
    early = [ended for one in told if (ended := _early(one)) is not None]
    if 2 * len(early) <= len(told):
        return []
    promised = min(one.announced_seconds for one in told if one.announced_seconds is not None)
    found = f"{len(early)} of {len(told)} ended after {_span(early)}"
    return [Problem("idle connections to the entry", f"open for {promised:g} s, as Keep-Alive says", found)]


def raced(seen: Idling) -> list[Problem]:
    """Tell what the entry lost when replicas were about to end their idle connections."""
    sent = [one for wave in seen.waves for one in judged(wave, seen)]
    shed = {one.said for wave in seen.control for one in wave.sent if one.answered}
    lost = [one for one in sent if one.lost and one.said not in shed]
    if len(lost) <= _CHANCE:
        return []
    idle = ", ".join(f"{seconds:.1f} s" for seconds in sorted({wave.idle_seconds for wave in seen.waves}))
    where = f"requests through the entry after {idle}, when replicas end idle connections"
    writes = sum(one.write for one in lost)
    found = f"{len(lost)} of {len(sent)} lost: {kinds(one.said for one in lost)}; {writes} of them writes"
    return [Problem(where, "an answer to each", found)]


def judged(wave: Wave, seen: Idling) -> tuple[Sent, ...]:
    """Return what of a wave tells: nothing does that came when the entry was ending the client's own."""
    ends = seen.ends_at(ENTRY)
    own_end = bool(ends) and min(ends) <= wave.idle_seconds + _OWN_END_SECONDS
    return tuple(one for one in wave.sent if not (own_end and one.own and not one.said.isdecimal()))


def summary(seen: Idling) -> list[str]:
    """Tell for how long each kept what nobody used."""
    at_once = [f"{seen.at_once} ended with their first answer"] if seen.at_once else []
    return [f"{source}: {_kept(source, seen)}" for source in seen.sources] + at_once


def kinds(said: Iterable[str]) -> str:
    """Count what came by its kind."""
    return ", ".join(f"{kind} x {count}" for kind, count in Counter(said).most_common())


def _kept(source: str, seen: Idling) -> str:
    ends, own = seen.ends_at(source), [one for one in seen.kept if one.source == source]
    if not ends:
        return f"open after {max(one.idle_seconds for one in own):.1f} s"
    return f"{len(ends)} of {len(own)} ended after {_span(ends)}"


def _span(seconds: Iterable[float]) -> str:
    found = sorted(seconds)
    first, last = found[0], found[-1]
    return f"{first:.1f} s" if last - first < 0.05 else f"{first:.1f} to {last:.1f} s"


def _entry(seen: Idling) -> list[Kept]:
    return [one for one in seen.kept if one.source == ENTRY]


def _early(one: Kept) -> float | None:
    """Return when a connection ended, where that was sooner than promised."""
    if one.ended_seconds is None or one.announced_seconds is None:
        return None
    return one.ended_seconds if one.ended_seconds < one.announced_seconds - _EARLY_SECONDS else None
