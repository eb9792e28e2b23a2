"""Every dependency refuses whoever brings no credential from another container of its networks.

Why: a server that asks for a password on its own machine may trust the whole network beside it; who breaks
into any container there owns its data, and a question from inside its own container never shows it.
Reference: OWASP ASVS 5.0 13.2.3; PostgreSQL, "Trust Authentication" and `samenet` of pg_hba.conf.
Remedy: ask every address for a credential; take `trust`, `nopass` and accounts of any host out of the
configuration.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.strangers import Knocked, KnockedFromOutside


@rule("networked_dependencies")
def judge(seen: KnockedFromOutside) -> Judgement:
    """Refuse a dependency that takes a stranger's command.

    A command that failed in other words than those of the refusal may never have come there; and one that
    refuses the right credential as well refuses everybody.
    """
    problems = tuple(
        Problem(_where(one), "a refusal", one.said.strip() or "silence")
        for one in seen.tried
        if one.known and one.status == 0 and not one.refused
    )
    doubts = [doubt for one in seen.tried for doubt in _doubts(one)]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    return Judgement(len(seen.tried), problems, "no dependency was asked")


def _where(one: Knocked) -> str:
    return f"{one.dependency} asked without a credential by a container beside {one.service}"


def _doubts(one: Knocked) -> Iterator[str]:
    if not one.known:
        yield f"{one.dependency} did not take the right credential: {one.known_said.strip() or 'silence'}"
    if not one.refused and one.status != 0:
        yield f"{one.dependency} did not refuse a stranger in its words: {one.said.strip() or 'silence'}"
