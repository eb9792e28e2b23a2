"""The release refuses a variable with its own prefix that it does not know, and names it.

Why: a misspelt variable is ignored in silence and its default runs in production; whoever set it believes
that it holds.
Reference: pydantic-settings issue 895; The Twelve-Factor App, III.
Remedy: list every variable with the prefix at start, refuse what no setting has, and say what it resembles.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.controls import conclude, doubt, ended_alike
from gonogo.suites.config.observations.refusals import RefusedStart, RefusedStarts


@rule("config.prefixed")
def judge(seen: RefusedStarts) -> Judgement:
    """Refuse a start that survives a variable, misspelt or like none, or that ends without naming it."""
    if why := doubt(seen.control):
        return Judgement.cannot_tell(why)
    alike = [start.what for start in seen.unknown if ended_alike(start, seen.control, start.what)]
    problems = tuple(
        Problem(f"{start.what} beside {start.near}", "a start that ends non-zero and names it", wrong)
        for start in seen.unknown
        if start.what not in alike and (wrong := _wrong(start))
    )
    return conclude(len(seen.unknown), problems, alike, "the contract names no variable with the prefix")


def _wrong(start: RefusedStart) -> str:
    if start.status is None:
        return f"still running after {start.seconds:.1f} s"
    if start.status == 0:
        return "exit 0"
    named = start.what.casefold() in start.output.casefold()  # settings of pydantic say it in small letters
    return "" if named else f"ended, and said {start.output.strip()[-200:] or 'nothing'}"
