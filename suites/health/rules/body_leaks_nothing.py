"""A health answer tells a stranger nothing about the inside.

Why: probes are open to whoever reaches the port, and a connection string, a host, an exception or a path in
their body, or in a header beside it, is the first page of an attack's plan.
Reference: OWASP ASVS 5.0 13.4.5 and 13.4.6; CWE-209.
Remedy: answer with statuses of your own words; write exceptions and addresses to the log alone.
"""

from __future__ import annotations

from gonogo.core.disclosure import disclosed_by_headers, disclosed_by_probe
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import ProbeReads


@rule("health.probes")
def judge(reads: ProbeReads) -> Judgement:
    """Refuse credentials, hosts, addresses, exceptions and paths in a body; what is plain, in a header."""
    answered = [read for read in reads.reads if read.status is not None]
    problems = [
        Problem(read.where, f"a body without {what}", words)
        for read in answered
        for what, words in disclosed_by_probe(read.body)
    ]
    problems += [
        Problem(read.where, f"headers without {what}", words)
        for read in answered
        for what, words in disclosed_by_headers(read.headers, read.path)
    ]
    # what refuses, or is not there, is no health answer and tells nothing of one
    passed = sum(read.passes for read in answered)
    return Judgement(passed, tuple(dict.fromkeys(problems)), "no probe answered 2xx")
