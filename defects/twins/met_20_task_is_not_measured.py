"""A route has a background task, and its duration ends with the last byte of its answer.

Good because: what is counted is what the client waited; what is done afterwards keeps nobody waiting.
Source: starlette#919, #3458.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_20_duration_waits_for_the_task import with_task
from proving.seed import Injection, Twin

TWIN = Twin("MET-20", of="MET-20-duration-waits-for-the-task")


def inject(rng: Random) -> Injection:
    """Leave the observer as it is."""
    return Injection(fact="ukp_http_request_duration_seconds", source=with_task(rng))
