"""Every record that a request causes carries its id, and its answer states it.

Why: by the id that a user tells, what happened to him is found, and by nothing else. It is missing where it
is looked for, in the record of an error, of a thread, of a task that goes on, unless somebody took it there.
Reference: OWASP ASVS 5.0 16.2.1; https://github.com/Kludex/starlette/issues/1525;
https://github.com/open-telemetry/opentelemetry-python/issues/3477.
Remedy: bind the id outermost, in a context that is this request's alone; have one formatter put it into every
record, whichever logger makes it; hand the context on to threads, tasks and jobs; state the id on errors too.
"""

from __future__ import annotations

from gonogo.contract.logs import RequestId
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.carrying import astray, mixed, shared, unstated
from gonogo.suites.security.keeping import lost
from gonogo.suites.security.observations.identified import Identified


@rule("security.logs.request_id")
def judge(seen: Identified, request_id: RequestId) -> Judgement:
    """Refuse answers without an id, ids of several requests, and records with none or another one's.

    Where no record has any, or none of a service that is named, nothing shows that they would.
    """
    expected = "the id of the request" + (
        f" in {' or '.join(request_id.fields)}" if request_id.fields else ""
    )
    problems = (
        *unstated(seen, request_id), *shared(seen), *astray(seen.written, expected), *mixed(seen.written),
        *lost(seen),
    )  # fmt: skip
    examined = sum(one.is_recorded for one in seen.asked)
    if not problems and not examined:
        return Judgement.cannot_tell("no record has the id of any request, and none comes of each")
    if not problems and seen.silent:
        return Judgement.cannot_tell(f"no record of {', '.join(seen.silent)} has the id of any request")
    return Judgement(max(examined, len(problems)), problems)
