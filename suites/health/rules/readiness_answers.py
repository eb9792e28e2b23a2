"""Readiness answers as promised.

Why: a proxy sends traffic by this answer: where it is missing, no request reaches a good release, and where a
page answers in its place, every request reaches a bad one.
Reference: Kubernetes, Configure Liveness, Readiness and Startup Probes; webhook-broadcast issue 103.
Remedy: serve health.readiness.path ahead of any catch-all: 2xx while it takes traffic, 503 while not.
"""

from __future__ import annotations

from gonogo.contract.health import Probe
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.answering import judge_answers
from gonogo.suites.health.observations.probes import ProbeReads


@rule("health.readiness")
def judge(reads: ProbeReads, readiness: Probe) -> Judgement:
    """Refuse a read of readiness that is not 2xx, or not what the contract says it is."""
    return judge_answers(reads, "readiness", readiness)
