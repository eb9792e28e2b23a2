"""Each container has several workers, and whichever is scraped answers for all of them.

Good because: their counts lie in one directory of that container's own, and are added at each scrape.
Source: prometheus/client_python, multiprocess mode.
"""

from __future__ import annotations

from random import Random

from proving.seed import Injection, Twin

TWIN = Twin("MET-26", of="MET-26-workers-without-multiprocess-mode", target="compose")


def inject(rng: Random) -> Injection:
    """Start more workers, in the release's own way, with the memory that they need."""
    workers = rng.randrange(2, 4)
    memory = {"deploy": {"resources": {"limits": {"memory": f"{64 + 96 * workers}M"}}}}
    return Injection(
        fact=str(workers),
        environment={"WEB_CONCURRENCY": str(workers)},
        override={"services": {"app": memory}},
    )
