"""A refused start names the variable that is wrong, and tells no secret.

Why: whoever is woken by a release that does not start needs the name, not a traceback, nor a list of all
there are; and what it prints stays in logs that many read, with each password that it printed besides.
Reference: The Twelve-Factor App, III; pydantic-settings issue 895 (a mistyped variable ignored in silence);
pydantic, `hide_input_in_errors`; CWE-532.
Remedy: print one line for each bad variable, with its name and what is legal, and never its value if secret.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.controls import doubt, ended_alike
from gonogo.suites.config.observations.starts import WrongStart, WrongStarts

_SEVERAL = 3
"""Fewer that are set together, as a user and a password, may well be named together."""


@rule("config.wrong_values")
def judge(wrong: WrongStarts) -> Judgement:
    """Refuse a refusal whose output does not hold the variable's name."""
    if why := doubt(wrong.control):
        return Judgement.cannot_tell(why)
    ended = [s for s in wrong.starts if s.status not in (None, 0)]
    refused = [s for s in ended if not ended_alike(s, wrong.control, s.variable)]
    everything = _says_the_same(refused)
    problems = tuple(
        Problem(f"{s.variable} {s.change}", "its name in the output", s.output.strip()[-200:] or "no output")
        for s in refused
        if not _names(s)
    )
    problems += tuple(
        Problem(f"{s.variable} {s.change}", "its name, and not those of all", everything[-200:])
        for s in refused
        if everything and _names(s)
    )
    problems += tuple(
        Problem(f"{s.variable} {s.change}", "an output without a secret", f"it tells {', '.join(s.told)}")
        for s in refused
        if s.told
    )
    return Judgement(len(refused), problems, "no wrong variable was refused, so that none could be named")


def _names(start: WrongStart) -> bool:
    """Whether the name stands there by itself: `DATABASE_URL` is not named by `OTHER_DATABASE_URL`.

    A library calls the setting behind it `database_url` (pydantic, on a line of its own) or, after the word
    for one, `database.url`; such a word in a line of a traceback is none.
    """
    if re.search(rf"(?<![A-Z0-9_]){re.escape(start.variable)}(?![A-Z0-9_])", start.output):
        return True
    setting = "[._-]?".join(map(re.escape, start.variable.split("_")))
    after = r"\b(?:property|properties under|variable|setting|field)\W{1,4}"
    return re.search(rf"(?im)^{setting}$|{after}{setting}(?![\w.-])", start.output) is not None


def _says_the_same(refused: list[WrongStart]) -> str:
    """Return what is said whichever variable is wrong; empty where anything depends on that, or few are."""
    said = {re.sub(r"0x[0-9a-f]+|[0-9a-f]{8,}|\d+", "#", start.output).strip() for start in refused}
    several = len({start.variable for start in refused}) >= _SEVERAL
    return said.pop() if several and len(said) == 1 else ""
