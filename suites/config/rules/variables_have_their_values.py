"""Each variable of a service has the value that somebody wrote.

Why: compose takes a dollar sign in a password for a variable, fills in nothing where nobody set one, keeps
the quotes of a list, and YAML makes 3.1 of 3.10, in a workflow as well; `docker run --env-file` keeps the
quotes that compose takes away, and so does make, which exports them. All start, with another value.
Reference: Compose Specification, Interpolation; YAML 1.2.2, 10.3; docker/cli issue 3630; GNU make, 6.2.1.
Remedy: write a dollar sign twice, or the value in single quotes in `.env`; give what may be empty a default
(`${NAME:-}`), demand the rest (`${NAME:?}`); write `NAME: "value"` instead of `- NAME="value"`, and no
quotes in a file that others than compose read (`format: raw` has compose keep them as well).
"""

from __future__ import annotations

from gonogo.contract.config import Variables
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.variables import FilledIn


@rule("stack.variables", "deployment.compose")
def judge(seen: FilledIn, variables: Variables) -> Judgement:
    """Refuse what is filled in with nothing, a value with its quotes or blanks, and one read otherwise.

    Otherwise reads YAML, or somebody else who starts a container with the same file of variables.
    """
    if seen.status:
        return Judgement.cannot_tell(f"compose does not render the files: {seen.error[-300:]}")
    unset = [name for name in seen.unset if name not in variables.empty]
    problems = [Problem(f"${name}", "set, or with a default", "empty, for nobody set it") for name in unset]
    problems += [
        Problem(f"{odd.name} of {odd.service}", "the value alone", odd.what)
        for odd in seen.odd
        if odd.name not in variables.quoted
    ]
    return Judgement(len(seen.variables) + len(seen.unset), tuple(problems), "no service has a variable")
