"""Nobody changes what another client owns.

Why: authentication says who asks; a route that finds the object by its id alone lets every client change
every other one's, and no test with one client sees it.
Reference: OWASP API Security Top 10, API1:2023; OWASP ASVS 5.0 8.2.2.
Remedy: make the owner a part of the statement that finds the object, on every verb and every route below it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.ownership import Ownership
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.access import Owned, Trespasses

_TAKEN = range(200, 300)
_GONE = (404, 410)
_CREATED = 201
_TOLD = (400, 409, 412, 415, 422, 428)  # what is wrong with a request of somebody who may send one
_UNKNOWN = (401, 429)  # to the credential or the client, whoever owns the object


@rule("security.ownership")
def judge(seen: Trespasses, ownership: Ownership) -> Judgement:
    """Refuse an attempt that is not refused, and an object that is not as it was.

    A refusal counts only where its owner may read the object, and may do in the end what was refused. Where
    each client has names of its own, what it is let do under the name of an object is done to one of its own.
    Routes below the object are looked at where the contract says whose they are.
    """
    refusals = (*ownership.refusals, *(_TAKEN if _has_its_own(seen) else ()))
    allowed = {
        (owned.method, owned.path) for owned in (*seen.owned, *seen.owned_below) if owned.status in _TAKEN
    }
    legal = " or ".join(str(status) for status in ownership.refusals)
    let_in = [
        a
        for a in (*seen.attempts, *seen.below)
        if a.status not in (None, *_UNKNOWN, *refusals)
        and (a.status in _TAKEN or (a.method, a.path) in allowed)
    ]
    let_in += [a for a in seen.forced if a.status in _TAKEN and a.status not in refusals]
    problems = [
        Problem(f"{a.method} {a.path} by another client", f"status {legal}", f"status {a.status}")
        for a in let_in
    ]
    problems += [
        Problem(f"the object after {kept.method}", "as it was", f"status {kept.status}, changed or gone")
        for kept in seen.afterwards
        if not kept.unchanged and (kept.status in _TAKEN or kept.status in _GONE)
    ]
    if not problems and (doubts := [*_doubts(seen, refusals), *_doubts_below(seen, ownership)]):
        return Judgement.cannot_tell("; ".join(doubts))
    evidence = {"not tried": seen.untried} if seen.untried else {}
    return Judgement(len(seen.attempts) + len(seen.below), tuple(problems), "nothing was tried", evidence)


def _has_its_own(seen: Trespasses) -> bool:
    """Whether the other one made an object of its own under the same name, and the first one is as it was.

    What is there is replaced with 200 or 204, and 201 says that nothing was there: RFC 9110, 9.3.4. Nothing
    was let do before that, which would have been done to the object of the first one.
    """
    made = [number for number, a in enumerate(seen.attempts) if (a.method, a.status) == ("PUT", _CREATED)]
    let_in = any(a.status in _TAKEN for a in seen.attempts[: made[0]]) if made else True
    looked = len(seen.afterwards) >= len(seen.attempts)
    return not let_in and looked and all(kept.unchanged for kept in seen.afterwards)


def _doubts(seen: Trespasses, refusals: tuple[int, ...]) -> Iterator[str]:
    """Say what keeps a refusal from meaning that a stranger is refused."""
    unread = [owned for owned in seen.before if owned.status not in _TAKEN]
    if unread or not seen.before:
        yield f"its owner cannot read the object that it made: {_told(unread) or 'it was not asked'}"
    silent = [f"{a.method} ({a.status or a.error})" for a in seen.attempts if a.status not in refusals]
    if silent:
        yield f"no answer about the object to another client: {', '.join(silent)}"
    lost = [kept for kept in seen.afterwards if kept.status not in _TAKEN]
    if lost or len(seen.afterwards) < len(seen.attempts):
        told = [f"status {kept.status} after {kept.method}" for kept in lost]
        yield f"its owner could not look at the object: {', '.join(told) or 'it was not asked'}"
    refused = [owned for owned in seen.owned if owned.status not in _TAKEN]
    if seen.attempts and (refused or len(seen.owned) < len(seen.attempts)):
        yield f"its owner itself may not: {_told(refused) or 'it was not tried'}"


def _doubts_below(seen: Trespasses, ownership: Ownership) -> Iterator[str]:
    """Say where nobody knows whether a stranger was refused, or what was asked for.

    An owner who is told what is wrong with the request has come further than a stranger who is refused.
    """
    for tried, owned in zip(seen.below, seen.owned_below, strict=False):
        where = f"{tried.method} {tried.path}"
        if tried.status not in ownership.refusals:
            yield f"no answer about the object to another client: {where} ({tried.status or tried.error})"
        elif owned.status not in _TAKEN and owned.status not in _TOLD:
            yield f"its owner itself may not: {where} was answered with {owned.status}"
    if len(seen.owned_below) < len(seen.below):
        yield "its owner did not try the routes below it"
    if ownership.below and (unseen := [route for route in ownership.below.owned if route in seen.untried]):
        yield f"not below the object that was made: {', '.join(unseen)}"


def _told(answers: list[Owned]) -> str:
    return ", ".join(f"{a.method} {a.path} was answered with {a.status}" for a in answers)
