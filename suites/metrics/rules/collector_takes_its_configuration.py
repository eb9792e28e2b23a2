"""The collector's own checks of its configuration and its rules pass.

Why: a configuration that does not load is not noticed until the next start, and a rule file with one bad
expression takes all its alerts with it.
Reference: Prometheus, promtool check config and promtool check rules.
Remedy: run the same command before the image is built; its words are in the problem.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.collector import Collector


@rule("monitoring.checks")
def judge(seen: Collector) -> Judgement:
    """Refuse a check that did not end with 0."""
    problems = tuple(
        Problem(check.name, "exit 0", f"exit {check.status}: {check.output.strip()[-300:]}")
        for check in seen.checks
        if check.status != 0
    )
    return Judgement(len(seen.checks), problems, "no check was run")
