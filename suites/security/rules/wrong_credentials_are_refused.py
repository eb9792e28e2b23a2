"""A credential that nobody gave out is refused on every route.

Why: a check that only asks whether there is a header, or that lets an unreadable one pass, is open to
everybody who sends one, and one that compares no more than the beginning of a key to whoever guesses that.
Reference: OWASP ASVS 5.0 9.1.1 and 16.5.3 (no failing open); RFC 6750, 3.1.
Remedy: compare with the known credentials, and refuse on any error in doing so.
"""

from __future__ import annotations

from gonogo.contract.security import Security
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.guarding import WITHOUT, guarded, judge_refusals
from gonogo.suites.security.observations.surface import Call, Calls


@rule("security.route_table")
def judge(seen: Calls, security: Security) -> Judgement:
    """Refuse any answer but the contract's refusals; to what is malformed, 400 is one as well."""
    calls = [call for call in guarded(seen, security) if call.credential not in WITHOUT]
    calls += _nearly(seen, security)
    return judge_refusals(calls, security, seen, malformed=(400,))


def _nearly(seen: Calls, security: Security) -> list[Call]:
    """Return the calls with what is nearly right, where the same call needs a credential."""
    closed = {c.source for c in seen.nearly if c.credential == "none" and c.status in security.refusals}
    return [call for call in seen.nearly if call.credential != "none" and call.source in closed]
