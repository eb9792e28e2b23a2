"""The public entry serves no private path to the method that the path takes.

Why: a rule of the proxy that was written for GET lets POST through, and what takes POST changes things.
Reference: OWASP ASVS 5.0 13.4.5; CWE-650 (trusting HTTP permission methods on the server side).
Remedy: close the path for every method; never with a condition on GET.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.closing import judge_closed
from gonogo.suites.security.observations.surface import PrivateWrites


@rule("security.private_writes")
def judge(seen: PrivateWrites) -> Judgement:
    """Refuse what is no refusal; 405 says that the path is there."""
    return judge_closed(seen)
