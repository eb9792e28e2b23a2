"""No input of one client ends the process that serves all others.

Why: whoever may send a request may send it again, and a service that is started again after each of them
serves nobody in between; a handler of errors catches neither a stack that overflows nor an exception outside
of it, as in a parser, an upgrade or a stream.
Reference: CWE-248, CWE-674, CWE-20; CVE-2022-39288 (fastify), CVE-2024-37890 (ws), CVE-2025-47944 (multer),
CVE-2024-27454 (orjson), CVE-2026-42544 (granian).
Remedy: update the parser or the server; answer 4xx where the input is read, and handle what a stream emits.
"""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.harm import ended, told, unserved
from gonogo.suites.security.observations.hostile import HostileInputs

_EXPECTED = "an answer, or the end of the connection, and the same process for the next client"


@rule("security")
def judge(seen: HostileInputs, security: Security) -> Judgement:
    """Refuse a process that is gone after an input, twice, or that did not come back."""
    problems = tuple(
        Problem(f"{tried.what}, at {tried.place}", _EXPECTED, said)
        for tried in seen.tried
        if (said := ended(tried))
    )
    problems += tuple(Problem(f"one of {len(seen.tried)} inputs", _EXPECTED, said) for said in seen.restarted)
    if not problems and (why := unserved(seen)):
        return Judgement.cannot_tell(why)
    return Judgement(len(seen.tried), problems, "no input was sent", told(seen))
