"""No input of one client keeps the next client waiting, nor is it read for ever.

Why: a parser whose cost is the square of what it reads, or doubles with each byte, lets a few kilobytes take
the processor for minutes; a value that is compared for ever takes a worker for good. Limits on the number of
requests see one request.
Reference: CWE-407, CWE-1333, CWE-835; CVE-2024-52804 (tornado), CVE-2020-5236 (waitress), CVE-2025-62727
(starlette), CVE-2021-29510 (pydantic).
Remedy: update the parser; bound what is read before it is parsed, and the time for one request.
"""

from __future__ import annotations

from math import log

from gonogo.contract.hostile import Inputs
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.harm import ended, unserved, waited
from gonogo.suites.security.observations.hostile import HostileInputs, Tried

_TIMES = 10
_SQUARE = 1.5  # the exponent from which on growth is no noise: 1 is in proportion, 2 the square


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
    return Judgement(len(seen.tried), tuple(problems), "no input was sent")


def _holds_up(tried: Tried, late: float) -> str:
    """Say how long the next client waited, the shorter of two times."""
    waits = [waited(once) for once in tried.times]
    repeated = len(waits) > 1 or any(once.away_seconds is None for once in tried.times)
    return f"the next client waited {min(waits):.1f} s" if repeated and min(waits) > late else ""


def _is_endless(tried: Tried, all_: tuple[Tried, ...], inputs: Inputs) -> str:
    """Say that an answer is owed and never comes, or that its time outgrows the input."""
    times = [once.seconds for once in tried.times]
    if tried.whole and len(times) > 1 and not any(t is not None for t in times):
        return "no answer, twice"
    own = [t for t in times if t is not None]
    if len(own) < len(times) or len(own) < 2 or min(own) <= inputs.answers_within_seconds:
        return ""
    smaller = [one for one in all_ if one.series == tried.series and one.place == tried.place and one.times]
    smaller = [one for one in smaller if tried.series and one.size_bytes < tried.size_bytes]
    return next((said for one in smaller if (said := _outgrows(one, tried, min(own)))), "")


def _outgrows(small: Tried, large: Tried, seconds: float) -> str:
    known = [once.seconds for once in small.times if once.seconds]
    if not known or log(seconds / min(known)) < _SQUARE * log(large.size_bytes / small.size_bytes):
        return ""
    return (
        f"an answer after {seconds:.1f} s; after {min(known):.2f} s where it has {small.size_bytes:,} bytes"
    )
