"""No input of one client keeps the next client waiting, nor is it read for ever.

Why: a parser whose cost is the square of what it reads, or doubles with each byte, lets a few kilobytes take
the processor for minutes; a value that is compared for ever takes a worker for good. Limits on the number of
requests see one request.
Reference: CWE-407, CWE-1333, CWE-835; CVE-2024-52804 (tornado), CVE-2020-5236 (waitress), CVE-2025-62727
(starlette), CVE-2021-29510 (pydantic).
Remedy: update the parser; bound what is read before it is parsed, and the time for one request.
"""

from __future__ import annotations

from gonogo.contract.hostile import Inputs
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.growth import outgrown, shortest
from gonogo.suites.security.harm import ended, told, unserved, waited
from gonogo.suites.security.observations.hostile import HostileInputs, Tried

_TIMES = 10


@rule("security")
def judge(seen: HostileInputs, security: Security) -> Judgement:
    """Refuse an input beside which the next client waits, twice, and one whose own cost outgrows its size."""
    inputs, usual = security.inputs or Inputs(), {u.place: u.seconds for u in seen.usual}
    problems = []
    for tried in seen.tried:
        late = max(inputs.waits_within_seconds, _TIMES * usual.get(tried.place, 0.0))
        if said := not ended(tried) and (_holds_up(tried, late) or _is_endless(tried, seen.tried, inputs)):
            expected = f"the next client served within {late:.1f} s, and an answer"
            problems.append(
                Problem(f"{tried.what} ({tried.size_bytes:,} bytes), at {tried.place}", expected, said)
            )
    if not problems and (why := unserved(seen)):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.tried), tuple(problems), "no input was sent", told(seen))


def _holds_up(tried: Tried, late: float) -> str:
    """Say how long the next client waited, the shorter of two times."""
    waits = [waited(once) for once in tried.times]
    repeated = len(waits) > 1 or any(once.away_seconds is None for once in tried.times)
    return f"the next client waited {min(waits):.1f} s" if repeated and min(waits) > late else ""


def _is_endless(tried: Tried, all_: tuple[Tried, ...], inputs: Inputs) -> str:
    """Say that an answer is owed and never comes, or that its time outgrows the input."""
    if tried.whole and len(tried.times) > 1 and not any(once.seconds is not None for once in tried.times):
        return "no answer, twice"
    took = shortest(tried)
    if took is None or len(tried.times) < 2 or took <= inputs.answers_within_seconds:
        return ""
    small = outgrown(tried, all_)
    if small is None:
        return ""
    less = min(once.seconds for once in small.times if once.seconds)
    return f"an answer after {took:.1f} s; after {less:.2f} s where it has {small.size_bytes:,} bytes"
