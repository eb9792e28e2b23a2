"""A cache that does not answer is asked once more.

Good because: both times together are shorter than what users notice, and then it goes on without.
Source: AWS Builders' Library, "Timeouts, retries, and backoff with jitter".
"""

from __future__ import annotations

from random import Random

from defects.health.res_03_cache_is_asked_again_and_again import retrying
from proving.seed import Injection, Twin

TWIN = Twin("RES-03", of="RES-03-cache-is-asked-again-and-again")


def inject(_: Random) -> Injection:
    """Ask once more."""
    return Injection(fact="without cache", source=retrying(1))
