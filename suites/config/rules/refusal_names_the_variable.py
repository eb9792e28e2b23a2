"""A refused start names the variable that is wrong.

Why: whoever is woken by a release that does not start needs the name, not a traceback.
Reference: The Twelve-Factor App, III; pydantic-settings issue 895 (a mistyped variable ignored in silence).
Remedy: print one line for each bad variable, with its name and what is legal, and never its value if secret.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.controls import doubt, ended_alike
from gonogo.suites.config.observations.starts import WrongStarts


@rule("config.wrong_values")
def judge(wrong: WrongStarts) -> Judgement:
    """Refuse a refusal whose output does not hold the variable's name."""
    if why := doubt(wrong.control):
        return Judgement.cannot_tell(why)
    ended = [s for s in wrong.starts if s.status not in (None, 0)]
    refused = [s for s in ended if not ended_alike(s, wrong.control, s.variable)]
    problems = tuple(
        Problem(f"{s.variable} {s.change}", "its name in the output", s.output.strip()[-200:] or "no output")
        for s in refused
        if s.variable not in s.output
    )
    return Judgement(len(refused), problems, "no wrong variable was refused, so that none could be named")
