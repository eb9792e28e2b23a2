"""The release refuses a variable whose value makes no sense.

Why: a bad value that becomes a default in silence runs production with a setting that nobody chose.
Reference: OWASP ASVS 5.0 13.1; pydantic-settings issue 895.
Remedy: validate each variable against its legal values at start and exit non-zero, naming it.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.controls import conclude, doubt, ended_alike
from gonogo.suites.config.observations.starts import WrongStarts


@rule("config.bad_values")
def judge(wrong: WrongStarts) -> Judgement:
    """Refuse a start that survives a bad value, or ends with 0."""
    if why := doubt(wrong.control):
        return Judgement.cannot_tell(why)
    starts = [s for s in wrong.starts if s.change not in ("missing", "blank")]
    alike = [f"{s.variable}={s.change}" for s in starts if ended_alike(s, wrong.control, s.variable)]
    problems = tuple(
        Problem(f"{s.variable}={s.change}", "a start that ends non-zero", "it keeps running or exits 0")
        for s in starts
        if s.status in (None, 0)
    )
    return conclude(len(starts), problems, alike)
