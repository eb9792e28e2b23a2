"""Each line that the release logs is one JSON object.

Why: a trace of many lines, a warning, or the lines of a server's own logger are lost to whoever searches by
fields, and pass by what takes secrets out of records; they are written when something is wrong.
Reference: OWASP ASVS 5.0 16.2.4; The Twelve-Factor App, XI.
Remedy: give the root logger the one handler that writes JSON, let no other logger keep its own, capture
warnings, and log what ends the process.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.logs import Logged


@rule("security.logs.format")
def judge(seen: Logged) -> Judgement:
    """Refuse each of the release's processes of which a line is none, from its start to its end."""
    problems = tuple(
        Problem(
            f"the log of {log.name}", "one JSON object a line", _told(log.others, log.lines, log.examples)
        )
        for log in seen.released
        if log.others
    )
    return Judgement(sum(log.lines for log in seen.released), problems)


def _told(others: int, lines: int, examples: tuple[str, ...]) -> str:
    return f"{others} of {lines} lines: " + "; ".join(repr(example) for example in examples)
