"""Liveness answers as promised.

Why: an orchestrator restarts what does not answer here: a wrong path restarts a good release for ever, and a
page that a catch-all serves in its place never restarts a bad one.
Reference: Kubernetes, Configure Liveness, Readiness and Startup Probes; webhook-broadcast issue 103.
Remedy: serve health.liveness.path from the process itself, with its own media type, ahead of any catch-all.
"""

from __future__ import annotations

from gonogo.contract.health import Probe
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.answering import judge_answers
from gonogo.suites.health.observations.probes import ProbeReads


@rule("health.liveness")
def judge(reads: ProbeReads, liveness: Probe) -> Judgement:
    """Refuse a read of liveness that is not 2xx, or not what the contract says it is."""
    return judge_answers(reads, "liveness", liveness)
