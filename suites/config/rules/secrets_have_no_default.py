"""Compose refuses to render without each secret, and names it.

Why: a secret with a default is in the repository, and every stack where somebody forgot to set it has the
same.
Reference: OWASP ASVS 5.0 13.2.3 (no default credentials); Compose Specification, `${NAME:?message}`.
Remedy: write `${NAME:?what to set it to}` in every place; `${NAME}` alone is blank, and everybody knows the
x of `${NAME:-x}`.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.stack import WithoutSecret, WithoutSecrets


@rule("stack.secrets", "deployment.compose")
def judge(seen: WithoutSecrets) -> Judgement:
    """Refuse a rendering that succeeds without a secret, and a refusal that does not name it."""
    if seen.control_status:
        return Judgement.cannot_tell(f"compose refuses with every secret set: {seen.control_error[-300:]}")
    problems = tuple(
        Problem(f"{one.variable} {one.change}", "a refusal that names it", _observed(one))
        for one in seen.renderings
        if one.status == 0 or one.variable not in one.error
    )
    return Judgement(len(seen.renderings), problems, "no secret was left out")


def _observed(one: WithoutSecret) -> str:
    return "compose renders" if one.status == 0 else f"exit {one.status}: {one.error[-200:]}"
