"""Each container has several workers, and whichever is scraped answers for all of them.

Good because: their counts lie in one directory of that container's own, and are added at each scrape.
Source: prometheus/client_python, multiprocess mode.
"""

from __future__ import annotations

from random import Random

from defects.seed import Injection, Twin

TWIN = Twin("MET-26", of="MET-26-workers-without-multiprocess-mode", target="compose")


def inject(rng: Random) -> Injection:
    """Start more workers, in the release's own way."""
    workers = str(rng.randrange(2, 4))
    return Injection(fact=workers, environment={"WEB_CONCURRENCY": workers})
