"""A scrape is compressed twice, or is not said to be compressed, where compression is asked for.

Ships: the proxy and the library both compress; or the middleware that writes the header was left out.
Source: prometheus/prometheus, scrape/scrape.go (it asks for gzip); RFC 9110, 8.4 (Content-Encoding).
"""

from __future__ import annotations

import gzip
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-02", expected=("metrics/compressed-scrapes-are-whole",))


def inject(rng: Random) -> Injection:
    """Serve with that proxy."""
    return Injection(fact="process_max_fds", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Compress in the drawn way."""
    times, says_so = _drawn(rng)
    return packing(app, times, says_so=says_so)


def packing(app: ASGIApp, times: int, *, says_so: bool) -> ASGIApp:
    """Compress the exposition so many times for whoever asks for it."""

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        asked = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
        if scope["path"] != "/metrics" or not asked:
            return answer
        for _ in range(times):
            answer = replace(answer, body=gzip.compress(answer.body))
        return answer.with_header("content-encoding", "gzip") if says_so else answer

    return Rewrite(app, rewrite)


def _drawn(rng: Random) -> tuple[int, bool]:
    """Draw how often it is compressed, and whether it says so."""
    return rng.choice([(2, True), (1, False)])
