"""The first requests of a new process that says it is ready are answered within their budget.

Why: what is imported, compiled, connected or filled by the first request makes the first users wait, with
each roll-out, each restart and each replica that is added because there is load.
Reference: Google SRE Book, chapter 22 (slow startup and cold caching); Kubernetes, Configure Liveness,
Readiness and Startup Probes.
Remedy: do it before readiness passes: import at the top, open the pool and use it once, fill the cache, or
send the process a request of each kind yourself.
"""

from __future__ import annotations

from statistics import median

from gonogo.contract.first_requests import FirstRequests
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import FirstRequest, Lifecycle
from gonogo.suites.latency.first import slow, told


@rule("latency.first_requests", "health.readiness")
def judge(seen: Lifecycle, first_requests: FirstRequests) -> Judgement:
    """Refuse what was slow in each process that was asked; one slow answer alone may be chance."""
    asked = [told(requests) for requests in seen.first]
    if not asked or not all(asked):
        return Judgement.cannot_tell(_nothing(seen))
    over = [slow(requests, first_requests) for requests in seen.first]
    if all(over) and len(over) == 1:
        return Judgement.cannot_tell(
            "a process was slow, and no second one got ready to tell whether by chance"
        )
    pairs = zip(over, asked, strict=True) if all(over) else ()
    problems = tuple(_problem(*pair, first_requests) for pair in pairs)
    return Judgement(sum(map(len, asked)), problems)


def _nothing(seen: Lifecycle) -> str:
    if seen.ready_seconds is None:
        return "the process never said that it was ready"
    if not seen.first:
        return "latency.journeys has no GET: add one"
    return f"no first request was answered as promised: {', '.join({one.answer for one in seen.first[-1]})}"


def _problem(over: list[FirstRequest], asked: list[FirstRequest], promised: FirstRequests) -> Problem:
    worst = max(over, key=lambda one: one.seconds)
    usual = median(one.seconds for one in asked)
    where = f"{worst.journey}, request {worst.number} of a process that said it was ready"
    observed = (
        f"{worst.seconds:.3f} s ({worst.answer}); {len(over)} of {len(asked)} over, median {usual:.3f} s"
    )
    return Problem(where, f"within {promised.within_seconds:g} s", observed)
