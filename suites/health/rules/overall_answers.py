"""The health page answers as promised.

Why: people and dashboards read this page first; one that fails on a good release trains them to ignore it.
Reference: draft-inadarei-api-health-check-06, sections 3 and 4.
Remedy: serve health.overall.path with the promised body; a degraded service is warn with 2xx.
"""

from __future__ import annotations

from gonogo.contract.health import Probe
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.answering import judge_answers
from gonogo.suites.health.observations.probes import ProbeReads


@rule("health.overall")
def judge(reads: ProbeReads, overall: Probe) -> Judgement:
    """Refuse a read of overall that is not 2xx, or not what the contract says it is."""
    return judge_answers(reads, "overall", overall)
