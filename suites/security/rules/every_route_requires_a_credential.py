"""Every route of the live table refuses a caller without a credential, unless it is on the allow-list.

Why: one router without its dependency, one copied line, and a route is open; no test of the other routes
sees it, and nobody calls it until somebody does.
Reference: OWASP ASVS 5.0 8.2.1; OWASP API Security Top 10, API5:2023.
Remedy: require authentication by default, on the whole application; list what is public in the contract.
"""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.guarding import WITHOUT, guarded, judge_refusals
from gonogo.suites.security.observations.surface import Calls


@rule("security.route_table")
def judge(seen: Calls, security: Security) -> Judgement:
    """Refuse any answer but the contract's refusals to an anonymous call."""
    calls = [call for call in guarded(seen, security) if call.credential in WITHOUT]
    return judge_refusals(calls, security, seen)
