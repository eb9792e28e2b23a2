"""An id that a client sends with its request is the one in the answer and in the records.

Why: what several services did for one request is found by the one id that all of them wrote down; where one
of them, or a proxy, makes another, the trail ends there.
Reference: W3C Trace Context, 3.2 (the trace-id is kept); OWASP ASVS 5.0 16.2.1;
https://github.com/open-telemetry/opentelemetry-python/issues/4396.
Remedy: take an id that is harmless from the header before anything is logged, pass it on at the proxy, and
make one only where none came; of `traceparent` keep the trace id, and make a new parent id alone.
"""

from __future__ import annotations

from gonogo.contract.logs import RequestId
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.keeping import kept_elsewhere, unrecorded
from gonogo.suites.security.observations.identified import Identified


@rule("security.logs.request_id.incoming")
def judge(seen: Identified, request_id: RequestId) -> Judgement:
    """Refuse another id in the answer, and records with another or none where there are some without it.

    Where no record has any id that was sent, and none another, nothing shows what becomes of them.
    """
    problems = (*kept_elsewhere(seen, request_id), *unrecorded(seen, request_id))
    examined = sum(bool(one.sent and one.by_sent) for one in seen.asked)
    if not problems and not examined:
        return Judgement.cannot_tell("no record has an id that was sent, and none another one")
    return Judgement(max(examined, len(problems)), problems)
