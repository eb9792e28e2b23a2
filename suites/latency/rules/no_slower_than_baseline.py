"""The candidate is no slower than the release that runs today, beyond what the contract tolerates.

Why: a budget has room for a release that takes twice as long as the last one, and for the next that does; a
comparison on one machine, turn by turn, sees each step and leaves out what the machine did.
Reference: Lindon, Sanden and Shirikian, Rapid regression detection in software deployments through
sequential testing, KDD 2022 (arXiv 2205.14762); Google SRE Workbook, chapter 16 (canarying releases).
Remedy: profile the journey that is named on both releases at the planned rate; a median that moved is work
added to every request, a tail that moved is a lock, a pool or a pause.
"""

from __future__ import annotations

import math
from typing import Any

from gonogo.contract.latency import Latency
from gonogo.core.evidence import BESIDE
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.comparing import Claim, baseline_doubt, blind_doubt, claims_of, load_doubt
from gonogo.suites.latency.observations.comparison import Comparison
from gonogo.suites.latency.percentiles import percentiles_of
from gonogo.suites.latency.stochastic_order import MOST_TIMES


@rule("latency")
def judge(seen: Comparison, latency: Latency) -> Judgement:
    """Refuse what is surely slower; be inconclusive where the baseline differs from itself as much."""
    claims = claims_of(seen, latency)
    evidence: dict[str, Any] = {
        "baseline": seen.baseline,
        "revisions of the candidate and of the baseline": seen.revisions,
        "load": {"planned": seen.planned, "sent": seen.sent, "sent late": seen.sent_late},
        "failures": {
            j.name: {"candidate": j.failures, "baseline": j.baseline_failures} for j in seen.journeys
        },
        BESIDE: _could_see(seen.baseline, claims),
        "beside the baseline": {claim.where: _told(claim) for claim in claims},
        **{f"percentiles of {drawn.journey}": drawn for drawn in percentiles_of(seen, latency)},
    }
    if doubt := baseline_doubt(seen):
        return Judgement.cannot_tell(doubt, **evidence)
    problems = tuple(_problem(claim) for claim in claims if claim.is_refused)
    doubts = () if problems else _doubts(seen, latency, claims)
    if doubts:
        return Judgement.cannot_tell("; ".join(doubts), **evidence)
    examined = sum(len(one.candidate.latencies_seconds) for j in seen.journeys for one in j.rounds)
    return Judgement(examined, problems, "" if claims else "no arrival was compared", evidence)


def _doubts(seen: Comparison, latency: Latency, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    found = [load_doubt(seen, latency.achieved_ratio), blind_doubt(seen, claims)]
    found += [f"{claim.where}: {_told(claim)}: noise" for claim in claims if claim.is_shown or claim.is_apart]
    found += [
        f"{claim.where} looks slower, and more seconds would have to show it: {_told(claim)}"
        for claim in claims
        if claim.is_suspected and not claim.is_shown
    ]
    return tuple(doubt for doubt in found if doubt)


def _problem(claim: Claim) -> Problem:
    expected = f"at most {claim.tolerated:g} times the baseline's {_seconds(claim.baseline_seconds)}"
    odds = f"chance does so once in {claim.won.slower:.3g} runs, {claim.needed:g} are asked for"
    return Problem(claim.where, expected, f"{_told(claim)}; {odds}")


def _told(claim: Claim) -> str:
    """Say what was measured, what the baseline does beside itself, and what could have been seen."""
    mine, first, second = map(_seconds, claim.seconds)
    times = f"{claim.ratio:.3g} times the baseline's" if math.isfinite(claim.ratio) else "the baseline's"
    return (
        f"{mine}, {times} {_seconds(claim.baseline_seconds)}; the baseline's own two arms {first} and "
        f"{second}; {_least(claim)}"
    )


def _could_see(baseline: str, claims: tuple[Claim, ...]) -> str:
    """Say by quantile the least slowdown that would have been refused, where it shows best."""
    least = {claim.name: min(c.least_seen for c in claims if c.name == claim.name) for claim in claims}
    told = (f"{name} {_times(times)}" for name, times in least.items())
    words = "the smallest slowdown that would have been refused"
    return f"beside the baseline {baseline}, {words}: {', '.join(told)}"


def _times(value: float) -> str:
    return f"{value:.3g} times" if math.isfinite(value) else f"not even {MOST_TIMES:g} times"


def _least(claim: Claim) -> str:
    if not math.isfinite(claim.least_seen):
        return f"not even {MOST_TIMES:g} times as slow would have been refused here"
    return f"the smallest slowdown that this run would have refused: {claim.least_seen:.3g} times"


def _seconds(value: float) -> str:
    return f"{value:.3g} s" if math.isfinite(value) else "no promised answer"
