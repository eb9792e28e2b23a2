"""Known requests get the status that the contract promises, every time.

Why: conservation counts what was answered; traffic that is refused, limited or broken would add up just as
well, and an error in one of a hundred answers is what an average hides.
Reference: RFC 9110, 15 (status codes); Google, Site Reliability Engineering, ch. 6 (errors).
Remedy: send the request by hand and read the answer and the log; if the promise is wrong, mend the contract.
"""

from __future__ import annotations

from gonogo.contract.access import Limit
from gonogo.contract.metrics import Traffic
from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Sent


@rule("traffic")
def judge(seen: KnownTraffic, traffic: Traffic, security: Security | None) -> Judgement:
    """Refuse each other status, and each request without an answer.

    Beyond a limit that the contract promises its refusal is right: all that a run sent before counts into it.
    """
    if not seen.sent:
        return Judgement.cannot_tell("no request was sent")
    limits = security.limits if security else ()
    odd = [sent for sent in seen.sent if sent.status != sent.promised]
    limited = [sent for sent in odd if any(_counts(limit, sent, traffic) for limit in limits)]
    problems = tuple(_problem(sent) for sent in odd if sent not in limited)
    if limited and not problems:
        return Judgement.cannot_tell("; ".join(map(_told, limited)))
    return Judgement(sum(sent.count for sent in seen.sent), problems)


def _counts(limit: Limit, sent: Sent, traffic: Traffic) -> bool:
    """Whether what was sent is refused as a limit refuses, and of the limit's client or at its path."""
    path = limit.form.path.partition("?")[0]
    return sent.status == limit.refusal and any(
        request.path.partition("?")[0] == path or request.credential == limit.credential is not None
        for request in traffic.requests
        if (request.name, request.method) == (sent.name, sent.method)
    )


def _told(sent: Sent) -> str:
    named = f"{sent.name} ({sent.method} {sent.route})"
    return (
        f"{named} was answered with {sent.status}, {sent.count}x, as beyond a promised limit: what was "
        "sent before counts into it, so let the release under test take more in a minute"
    )


def _problem(sent: Sent) -> Problem:
    got = f"status {sent.status}" if sent.status is not None else f"no answer ({sent.error})"
    return Problem(
        f"{sent.name} ({sent.method} {sent.route})", f"status {sent.promised}", f"{got}, {sent.count}x"
    )
