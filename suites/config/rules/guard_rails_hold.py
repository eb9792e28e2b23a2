"""The release refuses to start in combinations that are fit for development only.

Why: each variable is legal by itself, and together they are production with a database that no other replica
sees, or with a password that everybody knows.
Reference: OWASP ASVS 5.0 13.2.3 (no default credentials), 13.4.2 (no debug mode in production).
Remedy: validate the configuration as a whole for the environment that it names, before the listener opens.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.controls import conclude, doubt, ended_alike
from gonogo.suites.config.observations.refusals import RefusedStarts


@rule("config.guards")
def judge(seen: RefusedStarts) -> Judgement:
    """Refuse a start that survives a guarded combination, or ends with 0."""
    if why := doubt(seen.control):
        return Judgement.cannot_tell(why)
    alike = [start.what for start in seen.guarded if ended_alike(start, seen.control)]
    problems = tuple(
        Problem(
            start.what,
            "a start that ends non-zero",
            "exit 0" if start.status == 0 else f"still running after {start.seconds:.1f} s",
        )
        for start in seen.guarded
        if start.status in (None, 0)
    )
    return conclude(len(seen.guarded), problems, alike)
