"""One client gets no more tries than promised, over all replicas and whatever it says about its address.

Why: a limit kept in each process is as many limits as there are processes, one that believes a header of the
client is none, and one that comes after the comparison tells a right guess at full speed; all look right in a
test with one process, an honest client and wrong words.
Reference: OWASP ASVS 5.0 4.1.3, 6.3.1 and 15.3.4; slowapi issue 226; RFC 6585, 4 (status 429); CWE-204.
Remedy: count in a storage that all replicas share, and before anything is compared; take the address from the
proxy alone, which replaces what the client wrote.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.access import Limit
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.sessions import TriedOften, Tries

_REFUSED = 400
_MOST_TOLD = 5


@rule("security.limits")
def judge(seen: TriedOften, security: Security) -> Judgement:
    """Refuse more tries within the limit than promised, and one that is let in beyond it for being right.

    Without a try that was taken within the limit, a refusal says nothing.
    """
    if not seen.limits:
        return Judgement.cannot_tell("no limit was tried")
    tried = [
        (tries, limit, _other_account(limit, security))
        for tries, limit in zip(seen.limits, security.limits, strict=True)  # names need not differ
    ]
    problems = [problem for each in tried for problem in _problems(*each)]
    doubts = [doubt for each in tried for doubt in _doubts(*each)]
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(doubts))
    return Judgement(sum(len(_answered(tries)) for tries in seen.limits), tuple(problems))


def _other_account(limit: Limit, security: Security) -> bool:
    """Whether the right form is of another account than the tries: of several fields they share no value.

    A limit that counts accounts lets that one in.
    """
    signs_in = security.cookies.sign_in if security.cookies else None
    right, guess = limit.right or signs_in, limit.form
    if right is None or min(len(right.fields), len(guess.fields)) < 2:
        return False
    return not {*right.fields.values()} & {*guess.fields.values()}


def _problems(tries: Tries, limit: Limit, other_account: bool) -> Iterator[Problem]:
    taken = [status for status in _answered(tries) if status != limit.refusal]
    let_in = [status for status in taken if status == limit.form.status or status < _REFUSED]
    if let_in and len(taken) > limit.accepted:
        observed = f"{len(taken)} of {len(tries.statuses)}"
        yield Problem(f"tries of {_named(limit)}", f"at most {limit.accepted} taken", observed)
    beyond = [status for status in tries.right[1:] if status is not None]
    if len(beyond) > 1 and limit.refusal not in beyond and not other_account:
        where = f"the right one directly after {_named(limit)} was refused"
        yield Problem(where, f"status {limit.refusal}", f"status {beyond[-1]}")


def _doubts(tries: Tries, limit: Limit, other_account: bool) -> Iterator[str]:
    named, known = _named(limit), (limit.form.status, limit.refusal)
    odd = [
        f"{status or 'nothing'} to try {n}"
        for n, status in enumerate(tries.statuses, 1)
        if status not in known
    ]
    if odd:
        more = f" and {len(odd) - _MOST_TOLD} more" if len(odd) > _MOST_TOLD else ""
        said = f"{', '.join(odd[:_MOST_TOLD])}{more}, of {len(tries.statuses)}"
        yield f"{named} was answered otherwise than with {known[0]} or {known[1]}: {said}"
    if limit.form.status not in tries.statuses and not _was_let_in(tries):
        yield f"{named}: no try within the limit was taken, of {len(tries.statuses)}"
    if tries.right and tries.right[0] != tries.granted:
        first = f"answered with {tries.right[0]}, not {tries.granted}"
        yield f"{named} made rightly was {first}, before any other try"
    is_due = tries.right and (limit.right is not None or not other_account)
    if is_due and limit.refusal not in tries.right[1:]:
        said = ", ".join(str(status) for status in tries.right[1:]) or "not tried"
        other = "; it is of another account than `form`, whose own a limit for each account counts"
        yield f"{named} made rightly beyond the limit: {said}{other if other_account else ''}"


def _named(limit: Limit) -> str:
    return f"{limit.form.name} ({limit.form.method} {limit.form.path})"


def _was_let_in(tries: Tries) -> bool:
    """Whether the right one was taken before: others may have left just room for that."""
    return bool(tries.right) and tries.right[0] == tries.granted


def _answered(tries: Tries) -> list[int]:
    return [status for status in tries.statuses if status is not None]
