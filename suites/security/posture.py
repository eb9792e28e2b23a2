"""What the rules on containers share: one question to each container. Pure."""

from __future__ import annotations

from collections.abc import Callable

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement
from gonogo.suites.security.observations.containers import Container, Inspected


def judge_each(
    seen: Inspected,
    expected: str,
    wrong: Callable[[Container], str],
    unknown: Callable[[Container], bool] | None = None,
) -> Judgement:
    """Refuse each container about which ``wrong`` says something; be inconclusive where one is unknown."""
    problems = tuple(Problem(c.name, expected, said) for c in seen.containers if (said := wrong(c)))
    blind = [c.name for c in seen.containers if unknown is not None and unknown(c)]
    if blind and not problems:
        return Judgement.cannot_tell(f"process 1 of {', '.join(blind)} could not be read")
    return Judgement(len(seen.containers), problems, "" if seen.containers else "no container ran")
