"""A health answer tells a stranger nothing about the inside while its process starts or drains.

Why: before it is ready, and after it was told to stop, a probe answers from other branches of its code, which
nobody reads: what it waits for, at which address, and on which node.
Reference: OWASP ASVS 5.0 13.4.5 and 13.4.6; CWE-209.
Remedy: answer with statuses of your own words; write exceptions and addresses to the log alone.
"""

from __future__ import annotations

from gonogo.core.disclosure import disclosed_by_probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import Lifecycle

_REFUSED = 400


@rule("health.probes", "health.drains_seconds")
def judge(seen: Lifecycle) -> Judgement:
    """Refuse credentials, hosts, addresses, exceptions, drivers and paths in a body of one more process.

    A no is what is said at a start or while it drains and at no other time: those are counted.
    """
    passed = {sample.question for sample in seen.samples if sample.passes}
    bodies = [body for body in seen.bodies if body.question in passed]  # what never passes is no probe
    problems = [
        Problem(f"{body.question}, answered with {body.status}", f"a body without {what}", words)
        for body in bodies
        for what, words in disclosed_by_probe(body.body)
    ]
    refused = [body for body in bodies if body.status >= _REFUSED]
    if not refused and not problems:
        return Judgement.cannot_tell("no probe said no, neither at its start nor while it drained")
    return Judgement(len(refused) or len(problems), tuple(dict.fromkeys(problems)))
