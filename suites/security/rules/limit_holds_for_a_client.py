"""One client gets no more tries than promised, over all replicas and whatever it says about its address.

Why: a limit kept in each process is as many limits as there are processes, and one that believes a header of
the client is none; both look right in a test with one process and an honest client.
Reference: OWASP ASVS 5.0 4.1.3, 6.3.1 and 15.3.4; slowapi issue 226; RFC 6585, 4 (status 429).
Remedy: count in a storage that all replicas share, and take the address from the proxy alone, which replaces
what the client wrote.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.security.observations.sessions import TriedOften, Tries


@rule("security.limits")
def judge(seen: TriedOften, contract: Contract) -> Judgement:
    """Refuse more tries within the limit than promised, of those that were answered."""
    assert contract.security is not None
    promised = {limit.form.name: limit for limit in contract.security.limits}
    answered = sum(len(_answered(tries)) for tries in seen.limits)
    problems, doubts = [], []
    for tries in seen.limits:
        limit = promised[tries.name]
        taken = [status for status in _answered(tries) if status != limit.refusal]
        if len(taken) > limit.accepted:
            observed = f"{len(taken)} of {len(tries.statuses)}"
            problems.append(Problem(f"tries of {tries.name}", f"at most {limit.accepted} taken", observed))
        elif any(status not in (limit.form.status, limit.refusal) for status in tries.statuses):
            said = ", ".join(str(status) for status in dict.fromkeys(tries.statuses))
            doubts.append(f"{tries.name} was answered with {said}")
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    return Judgement(answered, tuple(problems))


def _answered(tries: Tries) -> list[int]:
    return [status for status in tries.statuses if status is not None]
