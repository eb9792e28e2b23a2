"""No credential is in the logs.

Why: logs go where many may read them, and are kept for months; a key, a password or a session in them is
given to all of these, and none of the controls that guard it elsewhere holds there.
Reference: OWASP ASVS 5.0 16.2.5 and 14.2.1; CWE-532.
Remedy: log which credential it was (an id, a hash), never what it says; leave out headers, cookies, form
fields and the query where a request is logged.
"""

from __future__ import annotations

from gonogo.contract.logs import Logs
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.logs import Logged


@rule("security.logs")
def judge(seen: Logged, logs: Logs) -> Judgement:
    """Refuse each line of any log in which a secret stands that was sent, given out, or is the release's.

    Where no line is the release's, or none tells of a request as is promised, nobody saw what it would log.
    """
    problems = tuple(
        Problem(f"the log of {trace.log}", f"a log without {trace.what}", trace.line) for trace in seen.told
    )
    if not problems and (unseen := seen.unseen(requests=logs.requests)):
        return Judgement.cannot_tell(unseen)
    return Judgement(len(seen.secrets), problems)
