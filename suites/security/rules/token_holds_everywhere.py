"""A token that one process gave out opens every process.

Why: a signing key that each worker or replica makes up for itself logs users out at random, as often as the
next request reaches another process; tried once, on one connection, it works.
Reference: airflow-chart issue 171; hedyorg/hedy issue 280; OWASP ASVS 5.0 13.3.1.
Remedy: take the signing key from the configuration, and refuse to start without it.
"""

from __future__ import annotations

from collections import Counter

from gonogo.contract.access import Tokens
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.access import TokensTried


@rule("security.tokens")
def judge(seen: TokensTried, tokens: Tokens) -> Judgement:
    """Refuse a genuine token that some process does not take."""
    wanted = tokens.protected.status
    refused = Counter(
        (use.source, use.error or f"status {use.status}") for use in seen.valid if use.status != wanted
    )
    uses = Counter(use.source for use in seen.valid)
    problems = tuple(
        Problem(f"a valid token at {source}", f"status {wanted}", f"{said}, {count} of {uses[source]} times")
        for (source, said), count in sorted(refused.items())
    )
    return Judgement(len(seen.valid), problems)
