"""Every dependency refuses whoever brings no credential.

Why: a database that trusts its network trusts every container on it, the one that was broken into among them.
Reference: OWASP ASVS 5.0 13.2.3; gitcoinco/web issue 3159.
Remedy: set a password for every role and user; take `trust` and `nopass` out of the configuration.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.containers import Strangers, StrangerTried


@rule("guarded_dependencies")
def judge(seen: Strangers) -> Judgement:
    """Refuse a dependency that takes a stranger's command, in whatever words.

    A command that failed in other words than those of the refusal may never have come there: its client may
    not be in the image. One that refuses the right credential as well refuses everybody.
    """
    problems = tuple(
        Problem(
            f"{tried.dependency} asked without a credential", "a refusal", tried.said.strip() or "silence"
        )
        for tried in seen.tried
        if tried.ran and not tried.refused
    )
    if not problems and (doubts := [doubt for tried in seen.tried for doubt in _doubts(tried)]):
        return Judgement.cannot_tell("; ".join(doubts))
    return Judgement(len(seen.tried), problems, "no dependency was asked")


def _doubts(tried: StrangerTried) -> Iterator[str]:
    name = tried.dependency
    if tried.known is None:
        yield f"dependencies.{name}.anonymous.known names no command with the right credential"
    elif not tried.known:
        yield f"{name} refused the right credential as well: {tried.known_said.strip() or 'silence'}"
    if not (tried.ran or tried.refused):
        yield f"{name} did not refuse a stranger in its words: {tried.said.strip() or 'silence'}"
