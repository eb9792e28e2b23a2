"""Known requests get the status that the contract promises, every time.

Why: conservation counts what was answered; traffic that is refused, limited or broken would add up just as
well, and an error in one of a hundred answers is what an average hides.
Reference: RFC 9110, 15 (status codes); Google, Site Reliability Engineering, ch. 6 (errors).
Remedy: send the request by hand and read the answer and the log; if the promise is wrong, mend the contract.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Sent


@rule("traffic")
def judge(seen: KnownTraffic) -> Judgement:
    """Refuse each other status, and each request without an answer."""
    if not seen.sent:
        return Judgement.cannot_tell("no request was sent")
    problems = tuple(_problem(sent) for sent in seen.sent if sent.status != sent.promised)
    return Judgement(sum(sent.count for sent in seen.sent), problems)


def _problem(sent: Sent) -> Problem:
    got = f"status {sent.status}" if sent.status is not None else f"no answer ({sent.error})"
    return Problem(
        f"{sent.name} ({sent.method} {sent.route})", f"status {sent.promised}", f"{got}, {sent.count}x"
    )
