"""All replicas run one version with one configuration.

Why: one replica that kept the old build or an old flag serves a share of the users wrongly, and every
average hides it.
Reference: SEC order 34-70694 on Knight Capital, 2012 (one of eight servers without the new code).
Remedy: roll the replica out again; compare its image digest and environment with those of the others; give a
service that is no replica another alias.
"""

from __future__ import annotations

from collections import defaultdict

from gonogo.contract.identity import Identity
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.starts import Identities

_ANSWERED = range(200, 300)  # a header may state it in an answer without a body: 204


@rule("identity.stated")
def judge(identities: Identities, identity: Identity) -> Judgement:
    """Refuse more than one (version, revision, configuration) over all reads, or in the compose files."""
    seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    answered = [read for read in identities.reads if read.status in _ANSWERED and not read.error]
    for read in answered:
        seen[read.version, read.revision, read.configuration].add(read.source)
    problems = [
        Problem(
            f"service {one.service}, known as {one.known_as}",
            f"as {one.release} has it",
            ", ".join(one.differing),
        )
        for one in identities.strays
    ]
    if len(seen) > 1:
        states = [f"{'/'.join(key)} at {', '.join(sorted(where))}" for key, where in sorted(seen.items())]
        problems.append(
            Problem("identity over all reads", "one version and configuration", "; ".join(states))
        )
    if problems:
        return Judgement(len(answered) + len(identities.strays), tuple(problems))
    if not answered:
        return Judgement.cannot_tell(f"no read of {identity.path} answered 2xx to its end")
    if not any(any(key) for key in seen):
        return Judgement.cannot_tell(f"no read of {identity.path} stated anything to agree on")
    return Judgement(len(answered))
