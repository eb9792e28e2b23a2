"""The status code of a health answer agrees with its body while a dependency is away.

Why: a hard-coded 200 looks right for as long as all is well; only an outage shows `fail` under it.
Reference: draft-inadarei-api-health-check-06, section 3.1.
Remedy: derive the code from the status in one place: fail is 4xx or 5xx, pass and warn are 2xx or 3xx.
"""

from __future__ import annotations

from collections import defaultdict

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.agreement import disagreement
from gonogo.suites.health.observations.probes import Outages, Sample
from gonogo.suites.health.outages import conclude
from gonogo.suites.health.promised import probes_of


@rule("health.probes", "dependencies")
def judge(seen: Outages, health: Health) -> Judgement:
    """Refuse `fail` below 400, and `pass` or `warn` from 400 on, at any time of an outage."""
    wrong: dict[tuple[str, str, str], list[Sample]] = defaultdict(list)
    texts, examined = {name for name, made in probes_of(health).items() if made.body != "json"}, 0
    for outage in seen.outages:
        asked = [s for name in probes_of(health) for s in outage.of(name) if s.status is not None]
        examined += sum(bool(s.stated) or (s.question in texts and s.passes) for s in asked)
        for sample in asked:
            if expected := disagreement(sample.status, sample.stated):
                wrong[f"{sample.question} of {sample.replica}", outage.dependency, expected].append(sample)
    problems = [
        Problem(f"{who} without {what}", expected, f"{s[0].status} with {s[0].stated}, {len(s)} times")
        for (who, what, expected), s in wrong.items()
    ]
    return conclude(examined, problems, (), seen.outages)
