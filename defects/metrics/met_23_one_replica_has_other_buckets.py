"""One replica already has the next release's buckets.

Ships: a canary with a bound more, while every dashboard sums over all replicas.
Source: prometheus/docs, "Histograms and summaries"; OpenMetrics 1.0.0, histogram.
"""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random
from typing import Any

from starlette.types import ASGIApp, Scope
from valkey import Valkey
from valkey.exceptions import ValkeyError

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("MET-23", expected=("metrics/bucket-layouts-agree",), target="compose", starred=True)


def inject(rng: Random) -> Injection:
    """Serve the replicas so."""
    return Injection(fact=_bound(rng), wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Add the bound in the replica that comes first."""
    return with_bound(app, _bound(rng)) if _is_first() else app


def with_bound(app: ASGIApp, bound: str) -> ASGIApp:
    """Add a bucket before each one that ends at a second, as full as that one."""

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/metrics":
            return answer
        changed = []
        for line in answer.body.decode().splitlines(keepends=True):
            if 'le="1.0"' in line:
                changed.append(line.replace('le="1.0"', f'le="{bound}"'))
            changed.append(line)
        return replace(answer, body="".join(changed).encode())

    return Rewrite(app, change)


def _is_first() -> bool:
    """Whether this process is the first of those that share the cache; a command without a network is not."""
    try:
        return bool(Valkey.from_url(os.environ["UKP_CACHE_URL"]).set("canary", "1", nx=True))
    except ValkeyError:
        return False


def _bound(rng: Random) -> str:
    return f"{rng.randrange(800, 990) / 1000:g}"
