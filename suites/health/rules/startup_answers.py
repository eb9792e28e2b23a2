"""Startup answers as promised.

Why: a release that serves and still says that it is starting is killed when its allowance ends.
Reference: Kubernetes, Configure Liveness, Readiness and Startup Probes, on startup probes.
Remedy: let health.startup.path answer 2xx from the moment when the start is complete, and not before.
"""

from __future__ import annotations

from gonogo.contract.health import Probe
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.answering import judge_answers
from gonogo.suites.health.observations.probes import ProbeReads


@rule("health.startup")
def judge(reads: ProbeReads, startup: Probe) -> Judgement:
    """Refuse a read of startup that is not 2xx, or not what the contract says it is."""
    return judge_answers(reads, "startup", startup)
