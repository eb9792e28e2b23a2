"""Each probe answers within the time that the contract promises.

Why: an orchestrator takes a late answer for a failure: a probe slower than its time-out restarts or ejects
good replicas, and does so first under load.
Reference: Kubernetes, Configure Probes, timeoutSeconds; Chef Supermarket post-mortem, 2014.
Remedy: take work out of the probe (cache checks, bound their time-outs), or promise a longer time and
configure the orchestrator by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told, tell
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads
from gonogo.suites.health.promised import probes_of


@rule("health.probes")
def judge(reads: ProbeReads, health: Health) -> Judgement:
    """Refuse a probe whose worst read took longer than promised.

    A read that only our own machine may have made late is passed over where most of the same place tell.
    """
    problems, worst_seconds, examined, doubts = [], {}, 0, []
    for name, promised in probes_of(health).items():
        asked = [read for read in reads.reads if read.probe == name]
        passed = sum(read.passes for read in asked)
        examined += passed
        doubts += [] if passed else [f"{promised.path} did not answer 2xx: how soon it refuses tells nothing"]
        if not asked:
            continue
        worst_seconds[name] = max(read.seconds for read in asked)
        asked = list(_telling(asked, promised.within_seconds))
        worst = max(asked, key=lambda read: read.seconds)
        best = max(read.seconds - read.late_seconds for read in asked)
        told = tell(promised.within_seconds, worst.seconds, best)
        if told is Told.UNTOLD:
            doubts.append(
                f"{promised.path} took {worst.seconds:.3f} s, and {best:.3f} s without our own delays"
            )
        if told is Told.BROKEN:
            observed = f"{worst.answer} after {worst.seconds:.3f} s, the worst of {len(asked)} reads"
            problems.append(Problem(worst.where, f"an answer within {promised.within_seconds:g} s", observed))
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts), worst_seconds=worst_seconds)
    return Judgement(examined, tuple(problems), "no probe was read", {"worst_seconds": worst_seconds})


def _telling(asked: list[ProbeRead], most: float) -> Iterator[ProbeRead]:
    """Give the reads, without those that may be late by our own doing where more of the same place tell."""
    for read in asked:
        beside = [other for other in asked if other.source == read.source]
        lost = [other for other in beside if _may_be_ours(other, most)]
        told = [other for other in beside if other.passes and other not in lost]
        if read not in lost or len(told) <= len(lost):
            yield read


def _may_be_ours(read: ProbeRead, most: float) -> bool:
    return read.seconds > most >= read.seconds - read.late_seconds
