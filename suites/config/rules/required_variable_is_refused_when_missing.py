"""The release refuses to start without a required variable.

Why: a variable that is read on first use turns a forgotten line in a deployment into an outage hours
later; refused at the start, it never takes traffic.
Reference: The Twelve-Factor App, III; Heroku's "how I broke git push" post-mortem.
Remedy: read and validate every required variable before the listener opens, and exit non-zero.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.controls import conclude, doubt, ended_alike
from gonogo.suites.config.observations.starts import WrongStart, WrongStarts


@rule("config.required")
def judge(wrong: WrongStarts) -> Judgement:
    """Refuse a start that survives, or ends with 0, without a variable or with a blank one."""
    if why := doubt(wrong.control):
        return Judgement.cannot_tell(why)
    starts = [s for s in wrong.starts if s.change in ("missing", "blank")]
    alike = [f"{s.variable} {s.change}" for s in starts if ended_alike(s, wrong.control, s.variable)]
    problems = tuple(_problem(s) for s in starts if s.status in (None, 0))
    return conclude(len(starts), problems, alike)


def _problem(start: WrongStart) -> Problem:
    observed = "exit 0" if start.status == 0 else f"still running after {start.seconds:.1f} s"
    return Problem(f"{start.variable} {start.change}", "a start that ends non-zero", observed)
