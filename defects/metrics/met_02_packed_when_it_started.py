"""The compressed scrape is made by a registry of its own, which nobody gave all collectors.

Ships: a second handler for those who ask for compression, registered before the collectors were.
Source: prometheus/client_python, registries (a collector is in those that it was registered with); RFC 9110,
8.8 (a representation is chosen by its coding, and says the same).
"""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-02", expected=("metrics/compressed-scrapes-are-whole",))


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=_prefix(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave out what has the drawn prefix, for whoever asks for gzip."""
    without = re.compile(rb"^(# [A-Z]+ )?" + _prefix(rng).encode() + rb".*\n", re.MULTILINE)

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        asked = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
        if scope["path"] != "/metrics" or not asked:
            return answer
        packed = gzip.compress(without.sub(b"", answer.body))
        return replace(answer, body=packed).with_header("content-encoding", "gzip")

    return Rewrite(app, rewrite)


def _prefix(rng: Random) -> str:
    """Draw whose series are missing."""
    return rng.choice(["ukp_event_", "ukp_http_"])
