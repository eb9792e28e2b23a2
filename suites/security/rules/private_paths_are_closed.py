"""The public entry does not serve private paths.

Why: documentation, metrics and debug pages name every route, version and dependency, and some change things.
Reference: OWASP ASVS 5.0 13.4.5 (documentation and monitoring endpoints are not exposed).
Remedy: let the proxy answer 404 for these paths, decoded and whatever follows them, or serve them on a port
that is not published.
"""

from __future__ import annotations

from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.closing import judge_closed
from gonogo.suites.security.observations.surface import PrivatePaths


@rule("security.private_reads")
def judge(seen: PrivatePaths) -> Judgement:
    """Refuse what is no refusal, 405 as well: it says that the path is there, and the contract its method.

    A path that is closed in its own spelling is not, if it is served in another one, or as if from inside.
    """
    return judge_closed(seen)
