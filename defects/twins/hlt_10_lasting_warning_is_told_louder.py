"""A part that is away for more than a moment is something that somebody should see.

Good because: it is told at another level of the log, once, and remains a warning where it was one.
Source: draft-inadarei-api-health-check, 3.1 (warn is healthy, with concerns); AWS Builders' Library,
"Implementing health checks".
"""

from __future__ import annotations

from random import Random

from defects.health.hlt_10_lasting_warning_is_a_failure import lasting
from proving.seed import Injection, Twin

TWIN = Twin("HLT-10", of="HLT-10-lasting-warning-is-a-failure", target="compose")
_TOLD = (
    '            self._since[result.dependency.name] = float("inf")\n'
    '            _log.error("dependency_away_for_long", dependency=result.dependency.name)\n'
)


def inject(rng: Random) -> Injection:
    """Tell it."""
    return lasting(rng, _TOLD)
