"""A scrape is compressed in two parts, one after the other, as one that is made while it is sent.

Good because: members of a gzip file follow each other, and whoever reads one reads them all.
Source: RFC 1952, 2.2 (a file is a series of members).
"""

from __future__ import annotations

import gzip
from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Injection, Twin

TWIN = Twin("MET-02", of="MET-02-packed-when-it-started")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=f"{_share(rng):.2f}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Compress all of it, cut at the drawn share."""
    share = _share(rng)

    def rewrite(scope: Scope, answer: Answer) -> Answer:
        asked = any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])
        if scope["path"] != "/metrics" or not asked:
            return answer
        at = int(len(answer.body) * share)
        packed = gzip.compress(answer.body[:at]) + gzip.compress(answer.body[at:])
        return replace(answer, body=packed).with_header("content-encoding", "gzip")

    return Rewrite(app, rewrite)


def _share(rng: Random) -> float:
    """Draw where the second part begins."""
    return rng.uniform(0.2, 0.8)
