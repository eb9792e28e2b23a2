"""A probe answers at its own path, and not at every path that begins so.

Why: a route that is matched by its beginning says yes to a path that was mistyped or that another release
had; a probe that asks the wrong path then stays green. It is how many servers match, and works.
Reference: nginx, ngx_http_core_module, location (a prefix without `=`); Kubernetes, Ingress, pathType Prefix.
Remedy: match exactly: `location = /healthz`, a route without a wildcard.
"""

from __future__ import annotations

from gonogo.core.finding import Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import ProbeReads
from gonogo.suites.health.siblings import is_prefix, problem, refused, without_a_yes


@rule("health", severity=Severity.ADVISORY)
def judge(reads: ProbeReads) -> Judgement:
    """Refuse a path that begins as a probe's and is answered, where another path beside it is not."""
    problems = tuple(problem(read) for read in reads.siblings if is_prefix(read, reads))
    doubt = without_a_yes(reads)
    if doubt and not problems:
        return Judgement.cannot_tell(doubt)
    told = sum(refused(read) for read in reads.siblings) + len(problems)
    return Judgement(told, problems, "no path beside a probe was refused")
