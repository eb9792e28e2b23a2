"""Every dependency refuses whoever brings no credential.

Why: a database that trusts its network trusts every container on it, the one that was broken into among them.
Reference: OWASP ASVS 5.0 13.2.3; gitcoinco/web issue 3159.
Remedy: set a password for every role and user; take `trust` and `nopass` out of the configuration.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Strangers, StrangerTried


@rule("guarded_dependencies")
def judge(seen: Strangers) -> Judgement:
    """Refuse a dependency whose answer to a stranger lacks the words of its refusal.

    One that refuses the right credential as well refuses everybody, and that says nothing.
    """
    problems = tuple(
        Problem(
            f"{tried.dependency} asked without a credential", "a refusal", tried.said.strip() or "silence"
        )
        for tried in seen.tried
        if not tried.refused
    )
    if not problems and (doubts := [_doubt(tried) for tried in seen.tried if not tried.known]):
        return Judgement.cannot_tell("; ".join(doubts))
    return Judgement(len(seen.tried), problems, "no dependency was asked")


def _doubt(tried: StrangerTried) -> str:
    name = tried.dependency
    if tried.known is None:
        return f"dependencies.{name}.anonymous.known names no command with the right credential"
    return f"{name} refused the right credential as well: {tried.known_said.strip() or 'silence'}"
