"""A health answer tells a stranger nothing about the inside while a dependency is away.

Why: most leaks are an exception's text in the body of a failing check, which no healthy release shows.
Reference: OWASP ASVS 5.0 13.4.5 and 13.4.6; CWE-209.
Remedy: answer with statuses of your own words; write exceptions and addresses to the log alone.
"""

from __future__ import annotations

from gonogo.core.disclosure import disclosed_by_probe, disclosed_in_outage
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outages
from gonogo.suites.health.outages import conclude


@rule("health.probes", "dependencies")
def judge(seen: Outages) -> Judgement:
    """Refuse credentials, hosts, addresses, exceptions, drivers and paths in what is said in an outage."""
    bodies = [(outage.dependency, body) for outage in seen.outages for body in outage.bodies]
    problems = [
        Problem(f"{body.question} of {body.replica} without {dependency}", f"a body without {what}", words)
        for dependency, body in bodies
        for what, words in disclosed_by_probe(body.body)
    ]
    problems += [
        Problem(
            f"{body.question} of {body.replica} without {outage.dependency}, status {body.status}",
            f"an answer without {what}",
            words,
        )
        for outage in seen.outages
        for body in outage.errors
        for what, words in disclosed_in_outage(body.body)
    ]
    passed = {
        (outage.dependency, s.replica, s.question)
        for outage in seen.outages
        for s in outage.samples
        if s.passes and s.at_seconds < 0
    }
    # a path that never answered 2xx is no probe, and its refusals tell nothing of what a probe would
    theirs = [body for name, body in bodies if (name, body.replica, body.question) in passed]
    reason = "no probe that answered 2xx before said anything while a dependency was away"
    doubts = [] if theirs or not seen.outages else [reason]
    return conclude(len(theirs), problems, doubts, seen.outages)
