"""The status code of a health answer agrees with its body.

Why: machines read the code and people read the body; `fail` with 200 keeps a dead replica in the traffic,
and `pass` with 503 takes a good one out.
Reference: draft-inadarei-api-health-check-06, section 3.1.
Remedy: derive the code from the status in one place: fail is 4xx or 5xx, pass and warn are 2xx or 3xx.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.agreement import disagreement, failing_part, meant
from gonogo.suites.health.answering import is_page
from gonogo.suites.health.lines import refused_by_page
from gonogo.suites.health.observations.probes import ProbeRead, ProbeReads
from gonogo.suites.health.parts import broken_check, worst_part
from gonogo.suites.health.promised import probes_of
from gonogo.suites.health.stated import stated_by

_DRAFT = "health+json"
"""The vocabulary with a word for what is well but for a part of it."""


@rule("health.probes")
def judge(reads: ProbeReads, health: Health) -> Judgement:
    """Refuse `fail` below 400, and `pass` or `warn` from 400 on, whether JSON or text states it.

    Where a form is known for it, a part that fails makes the whole warn at least.
    """
    promised = probes_of(health)
    texts = {name for name, probe in promised.items() if probe.body != "json"}
    examined, problems = 0, []
    for read in (read for read in reads.reads if read.probe in promised):
        stated = refused_by_page(read.body) if is_page(read) else stated_by(read.body, promised[read.probe])
        # a text that is none of the known words states no failure, which is all that can be asked of it
        examined += bool(stated) or (read.probe in texts and read.passes)
        if expected := disagreement(read.status, stated):
            problems.append(Problem(read.where, expected, f"{read.status} with {stated}"))
        elif part := _failing(read, stated):
            problems.append(Problem(read.where, f"warn or fail, for {part} fails", stated))
        elif not stated and read.passes and (said := broken_check(read.body)):
            problems.append(Problem(read.where, f"4xx or 5xx with {said[:100]}", str(read.status)))
    reason = "" if examined else "no health answer stated a status"
    return Judgement(examined, tuple(dict.fromkeys(problems)), reason)


def _failing(read: ProbeRead, stated: str) -> str:
    """Return a part that fails where the whole is well, in a form in which it is as bad as its parts."""
    if meant(stated) != "pass":
        return ""
    drafted = failing_part(read.body) if read.media_type.endswith(_DRAFT) else ""
    return drafted or worst_part(read.body)
