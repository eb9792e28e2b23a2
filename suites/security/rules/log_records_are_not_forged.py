"""No client writes a record of its own into the logs.

Why: a path, a form or a body with the end of a line in it, or with a quote where records are put together by
hand, makes a record that nobody logged: an alarm that is none, or a trace that is covered.
Reference: OWASP ASVS 5.0 16.4.1; CWE-117.
Remedy: have a serializer write each record whole, so that a line's end and a quote are escaped in it.
"""

from __future__ import annotations

from gonogo.contract.logs import Logs
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.logs import Logged


@rule("security.logs")
def judge(seen: Logged, logs: Logs) -> Judgement:
    """Refuse a line that begins as a text of ours does, and a record with a field that we wrote.

    Where no line is the release's, or none tells of a request as is promised, nothing could be forged.
    """
    problems = tuple(
        Problem(f"the log of {trace.log}, by {trace.what}", "one record, with the text in it", trace.line)
        for trace in seen.forged
    )
    if not problems and (unseen := seen.unseen(requests=logs.requests)):
        return Judgement.cannot_tell(unseen)
    return Judgement(len(seen.texts), problems)
