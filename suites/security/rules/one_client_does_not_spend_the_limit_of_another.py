"""While one client is refused for having tried too often, another one is served.

Why: a limit that counts by what clients have in common is one limit for all of them: whoever guesses, or
calls in a loop, locks everybody else out, and it looks right in any test with one client.
Reference: CVE-2026-30827, GHSA-46wh-pxpv-q5gq (express-rate-limit); OWASP API4:2023; CWE-770, CWE-645.
Remedy: count by the client's credential, or by its whole address of IPv4 and its network of IPv6, an address
of IPv4 in one of IPv6 taken out first; behind a proxy by the address that the proxy gives.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.access import Limit
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.limits import LimitsSpent, Spent


@rule("security.shared_limits")
def judge(seen: LimitsSpent, security: Security) -> Judgement:
    """Refuse that others are refused; one was before them, and another one had been served before."""
    promised = {limit.form.name: limit for limit in security.limits}
    spent = [(each, promised[each.name]) for each in seen.limits]
    doubts = [doubt for each in spent for doubt in _doubts(*each)]
    problems = [problem for each in spent for problem in _problems(*each)]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    return Judgement(sum(len(each.others) for each in seen.limits), tuple(problems))


def _problems(spent: Spent, limit: Limit) -> Iterator[Problem]:
    refused = _refused(spent, limit)
    if refused and next(_uncontrolled(spent, limit), None) is None:
        where = f"{spent.name} by another client ({spent.how}), once one was refused"
        observed = f"status {limit.refusal} for {refused} of {len(spent.others)}"
        yield Problem(where, f"status {limit.form.status}", observed)


def _refused(spent: Spent, limit: Limit) -> int:
    """Return how many were refused, less those after whom nobody was served: all may have a limit, too."""
    last = max((n for n, status in enumerate(spent.others) if status != limit.refusal), default=-1)
    counted = spent.others if last < 0 else spent.others[:last]
    return sum(status == limit.refusal for status in counted)


def _uncontrolled(spent: Spent, limit: Limit) -> Iterator[str]:
    """Say what was missing for a refusal of others to mean anything."""
    if spent.before != limit.form.status:
        yield f"{spent.name} by another client was answered with {spent.before} before any limit"
    if limit.refusal not in spent.tries:
        most = (
            "" if len(spent.tries) > limit.accepted else ", and no more are sent: promise a lower limit here"
        )
        yield f"{spent.name}: none of {len(spent.tries)} tries of one client was refused{most}"
    elif limit.form.status not in spent.tries:
        yield f"{spent.name}: no try of the client that was refused was taken before"


def _doubts(spent: Spent, limit: Limit) -> Iterator[str]:
    yield from _uncontrolled(spent, limit)
    if limit.refusal in spent.tries and spent.still != limit.refusal:
        yield f"{spent.name}: the one that was refused got {spent.still} after the others tried"
    odd = [status for status in spent.others if status not in (limit.form.status, limit.refusal)]
    if odd:
        said = ", ".join(str(status) for status in dict.fromkeys(odd))
        yield f"{spent.name} by another client was answered with {said}"
